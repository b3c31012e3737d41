//! The glossary.

use super::{markdown, text};
use crate::model::Term;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every term with the forms to use and to avoid.
impl RecordSet for Term {
    const TITLE: &'static str = "title-glossary";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
        Column::new("definition", Kind::Text, |_, one| markdown(one.definition.as_ref())),
        Column::new("aliases", Kind::Texts, |_, one| {
            one.aliases.as_ref().map_or(Cell::Missing, Cell::Phrases)
        }),
        Column::new("avoid", Kind::Texts, |_, one| {
            one.avoid.as_ref().map_or(Cell::Missing, Cell::Phrases)
        }),
    ];
}
