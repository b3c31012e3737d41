//! Milestones and events of one year.

use super::Page;
use crate::plan::{Happening, Of, PageKind, PagePlan, Pages, Shown, oldest_first};
use crate::render::chrome::{About, chrome};
use crate::render::data::downloads;
use crate::render::scope::Scope;
use crate::render::timeline::{kinds, months, year_link};
use crate::render::view::{ContentsView, TextView, TimelineYearView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "year",
        path: "timeline/*/index.html",
        pages: Pages::Each(|_, index| index.years.keys().copied().map(Of::Year).collect()),
        shows: Some(Shown::Year),
        parent: Some(&super::timeline::PAGE.kind),
        n_rows: |_, index, of| match of {
            Of::Year(year) => index.years.get(&year).map_or(0, Vec::len),
            _ => 0,
        },
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of year),
};

/// The page of one year.
fn year<'a>(scope: &mut Scope<'a>, page: &PagePlan, year: i16) -> TimelineYearView<'a> {
    let years = &scope.site.index.years;
    let happenings = years.get(&year).map(Vec::as_slice).unwrap_or_default();
    let name = scope.locale.year(year);
    let title = scope.t("title-timeline-year", &[("year", &name)]);
    let lead = scope.t("lead-timeline-year", &[("year", &name)]);
    let mut view = in_order(scope, page, happenings, Scope::own(title), lead);
    view.previous = years.range(..year).next_back().map(|(year, _)| year_link(scope, *year));
    view.next = years.range(year + 1..).next().map(|(year, _)| year_link(scope, *year));
    view.downloads = downloads(scope, &["milestones", "events"]);
    view
}

/// A page of entries in order of time.
pub(super) fn in_order<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    happenings: &[Happening],
    title: TextView<'a>,
    lead: String,
) -> TimelineYearView<'a> {
    let groups = oldest_first(scope.site.model, scope.rows(happenings));
    let months = months(scope, groups);
    let contents = months.iter().map(|month| ContentsView {
        id: month.id.clone(),
        text: month.title.clone(),
        level: 2,
    });
    let about = About::titled(title).described(lead.clone()).contents(contents.collect());
    TimelineYearView {
        lead,
        months,
        kinds: kinds(scope),
        previous: None,
        next: None,
        downloads: Vec::new(),
        page: chrome(scope, page, about),
    }
}
