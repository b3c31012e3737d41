//! Text folded for reading: full-width forms, dashes and spaces are made alike.

use std::ops::Range;

/// A text as folded characters that remember where they stood. Never published.
#[derive(Debug)]
pub(in crate::locale) struct Text {
    chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    offsets: Vec<usize>,
}

impl Text {
    /// Folds a text, without the spaces around it.
    pub(in crate::locale) fn new(text: &str) -> Self {
        let start = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        let mut chars = Vec::with_capacity(trimmed.len());
        let mut offsets = Vec::with_capacity(trimmed.len() + 1);
        for (offset, c) in trimmed.char_indices() {
            chars.push(fold(c));
            offsets.push(start + offset);
        }
        offsets.push(start + trimmed.len());
        Self { chars, offsets }
    }

    pub(in crate::locale) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The bytes of the text that these characters stand for.
    pub(in crate::locale) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.offsets[range.start]..self.offsets[range.end.max(range.start)]
    }
}

/// Folds the characters of a word of a locale file as those of a text.
pub(in crate::locale) fn fold_word(word: &str) -> Vec<char> {
    word.chars().map(fold).collect()
}

/// One character as it is compared: the half-width form of a full-width one, one dash, one tilde,
/// one apostrophe, one space.
pub(in crate::locale) fn fold(c: char) -> char {
    if c.is_ascii() && c != '\t' {
        return c;
    }
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => ' ',
        // The apostrophe of print: l’objectif.
        '\u{2019}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        '\u{301c}' | '\u{ff5e}' | '\u{223c}' => '~',
        // Cyrillic texts may leave the dots out.
        'ё' => 'е',
        'Ё' => 'Е',
        '\u{ffe5}' => '¥',
        '\u{ffe1}' => '£',
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        _ => c,
    }
}

/// One character in lower case; those whose lower case is longer stay.
#[inline]
pub(in crate::locale) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Han, kana and what belongs to them have no case, and are most of a Chinese text.
    if ('\u{2e80}'..'\u{a640}').contains(&c) {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// Whether two characters are the same but for their case.
#[inline]
pub(in crate::locale) fn is_same(a: char, b: char) -> bool {
    a.eq_ignore_ascii_case(&b) || (!(a.is_ascii() && b.is_ascii()) && lower(a) == lower(b))
}
