//! A column of a table.

use super::Table;
use crate::locale::ColumnUnit;
use crate::model::{Collected, Ref};
use crate::render::scope::Scope;
use crate::render::view::CellView;

/// A cell of a row.
type Cell<T> = for<'a> fn(&T, &Scope<'a>, &<T as Table>::Row<'a>) -> CellView<'a>;

/// The total of a column.
type Total<T> = for<'a> fn(&T, &Scope<'a>) -> CellView<'a>;

/// A column of a table.
pub(in crate::render) struct Column<T: Table> {
    /// Its name for scripts and templates, ASCII: as in the data set, where it is there.
    pub(super) key: &'static str,
    label: Option<&'static str>,
    /// Whether it has numbers, right-aligned on the point.
    pub(super) is_numeric: bool,
    unit: Option<fn(&T) -> Option<&ColumnUnit>>,
    /// Its cells; `None` where they are those of the data set.
    cell: Option<Cell<T>>,
    total: Option<Total<T>>,
    /// The site asks for it: the table knows its name, cells and total by its key.
    is_declared: bool,
}

impl<T: Table> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Table> Copy for Column<T> {}

impl<T: Table> Column<T> {
    /// A column of words.
    pub(in crate::render) const fn words(key: &'static str, cell: Cell<T>) -> Self {
        Self { cell: Some(cell), ..Self::data(key) }
    }

    /// A column that the site asks for, of numbers or of words.
    pub(in crate::render) const fn declared(key: &'static str, is_numeric: bool) -> Self {
        Self { is_numeric, is_declared: true, ..Self::data(key) }
    }

    /// A column of numbers.
    pub(in crate::render) const fn numbers(key: &'static str, cell: Cell<T>) -> Self {
        Self { is_numeric: true, ..Self::words(key, cell) }
    }

    /// Names it by that interface string; else it is `column-` and the key.
    pub(in crate::render) const fn labelled(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    /// The unit of all its cells.
    pub(in crate::render) const fn unit_of(self, unit: fn(&T) -> Option<&ColumnUnit>) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// What it adds up to.
    pub(in crate::render) const fn totalled(self, total: Total<T>) -> Self {
        Self { total: Some(total), ..self }
    }

    /// Its name.
    pub(super) fn label(&self, of: &T, scope: &Scope<'_>) -> String {
        if let Some(name) = of.declared_name(scope, self.key) {
            return name;
        }
        let label = of.heading(self.key).or_else(|| self.label.map(str::to_owned));
        let label = label.unwrap_or_else(|| format!("column-{}", self.key.replace('_', "-")));
        scope.t(&label, &[])
    }

    pub(super) fn unit<'t>(&self, of: &'t T) -> Option<&'t ColumnUnit> {
        match self.is_declared {
            true => of.declared_unit(self.key),
            false => self.unit.and_then(|unit| unit(of)),
        }
    }

    pub(super) fn cell<'a>(&self, of: &T, scope: &Scope<'a>, row: &T::Row<'a>) -> CellView<'a> {
        if self.is_declared {
            return of.declared_cell(scope, Some(row), self.key);
        }
        match self.cell {
            Some(cell) => cell(of, scope, row),
            None => T::datum(scope, row, self.key),
        }
    }

    pub(super) fn total<'a>(&self, of: &T, scope: &Scope<'a>) -> CellView<'a> {
        if self.is_declared {
            return of.declared_cell(scope, None, self.key);
        }
        self.total.map_or_else(|| CellView::words(""), |total| total(of, scope))
    }
}

impl<R: Collected, T: for<'a> Table<Row<'a> = Ref<R>>> Column<T> {
    /// The name of the record, linked to its page.
    pub(in crate::render) const fn name(key: &'static str) -> Self {
        Self::words(key, |_, scope, one| CellView::link(scope.record(R::any(*one))))
    }
}

impl<T: Table> Column<T> {
    /// A column of words that the data set has as well.
    pub(in crate::render) const fn data(key: &'static str) -> Self {
        Self {
            key,
            label: None,
            is_numeric: false,
            unit: None,
            cell: None,
            total: None,
            is_declared: false,
        }
    }
}
