//! The unit that the head of a column says: 总投资（亿元）, "Investment, RMB million".

use super::pattern::narrow;
use crate::locale::{Expect, Lexicon};

/// The unit in a head, in its lowest part that has one; `None` if it says none. What stands in
/// brackets and is no unit, such as 上年同期=100, is a part of the name. A scale word alone, 投资额（百万）,
/// is of the unit that a cell or another column says: no figure is published without it.
pub(super) fn unit_in(head: &str, lexicon: &Lexicon) -> Option<Box<str>> {
    let parts: Vec<&str> = head.split(" > ").collect();
    let mut lowest = parts.iter().enumerate().rev();
    lowest.find_map(|(number, part)| {
        let part: String = part.chars().map(narrow).collect();
        in_brackets(&part, lexicon).or_else(|| {
            // 总投资 > 亿元: below another part, it may be nothing else.
            let is_unit = number > 0 && is_unit(&part, lexicon);
            is_unit.then(|| part.trim().into())
        })
    })
}

/// The last of the brackets of a text that hold a unit.
fn in_brackets(text: &str, lexicon: &Lexicon) -> Option<Box<str>> {
    let mut rest = text;
    while let Some((before, inner)) = rest.rsplit_once('(') {
        let inner = inner.split(')').next().unwrap_or_default();
        // (单位:万元)
        let inner = inner.rsplit(':').next().unwrap_or_default().trim();
        if is_unit(inner, lexicon) {
            return Some(inner.into());
        }
        // (in thousands), (US$ millions, 2030 prices)
        if let Some(unit) = lexicon.factor_among(inner) {
            return Some(unit.into());
        }
        rest = before;
    }
    None
}

/// The scale that stands in a head without brackets, `Amount in millions`, where another column says the
/// unit.
pub(super) fn scale_in(head: &str, lexicon: &Lexicon) -> Option<Box<str>> {
    let mut lowest = head.split(" > ").collect::<Vec<_>>().into_iter().rev();
    lowest.find_map(|part| {
        let part: String = part.chars().map(narrow).collect();
        let last = part.rsplit([' ', '/', ',']).next().unwrap_or_default();
        let brackets = part.rsplit_once('(').map(|(_, inner)| inner.trim_end_matches(')').trim());
        let letter = brackets.filter(|inner| inner.len() == 1);
        let is_scale = |text: &str| {
            // A letter is a scale word where money is meant, which a column of currencies says.
            let factor = lexicon.factor(text, Expect::Any);
            factor.is_some_and(|factor| factor.power > 0 && factor.unit.is_none())
        };
        let found = lexicon.factor_among(&part).filter(|text| is_scale(text));
        found.or_else(|| Some(last).filter(|last| is_scale(last))).or(letter).map(Into::into)
    })
}

fn is_unit(text: &str, lexicon: &Lexicon) -> bool {
    !text.trim().is_empty() && lexicon.is_unit_of_column(text.trim())
}
