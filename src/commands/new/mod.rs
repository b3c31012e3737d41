//! `wellspring new`: a file for a new record or page, with its fields.

mod fill;
mod table;
mod workbook;

use super::comments::said;
use super::put::create;
use super::site_outline::SiteOutline;
use super::{Outcome, Printer};
use crate::cli::NewKind;
use crate::diag::MessageLanguage;
use crate::parse::identity::Identity;
use crate::value::{Id, ValueError};
use fill::Fill;
use std::path::Path;
use table::{PAGE, Record, record};

/// What stands above the fields of every new record.
const HEAD: &str =
    "# Fill in what the sources say. A line behind `# ` is a field too: take the `# ` away.\n";

pub(super) fn run(
    kind: NewKind,
    id: &str,
    is_empty: bool,
    root: &Path,
    out: &Printer<'_>,
) -> Outcome {
    match kind {
        NewKind::Workbook => return workbook::run(Path::new(id), is_empty, root, out),
        _ if is_empty => return out.failure("`--empty` is for `new workbook` only"),
        _ => {}
    }
    let site = match SiteOutline::read(root) {
        Ok(site) => site,
        Err(unread) => return unread.report(out),
    };
    let language = out.language();
    let files = match record(kind) {
        Some(record) => record_file(&site, &record, id, language).map(|file| vec![file]),
        None => page_files(&site, id, language),
    };
    match files.and_then(|files| create(root, &files).map(|()| files)) {
        Ok(files) => {
            for (path, _) in files {
                out.remark(&format!("wrote `{}`", root.join(path).display()));
            }
            Outcome::Clean
        }
        Err(why) => out.failure(&why),
    }
}

/// The file of a record. It lies in the folder of its collection, which may be a file as well.
fn record_file(
    site: &SiteOutline,
    record: &Record,
    id: &str,
    language: MessageLanguage,
) -> Result<(String, Vec<u8>), String> {
    let id = Id::parse(id).map_err(|error| not_an_id(&error))?;
    if let Some(place) = place_of(site, record.collection, &id) {
        return Err(format!(
            "`{}` has a record `{id}` already, in `{place}`; nothing was written",
            record.collection
        ));
    }
    let text = said(&format!("{HEAD}{}", record.text), language);
    let text = Fill::new(site, language).fill(&text);
    Ok((format!("content/data/{}/{id}.yaml", record.collection), text.into_bytes()))
}

/// Where a collection has a record of that id, published or not.
fn place_of(site: &SiteOutline, collection: &str, id: &Id) -> Option<String> {
    let files = site.parsed.data.iter().filter(|data| data.outline.collection == collection);
    let names = files.flat_map(|data| &data.outline.records).filter_map(|record| match record {
        Identity::Named(name) if name.id == *id => Some(name.span),
        _ => None,
    });
    let sources = &site.loaded.sources;
    names.map(|span| sources.place(span)).next()
}

/// A file of a page for each language of the site.
fn page_files(
    site: &SiteOutline,
    path: &str,
    language: MessageLanguage,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    for part in path.split('/') {
        Id::parse(part).map_err(|error| not_an_id(&error))?;
    }
    if let Some(page) = site.parsed.pages.iter().find(|page| &*page.path == path) {
        let file = &site.loaded.sources.file(page.file).path;
        return Err(format!("the page `{path}` is there already: `{file}`; nothing was written"));
    }
    let text = Fill::new(site, language).fill(&said(PAGE, language));
    let file = |code: &str| (format!("content/pages/{path}.{code}.md"), text.clone().into_bytes());
    Ok(site.preamble.languages.iter().map(|language| file(&language.code)).collect())
}

fn not_an_id(error: &ValueError) -> String {
    let help = error.help.iter().map(|help| format!("\nhelp: {help}")).collect::<String>();
    format!("{}; nothing was written{help}", error.message)
}
