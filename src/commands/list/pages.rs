//! `wellspring list pages`: every page of the site and of its earlier editions, and every written
//! page that is not in it.

use super::super::listing::Listing;
use super::place;
use crate::census::{Census, State};
use crate::model::{Model, Record};
use crate::pipeline::Compiled;
use crate::plan::{Kind, PagePlan};
use crate::source::Span;

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let site = compiled.site.as_ref()?;
    let editions = site.editions();
    let newest_first = editions.iter().rev();
    let pages = newest_first
        .flat_map(|edition| edition.plan.pages.iter().map(|page| (edition.model, page)));
    let made = pages.map(|(model, page)| {
        let code = model.site.language(page.lang).code.to_string();
        let (word, origin) = (State::Published.word(), origin(model, page));
        let place = origin.map(|span| place(&compiled.sources, span)).unwrap_or_default();
        let (kind, path) = (kind_name(page.kind), page.path.clone());
        vec![kind, code, path, word.to_owned(), String::new(), place]
    });
    let mut rows: Vec<_> = made.collect();
    for entry in Census::new(compiled)?.entries {
        if entry.kind != "pages" || entry.state == State::Published {
            continue;
        }
        let (word, reason) = (entry.state.word().to_owned(), entry.state.reason());
        let place = place(&compiled.sources, entry.place);
        rows.push(vec!["written".to_owned(), String::new(), entry.id, word, reason, place]);
    }
    Some(Listing { columns: &["kind", "language", "path", "state", "reason", "place"], rows })
}

/// The name of its kind as the program has it: `target-period`.
fn kind_name(kind: Kind) -> String {
    let text = format!("{kind:?}");
    let name = text.split('(').next().unwrap_or_default();
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// What a page is made from, where that is one record or one written page.
fn origin(model: &Model, page: &PagePlan) -> Option<Span> {
    Some(match page.kind {
        Kind::Written(number) => {
            let (_, text) = model.pages[number].texts.get_or_fallback(page.lang);
            Span::new(text.file, 0..0)
        }
        Kind::Indicator(one) => model.indicators.get(one).header().span,
        Kind::Project(one) => model.projects.get(one).header().span,
        Kind::Park(one) => model.parks.get(one).header().span,
        Kind::Region(one) => model.regions.get(one).header().span,
        Kind::Industry(one) => model.industries.get(one).header().span,
        Kind::Organization(one) => model.organizations.get(one).header().span,
        Kind::Category(one) => model.site.categories.get(one).header().span,
        Kind::Event(one) => model.events.get(one).header().span,
        Kind::Document(one) => model.documents.get(one).header().span,
        Kind::Source(one) => model.sources.get(one).header().span,
        _ => return None,
    })
}
