//! Organizations.

use super::{choice, record, text};
use crate::model::Organization;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every investor, partner and operator with a record.
impl RecordSet for Organization {
    const TITLE: &'static str = "title-organizations";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        Column::new("kind", Kind::Word, |_, one| choice(Some(one.kind))),
        Column::new("role", Kind::Text, |_, one| text(one.role.as_ref())),
        Column::new("place", Kind::Text, |_, one| text(one.place.as_ref())),
        Column::new("park", Kind::Reference("parks"), |_, one| record(one.park)),
    ];
}
