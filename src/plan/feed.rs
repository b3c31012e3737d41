//! What the feed tells.

use crate::model::{Event, Model, Ref};
use crate::value::Period;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many entries a feed has at most: it is asked for again and again, as a whole.
const MOST: usize = 100;

/// What an entry of the feed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedSubject {
    /// An edition of the site, by its number.
    Edition(usize),
    /// A written page of a folder, by its number.
    Page(usize),
    /// An event.
    Event(Ref<Event>),
}

/// An entry of the feed. Its dates are those of the ledger, never of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedEntry {
    /// What it is about.
    pub subject: FeedSubject,
    /// When that was published, or happened.
    pub published: Date,
    /// When it changed last.
    pub updated: Date,
}

/// Events that took place, pages of folders with a date, and editions; what changed last comes first.
#[must_use]
pub fn feed(model: &Model) -> Vec<FeedEntry> {
    let as_of = model.site.as_of;
    let at = |subject, published: Date, updated: Date| FeedEntry { subject, published, updated };
    let editions = model.site.editions.iter().enumerate();
    let editions = editions.map(|(n, one)| at(FeedSubject::Edition(n), one.as_of, one.as_of));
    let day = |date: Option<Period>| date.map(Period::first_day);
    let pages = model.pages.iter().enumerate().filter_map(|(number, page)| {
        let texts = || page.texts.iter().map(|(_, text)| text);
        let published = texts().filter_map(|text| day(text.date)).min()?;
        let updated = texts().filter_map(|text| day(text.updated)).max();
        // Reports and the like stand in a folder; what is at the top speaks of the site itself.
        let is_listed = page.section().is_some() && texts().all(|text| !text.unlisted);
        let updated = updated.map_or(published, |updated| updated.max(published));
        is_listed.then(|| at(FeedSubject::Page(number), published, updated))
    });
    let events = model.events.iter().filter_map(|(one, event)| {
        let day = day(event.when.date()).filter(|_| !event.planned)?;
        Some(at(FeedSubject::Event(one), day, day))
    });
    let all = editions.chain(pages).chain(events);
    let mut entries: Vec<_> = all.filter(|entry| entry.published <= as_of).collect();
    entries.sort_by_key(|entry| (Reverse(entry.updated), entry.subject));
    entries.truncate(MOST);
    entries
}
