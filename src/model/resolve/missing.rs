//! Decodes why figures are missing.

use super::super::{Missing, MissingReason};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{Fields, expect_list, expect_str};
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::value::Id;

/// The reasons of the site after those that every site has.
pub(super) fn reasons(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Vec<MissingReason> {
    let built_in = MissingReason::WORDS.iter().filter_map(|word| Id::parse(word).ok());
    let mut found: Vec<_> = built_in.map(|id| MissingReason { id, name: None }).collect();
    let items = node.and_then(|node| expect_list(node, "`missing`", sink)).unwrap_or_default();
    for item in items {
        let Some(mut fields) = Fields::new(item, "a reason", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        fields.finish(sink);
        let (Some(id), Some(name)) = (id, name) else { continue };
        if found.iter().any(|known| known.id == id && known.name.is_some()) {
            let message = format!("`{id}` is the id of two reasons");
            sink.push(Diagnostic::new(Code::DuplicateId, item.span, message));
            continue;
        }
        // A site may call what every site has in its own words.
        match found.iter_mut().find(|known| known.id == id) {
            Some(known) => known.name = Some(name),
            None => found.push(MissingReason { id, name: Some(name) }),
        }
    }
    found
}

/// Why a figure is missing.
pub(in crate::model) fn missing(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Missing> {
    let text = expect_str(node, "`missing`", sink)?;
    let known = || cx.missing.iter().map(|reason| reason.id.as_str());
    let found = known().position(|known| known == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "the reasons are {}; others are declared in `missing` of `content/site.yaml`",
                list_known(known())
            ),
        };
        let message = format!("there is no reason `{text}` for which a figure may be missing");
        sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
    }
    found.map(Missing)
}
