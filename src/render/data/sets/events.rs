//! Events.

use super::milestones::course_word;
use super::{choice, known_by, period, record, records, text};
use crate::model::Event;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every event.
impl RecordSet for Event {
    const TITLE: &'static str = "data-events";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("kind", Kind::Word, |_, one| choice(Some(one.kind))),
        Column::new("date", Kind::Period, |_, one| period(one.when.date())),
        Column::new("known_by", Kind::Period, |site, one| {
            known_by(one.when, one.course(&site.model.sources, site.model.site.as_of))
        }),
        Column::new("standing", Kind::Word, |site, one| {
            Cell::word(course_word(one.course(&site.model.sources, site.model.site.as_of)))
        }),
        Column::new("place", Kind::Text, |_, one| text(one.place.as_ref())),
        Column::new("park", Kind::Reference("parks"), |_, one| record(one.park)),
        Column::new("region", Kind::Reference("regions"), |_, one| record(one.region)),
        Column::new("participants", Kind::Parties, |_, one| Cell::Parties(&one.participants)),
        Column::new("projects", Kind::References, |_, one: &&Self| records(&one.projects))
            .labelled("title-projects"),
    ];
}
