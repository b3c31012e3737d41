//! Industries.

use super::{choice, period, records};
use crate::model::Industry;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every sector.
impl RecordSet for Industry {
    const TITLE: &'static str = "title-industries";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        Column::new("leading", Kind::Flag, |_, one| Cell::Flag(one.leading)),
        Column::new("chain", Kind::Texts, |_, one| Cell::Texts(&one.chain)),
        Column::new("map", Kind::Word, |_, one| choice(one.map.as_ref().map(|map| map.status))),
        Column::new("map_date", Kind::Period, |_, one| {
            period(one.map.as_ref().and_then(|map| map.date))
        }),
        Column::new("regions", Kind::References, |_, one| records(&one.regions)),
    ];
}
