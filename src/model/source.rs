//! Sources: where figures come from.

use super::Collection;
use super::declared::{one_of, record};
use super::record::{MarkdownText, Phrase, Text};
use super::resolve::Context;

record! {
    /// A publication that figures and statements rest on.
    pub struct Source in "sources", "a source" with "title" tells published {
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
        pub summary: Option<MarkdownText>,
    }
}

impl Source {
    /// What has no date of its own is dated by its sources.
    fn published(sources: &Collection<Self>, cx: &mut Context<'_>) {
        cx.told.published = cx.by_number(sources, |source| source.header.published);
    }
}

one_of! {
    /// What a source is.
    pub enum SourceKind, keys "source-" {
        /// A news article.
        News = "news",
        /// A report.
        Report = "report",
        /// A data set.
        Dataset = "dataset",
        /// A law or regulation.
        Law = "law",
        /// An interview.
        Interview = "interview",
    }
}
