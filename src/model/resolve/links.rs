//! Decodes the links and files of a record.

use super::super::{Phrase, RecordLink, Text};
use super::context::Context;
use super::places::checked_web_address;
use crate::diag::{Code, Sink};
use crate::parse::fields::{Fields, one_or_many};
use crate::parse::node::Node;
use crate::value::Localized;

impl Context<'_> {
    /// `{ title, url }` or a list of these; an address may differ by language.
    pub(super) fn links(&self, node: Option<&Node>, sink: &mut Sink) -> Vec<RecordLink> {
        self.record_links(node, "a link", "url", checked_web_address, sink)
    }

    /// `{ title, file }` or a list of these. Whether a file is there is looked at when all are known.
    pub(super) fn files(&self, node: Option<&Node>, sink: &mut Sink) -> Vec<RecordLink> {
        self.record_links(node, "a file", "file", |file, _, _| Some(file), sink)
    }

    fn record_links(
        &self,
        node: Option<&Node>,
        noun: &str,
        key: &'static str,
        check: fn(Phrase, &str, &mut Sink) -> Option<Phrase>,
        sink: &mut Sink,
    ) -> Vec<RecordLink> {
        let link = |node: &Node, sink: &mut Sink| {
            let mut fields = Fields::new(node, noun, sink)?;
            let title = fields.required("title").and_then(|node| self.text(node, "`title`", sink));
            let what = format!("`{key}`");
            let to = fields.required(key).and_then(|node| self.same_or_each(node, &what, sink));
            fields.finish(sink);
            let to = to?;
            let checked = |(lang, to): (_, &Phrase)| Some((lang, check(to.clone(), &what, sink)?));
            let to: Vec<_> = to.iter().filter_map(checked).collect();
            Some(RecordLink { title: title?, to: Localized::new(to)? })
        };
        let nodes = node.map(one_or_many).unwrap_or_default();
        nodes.iter().filter_map(|node| link(node, sink)).collect()
    }

    /// A text that the languages without one take from another, so that none is missing.
    pub(super) fn same_or_each(&self, node: &Node, what: &str, sink: &mut Sink) -> Option<Text> {
        let mut found = Sink::default();
        let text = self.text(node, what, &mut found);
        let others = found.iter().filter(|problem| problem.code != Code::MissingTranslation);
        others.for_each(|problem| sink.push(problem.clone()));
        text
    }
}
