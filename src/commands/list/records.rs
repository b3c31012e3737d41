//! `wellspring list records`: every record that was read, and what became of it.

use super::super::listing::Listing;
use super::{name, place};
use crate::inventory::{Entry, Inventory};
use crate::model::{Collection, Declared, EachCollection, Model};
use crate::pipeline::Compiled;

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let model = &compiled.site.as_ref()?.model;
    let entries = Inventory::new(compiled)?.entries.into_iter();
    let rows = entries.filter(|entry| entry.kind != "pages").map(|entry| {
        let name = name_of(model, &entry).unwrap_or_default();
        let (word, reason) = (entry.state.word().to_owned(), entry.state.reason());
        let place = place(&compiled.sources, entry.place);
        vec![entry.kind.to_owned(), entry.id, word, reason, place, name]
    });
    let columns = &["kind", "id", "state", "reason", "place", "name"];
    Some(Listing { what: "records", columns, rows: rows.collect() })
}

/// The name of a record that is in the model.
fn name_of(model: &Model, entry: &Entry) -> Option<String> {
    struct Find<'e> {
        entry: &'e Entry,
        name: Option<String>,
    }
    impl<'m> EachCollection<'m> for Find<'_> {
        fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
            if T::COLLECTION == self.entry.kind && T::NAME_KEY.is_some() {
                let found = records.find(&self.entry.id);
                self.name = found.map(|one| name(records.get(one).name()));
            }
        }
    }
    let mut find = Find { entry, name: None };
    model.each_collection(&mut find);
    find.name
}
