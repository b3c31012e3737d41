//! What is known of a record, line by line.

use super::{CiteRefView, FigureView, LinkView, TextView};
use crate::render::shape::Word;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A line of a definition list: a fact of a record. Templates see one of `figure`, `text` and
/// `links` beside its other fields.
#[derive(Debug, Clone)]
pub struct FactView<'a> {
    /// What it is, for templates: `investment`, `park`, or the `id` of a fact of the record's own.
    pub key: &'a str,
    /// What it is, for readers.
    pub label: TextView<'a>,
    /// The value.
    pub value: FactValue<'a>,
    /// A remark.
    pub note: Option<TextView<'a>>,
    /// Where words or links come from; a figure has its own.
    pub cites: Vec<CiteRefView>,
}

/// The value of a fact.
#[derive(Debug, Clone)]
pub enum FactValue<'a> {
    /// A figure, or that nothing is published.
    Figure(FigureView),
    /// Words.
    Text(TextView<'a>),
    /// Links to records.
    Links(Vec<LinkView<'a>>),
}

impl Serialize for FactView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (figure, text, links) = match &self.value {
            FactValue::Figure(figure) => (Some(figure), None, None),
            FactValue::Text(text) => (None, Some(text), None),
            FactValue::Links(links) => (None, None, Some(links)),
        };
        let mut fact = serializer.serialize_struct("FactView", 7)?;
        fact.serialize_field("key", &Word(self.key))?;
        fact.serialize_field("label", &self.label)?;
        fact.serialize_field("figure", &figure)?;
        fact.serialize_field("text", &text)?;
        fact.serialize_field("links", &links)?;
        fact.serialize_field("note", &self.note)?;
        fact.serialize_field("cites", &self.cites)?;
        fact.end()
    }
}
