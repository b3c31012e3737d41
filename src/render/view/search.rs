//! The search page.

use super::{LayoutView, LinkView};
use serde::Serialize;

/// Without a script it is a list of everything; with one, what a question finds stands above.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// The script that searches.
    pub script_href: String,
    /// Everything, by sort.
    pub sections: Vec<SearchSectionView<'a>>,
}

/// All of one sort.
#[derive(Debug, Clone, Serialize)]
pub struct SearchSectionView<'a> {
    /// Its id on the page.
    pub id: String,
    /// What the sort is called, with a link to the page that lists it.
    pub title: LinkView<'a>,
    /// How many there are.
    pub n: String,
    /// One by one; none where they fill pages of their own.
    pub links: Vec<LinkView<'a>>,
    /// The pages that list them then.
    pub pages: Vec<LinkView<'a>>,
}
