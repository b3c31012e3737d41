//! Results of a period and of its parts, also those without a target, and what is said of a result.

use super::listed::listed_here;
use super::{Column, Table};
use crate::model::{
    ActualFrom, Against, Basis, Breakdown, Comparison, Indicator, Member, Observation, Progress,
    Record, Ref, comparisons, keep_firmest,
};
use crate::plan::PAGE_ROWS;
use crate::render::comparison::compared_cell;
use crate::render::names::{breakdown_name, missing_name};
use crate::render::order::targets_of;
use crate::render::revisions::{corrected, revised};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Number, Period};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Some results, one beside the other.
pub(in crate::render) struct Results {
    of: Of,
    /// How many rows the list of the page has before them.
    n_before: usize,
    /// Whether those are left out that are the result of a target of the period: the page says
    /// more of them already.
    has_targets_apart: bool,
}

/// Of what results are.
#[derive(Clone, Copy)]
enum Of {
    /// Of a period and of its parts, also those without a target.
    Period(Period),
    /// Of a member of a dimension: the newest of each indicator.
    Member(Member),
    /// Of each member of a dimension, for one indicator and period.
    Dimension(Ref<Indicator>, Breakdown, Period),
}

impl Results {
    /// Those of a period; on a page with one list, from its beginning.
    pub(in crate::render) const fn of(period: Period) -> Self {
        Self { of: Of::Period(period), n_before: 0, has_targets_apart: false }
    }

    /// The same after so many rows of the list of a page.
    pub(in crate::render) const fn after(self, n_before: usize) -> Self {
        Self { n_before, ..self }
    }

    /// The same without the results of targets, which stand on the page already.
    pub(in crate::render) const fn beside_targets(self) -> Self {
        Self { has_targets_apart: true, ..self }
    }

    /// The newest about a member of a dimension.
    pub(in crate::render) const fn about(member: Member) -> Self {
        Self { of: Of::Member(member), n_before: 0, has_targets_apart: false }
    }

    /// The parts of an indicator, by each thing that it is broken down by, in the newest period of
    /// which there is such a part.
    pub(in crate::render) fn by_dimension(scope: &Scope<'_>, one: Ref<Indicator>) -> Vec<Self> {
        let mut newest = BTreeMap::new();
        for found in listed(scope, scope.site.index.figures().of_indicator(one)) {
            if let Some(member) = found.part.only().filter(|_| !found.is_forecast()) {
                newest.entry(member.breakdown()).or_insert(*found.period);
            }
        }
        // Projects have a list of their own, with such figures in its columns.
        newest.remove(&Breakdown::Project);
        let all = newest.into_iter();
        all.map(|(by, period)| Self {
            of: Of::Dimension(one, by, period),
            n_before: 0,
            has_targets_apart: false,
        })
        .collect()
    }

    /// Those that stand on this page. Nothing here goes through all of a long list, which has many
    /// pages.
    fn shown<'a>(&self, scope: &Scope<'a>) -> Vec<&'a Observation> {
        let figures = &scope.site.index.figures();
        match self.of {
            Of::Period(period) => {
                let all = figures.in_period(period);
                let told = if self.has_targets_apart { told(scope, period) } else { Vec::new() };
                let found = listed(scope, scope.rows_after(self.n_before, all));
                found.filter(|found| !told.iter().any(|one| std::ptr::eq(*one, *found))).collect()
            }
            _ => scope.rows_after(self.n_before, &self.found(scope)).to_vec(),
        }
    }

    fn found<'a>(&self, scope: &Scope<'a>) -> Vec<&'a Observation> {
        let figures = &scope.site.index.figures();
        match self.of {
            Of::Period(period) => results_of(scope, period),
            Of::Member(member) => listed(scope, figures.about(member)).collect(),
            Of::Dimension(one, by, period) => {
                let is_one = |found: &&Observation| {
                    let by_this = found.part.only().is_some_and(|one| one.breakdown() == by);
                    found.period == period && by_this
                };
                let all = &scope.site.model.observations;
                let current = figures.of_indicator(one).iter();
                let current = current.filter(|one| all.revisions().get(**one).is_none());
                let mut found: Vec<_> = current.map(|one| all.get(*one)).filter(is_one).collect();
                found.sort_by_key(|found| &found.part);
                keep_firmest(&mut found);
                found.truncate(PAGE_ROWS);
                found
            }
        }
    }
}

/// The results of the targets of a period.
fn told<'a>(scope: &Scope<'a>, period: Period) -> Vec<&'a Observation> {
    let actual = |progress: &&'a Progress<'a>| match &progress.actual.as_ref()?.from {
        ActualFrom::Reported(found) => Some(found.iter().copied()),
        ActualFrom::Measured(_) => None,
    };
    targets_of(scope, period).iter().filter_map(actual).flatten().collect()
}

/// Observations by their references.
fn listed<'a>(
    scope: &Scope<'a>,
    of: &'a [Ref<Observation>],
) -> impl Iterator<Item = &'a Observation> {
    let all = &scope.site.model.observations;
    of.iter().map(|one| all.get(*one))
}

/// A result with what it is compared with.
pub(in crate::render) struct Reported<'a> {
    pub(super) found: &'a Observation,
    compared: Vec<Comparison<'a>>,
}

impl<'a> Reported<'a> {
    pub(super) fn new(scope: &Scope<'a>, found: &'a Observation) -> Self {
        let compared = comparisons(scope.site.model, &scope.site.observations, found);
        Self { found, compared }
    }

    /// A comparison; nothing where there is nothing to compare with.
    pub(super) fn against(&self, scope: &Scope<'a>, against: Against) -> CellView<'a> {
        let found = self.compared.iter().find(|one| one.against == against);
        found.map_or_else(CellView::none, |one| {
            compared_cell(scope, one, &self.found.header.citations)
        })
    }
}

type C = Column<Results>;

impl Table for Results {
    type Row<'a> = Reported<'a>;
    const DATA_SET: &'static str = "observations";
    const COLUMNS: &'static [C] = &[
        C::words("part", |_, scope, row| part_cell(scope, row.found)),
        C::words("indicator", |table, scope, row| {
            let part = match table.of {
                Of::Member(member) => &row.found.part.without(member),
                _ => &row.found.part,
            };
            CellView::link(scope.record(row.found.indicator)).note(scope.part_name(part))
        }),
        C::words("period", |_, scope, row| {
            let period = *row.found.period;
            CellView::words(scope.short_date(period))
                .sort(period.first_day().to_string())
                .note(basis_name(scope, row.found))
        }),
        C::numbers("value", |_, scope, row| observation_cell(scope, row.found)),
        C::words("share", |_, scope, row| {
            let here = listed_here(scope, row.found);
            match share(scope, row.found) {
                Some(share) => CellView::words(share).note(here),
                None => CellView::maybe(here),
            }
        }),
        C::words("standing", |_, scope, row| {
            CellView::maybe(observation_standing(scope, row.found))
        }),
        // Targets stand in a table of their own.
        C::words("on_previous_period", |_, scope, row| row.against(scope, Against::PreviousPeriod))
            .labelled("column-on-previous"),
        C::words("on_last_year", |_, scope, row| row.against(scope, Against::SamePeriodLastYear)),
    ];

    fn key(&self) -> &'static str {
        "results"
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        match self.of {
            Of::Period(period) => scope.t("caption-results", &[("period", &scope.date(period))]),
            Of::Member(member) => {
                let name = scope.plain(member.name(scope.site.model));
                scope.t("caption-results-about", &[("name", name)])
            }
            Of::Dimension(one, by, period) => {
                let indicator = scope.plain(scope.site.model.indicators.get(one).name());
                let (dimension, period) = (breakdown_name(scope, by), scope.date(period));
                let args =
                    [("indicator", indicator), ("dimension", &dimension), ("period", &period)];
                scope.t("caption-results-by", &args)
            }
        }
    }

    fn leaves_out(&self, key: &str) -> bool {
        match self.of {
            Of::Dimension(..) => matches!(key, "indicator" | "period"),
            _ => key == "part",
        }
    }

    fn is_told_above(&self, key: &str, rows: &[Reported<'_>]) -> bool {
        let Of::Period(period) = self.of else { return false };
        let is_plain = |row: &Reported<'_>| row.found.period == period && row.found.basis.is_none();
        key == "period" && rows.iter().all(is_plain)
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Reported<'a>> {
        let shown = self.shown(scope);
        shown.into_iter().map(|found| Reported::new(scope, found)).collect()
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        share_note(scope, self.shown(scope)).into_iter().collect()
    }
}

/// What was reported for a period and for parts of it, in the order of the indicators. Of an
/// indicator that was reported as a whole only that is listed; its parts are on its page.
pub(in crate::render) fn results_of<'a>(scope: &Scope<'a>, period: Period) -> Vec<&'a Observation> {
    let model = scope.site.model;
    let found = scope.site.index.figures().within(model, period);
    found.into_iter().map(|one| model.observations.get(one)).collect()
}

/// The value of an observation, or its words.
pub(in crate::render) fn observation_cell<'a>(
    scope: &Scope<'a>,
    observation: &'a Observation,
) -> CellView<'a> {
    match (&observation.value, &observation.claim) {
        (Some(value), _) => {
            let indicator = scope.site.model.indicators.get(observation.indicator);
            let figure = scope.figure_of(value, Some(indicator), &observation.header.citations);
            CellView::figure(figure)
        }
        (None, Some(claim)) => {
            let text = Some(scope.text(claim));
            CellView::text(text).cites(scope.cite(&observation.header.citations))
        }
        (None, None) => match observation.missing {
            Some(missing) => CellView::words(missing_name(scope, missing))
                .cites(scope.cite(&observation.header.citations)),
            None => CellView::none(),
        },
    }
}

/// The share of the whole, as stated and as it follows from the two figures.
pub(in crate::render) fn share(scope: &Scope<'_>, observation: &Observation) -> Option<String> {
    let of = observation.share_of.as_ref().map(|of| scope.plain(of).to_owned());
    let stated = observation.stated_share.as_ref().map(|share| {
        let share = scope.quantity(share);
        match &of {
            Some(of) => scope.t("share-stated-of", &[("share", &share), ("of", of)]),
            None => scope.t("share-stated", &[("share", &share)]),
        }
    });
    let computed = computed_share(scope, observation).and_then(|(ratio, whole)| {
        let indicator = scope.site.model.indicators.get(whole.indicator);
        let share = scope.percent(ratio?);
        let whole = scope.shown(whole.value.as_deref()?, Some(indicator));
        Some(scope.t("share-computed", &[("share", &share), ("whole", &whole)]))
    });
    scope.details([stated.or(of), computed])
}

/// The share that a figure is of its whole, and the whole; no share if it is not the same for all
/// that the two may stand for. `None` where a share means nothing: of what does not add up, of
/// nothing, of net figures of which a part may be negative.
fn computed_share<'a>(
    scope: &Scope<'a>,
    observation: &Observation,
) -> Option<(Option<Decimal>, &'a Observation)> {
    let model = scope.site.model;
    let indicator = |found: &Observation| model.indicators.get(found.indicator);
    let part = observation.value.as_ref().filter(|_| indicator(observation).adds_parts())?;
    let wholes = scope.site.observations.wholes_of(model, observation).filter(|whole| {
        whole.value.is_some()
            && whole.covers == observation.covers
            && indicator(whole).adds_parts()
            && indicator(whole).unit == indicator(observation).unit
    });
    // A preliminary part is one of the preliminary whole, where there is one.
    let is_alike = |whole: &Observation| whole.firmness() == observation.firmness();
    let whole = wholes.min_by_key(|whole| (!is_alike(whole), Reverse(whole.rank())))?;
    let (one, all) = (part.interval()?, whole.value?.interval()?);
    let nothing = Number::plain(0);
    if one.is_at_least(nothing) == Some(false) || all.is_at_most(nothing) == Some(true) {
        return None;
    }
    let (Some(one), Some(all)) = (one.exact(), all.exact()) else { return Some((None, whole)) };
    let ratio = one.ratio(all).filter(|ratio| *ratio <= Decimal::ONE)?;
    Some((Some(ratio), whole))
}

/// Why some of the observations of a table have no share.
pub(super) fn share_note<'a>(
    scope: &Scope<'_>,
    observations: impl IntoIterator<Item = &'a Observation>,
) -> Option<String> {
    let is_vague = |found: &Observation| matches!(computed_share(scope, found), Some((None, _)));
    observations.into_iter().any(is_vague).then(|| scope.t("share-vague", &[]))
}

/// How far an observation can be relied upon, and what the source says of the target.
pub(super) fn observation_standing(scope: &Scope<'_>, observation: &Observation) -> Option<String> {
    let standing = scope.standing(observation.status);
    let exceeds = observation.exceeds_target.then(|| scope.t("stated-exceeds", &[]));
    let apart = observation.not_comparable.as_ref().map(|_| scope.t("not-comparable", &[]));
    let all = &scope.site.model.observations;
    let indicator = scope.site.model.indicators.get(observation.indicator);
    let revised = revised(scope, all, &observation.header.id, |found| {
        Some(scope.shown(found.value.as_deref()?, Some(indicator)))
    });
    let of = (observation.indicator, *observation.period, &observation.part);
    scope.details([standing, exceeds, apart, revised, corrected(scope, of, false)])
}

/// A remark on an observation that stands beside a target, with what sets the two apart.
pub(in crate::render) fn with_definition(
    scope: &Scope<'_>,
    found: &Observation,
    remark: Option<String>,
) -> Option<String> {
    let apart = found.not_comparable.as_ref().map(|_| scope.t("not-comparable", &[]));
    scope.details([remark, scope.standing(found.status), apart])
}

/// Whether a result says of itself that it counts from the beginning of the year.
pub(super) fn basis_name(scope: &Scope<'_>, found: &Observation) -> Option<String> {
    (found.basis == Some(Basis::ToDate)).then(|| scope.t("to-date", &[]))
}

/// The part of the indicator that an observation speaks of, linked to what it means.
pub(super) fn part_cell<'a>(scope: &Scope<'a>, observation: &Observation) -> CellView<'a> {
    let Some(name) = scope.part_name(&observation.part) else {
        return CellView::words(scope.t("whole", &[]));
    };
    match observation.part.only() {
        Some(only) => CellView::link(scope.member(only)),
        None => CellView::words(name),
    }
}
