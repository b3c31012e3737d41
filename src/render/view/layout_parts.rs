//! What is the same on all pages of a language at one depth.

use super::{FooterView, HtmlView, LinkView, NavView, TextView};
use serde::Serialize;

/// Navigation, notice and foot.
#[derive(Debug, Clone, Serialize)]
pub struct LayoutPartsView<'a> {
    /// At most seven entries.
    pub nav: Vec<NavView>,
    /// A line that the site shows on every page, below its name.
    pub notice: Option<HtmlView<'a>>,
    /// It is too long to stand beside the search field.
    pub notice_is_long: bool,
    /// All sections of the site, for the footer.
    pub sitemap: Vec<LinkView<'a>>,
    /// Who publishes the site.
    pub publisher: Option<TextView<'a>>,
    /// How to reach the publisher.
    pub contact: Option<HtmlView<'a>>,
    /// The lines a publisher must print.
    pub footer: Vec<FooterView<'a>>,
    /// "As of April 25, 2023".
    pub as_of: String,
    /// "Updated quarterly · Next update: July 20, 2023".
    pub updates: Option<String>,
}
