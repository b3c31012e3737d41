//! Decodes `external_links` of `content/site.yaml`.

use super::super::ExternalLinks;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_one_of, expect_str, expect_u32, one_or_many};
use crate::parse::node::Node;

pub(super) fn external_links(node: &Node, sink: &mut Sink) -> ExternalLinks {
    let mut links = ExternalLinks::default();
    let Some(mut fields) = Fields::new(node, "`external_links`", sink) else { return links };
    let patterns = fields.optional("skip").map(one_or_many).unwrap_or_default();
    let patterns = patterns.iter().filter_map(|node| expect_str(node, "`skip`", sink));
    links.skip = patterns.map(Into::into).collect();
    // Others must not be bothered, and a check must end: hence the limits.
    let slots = [
        ("timeout", 1..=120, &mut links.timeout_seconds),
        ("retries", 0..=5, &mut links.n_retries),
        ("pause", 0..=60, &mut links.pause_seconds),
        ("at_once", 1..=32, &mut links.n_at_once),
        ("keep_days", 0..=90, &mut links.keep_days),
    ];
    for (name, range, slot) in slots {
        let Some(node) = fields.optional(name) else { continue };
        match expect_u32(node, &format!("`{name}`"), sink) {
            Some(value) if range.contains(&value) => *slot = value,
            Some(value) => {
                let (least, most) = range.into_inner();
                let message = format!("`{name}` is from {least} to {most}, but this is {value}");
                sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
            }
            None => {}
        }
    }
    const WORDS: &[(&str, bool)] = &[("allow", true), ("refuse", false)];
    links.tries_private = fields
        .optional("private")
        .and_then(|node| expect_one_of(node, "`private`", WORDS, sink))
        .unwrap_or(false);
    fields.finish(sink);
    links
}
