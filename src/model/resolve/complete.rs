//! Decodes what a site says about the completeness of its ledger.

use super::super::Complete;
use super::context::Context;
use crate::diag::Sink;
use crate::parse::fields::{Fields, expect_list, expect_one_of};
use crate::parse::node::Node;

/// The field `complete` of `site.yaml`.
pub(super) fn complete(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Vec<Complete> {
    let nodes = expect_list(node, "`complete`", sink).unwrap_or_default();
    nodes.iter().filter_map(|node| one(cx, node, sink)).collect()
}

fn one(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Complete> {
    let mut fields = Fields::new(node, "an entry of `complete`", sink)?;
    let collection = fields.required("collection");
    // Only projects are counted by a `measure`.
    let collection =
        collection.and_then(|node| expect_one_of(node, "`collection`", &[("projects", ())], sink));
    let stage_node = fields.optional("reaching");
    let reaching = stage_node.and_then(|node| cx.stage(node, "`reaching`", sink));
    let period_node = fields.optional("period");
    let period = period_node.and_then(|node| cx.period(node, "`period`", sink));
    let span = fields.start();
    fields.finish(sink);
    collection?;
    // What is not known must not become all stages, or all time.
    let is_unclear =
        (stage_node.is_some() && reaching.is_none()) || (period_node.is_some() && period.is_none());
    (!is_unclear).then_some(Complete { reaching, period, span })
}
