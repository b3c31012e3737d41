//! `wellspring list records`: every record that was read, and what became of it.

use super::super::listing::Listing;
use super::name;
use super::place;
use crate::census::Census;
use crate::census::Entry;
use crate::model::Collection;
use crate::model::Model;
use crate::model::Record;
use crate::pipeline::Compiled;

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let model = &compiled.site.as_ref()?.model;
    let entries = Census::new(compiled)?.entries.into_iter();
    let rows = entries.filter(|entry| entry.kind != "pages").map(|entry| {
        let name = name_of(model, &entry).unwrap_or_default();
        let (word, reason) = (entry.state.word().to_owned(), entry.state.reason());
        let place = place(&compiled.sources, entry.place);
        vec![entry.kind.to_owned(), entry.id, word, reason, place, name]
    });
    let columns = &["kind", "id", "state", "reason", "place", "name"];
    Some(Listing { columns, rows: rows.collect() })
}

/// The name of a record that is in the model.
fn name_of(model: &Model, entry: &Entry) -> Option<String> {
    let id = &*entry.id;
    match entry.kind {
        "sources" => of(&model.sources, id),
        "regions" => of(&model.regions, id),
        "parks" => of(&model.parks, id),
        "industries" => of(&model.industries, id),
        "organizations" => of(&model.organizations, id),
        "projects" => of(&model.projects, id),
        "indicators" => of(&model.indicators, id),
        "events" => of(&model.events, id),
        "documents" => of(&model.documents, id),
        "terms" => of(&model.terms, id),
        _ => None,
    }
}

fn of<T: Record>(records: &Collection<T>, id: &str) -> Option<String> {
    Some(name(records.get(records.find(id)?).name()))
}
