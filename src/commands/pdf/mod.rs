//! `wellspring pdf`: the print edition of each language as a PDF, made by a browser that is installed.

#![expect(
    clippy::disallowed_methods,
    reason = "the site is built into a folder of its own for the browser to read, and that folder is \
              removed again; where browsers are, and how long one takes, reaches no byte of the site"
)]

mod browser;
mod links;

use super::{Outcome, Printer};
use crate::cli::PdfArgs;
use crate::model::Site;
use crate::options::BuildOptions;
use crate::pipeline::{Built, build, with};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the file of one language is made from, and where it goes.
struct Job {
    page: String,
    file: PathBuf,
}

pub(super) fn run(args: &PdfArgs, options: BuildOptions, out: &Printer<'_>) -> Outcome {
    let browser = match browser::find(args.browser.as_deref()) {
        Ok(browser) => browser,
        Err(why) => return out.failure(&why),
    };
    let folder = match tempfile::Builder::new().prefix("wellspring-pdf-").tempdir() {
        Ok(folder) => folder,
        Err(error) => return out.failure(&format!("cannot make a temporary folder: {error}")),
    };
    let site = folder.path().join("site");
    let options = BuildOptions { output: site.clone(), precompress: false, ..options };
    let progress = out.progress();
    let built = build(&options, &progress);
    drop(progress);
    let compiled = match built {
        Ok(Built::Published(compiled, _)) => compiled,
        Ok(Built::Broken(compiled, errors)) => {
            out.problems(&compiled.sources, &with(&compiled, errors));
            return Outcome::ContentErrors;
        }
        Ok(Built::Unchanged { .. }) => return out.failure("the temporary folder was not empty"),
        Err(why) => return out.failure(&why),
    };
    out.problems(&compiled.sources, &compiled.problems());
    let Some(compiled) = &compiled.site else { return Outcome::ContentErrors };
    let settings = &compiled.model.site;
    let jobs = match jobs(args, settings, &options.root) {
        Ok(jobs) => jobs,
        Err(why) => return out.failure(&why),
    };
    for job in jobs {
        let page = site.join(&job.page);
        let made = prepare(&page, &job.page, settings.base_url.as_deref()).and_then(|()| {
            let limit = Duration::from_secs(args.timeout);
            browser::print(&browser, &page, folder.path(), &job.file, limit)
        });
        match made {
            Ok(()) => out.remark(&format!("wrote    {}", job.file.display())),
            Err(why) => return out.failure(&why),
        }
    }
    Outcome::Clean
}

/// The page and the file of each language that is asked for.
fn jobs(args: &PdfArgs, settings: &Site, root: &Path) -> Result<Vec<Job>, String> {
    let all = || settings.languages.iter();
    let is_asked = |code: &str| args.lang.as_deref().is_none_or(|lang| lang == code);
    let asked: Vec<_> = all().map(|one| &*one.code).filter(|code| is_asked(code)).collect();
    if asked.is_empty() {
        let known: Vec<_> = all().map(|one| &*one.code).collect();
        return Err(format!("the site has no such language: it has {}", known.join(", ")));
    }
    let name = fs::canonicalize(root).ok();
    let name = name.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let usual = PathBuf::from(format!("{}.pdf", name.unwrap_or("site")));
    let given = args.output.as_ref().unwrap_or(&usual);
    // A file that is named for one language is that file.
    let is_one = args.output.is_some() && asked.len() == 1;
    let file = |code: &str| match is_one {
        true => given.clone(),
        false => {
            let stem = given.file_stem().and_then(|stem| stem.to_str()).unwrap_or("site");
            given.with_file_name(format!("{stem}.{code}.pdf"))
        }
    };
    let job = |code: &str| Job { page: format!("{code}/print/index.html"), file: file(code) };
    Ok(asked.into_iter().map(job).collect())
}

/// Lets the links of a page lead to the site in public, or nowhere: not into the folder.
fn prepare(page: &Path, path: &str, base_url: Option<&str>) -> Result<(), String> {
    let why = |error| format!("cannot read the print edition `{path}`: {error}");
    let html = fs::read_to_string(page).map_err(why)?;
    fs::write(page, links::public(&html, path, base_url)).map_err(why)
}
