//! In which formats the cells of a workbook of `LibreOffice` are shown, which the reader of tables
//! does not tell.

use super::Unreadable;
use super::hidden::{Archive, attribute, each_event, open};
use super::ods_styles::Styles;
use crate::limits::MAX_CELLS;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The formats of the cells of a sheet that hold a value, by row and column.
pub(super) type Formats = BTreeMap<(u32, u32), Rc<str>>;

/// The formats of each sheet, by its name.
pub(super) fn formats(bytes: &[u8]) -> Result<BTreeMap<String, Formats>, Unreadable> {
    let mut archive: Archive<'_> = open(bytes)?;
    let mut styles = Styles::default();
    styles.read(&mut archive, "styles.xml");
    styles.read(&mut archive, "content.xml");
    let mut walk = Walk { styles, ..Walk::default() };
    each_event(&mut archive, "content.xml", &mut |event| match event {
        Event::Start(element) => walk.start(element),
        Event::Empty(element) => {
            walk.start(element);
            walk.end(element.local_name().as_ref());
        }
        Event::End(element) => walk.end(element.local_name().as_ref()),
        _ => {}
    });
    Ok(walk.found)
}

/// Goes through the tables.
#[derive(Default)]
struct Walk {
    styles: Styles,
    /// The formats of styles that cells have had.
    known: BTreeMap<String, Option<Rc<str>>>,
    found: BTreeMap<String, Formats>,
    name: String,
    /// Tables within cells have no cells of the sheet.
    depth: usize,
    /// The styles of columns, each with the first column behind them.
    columns: Vec<(u32, Option<String>)>,
    row: u32,
    n_rows: u32,
    row_style: Option<String>,
    column: u32,
    /// What is found of the row that is open.
    cells: Vec<(u32, Rc<str>)>,
    n_cells: usize,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) {
        let local = element.local_name();
        let repeated = |key: &str| {
            let n = attribute(element, key).and_then(|text| text.parse::<u32>().ok());
            n.unwrap_or(1).max(1)
        };
        match local.as_ref() {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.name = attribute(element, "table:name").unwrap_or_default();
                    (self.row, self.column) = (0, 0);
                    self.columns.clear();
                }
            }
            _ if self.depth != 1 => {}
            "table-column" => {
                let first = self.columns.last().map_or(0, |(end, _)| *end);
                let end = first.saturating_add(repeated("table:number-columns-repeated"));
                let style = attribute(element, "table:default-cell-style-name");
                self.columns.push((end, style));
            }
            "table-row" => {
                self.column = 0;
                self.cells.clear();
                self.n_rows = repeated("table:number-rows-repeated");
                self.row_style = attribute(element, "table:default-cell-style-name");
            }
            "table-cell" | "covered-table-cell" => {
                let n = repeated("table:number-columns-repeated");
                if let Some(kind) = attribute(element, "office:value-type")
                    && let Some(format) = self.format(element, &kind)
                {
                    for column in self.column..self.column.saturating_add(n) {
                        self.n_cells += 1;
                        if self.n_cells > MAX_CELLS {
                            break;
                        }
                        self.cells.push((column, format.clone()));
                    }
                }
                self.column = self.column.saturating_add(n);
            }
            _ => {}
        }
    }

    fn end(&mut self, local: &str) {
        match local {
            "table" => self.depth = self.depth.saturating_sub(1),
            "table-row" if self.depth == 1 => {
                if !self.cells.is_empty() {
                    let sheet = self.found.entry(self.name.clone()).or_default();
                    for row in self.row..self.row.saturating_add(self.n_rows) {
                        for (column, format) in &self.cells {
                            sheet.insert((row, *column), format.clone());
                        }
                        self.n_cells += self.cells.len();
                        if self.n_cells > 2 * MAX_CELLS {
                            break;
                        }
                    }
                }
                self.row = self.row.saturating_add(self.n_rows);
            }
            _ => {}
        }
    }

    /// The format of a cell: that of its style, its row or its column, or what its value says.
    fn format(&mut self, element: &BytesStart<'_>, kind: &str) -> Option<Rc<str>> {
        let of_column = || {
            let found = self.columns.iter().find(|(end, _)| self.column < *end);
            found.and_then(|(_, style)| style.clone())
        };
        let style = attribute(element, "table:style-name");
        let style = style.or_else(|| self.row_style.clone()).or_else(of_column);
        let of_style = style.and_then(|style| {
            if !self.known.contains_key(&style) {
                let format = self.styles.format(&style).map(Rc::from);
                self.known.insert(style.clone(), format);
            }
            self.known.get(&style)?.clone()
        });
        of_style.or_else(|| match kind {
            "percentage" => Some("0%".into()),
            "currency" => {
                let currency = attribute(element, "office:currency")?;
                Some(format!("[${currency}]0").into())
            }
            _ => None,
        })
    }
}
