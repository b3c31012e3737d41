//! Sources.

use super::{id, name, note, period, text, word};
use crate::model::{Collection, Model, Source, SourceKind};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every publication that figures rest on.
pub(super) struct Sources;

type C = Column<Sources>;

impl RecordSet for Sources {
    type One = Source;
    const NAME: &'static str = "sources";
    const TITLE: &'static str = "title-sources";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("publisher", Kind::Text, |_, one| text(one.publisher.as_ref())),
        C::new("published", Kind::Period, |_, one| period(one.header.published)),
        C::new("kind", Kind::Word, |_, one| {
            one.kind.map_or(Cell::Missing, |kind| word(SourceKind::WORDS, &kind))
        }),
        C::new("url", Kind::Word, |_, one| {
            one.url.as_ref().map_or(Cell::Missing, |url| Cell::word(&*url.text))
        }),
        C::new("language", Kind::Word, |_, one| {
            one.lang.as_deref().map_or(Cell::Missing, Cell::word)
        }),
        C::new("note", Kind::Text, note),
    ];

    fn records(model: &Model) -> &Collection<Source> {
        &model.sources
    }
}
