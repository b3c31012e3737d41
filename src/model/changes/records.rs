//! Parks, events, documents and written pages that were not known before.

use super::super::{Collection, Model, Record, Ref};
use super::{Added, Bridge};
use std::collections::BTreeSet;

pub(super) fn added(bridge: &Bridge<'_>) -> Vec<Added> {
    let (old, new) = (bridge.old, bridge.new);
    let mut added = Vec::new();
    let parks = new_ones(bridge, |model| &model.parks);
    added.extend(parks.into_iter().map(Added::Park));
    let events = new_ones(bridge, |model| &model.events);
    added.extend(events.into_iter().map(Added::Event));
    let documents = new_ones(bridge, |model| &model.documents);
    added.extend(documents.into_iter().map(Added::Document));
    let known: BTreeSet<&str> = old.pages.iter().map(|page| &*page.path).collect();
    let pages = new.pages.iter().enumerate();
    let pages = pages.filter(|(_, page)| !known.contains(&*page.path));
    added.extend(pages.map(|(number, _)| Added::Page(number)));
    added
}

/// The records of a collection that are known now and were not before.
fn new_ones<T: Record>(bridge: &Bridge<'_>, of: fn(&Model) -> &Collection<T>) -> Vec<Ref<T>> {
    let is_new = |record: &T| of(bridge.old).find(record.id().as_str()).is_none();
    let new = of(bridge.new).iter().filter(|(_, record)| is_new(record));
    new.map(|(one, _)| one).collect()
}
