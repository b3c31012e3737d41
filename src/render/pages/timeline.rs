//! All years.

use super::{Page, home};
use crate::plan::{PageKind, PagePlan, Pages, newest_first};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::timeline::{density, entry, has_choices, kinds, months, vague, year_link};
use crate::render::view::{MonthView, TimelineView, YearView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "timeline",
        path: "timeline/index.html",
        pages: Pages::One(|_, index| index.has_timeline()),
        lists: &["events"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-timeline"),
        header: Some("nav-timeline"),
        foot: Some(7),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline.html", all),
};

/// What neither is dated nor has a dated source, so that it belongs to no year.
fn undated<'a>(scope: &Scope<'a>) -> Option<YearView<'a>> {
    let timeline_entries = scope.site.index.undated();
    let entries: Vec<_> =
        timeline_entries.iter().map(|timeline_entry| entry(scope, *timeline_entry)).collect();
    if entries.is_empty() {
        return None;
    }
    let text = scope.t("date-unknown", &[]);
    let title = Scope::own(text.clone()).into();
    let entries = scope.entries_of(entries);
    let month = MonthView {
        title: text,
        id: "undated-entries".to_owned(),
        is_folded: false,
        is_open: true,
        n: String::new(),
        kinds: String::new(),
        entries,
    };
    Some(YearView {
        title,
        id: "undated".to_owned(),
        density: Vec::new(),
        vague: None,
        months: vec![month],
    })
}

/// The page of all years.
fn all<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TimelineView<'a> {
    let (mut years, mut listed) = (Vec::new(), Vec::new());
    let fits = scope.site.index.timeline_fits();
    for year in scope.site.index.years().rev() {
        let title = year_link(scope, year);
        let timeline_entries = scope.site.index.year(year);
        let density = density(scope, year);
        // A year of which the columns tell stands on its own page, unless all fits on this one.
        let groups = match fits || density.is_empty() {
            true => newest_first(scope.site.model, timeline_entries),
            false => Vec::new(),
        };
        listed.extend(groups.iter().flat_map(|(_, group)| group).copied());
        let months = months(scope, groups, &[]);
        let vague = vague(scope, year).filter(|_| !density.is_empty());
        years.push(YearView { title, id: format!("y{year}"), density, vague, months });
    }
    years.extend(undated(scope));
    let lead = scope.t("lead-timeline", &[]);
    let sections = years.iter().map(|year| (&*year.id, &*year.title.text));
    let about = About::of(scope, page).described(lead.clone()).sections(sections);
    TimelineView {
        lead,
        years,
        kinds: kinds(scope),
        has_choices: has_choices(scope, &listed),
        calendar: scope.link_to("calendar", "calendar-link"),
        page: layout(scope, page, about),
    }
}
