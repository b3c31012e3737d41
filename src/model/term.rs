//! The glossary.

use super::Header;
use super::Record;
use super::record::MarkdownText;
use super::record::Phrase;
use super::record::Text;
use crate::value::Localized;

/// A term in every language, with the forms to use and to avoid.
#[derive(Debug, Clone)]
pub struct Term {
    /// Id, name, note.
    pub header: Header,
    /// What it means.
    pub definition: Option<MarkdownText>,
    /// Other accepted forms.
    pub aliases: Option<Localized<Vec<Phrase>>>,
    /// Forms that must not be used.
    pub avoid: Option<Localized<Vec<Phrase>>>,
    /// What it is listed under.
    pub group: Option<Text>,
}

impl Record for Term {
    const COLLECTION: &'static str = "terms";

    fn header(&self) -> &Header {
        &self.header
    }
}
