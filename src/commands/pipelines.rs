//! The pipelines that `init --ci` writes: what checks, builds and publishes a site on a code host.

use crate::cli::CiHost;

/// The file of that name in `starter_ci/`.
macro_rules! template {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands/starter_ci/", $name))
    };
}

/// What a fresh repository need not hold: the built site, and what a build remembers.
const IGNORED: &str = template!("gitignore");

/// A file of a pipeline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PipelineFile {
    /// Its path in the site folder.
    pub(super) path: &'static str,
    /// What is in it.
    pub(super) text: String,
    /// The pipeline works without it, so that one which is there already may stay.
    pub(super) is_optional: bool,
}

/// The files of a host's pipeline; with `shards`, a site is built in so many parts.
pub(super) fn pipeline(host: CiHost, shards: Option<u32>) -> Result<Vec<PipelineFile>, String> {
    let files = match (host, shards) {
        (CiHost::Github, shards) => {
            let build = match shards {
                Some(_) => template!("github/build-shards.yml"),
                None => template!("github/build.yml"),
            };
            vec![
                (
                    ".github/workflows/site.yml",
                    template!("github/site.yml").replace("# @BUILD@\n", build),
                ),
                (
                    ".github/actions/wellspring/action.yml",
                    template!("github/action.yml").to_owned(),
                ),
            ]
        }
        (CiHost::Gitlab, shards) => {
            let build = match shards {
                Some(_) => template!("gitlab/build-shards.yml"),
                None => template!("gitlab/build.yml"),
            };
            vec![(".gitlab-ci.yml", template!("gitlab/site.yml").to_owned() + build)]
        }
        (CiHost::Gitee, None) => vec![
            (".workflow/check.yml", template!("gitee/check.yml").to_owned()),
            (".workflow/publish.yml", template!("gitee/publish.yml").to_owned()),
            (".workflow/wellspring.sh", template!("gitee/wellspring.sh").to_owned()),
            (".workflow/check.sh", template!("gitee/check.sh").to_owned()),
            (".workflow/publish.sh", template!("gitee/publish.sh").to_owned()),
        ],
        (CiHost::Gitee, Some(_)) => {
            return Err("the pipeline for Gitee builds in one part\n\
                        help: leave `--shards` out; `docs/ci.md` says how to build in parts by hand"
                .to_owned());
        }
    };
    let ours = files.into_iter().map(|(path, text)| (path, text, false));
    let all = ours.chain([(".gitignore", IGNORED.to_owned(), true)]);
    let file = |(path, text, is_optional): (_, String, _)| PipelineFile {
        path,
        text: filled_in(&text, shards),
        is_optional,
    };
    Ok(all.map(file).collect())
}

/// The template with what is known when it is written.
fn filled_in(text: &str, shards: Option<u32>) -> String {
    let n_shards = shards.unwrap_or(1);
    let numbers: Vec<_> = (1..=n_shards).map(|number| number.to_string()).collect();
    text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@SHARDS@", &n_shards.to_string())
        .replace("@NUMBERS@", &numbers.join(", "))
}
