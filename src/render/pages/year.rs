//! Milestones and events of one year.

use super::Page;
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown, TimelineEntry, oldest_first};
use crate::render::data::downloads;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::timeline::{
    cites_of_all, density, has_choices, kinds, months, vague, year_link,
};
use crate::render::view::{DensityView, TextView, TimelineYearView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "year",
        path: "timeline/*/index.html",
        pages: Pages::Each(|_, index| index.years().map(Of::Year).collect()),
        shows: Some(Shown::Year),
        parent: Some(&super::timeline::PAGE.kind),
        n_rows: |_, index, of| match of {
            Of::Year(year) => index.year(year).len(),
            _ => 0,
        },
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of year),
};

/// The page of one year.
fn year<'a>(scope: &mut Scope<'a>, page: &PagePlan, year: i16) -> TimelineYearView<'a> {
    let timeline_entries = scope.site.index.year(year);
    let years = || scope.site.index.years();
    let before = years().rev().find(|other| *other < year);
    let after = years().find(|other| *other > year);
    let name = scope.locale.year(year);
    let title = scope.t("title-timeline-year", &[("year", &name)]);
    let lead = scope.t("lead-timeline-year", &[("year", &name)]);
    let density = density(scope, year);
    let mut view = in_order(scope, page, timeline_entries, Scope::own(title), lead, density);
    view.vague = vague(scope, year).filter(|_| !view.density.is_empty());
    view.previous = before.map(|year| year_link(scope, year));
    view.next = after.map(|year| year_link(scope, year));
    view.downloads = downloads(scope, &["milestones", "events"]);
    view
}

/// A page of entries in order of time.
pub(super) fn in_order<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    timeline_entries: &[TimelineEntry],
    title: TextView<'a>,
    lead: String,
    density: Vec<DensityView>,
) -> TimelineYearView<'a> {
    let listed = scope.rows(timeline_entries);
    let has_choices = has_choices(scope, listed);
    let groups = oldest_first(scope.site.model, listed);
    let cites = cites_of_all(scope, listed);
    let months = months(scope, groups, &cites);
    // Where months are columns these lead to them.
    let listed = if density.is_empty() { &months[..] } else { &[] };
    let sections = listed.iter().map(|month| (&*month.id, &*month.title));
    let about = About::titled(title).described(lead.clone()).sections(sections);
    TimelineYearView {
        lead,
        cites,
        density,
        vague: None,
        months,
        kinds: kinds(scope),
        has_choices,
        previous: None,
        next: None,
        downloads: Vec::new(),
        page: layout(scope, page, about),
    }
}
