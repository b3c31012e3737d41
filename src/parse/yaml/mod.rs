//! Reads YAML into a [`Node`] tree.
//!
//! Plain YAML, as ledgers are written in, is read by `quick` alone. It takes no text of which
//! anything is to be said, and whatever it takes has the same tree as it has here:
//!
//! 1. `granit_parser` turns the text into events with places.
//! 2. `build` makes the tree and expands aliases; `entry` refuses double keys and damaged values,
//!    `place` keeps spans exact.
//! 3. `fold` joins the lines of texts that go over several lines.
//! 4. `slip` finds wrong colons; `syntax` says in plain words what stopped the parser.

mod build;
mod entry;
mod fold;
mod place;
mod quick;
mod slip;
mod syntax;

use std::ops::Range;

use serde_yaml::granit_parser;
use serde_yaml::granit_parser::Parser;

use crate::diag::Sink;
use crate::limits::MAX_YAML_DEPTH;
use crate::parse::damage;
use crate::parse::node::Node;
use crate::source::{FileId, Span};

/// What a YAML text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedYaml {
    /// The document; `None` if the text is empty or cannot be read.
    pub node: Option<Node>,
    /// Something was left out and reported. Who looks for a record of a broken file and does not
    /// find it should say nothing: the record may be there.
    pub broken: bool,
}

/// Reads a whole file.
pub fn parse_yaml(file: FileId, text: &str, sink: &mut Sink) -> ParsedYaml {
    parse_yaml_part(file, text, 0..text.len(), sink)
}

/// Reads the part of a file in that range of bytes; spans count from the start of the file.
pub fn parse_yaml_part(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Sink,
) -> ParsedYaml {
    let Some(parsed) = parse_plain_yaml_part(file, text, range.clone()) else {
        return parse_any_yaml_part(file, text, range, sink);
    };
    if cfg!(debug_assertions) {
        let mut found = Sink::default();
        let full = parse_any_yaml_part(file, text, range, &mut found);
        debug_assert_eq!((&parsed, found.is_empty()), (&full, true));
    }
    parsed
}

/// Reads a part of a file as [`parse_yaml_part`] does, if it is plain and nothing is to be said of
/// it; `None` says nothing about a text.
#[must_use]
pub fn parse_plain_yaml_part(file: FileId, text: &str, range: Range<usize>) -> Option<ParsedYaml> {
    let node = quick::read(Part::new(file, text, range))?;
    Some(ParsedYaml { node: Some(node), broken: false })
}

/// Reads a part of a file as [`parse_yaml_part`] does, by the full parser, whatever stands in it.
pub fn parse_any_yaml_part(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Sink,
) -> ParsedYaml {
    damage::report_replacement_characters(file, text, range.clone(), sink);
    let part = Part::new(file, text, range);
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_YAML_DEPTH,
        block_nesting_limit: MAX_YAML_DEPTH,
    };
    let mut builder = build::Builder::new(part);
    for event in Parser::new_from_str_with_options(part.text, options) {
        match event {
            Ok((event, span)) => {
                builder.add(&event, &span);
                if builder.is_too_large() {
                    return builder.give_up(&span, sink);
                }
            }
            Err(error) => return builder.fail(&error, sink),
        }
    }
    builder.finish(sink)
}

/// The text that is read, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    file: FileId,
    offset: usize,
    text: &'a str,
}

impl<'a> Part<'a> {
    fn new(file: FileId, text: &'a str, range: Range<usize>) -> Self {
        Self { file, offset: range.start, text: text.get(range).unwrap_or_default() }
    }

    /// The span of a range of `text`.
    fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    /// The range of `text` that a span covers.
    fn range(self, span: Span) -> Range<usize> {
        let range = span.range();
        range.start.saturating_sub(self.offset)..range.end.saturating_sub(self.offset)
    }

    /// What stands in the text under a span.
    fn slice(self, span: Span) -> &'a str {
        self.text.get(self.range(span)).unwrap_or_default()
    }

    /// The last character boundary that is not behind a byte of `text`.
    fn char_start(self, at: usize) -> usize {
        let end = at.min(self.text.len());
        (0..=end).rev().find(|index| self.text.is_char_boundary(*index)).unwrap_or(0)
    }

    /// The line around a byte of `text`, without its line break.
    fn line(self, at: usize) -> Range<usize> {
        let at = self.char_start(at);
        let (before, after) = self.text.split_at(at);
        let start = before.rfind('\n').map_or(0, |index| index + 1);
        let end = after.find('\n').map_or(self.text.len(), |index| at + index);
        let line = self.text[start..end].trim_end_matches('\r');
        start..start + line.len()
    }
}
