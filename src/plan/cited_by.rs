//! What rests on each source.

use crate::model::{AnyRecord, AnyRef, Citation, Model, each_citation_of};

/// A record or a part of one that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitedBy {
    /// A record as a whole, or a part of it.
    Record(AnyRef),
    /// A written page, by its number.
    Page(usize),
}

/// Finds what rests on each source.
pub(super) fn add_cited_by(model: &Model, cited_by: &mut [Vec<CitedBy>]) {
    let mut cited = Vec::new();
    let mut add = |citations: &mut dyn Iterator<Item = &Citation>, what: CitedBy| {
        cited.clear();
        cited.extend(citations.filter(|found| !found.is_later).map(|found| found.source));
        cited.sort_unstable();
        cited.dedup();
        for source in &cited {
            cited_by[source.index()].push(what);
        }
    };
    let mut earlier = Vec::new();
    model.each_record(&mut |one, record| match one {
        AnyRef::Source(_) => {}
        one if model.is_superseded(one) => earlier.push((one, record)),
        one => add(&mut citations_of(record).into_iter(), CitedBy::Record(one)),
    });
    for (one, record) in earlier {
        add(&mut citations_of(record).into_iter(), CitedBy::Record(one));
    }
    for (number, page) in model.pages.iter().enumerate() {
        let mut all = page.texts.iter().flat_map(|(_, text)| &text.citations);
        add(&mut all, CitedBy::Page(number));
    }
}

fn citations_of(record: &dyn AnyRecord) -> Vec<&Citation> {
    let mut found = Vec::new();
    each_citation_of(record, &mut |citation| found.push(citation));
    found
}
