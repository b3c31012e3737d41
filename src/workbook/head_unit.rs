//! The unit that the head of a column says: 总投资（亿元）, "Investment, RMB million".

use super::pattern::narrow;
use crate::locale::Lexicon;

/// The unit in a head, in its lowest part that has one; `None` if it says none. What stands in
/// brackets and is no unit, such as 上年同期=100, is a part of the name.
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
        rest = before;
    }
    None
}

fn is_unit(text: &str, lexicon: &Lexicon) -> bool {
    !text.trim().is_empty() && lexicon.is_unit_of_column(text.trim())
}
