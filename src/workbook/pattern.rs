//! Names of sheets and beginnings of rows, as a mapping gives them.

use regex_lite::Regex;

/// A text, or a regular expression where it starts with `^`.
#[derive(Debug)]
pub(super) enum Pattern {
    Plain(String),
    Expression(Regex),
}

impl Pattern {
    pub(super) fn new(text: &str) -> Result<Self, String> {
        match text.starts_with('^') {
            true => Regex::new(text).map(Self::Expression).map_err(|error| error.to_string()),
            false => Ok(Self::Plain(squeezed(text))),
        }
    }

    /// Whether it is that text; spaces do not count, with which names are spread.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Plain(plain) => *plain == squeezed(text),
            Self::Expression(expression) => expression.is_match(text.trim()),
        }
    }

    /// Whether a text starts with it.
    pub(super) fn starts(&self, text: &str) -> bool {
        match self {
            Self::Plain(plain) => squeezed(text).starts_with(plain.as_str()),
            Self::Expression(expression) => expression.is_match(&squeezed(text)),
        }
    }
}

/// A text without spaces, its letters and marks of the usual width and in lower case.
pub(super) fn squeezed(text: &str) -> String {
    let narrow = text.chars().filter(|c| !c.is_whitespace()).map(narrow);
    narrow.flat_map(char::to_lowercase).collect()
}

/// A character in the width of Latin letters, if it has one: `（` is `(`, `３` is `3`.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Signs that ledgers put before or behind a name, to be explained below the table.
const MARKS: [char; 13] = ['★', '☆', '▲', '△', '●', '◆', '◇', '■', '◎', '※', '*', '＊', '✦'];

/// The signs at a name, and the name without them; `None` if it has none, or is nothing else.
pub(super) fn marked(text: &str) -> Option<(String, &str)> {
    let is_blank = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let name = text.trim_matches(is_blank);
    let start = text.find(name)?;
    let around = text[..start].chars().chain(text[start + name.len()..].chars());
    let marks: String = around.filter(|c| MARKS.contains(c)).collect();
    (!name.is_empty() && !marks.is_empty()).then_some((marks, name))
}

/// A name without the signs at it.
pub(super) fn unmarked(text: &str) -> &str {
    marked(text).map_or(text, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn signs_at_a_name_are_told_from_it() {
        assert_eq!(marked("★ 芦苇纸业"), Some(("★".to_owned(), "芦苇纸业")));
        assert_eq!(marked("Paper mill*"), Some(("*".to_owned(), "Paper mill")));
        assert_eq!(marked("▲★二期"), Some(("▲★".to_owned(), "二期")));
        assert_eq!(marked("★"), None);
        assert_eq!(marked("2*3 grid"), None);
    }
}
