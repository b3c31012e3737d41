//! A table in the making: its columns and rows, before the rows are finished.

use super::scope::Scope;
use super::view::{CellView, ColumnView, Finished, RowView, TableView};

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
            method: None,
            downloads: Vec::new(),
            filters: Vec::new(),
        };
        Self { view, total: None }
    }

    /// The data of a chart.
    pub(in crate::render) fn of_chart(scope: &Scope<'a>, id: &str, title: &str) -> Self {
        Self::new(scope, "chart", format!("{id}-data"), title.to_owned())
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

    /// Adds a column of words.
    pub(in crate::render) fn words(
        mut self,
        scope: &Scope<'_>,
        key: &'static str,
        label: &str,
    ) -> Self {
        self.column(key, scope.t(label, &[]), None, false);
        self
    }

    /// Adds a column of numbers under a label that is finished.
    pub(in crate::render) fn numbers(
        mut self,
        key: &'static str,
        label: String,
        unit: Option<&str>,
    ) -> Self {
        self.column(key, label, unit, true);
        self
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
