//! `NAME.mapping.yaml`: what the sheets and columns of a workbook are.

use super::Setting;
use super::beside::AllBeside;
use super::labels::Labels;
use super::path::parse;
use super::pattern::{Pattern, squeezed};
use super::snapshots::{self, Snapshot};
use super::target::{By, ITEMS, Item, ItemKind, STAGE, Target};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{
    Fields, expect_bool, expect_list, expect_mapping, expect_one_of, expect_str, one_or_many,
};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::parse::records::MAPPING_ENDING;
use crate::schema::{PathStep, Shapes};
use crate::source::{FileId, Span};

/// A mapping.
#[derive(Debug)]
pub(super) struct Mapping<'a> {
    /// Where it starts.
    pub(super) span: Span,
    /// Where it names the workbook.
    pub(super) workbook: Option<Span>,
    /// The paths that the workbook may have: one where it is named, else the same with any ending.
    pub(super) paths: Vec<String>,
    /// The workbooks of several days, by their days, in place of one.
    pub(super) snapshots: Vec<Snapshot>,
    /// Which holds where the workbook and YAML say one thing otherwise; without it that is an error.
    pub(super) wins: Option<Wins>,
    pub(super) sheets: Vec<SheetMapping<'a>>,
}

/// What holds of a field that both say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wins {
    Workbook,
    Yaml,
}

const WINS: &[(&str, Wins)] = &[("workbook", Wins::Workbook), ("yaml", Wins::Yaml)];

/// What it says of one sheet, or of several that are alike.
#[derive(Debug)]
pub(super) struct SheetMapping<'a> {
    pub(super) span: Span,
    /// The names of the sheets; empty for all.
    pub(super) sheets: Vec<(Pattern, Span)>,
    /// `None` if they are never read.
    pub(super) collection: Option<&'static str>,
    /// First and last row of the head, from 0.
    pub(super) head: Option<(u32, u32)>,
    /// First row of the data, and the last one if it is named, from 0.
    pub(super) rows: Option<(u32, Option<u32>)>,
    pub(super) checks: Vec<Pattern>,
    /// How rows start that say something about the table.
    pub(super) notes: Vec<Pattern>,
    /// What cells say, beside the usual signs, when they say nothing.
    pub(super) blank: Vec<Pattern>,
    /// Each sheet is one record, with labels beside its values.
    pub(super) is_form: bool,
    /// What is hidden is no data.
    pub(super) leaves_hidden: bool,
    /// Ids of rows that are not made of their keys or names: by these, as `squeezed` leaves them.
    pub(super) ids: Vec<(String, Span, Box<str>)>,
    /// What each record has that says nothing else.
    pub(super) each: &'a [(Key, Node)],
    /// What columns are; `None` for those that are never read.
    pub(super) columns: Vec<(&'a Key, Option<Target>)>,
}

impl SheetMapping<'_> {
    /// Sheets of which nothing is read.
    fn left_out(span: Span, sheets: Vec<(Pattern, Span)>) -> Self {
        Self {
            span,
            sheets,
            collection: None,
            head: None,
            rows: None,
            checks: Vec::new(),
            notes: Vec::new(),
            blank: Vec::new(),
            is_form: false,
            leaves_hidden: false,
            ids: Vec::new(),
            each: &[],
            columns: Vec::new(),
        }
    }
}

/// What stands for a column or a collection that is not read.
const NEVER: &str = "never";

/// Whether rows and columns that are hidden are read.
const HIDDEN: &[(&str, bool)] = &[("read", true), (NEVER, false)];

const BY: &[(&str, By)] = &[("id", By::Id), ("name", By::Name)];

/// What reading a part of a mapping needs.
struct Reader<'r> {
    setting: &'r Setting<'r>,
    shapes: &'r Shapes,
    labels: &'r Labels,
}

impl<'a> Mapping<'a> {
    /// Reads a mapping; `None` if it is none.
    pub(super) fn new(
        file: FileId,
        node: &'a Node,
        setting: &Setting<'_>,
        shapes: &Shapes,
        labels: &Labels,
        sink: &mut Sink,
    ) -> Option<Self> {
        let mut fields = Fields::new(node, "a mapping of a workbook", sink)?;
        let path = setting.path(file);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let workbook = fields.optional("workbook");
        let snapshots = fields.optional("snapshots");
        let snapshots = snapshots.map(|node| snapshots::read(node, folder, setting, sink));
        let wins = fields.optional("wins");
        let wins = wins.and_then(|node| expect_one_of(node, "`wins`", WINS, sink));
        let paths = match workbook.and_then(|node| expect_str(node, "`workbook`", sink)) {
            Some(workbook) => vec![format!("{folder}/{workbook}")],
            None if let Some(snapshots) = &snapshots => {
                snapshots.iter().map(|one| one.path.clone()).collect()
            }
            None => {
                let stem = name.strip_suffix(MAPPING_ENDING).unwrap_or(name);
                let path = |ending: &&str| format!("{folder}/{stem}.{ending}");
                super::read::ENDINGS.iter().map(path).collect()
            }
        };
        let reader = Reader { setting, shapes, labels };
        let sheets = fields.required("sheets");
        let sheets = sheets.and_then(|node| expect_list(node, "`sheets`", sink));
        let sheets = sheets.into_iter().flatten();
        let sheets = sheets.filter_map(|node| reader.sheet(node, sink)).collect();
        let span = Span { end: node.span.start, ..node.span };
        fields.finish(sink);
        let workbook = workbook.map(|node| node.span);
        let snapshots = snapshots.unwrap_or_default();
        Some(Self { span, workbook, paths, snapshots, wins, sheets })
    }
}

impl Reader<'_> {
    fn sheet<'a>(&self, node: &'a Node, sink: &mut Sink) -> Option<SheetMapping<'a>> {
        let mut fields = Fields::new(node, "a sheet of a mapping", sink)?;
        let span = fields.start();
        let sheets = patterns(fields.optional("sheet"), "`sheet`", sink);
        let collection_node = fields.optional("collection");
        if collection_node.and_then(Node::as_str) == Some(NEVER) {
            fields.finish(sink);
            return Some(SheetMapping::left_out(span, sheets));
        }
        let named = collection_node.and_then(|node| self.collection(node, sink));
        let collection = match (collection_node, &sheets[..]) {
            (Some(_), _) => named,
            // The sheet may be named as its collection is.
            (None, [(Pattern::Plain(name), _)]) => self.labels.collection(name),
            (None, _) => None,
        };
        if collection_node.is_none() && collection.is_none() {
            fields.required("collection");
        }
        let head = fields.optional("head").and_then(|node| rows(node, "`head`", sink));
        let data = fields.optional("rows").and_then(|node| rows(node, "`rows`", sink));
        let unit = fields.optional("unit").and_then(|node| expect_str(node, "`unit`", sink));
        let checks = patterns(fields.optional("checks"), "`checks`", sink);
        let notes = patterns(fields.optional("notes"), "`notes`", sink);
        let blank = patterns(fields.optional("blank"), "`blank`", sink);
        let is_form = fields.optional("form").and_then(|node| expect_bool(node, "`form`", sink));
        let hidden = fields.optional("hidden");
        let hidden = hidden.and_then(|node| expect_one_of(node, "`hidden`", HIDDEN, sink));
        let ids = fields.optional("ids").and_then(|node| expect_mapping(node, "`ids`", sink));
        let ids = ids.unwrap_or_default().iter().filter_map(|(key, node)| {
            let id = expect_str(node, "an id", sink)?;
            Some((squeezed(&key.text), key.span, id.into()))
        });
        let ids = ids.collect();
        let each = fields.optional("each").and_then(|node| expect_mapping(node, "`each`", sink));
        let columns = fields.required("columns");
        let columns = columns.and_then(|node| expect_mapping(node, "`columns`", sink));
        fields.finish(sink);
        let collection = collection?;
        let columns = columns.unwrap_or_default().iter();
        let columns = columns.filter_map(|(key, node)| {
            let target = match node.as_str() {
                Some(NEVER) => None,
                _ => Some(self.target(node, collection, unit, sink)?),
            };
            Some((key, target))
        });
        Some(SheetMapping {
            span,
            sheets,
            collection: Some(collection),
            head: head.map(|(first, last)| (first, last.unwrap_or(first))),
            rows: data,
            checks: checks.into_iter().map(|(pattern, _)| pattern).collect(),
            notes: notes.into_iter().map(|(pattern, _)| pattern).collect(),
            blank: blank.into_iter().map(|(pattern, _)| pattern).collect(),
            is_form: is_form == Some(true),
            leaves_hidden: hidden == Some(false),
            ids,
            each: each.unwrap_or_default(),
            columns: columns.collect(),
        })
    }

    fn collection(&self, node: &Node, sink: &mut Sink) -> Option<&'static str> {
        let name = expect_str(node, "`collection`", sink)?;
        if let Some(kind) = self.setting.kind(name) {
            return Some(kind.collection);
        }
        let known = || self.setting.kinds.iter().map(|kind| kind.collection);
        let help = match closest(name, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("collections are {}", list_known(known())),
        };
        let message = format!("there is no collection `{name}`");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
        None
    }

    /// What a column is.
    fn target(
        &self,
        node: &Node,
        collection: &'static str,
        unit: Option<&str>,
        sink: &mut Sink,
    ) -> Option<Target> {
        if let NodeKind::Scalar(_) = node.kind {
            return self
                .at(node, None, collection, sink)
                .map(|target| Target { unit_of_sheet: unit.map(Into::into), ..target });
        }
        let mut fields = Fields::new(node, "a column of a mapping", sink)?;
        let field = fields.optional("field");
        let own_unit = fields.optional("unit").and_then(|node| expect_str(node, "`unit`", sink));
        let by = fields.optional("by").and_then(|node| expect_one_of(node, "`by`", BY, sink));
        let until = fields.optional("until").cloned();
        let beside = AllBeside::new(&mut fields, sink);
        let split = fields.optional("split").and_then(|node| expect_str(node, "`split`", sink));
        let kinds = ITEMS.iter().filter(|kind| kind.is_of(collection, self.shapes));
        let named = kinds.filter_map(|kind| Some((kind, fields.optional(kind.key)?)));
        let named: Option<(&'static ItemKind, &Node)> = { named }.collect::<Vec<_>>().pop();
        // A column of a sheet of figures may be the values of a period: each cell is a figure.
        let whole = ITEMS.iter().find(|kind| kind.is_record_of(collection));
        let whole = whole.filter(|_| named.is_none());
        let of_items: Vec<&str> = { named.map(|(kind, _)| kind).or(whole) }
            .map(|kind| self.fields_of(kind, collection))
            .unwrap_or_default();
        let fixed = of_items.iter().filter_map(|name| fields.take(name));
        let fixed: Vec<(Key, Node)> =
            fixed.map(|(key, node)| (key.clone(), node.clone())).collect();
        // Of a link it is named which part of it the cells are.
        let (field, is_part) = match (field, named) {
            (None, Some((kind, node))) if kind.names.is_empty() => (Some(node), true),
            (field, _) => (field, false),
        };
        let target = match (field, named) {
            (None, None) => {
                fields.required("field");
                None
            }
            (Some(node), named) => self.at(node, named.map(|(kind, _)| kind), collection, sink),
            (None, Some((kind, node))) => {
                let field = Node { span: node.span, kind: plain(kind.value) };
                self.at(&field, Some(kind), collection, sink)
            }
        };
        fields.finish(sink);
        let of_whole = whole.filter(|_| !fixed.is_empty());
        let of_whole = of_whole.map(|kind| Item { kind, fixed: fixed.clone() });
        let item = named.map(|(kind, node)| {
            let names = Key { text: kind.names.into(), span: node.span };
            let name = (!is_part).then(|| (names, node.clone()));
            Item { kind, fixed: name.into_iter().chain(fixed).collect() }
        });
        // The stage that a cell names is an item of a list as well.
        let item = item.or(of_whole).or_else(|| target.as_ref()?.item.clone());
        Some(Target {
            unit: own_unit.map(Into::into),
            unit_of_sheet: unit.map(Into::into),
            by: by.unwrap_or(By::Id),
            split: split.map(Into::into),
            item,
            until,
            beside,
            ..target?
        })
    }

    /// The fields of an item that a mapping may say for a whole column.
    fn fields_of(&self, kind: &ItemKind, collection: &str) -> Vec<&str> {
        let items = match kind.collection {
            Some(items) => self.shapes.fields(items).collect(),
            None => self.shapes.parts(collection, kind.list),
        };
        let is_free = |field: &&str| *field != kind.names && *field != "unit" && *field != "field";
        items.into_iter().filter(is_free).collect()
    }

    /// The field that a path names, such as `name.zh`, in a record or in an item of a list.
    fn at(
        &self,
        node: &Node,
        kind: Option<&'static ItemKind>,
        collection: &'static str,
        sink: &mut Sink,
    ) -> Option<Target> {
        let text = expect_str(node, "a column", sink)?;
        if let Some(target) = STAGE.target(text, kind, collection, self.shapes) {
            return Some(target);
        }
        let path = parse(text).unwrap_or_default();
        let list = kind.and_then(|kind| kind.list_in(collection));
        let whole = list.into_iter().map(PathStep::Key).chain(path.iter().map(PathStep::from));
        let is_language = |code: &str| self.setting.is_language(code);
        let shape = self.shapes.of(collection, whole, is_language);
        let Some(shape) = shape.filter(|_| !path.is_empty()) else {
            let known: Vec<&str> = match kind {
                Some(kind) => self.fields_of(kind, collection),
                None => self.shapes.fields(collection).collect(),
            };
            sink.push(no_field(text, node.span, collection, &known, self.setting));
            return None;
        };
        Some(Target {
            path,
            shape,
            unit: None,
            unit_of_sheet: None,
            by: By::Id,
            words: None,
            split: None,
            item: None,
            until: None,
            beside: AllBeside::default(),
        })
    }
}

fn plain(text: &str) -> NodeKind {
    NodeKind::Scalar(Scalar { text: text.into(), style: Style::Plain })
}

fn no_field(
    text: &str,
    span: Span,
    collection: &str,
    known: &[&str],
    setting: &Setting<'_>,
) -> Diagnostic {
    let message = format!("a record of `{collection}` has no field `{text}`");
    let (first, rest) = text.split_once('.').unwrap_or((text, ""));
    let languages = || setting.languages.iter().map(|(code, _)| code.as_str());
    let help = match closest(first, known.iter().copied()) {
        Some(meant) if meant == first && !rest.is_empty() => {
            format!("`{first}` has no part `{rest}`; languages are {}", list_known(languages()))
        }
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its fields are {}", list_known(known.iter().copied())),
    };
    Diagnostic::new(Code::UnknownField, span, message).help(help)
}

/// One or several names or expressions.
fn patterns(node: Option<&Node>, what: &str, sink: &mut Sink) -> Vec<(Pattern, Span)> {
    let mut found = Vec::new();
    for node in node.map(one_or_many).unwrap_or_default() {
        let Some(text) = expect_str(node, what, sink) else { continue };
        match Pattern::new(text) {
            Ok(pattern) => found.push((pattern, node.span)),
            Err(error) => {
                let error = error.lines().last().unwrap_or_default();
                let message = format!("`{text}` is no regular expression: {error}");
                sink.push(
                    Diagnostic::new(Code::WrongType, node.span, message)
                        .help("a text that starts with `^` is one; write others as they are"),
                );
            }
        }
    }
    found
}

/// `3`, `3..4`, `5..`: rows as a spreadsheet numbers them.
fn rows(node: &Node, what: &str, sink: &mut Sink) -> Option<(u32, Option<u32>)> {
    let text = expect_str(node, what, sink)?;
    let number = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
    let read = match text.split_once("..") {
        None => number(text).map(|row| (row, Some(row))),
        Some((first, "")) => number(first).map(|row| (row, None)),
        Some((first, last)) => number(first).zip(number(last)).map(|(one, two)| (one, Some(two))),
    };
    let read = read.filter(|(first, last)| last.is_none_or(|last| last >= *first));
    if read.is_none() {
        let message = format!("{what} takes rows, but this is `{text}`");
        sink.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("write their numbers in the sheet: `3`, `3..4`, or `5..` to the end"),
        );
    }
    read
}
