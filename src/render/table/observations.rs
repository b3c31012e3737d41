//! The history of an indicator: every observation, what it superseded, and what the ledger adds
//! up to for the same periods.

use super::listed::{listed_here, measured_rows};
use super::results::{
    Reported, basis_name, observation_cell, observation_standing, part_cell, share, share_note,
};
use super::{Column, Table};
use crate::model::{Against, Indicator, Observation, Record, Ref, Superseded};
use crate::plan::PAGE_ROWS;
use crate::render::numbers::Numbers;
use crate::render::revisions::history_word;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Period, Quantity, Relation};

/// Every observation of an indicator, and what the ledger adds up to for the same periods.
pub(in crate::render) struct Observations {
    one: Ref<Indicator>,
    /// What its rows are, of all on this page.
    rows: Vec<Ref<Observation>>,
    /// Only those of the whole.
    is_of_whole: bool,
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
    /// All of them, on as many pages as they need after so many rows; the last has what is computed.
    pub(in crate::render) fn of(scope: &Scope<'_>, one: Ref<Indicator>, n_before: usize) -> Self {
        let all = scope.site.index.figures().of_indicator(one);
        let is_last = scope.is_last_part(n_before + all.len());
        let measured = is_last && !Self::has_parts(scope, one);
        Self::with(scope, one, scope.rows_after(n_before, all).to_vec(), measured)
    }

    /// Those of an indicator with parts that are of the whole, and what is computed.
    pub(in crate::render) fn of_whole(scope: &Scope<'_>, one: Ref<Indicator>) -> Option<Self> {
        let all = &scope.site.model.observations;
        let wholes = scope.site.index.figures().of_indicator(one).iter();
        let wholes = wholes.copied().filter(|one| all.get(*one).is_whole()).take(PAGE_ROWS);
        let table = || Self { is_of_whole: true, ..Self::with(scope, one, wholes.collect(), true) };
        Self::has_parts(scope, one).then(table)
    }

    /// Whether parts of an indicator were reported.
    fn has_parts(scope: &Scope<'_>, one: Ref<Indicator>) -> bool {
        let all = &scope.site.model.observations;
        let listed = scope.site.index.figures().of_indicator(one);
        listed.iter().any(|one| !all.get(*one).is_whole())
    }

    fn with(
        scope: &Scope<'_>,
        one: Ref<Indicator>,
        rows: Vec<Ref<Observation>>,
        is_measured: bool,
    ) -> Self {
        let model = scope.site.model;
        let indicator = model.indicators.get(one);
        let all = rows.iter().map(|one| model.observations.get(*one));
        let values: Vec<_> = all.filter_map(|found| found.value.as_deref()).collect();
        let measured = is_measured.then(|| measured_rows(scope, one, indicator));
        let measured = measured.unwrap_or_default();
        let computed = measured.iter().filter_map(|(_, value, _)| value.as_ref());
        let every: Vec<_> =
            values.iter().copied().chain(computed).map(|value| value.number).collect();
        let is_uniform = values.iter().all(|value| value.relation == Relation::Exactly);
        let unit = Some(indicator.unit).filter(|_| is_uniform);
        let numbers = Numbers::of(scope, indicator, unit, &every);
        Self { one, rows, is_of_whole: false, numbers, is_uniform, measured }
    }

    /// Whether it has a row.
    pub(in crate::render) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.measured.is_empty()
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
        .unit_of(|table| Some(&table.numbers.unit).filter(|_| table.is_uniform)),
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
    const FILTERS: &'static [&'static str] = &["period", "part"];

    fn is_told_above(&self, key: &str, rows: &[Row<'_>]) -> bool {
        key == "part" && rows.iter().all(|row| row.found().is_none_or(Observation::is_whole))
    }

    fn key(&self) -> &'static str {
        if self.is_of_whole { "whole" } else { Self::DATA_SET }
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        let name = scope.plain(scope.site.model.indicators.get(self.one).name());
        let key = if self.is_of_whole { "caption-whole" } else { "caption-observations" };
        scope.t(key, &[("indicator", name)])
    }

    fn leaves_out(&self, key: &str) -> bool {
        self.is_of_whole && key == "part"
    }

    /// What is reported; then what is computed.
    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Row<'a>> {
        let all = &scope.site.model.observations;
        let reported = self.rows.iter().map(|one| {
            let found = all.get(*one);
            match all.revisions().get(*one) {
                Some(earlier) => Row::Earlier(found, earlier),
                None => Row::Current(Reported::new(scope, found)),
            }
        });
        reported.chain((0..self.measured.len()).map(Row::Computed)).collect()
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        let all = &scope.site.model.observations;
        share_note(scope, self.rows.iter().map(|one| all.get(*one))).into_iter().collect()
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

fn period_cell<'a>(scope: &Scope<'a>, period: Period) -> CellView<'a> {
    let page = scope.site.index.periods.holding(period);
    let link = page.and_then(|page| scope.href_opt(scope.page_of(page)));
    CellView {
        text: scope.short_date(period).into(),
        href: link,
        sort: Some(period.first_day().to_string().into()),
        ..CellView::default()
    }
}
