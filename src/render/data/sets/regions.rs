//! Regions.

use super::{id, name, note, sources};
use crate::model::{Model, Region};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;

/// Every part of the territory.
pub(super) struct Regions;

type C = Column<Regions>;

impl DataSet for Regions {
    type Row<'m> = &'m Region;
    const NAME: &'static str = "regions";
    const TITLE: &'static str = "data-regions";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = &'m Region> {
        site.model.regions.records()
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !model.regions.is_empty()
    }
}
