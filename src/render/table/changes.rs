//! What has changed since the edition before, as one table.

use super::build::Builder;
use crate::plan::TableKey;
use crate::render::changes::sections;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::render::view::TableView;

/// A row for each change, in the order of the page.
pub(super) fn changes<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let caption = scope.t("title-changes", &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "record", "column-record")
        .words(scope, "change", "column-change")
        .words(scope, "what", "column-what")
        .words(scope, "before", "column-before")
        .words(scope, "now", "column-now")
        .words(scope, "date", "column-date");
    let Some(since) = scope.site.index.since.as_deref() else { return table.finish(scope) };
    for section in sections(scope, since) {
        for change in section.changes {
            let words = |text: Option<String>| text.map_or_else(CellView::none, CellView::words);
            table.row(vec![
                CellView::link(change.record),
                CellView::words(section.title.clone()),
                words(change.what),
                words(change.old),
                words(change.new).note(change.note).cites(change.cites),
                words(change.when),
            ]);
        }
    }
    table.finish(scope)
}
