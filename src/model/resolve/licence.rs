//! Decodes the licence of a site.

use super::super::Licence;
use super::context::Context;
use super::web_address;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_str};
use crate::parse::node::{Node, NodeKind};

/// The licence: its id alone, or its name, id and address.
pub(super) fn licence(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Option<Licence> {
    let node = node?;
    if matches!(node.kind, NodeKind::Scalar(_)) {
        return Some(Licence { id: Some(id(node, sink)?), name: None, url: None });
    }
    let mut fields = Fields::new(node, "a licence", sink)?;
    let id_node = fields.optional("id");
    let name = match id_node {
        Some(_) => fields.optional("name"),
        // What has no id must be called something.
        None => fields.required("name"),
    };
    let licence = Licence {
        id: id_node.and_then(|node| id(node, sink)),
        name: name.and_then(|node| cx.text(node, "`name`", sink)),
        url: web_address(fields.optional("url"), "`url`", sink),
    };
    fields.finish(sink);
    (licence.id.is_some() || licence.name.is_some()).then_some(licence)
}

/// An id of SPDX: it becomes a part of an address.
fn id(node: &Node, sink: &mut Sink) -> Option<Box<str>> {
    let text = expect_str(node, "`licence`", sink)?;
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    if !text.is_empty() && text.chars().all(is_of_id) {
        return Some(text.into());
    }
    let message = format!("`{text}` is no id of a licence");
    sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(
        "write its SPDX id, such as `CC-BY-4.0`, or `{ name: …, url: … }` for one without an id",
    ));
    None
}
