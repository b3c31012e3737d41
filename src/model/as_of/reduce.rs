//! What is left of each kind of record when later sources are not known.

use super::super::Category;
use super::super::Citation;
use super::super::Document;
use super::super::Event;
use super::super::Fact;
use super::super::Header;
use super::super::Indicator;
use super::super::Industry;
use super::super::Observation;
use super::super::Organization;
use super::super::Park;
use super::super::Project;
use super::super::Region;
use super::super::Source;
use super::super::Target;
use super::super::Term;
use super::knowing::Knowing;
use crate::value::Period;

/// How much of a record is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// What it says as a whole, and those of its parts that are known.
    Whole,
    /// That it is there, what it belongs to, and those of its parts that are known for themselves.
    Parts,
    /// Its name, because something known refers to it.
    Name,
}

/// A record of which a part may become known later.
pub(super) trait Reduce {
    /// How much of it is known; `None` if it must not be there, unless something refers to it.
    fn known(&self, knowing: &Knowing<'_>) -> Option<Known>;

    /// Whether a record that is known as a whole has no parts and cites no sources that are not.
    fn is_untouched(&self, knowing: &Knowing<'_>) -> bool;

    /// Leaves out what is not known; returns how many milestones that were.
    fn reduce(&mut self, knowing: &Knowing<'_>, known: Known) -> usize;
}

impl Knowing<'_> {
    fn knows_whole(&self, header: &Header) -> bool {
        self.knows(header.published, &header.citations)
    }

    fn whole(&self, header: &Header) -> Option<Known> {
        self.knows_whole(header).then_some(Known::Whole)
    }

    /// The same of a record with parts: the first of them dates a record that nothing else does.
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
            header.extra = serde_json::Value::Null;
        }
    }

    /// Whether a part is known: for itself, or with its record.
    fn keeps(&self, citations: &[Citation], known: Known) -> bool {
        self.knows_part(None, citations).unwrap_or(known == Known::Whole)
    }

    fn knows_all_of_facts(&self, facts: &[Fact]) -> bool {
        facts.iter().all(|fact| self.knows_all(&fact.citations))
    }

    fn reduce_facts(&self, facts: &mut Vec<Fact>, known: Known) {
        facts.retain(|fact| self.keeps(&fact.citations, known));
        facts.iter_mut().for_each(|fact| self.reduce(&mut fact.citations));
    }
}

/// What dates each fact.
fn dated(facts: &[Fact]) -> impl Iterator<Item = (Option<Period>, &[Citation])> {
    facts.iter().map(|fact| (None, fact.citations.as_slice()))
}

/// Records without parts of their own: what they say as a whole, and how it is left out.
macro_rules! without_parts {
    ($($record:ty: |$one:ident| $leave_out:expr;)*) => {
        $(impl Reduce for $record {
            fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
                knowing.whole(&self.header)
            }

            fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
                knowing.knows_all(&self.header.citations)
            }

            fn reduce(&mut self, knowing: &Knowing<'_>, known: Known) -> usize {
                knowing.reduce_header(&mut self.header, known);
                if known != Known::Whole {
                    let $one = self;
                    $leave_out;
                }
                0
            }
        })*
    };
}

without_parts! {
    Category: |one| one.definition = None;
    Region: |one| one.summary = None;
    Indicator: |one| (one.definition, one.method) = (None, None);
    Document: |one| one.summary = None;
    Source: |one| one.summary = None;
    Term: |one| one.definition = None;
}

/// Records with facts.
macro_rules! with_facts {
    ($($record:ty: |$one:ident, $known:ident| $leave_out:expr;)*) => {
        $(impl Reduce for $record {
            fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
                knowing.whole_or_parts(&self.header, dated(&self.facts))
            }

            fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
                knowing.knows_all(&self.header.citations) && knowing.knows_all_of_facts(&self.facts)
            }

            fn reduce(&mut self, knowing: &Knowing<'_>, $known: Known) -> usize {
                knowing.reduce_header(&mut self.header, $known);
                knowing.reduce_facts(&mut self.facts, $known);
                if $known != Known::Whole {
                    let $one = self;
                    $leave_out;
                }
                0
            }
        })*
    };
}

with_facts! {
    Park: |one, known| {
        (one.summary, one.position) = (None, None);
        if known == Known::Name {
            one.region = None;
            one.industries.clear();
        }
    };
    Organization: |one, known| {
        one.summary = None;
        (one.role, one.place) = (None, None);
        if known == Known::Name {
            one.park = None;
        }
    };
    Event: |one, _known| one.summary = None;
}

impl Reduce for Industry {
    fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
        let map = self.map.iter().map(|map| (None, map.citations.as_slice()));
        knowing.whole_or_parts(&self.header, map)
    }

    fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
        let mut citations = self.map.iter().map(|map| &map.citations);
        knowing.knows_all(&self.header.citations) && citations.all(|all| knowing.knows_all(all))
    }

    fn reduce(&mut self, knowing: &Knowing<'_>, known: Known) -> usize {
        knowing.reduce_header(&mut self.header, known);
        self.map = self.map.take().filter(|map| knowing.keeps(&map.citations, known));
        self.map.iter_mut().for_each(|map| knowing.reduce(&mut map.citations));
        if known != Known::Whole {
            self.leading = false;
            self.summary = None;
            self.chain.clear();
            self.regions.clear();
        }
        0
    }
}

impl Reduce for Project {
    fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
        let milestones =
            self.milestones.iter().map(|one| (one.published, one.citations.as_slice()));
        let announced = self.announced.map(|date| (Some(date), [].as_slice()));
        let parts = milestones.chain(dated(&self.facts)).chain(announced);
        knowing.whole_or_parts(&self.header, parts)
    }

    fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
        let mut milestones = self.milestones.iter();
        knowing.knows_all(&self.header.citations)
            && knowing.knows_all_of_facts(&self.facts)
            && milestones.all(|one| {
                knowing.knows(one.published, &one.citations) && knowing.knows_all(&one.citations)
            })
    }

    fn reduce(&mut self, knowing: &Knowing<'_>, known: Known) -> usize {
        knowing.reduce_header(&mut self.header, known);
        knowing.reduce_facts(&mut self.facts, known);
        let n_before = self.milestones.len();
        self.milestones.retain(|one| {
            knowing.knows_part(one.published, &one.citations).unwrap_or(known == Known::Whole)
        });
        self.milestones.iter_mut().for_each(|one| knowing.reduce(&mut one.citations));
        if known != Known::Whole {
            self.summary = None;
            self.investment = None;
            self.announced = self.announced.filter(|date| knowing.has_come(date.first_day()));
        }
        if known == Known::Name {
            (self.park, self.region) = (None, None);
            self.industries.clear();
            self.categories.clear();
            self.investors.clear();
            self.partners.clear();
        }
        n_before - self.milestones.len()
    }
}

impl Reduce for Observation {
    /// A result cannot be known before the time that it speaks of, whatever its record says.
    fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
        let is_known = knowing.knows(self.published, &self.citations);
        (is_known && !knowing.is_ahead(self)).then_some(Known::Whole)
    }

    fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
        knowing.knows_all(&self.citations)
    }

    fn reduce(&mut self, knowing: &Knowing<'_>, _: Known) -> usize {
        knowing.reduce(&mut self.citations);
        0
    }
}

impl Reduce for Target {
    fn known(&self, knowing: &Knowing<'_>) -> Option<Known> {
        knowing.knows(self.published, &self.citations).then_some(Known::Whole)
    }

    fn is_untouched(&self, knowing: &Knowing<'_>) -> bool {
        self.cited().all(|citation| knowing.knows_all(std::slice::from_ref(citation)))
    }

    fn reduce(&mut self, knowing: &Knowing<'_>, _: Known) -> usize {
        knowing.reduce(&mut self.citations);
        let baseline = self.baseline.take();
        self.baseline = baseline.filter(|one| knowing.knows(None, &one.citations));
        if let Some(baseline) = &mut self.baseline {
            knowing.reduce(&mut baseline.citations);
        }
        0
    }
}
