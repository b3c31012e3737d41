//! Sources.

use super::{choice, period, text};
use crate::model::Source;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every publication that figures rest on.
impl RecordSet for Source {
    const TITLE: &'static str = "title-sources";
    const CITES: bool = false;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("publisher", Kind::Text, |_, one| text(one.publisher.as_ref())),
        Column::new("published", Kind::Period, |_, one| period(one.header.published)),
        Column::new("kind", Kind::Word, |_, one| choice(one.kind)),
        Column::new("url", Kind::Word, |_, one| {
            one.url.as_ref().map_or(Cell::Missing, |url| Cell::word(&*url.text))
        }),
        Column::new("language", Kind::Word, |_, one| {
            one.lang.as_deref().map_or(Cell::Missing, Cell::word)
        }),
    ];
}
