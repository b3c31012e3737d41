//! What all charts have in common: a title, words, and a table of what is shown.

use crate::locale::ColumnUnit;
use crate::render::scope::Scope;
use crate::render::view::{ChartView, Finished, TableView};

/// How many marks are told one by one in the words of a chart.
pub(super) const TOLD: usize = 5;

/// A chart of one drawing, without notes.
pub(super) fn view<'a>(
    id: &str,
    kind: &'static str,
    title: String,
    finding: Option<String>,
    drawing: &str,
    table: TableView<'a>,
) -> ChartView<'a> {
    ChartView {
        id: id.to_owned(),
        kind,
        title,
        finding,
        credit: String::new(),
        as_of: String::new(),
        drawings: vec![Finished::new(drawing)],
        cites: Vec::new(),
        notes: Vec::new(),
        table: Some(table),
        data: None,
    }
}

/// A title with the unit of what is shown.
pub(super) fn titled(scope: &Scope<'_>, title: &str, unit: &ColumnUnit) -> String {
    if unit.label.is_empty() {
        return title.to_owned();
    }
    scope.t("column-with-unit", &[("column", title), ("unit", &unit.label)])
}

/// "A: 7 projects": a mark in words.
pub(super) fn told(scope: &Scope<'_>, name: &str, value: &str) -> String {
    scope.with_part(name, value)
}

/// Those of some notes that hold for a chart.
pub(super) fn those_so(scope: &Scope<'_>, notes: &[(&str, bool)]) -> Vec<String> {
    notes.iter().filter(|(_, is_so)| *is_so).map(|(key, _)| scope.t(key, &[])).collect()
}

/// All marks in words, or the first ones of many.
pub(super) fn words(scope: &Scope<'_>, told: &[String]) -> String {
    // Marks hold commas themselves.
    let list = told[..told.len().min(TOLD)].join(&scope.t("chart-separator", &[]));
    match told.len() {
        0..=TOLD => scope.t("chart-words", &[("list", &list)]),
        all => scope.t_n("chart-words-more", all - TOLD, &[("list", &list)]),
    }
}
