//! Indicators.

use super::{choice, markdown, record, text};
use crate::model::Indicator;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Everything that is measured.
impl RecordSet for Indicator {
    const TITLE: &'static str = "title-indicators";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
        Column::new("kind", Kind::Word, |_, one| choice(Some(one.kind))),
        Column::new("unit", Kind::Word, |site, one| Cell::word(site.model.units.name(one.unit))),
        Column::new("adds", Kind::Word, |_, one| choice(one.adds)),
        Column::new("breakdown_of", Kind::Reference("indicators"), |_, one| {
            record(one.breakdown_of)
        }),
        Column::new("definition", Kind::Text, |_, one| markdown(one.definition.as_ref())),
    ];
}
