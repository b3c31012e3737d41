//! Rows that add up others, held against what they add up.

use super::pattern::squeezed;
use super::plan::SheetPlan;
use super::value::no_result;
use crate::diag::{Code, Diagnostic, Sink};
use crate::schema::Shape;
use crate::source::{Cell, CellKind, Span};
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// Compares the sums and counts of a sheet with its rows.
pub(super) fn check(plan: &SheetPlan<'_>, sink: &mut Sink) {
    let rows: Vec<u32> = plan.filled_rows().collect();
    let checks: Vec<Option<usize>> = rows.iter().map(|row| plan.check(*row)).collect();
    let table = Table { plan, rows: &rows, checks: &checks };
    let numbered = checks.iter().enumerate().filter(|(_, check)| check.is_some());
    numbered.for_each(|(at, _)| table.check_row(at, sink));
}

struct Table<'t, 'p> {
    plan: &'t SheetPlan<'p>,
    rows: &'t [u32],
    /// By which pattern each row adds up others.
    checks: &'t [Option<usize>],
}

impl Table<'_, '_> {
    fn check_row(&self, at: usize, sink: &mut Sink) {
        let plan = self.plan;
        let spans = self.candidates(at);
        for (number, column) in &plan.columns {
            let is_figure = column.target.shape == Shape::Quantity;
            let cell = plan.sheet.cell(self.rows[at], *number).filter(|cell| !cell.is_copy);
            let Some(cell) = cell.filter(|_| is_figure) else { continue };
            if cell.kind == CellKind::NoResult {
                sink.push(no_result(plan.span(cell)));
            }
            let Some((words, stated)) = self.number(cell) else { continue };
            let unit = self.unit(cell, *number);
            let words = (&*words, unit.as_deref());
            let sums: Option<Vec<Decimal>> =
                spans.iter().map(|span| self.sum(*number, span.clone(), words)).collect();
            // A figure that is not exact adds up to nothing exact.
            let Some(sums) = sums else { continue };
            let is_sum = |sum: &Decimal| *sum == stated || rounded(*sum, stated) == stated;
            if let (Some(sum), false) = (sums.first(), sums.iter().any(is_sum)) {
                let place = plan.span(cell);
                sink.push(differs(
                    place,
                    "add up to",
                    &stated,
                    &sum.normalize(),
                    column.head.text.as_str(),
                ));
            }
        }
        let texts = plan.sheet.row(self.rows[at]).iter().take(2);
        let counted =
            texts.filter_map(|cell| Some((cell, plan.labels.count(&cell.text(plan.text))?))).next();
        let Some((cell, stated)) = counted else { return };
        let counts: Vec<usize> = spans.iter().map(|span| self.data(span.clone()).count()).collect();
        if let (Some(n), false) = (counts.first(), counts.contains(&stated)) {
            sink.push(differs(plan.span(cell), "are", &stated, n, "rows"));
        }
    }

    /// Which rows a row may add up, the likeliest first: totals and groups stand above or below
    /// what they are of, and there may be groups within groups.
    fn candidates(&self, at: usize) -> Vec<Range<usize>> {
        let own = self.checks[at];
        let last = |is_end: &dyn Fn(usize) -> bool| (0..at).rev().find(|row| is_end(*row));
        let next =
            |is_end: &dyn Fn(usize) -> bool| (at + 1..self.rows.len()).find(|row| is_end(*row));
        let is_alike = |row: usize| self.checks[row] == own;
        let is_check = |row: usize| self.checks[row].is_some();
        let n = self.rows.len();
        let above = last(&is_alike).map_or(0, |row| row + 1)..at;
        let below = at + 1..next(&is_alike).unwrap_or(n);
        let near_above = last(&is_check).map_or(0, |row| row + 1)..at;
        let near_below = at + 1..next(&is_check).unwrap_or(n);
        let is_only = !(0..n).any(|row| row != at && is_alike(row));
        let first = if self.data(near_above.clone()).next().is_some() { &above } else { &below };
        let whole = if is_only { 0..n } else { first.clone() };
        let mut found = Vec::from([whole, first.clone()]);
        found.extend([above, below, near_above, near_below, 0..n]);
        found
    }

    /// The rows among some that are data.
    fn data(&self, span: Range<usize>) -> impl Iterator<Item = u32> {
        span.filter(|row| self.checks[*row].is_none()).map(|row| self.rows[row])
    }

    /// The sum of a column; `None` if one of its figures is no plain number, or has other words in
    /// the format of its cell.
    fn sum(
        &self,
        column: u32,
        span: Range<usize>,
        (words, unit): (&str, Option<&str>),
    ) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        let mut unit = unit.map(str::to_owned);
        for row in self.data(span) {
            let Some(cell) = self.plan.sheet.cell(row, column) else { continue };
            if self.plan.is_blank(&cell.text(self.plan.text)) {
                continue;
            }
            let (own, number) = self.number(cell)?;
            // Nothing is nothing in every unit.
            if own != words && !number.is_zero() {
                return None;
            }
            // Nor do tonnes and containers add up.
            let of_row = self.unit(cell, column);
            if unit.is_some() && of_row.is_some() && unit != of_row && !number.is_zero() {
                return None;
            }
            unit = unit.or(of_row);
            sum = sum.checked_add(number)?;
        }
        Some(sum)
    }

    /// The unit of a cell that another column says.
    fn unit(&self, cell: &Cell, column: u32) -> Option<String> {
        let beside = self.plan.columns.get(&column)?.target.beside.unit.as_ref()?;
        Some(squeezed(&beside.said(self.plan, cell)?.text))
    }

    /// A number, and what the format of its cell writes around it.
    fn number(&self, cell: &Cell) -> Option<(String, Decimal)> {
        let text = cell.text(self.plan.text);
        let text: String = text.chars().map(super::pattern::narrow).filter(|c| *c != ',').collect();
        let text = text.trim();
        let parse = |digits: &str| Decimal::from_str_exact(digits).ok();
        match cell.kind {
            CellKind::Text | CellKind::Quoted => Some((String::new(), parse(text)?)),
            CellKind::Number => {
                let is_digit = |c: char| c.is_ascii_digit();
                let (first, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
                let (before, after) = (&text[..first], &text[last + 1..]);
                let number = parse(&text[first..=last])?;
                let number = if before.starts_with('-') { -number } else { number };
                Some((format!("{}{after}", before.trim_start_matches('-')), number))
            }
            _ => None,
        }
    }
}

/// A sum with as many decimals as it was stated with.
fn rounded(sum: Decimal, stated: Decimal) -> Decimal {
    sum.round_dp_with_strategy(stated.scale(), RoundingStrategy::MidpointAwayFromZero)
}

fn differs(
    place: Span,
    verb: &str,
    stated: &dyn std::fmt::Display,
    found: &dyn std::fmt::Display,
    what: &str,
) -> Diagnostic {
    let message = match verb {
        "are" => format!("this row says {stated}, but there are {found} {what}"),
        _ => format!("this row says {stated}, but its rows {verb} {found} (`{what}`)"),
    };
    Diagnostic::new(Code::TotalDiffers, place, message)
        .help("correct the row, or the rows that it is of; a hidden row counts as well")
}
