//! Changes of a text at places that do not overlap.

use std::ops::Range;

/// What stands in a range is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Bytes of the text as it is.
    pub(super) range: Range<usize>,
    /// What stands there afterwards.
    pub(super) text: String,
}

/// The text with all edits made; everything else stays as it is, byte for byte.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(text.get(at..edit.range.start).unwrap_or_default());
        result.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// Gives a text the line ends of the file that it goes into.
pub(super) fn with_line_ends_of(file: &str, text: &str) -> String {
    match file.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text.to_owned(),
    }
}
