//! Building a table column by column and row by row.

use super::TableKey;
use crate::locale::ColumnUnit;
use crate::model::Indicator;
use crate::render::data::downloads;
use crate::render::decimals::rounded_number;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ColumnView, Finished, RowView, TableView};
use crate::value::{Number, Unit};

/// Columns that a reader looks for, so that the table says so where nothing is published.
const MUST_BE_KNOWN: &[&str] = &["investment", "stage", "result", "target"];

/// The rows of a table that is not finished.
pub(in crate::render) struct Draft<'a> {
    pub(in crate::render) view: TableView<'a>,
    pub(in crate::render) total: Option<RowView<'a>>,
}

impl<'a> Draft<'a> {
    pub(in crate::render) fn new(
        scope: &Scope<'a>,
        key: &'static str,
        id: String,
        caption: String,
    ) -> Self {
        let view = TableView {
            key,
            id,
            caption,
            columns: Vec::new(),
            body: Finished::default(),
            rows: Vec::new(),
            n_rows: 0,
            total: None,
            empty: scope.t("table-empty", &[]),
            notes: Vec::new(),
            downloads: Vec::new(),
            filters: Vec::new(),
        };
        Self { view, total: None }
    }

    pub(in crate::render) fn column(
        &mut self,
        key: &'static str,
        label: String,
        unit: Option<&str>,
        numeric: bool,
    ) {
        let unit = unit.filter(|unit| !unit.is_empty()).map(str::to_owned);
        self.view.columns.push(ColumnView { key, label, unit, numeric, marks: 0 });
    }

    pub(in crate::render) fn row(&mut self, cells: Vec<CellView<'a>>) {
        debug_assert_eq!(cells.len(), self.view.columns.len(), "a cell for each column");
        self.view.rows.push(RowView { cells });
    }

    /// The table with its rows finished.
    pub(in crate::render) fn finish(self, scope: &Scope<'a>) -> TableView<'a> {
        let Self { mut view, mut total } = self;
        for (number, column) in view.columns.iter_mut().enumerate() {
            let marks = view.rows.iter().map(|row| row.cells[number].cites.len());
            column.marks = marks.max().unwrap_or(0);
            for row in view.rows.iter_mut().chain(&mut total) {
                let cell = &mut row.cells[number];
                (cell.key, cell.numeric, cell.marks) = (column.key, column.numeric, column.marks);
            }
        }
        view.body = scope.pieces("row", &view.rows);
        view.total = total.map(|total| scope.pieces("row", &[total]));
        view.n_rows = view.rows.len();
        if !scope.site.theme.has_own_templates {
            view.rows = Vec::new();
        }
        view
    }
}

/// A table in the making.
pub(super) struct Builder<'a> {
    draft: Draft<'a>,
    /// The column that is left out.
    left_out: Option<usize>,
}

/// A column of numbers in one unit.
#[derive(Debug)]
pub(in crate::render) struct Numbers {
    pub(in crate::render) unit: ColumnUnit,
    /// What is counted or measured, for the cells that cannot be read in the unit of the column.
    of: Option<Unit>,
    /// The most decimals that a cell has.
    decimals: u32,
    /// How many it has at most where it is shown.
    shown: Option<u8>,
}

impl Numbers {
    /// The column for the numbers of its rows; a total is none of them.
    pub(in crate::render) fn new(
        scope: &Scope<'_>,
        unit: Option<Unit>,
        numbers: &[Number],
    ) -> Self {
        Self::with_decimals(scope, unit, scope.site.model.site.decimals, numbers)
    }

    /// The column for figures of an indicator.
    pub(in crate::render) fn of(
        scope: &Scope<'_>,
        indicator: &Indicator,
        unit: Option<Unit>,
        numbers: &[Number],
    ) -> Self {
        let decimals = indicator.decimals.or(scope.site.model.site.decimals);
        Self::with_decimals(scope, unit, decimals, numbers)
    }

    fn with_decimals(
        scope: &Scope<'_>,
        of: Option<Unit>,
        shown: Option<u8>,
        numbers: &[Number],
    ) -> Self {
        let (locale, units) = (scope.locale, &scope.site.model.units);
        let unit = locale.column(of, numbers.iter().copied(), units);
        let within = numbers.iter().filter(|number| locale.fits(**number, &unit));
        let within = within.map(|number| rounded_number(scope.site, *number, shown));
        let decimals = locale.column_decimals(within, &unit);
        Self { unit, of, decimals, shown }
    }

    /// A number in its column; `None` is shown as missing.
    pub(in crate::render) fn cell<'a>(
        &self,
        scope: &Scope<'a>,
        number: Option<Number>,
    ) -> CellView<'a> {
        let fits = number.is_some_and(|number| scope.locale.fits(number, &self.unit));
        self.cell_in(scope, number, fits)
    }

    /// The total of its column.
    pub(in crate::render) fn total<'a>(
        &self,
        scope: &Scope<'a>,
        number: Option<Number>,
    ) -> CellView<'a> {
        let fits = number.is_some_and(|number| scope.locale.total_fits(number, &self.unit));
        self.cell_in(scope, number, fits)
    }

    fn cell_in<'a>(&self, scope: &Scope<'a>, number: Option<Number>, fits: bool) -> CellView<'a> {
        let Some(exact) = number else { return CellView::none() };
        let sort = exact.value().map(|value| value.normalize().to_string());
        let number = rounded_number(scope.site, exact, self.shown);
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

/// How many projects are listed here. None of them is no statement, unless the site says that it
/// lists all there are.
pub(super) fn listed<'a>(scope: &Scope<'a>, n: usize) -> CellView<'a> {
    scope.listed(n).map_or_else(CellView::none, |text| CellView::words(text).sort(n.to_string()))
}

/// A count in a cell.
pub(super) fn count<'a>(scope: &Scope<'a>, n: usize) -> CellView<'a> {
    CellView::words(scope.locale.integer(n as u64)).sort(n.to_string())
}

impl<'a> Builder<'a> {
    pub(super) fn new(scope: &Scope<'a>, key: TableKey, caption: impl Into<String>) -> Self {
        let mut draft =
            Draft::new(scope, key.key(), format!("table-{}", key.key()), caption.into());
        draft.view.downloads = downloads(scope, &[key.data_set()]);
        Self { draft, left_out: None }
    }

    /// Adds a column of words.
    pub(super) fn words(&mut self, scope: &Scope<'_>, key: &'static str, label: &str) -> &mut Self {
        self.draft.column(key, scope.t(label, &[]), None, false);
        self
    }

    /// Adds a column of numbers.
    pub(super) fn numbers(
        &mut self,
        scope: &Scope<'_>,
        key: &'static str,
        label: &str,
        unit: Option<&str>,
    ) -> &mut Self {
        self.draft.column(key, scope.t(label, &[]), unit, true);
        self
    }

    /// Leaves a column out that would say the same in every row. Rows come with a cell for it.
    pub(super) fn without(&mut self, key: &str) {
        debug_assert!(
            self.left_out.is_none() && self.draft.view.rows.is_empty(),
            "one column, before all rows"
        );
        self.left_out = self.draft.view.columns.iter().position(|column| column.key == key);
        if let Some(number) = self.left_out {
            self.draft.view.columns.remove(number);
        }
    }

    pub(super) fn row(&mut self, cells: Vec<CellView<'a>>) {
        let cells = self.cells(cells);
        self.draft.row(cells);
    }

    pub(super) fn total(&mut self, cells: Vec<CellView<'a>>) {
        self.draft.total = Some(RowView { cells: self.cells(cells) });
    }

    fn cells(&self, mut cells: Vec<CellView<'a>>) -> Vec<CellView<'a>> {
        if let Some(number) = self.left_out {
            cells.remove(number);
        }
        debug_assert_eq!(cells.len(), self.draft.view.columns.len(), "a cell for each column");
        cells
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.draft.view.notes.push(note.into());
    }

    pub(super) fn filters(&mut self, keys: &[&str]) {
        self.draft.view.filters = keys.iter().map(|key| (*key).to_owned()).collect();
    }

    /// The finished table. Columns in which nothing is published are left out; those that a reader
    /// would look for are named below.
    pub(super) fn finish(mut self, scope: &Scope<'a>) -> TableView<'a> {
        let Draft { view, total } = &mut self.draft;
        let n_columns = if view.rows.is_empty() { 0 } else { view.columns.len() };
        let empty: Vec<usize> = (1..n_columns)
            .filter(|column| view.rows.iter().all(|row| row.cells[*column].missing))
            .collect();
        let named = empty.iter().map(|column| &view.columns[*column]);
        let labels: Vec<_> = named
            .filter(|column| MUST_BE_KNOWN.contains(&column.key))
            .map(|column| column.label.clone())
            .collect();
        for column in empty.iter().rev() {
            view.columns.remove(*column);
            for row in view.rows.iter_mut().chain(&mut *total) {
                row.cells.remove(*column);
            }
        }
        if !labels.is_empty() {
            let labels = scope.locale.list(&labels);
            view.notes.insert(0, scope.t("columns-not-published", &[("columns", &labels)]));
        }
        let columns = &view.columns;
        view.filters.retain(|key| columns.iter().any(|column| column.key == key));
        self.draft.finish(scope)
    }
}
