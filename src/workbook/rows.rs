//! Records of the rows of a sheet.

use super::links;
use super::names::{Names, id_of};
use super::pattern::squeezed;
use super::plan::{Column, SheetPlan};
use super::span;
use super::target::{Item, STAGE};
use super::totals;
use super::value::value;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::{Cell, FileId, Span};

type Entries = Vec<(Key, Node)>;

/// The records of a sheet, row by row.
pub(super) fn records(plan: &SheetPlan<'_>, names: &Names, sink: &mut Sink) -> Vec<Node> {
    let mut records = Vec::new();
    for row in plan.filled_rows().filter(|row| !plan.is_check(*row)) {
        let mut reader = RowReader { plan, names, row, entries: Vec::new(), own: Vec::new() };
        reader.read(sink);
        records.extend(reader.finish(sink));
    }
    totals::check(plan, sink);
    report_unused_ids(plan, sink);
    records
}

/// Reports ids for keys or names that no row has.
fn report_unused_ids(plan: &SheetPlan<'_>, sink: &mut Sink) {
    if plan.ids.is_empty() {
        return;
    }
    let rows = plan.filled_rows().filter(|row| !plan.is_check(*row));
    let used: Vec<String> = rows
        .filter_map(|row| id_of(plan, row))
        .map(|(_, cell)| squeezed(&cell.text(plan.text)))
        .collect();
    for (key, span, id) in plan.ids.iter().filter(|(key, ..)| !used.contains(key)) {
        let message = format!("no row has the key or name `{key}`, so none has the id `{id}`");
        sink.push(
            Diagnostic::new(Code::MissingInWorkbook, *span, message)
                .help("write the key or the name as the row has it, or delete this line"),
        );
    }
}

/// A row while it is read.
struct RowReader<'r, 'p> {
    plan: &'r SheetPlan<'p>,
    names: &'r Names,
    row: u32,
    /// What the row says as a whole.
    entries: Entries,
    /// The records that single cells of it are, each with its cell.
    own: Vec<(Span, Entries)>,
}

impl RowReader<'_, '_> {
    fn read(&mut self, sink: &mut Sink) {
        self.read_cells(false, sink);
        self.read_cells(true, sink);
        links::finish(&mut self.entries, self.plan.span_of_row(self.row), sink);
    }

    fn read_cells(&mut self, is_second: bool, sink: &mut Sink) {
        let plan = self.plan;
        for cell in plan.sheet.row(self.row) {
            let Some(column) = plan.columns.get(&cell.column) else { continue };
            // Stages without a day come behind those with one.
            if column.target.is_stage() != is_second {
                continue;
            }
            // The id is made of it.
            if column.target.is_id() {
                continue;
            }
            let Some(node) = value(plan, cell, column, self.names, sink) else { continue };
            self.put(column, cell, node);
        }
    }

    fn put(&mut self, column: &Column, cell: &Cell, node: Node) {
        let span = node.span;
        let Some(item) = &column.target.item else {
            put(&mut self.entries, &column.target.path, node);
            return;
        };
        if item.kind.is_parallel() {
            links::put(&mut self.entries, item.kind.list, column, node);
            return;
        }
        if let Some(until) = &column.target.until {
            self.put_span(column, item, until, &node);
            return;
        }
        let mut entries = Vec::new();
        put(&mut entries, &column.target.path, node);
        entries.extend(item.fixed.iter().cloned());
        let period = column.target.beside.period.as_ref();
        entries.extend(period.and_then(|period| period.period(self.plan, cell)));
        // A stage whose date another column says is not said twice.
        if item.kind.key == STAGE.key && has_stage(&self.entries, item.kind.list, &entries) {
            return;
        }
        if item.kind.is_record_of(self.plan.kind.collection) {
            self.own.push((span, entries));
            return;
        }
        self.add_item(item.kind.list, Node { span, kind: NodeKind::Mapping(entries) });
    }

    /// Adds an item to a list of the record.
    fn add_item(&mut self, list: &str, item: Node) {
        let span = item.span;
        let known = self.entries.iter_mut().find(|(key, _)| &*key.text == list);
        match known {
            Some((_, Node { kind: NodeKind::Sequence(items), .. })) => items.push(item),
            _ => self.entries.push((
                Key { text: list.into(), span },
                Node { span, kind: NodeKind::Sequence(vec![item]) },
            )),
        }
    }

    /// A span of time: its first end is of the stage of the column, its last one of another. What is no
    /// span is left to whoever reads dates, who says so.
    fn put_span(&mut self, column: &Column, item: &Item, until: &Node, node: &Node) {
        let span = node.span;
        let text = node.as_str().unwrap_or_default();
        let ends = span::ends(text).unwrap_or_else(|| vec![text.to_owned()]);
        for (number, end) in ends.into_iter().enumerate() {
            let mut entries = Vec::new();
            let kind = match &node.kind {
                NodeKind::Scalar(_) => {
                    NodeKind::Scalar(Scalar { text: end.into(), style: Style::Quoted })
                }
                other => other.clone(),
            };
            put(&mut entries, &column.target.path, Node { span, kind });
            entries.extend(item.fixed.iter().cloned().map(|(key, value)| {
                let is_stage = number > 0 && &*key.text == item.kind.names;
                let value = if is_stage { until.clone() } else { value };
                (key, value)
            }));
            self.add_item(item.kind.list, Node { span, kind: NodeKind::Mapping(entries) });
        }
    }

    /// The records of the row.
    fn finish(self, sink: &mut Sink) -> Vec<Node> {
        let Self { plan, row, mut entries, own, .. } = self;
        let cells = plan.sheet.row(row);
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return Vec::new() };
        let span = Span { end: last.end, ..plan.span(first) };
        let has_own = plan.columns.values().any(|column| {
            let item = column.target.item.as_ref();
            item.is_some_and(|item| item.kind.is_record_of(plan.kind.collection))
        });
        if has_own {
            let record = |(span, own): (Span, Entries)| {
                let all = with_each(own.into_iter().chain(entries.iter().cloned()).collect(), plan);
                Node { span, kind: NodeKind::Mapping(all) }
            };
            return own.into_iter().map(record).collect();
        }
        if plan.kind.name_key.is_some() {
            let Some((id, cell)) = id_of(plan, row) else {
                if !entries.is_empty() {
                    sink.push(nameless(plan, row, plan.span(first)));
                }
                return Vec::new();
            };
            let place = plan.span(cell);
            let scalar = Scalar { text: id.into(), style: Style::Quoted };
            let node = Node { span: place, kind: NodeKind::Scalar(scalar) };
            entries.insert(0, (Key { text: "id".into(), span: place }, node));
        } else if entries.is_empty() {
            return Vec::new();
        }
        vec![Node { span, kind: NodeKind::Mapping(with_each(entries, plan)) }]
    }
}

/// With what each record of the sheet has that says nothing else; lists of parts join.
fn with_each(mut entries: Entries, plan: &SheetPlan<'_>) -> Entries {
    for (key, node) in plan.each {
        let own = entries.iter_mut().find(|(own, _)| own.text == key.text);
        match (own.map(|(_, own)| &mut own.kind), &node.kind) {
            (None, _) => entries.push((key.clone(), node.clone())),
            (Some(NodeKind::Sequence(own)), NodeKind::Sequence(more)) => {
                let is_new = |part: &&Node| !own.iter().any(|known| is_of_same(known, part));
                let new: Vec<Node> = more.iter().filter(is_new).cloned().collect();
                own.extend(new);
            }
            (Some(_), _) => {}
        }
    }
    entries
}

/// Whether two parts are of the same stage: both planned, or both not.
fn is_of_same(one: &Node, other: &Node) -> bool {
    let said = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let is = |key: &str| said(one, key) == said(other, key);
    match (&one.kind, &other.kind) {
        (NodeKind::Mapping(_), NodeKind::Mapping(_)) => {
            one.get("stage").is_some() && is("stage") && is("planned")
        }
        _ => false,
    }
}

/// Whether a list has the stage that a part is of, as something that happened.
fn has_stage(entries: &Entries, list: &str, part: &Entries) -> bool {
    let part =
        Node { span: Span::new(FileId::new(0), 0..0), kind: NodeKind::Mapping(part.clone()) };
    let list = entries.iter().find(|(key, _)| &*key.text == list);
    match list.map(|(_, list)| &list.kind) {
        Some(NodeKind::Sequence(items)) => items.iter().any(|item| is_of_same(item, &part)),
        _ => false,
    }
}

/// Puts a value at a path of a record.
fn put(entries: &mut Entries, path: &[Box<str>], node: Node) {
    let [first, rest @ ..] = path else { return };
    let key = || Key { text: first.clone(), span: node.span };
    if rest.is_empty() {
        entries.push((key(), node));
        return;
    }
    if !entries.iter().any(|(key, _)| key.text == *first) {
        let inner = Node { span: node.span, kind: NodeKind::Mapping(Vec::new()) };
        entries.push((key(), inner));
    }
    let inner = entries.iter_mut().find(|(key, _)| key.text == *first);
    if let Some((_, Node { kind: NodeKind::Mapping(inner), .. })) = inner {
        put(inner, rest, node);
    }
}

fn nameless(plan: &SheetPlan<'_>, row: u32, place: Span) -> Diagnostic {
    let key = plan.kind.name_key.unwrap_or("id");
    let message = format!("row {} has neither a key nor a name, so it is not read", row + 1);
    Diagnostic::new(Code::UnmappedInWorkbook, place, message).help(format!(
        "fill in its `{key}`; for a row that adds up others, name its first word in `checks`; \
         end `rows` before notes below the table"
    ))
}
