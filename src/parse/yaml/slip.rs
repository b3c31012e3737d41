//! Colons that were meant to end a key but do not: full-width ones, and those without a space; and
//! signs of comments that cut a text.

use std::ops::Range;

use super::Part;
use crate::diag::{Code, Diagnostic};
use crate::parse::damage;
use crate::source::Span;

/// Longest key in characters before a full-width colon; a longer text is prose.
const MAX_KEY_CHARS: usize = 40;

/// Words before a colon that start an address, not a key.
const URI_SCHEMES: [&str; 6] = ["mailto", "tel", "urn", "doi", "isbn", "data"];

/// What is wrong with a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `：` instead of `: `.
    FullWidth,
    /// No space behind it.
    NoSpace,
}

/// A wrong colon in a text: where it is and what key it was meant to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) kind: Kind,
    /// The key, in bytes of the text.
    pub(super) key: Range<usize>,
    /// The colon, in bytes of the text.
    pub(super) colon: Range<usize>,
}

/// Looks for a wrong colon at the start of a line, behind its indentation and dashes.
pub(super) fn find(line: &str) -> Option<Slip> {
    let mut content = line.trim_start_matches(' ');
    while let Some(rest) = content.strip_prefix("- ") {
        content = rest.trim_start_matches(' ');
    }
    let start = line.len() - content.len();
    if content.starts_with(['"', '\'', '#', '[', '{', '|', '>', '&', '*', '!']) {
        return None;
    }
    let colon = content.find([':', '：'])?;
    let (key, rest) = (content[..colon].trim_end(), &content[colon..]);
    if key.is_empty() || key.contains(" #") {
        return None;
    }
    let (kind, length) = match rest.strip_prefix(':') {
        None if key.chars().count() <= MAX_KEY_CHARS => (Kind::FullWidth, '：'.len_utf8()),
        Some(after) if lacks_space(key, after) => (Kind::NoSpace, 1),
        _ => return None,
    };
    let colon = start + colon..start + colon + length;
    Some(Slip { kind, key: start..start + key.len(), colon })
}

/// Like [`find`], only for keys that are plain ASCII words, as those of records are. For places
/// where a text that happens to hold a colon is possible, too.
pub(super) fn find_word(line: &str) -> Option<Slip> {
    find(line).filter(|slip| {
        let key = &line[slip.key.clone()];
        key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    })
}

/// Whether `key:after` was probably meant as a key and its value.
fn lacks_space(key: &str, after: &str) -> bool {
    let word = key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    word && key.starts_with(char::is_alphabetic)
        && !URI_SCHEMES.contains(&key)
        && !after.starts_with("//")
        && after.starts_with(|c: char| !c.is_whitespace())
}

/// The diagnostic for a wrong colon at that place.
pub(super) fn report(kind: Kind, colon: Span) -> Diagnostic {
    match kind {
        Kind::FullWidth => {
            Diagnostic::new(Code::YamlSyntax, colon, "a full-width colon does not end a key")
                .help("write `: ` (an ASCII colon and a space); quote the text if it is not a key")
        }
        Kind::NoSpace => {
            Diagnostic::new(Code::YamlSyntax, colon, "a space is missing after the colon of a key")
                .help("write `: ` (a colon and a space); quote the text if it is not a key")
        }
    }
}

/// A ` #` behind a text without quotes, which cuts it, if no space follows as in a comment.
pub(super) fn cut_by_comment(part: Part<'_>, scalar: Range<usize>) -> Option<Diagnostic> {
    // A line may hold very many texts, and is looked for behind few.
    let behind = part.text.get(scalar.end..)?.trim_start_matches([' ', '\t']);
    if !behind.starts_with('#') {
        return None;
    }
    let line = part.line(scalar.end.max(scalar.start));
    let rest = part.text.get(scalar.end..line.end)?;
    let cut = rest.trim_start_matches([' ', '\t']);
    let first = cut.strip_prefix('#')?.chars().next()?;
    let begins = first.is_alphanumeric() || "“《【（「\"'($¥€".contains(first);
    let is_apart = cut.len() < rest.len() || part.text[..scalar.end].ends_with([' ', '\t']);
    if !begins || !is_apart || damage::leading_spreadsheet_error(cut).is_some() {
        return None;
    }
    let cut = cut.trim_end();
    let start = line.end - rest.len() + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let text = part.text.get(scalar).unwrap_or_default().trim();
    let whole = if text.is_empty() { cut.to_owned() } else { format!("{text} {cut}") };
    let help = if whole.contains(['"', '\\', '\n']) || whole.chars().count() > 80 {
        "put the whole text in quotes; a comment has a space behind its `#`".to_owned()
    } else {
        format!("put the whole text in quotes: `\"{whole}\"`; a comment has a space behind its `#`")
    };
    Some(
        Diagnostic::new(
            Code::TextNotShown,
            part.span(start..start + cut.len()),
            "` #` makes a comment of the rest of the line, which is not shown",
        )
        .help(help),
    )
}
