//! Organizations.

use super::{id, name, note, reference, sources, text, word};
use crate::model::{Collection, Model, Organization, OrganizationKind};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every investor, partner and operator with a record.
pub(super) struct Organizations;

type C = Column<Organizations>;

impl RecordSet for Organizations {
    type One = Organization;
    const NAME: &'static str = "organizations";
    const TITLE: &'static str = "title-organizations";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("aliases", Kind::Texts, |_, one| Cell::Texts(&one.aliases)),
        C::new("kind", Kind::Word, |_, one| word(OrganizationKind::WORDS, &one.kind)),
        C::new("role", Kind::Text, |_, one| text(one.role.as_ref())),
        C::new("place", Kind::Text, |_, one| text(one.place.as_ref())),
        C::new("park", Kind::Reference("parks"), |site, one| {
            reference(&site.model.parks, one.park)
        }),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Organization> {
        &model.organizations
    }
}
