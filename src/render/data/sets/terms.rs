//! The glossary.

use super::{id, markdown, name, note, sources, text};
use crate::model::{Collection, Model, Term};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every term with the forms to use and to avoid.
pub(super) struct Terms;

type C = Column<Terms>;

impl RecordSet for Terms {
    type One = Term;
    const NAME: &'static str = "terms";
    const TITLE: &'static str = "title-glossary";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
        C::new("definition", Kind::Text, |_, one| markdown(one.definition.as_ref())),
        C::new("aliases", Kind::Texts, |_, one| {
            one.aliases.as_ref().map_or(Cell::Missing, Cell::Phrases)
        }),
        C::new("avoid", Kind::Texts, |_, one| {
            one.avoid.as_ref().map_or(Cell::Missing, Cell::Phrases)
        }),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Term> {
        &model.terms
    }
}
