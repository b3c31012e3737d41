//! What a value is in a cell: a number or a date where the cell then says exactly what the ledger
//! says, and a text elsewhere.

use super::super::exact as number;
use super::super::literal::marked;
use super::super::read::number::{decimal, percent};
use super::flat::{Flat, Leaf, Said};
use crate::limits::MAX_CELL_UNITS;
use crate::locale::of_column;
use crate::parse::node::Style;
use crate::schema::Shape;
use jiff::civil::Date;

/// How many digits wide the widest columns are.
pub(super) const WIDEST: usize = 40;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellOut {
    Text(String),
    Number(f64),
    /// A share of one, shown as per cent with some decimals.
    Share(f64, usize),
    Day(Date),
    /// The first day of a month, shown without its day.
    Month(Date),
    Flag(bool),
}

impl CellOut {
    /// Whether spreadsheets take no such cell.
    pub(super) fn is_too_long(&self) -> bool {
        matches!(self, Self::Text(text) if text.encode_utf16().count() > MAX_CELL_UNITS)
    }
}

/// The units that have a column of their own among the figures of a field: the most common one,
/// and a few others that are not there only once.
pub(super) fn units_of<'l>(leaves: impl Iterator<Item = &'l Leaf<'l>>) -> Vec<String> {
    const MOST_UNITS: usize = 4;
    let mut units: Vec<(String, usize)> = Vec::new();
    for leaf in leaves {
        let text = leaf.value.text();
        let Some((_, unit)) = with_unit(&text) else { continue };
        match units.iter_mut().find(|(known, _)| known == unit) {
            Some((_, n)) => *n += 1,
            None => units.push((unit.to_owned(), 1)),
        }
    }
    units.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let numbered = units.into_iter().take(MOST_UNITS).enumerate();
    numbered.filter(|(at, (_, n))| *at == 0 || *n > 1).map(|(_, (unit, _))| unit).collect()
}

/// What stands in words that make a figure inexact, and in no unit: 30余亿元, 30亿元以上, 30-odd.
const IN_RELATIONS: &str = "-–—~+余多来强弱许上下左右内外超约近";

/// A plain number and the unit behind it, which a head can say in brackets.
pub(super) fn with_unit(text: &str) -> Option<(f64, &str)> {
    let is_plain = |unit: &str| !unit.contains(['%', '‰', '(', ')', '（', '）', '.', '"']);
    if let Some(read) = of_column(text) {
        return Some((number(read.figure.trim())?, read.unit)).filter(|(_, unit)| is_plain(unit));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')?;
    let unit = text[end..].trim_start_matches(' ');
    let is_of_unit =
        |c: char| !c.is_ascii_digit() && !c.is_whitespace() && !IN_RELATIONS.contains(c);
    let is_unit = is_plain(unit) && !unit.is_empty() && unit.chars().all(is_of_unit);
    Some((number(&text[..end])?, unit)).filter(|_| is_unit)
}

/// Per cent as a share of one, if the cell then says the same digits; with the number of decimals.
fn share(text: &str) -> Option<(f64, usize)> {
    let digits = text.strip_suffix('%')?;
    let share: f64 = format!("{digits}e-2").parse().ok()?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (share.is_finite() && percent(&decimal(share)) == text).then_some((share, decimals))
}

/// A cell for a value; `unit` is that of its column, where it has the value's own unit.
pub(super) fn cell(leaf: &Leaf<'_>, unit: Option<&str>, flat: &Flat<'_>) -> CellOut {
    let text = leaf.value.text();
    let scalar = match &leaf.value {
        Said::One(scalar) => scalar,
        Said::Several(text) => return CellOut::Text(text.clone()),
        Said::Nothing(word) => return CellOut::Text((*word).to_owned()),
    };
    let typed = match leaf.shape {
        Shape::Quantity => quantity(&text, unit),
        Shape::Period => period(&text),
        Shape::Word | Shape::Free => match (&*text, scalar.style) {
            ("true", Style::Plain) => Some(CellOut::Flag(true)),
            ("false", Style::Plain) => Some(CellOut::Flag(false)),
            // Where only digits stand, they may be those of a name.
            (text, Style::Plain) if text.len() < 10 => number(text).map(CellOut::Number),
            _ => None,
        },
        _ => None,
    };
    typed.unwrap_or_else(|| match flat.is_name(&text, &leaf.shape) {
        true => CellOut::Text(format!("'{text}")),
        false => CellOut::Text(marked(&text, &leaf.shape)),
    })
}

fn quantity(text: &str, unit: Option<&str>) -> Option<CellOut> {
    if unit.is_some() {
        return with_unit(text).map(|(number, _)| CellOut::Number(number));
    }
    let bare = || number(text).map(CellOut::Number);
    let share = || share(text).map(|(share, decimals)| CellOut::Share(share, decimals));
    bare().or_else(share)
}

/// Days and months of the years in which spreadsheets agree on dates; years are numbers.
fn period(text: &str) -> Option<CellOut> {
    let year = text.get(..4)?;
    let is_near = matches!(year.parse(), Ok(1901..=2199_u16));
    if !is_near || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    match text.len() {
        4 => number(text).map(CellOut::Number),
        7 => format!("{text}-01").parse().ok().map(CellOut::Month),
        10 => text.parse().ok().map(CellOut::Day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{CellOut, quantity, with_unit};

    #[test]
    fn figures_are_numbers_where_no_digit_is_lost() {
        let number = |number| Some(CellOut::Number(number));
        let of_unit = |text| with_unit(text).and_then(|(_, unit)| quantity(text, Some(unit)));
        assert_eq!(of_unit("400 亿元"), number(400.0));
        assert_eq!(of_unit("7.5亿元"), number(7.5));
        assert_eq!(with_unit("7.5 × RMB 100 million"), Some((7.5, "RMB 100 million")));
        assert_eq!(with_unit("约7.5 × 亿元"), None);
        let texts = ["7.50 亿元", "约30亿元", "30余亿元", "7–10 亿元", "12345678901234567.8 亿元"];
        for text in texts {
            assert_eq!(with_unit(text), None, "{text}");
        }
        assert_eq!(with_unit("500 MW"), Some((500.0, "MW")));
        assert_eq!(quantity("21", None), number(21.0));
        assert_eq!(quantity("21.0", None), None);
        assert_eq!(quantity("5.1%", None), Some(CellOut::Share(0.051, 1)));
    }
}
