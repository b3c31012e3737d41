//! `synonyms`: what a site adds to the dictionary of heads of columns. Only `adopt` uses it, so that it is
//! held to its form here, and kept nowhere.

use super::header::KEYS;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::KINDS;
use crate::parse::fields::{expect_mapping, expect_str, one_or_many};
use crate::parse::node::{Key, Node};
use crate::parse::records::CollectionKind;

/// What a column may be beside a field: the first word of an entry, which an id follows.
const ITEMS: [&str; 3] = ["milestone", "figure", "target"];

/// The stage that a project is at, which no field holds.
const STAGE: &str = "stage";

/// Reports what is no list of heads for fields of collections; `own` are the fields of the site.
pub(super) fn synonyms(node: &Node, own: Option<&Node>, sink: &mut Sink) {
    let collections = expect_mapping(node, "`synonyms`", sink).unwrap_or_default();
    for (collection, fields) in collections {
        let known = || KINDS.iter().map(|kind| kind.collection);
        let kind = KINDS.iter().find(|kind| kind.collection == &*collection.text);
        if kind.is_none() {
            let message = format!("there is no collection `{}`", collection.text);
            let help = match closest(&collection.text, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("collections are {}", list_known(known())),
            };
            sink.push(Diagnostic::new(Code::UnknownValue, collection.span, message).help(help));
        }
        for (field, heads) in
            expect_mapping(fields, "fields of a collection", sink).unwrap_or_default()
        {
            if let Some(kind) = kind {
                check_field(field, kind, own.and_then(|own| own.get(kind.collection)), sink);
            }
            for head in one_or_many(heads) {
                expect_str(head, "a head of a column", sink);
            }
        }
    }
}

/// Reports what no column can be.
fn check_field(field: &Key, kind: &CollectionKind, own: Option<&Node>, sink: &mut Sink) {
    if field.text.split_once(' ').is_some_and(|(item, _)| ITEMS.contains(&item)) {
        return;
    }
    let own = own.map(one_or_many).unwrap_or_default();
    let own = own.iter().filter_map(|field| field.get("id")?.as_str());
    let declared = (kind.fields)();
    let all = kind
        .name_key
        .into_iter()
        .chain(KEYS.iter().copied())
        .chain(declared)
        .chain([STAGE])
        .chain(own);
    let all: Vec<&str> = all.filter(|key| !key.is_empty()).collect();
    let first = field.text.split('.').next().unwrap_or_default();
    if all.contains(&first) {
        return;
    }
    let message = format!("a record of `{}` has no field `{}`", kind.collection, field.text);
    let help = match closest(first, all.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its fields are {}", list_known(all.iter().copied())),
    };
    sink.push(Diagnostic::new(Code::UnknownField, field.span, message).help(help));
}
