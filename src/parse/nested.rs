//! Records that stand in a record of another kind: the figures of a project. They are taken out of
//! it before anything is resolved, and from then on are records like others.

use super::fields::one_or_many;
use super::identity::{Identity, Name, identity};
use super::node::{Key, Node, NodeKind, Scalar, Style};
use super::records::{CollectionKind, Outline, records};
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The records of one collection that were taken out of those of a file.
pub(super) type Taken = (Arc<Outline>, Vec<Node>);

/// Takes out of some records, which are named as told, those of other kinds.
pub(super) fn take_nested(
    kind: &CollectionKind,
    nodes: &mut [Node],
    names: &[Identity],
    kinds: &[CollectionKind],
    sink: &mut Sink,
) -> Vec<Taken> {
    let mut found: BTreeMap<&'static str, (Vec<Identity>, Vec<Node>)> = BTreeMap::new();
    for (node, owner) in nodes.iter_mut().zip(names) {
        // Few records have any, and what the others rest on need not be copied.
        if !node.keys().any(|key| (kind.holds)(key).is_some()) {
            continue;
        }
        let source = node.get("source").map(without_quotes);
        let NodeKind::Mapping(entries) = &mut node.kind else { continue };
        let is_nested = |(key, _): &mut (Key, Node)| (kind.holds)(&key.text).is_some();
        for (key, value) in entries.extract_if(.., is_nested) {
            let of = (kind.holds)(&key.text);
            let Some(of) = of.and_then(|of| kinds.iter().find(|kind| kind.collection == of)) else {
                continue;
            };
            // Of a record that cannot be named, which was reported, nothing can be said.
            let Identity::Named(owner) = owner else { continue };
            let (identities, taken) = found.entry(of.collection).or_default();
            for mut item in records(&key.text, value, true, sink) {
                identities.push(identity_within(of, owner, &item, sink));
                say_of_what(&mut item, kind, owner, sink);
                if let Some(source) = &source {
                    say_source(&mut item, source);
                }
                taken.push(item);
            }
        }
    }
    let outline = |(collection, (records, nodes)): (_, (_, Vec<Node>))| {
        let extents = nodes.iter().map(|node| node.span).collect();
        let outline = Outline { collection, records, extents, broken: false, nested: Vec::new() };
        (Arc::new(outline), nodes)
    };
    found.into_iter().map(outline).collect()
}

/// How a record within another one is named. What is not published is so with all that it holds.
fn identity_within(kind: &CollectionKind, owner: &Name, node: &Node, sink: &mut Sink) -> Identity {
    match identity(kind, None, node, sink) {
        Identity::Unusable => Identity::Unusable,
        Identity::Named(name) => {
            Identity::Named(Name { is_internal: name.is_internal || owner.is_internal, ..name })
        }
        Identity::Numbered { span, is_internal } => {
            Identity::Numbered { span, is_internal: is_internal || owner.is_internal }
        }
    }
}

/// Adds to `where` that a figure is of the record that it stands in; it must not say otherwise.
fn say_of_what(item: &mut Node, kind: &CollectionKind, owner: &Name, sink: &mut Sink) {
    let member = kind.collection.trim_end_matches('s');
    let span = item.span;
    let NodeKind::Mapping(entries) = &mut item.kind else { return };
    let is_of = (key(member, owner.span), text(owner.id.as_str(), owner.span));
    let Some((_, part)) = entries.iter_mut().find(|(key, _)| &*key.text == "where") else {
        let part = Node { span: owner.span, kind: NodeKind::Mapping(vec![is_of]) };
        entries.push((key("where", span), part));
        return;
    };
    if let Some(said) = part.get(member) {
        if said.as_str() != Some(owner.id.as_str()) {
            sink.push(of_another(said, member, owner));
            // The figure counts for neither of the two.
            part.kind = NodeKind::Invalid;
        }
        return;
    }
    match &mut part.kind {
        NodeKind::Mapping(members) => members.push(is_of),
        NodeKind::Null => part.kind = NodeKind::Mapping(vec![is_of]),
        _ => {}
    }
}

fn of_another(said: &Node, member: &str, owner: &Name) -> Diagnostic {
    let other = said.as_str().map(|other| format!(", not of `{other}`")).unwrap_or_default();
    let message = format!(
        "this stands in the record of the {member} `{}`, so it is a figure of that{other}",
        owner.id
    );
    Diagnostic::new(Code::ImpossibleValue, said.span, message)
        .help(format!("leave `{member}` out of `where`, or move the figure"))
        .related(owner.span, "the record that it stands in")
}

/// A figure without a source of its own rests on that of its record.
fn say_source(item: &mut Node, source: &Node) {
    let span = item.span;
    let NodeKind::Mapping(entries) = &mut item.kind else { return };
    if !entries.iter().any(|(key, _)| &*key.text == "source") {
        entries.push((key("source", span), source.clone()));
    }
}

/// Sources without what is quoted from them for the record as a whole.
fn without_quotes(source: &Node) -> Node {
    let source_alone = |one: &Node| one.get("ref").unwrap_or(one).clone();
    let sources = one_or_many(source).iter().map(source_alone).collect();
    Node { span: source.span, kind: NodeKind::Sequence(sources) }
}

fn key(name: &str, span: Span) -> Key {
    Key { text: name.into(), span }
}

fn text(text: &str, span: Span) -> Node {
    let scalar = Scalar { text: text.into(), style: Style::Plain };
    Node { span, kind: NodeKind::Scalar(scalar) }
}
