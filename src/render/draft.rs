//! A table in the making: its columns and rows, before the rows are finished.

use super::scope::Scope;
use super::view::{CellView, ColumnView, Finished, RowView, TableView};

/// How many rows of a list a page shows at first, where scripts can show the rest.
const FIRST_ROWS: usize = 50;

/// How many rows more the script shows at once.
const MORE_ROWS: usize = 250;

/// From how many rows on readers of the keyboard can pass a table.
const LONG: usize = 20;

/// Up to how many columns a phone shows beside each other; rows of more are cards there, in which
/// cells say what they are. The component `table` has the same number.
const NARROW: usize = 3;

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
            notes_on_total: Vec::new(),
            method: None,
            downloads: Vec::new(),
            tools: None,
            is_list: false,
            is_named_above: false,
            is_long: false,
            more: None,
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
        self.view.columns.push(ColumnView {
            key,
            label,
            unit,
            around: None,
            power: 0,
            numeric,
            in_order: false,
            marks: 0,
        });
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
        self.view.rows.push(RowView { cells, ..RowView::default() });
    }

    /// The table with its rows finished.
    pub(in crate::render) fn finish(self, scope: &Scope<'a>) -> TableView<'a> {
        let Self { mut view, mut total } = self;
        let is_cards = !view.is_list && view.columns.len() > NARROW;
        for (number, column) in view.columns.iter_mut().enumerate() {
            let marks = view.rows.iter().map(|row| row.cells[number].cites.len());
            column.marks = marks.max().unwrap_or(0);
            for row in view.rows.iter_mut().chain(&mut total) {
                let cell = &mut row.cells[number];
                (cell.key, cell.numeric, cell.marks) = (column.key, column.numeric, column.marks);
                // The words of a list say by themselves what they are.
                let is_labelled = view.is_list && cell.numeric || is_cards && number > 0;
                if is_labelled && !cell.text.is_empty() {
                    label(cell, column);
                }
            }
        }
        let row = if view.is_list { "list_row" } else { "row" };
        view.body = scope.pieces(row, &view.rows);
        view.total = total.map(|total| scope.pieces(row, &[total]));
        view.n_rows = view.rows.len();
        view.is_long = view.n_rows > LONG;
        let n_all = view.tools.as_ref().map_or(view.n_rows, |tools| tools.n_all);
        let more = view.n_rows.min(n_all).saturating_sub(FIRST_ROWS);
        let is_cut = view.is_list && view.tools.is_some();
        view.more = is_cut.then(|| scope.t_n("js-more", more.min(MORE_ROWS), &[]));
        view.more = view.more.filter(|_| more > 0);
        if !scope.site.theme.has_own_templates {
            view.rows = Vec::new();
        }
        view
    }
}

/// Says in a cell what stands in the head of its column, which cards have not. A status says itself
/// what it is.
fn label(cell: &mut CellView<'_>, column: &ColumnView) {
    if cell.status.is_some() {
        return;
    }
    cell.label = Some(column.label.clone());
    let is_bare = cell.pad > 0 || cell.text.chars().all(|c| !c.is_alphabetic());
    if !cell.numeric || !is_bare || cell.missing {
        return;
    }
    let around = column.around.clone().map(|[before, after]| (before, after));
    (cell.before, cell.unit) = match around {
        Some((before, after)) => (Some(before), Some(after)),
        None => (None, column.unit.clone()),
    };
    cell.unit = cell.unit.take().filter(|unit| !unit.is_empty());
}
