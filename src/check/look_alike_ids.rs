//! Ids of one collection that differ only in characters that look alike.
//!
//! The pairs are those of the table of confusable characters of UTS 39 among what ids may have:
//! a-z, 0-9 and `-`.

use super::Subject;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::model::Record;
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    compare(model.regions.records(), sink);
    compare(model.parks.records(), sink);
    compare(model.industries.records(), sink);
    compare(model.organizations.records(), sink);
    compare(model.projects.records(), sink);
    compare(model.indicators.records(), sink);
    compare(model.events.records(), sink);
    compare(model.documents.records(), sink);
    compare(model.sources.records(), sink);
    compare(model.terms.records(), sink);
}

fn compare<'a, T: Record + 'a>(records: impl Iterator<Item = &'a T>, sink: &mut Sink) {
    let mut known: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for record in records {
        let header = record.header();
        let id = header.id.as_str();
        let shape = id.replace("rn", "m").replace("vv", "w").replace('0', "o").replace('1', "l");
        if let Some((first, place)) = known.get(&shape) {
            let message = format!("the ids `{first}` and `{id}` look alike");
            sink.push(
                Diagnostic::new(Code::LookAlikeIds, header.span, message)
                    .help("give one of the two a longer id")
                    .related(*place, format!("`{first}` is here")),
            );
        } else {
            known.insert(shape, (id, header.span));
        }
    }
}
