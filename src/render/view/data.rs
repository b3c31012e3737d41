//! The page with all downloads.

use super::{LayoutView, LinkView};
use serde::Serialize;

/// All data sets, and where to find sources, method and terms.
#[derive(Debug, Clone, Serialize)]
pub struct DataView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What the files hold and how to cite them.
    pub lead: String,
    /// Under which terms the data may be used.
    pub licence: Option<LinkView<'a>>,
    /// Pages about the data: indicators, sources, method, glossary, documents, organizations.
    pub pages: Vec<DataPageView<'a>>,
    /// Each data set, what describes them all, and the calendar.
    pub files: Vec<DataFileView<'a>>,
}

/// A page about the data.
#[derive(Debug, Clone, Serialize)]
pub struct DataPageView<'a> {
    /// The page.
    pub link: LinkView<'a>,
    /// What it holds.
    pub text: String,
}

/// A data set, or another file.
#[derive(Debug, Clone, Serialize)]
pub struct DataFileView<'a> {
    /// What it holds.
    pub title: String,
    /// How many rows and columns it has.
    pub size: Option<String>,
    /// Its files.
    pub downloads: Vec<LinkView<'a>>,
}
