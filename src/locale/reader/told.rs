//! Words without a number that must say the same in every language.

use super::figure::Told;
use super::scan::{Scan, is_space};
use super::tables::{Openers, Reversed};
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::FigureWords;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

/// Under this name stand longer words that hold one of the others and say nothing.
const NONE: &str = "none";

/// What stands in a word for a number, which is the member then: `{n} years in a row`.
const NUMBER: &str = "{n}";
const NUMBERS: RangeInclusive<u32> = 2..=366;
/// A character of no text, for the number.
const MARK: char = '\u{f8ff}';
/// How many characters stand behind the number.
const LONGEST_BEHIND: usize = 32;

/// Groups that are found in a text without any figure or date, too.
const ENOUGH: [&str; 2] = ["next", "quarter-hour"];
/// What the members of others end in that are.
const SAYS_WHICH: [&str; 2] = ["-this", "-now"];

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct ToldTable {
    words: WordTable<(Arc<str>, Arc<str>)>,
    openers: Openers,
    /// Those with a number, in whose place a mark stands; their group.
    numbered: WordTable<Arc<str>>,
    /// What stands before that.
    leads: Reversed<()>,
    numbers: WordTable<u32>,
    endings: WordTable<()>,
    number_openers: Openers,
}

impl ToldTable {
    pub(super) fn new(words: &FigureWords) -> Self {
        let mut table = Self::default();
        for (group, members) in &words.told {
            let group: Arc<str> = Arc::from(&**group);
            for (member, forms) in members {
                for form in forms {
                    if let Some((lead, behind)) = form.split_once(NUMBER) {
                        let lead = lead.trim();
                        table.leads.add(lead, ());
                        table.numbered.add(&format!("{lead}{MARK}{behind}"), Arc::clone(&group));
                    } else {
                        table.add(form, &group, member);
                    }
                }
            }
        }
        for (word, number) in words.ordinals.iter().chain(&words.numbers) {
            if NUMBERS.contains(number) && !table.numbered.is_empty() {
                table.numbers.add(word, *number);
                table.number_openers.add_word(word);
            }
        }
        if !table.numbered.is_empty() {
            ('0'..='9').for_each(|digit| table.number_openers.add(digit));
        }
        table.endings = super::tables::words(&words.ordinal_endings);
        table
    }

    /// Whether one of the words can start with a character.
    pub(super) fn opens(&self, c: char) -> bool {
        self.openers.has(c) || self.number_openers.has(c)
    }

    /// Whether a text starts with a word that goes on behind so many characters, and has no letters
    /// of a script with spaces.
    pub(super) fn holds(&self, text: &[char], n_chars: usize) -> bool {
        let is_han = text.first().is_some_and(|c| !is_letter(*c));
        is_han && self.words.longest(text).is_some_and(|(length, _)| length > n_chars)
    }

    fn add(&mut self, word: &str, group: &Arc<str>, member: &str) {
        self.words.add(word, (Arc::clone(group), Arc::from(member)));
        self.openers.add_word(word);
    }
}

impl Told {
    /// Whether it has to be compared in a text in which nothing else is found, too.
    pub(super) fn says_enough(&self) -> bool {
        self.member.starts_with(|c: char| c.is_ascii_digit())
            || ENOUGH.contains(&&*self.group)
            || SAYS_WHICH.iter().any(|end| self.member.ends_with(end))
    }
}

impl Scan<'_> {
    /// Every such word of the text. Words of different groups may share characters, as the year
    /// before and its end do in 上年末.
    pub(super) fn told(&self) -> Vec<Told> {
        let mut found: Vec<(usize, Told)> = Vec::new();
        let mut hidden = 0;
        for (at, c) in self.chars.iter().enumerate() {
            let is_inside = is_letter(*c) && at > 0 && is_letter(self.chars[at - 1]);
            if is_inside || !self.reader.told.opens(*c) {
                continue;
            }
            if let Some((range, group, number)) = self.told_number(at)
                && range.end > hidden
                && !found.iter().rev().take(4).any(|(end, told)| told.group == group && *end > at)
            {
                let member = Arc::from(number.to_string());
                found.push((range.end, Told { range: self.bytes(range), group, member }));
            }
            let word = self.reader.told.words.longest(self.rest(at));
            let Some((length, (group, member))) = word else { continue };
            let end = at + length;
            let mut own = found.iter().rev().take(4).filter(|(_, told)| told.group == *group);
            if end <= hidden || own.any(|(end, _)| *end > at) {
                continue;
            }
            if **member == *NONE {
                hidden = end;
                continue;
            }
            let (group, member) = (Arc::clone(group), Arc::clone(member));
            found.push((end, Told { range: self.bytes(at..end), group, member }));
        }
        found.into_iter().map(|(_, told)| told).collect()
    }

    /// The words around a number that starts at a place, their group, and the number: 连续三年,
    /// `for the 14th year running`.
    fn told_number(&self, at: usize) -> Option<(Range<usize>, Arc<str>, u32)> {
        let told = &self.reader.told;
        let before = at.checked_sub(1).map(|before| self.chars[before]);
        let is_inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-');
        if !told.number_openers.has(self.chars[at]) || before.is_some_and(is_inside) {
            return None;
        }
        let n_digits = self.n_digits(at, 4);
        let (number, end) = match n_digits {
            0 => told.numbers.longest(self.rest(at)).map(|(n, number)| (*number, at + n))?,
            1..=3 => {
                let digits = self.chars[at..at + n_digits].iter().filter_map(|c| c.to_digit(10));
                let end = at + n_digits;
                let ending = told.endings.longest(self.rest(end)).map_or(0, |(length, ())| length);
                (digits.fold(0, |number, digit| number * 10 + digit), end + ending)
            }
            _ => return None,
        };
        let spaces = self.chars[..at].iter().rev().take(4).take_while(|c| is_space(**c)).count();
        let lead_end = at - spaces;
        let lead = told.leads.longest(&self.chars[..lead_end]).map_or(0, |(length, ())| length);
        let lead = if lead > 0 { lead_end - lead..lead_end } else { at..at };
        for lead in [lead, at..at] {
            let mut window = self.chars[lead.clone()].to_vec();
            window.push(MARK);
            window.extend(self.rest(end).iter().take(LONGEST_BEHIND));
            if let Some((length, group)) = told.numbered.longest(&window)
                && NUMBERS.contains(&number)
            {
                let past = end + length - lead.len() - 1;
                return Some((lead.start..past, Arc::clone(group), number));
            }
        }
        None
    }
}
