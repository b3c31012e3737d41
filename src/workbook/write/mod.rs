//! The ledger as a workbook that a build reads without a mapping: all records, those too that are
//! never published.
//!
//! - `flat.rs` makes of a record what stands in cells, `cell.rs` of a value the cell.
//! - `sheet.rs` puts them together: a sheet for each collection, and one for each list of parts.
//! - `lists.rs` finds what a column may hold, `file.rs` writes the file.
//! - `same.rs` reads it again: what a cell cannot say is told, never dropped.

mod cell;
mod file;
mod flat;
mod lists;
mod same;
mod sheet;

use super::Setting;
use super::labels::Labels;
use super::names::Names;
use crate::parse::records::Parsed;
use crate::schema::{Shapes, own_shapes};
use jiff::civil::Date;
use sheet::Writer;

pub use file::{Look, WriteFailed, width, width_of_bytes};

/// A ledger as a workbook.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many sheets it has.
    pub n_sheets: usize,
    /// How many records are in it.
    pub n_records: usize,
    /// What it does not say of them.
    pub unsaid: Vec<String>,
}

/// What a workbook is to be.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Only the heads of the sheets.
    pub is_empty: bool,
    /// The ids of the stages of the site.
    pub stages: &'a [String],
    /// The day that stands in it as that of its making.
    pub day: Date,
}

/// Writes all records of a site, to which those of its workbooks have been added.
///
/// # Errors
///
/// If there is more than a workbook holds.
pub fn ledger(
    parsed: &Parsed,
    setting: &Setting<'_>,
    wanted: Wanted<'_>,
) -> Result<Written, WriteFailed> {
    let own = parsed.site.as_ref().map(own_shapes).unwrap_or_default();
    let shapes = Shapes::new(&own);
    let labels = Labels::new(setting);
    let names = Names::new(parsed, &[], setting, &shapes);
    let first = setting.locales.first();
    let between = first.and_then(|locale| locale.text("workbook-between", &[]));
    let writer = Writer {
        parsed,
        setting,
        shapes: &shapes,
        labels: &labels,
        names: &names,
        between: between.as_deref().unwrap_or("; "),
    };
    let sheets = if wanted.is_empty { writer.heads_only() } else { writer.sheets() };
    let bytes = file::file(&writer, &sheets, wanted)?;
    let n_records = { sheets.iter() }.filter(|sheet| sheet.list.is_none());
    let n_records = n_records.map(|sheet| sheet.rows.len()).sum();
    let unsaid = match wanted.is_empty {
        true => Vec::new(),
        false => same::unsaid(parsed, &bytes, setting),
    };
    Ok(Written { n_sheets: sheets.len(), bytes, n_records, unsaid })
}
