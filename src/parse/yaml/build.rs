//! From parser events to a tree.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::granit_parser;
use serde_yaml::granit_parser::{Event, ScalarStyle, ScanError, StructureStyle, Tag};

use super::entry::Entry;
use super::{ParsedYaml, Part, entry, fold, place, slip, syntax};
use crate::diag::{Code, Diagnostic, Sink};
use crate::limits::{MAX_ALIAS_VALUES, MAX_YAML_DEPTH, MAX_YAML_VALUES};
use crate::parse::damage;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;
use crate::value::shrink;

/// A tree in the making.
pub(super) struct Builder<'a> {
    part: Part<'a>,
    /// The collections that are open, outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    n_documents: usize,
    anchors: BTreeMap<usize, Node>,
    n_values: usize,
    n_alias_nodes: usize,
    /// Start of the scalar read last, for what is said about a syntax error.
    last_scalar: Option<usize>,
    found: Vec<Diagnostic>,
    broken: bool,
}

/// A collection that is not complete.
struct Open {
    /// Its first character, as the parser has it.
    span: Span,
    /// From its first part to the last one so far.
    extent: Option<Span>,
    flow: bool,
    anchor: usize,
    content: Content,
    /// It cannot be used as a whole; why has been reported.
    invalid: bool,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: entry::Entries,
        /// The key whose value comes next; an outer `Some(None)` for one that cannot be used.
        key: Option<Option<Key>>,
    },
}

impl<'a> Builder<'a> {
    pub(super) fn new(part: Part<'a>) -> Self {
        Self {
            part,
            open: Vec::new(),
            root: None,
            n_documents: 0,
            anchors: BTreeMap::new(),
            n_values: 0,
            n_alias_nodes: 0,
            last_scalar: None,
            found: Vec::new(),
            broken: false,
        }
    }

    /// Takes the next event.
    pub(super) fn add(&mut self, event: &Event<'_>, span: &granit_parser::Span) {
        let range = span.byte_range().unwrap_or(0..0);
        if let Event::DocumentStart(..) = event {
            self.start_document(range);
            return;
        }
        // Only the first document counts.
        if self.n_documents > 1 {
            return;
        }
        let flow = |style: &StructureStyle| matches!(style, StructureStyle::Flow);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(text, *style, range, tag.as_deref());
                self.value(node, *anchor, None);
            }
            Event::SequenceStart(style, anchor, tag) => {
                let content = Content::Sequence(Vec::new());
                self.start(content, flow(style), range, *anchor, tag.as_deref());
            }
            Event::MappingStart(style, anchor, tag) => {
                let content = Content::Mapping { entries: entry::Entries::default(), key: None };
                self.start(content, flow(style), range, *anchor, tag.as_deref());
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(anchor) => {
                let place = self.part.span(range.clone());
                let node = self.alias(*anchor, range);
                self.value(node, 0, Some(place));
            }
            Event::UnresolvedAlias(_) => {
                let node = self.unknown_alias(range);
                self.value(node, 0, None);
            }
            _ => {}
        }
    }

    /// The result if the parser came to the end.
    pub(super) fn finish(mut self, sink: &mut Sink) -> ParsedYaml {
        self.check_root();
        self.found.into_iter().for_each(|diagnostic| sink.push(diagnostic));
        ParsedYaml { node: self.root, broken: self.broken }
    }

    /// The result if the parser gave up.
    pub(super) fn fail(self, error: &ScanError, sink: &mut Sink) -> ParsedYaml {
        let at = error.marker().byte_offset().unwrap_or(self.part.text.len());
        let open_flow = self.open.iter().rev().find(|open| open.flow);
        let failure = syntax::Failure {
            part: self.part,
            kind: error.kind(),
            at: self.part.char_start(at),
            last_scalar: self.last_scalar,
            open_bracket: open_flow.map(|open| self.part.range(open.span).start),
        };
        let diagnostic = syntax::explain(&failure);
        // The parser stumbles over some mistakes that have already been seen.
        let known = |found: &Diagnostic| found.span == diagnostic.span;
        if !self.found.iter().any(known) {
            sink.push(diagnostic);
        }
        self.found.into_iter().for_each(|diagnostic| sink.push(diagnostic));
        ParsedYaml { node: None, broken: true }
    }

    /// Whether there are more values than any ledger has.
    pub(super) const fn is_too_large(&self) -> bool {
        self.n_values > MAX_YAML_VALUES
    }

    /// The result if there are too many values to go on.
    pub(super) fn give_up(self, at: &granit_parser::Span, sink: &mut Sink) -> ParsedYaml {
        let span = self.part.span(at.byte_range().unwrap_or(0..0));
        let message = format!("the text has more than {MAX_YAML_VALUES} values");
        sink.push(
            Diagnostic::new(Code::TooLarge, span, message)
                .help("put the records into several files"),
        );
        ParsedYaml { node: None, broken: true }
    }

    fn start_document(&mut self, range: Range<usize>) {
        self.n_documents += 1;
        if self.n_documents == 2 {
            self.broken = true;
            let span = self.part.span(range);
            let message = "a second document starts here";
            let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message)
                .help("remove the line `---`: a file holds one document; for several records write a list");
            self.found.push(diagnostic);
        }
    }

    fn start(
        &mut self,
        content: Content,
        flow: bool,
        range: Range<usize>,
        anchor: usize,
        tag: Option<&Tag>,
    ) {
        let span = self.part.span(range);
        let invalid = tag.is_some_and(|tag| self.refuse_tag(tag, span));
        self.open.push(Open { span, extent: None, flow, anchor, content, invalid });
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let end = self.part.span(range);
        let kind = match open.content {
            // Trees of all files are held at a time.
            Content::Sequence(items) => NodeKind::Sequence(shrink(items)),
            Content::Mapping { entries, .. } => NodeKind::Mapping(shrink(entries.all)),
        };
        let span = match open.extent {
            _ if open.flow && end.end > end.start => open.span.to(end),
            Some(extent) => extent,
            None => open.span,
        };
        let kind = if open.invalid { NodeKind::Invalid } else { kind };
        self.value(Node { span, kind }, open.anchor, None);
    }

    /// Puts a complete value where it belongs; `alias` is the place of the alias it came from.
    fn value(&mut self, node: Node, anchor: usize, alias: Option<Span>) {
        self.n_values += 1;
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let part = self.part;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        let place = match &mut open.content {
            Content::Sequence(items) => {
                let before = open.extent.map_or(open.span.start, |extent| extent.end);
                let node = place::empty_item(part, before, node);
                let node = entry::comment_error(part, node, &mut self.found);
                let place = alias.unwrap_or(node.span);
                items.push(node);
                if open.flow { place } else { place::with_dash(part, place) }
            }
            Content::Mapping { key: key @ None, .. } => {
                let place = alias.unwrap_or(node.span);
                // What was meant as a text has been read as a mapping.
                open.invalid |= entry::is_call(part, &node);
                *key = Some(entry::key_of(part, node, &mut self.found));
                place
            }
            Content::Mapping { entries, key } => {
                let place = alias.unwrap_or(node.span);
                match key.take().flatten() {
                    None => place,
                    Some(key) if part.slice(key.span) == "<<" => {
                        self.found.push(entry::refuse_merge(key.span));
                        open.invalid = true;
                        self.broken = true;
                        place
                    }
                    Some(key) => {
                        let entry = Entry { part, key, node, flow: open.flow };
                        if entries.join(&entry, &mut self.found) {
                            open.extent = open.extent.map(|extent| extent.to(entry.key.span));
                            return;
                        }
                        let entry = entry.check(&mut self.found);
                        let place = alias.unwrap_or(entry.1.span);
                        entries.add(entry, &mut self.found);
                        place
                    }
                }
            }
        };
        open.extent = Some(open.extent.map_or(place, |extent| extent.to(place)));
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        range: Range<usize>,
        tag: Option<&Tag>,
    ) -> Node {
        self.last_scalar = Some(range.start);
        let raw = self.part.text.get(range.clone()).unwrap_or_default();
        if style == ScalarStyle::Plain {
            self.found.extend(slip::cut_by_comment(self.part, range.clone()));
        }
        let span = self.part.span(place::trim_block(self.part, text, style, range.clone()));
        if tag.is_some_and(|tag| self.refuse_tag(tag, span)) {
            return Node { span, kind: NodeKind::Invalid };
        }
        if tag.is_none() && style == ScalarStyle::Plain && is_null(raw) {
            return Node { span, kind: NodeKind::Null };
        }
        if let Some(error) = damage::spreadsheet_error(text) {
            self.found.push(damage::spreadsheet_error_at(span, error));
            return Node { span, kind: NodeKind::Invalid };
        }
        if let Some(c) = text.chars().find(|c| c.is_control() && !"\n\r\t".contains(*c)) {
            let message = format!("the text holds the control character U+{:04X}", u32::from(c));
            let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message).help("remove it");
            self.found.push(diagnostic);
            return Node { span, kind: NodeKind::Invalid };
        }
        if damage::has_replacement_character(text) {
            return Node { span, kind: NodeKind::Invalid };
        }
        let (text, style) = match style {
            ScalarStyle::Literal => (text.to_owned(), Style::Block),
            ScalarStyle::Folded => {
                let indent = range.start - self.part.line(range.start).start;
                (fold::refold(raw, text, indent), Style::Block)
            }
            ScalarStyle::Plain if raw.contains('\n') => {
                (fold::refold_plain(raw, text), Style::Plain)
            }
            ScalarStyle::Plain => (text.to_owned(), Style::Plain),
            _ if raw.contains('\n') => (fold::refold_quoted(raw, text), Style::Quoted),
            _ => (text.to_owned(), Style::Quoted),
        };
        Node { span, kind: NodeKind::Scalar(Scalar { text: text.into(), style }) }
    }

    /// Reports a tag of one's own; those of YAML itself have no effect but that of `!!str`.
    fn refuse_tag(&mut self, tag: &Tag, span: Span) -> bool {
        if tag.is_yaml_core_schema() {
            return false;
        }
        let message = format!("`{}` is a tag, and tags have no meaning here", tag.original());
        let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message)
            .help("remove the tag; put a text that starts with `!` in quotes");
        self.found.push(diagnostic);
        true
    }

    /// A copy of what the anchor stands at. Its parts keep their places: what is wrong with them
    /// is wrong there.
    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Node {
        let Some(node) = self.anchors.get(&anchor) else {
            return self.unknown_alias(range);
        };
        let (n_nodes, depth) = measure(node);
        self.n_alias_nodes = self.n_alias_nodes.saturating_add(n_nodes);
        if self.n_alias_nodes <= MAX_ALIAS_VALUES && self.open.len() + depth <= MAX_YAML_DEPTH {
            return node.clone();
        }
        let span = self.part.span(range);
        if !std::mem::replace(&mut self.broken, true) {
            let message = "the aliases of this file expand to too much";
            let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message)
                .note(format!(
                    "the limits are {MAX_ALIAS_VALUES} values and {MAX_YAML_DEPTH} levels"
                ))
                .help("write some of them out, or refer to records by their id");
            self.found.push(diagnostic);
        }
        Node { span, kind: NodeKind::Invalid }
    }

    fn unknown_alias(&mut self, range: Range<usize>) -> Node {
        let span = self.part.span(range);
        let alias = self.part.slice(span);
        let name = alias.trim_start_matches('*');
        let message = format!("`{alias}` repeats a value, but there is no `&{name}` before it");
        let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message)
            .help("put a text that starts with `*` in quotes");
        self.found.push(diagnostic);
        Node { span, kind: NodeKind::Invalid }
    }

    /// Wrong colons that leave a valid document: a text where a mapping was meant.
    fn check_root(&mut self) {
        let part = self.part;
        let Some(root) = &mut self.root else { return };
        let nodes = match &mut root.kind {
            NodeKind::Sequence(items) => items.as_mut_slice(),
            _ => std::slice::from_mut(root),
        };
        for node in nodes {
            if let Some(slip) = entry::wrong_colon(part, node, slip::find) {
                self.found.push(slip);
                node.kind = NodeKind::Invalid;
                self.broken = true;
            }
        }
    }
}

/// Whether a plain scalar is no value.
pub(super) fn is_null(raw: &str) -> bool {
    matches!(raw, "" | "~" | "null" | "Null" | "NULL")
}

/// How many values a tree has and how many levels.
fn measure(node: &Node) -> (usize, usize) {
    let mut n_nodes = 0;
    let mut deepest = 0;
    let mut rest = vec![(node, 1)];
    while let Some((node, depth)) = rest.pop() {
        n_nodes += 1;
        deepest = deepest.max(depth);
        match &node.kind {
            NodeKind::Sequence(items) => rest.extend(items.iter().map(|item| (item, depth + 1))),
            NodeKind::Mapping(entries) => {
                rest.extend(entries.iter().map(|(_, value)| (value, depth + 1)));
            }
            _ => {}
        }
    }
    (n_nodes, deepest)
}
