//! A year of the timeline as a table, for the downloads.

use super::build::Builder;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::timeline::entry;
use crate::render::view::CellView;
use crate::render::view::TableView;

/// Milestones and events of a year, in order of time.
pub(super) fn year<'a>(scope: &mut Scope<'a>, key: TableKey, year: i16) -> TableView<'a> {
    let name = scope.locale.year(year);
    let caption = scope.t("caption-timeline", &[("year", &name)]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "date", "column-date")
        .words(scope, "kind", "column-kind")
        .words(scope, "title", "column-title")
        .words(scope, "text", "column-text")
        .words(scope, "park", "column-park");
    let happenings = scope.site.index.years.get(&year).map(Vec::as_slice).unwrap_or_default();
    table.expect_rows(happenings.len());
    for happening in scope.rows(happenings) {
        let entry = entry(scope, *happening);
        let mut date = CellView::words(entry.date);
        date.sort = entry.datetime.map(Into::into);
        table.row(vec![
            date,
            CellView::words(entry.kind_word),
            CellView::link(entry.title).cites(entry.cites),
            CellView::text(entry.text),
            entry.park.map_or_else(CellView::none, CellView::link),
        ]);
    }
    table.finish(scope)
}
