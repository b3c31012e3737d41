//! The archived text of a source: its characters without markup, and folded for comparing.

use crate::source::SourceFile;

/// A character with the place in the file where it stands.
pub(super) type Placed = (usize, char);

/// The text of an archive without its markup.
pub(super) fn plain(file: &SourceFile) -> Vec<Placed> {
    let text = &*file.text;
    match file.path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "htm" => without_tags(text, false),
        "md" => without_tags(text, true),
        _ => text.char_indices().collect(),
    }
}

/// Leaves out tags, comments, scripts and styles, and reads character references; in Markdown also
/// where links lead.
fn without_tags(text: &str, is_markdown: bool) -> Vec<Placed> {
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let skipped = match c {
            '<' => tag(rest),
            ']' if is_markdown && rest.starts_with("](") => end_of(rest, b']', b')'),
            '&' => match reference(rest) {
                Some((found, length)) => {
                    plain.push((at, found));
                    Some(length)
                }
                None => None,
            },
            _ => None,
        };
        match skipped {
            Some(length) => at += length,
            None => {
                plain.push((at, c));
                at += c.len_utf8();
            }
        }
    }
    plain
}

/// The length of a tag or an address up to its end; `None` if another one opens before, as in a text
/// of nothing but `<`, which would be read again for each of them.
fn end_of(text: &str, opening: u8, closing: u8) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().skip(1);
    let (at, found) = bytes.find(|(_, byte)| *byte == opening || *byte == closing)?;
    (found == closing).then_some(at + 1)
}

/// The length of the tag or comment that a text starts with, scripts and styles with what is in
/// them; `None` for a `<` that is only a character.
fn tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |end| end + 3));
    }
    let opens = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    text[1..].chars().next().filter(|c| opens(*c))?;
    let end = end_of(text, b'<', b'>')?;
    for (opening, closing) in [("script", "</script"), ("style", "</style")] {
        let name = text.get(1..=opening.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(opening)) {
            let close = text.char_indices().map(|(at, _)| at).find(|at| {
                let found = text.get(*at..*at + closing.len());
                found.is_some_and(|found| found.eq_ignore_ascii_case(closing))
            });
            let close = close.and_then(|at| Some(at + text[at..].find('>')? + 1));
            return Some(close.unwrap_or(text.len()));
        }
    }
    Some(end)
}

/// Names of characters in HTML that quotations are likely to have.
const NAMED: [(&str, char); 14] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("middot", '·'),
];

/// The character that a text starts to name, as in `&amp;` or `&#20013;`, with the length of that.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let name = &text[1..end];
    let found = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((found, end + 1))
}

/// What a text says, whatever its widths, spaces and punctuation: two texts that fold to the same
/// have the same words and the same figures. Each character comes with its number in the text.
pub(super) fn fold(text: impl Iterator<Item = char>) -> Vec<Placed> {
    let mut folded: Vec<Placed> = Vec::new();
    let mut text = text.map(narrow).enumerate().peekable();
    while let Some((number, c)) = text.next() {
        let after_digit = folded.last().is_some_and(|(_, last)| last.is_ascii_digit());
        let next = text.peek().map(|(_, next)| *next);
        let in_figure = after_digit && next.is_some_and(|next| next.is_ascii_digit());
        match c {
            // Points and dashes within a figure decide what it is; before one, a minus does.
            '.' | '/' if in_figure => folded.push((number, c)),
            '-' | '–' | '—' | '~' | '～' | '−' if in_figure => folded.push((number, '-')),
            '-' | '−' if next.is_some_and(|next| next.is_ascii_digit()) && !after_digit => {
                folded.push((number, '-'));
            }
            '%' | '‰' | '+' | '$' | '€' | '£' | '¥' | '=' => folded.push((number, c)),
            '<' | '>' | '≥' | '≤' => folded.push((number, c)),
            _ if c.is_whitespace() || is_punctuation(c) => {}
            _ => folded.push((number, c)),
        }
    }
    folded
}

/// The narrow form of a wide character.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '￥' => '¥',
        _ => c,
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '\u{a0}'..='\u{bf}'
                | '\u{2010}'..='\u{205e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{3001}'..='\u{3003}'
                | '\u{3008}'..='\u{301f}'
                | '\u{30fb}'
                | '\u{fe30}'..='\u{fe6b}'
                | '\u{feff}'
                | '\u{ff5f}'..='\u{ff65}'
        )
}
