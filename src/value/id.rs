//! Names of records.

use super::{ValueError, ValueErrorKind};
use crate::limits::MAX_ID_BYTES;
use std::sync::Arc;

/// The name of a record: lower-case ASCII letters, digits and `-`, as in `sanchun` or `2023-q1`.
///
/// Cheap to clone; ordered by its characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Reads an id.
    ///
    /// # Errors
    ///
    /// If the text is empty, has other characters, or starts or ends with `-`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if text.is_empty() {
            return Err(ValueError::new(ValueErrorKind::Empty, 0..0, "an id cannot be empty"));
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if let Some((at, wrong)) = text.char_indices().find(|(_, c)| !allowed(*c)) {
            let message = format!("`{wrong}` cannot stand in an id");
            let range = at..at + wrong.len_utf8();
            return Err(with_slug(ValueError::new(ValueErrorKind::BadId, range, message), text));
        }
        if text.starts_with('-') || text.ends_with('-') {
            let message = "an id starts and ends with a letter or a digit";
            let error = ValueError::new(ValueErrorKind::BadId, 0..text.len(), message);
            return Err(with_slug(error, text));
        }
        if text.len() > MAX_ID_BYTES {
            let message = format!("an id has at most {MAX_ID_BYTES} characters");
            return Err(ValueError::new(ValueErrorKind::BadId, 0..text.len(), message));
        }
        if is_device(text) {
            let message = format!("`{text}` is the name of a device on Windows");
            let error = ValueError::new(ValueErrorKind::BadId, 0..text.len(), message);
            return Err(error.help(format!("add a word, as in `{text}-1`")));
        }
        Ok(Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Whether Windows takes a name, with or without an ending, for a device.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let is_port = |rest: &str| rest.len() == 1 && rest.bytes().all(|digit| digit.is_ascii_digit());
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(&*stem, "con" | "prn" | "aux" | "nul") || port.is_some_and(is_port)
}

/// Adds the nearest allowed form, if anything of the text can stay.
fn with_slug(error: ValueError, text: &str) -> ValueError {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    match slug.trim_matches('-') {
        "" => error.help("use the letters a to z, digits and `-`"),
        slug => error.help(format!("use the letters a to z, digits and `-`, such as `{slug}`")),
    }
}
