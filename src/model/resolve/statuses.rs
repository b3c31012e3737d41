//! Decodes the statuses that a site declares, and those that are asserted of projects and targets.

use super::super::{Asserted, DeclaredStatus, StatusTone};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{Fields, expect_list, expect_one_of, expect_str};
use crate::parse::identity::id;
use crate::parse::node::Node;

/// The statuses of the site.
pub(super) fn statuses(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Vec<DeclaredStatus> {
    let mut found: Vec<DeclaredStatus> = Vec::new();
    let items = node.and_then(|node| expect_list(node, "`statuses`", sink)).unwrap_or_default();
    for item in items {
        let Some(mut fields) = Fields::new(item, "a status", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        let tone = fields.optional("tone");
        let tone = tone.and_then(|node| expect_one_of(node, "`tone`", StatusTone::WORDS, sink));
        let stage = fields.optional("stage").and_then(|node| cx.stage(node, "`stage`", sink));
        fields.finish(sink);
        let (Some(id), Some(name)) = (id, name) else { continue };
        if found.iter().any(|status| status.id == id) {
            let message = format!("`{id}` is the id of two statuses");
            sink.push(Diagnostic::new(Code::DuplicateId, item.span, message));
            continue;
        }
        found.push(DeclaredStatus { id, name, tone: tone.unwrap_or(StatusTone::None), stage });
    }
    found
}

/// A status that is asserted.
pub(in crate::model) fn asserted(
    node: &Node,
    cx: &Context<'_>,
    sink: &mut Sink,
) -> Option<Asserted> {
    let mut fields = Fields::new(node, "a status", sink)?;
    let is_node = fields.required("is");
    let is = is_node.and_then(|node| declared(cx, node, sink));
    let date_node = fields.optional("date");
    let by = fields.optional("by").and_then(|node| cx.party(node, "`by`", sink));
    let citations = cx.citations(fields.optional("source"), sink);
    let note = cx.words_opt(fields.optional("note"), "`note`", sink);
    fields.finish(sink);
    let when = cx.when(date_node, None, &citations, sink);
    let known = cx.known(None, &citations).or_else(|| when.date());
    Some(Asserted { is: is?, when, known, by, note, citations, span: is_node?.span })
}

fn declared(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<usize> {
    let text = expect_str(node, "`is`", sink)?;
    let found = cx.statuses.iter().position(|status| status.id.as_str() == text);
    if found.is_none() {
        let known = || cx.statuses.iter().map(|status| status.id.as_str());
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known().next().is_none() => {
                "add it to `statuses` in `content/site.yaml`".to_owned()
            }
            None => format!("the statuses of this site are {}", list_known(known())),
        };
        let message = format!("there is no status `{text}`");
        sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
    }
    found
}
