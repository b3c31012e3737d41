//! The page "what changed", and the same in words for people at a terminal or a review.

mod figures;
mod projects;
mod words;

pub use words::{Words, in_words};

use super::{Page, home};
use crate::model::changes::{Added, Since};
use crate::model::{Citation, When};
use crate::plan::{PAGE_ROWS, PageKind, PagePlan, Pages};
use crate::render::data::downloads;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::{ChangeSectionView, ChangeView, ChangesView, LinkView};
use crate::value::Period;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "changes",
        path: "changes/index.html",
        pages: Pages::One(|_, index| index.since().is_some()),
        parent: Some(&home::PAGE.kind),
        title: Some("title-changes"),
        foot: Some(12),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("changes.html", page),
};

/// The page "what changed" of an edition.
fn page<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ChangesView<'a> {
    let since = scope.site.index.since();
    let mut sections = since.map(|since| sections(scope, since)).unwrap_or_default();
    sections.iter_mut().for_each(|section| cut(scope, section, PAGE_ROWS));
    let lead = since.map(|since| lead(scope, since)).unwrap_or_default();
    let downloads = downloads(scope, &["changes"]);
    let about = About::of(scope, page).described(lead.clone());
    ChangesView { lead, sections, downloads, page: layout(scope, page, about) }
}

/// Leaves what does not fit to the downloads.
fn cut(scope: &Scope<'_>, section: &mut ChangeSectionView<'_>, most: usize) {
    let n_all = section.changes.len();
    if n_all > most {
        let [shown, all] = [most, n_all].map(|n| scope.locale.integer(n as u64));
        section.cut = Some(scope.t("list-cut", &[("shown", &shown), ("all", &all)]));
        section.changes.truncate(most);
    }
}

/// "Between December 31, 2022 and April 25, 2023: 17 new projects, 2 revised results."
pub(super) fn lead(scope: &Scope<'_>, since: &Since) -> String {
    let changes = &since.changes;
    let counts = [
        ("count-new-projects", changes.new_projects.len()),
        ("count-advanced", changes.advanced.len()),
        ("count-dropped", changes.dropped.len()),
        ("count-revised-projects", changes.revised.len()),
        ("count-figures", changes.figures.len()),
        ("count-targets", changes.targets.len()),
        ("count-statuses", changes.statuses.len()),
        ("count-added", changes.added.len()),
    ];
    let counts = counts.into_iter().filter(|(_, n)| *n > 0);
    let parts: Vec<_> = counts.map(|(key, n)| scope.t_n(key, n, &[])).collect();
    let [old, new] =
        [since.day, scope.site.model.site.as_of].map(|day| scope.date(Period::Day(day)));
    let days = [("old", old.as_str()), ("new", new.as_str())];
    if parts.is_empty() {
        return scope.t("changes-none", &days);
    }
    let parts = scope.locale.list(&parts);
    scope.t("changes-lead", &[days[0], days[1], ("changes", &parts)])
}

/// The changes, kind by kind.
pub(super) fn sections<'a>(scope: &mut Scope<'a>, since: &'a Since) -> Vec<ChangeSectionView<'a>> {
    let changes = &since.changes;
    let all = [
        ("new-projects", projects::new(scope, &changes.new_projects)),
        ("advanced", projects::advanced(scope, &changes.advanced)),
        ("dropped", projects::dropped(scope, &changes.dropped)),
        ("revised-projects", projects::revised(scope, &changes.revised)),
        ("figures", figures::figures(scope, &changes.figures, false)),
        ("targets", figures::figures(scope, &changes.targets, true)),
        ("statuses", figures::statuses(scope, &changes.statuses)),
        ("added", changes.added.iter().map(|one| added(scope, *one)).collect()),
    ];
    let all = all.into_iter().filter(|(_, changes)| !changes.is_empty());
    let named = all.map(|(id, changes)| {
        let title = scope.t(&format!("changes-{id}"), &[]);
        ChangeSectionView { id, title, changes, cut: None }
    });
    named.collect()
}

/// The parts of a change, from which its phrase is made.
#[derive(Debug, Default)]
struct Parts<'a> {
    what: Option<String>,
    old: Option<String>,
    new: Option<String>,
    /// Both in words, where they are more than "from … to …".
    words: Option<String>,
    when: Option<String>,
    note: Option<String>,
    citations: &'a [Citation],
}

fn change<'a>(scope: &Scope<'a>, record: LinkView<'a>, parts: Parts<'a>) -> ChangeView<'a> {
    let Parts { what, old, new, words, when, note, citations } = parts;
    let words = words.or_else(|| match (&old, &new) {
        (Some(old), Some(new)) => Some(scope.t("change-from-to", &[("old", old), ("new", new)])),
        (Some(old), None) => Some(scope.t("change-was", &[("old", old)])),
        (None, new) => new.clone(),
    });
    let said = scope.details([words, when.clone()]).unwrap_or_default();
    let phrase = match (&what, said.is_empty()) {
        (Some(what), false) => scope.with_part(what, &said),
        (Some(what), true) => what.clone(),
        (None, _) => said,
    };
    let cites = scope.cite_once([citations]);
    ChangeView { record, phrase, what, old, new, when, note, cites }
}

/// A record that was not known before, under what it is.
fn added<'a>(scope: &Scope<'a>, one: Added) -> ChangeView<'a> {
    let model = scope.site.model;
    let dated = |when: When| when.date().map(|_| scope.when(when));
    let (record, key, when, citations) = match one {
        Added::Park(one) => {
            let park = model.parks.get(one);
            (scope.record(one), "added-park", None, &park.header.citations)
        }
        Added::Event(one) => {
            let event = model.events.get(one);
            let link = scope.record(one);
            (link, "added-event", dated(event.when), &event.header.citations)
        }
        Added::Document(one) => {
            let document = model.documents.get(one);
            let link = scope.record(one);
            let when = document.date.map(|date| scope.date(date));
            (link, "added-document", when, &document.header.citations)
        }
        Added::Page(number) => {
            let page = &model.pages[number];
            let (_, text) = page.texts.get_or_fallback(scope.lang);
            let href = scope.href_opt(scope.page_of_text(number));
            let link = LinkView { href, ..scope.title_of(page).into() };
            (link, "added-page", text.date.map(|date| scope.date(date)), &text.citations)
        }
    };
    let new = Some(scope.t(key, &[]));
    change(scope, record, Parts { new, when, citations, ..Parts::default() })
}
