//! The home page.

use super::{Page, report_card};
use crate::model::shortcode::SummaryBy;
use crate::model::{MilestoneStatus, Observation, When};
use crate::plan::{PageKind, PagePlan, Role, TimelineEntry};
use crate::render::groups::{Group, groups};
use crate::render::layout::{About, layout};
use crate::render::order::{sorted, targets_of};
use crate::render::progress::{headline, progress_view, rollup, status_note};
use crate::render::result_card::result_card;
use crate::render::scope::{MISSING, Scope};
use crate::render::table::{Groups, table};
use crate::render::timeline::entry;
use crate::render::view::home::{ChangesCardView, ReportCardView};
use crate::render::view::{
    EntryView, HomeView, KeyFigureView, LinkView, RegionParksView, ShareView,
};
use crate::value::Period;
use std::collections::BTreeSet;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "home",
        path: "index.html",
        title: Some("nav-home"),
        role: Role::Front,
        ..PageKind::USUAL
    },
    content: html!("home.html", home),
};

/// How many entries, figures and groups the home page shows of each.
const SHOWN: usize = 6;

/// How many targets it shows beside the one that its first sentence is about.
const SHOWN_TARGETS: usize = 12;

/// The home page: how far are we, what happened, where.
fn home<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> HomeView<'a> {
    let settings = &scope.site.model.site;
    let period = home_period(scope);
    let all = period.map(|period| targets_of(scope, period)).unwrap_or_default();
    let paced = all.iter().position(|one| one.pace.is_some());
    let leading = paced.or_else(|| all.iter().position(|one| one.actual.is_some()));
    let lead = leading.map(|place| progress_view(scope, all[place]));
    let others = all.iter().enumerate().filter(|(place, _)| Some(*place) != leading);
    let others: Vec<_> = others.map(|(_, progress)| *progress).collect();
    let shown = others.iter().take(SHOWN_TARGETS);
    let targets = shown.map(|progress| progress_view(scope, progress)).collect();
    let period_title = period.map(|period| {
        let name = scope.date(period);
        scope.t("home-title", &[("period", &name)])
    });
    let key_figures = key_figures(scope, period);
    let (last, next) = (last(scope), next(scope));
    let (last, next) = (scope.entries(last), scope.entries(next));
    let stage_table = (!scope.site.index.stages_in_use.is_empty())
        .then(|| table(scope, &Groups::by(scope, SummaryBy::Stage)));
    let n_projects = scope.site.model.projects.len();
    let about = About::titled(scope.text(&settings.title))
        .described(settings.description.as_ref().map(|text| scope.plain(text)).unwrap_or_default());
    HomeView {
        period_title,
        period_href: period.and_then(|period| scope.href_opt(scope.page_of(period))),
        headline: leading.and_then(|place| headline(scope, all[place])),
        lead,
        targets,
        rollup: (!others.is_empty()).then(|| rollup(scope, &others)),
        statuses: (!all.is_empty()).then(|| status_note(scope)),
        key_figures,
        changes: changes(scope),
        report: report(scope),
        last,
        next,
        regions: regions(scope),
        stages: stages(scope),
        industries: industries(scope),
        stage_table,
        projects: projects(scope),
        indicators: scope.link_to("indicators", "home-indicators"),
        n_projects: scope.t_n("projects-listed", n_projects, &[]),
        projects_href: scope.href(scope.page("projects")),
        timeline_href: scope.href(scope.page("timeline")),
        calendar: scope.link_to("calendar", "calendar-link"),
        page: layout(scope, page, about),
    }
}

/// What changed since the edition before.
fn changes<'a>(scope: &Scope<'a>) -> Option<ChangesCardView<'a>> {
    let since = scope.site.index.since()?;
    let title = scope.own_link(scope.page("changes"), scope.t("title-changes", &[]));
    Some(ChangesCardView { title, lead: super::changes::lead(scope, since) })
}

/// The period of the home page: the site's choice, or the latest with targets that holds the
/// as-of day, or else the latest with targets.
fn home_period(scope: &Scope<'_>) -> Option<Period> {
    let model = scope.site.model;
    let with_targets =
        |period: &Period| model.targets.records().any(|target| target.period == *period);
    let as_of = model.site.as_of;
    let periods = || scope.site.index.periods.iter().copied().filter(with_targets);
    model
        .site
        .home
        .period
        .filter(with_targets)
        .or_else(|| periods().find(|period| period.contains(as_of)))
        .or_else(|| periods().next())
}

/// The newest results of the indicators that the site chooses; or else of each, the newest first,
/// and none of one whose newest stands against a target of the period already.
fn key_figures<'a>(scope: &mut Scope<'a>, period: Option<Period>) -> Vec<KeyFigureView<'a>> {
    let model = scope.site.model;
    let chosen = &model.site.home.figures;
    let is_result =
        |found: &&Observation| found.is_whole() && found.value.is_some() && !found.is_forecast();
    let mut found: Vec<_> = model.observations.records().filter(is_result).collect();
    found.sort_by_key(|found| {
        let indicator = model.indicators.get(found.indicator);
        (std::cmp::Reverse(found.covers), indicator.weight, found.indicator.index())
    });
    let mut seen = BTreeSet::new();
    found.retain(|found| seen.insert(found.indicator));
    if !chosen.is_empty() {
        let place = |found: &Observation| chosen.iter().position(|one| *one == found.indicator);
        found.retain(|found| place(found).is_some());
        found.sort_by_key(|found| place(found));
        return found.into_iter().filter_map(|found| result_card(scope, found)).collect();
    }
    let is_above = |found: &Observation| {
        found.not_comparable.is_none()
            && period.is_some_and(|period| period.contains_period(*found.period))
            && model
                .targets
                .records()
                .any(|target| target.indicator == found.indicator && Some(*target.period) == period)
    };
    found.retain(|found| !is_above(found));
    found.truncate(SHOWN + 2);
    found.into_iter().filter_map(|found| result_card(scope, found)).collect()
}

/// The newest report: the page of a section with the latest date.
fn report<'a>(scope: &Scope<'a>) -> Option<ReportCardView<'a>> {
    let model = scope.site.model;
    let reports = model
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.section().is_some() && !page.path.ends_with("/index"));
    let newest = reports.min_by_key(|(_, page)| {
        let (_, text) = page.texts.get_or_fallback(scope.lang);
        let covered = text.period.map(Period::last_day);
        let reports = page.section() == Some("reports");
        (!reports, std::cmp::Reverse(covered.or(text.date.map(Period::last_day))), text.weight)
    });
    newest.map(|(number, _)| report_card(scope, number))
}

/// What happened last, newest first. What no source dates more exactly than its year is left to
/// the timeline.
fn last<'a>(scope: &Scope<'a>) -> Vec<EntryView<'a>> {
    let as_of = scope.site.model.site.as_of;
    let is_shown = |timeline_entry: TimelineEntry, when: When| {
        let exact = when.date().is_some_and(|date| date.n_days() <= 31 && date.last_day() <= as_of);
        exact && timeline_entry.milestone_status(scope.site.model) == MilestoneStatus::Done
    };
    let index = scope.site.index;
    let years = index.years().rev().filter(|year| *year <= as_of.year());
    let mut found = enough(scope, years.map(|year| index.year(year)), is_shown);
    found.sort_by_key(|(timeline_entry, when)| {
        (std::cmp::Reverse(when.first_day()), *timeline_entry)
    });
    found.truncate(SHOWN);
    found.into_iter().map(|(timeline_entry, _)| entry(scope, timeline_entry)).collect()
}

/// What comes next, soonest first.
fn next<'a>(scope: &Scope<'a>) -> Vec<EntryView<'a>> {
    let as_of = scope.site.model.site.as_of;
    let index = scope.site.index;
    let years = index.years().filter(|year| *year >= as_of.year());
    let years = years.map(|year| index.year(year));
    let mut found = enough(scope, years, |timeline_entry, when| {
        // A plan that was met early lies ahead no more.
        when.is_after(as_of) && timeline_entry.milestone_status(scope.site.model).is_open()
    });
    found.sort_by_key(|(timeline_entry, when)| (when.first_day(), *timeline_entry));
    found.truncate(SHOWN);
    found.into_iter().map(|(timeline_entry, _)| entry(scope, timeline_entry)).collect()
}

/// What may be shown of the first years that have enough of it together: whatever happened in
/// another year comes after all of it.
fn enough<'a>(
    scope: &Scope<'a>,
    years: impl Iterator<Item = &'a [TimelineEntry]>,
    is_shown: impl Fn(TimelineEntry, When) -> bool,
) -> Vec<(TimelineEntry, When)> {
    let model = scope.site.model;
    let mut found = Vec::new();
    for year in years {
        let timeline_entries =
            year.iter().map(|timeline_entry| (*timeline_entry, timeline_entry.when(model)));
        found.extend(
            timeline_entries.filter(|(timeline_entry, when)| is_shown(*timeline_entry, *when)),
        );
        if found.len() >= SHOWN {
            break;
        }
    }
    found
}

/// A count as a bar, in thousandths of the largest.
fn share<'a>(scope: &Scope<'a>, label: LinkView<'a>, n: usize, largest: usize) -> ShareView<'a> {
    let value = (n * 1000).checked_div(largest).unwrap_or(0);
    ShareView {
        label,
        count: scope.listed(n).unwrap_or_else(|| MISSING.to_owned()),
        value: u32::try_from(value).unwrap_or(1000),
    }
}

fn regions<'a>(scope: &Scope<'a>) -> Vec<RegionParksView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let largest = index.by_park.iter().map(Vec::len).max().unwrap_or(0);
    model
        .regions
        .iter()
        .filter_map(|(region, _)| {
            let parks = model.parks.iter().filter(|(_, park)| park.region == Some(region));
            let parks: Vec<_> = parks
                .map(|(one, _)| {
                    let label = scope.record(one);
                    share(scope, label, index.by_park[one.index()].len(), largest)
                })
                .collect();
            let region = scope.record(region);
            (!parks.is_empty()).then_some(RegionParksView { region, parks })
        })
        .collect()
}

fn stages<'a>(scope: &Scope<'a>) -> Vec<ShareView<'a>> {
    if scope.site.index.stages_in_use.is_empty() {
        return Vec::new();
    }
    let mut groups = groups(scope.site, SummaryBy::Stage, None);
    groups.retain(|group| !group.projects.is_empty());
    let largest = groups.iter().map(|group| group.projects.len()).max().unwrap_or(0);
    let share = |group: &Group| share(scope, group.name(scope), group.projects.len(), largest);
    groups.iter().map(share).collect()
}

/// The first projects of the list, where nothing else on the page leads to any.
fn projects<'a>(scope: &Scope<'a>) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let is_led_to = !index.stages_in_use.is_empty()
        || index.by_industry.iter().chain(index.by_park.iter()).any(|of| !of.is_empty());
    if is_led_to {
        return Vec::new();
    }
    let all: Vec<_> = model.projects.iter().map(|(one, _)| one).collect();
    sorted(scope, &all).into_iter().take(SHOWN + 2).map(|one| scope.record(one)).collect()
}

/// The industries with most projects.
fn industries<'a>(scope: &Scope<'a>) -> Vec<ShareView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut found: Vec<_> = model
        .industries
        .iter()
        .map(|(one, industry)| (one, industry, index.by_industry[one.index()].len()))
        .filter(|(_, _, n)| *n > 0)
        .collect();
    found.sort_by_key(|(one, _, n)| (std::cmp::Reverse(*n), one.index()));
    found.truncate(SHOWN + 2);
    let largest = found.first().map_or(0, |(_, _, n)| *n);
    found.into_iter().map(|(one, _, n)| share(scope, scope.record(one), n, largest)).collect()
}
