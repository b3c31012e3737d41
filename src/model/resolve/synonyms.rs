//! `synonyms`: what a site adds to the dictionary of heads of columns. Only `adopt` uses it, so that it is
//! held to its form here, and kept nowhere.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::KINDS;
use crate::parse::fields::{expect_mapping, expect_str, one_or_many};
use crate::parse::node::Node;

/// Reports what is no list of heads for fields of collections.
pub(super) fn synonyms(node: &Node, sink: &mut Sink) {
    let collections = expect_mapping(node, "`synonyms`", sink).unwrap_or_default();
    for (collection, fields) in collections {
        let known = || KINDS.iter().map(|kind| kind.collection);
        if !known().any(|known| known == &*collection.text) {
            let message = format!("there is no collection `{}`", collection.text);
            let help = match closest(&collection.text, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("collections are {}", list_known(known())),
            };
            sink.push(Diagnostic::new(Code::UnknownValue, collection.span, message).help(help));
        }
        for (_, heads) in expect_mapping(fields, "fields of a collection", sink).unwrap_or_default()
        {
            for head in one_or_many(heads) {
                expect_str(head, "a head of a column", sink);
            }
        }
    }
}
