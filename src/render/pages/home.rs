//! The home page.

use super::{Page, report_card};
use crate::model::shortcode::SummaryBy;
use crate::model::{Indicator, MilestoneStatus, Observation, Progress, Ref, Target, When};
use crate::plan::{PageKind, PagePlan, Role, TimelineEntry};
use crate::render::answer::answer;
use crate::render::groups::groups;
use crate::render::key_figures::key_figures;
use crate::render::layout::{About, layout};
use crate::render::order::{sorted, targets_of};
use crate::render::progress::{progress_view, rollup};
use crate::render::scope::{MISSING, Scope};
use crate::render::timeline::entry;
use crate::render::view::home::ReportCardView;
use crate::render::view::{AnswerView, EntryView, GroupView, HomeView, LinkView, ShareView};
use crate::value::Period;
use std::cmp::Reverse;
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
    let (leading, others) = leading(scope, period);
    let (done, open): (Vec<_>, Vec<_>) = others.iter().partition(|one| one.actual.is_some());
    let answer = leading.map(|progress| answer(scope, progress));
    let no_answer = period.filter(|_| answer.is_none()).map(|period| no_answer(scope, period));
    let views = |of: &[&'a Progress<'a>]| {
        of.iter().take(SHOWN_TARGETS).map(|progress| progress_view(scope, progress)).collect()
    };
    let open_title = (!open.is_empty()).then(|| {
        let key = if answer.is_some() { "home-open" } else { "home-open-all" };
        scope.t_n(key, open.len(), &[])
    });
    let is_cut = done.len() > SHOWN_TARGETS || open.len() > SHOWN_TARGETS;
    let key_figures = key_figures(scope, &shown_indicators(scope, period));
    let (last, next) = (last(scope), next(scope));
    let (last, next) = (scope.entries(last), scope.entries(next));
    let description = settings.description.as_ref().map(|text| scope.plain(text).to_owned());
    let said = || no_answer.clone().or_else(|| answer.as_ref().map(AnswerView::sentence));
    let about = About::titled(scope.text(&settings.title))
        .described(description.or_else(said).unwrap_or_default());
    HomeView {
        no_answer,
        period_href: period.and_then(|period| scope.href_opt(scope.page_of(period))),
        answer,
        targets: views(&done),
        rollup: is_cut.then(|| rollup(scope, &others)),
        open: views(&open),
        open_title,
        key_figures,
        report: report(scope),
        last,
        next,
        groups: grouped(scope),
        projects: projects(scope),
        indicators: scope.link_to("indicators", "home-indicators"),
        n_projects: scope.t_n("home-listed", scope.site.model.projects.len(), &[]),
        projects_href: scope.href(scope.page("projects")),
        timeline_href: scope.href(scope.page("timeline")),
        calendar: scope.link_to("calendar", "calendar-link"),
        page: layout(scope, page, about),
    }
}

/// The target of a period that the first sentence is about, and all others.
pub(super) fn leading<'a>(
    scope: &Scope<'a>,
    period: Option<Period>,
) -> (Option<&'a Progress<'a>>, Vec<&'a Progress<'a>>) {
    let mut others = period.map(|period| targets_of(scope, period)).unwrap_or_default();
    let paced = others.iter().position(|one| one.pace.is_some());
    let leading = paced.or_else(|| others.iter().position(|one| one.actual.is_some()));
    (leading.map(|place| others.remove(place)), others)
}

/// That no target of a period has a result.
pub(super) fn no_answer(scope: &Scope<'_>, period: Period) -> String {
    let period = scope.date(period);
    scope.t("headline-none", &[("period", &period)])
}

/// The period of the home page: the site's choice, or the latest with targets that holds the
/// as-of day, or else the latest with targets.
pub(super) fn home_period(scope: &Scope<'_>) -> Option<Period> {
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

/// The indicators that the site chooses, or else those with the newest results.
pub(super) fn shown_indicators(scope: &Scope<'_>, period: Option<Period>) -> Vec<Ref<Indicator>> {
    let model = scope.site.model;
    if !model.site.home.figures.is_empty() {
        return model.site.home.figures.clone();
    }
    let is_result =
        |found: &&Observation| found.is_whole() && found.value.is_some() && !found.is_forecast();
    let mut found: Vec<_> = model.observations.records().filter(is_result).collect();
    found.sort_by_key(|found| {
        let indicator = model.indicators.get(found.indicator);
        (Reverse(found.covers), indicator.weight, found.indicator.index())
    });
    // What stands against a target of the period is told above.
    let is_told = |found: &&&Observation| {
        let is_target = |target: &Target| {
            target.indicator == found.indicator
                && Some(*target.period) == period
                && target.part.is_whole()
        };
        found.not_comparable.is_none()
            && period.is_some_and(|period| period.contains_period(*found.period))
            && model.targets.records().any(is_target)
    };
    let mut seen = BTreeSet::new();
    let news = found.iter().filter(|found| !is_told(found)).map(|found| found.indicator);
    news.filter(|one| seen.insert(*one)).take(SHOWN + 2).collect()
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
        (!reports, Reverse(covered.or(text.date.map(Period::last_day))), text.weight)
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
    found.sort_by_key(|(timeline_entry, when)| (Reverse(when.first_day()), *timeline_entry));
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

/// Projects by park, by industry and by stage, where something is known of that; by region where
/// there are no parks.
fn grouped<'a>(scope: &Scope<'a>) -> Vec<GroupView<'a>> {
    let place = match scope.site.model.parks.is_empty() {
        true => SummaryBy::Region,
        false => SummaryBy::Park,
    };
    let by = [place, SummaryBy::Industry, SummaryBy::Stage];
    by.into_iter().filter_map(|by| group(scope, by)).collect()
}

fn group<'a>(scope: &Scope<'a>, by: SummaryBy) -> Option<GroupView<'a>> {
    let mut all = groups(scope.site, by, None);
    let without = all.pop_if(|group| group.of.is_none()).map(|group| group.projects.len());
    all.retain(|group| !group.projects.is_empty());
    // Stages have an order; of all else those with most projects come first.
    if by != SummaryBy::Stage {
        all.sort_by_key(|group| Reverse(group.projects.len()));
    }
    let most = if by == SummaryBy::Stage { all.len() } else { SHOWN };
    let largest = all.iter().map(|group| group.projects.len()).max()?;
    let shares = all.iter().take(most);
    let shares = shares.map(|group| share(scope, group.name(scope), group.projects.len(), largest));
    let shares = shares.collect();
    let count = |n: usize| scope.listed(n).unwrap_or_else(|| MISSING.to_owned());
    let others = all.get(most..).filter(|others| !others.is_empty()).map(|others| {
        let projects: BTreeSet<_> = others.iter().flat_map(|group| &group.projects).collect();
        (scope.t("home-others", &[]), count(projects.len()))
    });
    let without = without.map(|n| (scope.not_stated().text.into_owned(), count(n)));
    let n_counted: usize = all.iter().map(|group| group.projects.len()).sum();
    let once: BTreeSet<_> = all.iter().flat_map(|group| &group.projects).collect();
    Some(GroupView {
        title: scope.t(&format!("home-by-{}", by.key()), &[]),
        shares,
        rest: others.into_iter().chain(without).collect(),
        note: (n_counted > once.len()).then(|| scope.t("home-overlap", &[])),
    })
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
