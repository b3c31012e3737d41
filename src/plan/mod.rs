//! Every page and file of the site with its path, before anything is rendered.
//!
//! A [`Plan`] knows what exists: links are made from it, so a link to a page that is not planned
//! cannot be written, and two pages for one path are found here.

mod calendar;
mod cited_by;
mod feed;
mod figures;
mod groups;
mod index;
mod links;
mod lists;
mod navigation;
mod of_project;
mod page_kind;
mod page_of;
mod periods;
mod pictures;
mod redirects;
mod routes;
mod schedule;
mod timeline_entry;

pub use calendar::calendar;
pub use cited_by::CitedBy;
pub use feed::{FeedEntry, FeedSubject, feed};
pub use figures::Figures;
pub(crate) use index::sections;
pub use index::{Ever, Index, LATEST, PAGE_ROWS, related};
pub use links::{LinkError, LinkTarget, Links, joined};
pub use lists::Lists;
pub use navigation::{NavEntry, navigation};
pub use of_project::FiguresOfProject;
pub use page_kind::{Of, PageId, PageKind, PageKinds, Pages, Role, Shown};
pub use periods::Periods;
pub use pictures::shown_pictures;
pub use redirects::Redirect;
pub use routes::{
    Format, encoded, fragment, numbered_path, path_in_edition, relative, relative_address,
};
pub use timeline_entry::{TimelineEntry, heading, newest_first, oldest_first};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Model;
use crate::source::{FileId, Sources, Span};
use crate::value::Lang;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One page or data file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePlan {
    /// Which.
    pub id: PageId,
    /// In which language.
    pub lang: Lang,
    /// Which part of a page whose list is too long for one, from 0.
    pub number: usize,
    /// Where, relative to the output folder: `zh/projects/solar/index.html`.
    pub path: String,
}

/// Everything that will be written.
#[derive(Debug)]
pub struct Plan {
    /// The table of all kinds of pages.
    pub kinds: &'static PageKinds,
    /// Pages and data files, by language and kind.
    pub pages: Vec<PagePlan>,
    /// Where links in Markdown lead.
    pub links: Links,
    /// Where pages were before, in the order of the pages.
    pub redirects: Vec<Redirect>,
    /// No two pages have one path, and no file has that of a page.
    pub is_clean: bool,
    /// The numbers of the pages in the order of their paths.
    by_path: Vec<u32>,
}

impl Plan {
    /// The page at a path.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&PagePlan> {
        let page = |number: u32| &self.pages[number as usize];
        let place = self.by_path.binary_search_by(|number| (*page(*number).path).cmp(path)).ok()?;
        Some(page(self.by_path[place]))
    }

    /// Whether something is planned at a path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.by_path(path).is_some()
    }

    /// Whether these are the pages of a model with the same records.
    #[must_use]
    pub fn is_of(&self, model: &Model, index: &Index) -> bool {
        let own = self.pages.iter().map(|page| (page.id, page.lang, page.number));
        own.eq(pages(self.kinds, model, index)) && self.has_redirects_of(model)
    }

    /// Whether the pages of a model, which are these, were where those of this plan were.
    fn has_redirects_of(&self, model: &Model) -> bool {
        let redirects = redirects::redirects(model, &self.pages, &self.links);
        let mut pairs = self.redirects.iter().zip(&redirects);
        self.redirects.len() == redirects.len() && pairs.all(|(own, other)| own.is_like(other))
    }
}

/// All pages, in which language, and which part of each.
fn pages(kinds: &'static PageKinds, model: &Model, index: &Index) -> Vec<(PageId, Lang, usize)> {
    let all = |is_common: bool| {
        let kinds = kinds.iter().filter(move |kind| kind.is_common == is_common);
        kinds.flat_map(|kind| kind.pages(model, index))
    };
    let of_language: Vec<_> = all(false).collect();
    let mut pages = Vec::new();
    for language in &model.site.languages {
        for id in &of_language {
            let parts = 0..id.n_pages(model, index);
            pages.extend(parts.map(|part| (*id, language.lang, part)));
        }
    }
    let default = model.site.default_lang();
    pages.extend(all(true).map(|id| (id, id.of.lang().unwrap_or(default), 0)));
    pages
}

/// Plans all pages of the model in all languages; reports two pages for one path. Links to files
/// set aside (broken and reported, or known only later) are not dead.
pub fn plan(
    kinds: &'static PageKinds,
    model: &Model,
    index: &Index,
    sources: &Sources,
    set_aside: &BTreeSet<FileId>,
    sink: &mut Sink,
) -> Plan {
    let pages: Vec<_> = pages(kinds, model, index)
        .into_par_iter()
        .map(|(id, lang, number)| {
            let path = numbered_path(&id.path(model, lang), number);
            PagePlan { id, lang, number, path }
        })
        .collect();
    let n_before = sink.len();
    let by_path = sorted(&pages, |page| Cow::Borrowed(&page.path));
    report_duplicates(model, &pages, &by_path, sources, sink);
    let links = Links::new(kinds, model, index, sources, set_aside);
    let redirects = redirects::redirects(model, &pages, &links);
    redirects::report_conflicts(&redirects, &pages, sink);
    let is_clean = sink.len() == n_before;
    Plan { kinds, pages, links, redirects, is_clean, by_path }
}

/// The numbers of the pages in the order of a key; where it is the same, in their own.
fn sorted(pages: &[PagePlan], key: impl Fn(&PagePlan) -> Cow<'_, str> + Sync) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..).take(pages.len()).collect();
    let key = |number: u32| key(&pages[number as usize]);
    numbers.par_sort_by(|one, other| key(*one).cmp(&key(*other)));
    numbers
}

/// A path as systems see it that do not tell upper case from lower.
fn folded(path: &str) -> Cow<'_, str> {
    match path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(path.to_lowercase()),
    }
}

/// Reports two pages for one path, and files that would be written over a page.
fn report_duplicates(
    model: &Model,
    pages: &[PagePlan],
    by_path: &[u32],
    sources: &Sources,
    sink: &mut Sink,
) {
    let key = |number: &u32| folded(&pages[*number as usize].path);
    let by_key = match pages.iter().all(|page| matches!(folded(&page.path), Cow::Borrowed(_))) {
        true => Cow::Borrowed(by_path),
        false => Cow::Owned(sorted(pages, |page| folded(&page.path))),
    };
    let groups = by_key.chunk_by(|one, other| key(one) == key(other));
    let second = groups.flat_map(|group| group.iter().skip(1).map(|second| (*second, group[0])));
    let second: BTreeMap<u32, u32> = second.collect();
    let mut reported = Vec::new();
    for (second, first) in second {
        let (first, second) = (&pages[first as usize], &pages[second as usize]);
        if !reported.contains(&(first.id, second.id)) {
            reported.push((first.id, second.id));
            sink.push(duplicate_path(model, first, second));
        }
    }
    for file in &sources.static_files {
        let path = format!("files/{file}");
        let wanted = folded(&path);
        if by_key.binary_search_by(|number| key(number).cmp(&wanted)).is_ok() {
            sink.push(Diagnostic::new(
                Code::DuplicatePath,
                None,
                format!("`content/{path}` would be written over a page"),
            ));
        }
    }
}

fn duplicate_path(model: &Model, first: &PagePlan, second: &PagePlan) -> Diagnostic {
    let spans = [first, second].map(|page| span(model, page.id));
    let place = spans[1].or(spans[0]);
    let mut diagnostic = Diagnostic::new(
        Code::DuplicatePath,
        place,
        format!("two pages would be written to `{}`", second.path),
    )
    .help("rename one of the two files or give one of the records another id");
    if let [Some(first), Some(_)] = spans {
        diagnostic = diagnostic.related(first, "the other page");
    } else {
        diagnostic = diagnostic.note("the other page is one that every site has");
    }
    diagnostic
}

/// Where the text or record behind a page stands, for messages about its path.
fn span(model: &Model, id: PageId) -> Option<Span> {
    let number = match id.of {
        Of::Text(number) => number,
        Of::Section(section) => {
            let sections = sections(model);
            model.pages.iter().position(|page| page.section() == Some(&sections[section]))?
        }
        _ => return id.origin(model, Lang::DEFAULT),
    };
    model.pages[number].texts.iter().next().map(|(_, text)| text.span)
}
