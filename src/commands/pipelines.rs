//! The pipelines that `init --ci` writes: what checks, builds and publishes a site on a code host.

use crate::cli::CiHost;

/// The file of that name in `starter_ci/`.
macro_rules! template {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands/starter_ci/", $name))
    };
}

/// What a fresh repository need not hold: the built site, and what a build remembers.
pub(super) const IGNORED: &str = template!("gitignore");

/// What a template holds in place of texts that depend on where the program can be had.
const MARKS: [&str; 3] = ["# @STEPS@\n", "  # @PROGRAM@\n", "  # @IMAGE@\n"];

/// Where a machine gets the program from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// From a registry of packages that cargo knows by this name.
    Registry(&'static str),
    /// From an archive, whose address only its owner knows.
    Archive,
}

/// Where this program came from. Nobody else may be sent to a registry for it: a package of its name
/// there could be anybody's.
pub(super) const ORIGIN: Origin = match option_env!("WELLSPRING_REGISTRY") {
    Some(registry) => Origin::Registry(registry),
    None => Origin::Archive,
};

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

/// What a pipeline lacks before it can run, in one line; `None` if it lacks nothing.
pub(super) fn missing(host: CiHost, origin: Origin) -> Option<&'static str> {
    match (host, origin) {
        (CiHost::Github | CiHost::Gitlab, Origin::Registry(_)) => None,
        (CiHost::Github, Origin::Archive) => Some(
            "missing: where to download the program, `WELLSPRING_URL` and `WELLSPRING_SHA256` in \
             `.github/workflows/site.yml`: it did not come from a registry of packages",
        ),
        (CiHost::Gitlab, Origin::Archive) => Some(
            "missing: where to download the program, `WELLSPRING_URL` and `WELLSPRING_SHA256` in \
             `.gitlab-ci.yml`: it did not come from a registry of packages",
        ),
        // Its build machines have no cargo, and its sites lie on a server of their own.
        (CiHost::Gitee, _) => Some(
            "missing: where to download the program, in `.workflow/wellspring.sh`, and the server \
             to publish on, in `.workflow/publish.sh`: look for `FILL IN`",
        ),
    }
}

/// The files of a host's pipeline; with `shards`, a site is built in so many parts.
pub(super) fn pipeline(
    host: CiHost,
    shards: Option<u32>,
    origin: Origin,
) -> Result<Vec<PipelineFile>, String> {
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
        text: filled_in(&with_origin(&text, host, origin), shards),
        is_optional,
    };
    Ok(all.map(file).collect())
}

/// The template with where the program comes from.
fn with_origin(text: &str, host: CiHost, origin: Origin) -> String {
    let texts = match (host, origin) {
        (CiHost::Github, Origin::Archive) => template!("github/archive.txt"),
        (CiHost::Github, Origin::Registry(_)) => template!("github/registry.txt"),
        (CiHost::Gitlab, Origin::Archive) => template!("gitlab/archive.txt"),
        (CiHost::Gitlab, Origin::Registry(_)) => template!("gitlab/registry.txt"),
        (CiHost::Gitee, _) => return text.to_owned(),
    };
    let registry = match origin {
        Origin::Registry(name) => name,
        Origin::Archive => "",
    };
    let parts = texts.split("----\n").zip(MARKS);
    let text = parts.fold(text.to_owned(), |text, (part, mark)| text.replace(mark, part));
    text.replace("@REGISTRY@", registry)
}

/// The template with what is known when it is written.
fn filled_in(text: &str, shards: Option<u32>) -> String {
    let n_shards = shards.unwrap_or(1);
    let numbers: Vec<_> = (1..=n_shards).map(|number| number.to_string()).collect();
    text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@SHARDS@", &n_shards.to_string())
        .replace("@NUMBERS@", &numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{MARKS, Origin, missing, pipeline};
    use crate::cli::CiHost;

    const FROM_REGISTRY: Origin = Origin::Registry("crates-io");

    /// All files of a pipeline as one text.
    fn written(host: CiHost, shards: Option<u32>, origin: Origin) -> String {
        let files = pipeline(host, shards, origin).expect("the host takes this");
        files.into_iter().map(|file| file.text).collect()
    }

    #[test]
    fn nothing_is_filled_in_where_the_program_comes_from_a_registry() {
        for host in [CiHost::Github, CiHost::Gitlab] {
            for shards in [None, Some(3)] {
                let text = written(host, shards, FROM_REGISTRY);
                assert!(!text.contains("FILL IN"), "{text}");
                assert!(text.contains("WELLSPRING_REGISTRY: \"crates-io\""), "{text}");
                assert_eq!(missing(host, FROM_REGISTRY), None);
            }
        }
        assert!(missing(CiHost::Gitee, FROM_REGISTRY).is_some());
    }

    #[test]
    fn elsewhere_one_line_says_what_is_missing() {
        for host in [CiHost::Github, CiHost::Gitlab, CiHost::Gitee] {
            let text = written(host, None, Origin::Archive);
            assert!(text.contains("FILL IN"), "{text}");
            assert!(!text.contains("crates-io"), "nobody is sent to a registry: {text}");
            let line = missing(host, Origin::Archive).expect("something is missing");
            assert!(line.starts_with("missing: ") && !line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn every_mark_is_replaced() {
        for host in [CiHost::Github, CiHost::Gitlab] {
            for origin in [FROM_REGISTRY, Origin::Archive] {
                let text = written(host, Some(2), origin);
                let left = MARKS.iter().find(|mark| text.contains(mark.trim()));
                assert_eq!(left, None, "{text}");
                assert!(!text.contains("@REGISTRY@") && !text.contains("----"), "{text}");
            }
        }
    }
}
