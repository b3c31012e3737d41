//! What a cell needs of another column of its row: its unit, its period.

use super::head::Head;
use super::pattern::squeezed;
use super::plan::SheetPlan;
use super::problems;
use super::value::period_as_read;
use crate::diag::Sink;
use crate::parse::fields::{Fields, expect_str};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::{Cell, SheetCells, Span};

/// A column that says something of the cells of another.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// Its head.
    pub(super) head: Key,
    /// What its words stand for, where it does not say it itself.
    words: Vec<(Box<str>, Box<str>)>,
    /// Its number, when the sheet is known.
    pub(super) column: Option<u32>,
}

/// What a column says of a cell of another.
pub(super) struct Said<'p> {
    pub(super) text: String,
    /// The cell that says so.
    pub(super) cell: &'p Cell,
    /// The mapping says what its word stands for.
    pub(super) is_by_word: bool,
    pub(super) place: Span,
}

/// The columns that say something of the cells of one.
#[derive(Debug, Clone, Default)]
pub(super) struct AllBeside {
    pub(super) unit: Option<Beside>,
    pub(super) period: Option<Beside>,
}

impl AllBeside {
    /// Reads `unit_in` and `period_in` of a column of a mapping.
    pub(super) fn new(fields: &mut Fields<'_>, sink: &mut Sink) -> Self {
        let unit = fields.optional("unit_in");
        let period = fields.optional("period_in");
        Self {
            unit: unit.and_then(|node| Beside::new("unit_in", node, sink)),
            period: period.and_then(|node| Beside::new("period_in", node, sink)),
        }
    }

    /// Their numbers, once they are found.
    pub(super) fn columns(&self) -> impl Iterator<Item = u32> {
        [&self.unit, &self.period].into_iter().flatten().filter_map(|beside| beside.column)
    }

    /// Finds the columns in a sheet; one that is not there is reported.
    pub(super) fn find(
        &mut self,
        found: &[Head],
        sheet: &SheetCells,
        start: Span,
        sink: &mut Sink,
    ) {
        for beside in [&mut self.unit, &mut self.period].into_iter().flatten() {
            let key = squeezed(&beside.head.text);
            let column = found.iter().find(|head| head.key() == key);
            beside.column = column.map(|head| head.column);
            if column.is_none() {
                sink.push(problems::missing_column(&beside.head, sheet, found, start));
            }
        }
    }
}

impl Beside {
    fn new(what: &str, node: &Node, sink: &mut Sink) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            let text = expect_str(node, &format!("`{what}`"), sink)?;
            let head = Key { text: text.into(), span: node.span };
            return Some(Self { head, words: Vec::new(), column: None });
        };
        let column = node.get("column").and_then(|node| expect_str(node, "`column`", sink));
        let Some(column) = column else {
            let mut fields = Fields::new(node, "a column beside", sink)?;
            fields.required("column");
            return None;
        };
        let head = Key { text: column.into(), span: node.span };
        let words = entries.iter().filter(|(key, _)| &*key.text != "column");
        let words = words.filter_map(|(key, unit)| {
            let unit = expect_str(unit, "a unit", sink)?;
            Some((squeezed(&key.text).into(), unit.into()))
        });
        Some(Self { head, words: words.collect(), column: None })
    }

    /// What it says of a cell, with the cell that says so.
    pub(super) fn said<'p>(&self, plan: &SheetPlan<'p>, cell: &Cell) -> Option<Said<'p>> {
        let own = plan.sheet.cell(cell.row, self.column?)?;
        let text = own.text(plan.text).into_owned();
        if plan.is_blank(&text) {
            return None;
        }
        let word = self.words.iter().find(|(word, _)| **word == *squeezed(&text));
        let (is_by_word, place) = (word.is_some(), plan.span(own));
        let text = word.map_or(text, |(_, stands_for)| stands_for.to_string());
        Some(Said { text, cell: own, is_by_word, place })
    }

    /// The period that it says of a cell, as a field.
    pub(super) fn period(&self, plan: &SheetPlan<'_>, cell: &Cell) -> Option<(Key, Node)> {
        // A column that is not there was reported once.
        if self.column.is_none() {
            let key = Key { text: "period".into(), span: self.head.span };
            return Some((key, Node { span: self.head.span, kind: NodeKind::Invalid }));
        }
        let Said { text, cell: own, place: span, .. } = self.said(plan, cell)?;
        let text = period_as_read(&text, own.kind).unwrap_or(text);
        let scalar = Scalar { text: text.into(), style: Style::Quoted };
        let key = Key { text: "period".into(), span };
        Some((key, Node { span, kind: NodeKind::Scalar(scalar) }))
    }
}
