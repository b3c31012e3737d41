//! Columns of numbers in one unit, and sums in them.

use super::decimals::{rounded, rounded_number};
use super::scope::Scope;
use super::view::CellView;
use crate::locale::ColumnUnit;
use crate::model::{Indicator, Invested, LeftOut, MeasureOf, Project, Ref};
use crate::value::{Interval, Number, Quantity, Relation, Unit};

/// A column of numbers in one unit.
#[derive(Debug)]
pub(super) struct Numbers {
    pub(super) unit: ColumnUnit,
    /// What is counted or measured, for the cells that cannot be read in the unit of the column.
    of: Option<Unit>,
    /// The most decimals that a cell has.
    decimals: u32,
    /// How many it has at most where it is shown.
    shown: Option<u8>,
}

impl Numbers {
    /// The column for the numbers of its rows; a total is none of them.
    pub(super) fn new(scope: &Scope<'_>, unit: Option<Unit>, numbers: &[Number]) -> Self {
        Self::with_decimals(scope, unit, scope.site.model.site.decimals, [numbers; 2])
    }

    /// The column for figures of an indicator.
    pub(super) fn of(
        scope: &Scope<'_>,
        indicator: &Indicator,
        unit: Option<Unit>,
        numbers: &[Number],
    ) -> Self {
        Self::beside(scope, indicator, unit, [numbers; 2])
    }

    /// The column for figures of an indicator beside others of it, all in one unit: the numbers of
    /// the column, and those of all.
    pub(super) fn beside(
        scope: &Scope<'_>,
        indicator: &Indicator,
        unit: Option<Unit>,
        numbers: [&[Number]; 2],
    ) -> Self {
        let decimals = indicator.decimals.or(scope.site.model.site.decimals);
        Self::with_decimals(scope, unit, decimals, numbers)
    }

    fn with_decimals(
        scope: &Scope<'_>,
        of: Option<Unit>,
        shown: Option<u8>,
        [numbers, all]: [&[Number]; 2],
    ) -> Self {
        let (locale, units) = (scope.locale, &scope.site.model.units);
        let unit = locale.column(of, all.iter().copied(), units);
        let within = numbers.iter().filter(|number| locale.fits(**number, &unit));
        let within = within.map(|number| rounded_number(scope.site, *number, shown));
        let decimals = locale.column_decimals(within, &unit);
        Self { unit, of, decimals, shown }
    }

    /// A number in its column; `None` is shown as missing.
    pub(super) fn cell<'a>(&self, scope: &Scope<'a>, number: Option<Number>) -> CellView<'a> {
        let fits = number.is_some_and(|number| scope.locale.fits(number, &self.unit));
        self.cell_in(scope, number, fits)
    }

    /// A number in its column with all its digits.
    pub(super) fn full_cell<'a>(&self, scope: &Scope<'a>, number: Number) -> CellView<'a> {
        let fits = scope.locale.fits(number, &self.unit);
        self.cell_of(scope, (number, number), fits)
    }

    /// A figure with no more decimals than its column shows.
    pub(super) fn rounded(&self, scope: &Scope<'_>, quantity: &Quantity) -> Quantity {
        rounded(scope.site, quantity, self.shown)
    }

    /// The total of its column.
    pub(super) fn total<'a>(&self, scope: &Scope<'a>, number: Option<Number>) -> CellView<'a> {
        let fits = number.is_some_and(|number| scope.locale.total_fits(number, &self.unit));
        self.cell_in(scope, number, fits)
    }

    fn cell_in<'a>(&self, scope: &Scope<'a>, number: Option<Number>, fits: bool) -> CellView<'a> {
        let Some(exact) = number else { return CellView::none() };
        self.cell_of(scope, (exact, rounded_number(scope.site, exact, self.shown)), fits)
    }

    fn cell_of<'a>(
        &self,
        scope: &Scope<'a>,
        (exact, number): (Number, Number),
        fits: bool,
    ) -> CellView<'a> {
        let sort = exact.value().map(|value| value.normalize().to_string());
        if !fits {
            let text = scope.locale.amount(number, self.of, &scope.site.model.units);
            return CellView { sort: sort.map(Into::into), ..CellView::words(text) };
        }
        let cell = scope.locale.in_column(number, &self.unit);
        let longest = if self.decimals == 0 { 0 } else { self.decimals as usize + 1 };
        CellView {
            text: cell.to_string().into(),
            pad: u8::try_from(longest.saturating_sub(cell.fraction.chars().count()))
                .unwrap_or(u8::MAX),
            sort: sort.map(Into::into),
            ..CellView::default()
        }
    }
}

/// What a group of projects invests, in the currency that the site counts in.
#[derive(Debug)]
pub(super) struct Sum {
    pub(super) unit: Option<Unit>,
    /// What is stated exactly, for the scale of a column.
    pub(super) numbers: Vec<Number>,
    /// The sum, if it is exact.
    pub(super) total: Option<Number>,
    pub(super) invested: Invested,
}

impl Sum {
    pub(super) fn new(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Self {
        let unit = Invested::unit(scope.site.model, projects);
        Self::of(scope, projects, unit)
    }

    /// The same in a currency that is known: that of a column.
    pub(super) fn of(scope: &Scope<'_>, projects: &[Ref<Project>], unit: Option<Unit>) -> Self {
        let model = scope.site.model;
        let invested = Invested::of(model, projects, unit);
        let total = invested.total.and_then(Interval::exact);
        let stated = projects.iter().filter_map(|one| model.projects.get(*one).investment.as_ref());
        // An amount that was converted stands beside what its source states, in words.
        let exact = stated
            .filter(|found| found.value.unit == unit && found.relation == Relation::Exactly)
            .map(|found| found.number);
        let numbers = exact.collect();
        Self { unit, numbers, total, invested }
    }

    /// The sum as the total of its column, whose scale is that of the rows.
    pub(super) fn total_cell<'a>(&self, scope: &Scope<'a>, numbers: &Numbers) -> CellView<'a> {
        match self.total {
            Some(total) => numbers.total(scope, Some(total)),
            None => self.cell(scope, numbers),
        }
    }

    /// The sum in its column; in words if it is not exact.
    pub(super) fn cell<'a>(&self, scope: &Scope<'a>, numbers: &Numbers) -> CellView<'a> {
        match self.invested.quantity() {
            Some(sum) => amount_cell(scope, numbers, &sum),
            None => CellView::none(),
        }
    }

    /// How many projects it lacks, and how many it counts by their parts, in words.
    pub(super) fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        let Invested { n_without_value, n_other_currency, n_converted, n_in_parts, .. } =
            self.invested;
        let lacking = [
            ("note-converted", n_converted),
            ("note-without-investment", n_without_value),
            ("note-other-currency", n_other_currency),
            ("note-in-parts", n_in_parts),
        ];
        let lacking = lacking.into_iter().filter(|(_, n)| *n > 0);
        lacking.map(|(key, n)| scope.t_n(key, n, &[])).collect()
    }
}

/// How many projects are listed here. None of them is no statement, unless the site says that it
/// lists all there are.
pub(super) fn listed<'a>(scope: &Scope<'a>, n: usize) -> CellView<'a> {
    scope.listed(n).map_or_else(CellView::none, |text| CellView::words(text).sort(n.to_string()))
}

/// An amount in the unit of its column; in words where a bare number would mislead.
pub(super) fn amount_cell<'a>(
    scope: &Scope<'a>,
    numbers: &Numbers,
    amount: &Quantity,
) -> CellView<'a> {
    if amount.relation == Relation::Exactly {
        return numbers.cell(scope, Some(amount.number));
    }
    let least = amount.number.value().map(|value| value.normalize().to_string().into());
    let words = scope.quantity(&numbers.rounded(scope, amount));
    CellView { sort: least, unsummed: true, ..CellView::words(words) }
}

/// What a target states in the unit of its column, which nothing rounds.
pub(super) fn promised_cell<'a>(
    scope: &Scope<'a>,
    numbers: &Numbers,
    amount: &Quantity,
) -> CellView<'a> {
    if amount.relation == Relation::Exactly {
        return numbers.full_cell(scope, amount.number);
    }
    let cell = amount_cell(scope, numbers, amount);
    CellView { text: scope.quantity(amount).into(), ..cell }
}

/// What a measured figure leaves out, in sentences.
pub(super) fn left_out_notes(scope: &Scope<'_>, of: MeasureOf, left_out: LeftOut) -> Vec<String> {
    let keys = match of {
        MeasureOf::Investment => {
            ["note-without-investment", "note-other-currency", "note-vague", "note-undated"]
        }
        MeasureOf::Projects | MeasureOf::Figures(_) => [
            "note-count-without-investment",
            "note-count-other-currency",
            "note-count-vague",
            "note-count-undated",
        ],
    };
    let LeftOut {
        n_without_value,
        n_other_currency,
        n_uncertain,
        n_undated,
        n_in_parts,
        n_converted,
        n_without_figure,
        n_behind,
        n_later,
    } = left_out;
    let lacking = [n_without_value, n_other_currency, n_uncertain, n_undated];
    let lacking = keys.into_iter().zip(lacking);
    let lacking = lacking.chain([
        ("note-converted", n_converted),
        ("note-in-parts", n_in_parts),
        ("note-without-figure", n_without_figure),
        ("note-behind", n_behind),
        ("note-later", n_later),
    ]);
    lacking.filter(|(_, n)| *n > 0).map(|(key, n)| scope.t_n(key, n, &[])).collect()
}
