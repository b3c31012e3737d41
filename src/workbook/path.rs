//! The way from a record to a value in it, as heads and mappings write it: `name.zh`,
//! `source.2.quote`, `extra."Key of its own".a`.

use crate::schema::PathStep;
use std::fmt;

/// A step of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// To the value of a key.
    Key(Box<str>),
    /// To an item of a list, from 0; it is written from 1.
    Item(usize),
}

impl Step {
    /// The key, if it is one.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Item(_) => None,
        }
    }
}

impl<'p> From<&'p Step> for PathStep<'p> {
    fn from(step: &'p Step) -> Self {
        match step {
            Step::Key(key) => Self::Key(key),
            Step::Item(_) => Self::Item,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(number) => write!(f, "{}", number + 1),
            Self::Key(key) if is_plain(key) => f.write_str(key),
            Self::Key(key) => write!(f, "\"{}\"", key.replace('"', "\"\"")),
        }
    }
}

/// Whether a key needs no quotes: it cannot be taken for a number, for two keys, for one with a
/// unit behind it, or for a word of other letters.
fn is_plain(key: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    key.chars().all(is_letter) && !key.bytes().all(|byte| byte.is_ascii_digit())
}

/// A path as it is written.
pub(super) fn written(path: &[Step]) -> String {
    path.iter().map(Step::to_string).collect::<Vec<_>>().join(".")
}

/// Reads a path; `None` if a part of it is empty or its quotes do not end.
pub(super) fn parse(text: &str) -> Option<Vec<Step>> {
    let mut path = Vec::new();
    let mut rest = text;
    loop {
        let (step, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_key(quoted)?,
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (plain_step(&rest[..end])?, &rest[end..])
            }
        };
        path.push(step);
        if after.is_empty() {
            return Some(path);
        }
        rest = after.strip_prefix('.')?;
    }
}

fn plain_step(text: &str) -> Option<Step> {
    if text.is_empty() {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Step::Key(text.into()));
    }
    text.parse::<usize>().ok()?.checked_sub(1).filter(|item| *item < MOST_ITEMS).map(Step::Item)
}

/// More columns than a sheet has are no numbers of items.
const MOST_ITEMS: usize = 16_384;

/// A key up to the quote that ends it, in which a quote stands twice, and what is behind it.
fn quoted_key(text: &str) -> Option<(Step, &str)> {
    let mut key = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        key.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                key.push('"');
                rest = more;
            }
            None => return Some((Step::Key(key.into()), rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, parse, written};

    #[test]
    fn paths_are_read_as_they_are_written() {
        let key = |key: &str| Step::Key(key.into());
        let cases = [
            ("name.zh", vec![key("name"), key("zh")]),
            ("source.2.ref", vec![key("source"), Step::Item(1), key("ref")]),
            ("extra.\"2023\".\"a.b \"\"c\"\"\"", vec![key("extra"), key("2023"), key("a.b \"c\"")]),
        ];
        for (text, path) in cases {
            assert_eq!(parse(text).as_deref(), Some(&path[..]), "{text}");
            assert_eq!(written(&path), text);
        }
        for text in ["", "a..b", "a.0", "\"a", "\"a\"b"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
