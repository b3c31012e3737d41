//! The unit of a cell that another column says, with the scale that the head of its own says: 50 under
//! `Amount (million)` beside EUR is EUR 50 million.

use super::beside::Said;
use super::plan::SheetPlan;
use super::target::Target;
use crate::diag::{Code, Diagnostic};
use crate::locale::{Expect, Factor, Lexicon};
use crate::source::Span;
use crate::value::Unit;

/// The unit of a cell by its row.
///
/// # Errors
///
/// If the head says another scale than the row, or one that the unit of the row cannot have.
pub(super) fn unit_of_row(
    plan: &SheetPlan<'_>,
    target: &Target,
    said: &Said<'_>,
    place: Span,
) -> Result<Box<str>, Box<Diagnostic>> {
    let lexicon = plan.lexicon;
    let row = said.text.trim();
    let Some(of_row) = lexicon.factor(row, Expect::Any) else { return Ok(row.into()) };
    let is_money = matches!(of_row.unit, Some(Unit::Money(_)));
    let expect = match of_row.unit {
        Some(unit @ Unit::Money(_)) => Expect::Unit(unit),
        _ => Expect::Any,
    };
    let scaled = |words: &Option<Box<str>>| {
        let words = words.as_deref()?.trim();
        let factor = lexicon.factor(words, expect).filter(|factor| factor.power > 0)?;
        Some((words.to_owned(), factor))
    };
    let own = scaled(&target.unit);
    // The unit of a sheet is no scale of units that a mapping lists for words.
    let of_sheet = || scaled(&target.unit_of_sheet).filter(|_| !said.is_by_word);
    let is_of_sheet = own.is_none();
    let Some((words, head)) = own.or_else(of_sheet) else { return Ok(row.into()) };
    let can_add_up = of_row.unit.is_some_and(|unit| plan.units.can_add_up(unit));
    let is_alike = match head.unit {
        None => can_add_up,
        Some(Unit::Money(_)) => is_money,
        Some(unit) => of_row.unit.is_some_and(|own| plan.units.comparable(own, unit)),
    };
    match (head.unit, is_alike) {
        // Under 单位：万元 some rows are of land: what a row says is its unit.
        (Some(_), false) => return Ok(row.into()),
        (None, false) if is_of_sheet => return Ok(row.into()),
        (None, false) => return Err(unlike(said, &words, place)),
        _ => {}
    }
    let is_same = of_row.power == head.power;
    if is_same || of_row.power > 0 && said.is_by_word {
        return Ok(row.into());
    }
    // 人 under 万人 says another unit than its head; USD under 万元 only says which currency.
    let is_open = of_row.power == 0 && (head.unit.is_none() || is_money);
    match is_open && !is_of_sheet {
        true => Ok(joined(lexicon, &words, head, row).into()),
        false => Err(unlike(said, &words, place)),
    }
}

/// `million EUR`, 万 美元.
fn joined(lexicon: &Lexicon, words: &str, head: Factor, row: &str) -> String {
    match head.unit {
        None => format!("{words} {row}"),
        Some(_) => format!("{} {row}", lexicon.scale_word(head.power)),
    }
}

fn unlike(said: &Said<'_>, words: &str, place: Span) -> Box<Diagnostic> {
    let row = said.text.trim();
    let message =
        format!("the unit of this figure is `{row}` by its row and `{words}` by its head");
    let found = Diagnostic::new(Code::UnitMismatch, place, message)
        .help(
            "write the same scale in both, or only the unit in one and only its scale in the other",
        )
        .related(said.place, "its row says so here");
    Box::new(found)
}
