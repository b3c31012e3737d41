//! Decodes periods that have a name.

use super::super::NamedPeriod;
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_list};
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::value::Period;

/// `[ { id: fyp-14, from: 2021, to: 2025, name: … } ]`
pub(super) fn named_periods(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Vec<NamedPeriod> {
    let mut found: Vec<NamedPeriod> = Vec::new();
    let items = node.and_then(|node| expect_list(node, "`periods`", sink)).unwrap_or_default();
    for item in items {
        let Some(mut fields) = Fields::new(item, "a period", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let from = fields.required("from").and_then(|node| cx.period(node, "`from`", sink));
        let to = fields.required("to").and_then(|node| cx.period(node, "`to`", sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        fields.finish(sink);
        let (Some(id), Some(from), Some(to), Some(name)) = (id, from, to, name) else { continue };
        let period = match (from, to) {
            (Period::Year(from), Period::Year(to)) if from < to => Some(Period::Years(from, to)),
            _ => Period::between(from.first_day(), to.last_day()),
        };
        let Some(period) = period else {
            let message = format!("`{id}` ends before it begins");
            sink.push(Diagnostic::new(Code::ImpossibleValue, item.span, message));
            continue;
        };
        let (code, message) = if found.iter().any(|known| known.id == id) {
            (Code::DuplicateId, format!("`{id}` is the id of two periods"))
        } else if let Some(known) = found.iter().find(|known| known.period == period) {
            let message = format!("`{id}` and `{}` are the same days", known.id);
            (Code::ImpossibleValue, message)
        } else {
            found.push(NamedPeriod { id, period, name });
            continue;
        };
        sink.push(Diagnostic::new(code, item.span, message));
    }
    found
}
