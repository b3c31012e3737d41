//! Parks, events, documents and written pages that were not known before.

use super::super::Citation;
use super::super::Collection;
use super::super::Model;
use super::super::Record;
use super::super::Ref;
use super::Added;
use super::Bridge;
use super::known::is_known;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn added(bridge: &Bridge<'_>) -> Vec<Added> {
    let (old, new) = (bridge.old, bridge.new);
    let mut added = Vec::new();
    let parks = new_ones(bridge, |model| &model.parks, |_| None);
    added.extend(parks.into_iter().map(Added::Park));
    let events = new_ones(bridge, |model| &model.events, |event| event.when.first_day());
    added.extend(events.into_iter().map(Added::Event));
    let issued = |document: &super::Document| document.date.map(|date| date.first_day());
    let documents = new_ones(bridge, |model| &model.documents, issued);
    added.extend(documents.into_iter().map(Added::Document));
    let known: BTreeSet<&str> = old.pages.iter().map(|page| &*page.path).collect();
    let pages = new.pages.iter().enumerate();
    let pages = pages.filter(|(_, page)| !known.contains(&*page.path));
    added.extend(pages.map(|(number, _)| Added::Page(number)));
    added
}

/// The records of a collection that are known now and were not before.
fn new_ones<T: Record>(
    bridge: &Bridge<'_>,
    of: fn(&Model) -> &Collection<T>,
    date: impl Fn(&T) -> Option<Date>,
) -> Vec<Ref<T>> {
    let is_there = |model: &Model, record: &T| {
        let citations: &[Citation] = &record.header().citations;
        is_known(model, citations, date(record))
    };
    let new = of(bridge.new).iter().filter(|(_, record)| {
        let old = of(bridge.old).find(record.id().as_str()).map(|one| of(bridge.old).get(one));
        is_there(bridge.new, record) && !old.is_some_and(|old| is_there(bridge.old, old))
    });
    new.map(|(one, _)| one).collect()
}
