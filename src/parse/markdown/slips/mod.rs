//! Markdown that did not work, and what is lost although it was written.
//!
//! What is slipped in typing stands in the page as it was typed, and nobody looks at every page.
//! Only what can hardly be meant is told: texts are looked at as they are read, so code, links and
//! escaped characters are never accused.
//!
//! 1. `run.rs` puts the words of each block together, line by line, with their places;
//! 2. `lines.rs` looks at what stands at the start of lines, `drawn.rs` at tables that are none,
//!    `inline.rs` and `brackets.rs` at what stands within them;
//! 3. `blocks.rs` looks at fences, tables, lists and notes as they were read.

mod blocks;
mod brackets;
mod drawn;
mod inline;
mod lines;
mod run;

use std::ops::Range;

use pulldown_cmark::Parser;

use super::events::matching_ends;
use super::guard::Guard;
use super::marks::{Layout, Prepared, Spanned};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// Characters without which nothing is looked at more closely.
const SIGNS: &[char] = &[
    '#', '＃', '[', '［', '【', '*', '＊', '_', '~', '|', '｜', '{', ':', '：', '!', '！', '$',
    '^', '=', '＝', '&', '<', '＜', '>', '＞', '`', '·', '•', '●', '－', '-', '+', '＋', '、',
    '．', '.', ')', '）', '①', '？', '?', '\\', '◆', '■', '○', '–', '—', '　', '\t',
];

/// Something in a text that has no effect, or not the one it seems to be meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    code: Code,
    message: String,
    /// Where it stands in the prepared text.
    place: Range<usize>,
    note: Option<String>,
    help: String,
    related: Option<(Range<usize>, &'static str)>,
    /// What would make of the prepared text the one that was meant.
    edits: Vec<(Range<usize>, String)>,
}

impl Slip {
    /// Markdown that is printed as it is.
    fn as_text(place: Range<usize>, help: impl Into<String>) -> Self {
        Self::new(
            Code::MarkdownAsText,
            "this looks like Markdown and is printed as it is",
            place,
            help,
        )
    }

    fn new(
        code: Code,
        message: impl Into<String>,
        place: Range<usize>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { code, message, place, note: None, help, related: None, edits: Vec::new() }
    }

    fn edit(mut self, place: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((place, text.into()));
        self
    }

    fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The problem.
    pub(super) fn into_diagnostic(self, span: impl Fn(Range<usize>) -> Span) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, span(self.place), self.message);
        if let Some(note) = self.note {
            diagnostic = diagnostic.note(note);
        }
        if let Some((place, label)) = self.related {
            diagnostic = diagnostic.related(span(place), label);
        }
        diagnostic.help(self.help)
    }
}

/// Looks for slips in the events of a text, in the order of their places.
pub(super) fn find(events: &[Spanned<'_>], prepared: &Prepared, layout: Layout) -> Vec<Slip> {
    if !prepared.text.contains(SIGNS) {
        return Vec::new();
    }
    let mut slips = Vec::new();
    inline::products(events, &prepared.text, &mut slips);
    let runs = run::runs(events, prepared, &mut slips);
    for run in &runs {
        if layout == Layout::Blocks {
            lines::find(run, &mut slips);
            drawn::find(run, &mut slips);
        }
        brackets::find(run, &mut slips);
        inline::find(run, &mut slips);
    }
    if layout == Layout::Blocks {
        blocks::find(events, &matching_ends(events), prepared, &mut slips);
    }
    notes_told_once(&mut slips);
    slips.sort_by_key(|slip| (slip.place.start, usize::MAX - slip.place.end));
    let mut end = 0;
    slips.retain(|slip| {
        let is_new = slip.place.start >= end;
        end = end.max(slip.place.end);
        is_new
    });
    slips
}

/// Of a note that is not defined as Markdown wants it, its references are no further mistakes.
fn notes_told_once(slips: &mut Vec<Slip>) {
    let label = |slip: &Slip| {
        slip.help.strip_prefix(brackets::NOTE_AS_TEXT)?.split('`').next().map(str::to_owned)
    };
    let mut told: std::collections::BTreeSet<_> = slips
        .iter()
        .filter_map(|slip| {
            slip.help
                .strip_prefix(brackets::DEFINITION_AS_TEXT)?
                .split('`')
                .next()
                .map(str::to_owned)
        })
        .collect();
    slips.retain(|slip| label(slip).is_none_or(|label| told.insert(label)));
}

/// The text as it was probably meant, if something in it does not work; `None` if all does.
pub(super) fn repaired(text: &str, layout: Layout) -> Option<String> {
    let prepared = Prepared::new(text, layout);
    let parser = Parser::new_ext(&prepared.text, super::extensions()).into_offset_iter();
    let mut guard = Guard::default();
    let events = prepared.clean(parser.take_while(|event| guard.admits(event)));
    if !guard.is_content() {
        return None;
    }
    let slips = find(&events, &prepared, layout);
    let edits = slips.into_iter().flat_map(|slip| slip.edits);
    let mut edits: Vec<_> = edits
        .map(|(place, text)| {
            (prepared.source_offset(place.start)..prepared.source_offset(place.end), text)
        })
        .collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut repaired = String::with_capacity(text.len());
    let mut at = 0;
    for (place, new) in edits {
        let Some(kept) = text.get(at..place.start) else { continue };
        repaired.push_str(kept);
        repaired.push_str(&new);
        at = place.end.max(at);
    }
    repaired.push_str(text.get(at..).unwrap_or_default());
    Some(repaired)
}

/// A text as it is quoted in a help: one line of it, and not much more than forty characters.
fn quoted(text: &str) -> String {
    const MAX_CHARS: usize = 40;
    let line = ahead(text).lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// What stands up to that far is looked at together: more than any line that somebody types.
const MAX_BYTES: usize = 2000;

/// The beginning of a text.
fn ahead(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where the part of a text starts that is looked back at from its end.
fn back(text: &str) -> usize {
    let mut start = text.len().saturating_sub(MAX_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// ASCII for the characters that are the same only wider.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '。' => '.',
        '\u{3000}' => ' ',
        c => c,
    }
}
