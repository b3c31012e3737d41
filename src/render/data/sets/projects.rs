//! Projects.

use super::{id, ids, name, note, period, reference, sources};
use crate::model::{Collection, Model, Project};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every project with its stage on the as-of day.
pub(super) struct Projects;

type C = Column<Projects>;

impl RecordSet for Projects {
    type One = Project;
    const NAME: &'static str = "projects";
    const TITLE: &'static str = "title-projects";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("stage", Kind::Word, |site, one| {
            let stage = one.stage(site.model.site.as_of);
            stage
                .map_or(Cell::Missing, |stage| Cell::word(site.model.site.stage(stage).id.as_str()))
        }),
        C::new("park", Kind::Reference("parks"), |site, one| {
            reference(&site.model.parks, one.park)
        }),
        C::new("region", Kind::Reference("regions"), |site, one| {
            reference(&site.model.regions, one.region)
        }),
        C::new("industries", Kind::References, |site, one| {
            ids(&site.model.industries, &one.industries)
        }),
        C::new("categories", Kind::Words, |site, one| {
            ids(&site.model.site.categories, &one.categories)
        }),
        C::new("investment", Kind::Quantity, |_, one| {
            one.investment.map_or(Cell::Missing, |found| Cell::Quantity(found.value))
        }),
        C::new("investors", Kind::Parties, |_, one| Cell::Parties(&one.investors)),
        C::new("partners", Kind::Parties, |_, one| Cell::Parties(&one.partners)),
        C::new("announced", Kind::Period, |_, one| period(one.announced)),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Project> {
        &model.projects
    }
}
