//! A chart with its words and its data.

use super::{CiteRefView, Finished, LinkView, TableView};
use serde::Serialize;

/// A chart: title, the same in words, the drawing, and the data.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView<'a> {
    /// Its id on the page.
    pub id: String,
    /// `bars`, `bullets`, `line`, …: for the style sheet.
    pub kind: &'static str,
    /// What it shows, with the unit.
    pub title: String,
    /// What it says, in words made from its data.
    pub words: String,
    /// The words are a list as long as the data below, of no use above the drawing; its
    /// description has them.
    pub is_wordy: bool,
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
