//! Lists that readers narrow: what they can choose from.

use super::Table;
use crate::locale::NumberMarks;
use crate::model::Record;
use crate::plan::{Of, PageId, PagePlan};
use crate::render::cache::Cache;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ColumnView, FilterView, RowView, ToolsView};
use crate::value::Lang;
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From how many rows on a list can be narrowed, and a table with columns to choose from;
const WORTH_IT: usize = 8;

/// from how many on any other table.
const WORTH_IT_ELSEWHERE: usize = 20;

/// What the options of a list are known by, all its pages together.
type Known = Cache<(&'static str, Of, Lang), Arc<Vec<Options>>>;

/// What can be chosen in a column.
#[derive(Debug)]
struct Options {
    /// The words, in the order of the column.
    words: Vec<String>,
    /// What each is known by in all languages, whose words and orders differ: a number of its own.
    /// Empty where rows have no names of their own.
    numbers: String,
}

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
    let filter = |(number, options): (&usize, &Options)| {
        let ColumnView { key, label, .. } = &columns[*number];
        let (label, numbers) = (label.clone(), options.numbers.clone());
        let options = options.words.clone();
        (options.len() > 1).then_some(FilterView { key, label, options, numbers })
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
fn of_page(scope: &Scope<'_>, columns: &[usize], rows: &[RowView<'_>]) -> Vec<Options> {
    let cell = |number: usize| rows.iter().map(move |row| (row.id.as_deref(), &row.cells[number]));
    columns.iter().map(|number| options(scope, cell(*number))).collect()
}

/// The values of some columns in all rows, by their keys.
fn of_all<'a, T: Table>(
    scope: &Scope<'a>,
    of: &T,
    keys: Vec<&'static str>,
    rows: &[T::Row<'a>],
) -> Vec<Options> {
    let columns = of.columns();
    let ids: Vec<_> = rows.iter().map(|row| of.row_id(scope, row)).collect();
    let of_column = |key: &'static str| {
        let column = columns.iter().find(|column| column.key == key);
        let cell = |row| column.map_or_else(CellView::none, |column| column.cell(of, scope, row));
        let cells: Vec<_> = rows.iter().map(cell).collect();
        options(scope, ids.iter().map(Option::as_deref).zip(&cells))
    };
    keys.into_iter().map(of_column).collect()
}

/// By what an option stands before others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'c> {
    /// Its words.
    Word,
    /// A number: that of a stage or a status.
    Number(u32),
    /// A text that sorts, such as the first day of a period.
    Text(&'c str),
}

/// The values in cells of rows with ids, each once: in the order in which their column is sorted.
fn options<'c>(
    scope: &Scope<'_>,
    cells: impl Iterator<Item = (Option<&'c str>, &'c CellView<'c>)>,
) -> Options {
    let mut found: IndexMap<&str, Rank<'_>> = IndexMap::new();
    // The first row by id with each value, and the place of the value in it, are the same in all
    // languages.
    let mut firsts: BTreeMap<&str, (Option<&str>, usize)> = BTreeMap::new();
    for (id, cell) in cells.filter(|(_, cell)| !cell.missing) {
        let several = cell.values.as_deref();
        let rank = cell.sort.as_deref().filter(|_| several.is_none());
        let rank = rank.map(|sort| sort.parse().map_or(Rank::Text(sort), Rank::Number));
        for (place, one) in several.map_or(&*cell.text, |all| all).lines().enumerate() {
            let rank = rank.unwrap_or(Rank::Word);
            let known = found.entry(one).or_insert(rank);
            *known = (*known).min(rank);
            let first = firsts.entry(one).or_insert((id, place));
            *first = (*first).min((id, place));
        }
    }
    found.sort_by(|one, rank, other, other_rank| {
        rank.cmp(other_rank).then_with(|| scope.locale.compare(one, other))
    });
    let mut in_all: Vec<_> = firsts.iter().map(|(word, first)| (*first, *word)).collect();
    in_all.sort_unstable();
    let places = in_all.iter().zip(0_usize..).map(|((_, word), number)| (*word, number));
    let places: BTreeMap<&str, usize> = places.collect();
    let has_ids = in_all.iter().all(|((id, _), _)| id.is_some());
    let numbers = found.keys().filter_map(|word| places.get(word)).map(usize::to_string);
    let numbers = if has_ids { numbers.collect::<Vec<_>>().join(" ") } else { String::new() };
    Options { words: found.into_keys().map(str::to_owned).collect(), numbers }
}

/// The id of a record, for its row.
pub(super) fn id_of<R: Record>(record: &R) -> Option<String> {
    Some(record.header().id.as_str().to_owned())
}
