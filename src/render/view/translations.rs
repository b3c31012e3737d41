//! How much there is in each language.

use super::LayoutView;
use serde::Serialize;

/// What there is in each language.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationsView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is counted.
    pub lead: String,
    /// Each language.
    pub languages: Vec<LanguageCoverageView<'a>>,
}

/// What there is in a language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageCoverageView<'a> {
    /// Its own name.
    pub name: &'a str,
    /// Its BCP 47 tag, only if it differs from that of the page.
    pub lang: Option<&'a str>,
    /// "12 of 12 pages" and the like.
    pub lines: Vec<String>,
}
