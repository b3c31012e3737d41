//! A chart with its words and its data.

use super::{CiteRefView, Finished, LinkView, TableView};
use serde::Serialize;

/// A chart: what it shows, the drawing, and the data.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView<'a> {
    /// Its id on the page.
    pub id: String,
    /// `bars`, `bullets`, `line`, …: for the style sheet.
    pub kind: &'static str,
    /// What it shows, with the unit.
    pub title: String,
    /// What it shows at a glance, as its heading; `None` where the figures do not decide it, and
    /// the title stands alone.
    pub finding: Option<String>,
    /// Where its data come from and the day that they speak of, for a picture saved from the page.
    pub credit: String,
    /// That day as in ISO 8601, for the name of its file.
    pub as_of: String,
    /// The drawing, or several small ones, as finished SVG.
    pub drawings: Vec<Finished>,
    /// Where its data come from, finished.
    pub cites: Vec<CiteRefView>,
    /// How to read it: what is computed, what is left out.
    pub notes: Vec<String>,
    /// The data that it shows; `None` where the page has them beside it.
    pub table: Option<TableView<'a>>,
    /// Where the page has them.
    pub data: Option<LinkView<'a>>,
}
