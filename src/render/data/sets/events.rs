//! Events.

use super::milestones::milestone_status_word;
use super::{id, ids, known_by, name, note, period, reference, sources, text, word};
use crate::model::{Collection, Event, EventKind, Model};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every event.
pub(super) struct Events;

type C = Column<Events>;

impl RecordSet for Events {
    type One = Event;
    const NAME: &'static str = "events";
    const TITLE: &'static str = "data-events";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("kind", Kind::Word, |_, one| word(EventKind::WORDS, &one.kind)),
        C::new("date", Kind::Period, |_, one| period(one.when.date())),
        C::new("known_by", Kind::Period, |site, one| {
            known_by(one.when, one.milestone_status(&site.model.sources, site.model.site.as_of))
        }),
        C::new("standing", Kind::Word, |site, one| {
            Cell::word(milestone_status_word(
                one.milestone_status(&site.model.sources, site.model.site.as_of),
            ))
        }),
        C::new("place", Kind::Text, |_, one| text(one.place.as_ref())),
        C::new("park", Kind::Reference("parks"), |site, one| {
            reference(&site.model.parks, one.park)
        }),
        C::new("region", Kind::Reference("regions"), |site, one| {
            reference(&site.model.regions, one.region)
        }),
        C::new("participants", Kind::Parties, |_, one| Cell::Parties(&one.participants)),
        C::new("projects", Kind::References, |site, one| ids(&site.model.projects, &one.projects))
            .labelled("title-projects"),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Event> {
        &model.events
    }
}
