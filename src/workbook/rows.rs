//! Records of the rows of a sheet.

use super::contact;
use super::links;
use super::marks::Marks;
use super::names::{Names, id_of};
use super::path::{Step, written};
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
    let mut marks = Marks::new(plan);
    for row in plan.filled_rows().filter(|row| !plan.is_check(*row)) {
        let mut reader = RowReader { plan, names, row, entries: Vec::new(), own: Vec::new() };
        reader.read(sink);
        marks.take_from(&mut reader.entries);
        records.extend(reader.finish(sink));
    }
    totals::check(plan, sink);
    contact::report(plan, sink);
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
        let columns = self.plan.columns.values();
        let mut items = columns.filter_map(|column| column.target.item.as_ref());
        if items.any(|item| item.kind.is_parallel()) {
            links::finish(&mut self.entries, self.plan.span_of_row(self.row), sink);
        }
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
            if column.target.is_id() && plan.kind.name_key.is_some() && plan.part.is_none() {
                continue;
            }
            let Some(node) = value(plan, cell, column, self.names, sink) else { continue };
            self.put(column, cell, node, sink);
        }
    }

    fn put(&mut self, column: &Column, cell: &Cell, node: Node, sink: &mut Sink) {
        let span = node.span;
        let path = &column.target.path;
        let Some(item) = &column.target.item else {
            put(&mut self.entries, path, node)
                .unwrap_or_else(|other| sink.push(said_twice(path, span, other)));
            return;
        };
        if item.kind.is_parallel() {
            links::put(&mut self.entries, item.kind.list, column, node);
            return;
        }
        if let Some(until) = &column.target.until {
            self.put_span(column, item, until, &node, sink);
            return;
        }
        let mut entries = Vec::new();
        put(&mut entries, path, node)
            .unwrap_or_else(|other| sink.push(said_twice(path, span, other)));
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
    fn put_span(
        &mut self,
        column: &Column,
        item: &Item,
        until: &Node,
        node: &Node,
        sink: &mut Sink,
    ) {
        let span = node.span;
        let text = node.as_str().unwrap_or_default();
        let ends = span::ends(text).unwrap_or_else(|| vec![text.to_owned()]);
        for (number, end) in ends.into_iter().enumerate() {
            let mut entries = Vec::new();
            let kind = match &node.kind {
                NodeKind::Scalar(_) => {
                    NodeKind::Scalar(Scalar { text: end.clone().into(), style: Style::Quoted })
                }
                other => other.clone(),
            };
            let path = &column.target.path;
            put(&mut entries, path, Node { span, kind })
                .unwrap_or_else(|other| sink.push(said_twice(path, span, other)));
            entries.extend(item.fixed.iter().cloned().map(|(key, value)| {
                let is_stage = number > 0 && &*key.text == item.kind.names;
                let value = if is_stage { until.clone() } else { value };
                (key, value)
            }));
            // Works that are to last until 2028 are not done on its first day.
            let is_said = item.fixed.iter().any(|(key, _)| &*key.text == "planned");
            if number > 0 && !is_said && self.is_ahead(&end) {
                let key = Key { text: "planned".into(), span };
                let scalar = Scalar { text: "true".into(), style: Style::Plain };
                entries.push((key, Node { span, kind: NodeKind::Scalar(scalar) }));
            }
            self.add_item(item.kind.list, Node { span, kind: NodeKind::Mapping(entries) });
        }
    }

    /// Whether a period is not over on the as-of day.
    fn is_ahead(&self, period: &str) -> bool {
        let period = self.plan.lexicon.period(period);
        self.plan.day.zip(period.ok()).is_some_and(|(day, period)| period.last_day() > day)
    }

    /// The records of the row.
    fn finish(self, sink: &mut Sink) -> Vec<Node> {
        let Self { plan, row, mut entries, own, .. } = self;
        let cells = plan.sheet.row(row);
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return Vec::new() };
        let span = Span { end: last.end, ..plan.span(first) };
        entries.iter_mut().for_each(|(_, node)| close_gaps(node));
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

/// What a row says of an item of a list, in a sheet of such items.
pub(super) fn item(plan: &SheetPlan<'_>, row: u32, names: &Names, sink: &mut Sink) -> Option<Node> {
    let mut reader = RowReader { plan, names, row, entries: Vec::new(), own: Vec::new() };
    reader.read(sink);
    let cells = plan.sheet.row(row);
    let (first, last) = (cells.first()?, cells.last()?);
    let span = Span { end: last.end, ..plan.span(first) };
    let mut entries = reader.entries;
    entries.iter_mut().for_each(|(_, node)| close_gaps(node));
    (!entries.is_empty()).then_some(Node { span, kind: NodeKind::Mapping(entries) })
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
///
/// # Errors
///
/// The place of what stands where the value had to be a part of something.
fn put(entries: &mut Entries, path: &[Step], node: Node) -> Result<(), Span> {
    let [Step::Key(first), rest @ ..] = path else { return Ok(()) };
    let at = entries.iter().position(|(key, _)| key.text == *first).unwrap_or_else(|| {
        let key = Key { text: first.clone(), span: node.span };
        entries.push((key, gap(node.span)));
        entries.len() - 1
    });
    put_into(&mut entries[at].1, rest, node)
}

fn put_into(place: &mut Node, path: &[Step], node: Node) -> Result<(), Span> {
    let Some(first) = path.first() else {
        if !is_gap(place) {
            return Err(place.span);
        }
        *place = node;
        return Ok(());
    };
    if is_gap(place) {
        place.kind = match first {
            Step::Key(_) => NodeKind::Mapping(Vec::new()),
            Step::Item(_) => NodeKind::Sequence(Vec::new()),
        };
        place.span = node.span;
    }
    match (&mut place.kind, first) {
        (NodeKind::Mapping(entries), Step::Key(_)) => put(entries, path, node),
        (NodeKind::Sequence(items), Step::Item(number)) => {
            if items.len() <= *number {
                items.resize(number + 1, gap(node.span));
            }
            put_into(&mut items[*number], &path[1..], node)
        }
        _ => Err(place.span),
    }
}

/// Where a value may come to stand. What a cell says to be nothing is at the place of its cell.
fn gap(near: Span) -> Node {
    Node { span: Span { end: near.start, ..near }, kind: NodeKind::Null }
}

fn is_gap(node: &Node) -> bool {
    node.kind == NodeKind::Null && node.span.start == node.span.end
}

/// Takes out of lists what no cell says: an item whose number was left out.
fn close_gaps(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Sequence(items) => {
            items.retain(|item| !is_gap(item));
            items.iter_mut().for_each(close_gaps);
        }
        NodeKind::Mapping(entries) => entries.iter_mut().for_each(|(_, node)| close_gaps(node)),
        NodeKind::Null | NodeKind::Invalid | NodeKind::Scalar(_) => {}
    }
}

/// Two cells of a row of which one says as a whole what the other says in parts.
fn said_twice(path: &[Step], place: Span, other: Span) -> Diagnostic {
    let message = format!("`{}` is said by another cell of this row as well", written(path));
    Diagnostic::new(Code::SaidTwice, place, message)
        .related(other, "it is here")
        .help("say it in one of the two cells")
}

fn nameless(plan: &SheetPlan<'_>, row: u32, place: Span) -> Diagnostic {
    let key = plan.kind.name_key.unwrap_or("id");
    let message = format!("row {} has neither a key nor a name, so it is not read", row + 1);
    Diagnostic::new(Code::UnmappedInWorkbook, place, message).help(format!(
        "fill in its `{key}`; for a row that adds up others, name its first word in `checks`; \
         end `rows` before notes below the table"
    ))
}
