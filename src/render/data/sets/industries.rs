//! Industries.

use super::{id, ids, name, note, period, sources, word};
use crate::model::{Collection, Industry, MapStatus, Model};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every sector.
pub(super) struct Industries;

type C = Column<Industries>;

impl RecordSet for Industries {
    type One = Industry;
    const NAME: &'static str = "industries";
    const TITLE: &'static str = "title-industries";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        C::new("leading", Kind::Flag, |_, one| Cell::Flag(one.leading)),
        C::new("chain", Kind::Texts, |_, one| Cell::Texts(&one.chain)),
        C::new("map", Kind::Word, |_, one| {
            one.map.as_ref().map_or(Cell::Missing, |map| word(MapStatus::WORDS, &map.status))
        }),
        C::new("map_date", Kind::Period, |_, one| {
            period(one.map.as_ref().and_then(|map| map.date))
        }),
        C::new("regions", Kind::References, |site, one| ids(&site.model.regions, &one.regions)),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Industry> {
        &model.industries
    }
}
