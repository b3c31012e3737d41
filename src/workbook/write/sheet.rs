//! The sheets of a ledger: their columns, and what stands in them.

use super::super::Setting;
use super::super::labels::{Labels, key};
use super::super::names::Names;
use super::super::path::{Step, written};
use super::super::pattern::squeezed;
use super::cell::{CellOut, cell, units_of, with_unit};
use super::flat::{Flat, Leaf, Row, Said};
use crate::parse::identity::Identity;
use crate::parse::node::{Key, Node, NodeKind};
use crate::parse::records::{CollectionKind, Parsed};
use crate::schema::{Shape, Shapes};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What is written, and what that needs to know.
pub(super) struct Writer<'w> {
    pub(super) parsed: &'w Parsed,
    pub(super) setting: &'w Setting<'w>,
    pub(super) shapes: &'w Shapes,
    pub(super) labels: &'w Labels,
    pub(super) names: &'w Names,
    /// What stands between several values of a cell.
    pub(super) between: &'w str,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct SheetOut {
    /// What its tab says.
    pub(super) name: String,
    pub(super) collection: &'static str,
    /// The list whose items its rows are.
    pub(super) list: Option<String>,
    pub(super) columns: Vec<ColumnOut>,
    /// The cells of each row, by their columns.
    pub(super) rows: Vec<BTreeMap<usize, CellOut>>,
}

/// A column.
#[derive(Debug)]
pub(super) struct ColumnOut {
    pub(super) head: String,
    /// The field; empty for the column that names the record whose item a row is.
    pub(super) path: Vec<Step>,
    pub(super) shape: Shape,
}

/// Fields of every record that say what it is, and those that say where it comes from.
const FIRST: [&str; 1] = ["id"];
const LAST: [&str; 10] = [
    "source",
    "published",
    "note",
    "links",
    "files",
    "images",
    "extra",
    "sort_key",
    "former_ids",
    "visibility",
];

/// What of a record stands in rows of its own sheet, and of those of its lists.
#[derive(Default)]
struct Rows<'n> {
    own: Vec<Row<'n>>,
    /// By the list: the id of the record, and the item.
    of_lists: BTreeMap<String, Vec<(String, Row<'n>)>>,
}

impl<'w> Writer<'w> {
    /// A sheet for each collection with records, and for each of their lists of parts.
    pub(super) fn sheets(&self) -> Vec<SheetOut> {
        let mut sheets = Vec::new();
        for kind in self.setting.kinds {
            let records = records(self.parsed, kind.collection);
            if records.is_empty() {
                continue;
            }
            let rows = self.rows(kind, &records);

            let flat = self.flat(kind.collection, None);
            sheets.push(self.sheet(&flat, kind, rows.own.iter().map(|row| (None, row)).collect()));
            for (list, rows) in &rows.of_lists {
                let flat = self.flat(kind.collection, Some(list));
                let rows = rows.iter().map(|(id, row)| (Some(id.as_str()), row)).collect();
                sheets.push(self.sheet(&flat, kind, rows));
            }
        }
        sheets
    }

    /// A sheet for each collection, in which only the heads stand.
    pub(super) fn heads_only(&self) -> Vec<SheetOut> {
        let mut sheets = Vec::new();
        for kind in self.setting.kinds {
            let flat = self.flat(kind.collection, None);
            let fields: Vec<&str> = self.shapes.fields(kind.collection).collect();
            let is_list = |field: &&str| flat.is_list_of_parts(field) && kind.name_key.is_some();
            let (lists, fields): (Vec<&str>, Vec<&str>) = fields.into_iter().partition(is_list);
            let of = |field: &&str| {
                self.setting.kind(kind.collection).is_some_and(|kind| (kind.holds)(field).is_none())
            };
            sheets.push(self.empty_sheet(&flat, kind, fields.into_iter().filter(of).collect()));
            // What stands in records of their own has a sheet of its own.
            for list in lists.into_iter().filter(of) {
                let flat = self.flat(kind.collection, Some(list));
                let fields = self.shapes.parts(kind.collection, list);
                sheets.push(self.empty_sheet(&flat, kind, fields));
            }
        }
        sheets
    }

    fn flat<'f>(&self, collection: &'static str, list: Option<&'f str>) -> Flat<'f>
    where
        'w: 'f,
    {
        let Self { setting, shapes, names, .. } = *self;
        Flat { setting, shapes, names, collection, list, between: self.between }
    }

    fn rows(&self, kind: &CollectionKind, records: &[RecordOf<'w>]) -> Rows<'w> {
        let flat = self.flat(kind.collection, None);
        let mut rows = Rows::default();
        for RecordOf { id, is_internal, node } in records {
            let NodeKind::Mapping(entries) = &node.kind else { continue };
            let has_sheet = |(name, value): &&(Key, Node)| {
                id.is_some() && kind.name_key.is_some() && flat.has_sheet(&name.text, value)
            };
            let (lists, fields): (Vec<_>, Vec<_>) = entries.iter().partition(has_sheet);
            // The name of a file may be the id of its record.
            let own_id = id.iter().map(|id| Leaf {
                path: vec![key("id")],
                shape: Shape::Word,
                value: Said::Several(id.clone()),
            });
            let fields = fields.into_iter().filter(|(name, _)| id.is_none() || &*name.text != "id");
            let is_told = node.get("visibility").is_some();
            let internal = (*is_internal && !is_told).then(|| Leaf {
                path: vec![key("visibility")],
                shape: Shape::Word,
                value: Said::Several("internal".to_owned()),
            });
            rows.own.push(own_id.chain(flat.row(fields)).chain(internal).collect());
            for (name, value) in lists {
                let list = name.text.to_string();
                let flat = self.flat(kind.collection, Some(&name.text));
                let items = match &value.kind {
                    NodeKind::Sequence(items) => items.as_slice(),
                    _ => std::slice::from_ref(value),
                };
                for item in items {
                    let NodeKind::Mapping(entries) = &item.kind else { continue };
                    let row = (id.clone().unwrap_or_default(), flat.row(entries.iter()));
                    rows.of_lists.entry(list.clone()).or_default().push(row);
                }
            }
        }
        align_sources(&mut rows.own.iter_mut().collect::<Vec<_>>());
        for items in rows.of_lists.values_mut() {
            align_sources(&mut items.iter_mut().map(|(_, row)| row).collect::<Vec<_>>());
        }
        rows
    }

    fn sheet(
        &self,
        flat: &Flat<'_>,
        kind: &CollectionKind,
        rows: Vec<(Option<&str>, &Row<'_>)>,
    ) -> SheetOut {
        let mut order = Order::new(flat, kind);
        let mut by_path: BTreeMap<&[Step], (Shape, Vec<&Leaf<'_>>)> = BTreeMap::new();
        for leaf in rows.iter().flat_map(|(_, row)| row.iter()) {
            order.note(&leaf.path);
            let column = by_path.entry(&leaf.path);
            column.or_insert_with(|| (leaf.shape.clone(), Vec::new())).1.push(leaf);
        }
        let mut columns: Vec<(&[Step], Shape, Option<String>)> = Vec::new();
        for (path, (shape, leaves)) in by_path {
            let units = match shape {
                Shape::Quantity => units_of(leaves.iter().copied()),
                _ => Vec::new(),
            };
            let unit_of = |leaf: &&Leaf<'_>| unit_in(leaf, &units).is_none();
            if leaves.iter().any(unit_of) {
                columns.push((path, shape.clone(), None));
            }
            columns.extend(units.into_iter().map(|unit| (path, shape.clone(), Some(unit))));
        }
        columns.sort_by(|(one, ..), (other, ..)| order.compare(one, other));
        let mut places: BTreeMap<&[Step], Vec<(usize, Option<&str>)>> = BTreeMap::new();
        let n_keys = usize::from(flat.list.is_some());
        for (at, (path, _, unit)) in columns.iter().enumerate() {
            places.entry(path).or_default().push((at + n_keys, unit.as_deref()));
        }
        let mut filled = Vec::with_capacity(rows.len());
        for (id, row) in &rows {
            let key = id.map(|id| (0, CellOut::Text(id.to_owned())));
            let cells = row.iter().filter_map(|leaf| {
                let of_path = places.get(&leaf.path[..])?;
                let own = with_unit(&leaf.value.text()).map(|(_, unit)| unit.to_owned());
                let own =
                    of_path.iter().find(|(_, unit)| unit.is_some() && *unit == own.as_deref());
                let (at, unit) = own.or_else(|| of_path.iter().find(|(_, unit)| unit.is_none()))?;
                let cell = cell(leaf, *unit, flat);
                // What is too long for a cell is told when the file is read again.
                (!cell.is_too_long()).then_some((*at, cell))
            });
            filled.push(key.into_iter().chain(cells).collect());
        }
        let columns = columns.iter().map(|(path, shape, unit)| {
            let head = self.head(flat, path);
            let head = unit.as_ref().map_or(head.clone(), |unit| format!("{head} ({unit})"));
            ColumnOut { head, path: path.to_vec(), shape: shape.clone() }
        });
        let columns = self.key_column(flat).into_iter().chain(columns).collect();
        SheetOut {
            name: self.name(kind, flat.list),
            collection: kind.collection,
            list: flat.list.map(str::to_owned),
            columns,
            rows: filled,
        }
    }

    /// A sheet with the columns that some fields usually have.
    fn empty_sheet(&self, flat: &Flat<'_>, kind: &CollectionKind, fields: Vec<&str>) -> SheetOut {
        let mut order = Order::new(flat, kind);
        let mut paths: Vec<Vec<Step>> = Vec::new();
        for field in fields {
            let parts = |parts: Vec<&str>| -> Vec<Vec<Step>> {
                parts.into_iter().map(|part| vec![key(field), key(part)]).collect()
            };
            let languages = || self.setting.languages.iter().map(|(code, _)| code.as_str());
            match flat.shape(&[key(field)]) {
                Some(Shape::Text) if self.setting.languages.len() > 1 => {
                    paths.extend(parts(languages().collect()));
                }
                // What says where a figure comes from says what its source says.
                _ if field == "source" => paths.extend(parts(vec!["ref", "quote", "page"])),
                Some(Shape::Parts) => paths
                    .extend(parts(flat.shapes.keys(flat.collection, flat.steps(&[key(field)])))),
                Some(Shape::Free) | None => {}
                Some(_) => paths.push(vec![key(field)]),
            }
        }
        paths.retain(|path| flat.shape(path).is_some());
        paths.iter().for_each(|path| order.note(path));
        paths.sort_by(|one, other| order.compare(one, other));
        let columns = paths.into_iter().map(|path| ColumnOut {
            head: self.head(flat, &path),
            shape: flat.shape(&path).unwrap_or(Shape::Word),
            path,
        });
        SheetOut {
            name: self.name(kind, flat.list),
            collection: kind.collection,
            list: flat.list.map(str::to_owned),
            columns: self.key_column(flat).into_iter().chain(columns).collect(),
            rows: Vec::new(),
        }
    }

    /// The column of a sheet of items that names their records.
    fn key_column(&self, flat: &Flat<'_>) -> Option<ColumnOut> {
        flat.list?;
        let shape = Shape::Reference(flat.collection.to_owned());
        Some(ColumnOut { head: self.title(flat.collection), path: Vec::new(), shape })
    }

    /// What a sheet is called: in the first language of the site, if that is known again.
    fn name(&self, kind: &CollectionKind, list: Option<&str>) -> String {
        /// The longest that spreadsheets take.
        const LONGEST: usize = 31;
        let Some(list) = list else { return self.title(kind.collection) };
        let word = self.labels.head_of(list, None).unwrap_or_else(|| list.to_owned());
        let named = format!("{}.{word}", self.title(kind.collection));
        let is_known = |name: &str| {
            let found = self.labels.list_of(name, self.setting, self.shapes);
            is_name(name)
                && found.is_some_and(|(of, of_list)| of == kind.collection && *of_list == *list)
        };
        let plain = format!("{}.{list}", kind.collection);
        let fits = |name: &String| name.encode_utf16().count() <= LONGEST && is_known(name);
        [named, plain.clone()].into_iter().find(fits).unwrap_or(plain)
    }

    fn title(&self, collection: &str) -> String {
        let title = self.setting.locales.first();
        let title = title.and_then(|locale| locale.text(&format!("ledger-{collection}"), &[]));
        let is_known = |title: &String| self.labels.collection(title) == Some(collection);
        title
            .filter(|title| is_known(title) && is_name(title))
            .unwrap_or_else(|| collection.to_owned())
    }

    /// The head of a field: its word in the first language of the site, if that is known again.
    fn head(&self, flat: &Flat<'_>, path: &[Step]) -> String {
        let word = match path {
            [Step::Key(field)] => self.labels.head_of(field, None),
            [Step::Key(field), Step::Key(language)] => self.labels.head_of(field, Some(language)),
            _ => None,
        };
        let known = self.labels.heads(flat.collection, flat.list, self.setting, self.shapes);
        let is_known = |word: &String| {
            let found = known.get(&squeezed(word));
            found.is_some_and(|target| target.path == path) && !self.labels.is_contact(word)
        };
        word.filter(is_known).unwrap_or_else(|| written(path))
    }
}

/// The unit of a figure, if it is one of those that have a column.
fn unit_in<'u>(leaf: &Leaf<'_>, units: &'u [String]) -> Option<&'u String> {
    let text = leaf.value.text();
    let (_, own) = with_unit(&text)?;
    units.iter().find(|unit| *unit == own)
}

/// Says of all sources of a table in the same columns what is said of them: where one record has
/// several, the only one of another is its first, and a source alone is one without a quote.
fn align_sources(rows: &mut [&mut Row<'_>]) {
    let is_source = |path: &[Step]| path.first().and_then(Step::key) == Some("source");
    let mut of_sources =
        rows.iter().flat_map(|row| row.iter()).filter(|leaf| is_source(&leaf.path));
    let has_several =
        of_sources.clone().any(|leaf| matches!(leaf.path.get(1), Some(Step::Item(_))));
    let has_parts = has_several || of_sources.any(|leaf| leaf.path.len() > 1);
    for leaf in rows.iter_mut().flat_map(|row| row.iter_mut()) {
        if !is_source(&leaf.path) {
            continue;
        }
        let is_one = matches!(leaf.value, Said::One(_));
        let is_alone = matches!(leaf.path.as_slice(), [_] | [_, Step::Item(_)]);
        if has_parts && is_one && is_alone {
            leaf.path.push(key("ref"));
            leaf.shape = Shape::Word;
        }
        if has_several && is_one && !matches!(leaf.path.get(1), Some(Step::Item(_))) {
            leaf.path.insert(1, Step::Item(0));
        }
    }
}

/// Whether spreadsheets take a text for the name of a sheet.
fn is_name(text: &str) -> bool {
    !text.contains(['[', ']', ':', '*', '?', '/', '\\']) && !text.starts_with('\'')
}

/// A record as it stands in the ledger.
pub(super) struct RecordOf<'p> {
    /// Its id, if it has one.
    pub(super) id: Option<String>,
    /// It is never published, be it that it says so itself or the record that it stands in.
    pub(super) is_internal: bool,
    pub(super) node: &'p Node,
}

/// The records of a collection, those that stand in other records too, in the order in which they
/// get their numbers.
pub(super) fn records<'p>(parsed: &'p Parsed, collection: &str) -> Vec<RecordOf<'p>> {
    let all = parsed.data.iter().flat_map(|data| std::iter::once(data).chain(&data.nested));
    let of_kind = all.filter(|data| data.outline.collection == collection);
    let records = of_kind.flat_map(|data| {
        let nodes = data.nodes.iter().flatten();
        data.outline.records.iter().zip(nodes).map(|(identity, node)| {
            let (id, is_internal) = match identity {
                Identity::Named(name) => (Some(name.id.to_string()), name.is_internal),
                Identity::Numbered { is_internal, .. } => (None, *is_internal),
                Identity::Unusable => (None, false),
            };
            RecordOf { id, is_internal, node }
        })
    });
    records.collect()
}

/// In which order columns stand: as fields are declared, and within them as they come.
struct Order<'f> {
    fields: Vec<&'f str>,
    seen: BTreeMap<Vec<Step>, usize>,
}

impl<'f> Order<'f> {
    fn new(flat: &Flat<'f>, kind: &CollectionKind) -> Self {
        let declared: Vec<&str> = match flat.list {
            Some(list) => flat.shapes.parts(flat.collection, list),
            None => flat.shapes.fields(flat.collection).collect(),
        };
        let is_usual = |field: &&&str| !FIRST.contains(*field) && !LAST.contains(*field);
        let name = kind.name_key.and_then(|name| declared.iter().find(|field| **field == name));
        let find = |wanted: &str| declared.iter().find(|field| **field == wanted);
        let first = FIRST.iter().filter_map(|field| find(field));
        let last = LAST.iter().filter_map(|field| find(field));
        let all = first.chain(name).chain(declared.iter().filter(is_usual)).chain(last);
        Self { fields: all.copied().collect(), seen: BTreeMap::new() }
    }

    /// Notes a path, and what it leads through.
    fn note(&mut self, path: &[Step]) {
        for end in 1..=path.len() {
            let n_before = self.seen.len();
            self.seen.entry(path[..end].to_vec()).or_insert(n_before);
        }
    }

    fn compare(&self, one: &[Step], other: &[Step]) -> Ordering {
        let rank = |path: &[Step]| {
            let field = path.first().and_then(Step::key);
            let declared = self.fields.iter().position(|known| Some(*known) == field);
            declared.unwrap_or(self.fields.len())
        };
        rank(one).cmp(&rank(other)).then_with(|| {
            let n_alike = one.iter().zip(other).take_while(|(one, other)| one == other).count();
            match (one.get(n_alike), other.get(n_alike)) {
                (Some(Step::Item(one)), Some(Step::Item(other))) => one.cmp(other),
                (Some(Step::Key(_)), Some(Step::Key(_))) => {
                    self.seen.get(&one[..=n_alike]).cmp(&self.seen.get(&other[..=n_alike]))
                }
                (Some(Step::Key(_)), Some(Step::Item(_))) => Ordering::Less,
                (Some(Step::Item(_)), Some(Step::Key(_))) => Ordering::Greater,
                (one, other) => one.is_some().cmp(&other.is_some()),
            }
        })
    }
}
