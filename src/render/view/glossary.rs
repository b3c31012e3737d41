//! The glossary.

use super::{CiteRefView, HtmlView, LayoutView, LinkView, PictureView, TextView};
use serde::Serialize;

/// All terms, by group, in the order of the language.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is listed.
    pub lead: String,
    /// The groups.
    pub groups: Vec<TermGroupView<'a>>,
}

/// Terms of one group.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroupView<'a> {
    /// Its title; `None` where terms are not grouped.
    pub title: Option<TextView<'a>>,
    /// Its id on the page.
    pub id: String,
    /// The terms.
    pub terms: Vec<TermView<'a>>,
}

/// A term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView<'a> {
    /// Its id on the page.
    pub id: String,
    /// The term in the language of the page.
    pub name: TextView<'a>,
    /// The term in the other languages.
    pub others: Vec<TextView<'a>>,
    /// Other accepted forms in the language of the page.
    pub aliases: Vec<String>,
    /// Forms that must not be used, in the language of the page.
    pub avoid: Vec<String>,
    /// What it means.
    pub definition: Option<HtmlView<'a>>,
    /// Pictures of it.
    pub pictures: Vec<PictureView<'a>>,
    /// Pages elsewhere and files that say more.
    pub links: Vec<LinkView<'a>>,
    /// Where that is said.
    pub cites: Vec<CiteRefView>,
}
