//! The glossary.

use super::ChromeView;
use super::HtmlView;
use super::TextView;
use serde::Serialize;

/// All terms, by group, in the order of the language.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryView {
    /// What stands around.
    pub page: ChromeView,
    /// One line on what is listed.
    pub lead: String,
    /// The groups.
    pub groups: Vec<TermGroupView>,
}

/// Terms of one group.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroupView {
    /// Its title; `None` where terms are not grouped.
    pub title: Option<TextView>,
    /// Its id on the page.
    pub id: String,
    /// The terms.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Its id on the page.
    pub id: String,
    /// The term in the language of the page.
    pub name: TextView,
    /// The term in the other languages.
    pub others: Vec<TextView>,
    /// Other accepted forms in the language of the page.
    pub aliases: Vec<String>,
    /// Forms that must not be used, in the language of the page.
    pub avoid: Vec<String>,
    /// What it means.
    pub definition: Option<HtmlView>,
}
