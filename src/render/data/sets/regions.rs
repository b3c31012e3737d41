//! Regions.

use super::{id, name, note, sources};
use crate::model::{Collection, Model, Region};
use crate::render::data::RecordSet;
use crate::render::data::column::{Column, Kind};

/// Every part of the territory.
pub(super) struct Regions;

type C = Column<Regions>;

impl RecordSet for Regions {
    type One = Region;
    const NAME: &'static str = "regions";
    const TITLE: &'static str = "data-regions";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Region> {
        &model.regions
    }
}
