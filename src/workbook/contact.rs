//! Columns whose cells are ways to reach people, whatever their heads say.

use super::path::Step;
use super::plan::{Column, SheetPlan};
use super::problems;
use super::value::is_placeholder;
use crate::diag::Sink;
use crate::schema::Shape;
use crate::source::CellKind;

/// Reports columns of texts of which most cells are phone numbers or addresses of mail: the mapping
/// or their heads make them fields, so they are published.
pub(super) fn report(plan: &SheetPlan<'_>, sink: &mut Sink) {
    for (number, column) in &plan.columns {
        if holds_texts(column) && !is_to_be_called(plan, column) && most_are_contacts(plan, *number)
        {
            sink.push(problems::published_contacts(&column.head));
        }
    }
}

fn holds_texts(column: &Column) -> bool {
    let shape = match &column.target.shape {
        Shape::List(items) => items,
        shape => shape,
    };
    matches!(shape, Shape::Text | Shape::Word | Shape::Free | Shape::Party)
}

/// Whether the field itself is one of numbers and addresses, such as those of an office.
fn is_to_be_called(plan: &SheetPlan<'_>, column: &Column) -> bool {
    let mut keys = column.target.path.iter().filter_map(Step::key);
    keys.any(|key| plan.labels.is_contact(key))
}

fn most_are_contacts(plan: &SheetPlan<'_>, column: u32) -> bool {
    let (mut n, mut n_contacts) = (0usize, 0usize);
    for row in plan.filled_rows().filter(|row| !plan.is_check(*row)) {
        let Some(cell) = plan.sheet.cell(row, column) else { continue };
        let text = cell.text(plan.text);
        if text.trim().is_empty() || is_placeholder(&text) {
            continue;
        }
        n += 1;
        n_contacts += usize::from(is_contact(&text, cell.kind));
    }
    n_contacts > 0 && n_contacts * 2 >= n
}

/// Whether a text is a way to reach a person: an address of mail or a number of a phone.
pub(super) fn is_contact(text: &str, kind: CellKind) -> bool {
    let text = text.trim();
    let at = text.find('@').is_some_and(|at| at > 0 && text[at..].contains('.'));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')');
    let mobile = digits.len() == 11
        && digits.starts_with('1')
        && text.chars().all(is_plain)
        && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'));
    let landline = (10..=13).contains(&digits.len())
        && kind != CellKind::Number
        && text.starts_with(['0', '+', '('])
        && text.contains(['-', ' ', ')'])
        && text.chars().all(is_plain);
    // A name with a number beside it.
    let inside = digits.len() == 11
        && digits.starts_with('1')
        && !text.contains('.')
        && text.chars().filter(|c| !c.is_ascii_digit()).count() <= 12
        && !text.is_ascii()
        && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'));
    at || mobile || landline || inside
}
