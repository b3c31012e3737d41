//! What is known of a record, line by line.

use super::{CiteRefView, FigureView, LinkView, TextView};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A line of a definition list: a fact of a record.
#[derive(Debug, Clone, Serialize)]
pub struct FactView<'a> {
    /// What it is, for templates: `investment`, `park`, or the `id` of a fact of the record's own.
    pub key: &'a str,
    /// What it is, for readers.
    pub label: TextView<'a>,
    /// The value.
    #[serde(flatten)]
    pub value: FactValue<'a>,
    /// A remark.
    pub note: Option<TextView<'a>>,
    /// Where words or links come from; a figure has its own.
    pub cites: Vec<CiteRefView>,
}

/// The value of a fact. Templates see one of `figure`, `text` and `links`.
#[derive(Debug, Clone)]
pub enum FactValue<'a> {
    /// A figure, or that nothing is published.
    Figure(FigureView),
    /// Words.
    Text(TextView<'a>),
    /// Links to records.
    Links(Vec<LinkView<'a>>),
}

impl Serialize for FactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (figure, text, links) = match self {
            Self::Figure(figure) => (Some(figure), None, None),
            Self::Text(text) => (None, Some(text), None),
            Self::Links(links) => (None, None, Some(links)),
        };
        let mut value = serializer.serialize_struct("FactValue", 3)?;
        value.serialize_field("figure", &figure)?;
        value.serialize_field("text", &text)?;
        value.serialize_field("links", &links)?;
        value.end()
    }
}
