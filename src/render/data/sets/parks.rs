//! Parks.

use super::{id, ids, name, note, reference, sources, word};
use crate::model::{Collection, Model, Park, ParkKind};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every park and other platform.
pub(super) struct Parks;

type C = Column<Parks>;

impl RecordSet for Parks {
    type One = Park;
    const NAME: &'static str = "parks";
    const TITLE: &'static str = "title-parks";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("kind", Kind::Word, |_, one| word(ParkKind::WORDS, &one.kind)),
        C::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        C::new("region", Kind::Reference("regions"), |site, one| {
            reference(&site.model.regions, one.region)
        }),
        C::new("industries", Kind::References, |site, one| {
            ids(&site.model.industries, &one.industries)
        }),
        C::new("latitude", Kind::Number, |_, one| Cell::decimal(one.position.map(|at| at.lat))),
        C::new("longitude", Kind::Number, |_, one| Cell::decimal(one.position.map(|at| at.lon))),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Park> {
        &model.parks
    }
}
