//! Texts of cells that are to be taken as they stand.
//!
//! What a cell says is mostly what a person means by it: `-` is nothing, `a; b` are two, a name is
//! that record. An apostrophe before such a text says that the text itself is meant, as it does
//! where one types into a spreadsheet. Before any other text it is a part of it, because texts may
//! begin with one.

use super::value::{is_open, is_placeholder};
use crate::parse::damage::spreadsheet_error;
use crate::schema::Shape;

const MARK: char = '\'';

/// What a cell says of a field that holds anything, where that is no text.
pub(super) const NOTHING: &str = "~";
pub(super) const NO_ITEMS: &str = "[]";
pub(super) const NO_KEYS: &str = "{}";

/// The text that is meant, if a text is marked.
pub(super) fn literal<'t>(text: &'t str, shape: &Shape) -> Option<&'t str> {
    text.strip_prefix(MARK).filter(|rest| takes_mark(rest, shape))
}

/// Whether an apostrophe before a text is a mark.
fn takes_mark(text: &str, shape: &Shape) -> bool {
    let inner = text.trim_start_matches(MARK);
    let one = if let Shape::List(items) = shape { items } else { shape };
    let is_named = matches!(one, Shape::Party | Shape::Free);
    is_named || means_another(inner)
}

/// Whether a text is not taken as it stands in any field.
fn means_another(text: &str) -> bool {
    text.is_empty() || is_placeholder(text) || is_open(text) || spreadsheet_error(text).is_some()
}

/// A text with a mark, if it needs one to be read as it stands.
pub(super) fn marked(text: &str, shape: &Shape) -> String {
    let is_word = *shape == Shape::Free && [NOTHING, NO_ITEMS, NO_KEYS].contains(&text);
    let starts = text.starts_with(MARK) && takes_mark(&text[1..], shape);
    match is_word || starts || means_another(text) {
        true => format!("{MARK}{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{literal, marked};
    use crate::schema::Shape;

    #[test]
    fn what_is_marked_is_read_as_it_was() {
        let texts = ["-", "'-", "", "#REF!", "'90s", "~", "''", "a", "[]", "'"];
        for shape in [Shape::Word, Shape::Text, Shape::Party, Shape::Free] {
            for text in texts {
                let marked = marked(text, &shape);
                assert_eq!(literal(&marked, &shape).unwrap_or(&marked), text, "{shape:?}");
            }
        }
        assert_eq!(marked("'90s", &Shape::Text), "'90s");
        assert_eq!(literal("'90s", &Shape::Text), None);
    }
}
