//! Fields that a site declares for its own records.

use super::declared::Visit;
use super::{AnyRef, Phrase, RecordLink, Text};
use crate::source::Span;
use crate::value::{Id, Period, Quantity, Unit};

/// A field that a site declares for the records of a collection.
#[derive(Debug, Clone)]
pub struct OwnField {
    /// The collection of the records that have it.
    pub collection: &'static str,
    /// Its key in records, and its name in downloads.
    pub id: Id,
    /// What it is called on pages.
    pub name: Text,
    /// What it holds.
    pub holds: OwnKind,
    /// Lists tell what it adds up to.
    pub total: bool,
}

/// What a field of a site's own holds.
#[derive(Debug, Clone)]
pub enum OwnKind {
    /// Words, in each language or the same in all.
    Text,
    /// A figure; of that unit, if it says so.
    Quantity(Option<Unit>),
    /// A date or a period.
    Date,
    /// A place on the web, with what it says.
    Link,
    /// Records of a collection.
    Record(&'static str),
    /// Some of a few.
    Choice(Vec<OwnChoice>),
}

/// One of the few that a field may hold.
#[derive(Debug, Clone)]
pub struct OwnChoice {
    /// Its word in the ledger and in downloads.
    pub id: Id,
    /// What it is called.
    pub name: Text,
}

/// What a record has in a field of the site's own.
#[derive(Debug, Clone)]
pub struct OwnValue {
    /// The field, by its number among those of the site.
    pub field: usize,
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub datum: OwnDatum,
}

/// What stands in a field of the site's own.
#[derive(Debug, Clone)]
pub enum OwnDatum {
    /// Words.
    Text(Text),
    /// A figure.
    Quantity(Quantity),
    /// A date or a period.
    Date(Period),
    /// Places on the web.
    Links(Vec<RecordLink>),
    /// Records.
    Records(Vec<AnyRef>),
    /// Choices, by their numbers.
    Choices(Vec<usize>),
}

impl OwnKind {
    /// The words of a site for them.
    pub const WORDS: [&'static str; 6] = ["text", "quantity", "date", "link", "record", "choice"];

    /// The word of a site for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        let [text, quantity, date, link, record, choice] = Self::WORDS;
        match self {
            Self::Text => text,
            Self::Quantity(_) => quantity,
            Self::Date => date,
            Self::Link => link,
            Self::Record(_) => record,
            Self::Choice(_) => choice,
        }
    }

    /// The choices, if it has some.
    #[must_use]
    pub fn choices(&self) -> &[OwnChoice] {
        match self {
            Self::Choice(choices) => choices,
            _ => &[],
        }
    }
}

impl OwnValue {
    /// Shows what it holds.
    pub(in crate::model) fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        match &self.datum {
            OwnDatum::Text(text) => visitor.text(text),
            OwnDatum::Links(links) => {
                links.iter().for_each(|link| visitor.text(&link.title));
                let targets: Vec<&Phrase> = links.iter().flat_map(RecordLink::targets).collect();
                targets.into_iter().for_each(|to| visitor.link(to));
            }
            OwnDatum::Records(records) => records.iter().for_each(|one| visitor.refers(*one)),
            OwnDatum::Quantity(quantity) => visitor.quantity(quantity),
            OwnDatum::Date(date) => visitor.period(*date),
            OwnDatum::Choices(_) => {}
        }
    }
}
