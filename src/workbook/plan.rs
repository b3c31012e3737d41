//! Which rows and columns of a sheet are read, and as what.

use super::Setting;
use super::form;
use super::head::{Head, heads, likely_row};
use super::head_unit::{scale_in, unit_in};
use super::labels::{Labels, target};
use super::mapping::{Mapping, SheetMapping};
use super::path::parse;
use super::pattern::{Pattern, narrow, squeezed};
use super::problems;
use super::target::Target;
use super::value::is_placeholder;
use super::words::words_of;
use crate::diag::Sink;
use crate::locale::Lexicon;
use crate::parse::node::{Key, Node};
use crate::parse::records::CollectionKind;
use crate::schema::{PathStep, Shapes};
use crate::source::{Cell, FileId, SheetCells, Span};
use crate::value::Units;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A sheet and what is read of it.
#[derive(Debug)]
pub(super) struct SheetPlan<'a> {
    pub(super) file: FileId,
    /// The text of the file.
    pub(super) text: &'a str,
    pub(super) sheet: &'a SheetCells,
    pub(super) kind: &'a CollectionKind,
    /// First and last row of the data, from 0.
    pub(super) rows: (u32, u32),
    /// What columns are, by their numbers.
    pub(super) columns: BTreeMap<u32, Column>,
    pub(super) checks: &'a [Pattern],
    pub(super) notes: &'a [Pattern],
    /// What cells say when they say nothing, beside what is known.
    pub(super) blank: &'a [Pattern],
    pub(super) labels: &'a Labels,
    /// The words and units by which figures are read.
    pub(super) lexicon: &'a Lexicon,
    pub(super) units: &'a Units,
    /// The as-of day.
    pub(super) day: Option<Date>,
    /// Ids of rows that are not made of their keys or names.
    pub(super) ids: &'a [(String, Span, Box<str>)],
    /// What each record has that says nothing else.
    pub(super) each: &'a [(Key, Node)],
    /// Rows that are hidden are no data.
    pub(super) leaves_hidden: bool,
    /// A mapping says what it is.
    pub(super) is_mapped: bool,
    /// Where its rows are no records, but items of a list that records have.
    pub(super) part: Option<Part>,
}

/// What the rows are of a sheet whose rows are items of a list.
#[derive(Debug)]
pub(super) struct Part {
    /// The field of the records that holds the list.
    pub(super) list: Box<str>,
    /// The column that names the record.
    pub(super) key: u32,
}

/// A column that is read.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) head: Head,
    pub(super) target: Target,
}

impl SheetPlan<'_> {
    /// The place of a cell.
    pub(super) fn span(&self, cell: &Cell) -> Span {
        Span { file: self.file, start: cell.start, end: cell.end }
    }

    /// The place of a row.
    pub(super) fn span_of_row(&self, row: u32) -> Option<Span> {
        self.sheet.row(row).first().map(|cell| self.span(cell))
    }

    /// The rows of the data that hold anything.
    pub(super) fn filled_rows(&self) -> impl Iterator<Item = u32> {
        let (first, last) = self.rows;
        let cells = self.sheet.cells.chunk_by(|one, other| one.row == other.row);
        let rows = cells.filter_map(|row| row.first().map(|cell| cell.row));
        let is_left =
            |row: u32| self.leaves_hidden && self.sheet.hidden_rows.binary_search(&row).is_ok();
        rows.filter(move |row| {
            (first..=last).contains(row) && !self.is_note(*row) && !is_left(*row)
        })
    }

    /// Whether a row says something about the table.
    fn is_note(&self, row: u32) -> bool {
        let Some(first) = self.sheet.row(row).first().filter(|_| !self.notes.is_empty()) else {
            return false;
        };
        let text = first.text(self.text);
        self.notes.iter().any(|note| note.starts(&text))
    }

    /// Whether a text says nothing.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        is_placeholder(text) || self.blank.iter().any(|blank| blank.is(text))
    }

    /// Whether a row adds up or names others: it is never data.
    pub(super) fn is_check(&self, row: u32) -> bool {
        self.check(row).is_some()
    }

    /// The number of the pattern that says that a row adds up others: one of its first two texts
    /// starts with it.
    pub(super) fn check(&self, row: u32) -> Option<usize> {
        let first = self.sheet.row(row).iter().take(2).map(|cell| cell.text(self.text));
        let first: Vec<_> = first.collect();
        self.checks.iter().position(|check| first.iter().any(|text| check.starts(text)))
    }
}

/// What is read of a file with tables.
pub(super) fn plan<'a>(
    file: FileId,
    (mappings, forms): (&'a [Mapping<'a>], &'a Forms),
    setting: &Setting<'a>,
    shapes: &Shapes,
    labels: &'a Labels,
    sink: &mut Sink,
) -> Vec<SheetPlan<'a>> {
    let source = setting.sources.file(file);
    let Some(cells) = &source.cells else { return Vec::new() };
    let path = setting.path(file);
    let mapping = mappings.iter().find(|mapping| mapping.paths.iter().any(|one| one == path));
    let planner = Planner { file, text: &source.text, setting, shapes, labels };
    if let Some(mapping) = mapping {
        problems::report_missing_sheets(mapping, cells, sink);
    }
    let filled: Vec<&SheetCells> =
        cells.sheets.iter().filter(|sheet| !sheet.cells.is_empty()).collect();
    let mut plans = Vec::new();
    for sheet in &filled {
        let planned = match mapping {
            Some(mapping) => {
                let of_sheet = of_sheet(mapping, sheet, cells.is_text);
                if of_sheet.is_empty() {
                    sink.push(problems::unread_sheet(planner.start(sheet), sheet, mapping.span));
                }
                of_sheet
                    .iter()
                    .filter_map(|said| planner.mapped(sheet, said, forms, sink))
                    .collect()
            }
            None => {
                let planned = planner.unmapped(sheet, filled.len() == 1, sink);
                planned.into_iter().collect::<Vec<_>>()
            }
        };
        if let Some(plan) = planned.first() {
            problems::report_hidden(plan, sink);
        }
        plans.extend(planned);
    }
    plans
}

/// What a mapping says of a sheet: the first that is said of it, and what is said of it as another
/// collection.
fn of_sheet<'m>(
    mapping: &'m Mapping<'_>,
    sheet: &SheetCells,
    is_text: bool,
) -> Vec<&'m SheetMapping<'m>> {
    let mut found: Vec<&SheetMapping<'_>> = Vec::new();
    for said in &mapping.sheets {
        // The table of a text has no name of its own.
        let is_named = || is_text || said.sheets.iter().any(|(pattern, _)| pattern.is(&sheet.name));
        let is_new = found.iter().all(|other| other.collection != said.collection);
        if is_new && (said.sheets.is_empty() || is_named()) {
            found.push(said);
        }
    }
    found
}

/// The sheets that are forms, as tables with one row.
#[derive(Debug, Default)]
pub(super) struct Forms(Vec<(FileId, Box<str>, Span, SheetCells)>);

impl Forms {
    /// Those of some files.
    pub(super) fn new(tables: &[FileId], mappings: &[Mapping<'_>], setting: &Setting<'_>) -> Self {
        let mut found = Vec::new();
        for file in tables {
            let (source, path) = (setting.sources.file(*file), setting.path(*file));
            let is_of = |mapping: &&Mapping<'_>| mapping.paths.iter().any(|one| one == path);
            let (Some(cells), Some(mapping)) = (&source.cells, mappings.iter().find(is_of)) else {
                continue;
            };
            for sheet in &cells.sheets {
                for said in
                    of_sheet(mapping, sheet, cells.is_text).into_iter().filter(|said| said.is_form)
                {
                    let labels: Vec<String> =
                        said.columns.iter().map(|(key, _)| squeezed(&key.text)).collect();
                    let is_label = |text: &str| labels.contains(&squeezed(text));
                    let unfolded = form::unfolded(sheet, &source.text, &is_label);
                    found.push((*file, sheet.name.clone(), said.span, unfolded));
                }
            }
        }
        Self(found)
    }

    fn of(&self, file: FileId, sheet: &SheetCells, said: &SheetMapping<'_>) -> Option<&SheetCells> {
        let is_it = |(own, name, span, _): &&(FileId, Box<str>, Span, SheetCells)| {
            *own == file && *name == sheet.name && *span == said.span
        };
        self.0.iter().find(is_it).map(|(.., unfolded)| unfolded)
    }
}

/// A head of a mapping, and how many columns of that head stand before the one that is meant: the
/// second `name` of a sheet is `name #2`.
fn numbered<'w>(wanted: &'w str, found: &[Head]) -> (&'w str, usize) {
    let is_there = found.iter().any(|head| head.key() == wanted);
    let number = wanted.rsplit_once('#').filter(|_| !is_there);
    let number = number.and_then(|(name, n)| Some((name, n.parse::<usize>().ok()?)));
    match number {
        Some((name, n)) if n > 1 => (name, n - 1),
        _ => (wanted, 0),
    }
}

struct Planner<'p, 'a> {
    file: FileId,
    text: &'a str,
    setting: &'p Setting<'a>,
    shapes: &'p Shapes,
    labels: &'a Labels,
}

impl<'a> Planner<'_, 'a> {
    fn start(&self, sheet: &SheetCells) -> Span {
        let start = sheet.cells.first().map_or(sheet.start, |cell| cell.start);
        Span { file: self.file, start, end: start }
    }

    fn last_row(sheet: &SheetCells) -> u32 {
        sheet.cells.last().map_or(0, |cell| cell.row)
    }

    /// A sheet of which a mapping says what it is.
    fn mapped(
        &self,
        sheet: &'a SheetCells,
        said: &'a SheetMapping<'a>,
        forms: &'a Forms,
        sink: &mut Sink,
    ) -> Option<SheetPlan<'a>> {
        let kind = self.setting.kind(said.collection?)?;
        if said.leaves_hidden && sheet.is_hidden {
            return None;
        }
        let wanted: Vec<String> = said.columns.iter().map(|(key, _)| squeezed(&key.text)).collect();
        let sheet = forms.of(self.file, sheet, said).unwrap_or(sheet);
        let is_known = |head: &Head| wanted.contains(&head.key());
        let likely = || likely_row(sheet, self.file, self.text, is_known).map(|row| (row, row));
        let (first, last) = said.head.or_else(likely).unwrap_or((0, 0));
        let found = heads(sheet, self.file, self.text, (first, last));
        let mut columns = BTreeMap::new();
        let mut contacts = Vec::new();
        for (number, (key, target)) in said.columns.iter().enumerate() {
            let (name, skipped) = numbered(&wanted[number], &found);
            let mut of_key = found.iter().filter(|head| head.key() == name);
            let Some(head) = of_key.nth(skipped) else {
                sink.push(problems::missing_column(key, sheet, &found, self.start(sheet)));
                continue;
            };
            let Some(target) = target else { continue };
            let is_told = |n: usize| wanted.contains(&format!("{name}#{n}"));
            if let Some(other) = of_key.next().filter(|_| skipped == 0 && !is_told(2)) {
                sink.push(problems::ambiguous_head(key, head, other));
            }
            let head = Head { text: head.text.clone(), ..*head };
            let mut target = target.clone();
            target.words = words_of(kind.collection, &target);
            let lexicon = self.setting.lexicon;
            target.unit = target.unit.or_else(|| unit_in(&head.text, lexicon));
            if target.beside.unit.is_some() {
                target.unit = target.unit.or_else(|| scale_in(&head.text, lexicon));
            }
            target.beside.find(&found, sheet, self.start(sheet), sink);
            columns.insert(head.column, Column { head, target });
        }
        let is_left = |column| said.leaves_hidden && sheet.hidden_columns.contains(&column);
        columns.retain(|column, _| !is_left(*column));
        // What says the unit or the period of others is read with them.
        let beside: BTreeSet<u32> =
            columns.values().flat_map(|column| column.target.beside.columns()).collect();
        let is_named = |head: &&Head| wanted.contains(&head.key()) || beside.contains(&head.column);
        let unnamed = found.iter().filter(|head| !is_named(head));
        for head in unnamed.filter(|head| !is_left(head.column)) {
            match self.labels.is_contact(&head.text) {
                true => contacts.push(head),
                false => sink.push(problems::unmapped_column(head, said.span)),
            }
        }
        problems::report_contacts(&contacts, sink);
        let (start, end) = said.rows.unwrap_or((last + 1, None));
        let rows = (start, end.unwrap_or_else(|| Self::last_row(sheet)));
        let SheetMapping { checks, notes, blank, ids, each, .. } = said;
        let (file, text, labels) = (self.file, self.text, self.labels);
        Some(SheetPlan {
            file,
            text,
            sheet,
            kind,
            rows,
            columns,
            checks,
            notes,
            blank,
            labels,
            lexicon: self.setting.lexicon,
            units: self.setting.lexicon.units(),
            day: self.setting.day,
            ids,
            each,
            leaves_hidden: said.leaves_hidden,
            is_mapped: true,
            part: None,
        })
    }

    /// A sheet that must say itself what it is.
    fn unmapped(
        &self,
        sheet: &'a SheetCells,
        is_only: bool,
        sink: &mut Sink,
    ) -> Option<SheetPlan<'a>> {
        if self.labels.is_lists(&sheet.name) {
            return None;
        }
        let Some((kind, list)) = self.kind_of(sheet, is_only) else {
            sink.push(problems::unknown_sheet(self.start(sheet), sheet, self.setting));
            return None;
        };
        let collection = kind.collection;
        let known = self.labels.heads(collection, list.as_deref(), self.setting, self.shapes);
        let of = |head: &Head| self.by_head(head, &known, collection, list.as_deref());
        let Some(row) = likely_row(sheet, self.file, self.text, |head| of(head).is_some()) else {
            sink.push(problems::no_heads(self.start(sheet), collection));
            return None;
        };
        let mut columns: BTreeMap<u32, Column> = BTreeMap::new();
        let mut contacts = Vec::new();
        let mut key = None;
        let found = heads(sheet, self.file, self.text, (row, row));
        for head in &found {
            let names = |collection| self.labels.is_key_of(&head.text, collection);
            if list.is_some() && key.is_none() && names(collection) {
                key = Some(head.column);
                continue;
            }
            if self.labels.is_contact(&head.text) && !self.is_path(head, collection, &list) {
                contacts.push(head);
                continue;
            }
            let Some(mut target) = of(head) else {
                sink.push(problems::unknown_head(head, collection, self.shapes));
                continue;
            };
            if list.is_none() {
                target.words = words_of(collection, &target);
            }
            // Figures of one field may stand in several columns, each in its unit.
            let is_same = |other: &&Column| {
                other.target.path == target.path && other.target.unit == target.unit
            };
            if let Some(other) = columns.values().find(is_same) {
                sink.push(problems::same_field(head, &other.head, &target));
                continue;
            }
            let head = Head { text: head.text.clone(), ..*head };
            columns.insert(head.column, Column { head, target });
        }
        problems::report_contacts(&contacts, sink);
        let part = match (list, key) {
            (None, _) => None,
            (Some(list), Some(key)) => Some(Part { list, key }),
            (Some(_), None) => {
                sink.push(problems::no_key(self.start(sheet), collection));
                return None;
            }
        };
        let rows = (row + 1, Self::last_row(sheet));
        let (file, text, labels) = (self.file, self.text, self.labels);
        let (checks, notes, blank): (&[_], &[_], &[_]) = (&[], &[], &[]);
        let (ids, each) = (&[], &[]);
        Some(SheetPlan {
            file,
            text,
            sheet,
            kind,
            rows,
            columns,
            checks,
            notes,
            blank,
            labels,
            lexicon: self.setting.lexicon,
            units: self.setting.lexicon.units(),
            day: self.setting.day,
            ids,
            each,
            leaves_hidden: false,
            is_mapped: false,
            part,
        })
    }

    /// The collection of a sheet: by its name, or else by that of its file or folder. With it the
    /// list whose items its rows are, if it is named as one.
    fn kind_of(
        &self,
        sheet: &SheetCells,
        is_only: bool,
    ) -> Option<(&'a CollectionKind, Option<Box<str>>)> {
        if let Some(collection) = self.labels.collection(&sheet.name) {
            return Some((self.setting.kind(collection)?, None));
        }
        if let Some((collection, list)) =
            self.labels.list_of(&sheet.name, self.setting, self.shapes)
        {
            return Some((self.setting.kind(collection)?, Some(list)));
        }
        let path = self.setting.path(self.file).strip_prefix("content/data/")?;
        let (first, _) = path.split_once('/').or_else(|| path.rsplit_once('.'))?;
        let collection = self.labels.collection(first).filter(|_| is_only)?;
        Some((self.setting.kind(collection)?, None))
    }

    /// Whether a head is a field by its own name, not by a word that something else may have too.
    fn is_path(&self, head: &Head, collection: &str, list: &Option<Box<str>>) -> bool {
        self.by_path(&head.text, collection, list.as_deref()).is_some()
    }

    /// The field that a path leads to.
    fn by_path(&self, text: &str, collection: &str, list: Option<&str>) -> Option<Target> {
        let path = parse(text)?;
        let is_language = |code: &str| self.setting.is_language(code);
        let whole = list.into_iter().map(PathStep::Key).chain(path.iter().map(PathStep::from));
        let shape = self.shapes.of(collection, whole, is_language)?;
        Some(target(path, shape))
    }

    /// The field that a head names: as it is, as a path, or with a unit in brackets.
    fn by_head(
        &self,
        head: &Head,
        known: &BTreeMap<String, Target>,
        collection: &str,
        list: Option<&str>,
    ) -> Option<Target> {
        let as_it_is = |text: &str| {
            let by_word = known.get(&squeezed(text)).cloned();
            let by_path = || self.by_path(text, collection, list);
            by_word.or_else(by_path).or_else(|| self.by_path(&squeezed(text), collection, list))
        };
        let text: String = head.text.trim().chars().map(narrow).collect();
        as_it_is(&text).or_else(|| {
            let (name, unit) = text.strip_suffix(')')?.rsplit_once('(')?;
            // Brackets that say no language of a text say something else of it, which nobody knows.
            let target = as_it_is(name.trim()).filter(Target::takes_unit)?;
            Some(Target { unit: Some(unit.trim().into()), ..target })
        })
    }
}
