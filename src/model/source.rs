//! Sources: where figures come from.

use super::declared::{Words, record};
use super::record::{MarkdownText, Phrase, Text};

record! {
    /// A publication that figures and statements rest on.
    pub struct Source in "sources", "a source" with "title" {
        /// Who published it.
        pub publisher: Option<Text>,
        /// The address where it can be read.
        pub url: Option<Phrase> as Address,
        /// What it is.
        pub kind: Option<SourceKind>,
        /// The language of the original, as a BCP 47 tag; quotes stand in it.
        pub lang: Option<Box<str>>,
        /// The file with its archived text, below `content/`: `files/report.txt`, which is
        /// published, or `archive/report.html`, which is not; `.txt`, `.md` or `.html`, up to 5 MB.
        /// Every `quote` must stand in it.
        pub archive: Option<Phrase>,
        /// What it says, in short.
        #[kept(Whole)]
        pub summary: Option<MarkdownText>,
    }
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

impl Words for SourceKind {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}
