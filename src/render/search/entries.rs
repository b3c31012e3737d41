//! Everything that can be found, in the order in which it is listed: the records that have a page or
//! a place on one, and the pages that show no record.

use crate::model::{AnyRef, RecordKind};
use crate::plan::{Of, PageId, PageKind, PageKinds, PagePlan, Pages, Role};
use crate::render::layout::title;
use crate::render::scope::Scope;
use crate::render::view::TextView;
use std::collections::BTreeSet;

/// What can be found of one sort.
pub(in crate::render) struct Section {
    /// What readers know the sort by.
    pub(in crate::render) title: String,
    /// The page that lists them.
    pub(in crate::render) list: Option<PageId>,
    /// One by one.
    pub(in crate::render) entries: Vec<Entry>,
}

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Entry {
    /// A record.
    Record(AnyRef),
    /// A page that shows no record.
    Page(PageId),
}

/// Everything that can be found in the language of a page, by sort; no sort is empty.
pub(in crate::render) fn sections(scope: &Scope<'_>) -> Vec<Section> {
    let (site, kinds) = (scope.site, scope.site.plan.kinds);
    let mut sections: Vec<Section> = Vec::new();
    let mut add = |list: Option<PageId>, entry: Entry| {
        let found = sections.iter().position(|section| section.list == list);
        let at = found.unwrap_or_else(|| {
            let title = match list {
                Some(list) => title(scope, list).text.into_owned(),
                None => scope.t("search-pages", &[]),
            };
            sections.push(Section { title, list, entries: Vec::new() });
            sections.len() - 1
        });
        sections[at].entries.push(entry);
    };
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    for kind in kinds.iter() {
        let of_kind = match kind.pages {
            Pages::EachRecord(of) => Some(of),
            // They stand on the page that lists them.
            _ if kind.lists.contains(&"terms") => Some(RecordKind::Term),
            _ => None,
        };
        let Some(of_kind) = of_kind.filter(|of| listed.insert(of.collection())) else { continue };
        let list = list_of(scope, kind, of_kind);
        for one in site.model.records(of_kind) {
            add(list, Entry::Record(one));
        }
    }
    let of_language = site.plan.pages.iter().filter(|page| page.lang == scope.lang);
    let mut rest = Vec::new();
    for page in of_language.filter(|page| is_listed(scope, page)) {
        // Some records have a page only where there is something to say.
        if let Some(one) = page.id.record() {
            if listed.insert(page.path.as_str()) && !listed.contains(one.kind().collection()) {
                add(list_of(scope, page.id.kind, one.kind()), Entry::Record(one));
            }
            continue;
        }
        match section_of(scope, kinds, page.id) {
            Some(list) => add(Some(list), Entry::Page(page.id)),
            None => rest.push(page.id),
        }
    }
    rest.into_iter().for_each(|page| add(None, Entry::Page(page)));
    // Reports are what most readers come for: they stand before what projects have to do with.
    let place = |list: PageId| {
        let of = |name: &str| kinds.iter().position(|kind| kind.name == name);
        let is_written = matches!(list.of, Of::Section(_));
        let place = if is_written { of("parks") } else { of(list.kind.name) };
        (place.unwrap_or(usize::MAX), is_written)
    };
    sections.sort_by_key(|section| match section.list {
        Some(list) => (false, place(list)),
        None => (true, (0, false)),
    });
    sections
}

/// The page that lists the records of a kind: where there is none, the page above theirs, unless it
/// is the list of others, whose number it would say wrong.
fn list_of(scope: &Scope<'_>, kind: &PageKind, of: RecordKind) -> Option<PageId> {
    let kinds = scope.site.plan.kinds;
    let list = Some(kinds.list_of(of.collection())).filter(|list| *list != kinds.home());
    let above = || kind.parent.filter(|above| above.lists.is_empty());
    let list = list.or_else(|| above().map(|above| above.page(Of::Nothing)));
    list.filter(|list| scope.href_opt(*list).is_some())
}

/// What a page that shows no record is called.
pub(in crate::render) fn page_title<'a>(scope: &Scope<'a>, id: PageId) -> TextView<'a> {
    let (key, argument, name) = match id.of {
        Of::Period(period) => ("title-period", "period", scope.date(period)),
        Of::Year(year) => ("title-timeline-year", "year", scope.locale.year(year)),
        _ => return title(scope, id),
    };
    Scope::own(scope.t(key, &[(argument, &name)]))
}

/// Whether a page is one for readers, and something by itself.
fn is_listed(scope: &Scope<'_>, page: &PagePlan) -> bool {
    let (id, model) = (page.id, scope.site.model);
    let is_unlisted = || {
        let number = id.text(model);
        number.is_some_and(|number| model.pages[number].texts.iter().any(|(_, text)| text.unlisted))
    };
    let is_page = page.number == 0 && !id.kind.is_file() && id.is_for_readers();
    is_page
        && id.kind.role == Role::Usual
        // What they show is found where it stands by itself.
        && !matches!(id.kind.name, "search" | "print")
        && (id.record().is_some() || !matches!(id.of, Of::Record(_)))
        && id.exists_in(model, page.lang)
        && !is_unlisted()
}

/// The page that lists pages such as this: the folder of a written page, all periods.
fn section_of(scope: &Scope<'_>, kinds: &PageKinds, id: PageId) -> Option<PageId> {
    match id.of {
        Of::Text(number) => {
            let section = scope.site.index.section_of(scope.site.model, number)?;
            Some(kinds.of(Of::Section(section)))
        }
        Of::Period(_) => Some(kinds.list_of("targets")).filter(|list| *list != kinds.home()),
        _ => None,
    }
}
