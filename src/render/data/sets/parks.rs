//! Parks.

use super::{choice, record, records};
use crate::model::Park;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every park and other platform.
impl RecordSet for Park {
    const TITLE: &'static str = "title-parks";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("kind", Kind::Word, |_, one| choice(Some(one.kind))),
        Column::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        Column::new("region", Kind::Reference("regions"), |_, one| record(one.region)),
        Column::new("industries", Kind::References, |_, one| records(&one.industries)),
        Column::new("latitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lat))
        }),
        Column::new("longitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lon))
        }),
    ];
}
