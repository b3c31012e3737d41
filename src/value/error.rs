//! What is wrong with the text of a value, and where inside it.

use std::ops::Range;

/// A text that is no value of the type asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// What kind of mistake it is.
    pub kind: ValueErrorKind,
    /// Lower case, no final full stop, names what was found.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The wrong part: byte offsets in the text that was read.
    pub range: Range<usize>,
}

/// The kinds of mistakes in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueErrorKind {
    /// There is no text.
    Empty,
    /// The number cannot be read, or not without losing digits.
    BadNumber,
    /// A bare number where a unit is needed.
    MissingUnit,
    /// A word after (or before) the number that is no unit.
    UnknownUnit,
    /// A unit, but not of the kind expected, or two that do not go together.
    WrongUnit,
    /// Readable, but it cannot be: a range from high to low, an amount past every limit.
    Impossible,
    /// Text that is neither number, unit nor relation.
    Unexpected,
    /// The text is no period.
    BadPeriod,
    /// The text is a period that does not exist, such as 30 February.
    NoSuchPeriod,
    /// The text is no id.
    BadId,
    /// The text is no language tag.
    BadLanguage,
}

impl ValueError {
    /// A mistake of that kind at that place.
    pub fn new(kind: ValueErrorKind, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: None, range }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ValueError {}
