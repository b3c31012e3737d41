//! Words without a number that must say the same in every language.

use super::figure::Told;
use super::scan::{Scan, is_space};
use super::tables::{Openers, Reversed};
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::FigureWords;
use rust_decimal::Decimal;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

/// Under this name stand longer words that hold one of the others and say nothing.
const NONE: &str = "none";

/// What stands in a word for a number, which is the member then: `{n} years in a row`. `{nth}` is
/// one that says a place in a row.
const NUMBER: &str = "{n}";
const NTH: &str = "{nth}";
const NUMBERS: RangeInclusive<u32> = 2..=366;
/// Groups in which a one in digits is a number, too.
const FROM_ONE: [&str; 4] = ["line", "rank", "rank-from", "rank-to"];
/// Characters of no text, for the number.
const MARK: char = '\u{f8ff}';
const NTH_MARK: char = '\u{f8fe}';
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
    /// With whether they say a place in a row.
    numbers: WordTable<(u32, bool)>,
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
                    if !table.add_numbered(form, &group) {
                        table.add(form, &group, member);
                    }
                }
            }
        }
        let ordinals = words.ordinals.iter().map(|(word, number)| (word, *number, true));
        let numbers = words.numbers.iter().map(|(word, number)| (word, *number, false));
        for (word, number, is_nth) in ordinals.chain(numbers) {
            if NUMBERS.contains(&number) && !table.numbered.is_empty() {
                table.numbers.add(word, (number, is_nth));
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

    /// Adds a word with a number, if it is one.
    fn add_numbered(&mut self, form: &str, group: &Arc<str>) -> bool {
        let marks = [(NUMBER, MARK), (NTH, NTH_MARK)];
        let mut found = marks.into_iter().filter_map(|(name, mark)| {
            let (lead, behind) = form.split_once(name)?;
            Some((lead.trim(), mark, behind))
        });
        let Some((lead, mark, behind)) = found.next() else { return false };
        self.leads.add(lead, ());
        self.numbered.add(&format!("{lead}{mark}{behind}"), Arc::clone(group));
        true
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
                let member = Arc::from(number);
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
    fn told_number(&self, at: usize) -> Option<(Range<usize>, Arc<str>, String)> {
        let told = &self.reader.told;
        if !told.number_openers.has(self.chars[at]) || self.is_within_number(at) {
            return None;
        }
        let number = self.number_in_words(at)?;
        let spaces = self.chars[..at].iter().rev().take(4).take_while(|c| is_space(**c)).count();
        let lead_end = at - spaces;
        let lead = told.leads.longest(&self.chars[..lead_end]).map_or(0, |(length, ())| length);
        let lead = if lead > 0 { lead_end - lead..lead_end } else { at..at };
        let marks = if number.is_nth { &[NTH_MARK, MARK][..] } else { &[MARK] };
        for (lead, mark) in [lead, at..at]
            .into_iter()
            .flat_map(|lead| marks.iter().map(move |mark| (lead.clone(), *mark)))
        {
            let mut window = self.chars[lead.clone()].to_vec();
            window.push(mark);
            window.extend(self.rest(number.end).iter().take(LONGEST_BEHIND));
            if let Some((length, group)) = told.numbered.longest(&window)
                && (NUMBERS.contains(&number.whole)
                    || (number.whole == 1 && FROM_ONE.contains(&&**group)))
            {
                let past = number.end + length - lead.len() - 1;
                return Some((lead.start..past, Arc::clone(group), number.text));
            }
        }
        None
    }

    /// Whether digits or marks right before a place belong to a number that goes on there. A hyphen
    /// behind a letter does not: `magnitude-6.8`.
    fn is_within_number(&self, at: usize) -> bool {
        let before = |n: usize| at.checked_sub(n).map(|before| self.chars[before]);
        let is_inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-');
        let is_joined = before(1) == Some('-') && before(2).is_some_and(is_letter);
        before(1).is_some_and(is_inside) && !is_joined
    }

    /// The number at a place, in digits or in one word.
    fn number_in_words(&self, at: usize) -> Option<ToldNumber> {
        let told = &self.reader.told;
        let n_digits = self.n_digits(at, 4);
        if n_digits == 0 {
            let (length, (whole, is_nth)) = told.numbers.longest(self.rest(at))?;
            let end = at + length;
            // 三十 of 三十五, and `twenty` of `twenty-first`
            let next = self.rest(end);
            let goes_on = next.first().is_some_and(|c| self.reader.numerals.starts(*c))
                || (next.first() == Some(&'-') && told.numbers.longest(&next[1..]).is_some());
            return (!goes_on).then(|| ToldNumber {
                whole: *whole,
                text: whole.to_string(),
                is_nth: *is_nth,
                end,
            });
        }
        if n_digits > 3 {
            return None;
        }
        let mut end = at + n_digits;
        let mut text: String = self.chars[at..end].iter().collect();
        let whole = text.parse().ok()?;
        let mark = self.chars.get(end).copied();
        if matches!(mark, Some('.' | ',')) && self.n_digits(end + 1, 1) > 0 {
            let n_decimals = self.n_digits(end + 1, 3);
            if mark != Some(self.reader.decimal_mark) || n_decimals > 2 {
                return None;
            }
            text.push('.');
            text.extend(&self.chars[end + 1..=end + n_decimals]);
            end += 1 + n_decimals;
        }
        let ending = told.endings.longest(self.rest(end)).map_or(0, |(length, ())| length);
        let text = Decimal::from_str_exact(&text).ok()?.normalize().to_string();
        Some(ToldNumber { whole, text, is_nth: ending > 0, end: end + ending })
    }
}

/// A number that is compared as words are.
struct ToldNumber {
    /// Its whole part.
    whole: u32,
    text: String,
    /// Whether it says a place in a row.
    is_nth: bool,
    end: usize,
}
