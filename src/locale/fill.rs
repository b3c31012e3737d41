//! Patterns: texts with `{name}` placeholders.

use memchr::memchr;

/// The pattern with its placeholders replaced by what `write` appends for their names. A name
/// for which `write` returns false stays as it is.
pub(super) fn fill(pattern: &str, mut write: impl FnMut(&str, &mut String) -> bool) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    for piece in pieces(pattern) {
        match piece {
            // What ends with an abbreviation (2023 г.) ends its sentence as well.
            Piece::Text(text) if out.ends_with('.') && is_full_stop(text) => {
                out.push_str(&text[1..]);
            }
            Piece::Text(text) => out.push_str(text),
            Piece::Slot(name) => {
                if !write(name, &mut out) {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
        }
    }
    out
}

/// Whether a text begins with a full stop, and not with the dots of an ellipsis or of decimals.
fn is_full_stop(text: &str) -> bool {
    text.strip_prefix('.')
        .is_some_and(|rest| !rest.starts_with(|c: char| c == '.' || c.is_alphanumeric()))
}

/// The pattern with one placeholder replaced.
pub(super) fn fill_one(pattern: &str, name: &str, value: &str) -> String {
    fill(pattern, |found, out| {
        out.push_str(if found == name { value } else { "" });
        found == name
    })
}

/// The names of the placeholders of a pattern.
pub fn placeholders(pattern: &str) -> impl Iterator<Item = &str> {
    pieces(pattern).filter_map(|piece| match piece {
        Piece::Slot(name) => Some(name),
        Piece::Text(_) => None,
    })
}

/// A part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Stands for itself.
    Text(&'a str),
    /// The name of a placeholder.
    Slot(&'a str),
}

/// The parts of a pattern, in order. A brace without its partner is text.
pub(super) fn pieces(pattern: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let slot = rest.strip_prefix('{').and_then(|after| after.split_once('}'));
        if let Some((name, after)) = slot.filter(|(name, _)| is_name(name)) {
            rest = after;
            return Some(Piece::Slot(name));
        }
        // A brace that begins no placeholder is text.
        let start = usize::from(rest.starts_with('{'));
        let end = memchr(b'{', &rest.as_bytes()[start..]).map_or(rest.len(), |at| start + at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
