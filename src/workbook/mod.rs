//! The ledger as a workbook: from the bytes of a file to records like those of YAML.
//!
//! - `read/` makes a text with a table of cells of a workbook or of CSV, when files are loaded.
//! - `mapping.rs` reads what `NAME.mapping.yaml` says of its sheets, `target.rs` which field a
//!   column is; `labels.rs` knows the columns of a sheet without a mapping by their heads.
//! - `plan.rs` puts the two together: which columns of which rows are read, as what; `head_unit.rs`
//!   finds the unit that a head says.
//! - `rows.rs` makes records of rows, `parts.rs` items of lists that stand in a sheet of their own,
//!   `path.rs` leads to where a value stands in them, `value.rs` makes values of cells, `ids.rs` and `names.rs` what
//!   they are called and whom they name, `words.rs` which words of a few a name stands for.
//! - `layers.rs` joins what YAML says of the same records.
//! - `write/` goes the other way: a ledger as a workbook that is read without a mapping.
//! - `snapshots.rs` chooses among workbooks of several days.
//! - `totals.rs` holds rows that add up others to what they add up.
//! - `marks.rs` takes signs such as ★ off names, `contact.rs` finds published numbers of phones.
//!
//! Nothing here knows a field by its name but for the short forms of `target.rs`, other names
//! (`names.rs`) and remarks (`marks.rs`): what fields there are, and what they take, is what records
//! declare.

pub mod adopt;
mod beside;
mod contact;
mod form;
mod head;
mod head_unit;
mod ids;
mod labels;
mod layers;
mod links;
mod literal;
mod mapping;
mod marks;
mod names;
mod parts;
mod path;
mod pattern;
mod plan;
mod problems;
pub mod read;
mod rows;
mod snapshots;
mod span;
mod target;
mod totals;
mod unit_of_row;
mod value;
mod words;
pub mod write;

use crate::diag::Sink;
use crate::locale::{Lexicon, Locale};
use crate::parse::node::Node;
use crate::parse::records::{CollectionKind, DataFile, Outline, Parsed};
use crate::schema::{Shapes, own_shapes};
use crate::source::{FileId, Sources};
use jiff::civil::Date;
use labels::Labels;
pub use layers::what_of_in_yaml;
use mapping::{Mapping, Wins};
use names::Names;
use plan::{Forms, SheetPlan};
use snapshots::Rows;
pub use snapshots::Snapshots;
use std::collections::BTreeMap;
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
    /// How figures are written in them.
    pub lexicon: &'a Lexicon,
    /// The kinds of records that there are.
    pub kinds: &'a [CollectionKind],
    /// The as-of day, where it is known: what ends later is planned.
    pub day: Option<Date>,
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

/// A number that a cell of a spreadsheet says with the same digits, if it can: it keeps 15 of them.
#[must_use]
pub fn exact(digits: &str) -> Option<f64> {
    let number: f64 = digits.parse().ok()?;
    (number.is_finite() && read::number::decimal(number) == digits).then_some(number)
}

/// Adds the records of the workbooks of a site to those of its other files; of workbooks of several
/// days, those of the one that is the ledger of a day.
pub fn add_records(
    parsed: &mut Parsed,
    setting: &Setting<'_>,
    day: Option<Date>,
    sink: &mut Sink,
) -> Snapshots {
    let is_table = |file: &FileId| read::is_table(setting.path(*file));
    let mut is_broken = parsed.broken_files.iter().any(is_table);
    is_broken |= parsed.mappings.iter().any(|(_, node)| node.is_none());
    let is_of_day = |file: FileId, snapshots: &Snapshots| {
        !snapshots.has(file) || snapshots.on(day).contains(&file)
    };
    let (mut files, Told { snapshots, wins }) =
        data_files(parsed, setting, is_broken, is_of_day, sink);
    if !snapshots.is_empty() {
        let is_other = |file: FileId, all: &Snapshots| !is_of_day(file, all);
        // Their own ledgers report what is wrong with them.
        let unheard = &mut Sink::default();
        let (others, _) = data_files(parsed, setting, true, is_other, unheard);
        let now = Rows::of(&files);
        layers::leave_out_unknown(&mut parsed.data, &now, &Rows::of(&others));
        for (before, after) in snapshots.before(day) {
            let of = |all: &[DataFile], file| {
                Rows::of(all.iter().filter(|data: &&DataFile| data.file == file))
            };
            of(&others, before).report_vanished(&of(&files, after), sink);
        }
    }
    layers::join(&mut parsed.data, &mut files, &wins, setting.kinds, sink);
    if is_broken {
        // What is missing may stand in what could not be read.
        parsed.broken.extend(setting.kinds.iter().map(|kind| kind.collection));
    }
    parsed.data.extend(files);
    // Records stand in the order of their files.
    parsed.data.sort_by_key(|data| data.file);
    snapshots
}

/// The records of those workbooks that are asked for.
fn data_files(
    parsed: &Parsed,
    setting: &Setting<'_>,
    is_broken: bool,
    is_asked: impl Fn(FileId, &Snapshots) -> bool,
    sink: &mut Sink,
) -> (Vec<DataFile>, Told) {
    planned(parsed, setting, is_broken, is_asked, sink, |plans, names, sink| {
        let files = plans.iter();
        files.map(|(file, plans)| data_file(*file, plans, names, setting, sink)).collect()
    })
}

/// What mappings say of whole workbooks.
struct Told {
    snapshots: Snapshots,
    wins: BTreeMap<FileId, Wins>,
}

/// What is read of each file with tables.
type Plans<'a> = Vec<(FileId, Vec<SheetPlan<'a>>)>;

/// Plans what is read of all workbooks, and reads it.
fn planned<T>(
    parsed: &Parsed,
    setting: &Setting<'_>,
    is_broken: bool,
    is_asked: impl Fn(FileId, &Snapshots) -> bool,
    sink: &mut Sink,
    read: impl FnOnce(&Plans<'_>, &Names, &mut Sink) -> T,
) -> (T, Told) {
    let own = parsed.site.as_ref().map(own_shapes).unwrap_or_default();
    let shapes = Shapes::new(&own);
    let labels = Labels::new(setting);
    let mut mappings: Vec<Mapping<'_>> = Vec::new();
    for (file, node) in &parsed.mappings {
        let Some(node) = node else { continue };
        mappings.extend(Mapping::new(*file, node, setting, &shapes, &labels, sink));
    }
    problems::report_strays(&mappings, &parsed.tables, setting, is_broken, sink);
    let snapshots = Snapshots::new(&mappings, &parsed.tables, setting);
    let asked = parsed.tables.iter().copied();
    let tables: Vec<FileId> = asked.filter(|file| is_asked(*file, &snapshots)).collect();
    let forms = Forms::new(&tables, &mappings, setting);
    let mut plans: Plans<'_> = Vec::new();
    for file in &tables {
        let planned = plan::plan(*file, (&mappings, &forms), setting, &shapes, &labels, sink);
        plans.push((*file, planned));
    }
    let names = Names::new(parsed, &plans, setting, &shapes);
    let file = |path: &String| tables.iter().find(|file| setting.path(**file) == path);
    let wins = mappings.iter().flat_map(|mapping| {
        let files = mapping.paths.iter().filter_map(file);
        files.filter_map(|file| Some((*file, mapping.wins?))).collect::<Vec<_>>()
    });
    let wins = wins.collect();
    (read(&plans, &names, sink), Told { snapshots, wins })
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
    let is_asked = |_, _: &Snapshots| true;
    let (rows, _) = planned(parsed, setting, true, is_asked, &mut sink, |plans, names, sink| {
        let own = plans.iter().filter(|(own, _)| *own == file).flat_map(|(_, plans)| plans);
        let rows = own.map(|plan| SheetRows {
            sheet: plan.sheet.name.to_string(),
            collection: plan.kind.collection,
            records: rows::records(plan, names, sink),
        });
        rows.collect()
    });
    rows
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
    let of_rows = plans.iter().filter(|plan| plan.part.is_none());
    let mut records: Vec<(&CollectionKind, Vec<Node>)> =
        of_rows.map(|plan| (plan.kind, rows::records(plan, names, sink))).collect();
    for plan in plans {
        parts::add(plan, &mut records, names, sink);
    }
    let mut nested = Vec::new();
    for (kind, nodes) in records {
        let mut data = DataFile::new(file, kind, None, nodes, false, setting.kinds, sink);
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
