//! `wellspring list pages`: every page of the site and of its earlier editions, and every written
//! page that is not in it.

use super::super::listing::Listing;
use super::place;
use crate::inventory::{Inventory, PublicationStatus};
use crate::pipeline::Compiled;

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let site = compiled.site.as_ref()?;
    let editions = site.editions();
    let newest_first = editions.iter().rev();
    let pages = newest_first
        .flat_map(|edition| edition.plan.pages.iter().map(|page| (edition.model, page)));
    let made = pages.map(|(model, page)| {
        let code = model.site.language(page.lang).code.to_string();
        let (word, origin) =
            (PublicationStatus::Published.word(), page.id.origin(model, page.lang));
        let place = origin.map(|span| place(&compiled.sources, span)).unwrap_or_default();
        let (kind, path) = (page.id.kind.name.to_owned(), page.path.clone());
        vec![kind, code, path, word.to_owned(), String::new(), place]
    });
    let mut rows: Vec<_> = made.collect();
    for entry in Inventory::new(compiled)?.entries {
        if entry.kind != "pages" || entry.state == PublicationStatus::Published {
            continue;
        }
        let (word, reason) = (entry.state.word().to_owned(), entry.state.reason());
        let place = place(&compiled.sources, entry.place);
        rows.push(vec!["page".to_owned(), String::new(), entry.id, word, reason, place]);
    }
    let columns = &["kind", "language", "path", "state", "reason", "place"];
    Some(Listing { what: "pages", columns, rows })
}
