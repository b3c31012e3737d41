//! The ledger as a workbook: from the bytes of a file to records like those of YAML.
//!
//! - `read/` makes a text with a table of cells of a workbook or of CSV, when files are loaded.
//! - `mapping.rs` reads what `NAME.mapping.yaml` says of its sheets, `target.rs` which field a
//!   column is; `labels.rs` knows the columns of a sheet without a mapping by their heads.
//! - `plan.rs` puts the two together: which columns of which rows are read, as what.
//! - `rows.rs` makes records of rows, `value.rs` values of cells, `ids.rs` and `names.rs` what
//!   they are called and whom they name.
//! - `layers.rs` joins what YAML says of the same records.
//! - `totals.rs` holds rows that add up others to what they add up.
//!
//! Nothing here knows a field by its name but for the short forms of `target.rs`: what fields there
//! are, and what they take, is what records declare.

pub mod adopt;
mod beside;
mod form;
mod head;
mod ids;
mod labels;
mod layers;
mod links;
mod mapping;
mod names;
mod pattern;
mod plan;
mod problems;
pub mod read;
mod rows;
mod span;
mod target;
mod totals;
mod value;

use crate::diag::Sink;
use crate::locale::Locale;
use crate::parse::node::Node;
use crate::parse::records::{CollectionKind, DataFile, Outline, Parsed};
use crate::schema::{Shapes, own_shapes};
use crate::source::{FileId, Sources};
use labels::Labels;
use mapping::Mapping;
use names::Names;
use plan::{Forms, SheetPlan};
use std::sync::Arc;

/// What reading workbooks needs to know of a site.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The languages of the site by their codes, with their own names.
    pub languages: &'a [(String, String)],
    /// Their words, and those of other languages that heads may be in.
    pub locales: &'a [&'a Locale],
    /// The kinds of records that there are.
    pub kinds: &'a [CollectionKind],
}

impl<'a> Setting<'a> {
    fn is_language(&self, code: &str) -> bool {
        self.languages.iter().any(|(own, _)| own == code)
    }

    fn kind(&self, collection: &str) -> Option<&'a CollectionKind> {
        self.kinds.iter().find(|kind| kind.collection == collection)
    }

    fn path(&self, file: FileId) -> &'a str {
        &self.sources.file(file).path
    }
}

/// Adds the records of the workbooks of a site to those of its other files.
pub fn add_records(parsed: &mut Parsed, setting: &Setting<'_>, sink: &mut Sink) {
    let is_table = |file: &FileId| read::is_table(setting.path(*file));
    let mut is_broken = parsed.broken_files.iter().any(is_table);
    is_broken |= parsed.mappings.iter().any(|(_, node)| node.is_none());
    let read_all = |plans: &Plans<'_>, names: &Names, sink: &mut Sink| -> Vec<DataFile> {
        let files = plans.iter();
        files.map(|(file, plans)| data_file(*file, plans, names, setting, sink)).collect()
    };
    let mut files = planned(parsed, setting, is_broken, sink, read_all);
    layers::join(&mut parsed.data, &mut files, setting.kinds, sink);
    if is_broken {
        // What is missing may stand in what could not be read.
        parsed.broken.extend(setting.kinds.iter().map(|kind| kind.collection));
    }
    parsed.data.extend(files);
    // Records stand in the order of their files.
    parsed.data.sort_by_key(|data| data.file);
}

/// What is read of each file with tables.
type Plans<'a> = Vec<(FileId, Vec<SheetPlan<'a>>)>;

/// Plans what is read of all workbooks, and reads it.
fn planned<T>(
    parsed: &Parsed,
    setting: &Setting<'_>,
    is_broken: bool,
    sink: &mut Sink,
    read: impl FnOnce(&Plans<'_>, &Names, &mut Sink) -> T,
) -> T {
    let own = parsed.site.as_ref().map(own_shapes).unwrap_or_default();
    let shapes = Shapes::new(&own);
    let labels = Labels::new(setting);
    let mut mappings: Vec<Mapping<'_>> = Vec::new();
    for (file, node) in &parsed.mappings {
        let Some(node) = node else { continue };
        mappings.extend(Mapping::new(*file, node, setting, &shapes, &labels, sink));
    }
    problems::report_strays(&mappings, &parsed.tables, setting, is_broken, sink);
    let forms = Forms::new(&parsed.tables, &mappings, setting);
    let mut plans: Plans<'_> = Vec::new();
    for file in &parsed.tables {
        let planned = plan::plan(*file, (&mappings, &forms), setting, &shapes, &labels, sink);
        plans.push((*file, planned));
    }
    let names = Names::new(parsed, &plans, setting);
    read(&plans, &names, sink)
}

/// What is read of a sheet, row by row.
#[derive(Debug)]
pub struct SheetRows {
    /// The name of the sheet.
    pub sheet: String,
    /// The collection of its records.
    pub collection: &'static str,
    /// The records.
    pub records: Vec<Node>,
}

/// The records of one workbook as its rows say them, before anything else is made of them.
#[must_use]
pub fn rows_of(file: FileId, parsed: &Parsed, setting: &Setting<'_>) -> Vec<SheetRows> {
    let mut sink = Sink::default();
    planned(parsed, setting, true, &mut sink, |plans, names, sink| {
        let own = plans.iter().filter(|(own, _)| *own == file).flat_map(|(_, plans)| plans);
        let rows = own.map(|plan| SheetRows {
            sheet: plan.sheet.name.to_string(),
            collection: plan.kind.collection,
            records: rows::records(plan, names, sink),
        });
        rows.collect()
    })
}

/// All records of a workbook. It is no file of one collection, so they stand in it as records of
/// other kinds stand in a record.
fn data_file(
    file: FileId,
    plans: &[SheetPlan<'_>],
    names: &Names,
    setting: &Setting<'_>,
    sink: &mut Sink,
) -> DataFile {
    let mut nested = Vec::new();
    for plan in plans {
        let nodes = rows::records(plan, names, sink);
        let mut data = DataFile::new(file, plan.kind, None, nodes, false, setting.kinds, sink);
        let inner = std::mem::take(&mut data.nested);
        nested.push(data);
        nested.extend(inner);
    }
    let outline = Outline {
        collection: plans.first().map_or("", |plan| plan.kind.collection),
        records: Vec::new(),
        extents: Vec::new(),
        broken: false,
        nested: nested.iter().map(|data| Arc::clone(&data.outline)).collect(),
    };
    DataFile { file, outline: Arc::new(outline), nodes: Some(Vec::new()), nested }
}
