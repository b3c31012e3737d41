//! Ids of one collection that differ only in characters that look alike.
//!
//! The pairs are those of the table of confusable characters of UTS 39 among what ids may have:
//! a-z, 0-9 and `-`.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Collection, Declared, EachCollection, Record};
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    subject.model.each_collection(&mut Compare(sink));
}

struct Compare<'s>(&'s mut Sink);

impl<'m> EachCollection<'m> for Compare<'_> {
    fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
        compare(records.all().map(|(_, record)| record), self.0);
    }
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
