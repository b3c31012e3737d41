//! Sources: where figures come from.

use super::Header;
use super::Record;
use super::record::MarkdownText;
use super::record::Phrase;
use super::record::Text;
use crate::value::Period;

/// A publication that figures and statements rest on.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id, title, note.
    pub header: Header,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When.
    pub published: Option<Period>,
    /// Where it can be read.
    pub url: Option<Phrase>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// The BCP 47 tag of its language.
    pub lang: Option<Box<str>>,
    /// The file with its archived text, a path below `content/`.
    pub archive: Option<Phrase>,
    /// What it says, in short.
    pub summary: Option<MarkdownText>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A news article.
    News,
    /// A report.
    Report,
    /// A data set.
    Dataset,
    /// A law or regulation.
    Law,
    /// An interview.
    Interview,
}

impl SourceKind {
    /// The words used in `sources.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("news", Self::News),
        ("report", Self::Report),
        ("dataset", Self::Dataset),
        ("law", Self::Law),
        ("interview", Self::Interview),
    ];
}

impl Record for Source {
    const COLLECTION: &'static str = "sources";

    fn header(&self) -> &Header {
        &self.header
    }
}
