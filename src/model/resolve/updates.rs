//! Decodes when the site is brought up to date.

use super::super::{Periodicity, Updates};
use super::context::Context;
use crate::diag::Sink;
use crate::parse::fields::{Fields, expect_one_of};
use crate::parse::node::Node;
use crate::source::Spanned;

/// `{ every: quarter, next: 2023-07-20 }`.
pub(super) fn updates(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Updates {
    let Some(mut fields) = node.and_then(|node| Fields::new(node, "`updates`", sink)) else {
        return Updates::default();
    };
    let every = fields.optional("every");
    let next = fields.optional("next");
    let updates = Updates {
        every: every.and_then(|node| expect_one_of(node, "`every`", Periodicity::WORDS, sink)),
        next: next.and_then(|node| {
            let value = cx.period(node, "`next`", sink)?;
            Some(Spanned { value, span: node.span })
        }),
    };
    fields.finish(sink);
    updates
}
