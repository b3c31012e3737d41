//! Written pages.

use super::Image;
use super::record::{Citation, Phrase};
use crate::parse::markdown::Markdown;
use crate::source::{FileId, Span};
use crate::value::{Localized, Period};
use std::sync::Arc;

/// A written page in the languages it exists in.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path without language and ending: `reports/2023-q1`.
    pub path: Box<str>,
    /// One text per language; one that has not changed is shared with the models of earlier runs.
    pub texts: Localized<Arc<PageText>>,
}

/// A written page in one language.
#[derive(Debug, Clone)]
pub struct PageText {
    /// Its file.
    pub file: FileId,
    /// The place of its title.
    pub span: Span,
    /// The title.
    pub title: Phrase,
    /// One or two sentences.
    pub description: Option<Phrase>,
    /// The day it was published.
    pub date: Option<Period>,
    /// The day it was last changed.
    pub updated: Option<Period>,
    /// The period it speaks of.
    pub period: Option<Period>,
    /// Its place in its section, lower first.
    pub weight: u32,
    /// Left out of lists.
    pub unlisted: bool,
    /// The text.
    pub body: Markdown,
    /// Where it was before: paths within its language, as in `reports/first`.
    pub aliases: Vec<Phrase>,
    /// The sources of the page as a whole.
    pub citations: Vec<Citation>,
    /// Pictures beside those in its text, the first one for its head.
    pub images: Vec<Image>,
    /// The stamp of the original that it was translated from, as written.
    pub translated_from: Option<Phrase>,
}

impl Page {
    /// The folder it is in, such as `reports`; `None` at the top.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        self.path.rsplit_once('/').map(|(section, _)| section)
    }
}
