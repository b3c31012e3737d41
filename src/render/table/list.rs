//! Lists that readers narrow: what they can choose from.

use super::{Column, Table};
use crate::locale::NumberMarks;
use crate::model::Record;
use crate::plan::{Of, PageId, PagePlan};
use crate::render::cache::Cache;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ColumnView, FilterView, RowView, ToolsView};
use crate::value::Lang;
use indexmap::IndexSet;
use std::sync::Arc;

/// From how many rows on a list can be narrowed, and a table with columns to choose from;
const WORTH_IT: usize = 8;

/// from how many on any other table.
const WORTH_IT_ELSEWHERE: usize = 20;

/// What the options of a list are known by, all its pages together.
type Known = Cache<(&'static str, Of, Lang), Arc<Vec<Vec<String>>>>;

/// What readers can narrow a table with; `None` where it is too short for that.
pub(super) fn tools<T: Table>(
    scope: &Scope<'_>,
    page: Option<&PagePlan>,
    of: &T,
    columns: &[ColumnView],
    rows: &[RowView<'_>],
) -> Option<ToolsView> {
    let all = page.and_then(|_| of.all_rows(scope));
    let n_all = all.as_ref().map_or(rows.len(), Vec::len);
    let of_key = |key: &str| columns.iter().position(|column| column.key == key);
    let found: Vec<_> = of.filters().into_iter().filter_map(of_key).collect();
    let is_meant = page.is_some() || !found.is_empty();
    let least = if is_meant { WORTH_IT } else { WORTH_IT_ELSEWHERE };
    if n_all < least {
        return None;
    }
    let options = match &all {
        None => Arc::new(of_page(scope, &found, rows)),
        Some(all) => {
            let keys = found.iter().map(|number| columns[*number].key);
            let make = || Arc::new(of_all(scope, of, keys.collect(), all));
            scope.site.caches.of::<Known>().get((T::DATA_SET, of.of(), scope.lang), make)
        }
    };
    let filter = |(number, options): (&usize, &Vec<String>)| {
        let ColumnView { key, label, .. } = &columns[*number];
        let options = options.clone();
        (options.len() > 1).then(|| FilterView { key, label: label.clone(), options })
    };
    let filters = found.iter().zip(options.iter()).filter_map(filter).collect();
    let NumberMarks { decimal, group, group_from, .. } = scope.locale.number_marks();
    Some(ToolsView {
        filters,
        rows_href: page.filter(|_| all.is_some()).and_then(|page| rows_href(scope, page)),
        n_all,
        shown: shown(scope, rows.len(), n_all),
        decimal: decimal.to_owned(),
        group: group.to_owned(),
        group_from,
    })
}

/// How many of all rows are shown.
fn shown(scope: &Scope<'_>, n_shown: usize, n_all: usize) -> String {
    let [n, m] = [n_shown, n_all].map(|n| scope.locale.integer(n as u64));
    scope.t("js-shown", &[("n", &n), ("m", &m)])
}

/// The way to all rows of the list of a page.
fn rows_href(scope: &Scope<'_>, page: &PagePlan) -> Option<String> {
    let name = format!("rows of {}", page.id.kind.name);
    let kind = scope.site.plan.kinds.iter().find(|kind| kind.name == name)?;
    Some(scope.href(PageId { kind, of: page.id.of }))
}

/// The values of some columns on one page, by their numbers.
fn of_page(scope: &Scope<'_>, columns: &[usize], rows: &[RowView<'_>]) -> Vec<Vec<String>> {
    let of = |number: &usize| values(scope, rows.iter().map(|row| &row.cells[*number]));
    columns.iter().map(of).collect()
}

/// The values of some columns in all rows, by their keys.
fn of_all<'a, T: Table>(
    scope: &Scope<'a>,
    of: &T,
    keys: Vec<&'static str>,
    rows: &[T::Row<'a>],
) -> Vec<Vec<String>> {
    let columns = of.columns();
    let column = |key: &'static str| columns.iter().find(move |column| column.key == key);
    let of_column = |column: &Column<T>| {
        let cells: Vec<_> = rows.iter().map(|row| column.cell(of, scope, row)).collect();
        values(scope, cells.iter())
    };
    keys.into_iter().map(|key| column(key).map(of_column).unwrap_or_default()).collect()
}

/// The values in cells, each once: in the order in which their column is sorted.
fn values<'c>(scope: &Scope<'_>, cells: impl Iterator<Item = &'c CellView<'c>>) -> Vec<String> {
    let mut found: IndexSet<(Option<u32>, &str)> = IndexSet::new();
    for cell in cells.filter(|cell| !cell.missing) {
        match &cell.values {
            Some(several) => found.extend(several.lines().map(|one| (None, one))),
            None => {
                let sort = cell.sort.as_ref().and_then(|sort| sort.parse().ok());
                found.insert((sort, &*cell.text));
            }
        }
    }
    found.sort_by(|one, other| {
        one.0.cmp(&other.0).then_with(|| scope.locale.compare(one.1, other.1))
    });
    found.into_iter().map(|(_, text)| text.to_owned()).collect()
}

/// The id of a record, for its row.
pub(super) fn id_of<R: Record>(record: &R) -> Option<String> {
    Some(record.header().id.as_str().to_owned())
}
