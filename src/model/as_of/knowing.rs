//! When something became known.

use super::super::declared::Decoded;
use super::super::{Citation, Collection, Record, Ref, Source};
use crate::value::Period;
use jiff::civil::Date;

/// What was known on a day.
#[derive(Debug)]
pub(in crate::model) struct Knowing<'a> {
    as_of: Date,
    sources: &'a Collection<Source>,
    /// Whether each source is known, by its number.
    is_known: Vec<bool>,
}

impl<'a> Knowing<'a> {
    pub(super) fn new(sources: &'a Collection<Source>, as_of: Date) -> Self {
        let mut knowing = Self { as_of, sources, is_known: Vec::new() };
        let is_known = sources.records().map(|source| {
            let header = source.header();
            knowing.knows(header.published, &header.citations)
        });
        knowing.is_known = is_known.collect();
        knowing
    }

    /// Whether something is known that was published then and rests on these sources.
    pub(in crate::model) fn knows(
        &self,
        published: Option<Period>,
        citations: &[Citation],
    ) -> bool {
        self.since(published, citations).is_none_or(|day| self.has_come(day))
    }

    /// Whether a part of a record is known for itself, by what it says of itself; `None` if it
    /// says nothing, so that it is known with its record.
    pub(in crate::model) fn knows_part(
        &self,
        published: Option<Period>,
        citations: &[Citation],
    ) -> Option<bool> {
        let says_nothing = published.is_none() && citations.is_empty();
        (!says_nothing).then(|| self.knows(published, citations))
    }

    /// Whether a day has come.
    pub(in crate::model) fn has_come(&self, day: Date) -> bool {
        day <= self.as_of
    }

    /// Whether a record speaks of time to come, so that it cannot be known whatever it says.
    pub(super) fn is_ahead(&self, record: &impl Decoded) -> bool {
        record.is_ahead_of(self.as_of)
    }

    /// Whether every source is known that is cited.
    pub(super) fn knows_all(&self, citations: &[Citation]) -> bool {
        citations.iter().all(|citation| self.is_known[citation.source.index()])
    }

    /// Drops citations of sources that are not known; where none is left, one says so.
    pub(in crate::model) fn reduce(&self, citations: &mut Vec<Citation>) {
        let first = citations.first().map(|citation| Citation::later(citation.source));
        citations.retain(|citation| self.is_known[citation.source.index()]);
        if citations.is_empty() {
            citations.extend(first);
        }
    }

    /// The day from which something is known; `None` for what nothing dates.
    pub(super) fn since(&self, published: Option<Period>, citations: &[Citation]) -> Option<Date> {
        let cited = citations.iter().filter_map(|citation| self.source_since(citation.source));
        published.map(Period::first_day).or_else(|| cited.min())
    }

    /// The day of a source; one that names none may itself cite others.
    fn source_since(&self, source: Ref<Source>) -> Option<Date> {
        let header = self.sources.get(source).header();
        let of = |citation: &Citation| self.sources.get(citation.source).header().published;
        let cited = header.citations.iter().filter_map(of).map(Period::first_day);
        header.published.map(Period::first_day).or_else(|| cited.min())
    }
}
