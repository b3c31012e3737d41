//! What stopped the parser, in plain words: one diagnostic where the mistake is, which is often
//! before the place where the parser noticed.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::entry::QUOTE_CALL;
use super::{Part, slip};
use crate::diag::{Code, Diagnostic};
use crate::parse::damage;

/// What is known when the parser gives up.
pub(super) struct Failure<'a> {
    pub(super) part: Part<'a>,
    pub(super) kind: &'a ErrorKind,
    /// Where the parser noticed.
    pub(super) at: usize,
    /// Start of the scalar read last.
    pub(super) last_scalar: Option<usize>,
    /// The innermost open `[` or `{`.
    pub(super) open_bracket: Option<usize>,
}

/// The diagnostic for a syntax error.
pub(super) fn explain(failure: &Failure<'_>) -> Diagnostic {
    failure
        .tab()
        .or_else(|| failure.commented_error())
        .or_else(|| failure.wrong_colon())
        .or_else(|| failure.unclosed_bracket())
        .or_else(|| failure.unclosed_quote())
        .unwrap_or_else(|| failure.by_kind())
}

impl Failure<'_> {
    fn report(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::YamlSyntax, self.part.span(range), message)
    }

    /// The character where the parser noticed; at the end of the text an empty place.
    fn here(&self) -> Range<usize> {
        match self.rest().chars().next() {
            Some(c) => self.at..self.at + c.len_utf8(),
            None => {
                let end = self.part.text.trim_end().len();
                end..end
            }
        }
    }

    /// The text from there on.
    fn rest(&self) -> &str {
        &self.part.text[self.at..]
    }

    /// The word where the parser noticed, up to a blank, and its range.
    fn word(&self) -> Range<usize> {
        let line_end = self.part.line(self.at).end;
        let rest = self.part.text.get(self.at..line_end).unwrap_or_default();
        let length = rest.find([' ', ',', ']', '}']).unwrap_or(rest.len());
        if length == 0 { self.here() } else { self.at..self.at + length }
    }

    /// The text of the line from the place on, without blanks at its end.
    fn rest_of_line(&self) -> &str {
        let line = self.part.line(self.at);
        self.part.text.get(self.at..line.end).unwrap_or_default().trim_end()
    }

    /// The lines from the scalar read last to the place.
    fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let first = self.last_scalar.map_or(self.at, |start| start.min(self.at));
        let mut next = Some(self.part.line(first).start);
        std::iter::from_fn(move || {
            let line = self.part.line(next?);
            let after = self.part.text[line.end..].find('\n').map(|index| line.end + index + 1);
            next = after.filter(|start| *start <= self.at);
            Some(line)
        })
    }

    /// A tab in the indentation of a line near the place.
    fn tab(&self) -> Option<Diagnostic> {
        let about_tabs = matches!(
            self.kind,
            ErrorKind::TabNotAllowed
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabAtBlockScalarStart
                | ErrorKind::TabInIndentation
                | ErrorKind::TabInPlainScalar
                | ErrorKind::InvalidBlockEntryWhitespace
                | ErrorKind::InvalidMappingValueWhitespace
        );
        let indenting = |line: Range<usize>| {
            let text = &self.part.text[line.clone()];
            let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
            text[..indent].find('\t').map(|tab| line.start + tab)
        };
        let here = self.part.line(self.at);
        let place = indenting(here.clone()).or_else(|| {
            if !about_tabs {
                return None;
            }
            // The parser reports the start of the text that the tab interrupts.
            let mut start = here.start;
            self.part.text[here.start..]
                .split_inclusive('\n')
                .find_map(|line| {
                    let found = indenting(self.part.line(start));
                    start += line.len();
                    found
                })
                .or_else(|| self.part.text[here.clone()].find('\t').map(|tab| here.start + tab))
        })?;
        let report = self
            .report(place..place + 1, "tabs cannot indent YAML")
            .help("use spaces; most editors can convert the whole file");
        Some(report)
    }

    /// `#REF!` inside brackets: a comment that hides the rest of the line.
    fn commented_error(&self) -> Option<Diagnostic> {
        let bracket = match self.kind {
            ErrorKind::UnclosedFlowCollection { .. } => self.at,
            _ => self.open_bracket?,
        };
        let line = self.part.line(bracket);
        let text = &self.part.text[line.clone()];
        let (start, error) = text.match_indices(" #").find_map(|(index, _)| {
            Some((line.start + index + 1, damage::leading_spreadsheet_error(&text[index + 1..])?))
        })?;
        let span = self.part.span(start..start + error.len());
        Some(damage::spreadsheet_error_at(span, error))
    }

    /// A full-width colon, or one without a space, where a key was meant.
    fn wrong_colon(&self) -> Option<Diagnostic> {
        let kinds = [
            ErrorKind::MappingValueNotAllowed,
            ErrorKind::SimpleKeyExpected,
            ErrorKind::ExpectedBlockMappingKey,
            ErrorKind::ExpectedBlockSequenceEntry,
            ErrorKind::ExpectedDocumentStart,
        ];
        if !kinds.contains(self.kind) {
            return None;
        }
        self.lines().find_map(|line| {
            let slip = slip::find(&self.part.text[line.clone()])?;
            let colon = line.start + slip.colon.start..line.start + slip.colon.end;
            Some(slip::report(slip.kind, self.part.span(colon)))
        })
    }

    /// A bracket that is still open where the lines are no deeper than its own.
    fn unclosed_bracket(&self) -> Option<Diagnostic> {
        let open = match self.kind {
            ErrorKind::UnclosedFlowCollection { .. } => self.at,
            ErrorKind::UnclosedQuotedScalar | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                return None;
            }
            _ => self.open_bracket.filter(|open| self.is_left_behind(*open))?,
        };
        let bracket = self.part.text[open..].chars().next()?;
        let (open_name, close) = if bracket == '{' { ("{", "}") } else { ("[", "]") };
        let report = self
            .report(open..open + bracket.len_utf8(), format!("`{open_name}` is never closed"))
            .help(format!("add `{close}` at the end of the list, or put a text in quotes"));
        Some(report)
    }

    /// Whether the place is on a later line than the bracket and no deeper.
    fn is_left_behind(&self, open: usize) -> bool {
        let (from, to) = (self.part.line(open), self.part.line(self.at));
        let depth = |line: &Range<usize>| {
            let text = &self.part.text[line.clone()];
            text.len() - text.trim_start().len()
        };
        from.start < to.start && depth(&to) <= depth(&from)
    }

    /// A quote that was opened on an earlier line and ends a text by opening the next one.
    fn unclosed_quote(&self) -> Option<Diagnostic> {
        let place = match self.kind {
            ErrorKind::UnclosedQuotedScalar => self.at,
            ErrorKind::InvalidTrailingSingleQuotedScalar => self.odd_quote('\'')?,
            ErrorKind::InvalidTrailingDoubleQuotedScalar => self.odd_quote('"')?,
            _ => return None,
        };
        let report = self
            .report(place..place + 1, "a quote is never closed")
            .help("add the same quote at the end of the text");
        Some(report)
    }

    /// The last quote of the nearest earlier line with an odd number of them, if the quote that
    /// ends before the place was not opened on its line.
    fn odd_quote(&self, quote: char) -> Option<usize> {
        let line = self.part.line(self.at);
        let before = &self.part.text[line.start..self.at];
        if before.matches(quote).count().is_multiple_of(2) {
            return None;
        }
        let mut start = line.start;
        while start > 0 {
            let line = self.part.line(start - 1);
            let text = &self.part.text[line.clone()];
            if !text.matches(quote).count().is_multiple_of(2) {
                return text.rfind(quote).map(|index| line.start + index);
            }
            start = line.start;
        }
        None
    }

    fn by_kind(&self) -> Diagnostic {
        match self.kind {
            ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
                self.unexpected_value()
            }
            ErrorKind::SimpleKeyExpected => self.lost_line(),
            ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::ExpectedDocumentStart
            | ErrorKind::InvalidIndentation => self.misaligned(),
            ErrorKind::UnexpectedCharacter { character } => self.bad_start(*character),
            ErrorKind::MissingAnchorOrAliasName => {
                self.bad_start(self.rest().chars().next().unwrap_or('*'))
            }
            ErrorKind::DirectiveDisallowed | ErrorKind::MissingDirectiveName => {
                self.bad_start('%')
            }
            ErrorKind::InvalidBlockScalarHeader => self.block_indicator(),
            ErrorKind::BlockSequenceEntryNotAllowed => self.dash(),
            ErrorKind::InvalidTrailingSingleQuotedScalar => self
                .report(self.word(), "a text follows the closing quote")
                .help("write a `'` inside single quotes twice: `'it''s'`; or quote the whole text with `\"`"),
            ErrorKind::InvalidTrailingDoubleQuotedScalar => self
                .report(self.word(), "a text follows the closing quote")
                .help("put the quotes around the whole text, with `\\\"` for each `\"` inside, or use `'`"),
            ErrorKind::UnknownQuotedScalarEscape => self.escape(),
            ErrorKind::ExpectedFlowMappingSeparator => self.separator('}'),
            ErrorKind::ExpectedFlowSequenceSeparator => self.separator(']'),
            ErrorKind::MisplacedFlowCollectionEnd => self
                .report(self.here(), "this bracket closes nothing")
                .help("remove it, or put the text in quotes"),
            ErrorKind::MismatchedFlowCollectionEnd { open, close } => self
                .report(self.here(), format!("`{open}` is closed by `{close}`"))
                .help("close `[` with `]` and `{` with `}`, the innermost first"),
            ErrorKind::RecursionLimitExceeded => self
                .report(self.here(), format!("more than {} levels inside each other", crate::limits::MAX_YAML_DEPTH))
                .help("a ledger needs few levels: look for a bracket that is not closed"),
            ErrorKind::BomInsideDocument => self
                .report(self.here(), "a byte order mark stands inside the text")
                .help("remove this invisible character; it comes from joining two files"),
            other => self.report(self.here(), format!("invalid YAML: {}", strip_context(other))),
        }
    }

    /// A colon where no value can follow: a second one on the line, or a line that is too deep.
    fn unexpected_value(&self) -> Diagnostic {
        let line = self.part.line(self.at);
        let text = &self.part.text[line.clone()];
        let first = line.start + text.len() - text.trim_start().len();
        let scalar = self.last_scalar.unwrap_or(self.at);
        if scalar < line.start {
            return self
                .report(
                    first..self.at,
                    "this line is indented deeper than the key above, which has its value already",
                )
                .help("indent it like the line above; to continue a text, put it in quotes");
        }
        let value = self.part.text.get(scalar..line.end).unwrap_or_default().trim_end();
        let report = self.report(self.here(), "a second `: ` on one line");
        if value.contains(['"', '\'', '{', '[', '#']) {
            return report.help("put a text that contains `: ` in quotes");
        }
        report.help(format!("put a text that contains `: ` in quotes: `\"{value}\"`"))
    }

    /// A line that is neither a key nor part of what stands above.
    fn lost_line(&self) -> Diagnostic {
        let start = self.at;
        let end = start + self.rest_of_line().len();
        self.report(start..end, "this line is neither a key with its value nor an entry of a list")
            .help("write `key: value`; indent a text that continues deeper than its key")
    }

    /// A line that starts in a column where nothing above starts.
    fn misaligned(&self) -> Diagnostic {
        let end = self.part.line(self.at).end;
        let length = self.rest_of_line().find(": ").map_or(end - self.at, |colon| colon);
        let range = self.at..(self.at + length).min(end).max(self.at);
        if *self.kind == ErrorKind::ExpectedBlockSequenceEntry && self.aligns_with_dash() {
            return self.report(range, "a key stands between the entries of a list").help(
                "start the line with `- `, or indent it like the keys of the entry or of the list",
            );
        }
        self.report(range, "this line does not line up with the lines above")
            .help("indent it exactly like the keys it belongs to")
    }

    /// Whether the nearest line above that starts in the same column is an entry of a list.
    fn aligns_with_dash(&self) -> bool {
        let column = self.at - self.part.line(self.at).start;
        let before = &self.part.text[..self.part.line(self.at).start];
        before.lines().rev().any(|line| {
            line.get(column..).is_some_and(|rest| rest.starts_with("- "))
                && line[..column].trim().is_empty()
        })
    }

    /// A text that starts with a character that YAML keeps for itself.
    fn bad_start(&self, character: char) -> Diagnostic {
        if character.is_control() {
            let code = u32::from(character);
            return self
                .report(
                    self.here(),
                    format!("a control character (U+{code:04X}) stands in the text"),
                )
                .help("remove this invisible character");
        }
        let rest = self.rest_of_line();
        let report = self
            .report(self.here(), format!("a text without quotes cannot start with `{character}`"));
        if rest.contains(['"', '\'', ',', ']', '}', '#']) || rest.is_empty() {
            return report.help("put the text in quotes");
        }
        report.help(format!("put the text in quotes: `\"{rest}\"`"))
    }

    /// `> 30` or `| x`: the sign of a block, with a text on its line.
    fn block_indicator(&self) -> Diagnostic {
        let rest = self.rest_of_line();
        let indicator = if rest.starts_with('|') { '|' } else { '>' };
        let message =
            format!("`{indicator}` starts a block of text, which begins on the next line");
        let report = self.report(self.here(), message);
        if rest.contains(['"', '\'', '#']) {
            return report.help("put the text in quotes");
        }
        report.help(format!("put the text in quotes: `\"{rest}\"`"))
    }

    /// A dash behind a key.
    fn dash(&self) -> Diagnostic {
        if self.rest_of_line() == "-" {
            return self
                .report(self.here(), "`-` alone is the start of a list, not a value")
                .help("leave out what is not known, or put the dash in quotes");
        }
        self.report(self.here(), "a list with dashes cannot start on the line of its key")
            .help("start a new line before each `- `, or write `[…]`")
    }

    /// A backslash that is no escape.
    fn escape(&self) -> Diagnostic {
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((index, c)) = chars.next() {
            if c == '\\'
                && let Some((_, escaped)) = chars.next()
                && !"0abtnvfre \"/\\N_LPxuU\t\n\r".contains(escaped)
            {
                let start = self.at + index;
                let end = start + 1 + escaped.len_utf8();
                return self
                    .report(start..end, format!("`\\{escaped}` means nothing inside double quotes"))
                    .help("write `\\\\` for a backslash, or use single quotes");
            }
        }
        self.report(self.here(), "a backslash in this text means nothing inside double quotes")
            .help("write `\\\\` for a backslash, or use single quotes")
    }

    fn separator(&self, close: char) -> Diagnostic {
        if self.rest().starts_with("{{") {
            let message = "a text with `{{ … }}` stands here without quotes";
            return self.report(self.at..self.at + 2, message).help(QUOTE_CALL);
        }
        self.report(self.here(), format!("`,` or `{close}` is missing before this"))
            .help("separate entries with commas; put a text that contains `: ` in quotes")
    }
}

/// The parser's own message without "while parsing a …,".
fn strip_context(kind: &ErrorKind) -> String {
    let text = kind.to_string();
    match text.strip_prefix("while ").and_then(|rest| rest.split_once(", ")) {
        Some((_, problem)) => problem.to_owned(),
        None => text,
    }
}
