//! Texts that are nested deeper, or cut into more pieces, than a browser shows.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diag::{Code, Diagnostic};
use crate::limits::{MAX_MARKDOWN_DEPTH, MAX_MARKDOWN_PIECES, MAX_TABLE_COLUMNS};
use crate::source::Span;

use super::marks::Spanned;

/// Follows the events of a text, and ends them where it goes beyond a limit.
#[derive(Default)]
pub(super) struct Guard {
    depth: usize,
    n_pieces: usize,
    excess: Option<(String, Range<usize>)>,
}

impl Guard {
    /// Whether to go on.
    pub(super) fn admits(&mut self, (event, range): &Spanned<'_>) -> bool {
        self.n_pieces += 1;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        let excess = match event {
            Event::Start(Tag::Table(columns)) if columns.len() > MAX_TABLE_COLUMNS => {
                format!("a table has more than {MAX_TABLE_COLUMNS} columns")
            }
            _ if self.depth > MAX_MARKDOWN_DEPTH => {
                format!("more than {MAX_MARKDOWN_DEPTH} elements stand inside one another")
            }
            _ if self.n_pieces > MAX_MARKDOWN_PIECES => {
                format!("the text has more than {MAX_MARKDOWN_PIECES} pieces")
            }
            _ => return true,
        };
        self.excess = Some((excess, range.clone()));
        false
    }

    /// Whether all of the text could be read.
    pub(super) const fn is_content(&self) -> bool {
        self.excess.is_none()
    }

    /// The problem of a text that goes beyond a limit.
    pub(super) fn problem(self, span: impl Fn(Range<usize>) -> Span) -> Option<Diagnostic> {
        let (message, range) = self.excess?;
        Some(
            Diagnostic::new(Code::TooLarge, span(range), message)
                .note("nothing of the text is shown")
                .help("make it several pages, or put the data into `content/files/` as a file"),
        )
    }
}
