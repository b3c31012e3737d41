//! Building a table column by column and row by row.

use super::TableKey;
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::scope::Scope;
use crate::render::view::{CellView, RowView, TableView};

/// Columns that a reader looks for, so that the table says so where nothing is published.
const MUST_BE_KNOWN: &[&str] = &["investment", "stage", "result", "target"];

/// A table in the making.
pub(super) struct Builder<'a> {
    draft: Draft<'a>,
    /// The column that is left out.
    left_out: Option<usize>,
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
