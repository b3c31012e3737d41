//! The tables that pages show, each declared once: its columns, and what its rows are. What programs
//! read is in the data sets, to which tables lead; where a column says the same there, its cell is
//! that of the data set.
//!
//! A table of records stands in the file of the page that shows it; here are those that several
//! pages or texts show.

mod asked;
mod column;
mod groups;
mod list;
mod listed;
mod observations;
mod of_project;
mod projects;
mod ranks;
mod results;
mod rows;
mod targets;
mod years;

pub(super) use column::Column;
pub(super) use groups::Groups;
pub(super) use observations::Observations;
pub(super) use of_project::FiguresOfProject;
pub(super) use projects::Projects;
pub(super) use ranks::Place;
pub(super) use results::{Results, observation_cell, results_of, share, with_definition};
pub(super) use rows::rows_file;
pub(super) use targets::{LARGE, Targets};
pub(super) use years::Years;

use super::data::{RecordSet, downloads, shown};
use super::draft::Draft;
use super::order::{in_order, sort_key};
use super::progress::method_link;
use super::scope::Scope;
use super::view::{CellView, ColumnView, RowView, TableView};
use crate::locale::ColumnUnit;
use crate::model::{Collected, Record, Ref};
use crate::plan::{Ever, Of, PAGE_ROWS, PagePlan};

/// Columns that a reader looks for, so that the table says so where nothing is published.
const MUST_BE_KNOWN: &[&str] = &["investment", "stage", "result", "target"];

/// What a table declares. Its value is what is found once for all its rows: what it is of, units,
/// sums.
pub(super) trait Table: Sized + 'static {
    /// What one row is made from.
    type Row<'a>;

    /// The data set with what it shows.
    const DATA_SET: &'static str;
    /// The columns; the first one names the row.
    const COLUMNS: &'static [Column<Self>];
    /// Those of [`Table::filters`] that are the same on every site.
    const FILTERS: &'static [&'static str] = &[];

    /// What it lists, for templates; with `table-` before it, its id on the page.
    fn key(&self) -> &'static str {
        Self::DATA_SET
    }

    /// What it shows.
    fn caption(&self, scope: &Scope<'_>) -> String;

    /// Its rows on this page, in their order.
    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Self::Row<'a>>;

    /// The cell of the data set for a column that is declared there.
    fn datum<'a>(_: &Scope<'a>, _: &Self::Row<'a>, _key: &str) -> CellView<'a> {
        debug_assert!(false, "a table with columns of its data set says how its rows stand there");
        CellView::none()
    }

    /// Its columns in their order, where the site has a say in them.
    fn columns(&self) -> Vec<Column<Self>> {
        Self::COLUMNS.to_vec()
    }

    /// What a column is called, where the site has a say in it.
    fn declared_name(&self, _: &Scope<'_>, _key: &str) -> Option<String> {
        None
    }

    /// The unit of such a column.
    fn declared_unit(&self, _key: &str) -> Option<&ColumnUnit> {
        None
    }

    /// Its cell of a row, or its total.
    fn declared_cell<'a>(
        &self,
        _: &Scope<'a>,
        _: Option<&Self::Row<'a>>,
        _key: &str,
    ) -> CellView<'a> {
        CellView::none()
    }

    /// The columns whose values JavaScript may offer as filters.
    fn filters(&self) -> Vec<&'static str> {
        Self::FILTERS.to_vec()
    }

    /// The interface string for a column that is called by what the table is of.
    fn heading(&self, _key: &str) -> Option<String> {
        None
    }

    /// Whether a column is left out, because it would say the same in every row.
    fn leaves_out(&self, _key: &str) -> bool {
        false
    }

    /// Whether what a column says of these rows is what the table is called by.
    fn is_told_above(&self, _key: &str, _rows: &[Self::Row<'_>]) -> bool {
        false
    }

    /// Whether it is worth a file of its own; of short sums the page of all data has one.
    fn has_files(&self) -> bool {
        true
    }

    /// Whether its rows add up.
    fn has_total(&self, _: &Scope<'_>) -> bool {
        false
    }

    /// Remarks under the table.
    fn notes(&self, _: &Scope<'_>) -> Vec<String> {
        Vec::new()
    }

    /// Remarks on what its rows add up to, which hold for all of them together.
    fn notes_on_total(&self, _: &Scope<'_>) -> Vec<String> {
        Vec::new()
    }

    /// All rows of a list that goes on several pages; `None` where [`Table::rows`] are all.
    fn all_rows<'a>(&self, _: &Scope<'a>) -> Option<Vec<Self::Row<'a>>> {
        None
    }

    /// What it is a list for.
    fn of(&self) -> Of {
        Of::Nothing
    }

    /// The id of the record in a row.
    fn row_id(&self, _: &Scope<'_>, _: &Self::Row<'_>) -> Option<String> {
        None
    }

    /// Where a row stands in its first column, if it is not by what that shows.
    fn row_place(&self, _: &Scope<'_>, _: &Self::Row<'_>) -> Option<Place> {
        None
    }

    /// What else a row is found by, where no column shows it.
    fn row_words(&self, _: &Scope<'_>, _: &Self::Row<'_>) -> Option<String> {
        None
    }

    /// Whether it judges how far targets are, so that readers need the way to how that is done.
    fn has_statuses(&self, _: &Scope<'_>) -> bool {
        false
    }
}

/// What a table of all records of a kind declares; the rest follows from the kind and its data set.
pub(super) trait RecordTable: Sized + 'static {
    /// The kind of records.
    type One: RecordSet;

    /// See [`Table::COLUMNS`].
    const COLUMNS: &'static [Column<Self>];
    /// See [`Table::FILTERS`].
    const FILTERS: &'static [&'static str] = &[];

    /// All that it lists, in their order: that of the page's language, if nothing else is said.
    fn order(scope: &Scope<'_>) -> Vec<Ref<Self::One>> {
        in_order(scope)
    }
}

impl<T: RecordTable> Table for T {
    type Row<'a> = Ref<T::One>;
    const DATA_SET: &'static str = <T::One as Record>::COLLECTION;
    const COLUMNS: &'static [Column<Self>] = T::COLUMNS;
    const FILTERS: &'static [&'static str] = T::FILTERS;

    fn caption(&self, scope: &Scope<'_>) -> String {
        let n = T::One::all(scope.site.model).len();
        scope.t_n(&format!("caption-{}", Self::DATA_SET), n, &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Ref<T::One>> {
        scope.rows(&T::order(scope)).to_vec()
    }

    fn all_rows<'a>(&self, scope: &Scope<'a>) -> Option<Vec<Ref<T::One>>> {
        let n = T::One::all(scope.site.model).len();
        (n > PAGE_ROWS && scope.part.is_some()).then(|| T::order(scope))
    }

    fn row_id(&self, scope: &Scope<'_>, row: &Ref<T::One>) -> Option<String> {
        list::id_of(T::One::all(scope.site.model).get(*row))
    }

    fn row_place(&self, scope: &Scope<'_>, row: &Ref<T::One>) -> Option<Place> {
        Some(Place::Key(sort_key(scope, T::One::all(scope.site.model).get(*row))))
    }

    fn datum<'a>(scope: &Scope<'a>, row: &Ref<T::One>, key: &str) -> CellView<'a> {
        shown(scope, T::One::all(scope.site.model).get(*row), key)
    }
}

/// Whether a reader would look for a column that has nothing: what no project of the site ever has
/// is not missed.
fn is_missed(scope: &Scope<'_>, key: &str) -> bool {
    let ever = |what| scope.site.index.ever(what);
    MUST_BE_KNOWN.contains(&key)
        && match key {
            "stage" => ever(Ever::Stage),
            "investment" => ever(Ever::Investment),
            _ => true,
        }
}

/// Makes a table. Columns in which nothing is published are left out; those that a reader would
/// look for are named below.
pub(super) fn table<'a, T: Table>(scope: &Scope<'a>, of: &T) -> TableView<'a> {
    made(scope, of, Form::Usual)
}

/// Makes a table for paper, where nothing is sorted, narrowed or followed: only names lead on.
pub(super) fn printed_table<'a, T: Table>(scope: &Scope<'a>, of: &T) -> TableView<'a> {
    made(scope, of, Form::Printed)
}

/// Makes a table that is the list of a page: its rows have ids, a phone shows them as cards, and if
/// it goes on several pages, scripts find all of them.
pub(super) fn list_table<'a, T: Table>(
    scope: &Scope<'a>,
    page: &PagePlan,
    of: &T,
) -> TableView<'a> {
    made(scope, of, Form::List(page))
}

/// What a table is for.
#[derive(Clone, Copy)]
enum Form<'p> {
    Usual,
    /// The list of a page.
    List(&'p PagePlan),
    Printed,
}

fn made<'a, T: Table>(scope: &Scope<'a>, of: &T, form: Form<'_>) -> TableView<'a> {
    let page = match form {
        Form::List(page) => Some(page),
        Form::Usual | Form::Printed => None,
    };
    let key = of.key();
    let rows = of.rows(scope);
    let mut columns = of.columns();
    columns.retain(|column| !of.leaves_out(column.key) && !of.is_told_above(column.key, &rows));
    let cells = |row| columns.iter().map(|column| column.cell(of, scope, row)).collect();
    let is_list = page.is_some();
    let view = |row| RowView {
        id: of.row_id(scope, row).filter(|_| is_list).map(|id| format!("row-{id}")),
        words: of.row_words(scope, row).filter(|_| is_list),
        cells: cells(row),
    };
    let records = rows;
    let mut rows: Vec<RowView<'a>> = records.iter().map(view).collect();
    let total = of
        .has_total(scope)
        .then(|| columns.iter().map(|column| column.total(of, scope)).collect::<Vec<_>>());
    let mut total = total.map(|cells| RowView { cells, ..RowView::default() });
    let is_empty = |number: &usize| {
        *number > 0 && !rows.is_empty() && rows.iter().all(|row| row.cells[*number].missing)
    };
    let empty: Vec<_> = (0..columns.len()).filter(is_empty).collect();
    for number in empty.iter().rev() {
        for row in rows.iter_mut().chain(&mut total) {
            row.cells.remove(*number);
        }
    }
    let mut draft = Draft::new(scope, key, format!("table-{key}"), of.caption(scope));
    let mut unknown = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let label = column.label(of, scope);
        match empty.contains(&number) {
            false => draft.view.columns.push(column_view(column, of, label)),
            true if is_missed(scope, column.key) => unknown.push(label),
            true => {}
        }
    }
    let is_printed = matches!(form, Form::Printed);
    if is_printed {
        rows.iter_mut().for_each(|row| bare(&mut row.cells));
    }
    let tools = list::tools(scope, page, of, &draft.view.columns, &rows);
    let tools = tools.filter(|_| !is_printed);
    let shown = columns.iter().enumerate().filter(|(number, _)| !empty.contains(number));
    for ((number, column), (place, view)) in shown.zip(draft.view.columns.iter_mut().enumerate()) {
        if !is_printed {
            let mut cells: Vec<_> = rows.iter_mut().map(|row| &mut row.cells[place]).collect();
            view.in_order = ranks::rank(scope, of, (column, number), &records, &mut cells);
        }
    }
    let unknown = (!unknown.is_empty()).then(|| scope.locale.list(&unknown));
    let unknown = unknown.map(|columns| scope.t("columns-not-published", &[("columns", &columns)]));
    let view = TableView {
        tools,
        is_list,
        notes: unknown.into_iter().chain(of.notes(scope)).collect(),
        notes_on_total: of.notes_on_total(scope),
        method: of.has_statuses(scope).then(|| method_link(scope)),
        downloads: if of.has_files() { downloads(scope, &[T::DATA_SET]) } else { Vec::new() },
        rows,
        ..draft.view
    };
    Draft { view, total }.finish(scope)
}

/// A column as templates see it.
fn column_view<T: Table>(column: &Column<T>, of: &T, label: String) -> ColumnView {
    let unit = column.unit(of);
    let around = unit.and_then(|unit| unit.around.clone());
    ColumnView {
        key: column.key,
        label,
        unit: unit.map(|unit| unit.label.clone()).filter(|unit| !unit.is_empty()),
        around,
        power: unit.map_or(0, |unit| unit.exponent),
        numeric: column.is_numeric,
        in_order: false,
        marks: 0,
    }
}

/// Takes from the cells of a row what paper has no use for.
fn bare(cells: &mut [CellView<'_>]) {
    for (number, cell) in cells.iter_mut().enumerate() {
        cell.sort = None;
        cell.href = cell.href.take().filter(|_| number == 0);
    }
}
