//! Tables, with their rows and cells.

use super::{BarView, CiteRefView, Finished, LinkView, StatusView};
use crate::render::shape::{Word, word};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A table of the site. A page can have thousands of rows, so that they come to the templates
/// finished, each made by the component `row`.
#[derive(Debug, Clone, Serialize)]
pub struct TableView<'a> {
    /// What it lists, for templates: `projects`, `by-stage`.
    pub key: &'static str,
    /// Its id on the page, `table-projects`.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// The columns; the first one names the row.
    pub columns: Vec<ColumnView>,
    /// The rows, finished.
    pub body: Finished,
    /// The rows for templates of the site's own, which may list them in another way; nobody else
    /// gets them.
    pub rows: Vec<RowView<'a>>,
    /// How many there are.
    pub n_rows: usize,
    /// The totals, finished.
    pub total: Option<Finished>,
    /// What to say if there are no rows.
    pub empty: String,
    /// Remarks under the table,
    pub notes: Vec<String>,
    /// and those on what all its rows add up to, which scripts hide where some of them are shown.
    pub notes_on_total: Vec<String>,
    /// The way to how statuses are decided, if it has some.
    pub method: Option<LinkView<'a>>,
    /// The data set with what the table shows, as CSV and JSON.
    pub downloads: Vec<LinkView<'a>>,
    /// How readers may narrow it with JavaScript; the template keeps the room for it.
    pub tools: Option<ToolsView>,
    /// Whether it is a list of records, which a phone shows as cards and which can be very long.
    pub is_list: bool,
    /// Whether the page says in its title and first line what the caption would.
    pub is_named_above: bool,
    /// Whether it has more rows than a reader of the keyboard would want to pass.
    pub is_long: bool,
    /// What the button says that shows the rows behind the first ones.
    pub more: Option<String>,
}

/// How a table can be narrowed and sorted.
#[derive(Debug, Clone, Serialize)]
pub struct ToolsView {
    /// Columns of which one value can be chosen.
    pub filters: Vec<FilterView>,
    /// Where all rows of a list are that goes on several pages, as a script.
    pub rows_href: Option<String>,
    /// How many rows there are on all pages,
    pub n_all: usize,
    /// and how many of them this page shows, in words.
    pub shown: String,
    /// The mark before decimals,
    pub decimal: String,
    /// that between groups of digits,
    pub group: String,
    /// and from how many digits on there are groups.
    pub group_from: usize,
}

/// A column of which one value can be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct FilterView {
    /// Its name for scripts.
    pub key: &'static str,
    /// Its heading.
    pub label: String,
    /// The values that there are.
    pub options: Vec<String>,
    /// What each of them is known by in all languages, with spaces between; may be empty.
    pub numbers: String,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// Its name for scripts and templates, ASCII.
    #[serde(serialize_with = "word")]
    pub key: &'static str,
    /// Its heading.
    pub label: String,
    /// The unit, once for all rows: `亿元`, `RMB billion`.
    pub unit: Option<String>,
    /// What stands before and after a number that has it beside itself, where something stands
    /// before it: `RMB`, `billion`.
    pub around: Option<[String; 2]>,
    /// The power of ten of its numbers.
    pub power: u8,
    /// Numbers, right-aligned on the point.
    pub numeric: bool,
    /// Whether its words stand in the order of the language from row to row.
    pub in_order: bool,
    /// The largest number of source marks in a cell, for which every cell leaves room.
    pub marks: usize,
}

/// A row of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RowView<'a> {
    /// Its id on the page, in a list of records.
    pub id: Option<String>,
    /// What a search finds it by that no cell shows.
    pub words: Option<String>,
    /// One cell per column.
    pub cells: Vec<CellView<'a>>,
}

/// A cell of a table. A page has thousands, so it is kept small.
#[derive(Debug, Clone, Default)]
pub struct CellView<'a> {
    /// The key of its column.
    pub key: &'static str,
    /// Whether its column is one of numbers.
    pub numeric: bool,
    /// For how many source marks its column leaves room.
    pub marks: usize,
    /// What it shows; `—` where nothing is published.
    pub text: Cow<'a, str>,
    /// Where it leads.
    pub href: Option<String>,
    /// The language of the text, only if it differs from the page's.
    pub lang: Option<&'a str>,
    /// Nothing is published.
    pub missing: bool,
    /// The word for what the program computed and no source states.
    pub computed: Option<String>,
    /// How many characters of fraction the number lacks, so that points stand below each other.
    pub pad: u8,
    /// A status whose colour and mark go with the text: `on-track`, `far-behind`.
    pub status: Option<&'static str>,
    /// A bar behind or below the number.
    pub bar: Option<Box<BarView>>,
    /// A small drawing below.
    pub drawing: Option<Finished>,
    /// A few words under the text.
    pub note: Option<Cow<'a, str>>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
    /// What sorting compares, if not the text: an exact number, an ISO date.
    pub sort: Option<Cow<'a, str>>,
    /// The names in it, each on a line, if there are several.
    pub values: Option<String>,
    /// A number that is not exact, or counted elsewhere, so that no sum has it.
    pub unsummed: bool,
    /// What a number is called where its column has no head: on a phone.
    pub label: Option<String>,
    /// The unit of its column, if it is in that,
    pub unit: Option<String>,
    /// without what stands before the number.
    pub before: Option<String>,
}

impl Serialize for CellView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.status.map(|key| StatusView { key, word: self.text.to_string() });
        // A number that lacks a point lacks its width too, which is less than a digit's.
        let lacks_point = self.pad > 0 && !self.text.contains('.');
        let mut cell = serializer.serialize_struct("CellView", 21)?;
        cell.serialize_field("key", &Word(self.key))?;
        cell.serialize_field("numeric", &self.numeric)?;
        cell.serialize_field("marks", &self.marks)?;
        cell.serialize_field("text", &self.text)?;
        cell.serialize_field("href", &self.href)?;
        cell.serialize_field("lang", &self.lang)?;
        cell.serialize_field("missing", &self.missing)?;
        cell.serialize_field("computed", &self.computed)?;
        cell.serialize_field("pad", &self.pad)?;
        cell.serialize_field("lacks_point", &lacks_point)?;
        cell.serialize_field("status", &status)?;
        cell.serialize_field("bar", &self.bar)?;
        cell.serialize_field("drawing", &self.drawing)?;
        cell.serialize_field("note", &self.note)?;
        cell.serialize_field("cites", &self.cites)?;
        cell.serialize_field("sort", &self.sort)?;
        cell.serialize_field("values", &self.values)?;
        cell.serialize_field("unsummed", &self.unsummed)?;
        cell.serialize_field("label", &self.label)?;
        cell.serialize_field("unit", &self.unit)?;
        cell.serialize_field("before", &self.before)?;
        cell.end()
    }
}
