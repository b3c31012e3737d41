//! What has changed since the edition before.

use super::{CiteRefView, LayoutView, LinkView};
use serde::Serialize;

/// What has changed, by what it is.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// Between which days, and how much of what.
    pub lead: String,
    /// The changes, kind by kind; kinds without any are left out.
    pub sections: Vec<ChangeSectionView<'a>>,
    /// All of them as a table.
    pub downloads: Vec<LinkView<'a>>,
}

/// Changes of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeSectionView<'a> {
    /// `new-projects`.
    pub id: &'static str,
    /// "New projects".
    pub title: String,
    /// The changes.
    pub changes: Vec<ChangeView<'a>>,
    /// "Only the first 500 of 1,204 are listed here."
    pub cut: Option<String>,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView<'a> {
    /// What has changed.
    pub record: LinkView<'a>,
    /// What of it, how, and when: "investment: from RMB 1 billion to RMB 2 billion".
    pub phrase: String,
    /// What of it: a field, a period.
    pub what: Option<String>,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// When: the date of a milestone, the day from which a figure is known.
    pub when: Option<String>,
    /// What a status was computed from.
    pub note: Option<String>,
    /// Where this is said.
    pub cites: Vec<CiteRefView>,
}
