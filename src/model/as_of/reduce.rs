//! What is left of each kind of record when later sources are not known.

use super::super::declared::Decoded;
use super::super::{Citation, Header, Kept as Known, Visit};
use super::knowing::Knowing;
use crate::value::Period;

impl Knowing<'_> {
    /// How much of a record is known; `None` if it must not be there, unless something refers to
    /// it.
    pub(super) fn known<T: Decoded>(&self, record: &T) -> Option<Known> {
        if self.is_ahead(record) {
            return None;
        }
        let mut parts = Parts(Vec::new());
        record.visit_fields(&mut parts);
        self.whole_or_parts(record.header(), parts.0.into_iter())
    }

    /// Whether a record that is known as a whole has no parts and cites no sources that are not.
    pub(super) fn is_untouched<T: Decoded>(&self, record: &T) -> bool {
        let mut all = AllKnown { knowing: self, is_so: self.knows_all(&record.header().citations) };
        record.visit_fields(&mut all);
        all.is_so
    }

    /// Leaves out what is not known of a record; with it, how many milestones that were.
    pub(super) fn reduced<T: Decoded>(&self, record: &T, known: Known) -> (T, usize) {
        let mut reduced = record.clone();
        self.reduce_header(reduced.header_mut(), known);
        let n_milestones = reduced.reduce_fields(self, known);
        (reduced, n_milestones)
    }

    /// How much is known of a record with parts: the first of them dates a record that nothing else does.
    fn whole_or_parts<'p>(
        &self,
        header: &Header,
        parts: impl Iterator<Item = (Option<Period>, &'p [Citation])>,
    ) -> Option<Known> {
        let first = parts.filter_map(|(published, citations)| self.since(published, citations));
        match (self.since(header.published, &header.citations), first.min()) {
            (None, None) => Some(Known::Whole),
            (Some(day), _) | (None, Some(day)) if self.has_come(day) => Some(Known::Whole),
            (Some(_), Some(first)) if self.has_come(first) => Some(Known::Parts),
            _ => None,
        }
    }

    fn reduce_header(&self, header: &mut Header, known: Known) {
        if known == Known::Whole {
            self.reduce(&mut header.citations);
        } else {
            header.citations.clear();
            header.note = None;
            header.links.clear();
            header.files.clear();
            header.images.clear();
            header.own.clear();
            header.extra = serde_json::Value::Null;
        }
    }
}

/// What dates each part of a record.
struct Parts<'a>(Vec<(Option<Period>, &'a [Citation])>);

impl<'a> Visit<'a> for Parts<'a> {
    fn known_from(&mut self, date: Period) {
        self.0.push((Some(date), &[]));
    }

    fn part(&mut self, published: Option<Period>, citations: &'a [Citation]) {
        self.0.push((published, citations));
    }
}

/// Whether all parts of a record are known, and all sources that it cites.
struct AllKnown<'k> {
    knowing: &'k Knowing<'k>,
    is_so: bool,
}

impl<'a> Visit<'a> for AllKnown<'_> {
    fn citation(&mut self, citation: &'a Citation) {
        self.is_so &= self.knowing.knows_all(std::slice::from_ref(citation));
    }

    fn part(&mut self, published: Option<Period>, citations: &'a [Citation]) {
        self.is_so &= self.knowing.knows(published, citations);
    }

    fn addition(&mut self, published: Option<Period>, citations: &'a [Citation]) {
        self.part(published, citations);
    }
}
