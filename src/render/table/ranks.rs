//! The order of the words in a column, for scripts that sort: browsers know neither the sort keys of
//! a site nor how its names are read.

use super::{Column, Table};
use crate::locale::SortKey;
use crate::render::scope::Scope;
use crate::render::view::CellView;

/// Where a row stands in a column of words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Place {
    /// By its number among all records of its kind.
    Rank(u32),
    /// By its text, or by its sort key.
    Key(SortKey),
}

/// Puts ranks into the cells of a column of words; whether its rows stand in its order already, so
/// that their places are their ranks. Nothing is done where cells say themselves what sorting
/// compares.
pub(super) fn rank<'a, T: Table>(
    scope: &Scope<'a>,
    of: &T,
    (column, number): (&Column<T>, usize),
    rows: &[T::Row<'a>],
    cells: &mut [&mut CellView<'a>],
) -> bool {
    let has_own = column.is_numeric || cells.iter().any(|cell| cell.sort.is_some());
    if has_own || cells.len() < 2 {
        return false;
    }
    let own = |row| if number == 0 { of.row_place(scope, row) } else { None };
    let place = |(row, cell): (_, &&mut CellView<'a>)| match cell.missing {
        true => None,
        false => Some(own(row).unwrap_or_else(|| Place::Key(scope.locale.sort_key(&cell.text)))),
    };
    let places: Vec<Option<Place>> = rows.iter().zip(cells.iter()).map(place).collect();
    if places.iter().flatten().is_sorted() {
        return true;
    }
    // Of plain words browsers know the order.
    if number > 0 && cells.iter().all(|cell| cell.missing || cell.text.is_ascii()) {
        return false;
    }
    let mut order: Vec<&Place> = places.iter().flatten().collect();
    order.sort_unstable();
    order.dedup();
    for (cell, place) in cells.iter_mut().zip(&places) {
        let rank = place.as_ref().and_then(|place| order.binary_search(&place).ok());
        cell.sort = rank.map(|rank| rank.to_string().into());
    }
    false
}
