//! Indicators.

use super::{id, markdown, name, note, reference, sources, text, word};
use crate::model::{Adds, Collection, Indicator, Model};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Everything that is measured.
pub(super) struct Indicators;

type C = Column<Indicators>;

impl RecordSet for Indicators {
    type One = Indicator;
    const NAME: &'static str = "indicators";
    const TITLE: &'static str = "title-indicators";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
        C::new("kind", Kind::Word, |_, one| Cell::word(one.kind.key())),
        C::new("unit", Kind::Word, |site, one| Cell::word(site.model.units.name(one.unit))),
        C::new("adds", Kind::Word, |_, one| {
            one.adds.map_or(Cell::Missing, |adds| word(Adds::WORDS, &adds))
        }),
        C::new("breakdown_of", Kind::Reference("indicators"), |site, one| {
            reference(&site.model.indicators, one.breakdown_of)
        }),
        C::new("definition", Kind::Text, |_, one| markdown(one.definition.as_ref())),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Indicator> {
        &model.indicators
    }
}
