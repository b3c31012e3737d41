//! Decodes the dimensions of the site.

use super::context::Context;
use super::site::records;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Breakdown, Collection, Dimension};
use crate::parse::node::Node;
use crate::value::Id;
use std::collections::BTreeSet;

/// Words of `where` that cannot be the id of a dimension.
fn is_taken(id: &str) -> bool {
    id == "investment" || Breakdown::WORDS.iter().any(|(word, _)| *word == id)
}

/// The dimensions, each with members that can be told apart.
pub(super) fn dimensions(
    cx: &Context<'_>,
    nodes: &[(Id, &Node)],
    sink: &mut Sink,
) -> Collection<Dimension> {
    for (id, node) in nodes.iter().filter(|(id, _)| is_taken(id.as_str())) {
        let span = node.get("id").map_or(node.span, |node| node.span);
        let message = format!("figures are broken down by `{id}` on every site");
        sink.push(
            Diagnostic::new(Code::DuplicateId, span, message).help("give the dimension another id"),
        );
    }
    let dimensions: Collection<Dimension> = records(cx, nodes, sink);
    for dimension in dimensions.records() {
        let mut seen = BTreeSet::new();
        for member in dimension.members.iter().filter(|member| !seen.insert(&member.id)) {
            let message = format!("`{}` is the id of two members", member.id);
            let diagnostic = Diagnostic::new(Code::DuplicateId, dimension.header.span, message);
            sink.push(diagnostic.help("give one of the two another id"));
        }
    }
    dimensions
}
