//! How a record is named, which is known before it is resolved.

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::expect_str;
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::CollectionKind;
use crate::source::Span;
use crate::value::Id;

/// How a record is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Not at all, or it is no record; that has been reported.
    Unusable,
    /// By an id.
    Named(Name),
    /// By its place: a target or an observation, which nothing refers to.
    Numbered {
        /// Where it starts.
        span: Span,
        /// It is kept in the ledger but not published.
        is_internal: bool,
    },
}

/// The id of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The id.
    pub id: Id,
    /// Where it stands; where the name of the file is the id, the start of the record.
    pub span: Span,
    /// It is kept in the ledger but not published.
    pub is_internal: bool,
}

/// How a record is named; `stem` is the name of its file, where it is the only record in it.
pub fn identity(
    kind: &CollectionKind,
    stem: Option<&str>,
    node: &Node,
    sink: &mut Sink,
) -> Identity {
    let collection = kind.collection;
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        not_a_record(collection, node, sink);
        return Identity::Unusable;
    }
    // Kept in the ledger but not published.
    let is_internal = node.get("visibility").and_then(Node::as_str) == Some("internal");
    let id_node = node.get("id").filter(|node| node.kind != NodeKind::Null);
    let name = match (id_node, stem) {
        (Some(node), _) => id(node, sink).map(|id| (id, node.span)),
        (None, Some(stem)) => from_stem(stem, node, sink),
        (None, None) if kind.name_key.is_none() => {
            return Identity::Numbered { span: start(node), is_internal };
        }
        (None, None) => {
            sink.push(
                Diagnostic::new(
                    Code::MissingField,
                    start(node),
                    format!("a record of `{collection}` needs the field `id`"),
                )
                .help("add `id: …` with a-z, 0-9 and `-`"),
            );
            None
        }
    };
    let name = name.map(|(id, span)| Name { id, span, is_internal });
    name.map_or(Identity::Unusable, Identity::Named)
}

fn not_a_record(collection: &str, node: &Node, sink: &mut Sink) {
    if matches!(node.kind, NodeKind::Invalid) {
        return;
    }
    let what = node.describe();
    let message = format!("a record of `{collection}` is a mapping, but this is {what}");
    sink.push(
        Diagnostic::new(Code::WrongType, node.span, message)
            .help("write its fields as `key: value`, one a line"),
    );
}

fn from_stem(stem: &str, node: &Node, sink: &mut Sink) -> Option<(Id, Span)> {
    let place = start(node);
    match Id::parse(stem) {
        Ok(id) => Some((id, place)),
        Err(error) => {
            let message = format!("the name of the file is not an id: {}", error.message);
            sink.push(
                Diagnostic::new(Code::BadId, place, message)
                    .help("rename the file with a-z, 0-9 and `-`, or add the field `id`"),
            );
            None
        }
    }
}

/// Where a record without an id starts: its first key.
fn start(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}

/// An id; characters other than a-z, 0-9 and `-` are reported.
pub fn id(node: &Node, sink: &mut Sink) -> Option<Id> {
    let text = expect_str(node, "`id`", sink)?;
    match Id::parse(text) {
        Ok(id) => Some(id),
        Err(error) => {
            sink.push(Diagnostic::new(Code::BadId, node.span, error.message).help_opt(error.help));
            None
        }
    }
}
