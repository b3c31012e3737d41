//! Comparing plain numerals, where a language has no words for figures.

use crate::figures::{Pairing, Verdict};
use crate::locale::Figure;
use std::ops::Range;

/// Numerals that differ. Scale words and units of the language are not known, so numerals agree
/// if they have the same digits but for zeros at the end: `29 bilioni` may be 290亿. A numeral
/// that the other text lacks may be a word there.
pub(super) fn differing(left: &[Figure], right: &[Figure]) -> Vec<Pairing> {
    let (mut left, mut right) = (numerals(left), numerals(right));
    left.retain(|(digits, _)| match right.iter().position(|(other, _)| other == digits) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
    let pairs = left.into_iter().zip(right).map(|((_, left), (_, right))| Pairing {
        verdict: Verdict::Contradiction,
        left: vec![left],
        right: vec![right],
    });
    pairs.collect()
}

fn numerals(figures: &[Figure]) -> Vec<(String, Range<usize>)> {
    let written = figures.iter().filter(|figure| !figure.is_spelled && figure.upper.is_none());
    written
        .map(|figure| {
            let digits = figure.number.coefficient.mantissa().unsigned_abs().to_string();
            (digits.trim_end_matches('0').to_owned(), figure.range.clone())
        })
        .collect()
}
