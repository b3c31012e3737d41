//! Projects.

use super::{period, record, records};
use crate::model::Project;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every project with its stage on the as-of day.
impl RecordSet for Project {
    const TITLE: &'static str = "title-projects";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("stage", Kind::Word, |site, one| {
            let stage = one.stage(site.model.site.as_of);
            stage
                .map_or(Cell::Missing, |stage| Cell::word(site.model.site.stage(stage).id.as_str()))
        }),
        Column::new("park", Kind::Reference("parks"), |_, one| record(one.park)),
        Column::new("region", Kind::Reference("regions"), |_, one| record(one.region)),
        Column::new("industries", Kind::References, |_, one| records(&one.industries)),
        Column::new("categories", Kind::Words, |_, one| records(&one.categories)),
        Column::new("investment", Kind::Quantity, |_, one| {
            one.investment.map_or(Cell::Missing, |found| Cell::Quantity(found.value))
        }),
        Column::new("investors", Kind::Parties, |_, one| Cell::Parties(&one.investors)),
        Column::new("partners", Kind::Parties, |_, one| Cell::Parties(&one.partners)),
        Column::new("announced", Kind::Period, |_, one| period(one.announced)),
    ];
}
