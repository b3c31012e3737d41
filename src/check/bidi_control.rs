//! Characters that turn the direction of a text, or that cannot be seen.
//!
//! Which: the directional formatting characters of UAX 9 (embeddings, overrides, isolates), as the
//! report "Trojan Source" (2021) names them, and characters without width of UTS 39. The marks
//! U+200E and U+200F, which turn nothing but themselves, and the joiners that some scripts need,
//! are left out.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::{FileId, SourceFile, Span};
use memchr::memchr2;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::ops::Range;

/// Looks at the files that have changed since an earlier run; of all others that run has told.
/// Returns all that was found.
pub(super) fn check<'a>(
    subject: Subject<'a>,
    before: Option<(&Sink, &[bool])>,
    sink: &mut Sink,
) -> Sink {
    let mut found = Sink::default();
    let is_same = |file: FileId| before.is_some_and(|(_, is_same)| is_same[file.index()]);
    let told = before.into_iter().flat_map(|(told, _)| told.iter());
    let stands = told.filter(|one| one.span.is_some_and(|span| is_same(span.file)));
    stands.for_each(|one| found.push(one.clone()));
    let is_ours =
        |path: &str| path.starts_with("content/") && !path.starts_with("content/archive/");
    let files: Vec<_> = subject
        .sources
        .iter()
        .filter(|(file, source)| is_ours(&source.path) && !is_same(*file))
        .collect();
    let of_file = |(file, source): (FileId, &'a SourceFile)| {
        let text = &*source.text;
        plain(text).chain(escaped(text)).map(move |(range, c)| problem(file, range, c))
    };
    let new: Vec<_> = files.into_par_iter().flat_map_iter(of_file).collect();
    new.into_iter().for_each(|one| found.push(one));
    sink.append(found.clone());
    found
}

fn is_meant(c: char) -> bool {
    // Line breaks and tabs apart, control characters have no meaning in a text.
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The characters themselves. Every byte of every source is looked at, so only those are decoded
/// that such a character may begin with.
fn plain(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let may_begin =
        |byte: u8| matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef);
    let starts = text.bytes().enumerate().filter(move |(_, byte)| may_begin(*byte));
    starts.filter_map(|(at, _)| {
        let c = text[at..].chars().next().filter(|c| is_meant(*c))?;
        Some((at..at + c.len_utf8(), c))
    })
}

/// The same characters, written as `\u202e` in YAML or `&#x202e;` in Markdown.
fn escaped(text: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    if memchr2(b'\\', b'&', text.as_bytes()).is_none() {
        return found;
    }
    for (start, radix) in [("\\u", 16), ("\\U0000", 16), ("&#x", 16), ("&#X", 16), ("&#", 10)] {
        for (at, _) in text.match_indices(start) {
            let digits = &text[at + start.len()..];
            let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
            let length = if start.starts_with('\\') { length.min(4) } else { length };
            let c = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32);
            if let Some(c) = c.filter(|c| is_meant(*c)) {
                found.push((at..at + start.len() + length, c));
            }
        }
    }
    found
}

fn problem(file: FileId, range: Range<usize>, c: char) -> Diagnostic {
    let does = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "turns the direction of what follows",
        _ => "cannot be seen",
    };
    let message = format!("the text has the character U+{:04X}, which {does}", u32::from(c));
    Diagnostic::new(Code::BidiControl, Span::new(file, range), message).help("remove it")
}
