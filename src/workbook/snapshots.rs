//! Several workbooks with a day each: one ledger, as it was known on those days.
//!
//! The ledger of a day is the newest of them up to that day, or else the first. The others are not
//! part of it at all, so nothing of a later file can be in the ledger of an earlier day.

use super::Setting;
use super::mapping::Mapping;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_list, expect_str};
use crate::parse::identity::{Identity, Name};
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::DataFile;
use crate::source::{FileId, Span};
use crate::value::Period;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A workbook of a day, as a mapping names it.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) path: String,
    /// `None` where that cannot be said, so that it is not read.
    as_of: Option<Date>,
    /// Where the mapping says so.
    pub(super) span: Span,
}

/// The snapshots of all ledgers that have some.
#[derive(Debug, Default)]
pub struct Snapshots {
    /// Those of each ledger by their days.
    of: Vec<Vec<(Date, FileId)>>,
    /// Those whose day is not known.
    undated: Vec<FileId>,
}

impl Snapshots {
    pub(super) fn new(mappings: &[Mapping<'_>], tables: &[FileId], setting: &Setting<'_>) -> Self {
        let file = |path: &str| tables.iter().find(|file| setting.path(**file) == path).copied();
        let of = |mapping: &Mapping<'_>| -> Vec<_> {
            let all = mapping.snapshots.iter();
            all.filter_map(|one| Some((one.as_of?, file(&one.path)?))).collect()
        };
        let all = mappings.iter().flat_map(|mapping| &mapping.snapshots);
        let undated = all.filter(|one| one.as_of.is_none());
        Self {
            of: mappings.iter().map(of).filter(|all| !all.is_empty()).collect(),
            undated: undated.filter_map(|one| file(&one.path)).collect(),
        }
    }

    /// Whether no ledger has any.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.of.is_empty() && self.undated.is_empty()
    }

    /// The files that are the ledger of a day; of no day in particular, the newest.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> Vec<FileId> {
        self.of.iter().filter_map(|all| Some(all[place(all, day)?].1)).collect()
    }

    /// The day of a file.
    #[must_use]
    pub fn day_of(&self, file: FileId) -> Option<Date> {
        let found = self.of.iter().flatten().find(|(_, one)| *one == file);
        found.map(|(day, _)| *day)
    }

    /// The day of each file that has one.
    #[must_use]
    pub fn days(&self) -> BTreeMap<FileId, Date> {
        self.of.iter().flatten().map(|(day, file)| (*file, *day)).collect()
    }

    /// Each file of a day with the one before it.
    pub(super) fn before(&self, day: Option<Date>) -> Vec<(FileId, FileId)> {
        let pair = |all: &Vec<(Date, FileId)>| {
            let now = place(all, day)?;
            Some((all[now.checked_sub(1)?].1, all[now].1))
        };
        self.of.iter().filter_map(pair).collect()
    }

    /// Whether a file is one of them.
    #[must_use]
    pub fn has(&self, file: FileId) -> bool {
        self.undated.contains(&file) || self.of.iter().flatten().any(|(_, one)| *one == file)
    }
}

/// The place of the one that counts on a day.
fn place(all: &[(Date, FileId)], day: Option<Date>) -> Option<usize> {
    let last = all.len().checked_sub(1)?;
    let Some(day) = day else { return Some(last) };
    Some(all.partition_point(|(as_of, _)| *as_of <= day).saturating_sub(1))
}

/// What a mapping says of them, by their days: a list, or a name with a `*` for the day.
pub(super) fn read(
    node: &Node,
    folder: &str,
    setting: &Setting<'_>,
    sink: &mut Sink,
) -> Vec<Snapshot> {
    let mut found = match &node.kind {
        NodeKind::Scalar(_) => by_name(node, folder, setting, sink),
        _ => listed(node, folder, sink),
    };
    found.sort_by_key(|one| one.as_of);
    for next in 1..found.len() {
        let (one, other) = (&found[next - 1], &found[next]);
        let Some(day) = one.as_of.filter(|_| one.as_of == other.as_of) else { continue };
        sink.push(
            Diagnostic::new(
                Code::ImpossibleValue,
                other.span,
                format!("two workbooks are the ledger of {day}"),
            )
            .help("give each its own day")
            .related(one.span, "the other one"),
        );
        // The first one counts, until a person has said which.
        found.swap(next - 1, next);
        found[next - 1].as_of = None;
    }
    found
}

fn listed(node: &Node, folder: &str, sink: &mut Sink) -> Vec<Snapshot> {
    let items = expect_list(node, "`snapshots`", sink).unwrap_or_default();
    let one = |item: &Node| {
        let mut fields = Fields::new(item, "a snapshot", sink)?;
        let file = fields.required("file").and_then(|node| expect_str(node, "`file`", sink));
        let day_node = fields.required("as_of");
        let text = day_node.and_then(|node| expect_str(node, "`as_of`", sink));
        fields.finish(sink);
        let (file, text, day_node) = (file?, text?, day_node?);
        let as_of = day(text);
        if as_of.is_none() {
            let message = format!("`{text}` is no day");
            let help = "write the day as of which the workbook stands: `2023-03-31`";
            sink.push(Diagnostic::new(Code::BadDate, day_node.span, message).help(help));
        }
        Some(Snapshot { path: format!("{folder}/{file}"), as_of, span: item.span })
    };
    items.iter().filter_map(one).collect()
}

/// The workbooks beside the mapping whose names have a day where the pattern has a `*`.
fn by_name(node: &Node, folder: &str, setting: &Setting<'_>, sink: &mut Sink) -> Vec<Snapshot> {
    let Some(pattern) = expect_str(node, "`snapshots`", sink) else { return Vec::new() };
    let Some((start, end)) = pattern.split_once('*') else {
        let message = "`snapshots` is a list, or a name with a `*` for the day";
        sink.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("write `ledger-*.xlsx`, or `[{ file: ledger.xlsx, as_of: 2023-03-31 }]`"),
        );
        return Vec::new();
    };
    let mut found = Vec::new();
    for (file, source) in setting.sources.iter() {
        let name = source.path.strip_prefix(folder).and_then(|name| name.strip_prefix('/'));
        let middle = name
            .filter(|_| source.cells.is_some())
            .and_then(|name| name.strip_prefix(start)?.strip_suffix(end));
        let Some(middle) = middle else { continue };
        let as_of = day(middle);
        found.push(Snapshot { path: source.path.to_string(), as_of, span: node.span });
        if as_of.is_none() {
            let message = format!("`{middle}` in the name of `{}` is no day", source.path);
            sink.push(
                Diagnostic::new(Code::BadDate, Span::new(file, 0..0), message)
                    .help("name it by a day or a period, such as `2023-03-31` or `2023-q1`")
                    .related(node.span, "the pattern"),
            );
        }
    }
    found
}

/// The day that a text names, or the last one of the period: `2023-03-31`, `2023-q1`, `20230331`.
fn day(text: &str) -> Option<Date> {
    let text = text.trim().to_ascii_uppercase().replace('_', "-");
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let parted = match (is_digits, text.len()) {
        (true, 8) => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
        (true, 6) => format!("{}-{}", &text[..4], &text[4..]),
        (false, 6) if text.is_ascii() => format!("{}-{}", &text[..4], &text[4..]),
        _ => text.clone(),
    };
    Period::parse_canonical(&text)
        .or_else(|_| Period::parse_canonical(&parted))
        .ok()
        .map(Period::last_day)
}

/// The records of some tables that have an id, by collection and id.
#[derive(Debug, Default)]
pub(super) struct Rows(BTreeMap<(&'static str, String), (Span, Option<String>)>);

impl Rows {
    pub(super) fn of<'d>(files: impl IntoIterator<Item = &'d DataFile>) -> Self {
        let mut rows = BTreeMap::new();
        for sheet in files.into_iter().flat_map(|file| &file.nested) {
            let collection = sheet.outline.collection;
            for (node, identity) in sheet.nodes.iter().flatten().zip(&sheet.outline.records) {
                let Identity::Named(Name { id, span, .. }) = identity else { continue };
                rows.insert((collection, id.to_string()), (*span, name_in(node)));
            }
        }
        Self(rows)
    }

    pub(super) fn has(&self, collection: &'static str, id: &str) -> bool {
        self.0.contains_key(&(collection, id.to_owned()))
    }

    /// Reports the rows of these that are not among later ones, with the new one that may be the
    /// same under another key. What YAML alone says of such a row is not known any more.
    pub(super) fn report_vanished(&self, later: &Self, sink: &mut Sink) {
        let is_new = |key: &&(&'static str, String)| !self.0.contains_key(*key);
        let new: Vec<_> = later.0.keys().filter(is_new).collect();
        for ((collection, id), (span, name)) in &self.0 {
            if later.has(collection, id) {
                continue;
            }
            let same = new
                .iter()
                .find(|key| key.0 == *collection && name.is_some() && later.0[**key].1 == *name);
            let message = format!("`{id}` of {collection} is not in the workbook after this one");
            let found = Diagnostic::new(Code::VanishedRow, *span, message);
            sink.push(match same {
                Some(key) => found
                    .related(later.0[*key].0, format!("`{}` has the same name", key.1))
                    .help(format!("if they are the same, give it the key `{id}` again")),
                None => found.help("readers see it as withdrawn; add the row if it is not"),
            });
        }
    }
}

/// The first text of the name of a record.
fn name_in(node: &Node) -> Option<String> {
    let name = node.get("name")?;
    let text = match &name.kind {
        NodeKind::Mapping(languages) => languages.first()?.1.as_str()?,
        _ => name.as_str()?,
    };
    Some(text.to_owned())
}
