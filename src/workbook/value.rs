//! What a cell says, as the value of a field.

use super::literal::{NO_ITEMS, NO_KEYS, NOTHING, literal};
use super::names::Names;
use super::pattern::narrow;
use super::plan::{Column, SheetPlan};
use super::target::{By, Target};
use super::unit_of_row::unit_of_row;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::{OF_SHEET, TIMES};
use crate::parse::damage::{
    has_replacement_character, replacement_character, spreadsheet_error, spreadsheet_error_at,
};
use crate::parse::node::{Node, NodeKind, Scalar, Style};
use crate::schema::Shape;
use crate::source::{Cell, CellKind, Span};

/// What people write where there is nothing to say.
const PLACEHOLDERS: [&str; 12] =
    ["-", "--", "–", "—", "——", "－", "/", "／", "\\", "n/a", "N/A", "…"];

/// What people write where there is no figure, date or name; in a text it may be what is meant.
const OPEN: [&str; 4] = ["无", "暂无", "none", "n.a."];

/// What stands between several values of a cell, if the mapping does not say.
pub(super) const SEPARATORS: [char; 6] = ['、', '|', ';', '；', '\n', '｜'];

/// Whether a cell says nothing.
pub(super) fn is_placeholder(text: &str) -> bool {
    PLACEHOLDERS.contains(&text.trim())
}

/// Whether a cell says that there is no such thing, which in a text may be what is meant.
pub(super) fn is_open(text: &str) -> bool {
    OPEN.contains(&text.trim().to_lowercase().as_str())
}

/// The value of a cell; `None` if it says nothing. One that cannot be used is reported.
pub(super) fn value(
    plan: &SheetPlan<'_>,
    cell: &Cell,
    column: &Column,
    names: &Names,
    sink: &mut Sink,
) -> Option<Node> {
    let (text, span) = (cell.text(plan.text), plan.span(cell));
    let invalid = Some(Node { span, kind: NodeKind::Invalid });
    if cell.kind == CellKind::NoResult {
        sink.push(no_result(span));
        return invalid;
    }
    if cell.kind == CellKind::Unsure {
        sink.push(unsure(span, &text));
        return invalid;
    }
    if let Some(text) = literal(&text, &column.target.shape) {
        let scalar = Scalar { text: text.into(), style: Style::Quoted };
        return Some(Node { span, kind: NodeKind::Scalar(scalar) });
    }
    if cell.kind == CellKind::Error || spreadsheet_error(&text).is_some() {
        sink.push(spreadsheet_error_at(span, &text));
        return invalid;
    }
    if plan.is_blank(&text) {
        return None;
    }
    let is_text = matches!(
        &column.target.shape,
        Shape::Text | Shape::Word | Shape::Party | Shape::Parts | Shape::List(_) | Shape::Free
    );
    if !is_text && is_open(&text) {
        return None;
    }
    if has_replacement_character(&text) {
        sink.push(replacement_character(span));
        return invalid;
    }
    let target = &column.target;
    if cell.is_copy && target.shape == Shape::Quantity {
        if is_first_copy(plan, cell) {
            sink.push(merged_amount(span));
        }
        return None;
    }
    if target.shape == Shape::Free
        && let Some(kind) = nothing_in(&text)
    {
        return Some(Node { span, kind });
    }
    if target.beside.unit.as_ref().is_some_and(|unit| unit.column.is_none()) {
        return invalid;
    }
    let beside = target.beside.unit.as_ref().and_then(|unit| unit.said(plan, cell));
    let of_row;
    let target = match beside {
        Some(said) => match unit_of_row(plan, target, &said, span) {
            Ok(unit) => {
                of_row = Target { unit: Some(unit), ..target.clone() };
                &of_row
            }
            Err(found) => {
                sink.push(*found);
                return invalid;
            }
        },
        None => target,
    };
    let Shape::List(items) = &target.shape else {
        return Some(one(&text, &target.shape, target, cell, span, names, sink));
    };
    let mut values = Vec::new();
    for part in parts(&text, target) {
        values.push(one(part, items, target, cell, span, names, sink));
    }
    Some(Node { span, kind: NodeKind::Sequence(values) })
}

/// What a word stands for that says of a free field that nothing is in it.
fn nothing_in(text: &str) -> Option<NodeKind> {
    match text {
        NOTHING => Some(NodeKind::Null),
        NO_ITEMS => Some(NodeKind::Sequence(Vec::new())),
        NO_KEYS => Some(NodeKind::Mapping(Vec::new())),
        _ => None,
    }
}

/// Whether a part of a merged cell is next to what it is a part of.
fn is_first_copy(plan: &SheetPlan<'_>, cell: &Cell) -> bool {
    let at = |row: Option<u32>, column: Option<u32>| plan.sheet.cell(row?, column?);
    let above = at(cell.row.checked_sub(1), Some(cell.column));
    let left = at(Some(cell.row), cell.column.checked_sub(1));
    let is_origin = |other: &Cell| !other.is_copy && other.text(plan.text) == cell.text(plan.text);
    above.is_some_and(is_origin) || left.is_some_and(is_origin)
}

/// A number that stands once for several rows would be counted in each of them.
fn merged_amount(span: Span) -> Diagnostic {
    let message = "a number stands in a merged cell, so only the first of its cells has it";
    Diagnostic::new(Code::UnmappedInWorkbook, span, message)
        .note("read for each of them, it would be counted several times")
        .help("divide the cell, and write a number in each, or nothing")
}

/// The parts of a cell that says several things.
fn parts<'t>(text: &'t str, target: &Target) -> Vec<&'t str> {
    let parts: Vec<&str> = match target.split.as_deref() {
        Some(split) => text.split(split).collect(),
        None => text.split(SEPARATORS).collect(),
    };
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty() && !is_placeholder(part)).collect()
}

fn one(
    text: &str,
    shape: &Shape,
    target: &Target,
    cell: &Cell,
    span: Span,
    names: &Names,
    sink: &mut Sink,
) -> Node {
    let said = match shape {
        // The zeros before a number are those of its format.
        Shape::Quantity if cell.kind == CellKind::Number => with_unit(without_zeros(text), target),
        Shape::Quantity => with_unit(text, target),
        Shape::Period => match period(text, cell.kind) {
            Ok(period) => period,
            Err(found) => {
                sink.push(found.at(span));
                return Node { span, kind: NodeKind::Invalid };
            }
        },
        Shape::Word => word(text, target, names).unwrap_or(text).to_owned(),
        Shape::Reference(_) | Shape::Party => {
            return Node { span, kind: reference(text, shape, target.by, span, names, sink) };
        }
        _ => text.to_owned(),
    };
    // A free field tells truth from the word for it.
    let is_word = *shape == Shape::Free && cell.kind == CellKind::Text;
    // A text that is not as it stands in the file has no places inside it.
    let style = match said == text && !matches!(cell.kind, CellKind::Quoted) && !is_word {
        true => Style::Plain,
        false => Style::Quoted,
    };
    Node { span, kind: NodeKind::Scalar(Scalar { text: said.into(), style }) }
}

/// A figure with the unit of its column, which it has if it has none of its own: whoever reads
/// figures knows that, and multiplies. Only `%` stands directly behind its number.
fn with_unit(text: &str, target: &Target) -> String {
    let said = |unit: &'_ Option<Box<str>>| {
        let unit = unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
        unit.map(str::to_owned)
    };
    let own = said(&target.unit);
    let is_of_sheet = own.is_none();
    let Some(unit) = own.or_else(|| said(&target.unit_of_sheet)) else { return text.to_owned() };
    let text: String = text.chars().map(narrow).collect();
    match &*unit {
        // It says the unit itself.
        unit if text.ends_with(unit) => text,
        "%" if text.ends_with(|c: char| c.is_ascii_digit()) => format!("{text}%"),
        _ if is_of_sheet => format!("{text} {TIMES} {unit}{OF_SHEET}"),
        _ => format!("{text} {TIMES} {unit}"),
    }
}

fn without_zeros(text: &str) -> &str {
    let rest = text.trim_start_matches('0');
    let is_digit = |c: char| c.is_ascii_digit();
    if rest.starts_with(is_digit) {
        rest
    } else {
        &text[(text.len() - rest.len()).saturating_sub(1)..]
    }
}

/// A period that cannot be told.
struct TwoMonths {
    year: String,
}

impl TwoMonths {
    fn at(&self, span: Span) -> Diagnostic {
        let year = &self.year;
        let message = format!("this number may be January or October of {year}");
        Diagnostic::new(Code::BadDate, span, message)
            .note("a spreadsheet keeps the number 2023.10 as 2023.1")
            .help(format!("write it as a text or a date: `{year}-01` or `{year}-10`"))
    }
}

/// A period as it is read of a cell; `None` if it cannot be told.
pub(super) fn period_as_read(text: &str, kind: CellKind) -> Option<String> {
    period(text, kind).ok()
}

/// A period as ledgers write it in the form that periods have: `2023.3`, `2023/3/5`,
/// `2009-2011`, `2007.10-2010.12`. Everything else is left as it is.
fn period(text: &str, kind: CellKind) -> Result<String, TwoMonths> {
    let text: String = text.chars().map(narrow).collect();
    let text = text.trim();
    if kind == CellKind::Number
        && let Some((year, "1")) = text.split_once('.')
        && year.len() == 4
    {
        return Err(TwoMonths { year: year.to_owned() });
    }
    if let Some(day) = dotted(text) {
        return Ok(day);
    }
    for between in ['-', '–', '—', '~', '至'] {
        let Some((first, last)) = text.split_once(between) else { continue };
        let (first, last) = (first.trim(), last.trim());
        let ends = (dotted(first).filter(|_| first.contains('.')), dotted(last));
        if let (Some(first), Some(last)) = ends {
            return Ok(format!("{first}/{last}"));
        }
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        if is_year(first) && is_year(last) {
            return Ok(format!("{first}/{last}"));
        }
    }
    Ok(text.to_owned())
}

/// `2023.3` and `2023/3/5` with as many digits as the form of a period has.
fn dotted(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let [year, rest @ ..] = &parts[..] else { return None };
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_date = year.len() == 4 && is_number(year) && (1..=2).contains(&rest.len());
    let is_date = is_date && rest.iter().all(|part| is_number(part) && part.len() <= 2);
    // Two years that follow each other are for whoever reads periods.
    let is_date = is_date && (rest.len() == 2 || text.contains('.') || rest[0].len() == 1);
    is_date.then(|| {
        let rest = rest.iter().map(|part| format!("-{part:0>2}"));
        std::iter::once((*year).to_owned()).chain(rest).collect()
    })
}

/// The word of a few that a text names; `None` if it is none of their names, of which whoever reads the
/// field tells the words that there are.
fn word<'n>(text: &str, target: &Target, names: &'n Names) -> Option<&'n str> {
    if target.by == By::Id {
        return None;
    }
    let of = names.of(target.words.as_deref()?)?;
    if of.has_id(text.trim()) { None } else { of.find(text)? }
}

/// The id of the record that a text names.
fn reference(
    text: &str,
    shape: &Shape,
    by: By,
    span: Span,
    names: &Names,
    sink: &mut Sink,
) -> NodeKind {
    let plain = |text: &str| NodeKind::Scalar(Scalar { text: text.into(), style: Style::Quoted });
    let of = shape.collection().and_then(|collection| names.of(collection));
    let by_name = of.and_then(|of| of.find(text));
    match (by, by_name) {
        (By::Id, _) => return plain(text),
        (By::Either, _) if of.is_some_and(|of| of.has_id(text)) => return plain(text),
        (_, Some(Some(id))) => return plain(id),
        (By::Either, None) => return plain(text),
        _ if *shape == Shape::Party => return plain(text),
        _ => {}
    }
    let collection = shape.collection().unwrap_or_default();
    let what = collection.trim_end_matches('s');
    let found = match by_name {
        Some(_) => Diagnostic::new(
            Code::UnknownReference,
            span,
            format!("`{text}` is the name of several records of `{collection}`"),
        )
        .help("name the one that is meant by its id"),
        None => {
            let known = || of.into_iter().flat_map(|of| of.known());
            let message = format!("there is no {what} of the name `{text}`");
            let found = Diagnostic::new(Code::UnknownReference, span, message);
            match closest(text, known().map(|(name, _)| name)) {
                Some(meant) => {
                    let found = found.help(format!("did you mean `{meant}`?"));
                    match known().find(|(name, _)| *name == meant) {
                        Some((_, place)) => found.related(place, format!("`{meant}` is here")),
                        None => found,
                    }
                }
                None if known().next().is_none() => {
                    found.help(format!("there are no records of `{collection}` yet"))
                }
                None => {
                    found.help(format!("names are {}", list_known(known().map(|(name, _)| name))))
                }
            }
        }
    };
    sink.push(found);
    NodeKind::Invalid
}

/// A formula that no program has computed.
pub(super) fn no_result(span: Span) -> Diagnostic {
    Diagnostic::new(Code::FormulaWithoutResult, span, "this formula has no result in the file")
        .note("the program that wrote the workbook did not compute it")
        .help("open the workbook in a spreadsheet and save it")
}

/// A number that is shown as nobody can tell.
fn unsure(span: Span, number: &str) -> Diagnostic {
    let message = format!("what this cell shows of {number} cannot be told from its number format");
    Diagnostic::new(Code::BadQuantity, span, message)
        .help("write what it shows as a text, or give it another number format")
}
