//! The page with all downloads.

use super::ChromeView;
use super::LinkView;
use serde::Serialize;

/// All tables as files, and where to find sources, method and terms.
#[derive(Debug, Clone, Serialize)]
pub struct DataView {
    /// What stands around.
    pub page: ChromeView,
    /// What the files hold and how to cite them.
    pub lead: String,
    /// Pages about the data: indicators, sources, method, glossary, documents, organizations.
    pub pages: Vec<DataPageView>,
    /// Each table.
    pub files: Vec<DataFileView>,
}

/// A page about the data.
#[derive(Debug, Clone, Serialize)]
pub struct DataPageView {
    /// The page.
    pub link: LinkView,
    /// What it holds.
    pub text: String,
}

/// A table as files.
#[derive(Debug, Clone, Serialize)]
pub struct DataFileView {
    /// What it shows.
    pub title: String,
    /// CSV and JSON.
    pub downloads: Vec<LinkView>,
}
