//! The history of an indicator: every observation, what it superseded, and what the ledger adds
//! up to for the same periods.

use super::listed::{listed_here, measured_rows};
use super::results::{
    Reported, basis_name, observation_cell, observation_standing, part_name, share, share_note,
};
use super::{Column, Table};
use crate::locale::PeriodStyle;
use crate::model::{Against, Indicator, Observation, Record, Ref, Superseded};
use crate::render::numbers::Numbers;
use crate::render::revisions::history_word;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Period, Quantity, Relation};
use std::cmp::Reverse;

/// Every observation of an indicator, and what the ledger adds up to for the same periods.
pub(in crate::render) struct Observations {
    one: Ref<Indicator>,
    numbers: Numbers,
    /// All are exact, so that they can stand in a unit of the column.
    is_uniform: bool,
    measured: Vec<(Period, Option<Quantity>, Option<String>)>,
}

/// A row of the history.
pub(in crate::render) enum Row<'a> {
    /// What was reported, and stands.
    Current(Reported<'a>),
    /// What another observation has superseded.
    Earlier(&'a Observation, &'a Superseded<Observation>),
    /// What the ledger adds up to, by its number among these.
    Computed(usize),
}

impl Observations {
    pub(in crate::render) fn of(scope: &Scope<'_>, one: Ref<Indicator>) -> Self {
        let model = scope.site.model;
        let indicator = model.indicators.get(one);
        let all = model.observations.all().filter(|(_, found)| found.indicator == one);
        let values: Vec<_> = all.filter_map(|(_, found)| found.value.as_deref()).collect();
        let measured = measured_rows(scope, one, indicator);
        let computed = measured.iter().filter_map(|(_, value, _)| value.as_ref());
        let every: Vec<_> =
            values.iter().copied().chain(computed).map(|value| value.number).collect();
        let is_uniform = values.iter().all(|value| value.relation == Relation::Exactly);
        let unit = Some(indicator.unit).filter(|_| is_uniform);
        Self { one, numbers: Numbers::of(scope, indicator, unit, &every), is_uniform, measured }
    }
}

type C = Column<Observations>;

impl Table for Observations {
    type Row<'a> = Row<'a>;
    const DATA_SET: &'static str = "observations";
    const COLUMNS: &'static [C] = &[
        C::words("period", |table, scope, row| {
            let cell = period_cell(scope, row.period(table));
            cell.note(row.found().and_then(|found| basis_name(scope, found)))
        }),
        C::words("part", |_, scope, row| match row.found() {
            Some(found) => part_cell(scope, found),
            None => CellView::words(scope.t("whole", &[])),
        }),
        C::numbers("value", |table, scope, row| match row {
            Row::Current(Reported { found, .. }) | Row::Earlier(found, _) => {
                table.value(scope, found)
            }
            Row::Computed(number) => table.computed(scope, *number),
        })
        .unit_of(|table| Some(table.numbers.unit.label.as_str()).filter(|_| table.is_uniform)),
        C::words("origin", |table, scope, row| {
            let (key, note) = match row {
                Row::Current(row) => ("origin-reported", listed_here(scope, row.found)),
                Row::Earlier(..) => ("origin-reported", None),
                Row::Computed(number) => ("origin-computed", table.measured[*number].2.clone()),
            };
            CellView::words(scope.t(key, &[])).note(note)
        }),
        C::words("share", |_, scope, row| {
            CellView::maybe(row.current().and_then(|row| share(scope, row.found)))
        }),
        C::words("standing", |_, scope, row| {
            CellView::maybe(match row {
                Row::Current(row) => observation_standing(scope, row.found),
                Row::Earlier(found, earlier) => {
                    let word = history_word(scope, earlier);
                    scope.details([scope.standing(found.status), Some(word)])
                }
                Row::Computed(_) => None,
            })
        }),
        C::words("on_previous_period", |_, scope, row| row.against(scope, Against::PreviousPeriod))
            .labelled("column-on-previous"),
        C::words("on_last_year", |_, scope, row| row.against(scope, Against::SamePeriodLastYear)),
        C::words("against_target", |_, scope, row| row.against(scope, Against::Target)),
        C::words("against_plan", |_, scope, row| row.against(scope, Against::Plan)),
    ];

    fn caption(&self, scope: &Scope<'_>) -> String {
        let name = scope.plain(scope.site.model.indicators.get(self.one).name());
        scope.t("caption-observations", &[("indicator", name)])
    }

    /// The newest period first, each followed by what it supersedes; then what is computed.
    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Row<'a>> {
        let all = &scope.site.model.observations;
        let mut current: Vec<_> =
            all.iter().filter(|(_, found)| found.indicator == self.one).collect();
        current.sort_by_key(|(_, found)| Reverse((found.period.last_day(), found.is_whole())));
        let with_earlier = current.into_iter().flat_map(|(one, found)| {
            let earlier = all.revisions().superseded_by(one);
            let earlier = earlier.map(|earlier| Row::Earlier(all.get(earlier.record), earlier));
            std::iter::once(Row::Current(Reported::new(scope, found))).chain(earlier)
        });
        with_earlier.chain((0..self.measured.len()).map(Row::Computed)).collect()
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        let current = scope.site.observations.of(self.one).iter().copied();
        share_note(scope, current).into_iter().collect()
    }
}

impl Observations {
    fn value<'a>(&self, scope: &Scope<'a>, found: &'a Observation) -> CellView<'a> {
        match &found.value {
            Some(value) if self.is_uniform => {
                let cites = scope.cite(&found.header.citations);
                self.numbers.cell(scope, Some(value.number)).cites(cites)
            }
            _ => observation_cell(scope, found),
        }
    }

    fn computed<'a>(&self, scope: &Scope<'a>, number: usize) -> CellView<'a> {
        let Some(value) = &self.measured[number].1 else { return CellView::none() };
        let indicator = scope.site.model.indicators.get(self.one);
        let cell = match value.relation {
            Relation::Exactly if self.is_uniform => self.numbers.cell(scope, Some(value.number)),
            _ => CellView::words(scope.shown(value, Some(indicator))),
        };
        CellView { computed: scope.computed(), ..cell }
    }
}

impl<'a> Row<'a> {
    /// What was reported.
    const fn found(&self) -> Option<&'a Observation> {
        match self {
            Self::Current(Reported { found, .. }) | Self::Earlier(found, _) => Some(found),
            Self::Computed(_) => None,
        }
    }

    const fn current(&self) -> Option<&Reported<'a>> {
        if let Self::Current(row) = self { Some(row) } else { None }
    }

    fn period(&self, table: &Observations) -> Period {
        match self {
            Self::Current(Reported { found, .. }) | Self::Earlier(found, _) => *found.period,
            Self::Computed(number) => table.measured[*number].0,
        }
    }

    /// A comparison of what stands.
    fn against(&self, scope: &Scope<'a>, against: Against) -> CellView<'a> {
        self.current().map_or_else(CellView::none, |row| row.against(scope, against))
    }
}

/// The part of the indicator that an observation speaks of, linked to what it means.
fn part_cell<'a>(scope: &Scope<'a>, observation: &Observation) -> CellView<'a> {
    let Some(name) = part_name(scope, &observation.part) else {
        return CellView::words(scope.t("whole", &[]));
    };
    match observation.part.only() {
        Some(only) => CellView::link(scope.member(only)),
        None => CellView::words(name),
    }
}

fn period_cell<'a>(scope: &Scope<'a>, period: Period) -> CellView<'a> {
    let page = scope.site.index.periods.iter().find(|found| found.contains_period(period));
    let link = page.and_then(|page| scope.href_opt(scope.page_of(*page)));
    CellView {
        text: scope.locale.period(period, PeriodStyle::Short).into(),
        href: link,
        sort: Some(period.first_day().to_string().into()),
        ..CellView::default()
    }
}
