//! Projects in groups, as bars: how many, or how much they invest.
//!
//! The longest twelve bars are shown; the projects of all other groups stand in one more.

use super::Empty;
use super::amount::Amount;
use super::bars::{Bar, Bars, bars as draw};
use super::finding::{greatest, most_projects};
use crate::model::shortcode::{Counted, SummaryBy};
use crate::model::{Invested, Park, Project, Ref};
use crate::render::data::downloads;
use crate::render::groups::{Group as Grouped, groups as projects_by, heading, overlap};
use crate::render::numbers::Sum;
use crate::render::scope::Scope;
use crate::render::view::{ChartView, LinkView};
use crate::value::{Number, Unit};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many groups a reader can compare at a glance.
pub(super) const SHOWN: usize = 12;

/// Projects that have something in common.
pub(super) struct Group<'a> {
    pub(super) name: LinkView<'a>,
    pub(super) projects: Vec<Ref<Project>>,
    /// Of these projects nothing is said.
    pub(super) is_unnamed: bool,
    /// These are all that are not shown by themselves.
    pub(super) is_rest: bool,
}

/// Draws the groups of all projects, or of those of a park.
pub(super) fn bars<'a>(
    scope: &Scope<'a>,
    id: &str,
    by: SummaryBy,
    of: Counted,
    park: Option<Ref<Park>>,
) -> Result<ChartView<'a>, Empty> {
    let groups = groups(scope, by, park).ok_or(Empty::because("there are no groups"))?;
    let every: Vec<_> = groups.iter().flat_map(|group| group.projects.iter().copied()).collect();
    let every: Vec<_> = every.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let whole = Sum::new(scope, &every);
    let unit = match of {
        Counted::Projects => scope.site.model.units.unit("project"),
        Counted::Investment => whole.unit,
    };
    let value = |group: &Group<'_>| match of {
        // None here are not none at all, unless the site says so.
        Counted::Projects => {
            let n = group.projects.len();
            scope.listed(n).map(|_| Amount::exactly(Number::plain(n as u64), unit))
        }
        Counted::Investment => invested(scope, &group.projects, unit),
    };
    let mut valued: Vec<_> = groups.into_iter().map(|group| (value(&group), group)).collect();
    let finding = finding(scope, &valued, of, every.len());
    if !matches!(by, SummaryBy::Stage | SummaryBy::Status) {
        // What has no value or no name comes last.
        valued.sort_by_key(|(value, group)| {
            (group.is_unnamed, Reverse(value.and_then(Amount::rank)))
        });
        // One more is better shown than counted.
        let n_named = valued.iter().filter(|(_, group)| !group.is_unnamed).count();
        if n_named > SHOWN + 1 {
            // What is not said of any project is no group among others.
            let unnamed = valued.split_off(n_named);
            let others = valued.split_off(SHOWN).into_iter().map(|(_, group)| group);
            if let Some(rest) = rest(scope, others.collect()) {
                valued.push((value(&rest), rest));
            }
            valued.extend(unnamed);
        }
    }
    // A published 0 is a mark like others; that no project is listed is none.
    let is_mark = |value: Amount| match of {
        Counted::Projects => value.rank() > Amount::exactly(Number::plain(0), unit).rank(),
        Counted::Investment => true,
    };
    let is_told = |(value, group): &&(Option<Amount>, Group<'_>)| {
        !group.is_unnamed && !group.is_rest && value.is_some_and(is_mark)
    };
    if valued.iter().filter(is_told).count() < 2 {
        return Err(Empty::because("there are fewer than two groups to compare"));
    }
    let title = match of {
        Counted::Projects => "caption-by",
        Counted::Investment => "chart-investment-by",
    };
    let title = scope.t(&format!("{title}-{}", by.key()), &[]);
    let title = match park {
        Some(park) => {
            let name = scope.plain(&scope.site.model.parks.get(park).header.name);
            scope.with_part(name, &title)
        }
        None => title,
    };
    let to_bar = |(value, group): (Option<Amount>, Group<'a>)| Bar {
        name: group.name,
        value,
        is_computed: false,
        is_unstated: group.is_unnamed,
    };
    let what = Bars {
        title,
        finding,
        names: heading(by),
        values: scope.t(&format!("column-{}", of.key()), &[]),
        unit,
        indicator: None,
        is_count: of == Counted::Projects,
        bars: valued.into_iter().map(to_bar).collect(),
        undrawn: Vec::new(),
        downloads: downloads(scope, data_set(by, park)),
    };
    let mut chart = draw(scope, id, what)?;
    chart.notes.push(scope.t("home-counts", &[]));
    if of == Counted::Investment {
        chart.notes.extend(whole.notes(scope));
    }
    let overlap = overlap(scope.site, by);
    chart.notes.extend(overlap.map(|overlap| scope.t(&format!("note-{overlap}"), &[])));
    Ok(chart)
}

/// The group with most projects or investment.
fn finding(
    scope: &Scope<'_>,
    groups: &[(Option<Amount>, Group<'_>)],
    of: Counted,
    n_projects: usize,
) -> Option<String> {
    let named = groups.iter().filter(|(_, group)| !group.is_unnamed);
    let named: Vec<_> =
        named.filter_map(|(value, group)| Some((&*group.name.text, (*value)?))).collect();
    let unstated = groups.iter().filter(|(_, group)| group.is_unnamed);
    match of {
        Counted::Projects => {
            let n_unstated = unstated.map(|(_, group)| group.projects.len()).sum();
            most_projects(scope, &named, n_projects, n_unstated)
        }
        Counted::Investment => {
            let (names, most) = greatest(&named)?;
            let key =
                if names.len() > 1 { "finding-investment-each" } else { "finding-investment" };
            let (names, most) = (scope.locale.list(&names), most.words(scope, None));
            Some(scope.t(key, &[("names", &names), ("value", &most)]))
        }
    }
}

/// What projects invest in a unit together: as inexact as what they state; `None` if none states
/// anything.
fn invested(scope: &Scope<'_>, projects: &[Ref<Project>], unit: Option<Unit>) -> Option<Amount> {
    let found = Invested::of(scope.site.model, projects, unit);
    match found.only {
        // Alone it is said as its source says it.
        Some(only) => Amount::stated(&only),
        None => Amount::computed(found.total?, unit),
    }
}

/// Projects by something, in the order of the ledger; `None` for what makes no groups.
pub(super) fn groups<'a>(
    scope: &Scope<'a>,
    by: SummaryBy,
    park: Option<Ref<Park>>,
) -> Option<Vec<Group<'a>>> {
    let within = park.map(|park| &*scope.site.index.by_park[park.index()]);
    let found = projects_by(scope.site, by, within).into_iter();
    let found = found.filter(|group| !group.projects.is_empty());
    let group = |group: Grouped| Group {
        name: group.name(scope),
        is_unnamed: group.of.is_none(),
        is_rest: false,
        projects: group.projects,
    };
    (by != SummaryBy::Year).then(|| found.map(group).collect())
}

/// Groups that are not shown, as one; a project of several of them stands in it once.
pub(super) fn rest<'a>(scope: &Scope<'a>, groups: Vec<Group<'a>>) -> Option<Group<'a>> {
    if groups.is_empty() {
        return None;
    }
    let name = Scope::own(scope.t_n("chart-others", groups.len(), &[])).into();
    let projects = groups.iter().flat_map(|group| group.projects.iter().copied());
    let projects: BTreeSet<_> = projects.collect();
    let projects = projects.into_iter().collect();
    Some(Group { name, projects, is_unnamed: false, is_rest: true })
}

/// The data set with the same groups.
fn data_set(by: SummaryBy, park: Option<Ref<Park>>) -> &'static [&'static str] {
    match (by, park) {
        (_, Some(_)) => &["projects"],
        (SummaryBy::Year, None) => &[],
        _ => &["summaries"],
    }
}
