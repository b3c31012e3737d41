//! Every page and file of the site with its path, before anything is rendered.
//!
//! A [`Plan`] knows what exists: links are made from it, so a link to a page that is not planned
//! cannot be written, and two pages for one path are found here.

mod index;
mod links;
mod navigation;
mod reads;
mod routes;

pub use index::PART_ROWS;
pub use index::{Happening, Index, Resting};
pub use links::{LinkError, LinkTarget, Links};
pub use navigation::{NavEntry, navigation, parent};
pub use reads::{Reads, reads, related};
pub use routes::{Format, Kind, TableKey, part_path, path, relative};

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::model::Model;
use crate::source::FileId;
use crate::source::Sources;
use crate::value::Lang;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// One page or data file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePlan {
    /// What it shows.
    pub kind: Kind,
    /// In which language.
    pub lang: Lang,
    /// Which part of a page whose list is too long for one, from 0.
    pub part: usize,
    /// Where, relative to the output folder: `zh/projects/solar/index.html`.
    pub path: String,
}

/// Everything that will be written.
#[derive(Debug)]
pub struct Plan {
    /// Pages and data files, by language and kind.
    pub pages: Vec<PagePlan>,
    /// Where links in Markdown lead.
    pub links: Links,
    by_path: BTreeMap<String, usize>,
}

impl Plan {
    /// The page at a path.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&PagePlan> {
        self.by_path.get(path).map(|index| &self.pages[*index])
    }

    /// Whether something is planned at a path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }
}

/// Plans all pages of the model in all languages; reports two pages for one path. Links to files
/// set aside (broken and reported, or known only later) are not dead.
pub fn plan(
    model: &Model,
    index: &Index,
    sources: &Sources,
    set_aside: &BTreeSet<FileId>,
    sink: &mut Sink,
) -> Plan {
    let mut pages = Vec::new();
    for language in &model.site.languages {
        for kind in routes::kinds(model, index) {
            for part in 0..index.n_parts(model, kind) {
                let path = part_path(&path(model, kind, language.lang), part);
                pages.push(PagePlan { kind, lang: language.lang, part, path });
            }
        }
    }
    let default = model.site.default_lang();
    for kind in [Kind::Chooser, Kind::RootNotFound] {
        pages.push(PagePlan { kind, lang: default, part: 0, path: path(model, kind, default) });
    }
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    let mut reported = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let taken = by_path.entry(page.path.to_lowercase()).or_insert(number);
        if *taken != number && !reported.contains(&(pages[*taken].kind, page.kind)) {
            reported.push((pages[*taken].kind, page.kind));
            sink.push(duplicate_path(model, &pages[*taken], page));
        }
    }
    for file in &sources.static_files {
        let path = format!("files/{file}");
        if by_path.contains_key(&path.to_lowercase()) {
            sink.push(Diagnostic::new(
                Code::DuplicatePath,
                None,
                format!("`content/{path}` would be written over a page"),
            ));
        }
    }
    let by_path =
        pages.iter().enumerate().map(|(number, page)| (page.path.clone(), number)).collect();
    Plan { pages, links: Links::new(model, index, sources, set_aside), by_path }
}

fn duplicate_path(model: &Model, first: &PagePlan, second: &PagePlan) -> Diagnostic {
    let spans = (routes::span(model, first.kind), routes::span(model, second.kind));
    let place = spans.1.or(spans.0);
    let mut diagnostic = Diagnostic::new(
        Code::DuplicatePath,
        place,
        format!("two pages would be written to `{}`", second.path),
    )
    .help("rename one of the two files or give one of the records another id");
    if let (Some(first), Some(_)) = spans {
        diagnostic = diagnostic.related(first, "the other page");
    } else {
        diagnostic = diagnostic.note("the other page is one that every site has");
    }
    diagnostic
}
