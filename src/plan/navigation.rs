//! What the header offers.

use super::{Index, Of, PageId, PageKind, PageKinds};
use crate::model::Model;

/// An entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavEntry {
    /// The page.
    pub id: PageId,
    /// The key of its interface string; a section that has a page of its own is named by it.
    pub key: &'static str,
}

/// The header's entries, one of each kind that has one; empty sections are left out.
#[must_use]
pub fn navigation(kinds: &PageKinds, model: &Model, index: &Index) -> Vec<NavEntry> {
    let is_reports = |id: &&PageId| match id.of {
        Of::Section(number) => index.sections[number] == "reports",
        _ => false,
    };
    let entry = |kind: &'static PageKind| {
        let key = kind.header?;
        let pages = kind.pages(model, index);
        let id = *pages.iter().find(is_reports).or(pages.first())?;
        Some(NavEntry { id, key })
    };
    kinds.iter().filter_map(entry).collect()
}
