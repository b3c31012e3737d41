//! What the parts of time are called.

use super::text::{fold_word, is_same};
use crate::locale::words::{Name, PeriodWords};

/// Names by slot, each with its number from 1.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) months: Vec<(Vec<char>, u32)>,
    pub(super) quarters: Vec<(Vec<char>, u32)>,
    pub(super) halves: Vec<(Vec<char>, u32)>,
    pub(super) thirds: Vec<(Vec<char>, u32)>,
    /// Days that are not written as their number alone: 1er.
    pub(super) days: Vec<(Vec<char>, u32)>,
    /// Whether quarters or halves have names such as 1er.
    pub(super) begin_with_digits: bool,
    /// Numbers in words, up to the months of a year.
    pub(super) counts: Vec<(Vec<char>, u32)>,
}

impl Names {
    pub(super) fn new(words: &PeriodWords) -> Self {
        let fold = |names: &[Name]| -> Vec<_> {
            let all = names.iter().zip(1..);
            all.flat_map(|(name, number)| name.all().map(move |name| (fold_word(name), number)))
                .collect()
        };
        let mut months = fold(&words.month_names);
        months.extend(fold(words.short_months()));
        months.extend(fold(words.months_of_day()));
        let (quarters, halves) = (fold(&words.quarter_names), fold(&words.half_names));
        let mut parts = quarters.iter().chain(&halves);
        let begin_with_digits =
            parts.any(|(name, _)| name.first().is_some_and(char::is_ascii_digit));
        let days = words.day_names.iter();
        let days = days.flat_map(|(day, name)| name.all().map(|name| (fold_word(name), *day)));
        Self {
            months,
            quarters,
            halves,
            thirds: fold(&words.third_names),
            days: days.collect(),
            begin_with_digits,
            counts: Vec::new(),
        }
    }
}

/// The longest of these names with which a text begins: its number, and its length there.
pub(super) fn longest_name(names: &[(Vec<char>, u32)], text: &[char]) -> Option<(u32, usize)> {
    let &first = text.first()?;
    let may_be = names.iter().filter(|(name, _)| name.first().is_some_and(|c| is_same(*c, first)));
    let found = may_be.filter_map(|(name, number)| Some((*number, match_text(name, text)?)));
    found.max_by_key(|(_, length)| *length)
}

/// The length of the text that is as expected, but for spaces and case.
pub(super) fn match_text(expected: &[char], text: &[char]) -> Option<usize> {
    let mut at = 0;
    for &c in expected {
        while text.get(at) == Some(&' ') {
            at += 1;
        }
        if c == ' ' {
            continue;
        }
        if !is_same(*text.get(at)?, c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}
