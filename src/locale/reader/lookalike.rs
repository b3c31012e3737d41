//! Digits that are no figures: addresses, codes, numbers of documents, times, ratios.

use super::Figure;
use super::figure_at::is_power_of_ten;
use super::number::{Style, Token};
use super::scan::Scan;
use crate::locale::lexicon::word_table::is_letter;
use crate::value::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

impl Scan<'_> {
    /// Where digits end that belong to a name, a code, a time or a ratio.
    pub(super) fn code_end(&self, at: usize) -> Option<usize> {
        let end = at + self.n_digits(at, usize::MAX);
        let before = at.checked_sub(1).filter(|before| *before >= self.floor);
        let before = before.map(|before| self.chars[before]);
        if before.is_some_and(|c| self.is_code_before(at, c)) {
            return Some(self.run_end(at));
        }
        if self.is_named(at) && !self.has_scale(at) {
            return Some(self.run_end(at));
        }
        // 6.8/10万: what it is told for each of.
        if before == Some('/')
            && at > 1
            && self.chars[at - 2].is_ascii_digit()
            && let Some((end, _)) = self.scale_at(end, false)
        {
            return Some(end);
        }
        if before == Some('(')
            && let Some(end) = self.list_end(at)
        {
            return Some(end);
        }
        if let Some(end) = self.pairs_end(at) {
            return Some(end);
        }
        // A dialling code and the number behind it: (495) 123-45-67.
        if before == Some('(') && self.chars.get(end) == Some(&')') {
            let rest = self.past_spaces(end + 1);
            let n_digits = self.n_digits(rest, usize::MAX);
            if n_digits > 0
                && let Some(end) = self.chain_end(rest, rest + n_digits)
            {
                return Some(end);
            }
        }
        let is_marked = matches!(before, Some('[' | '〔' | '【'))
            && matches!(self.chars.get(end), Some(']' | '〕' | '】'));
        if is_marked || (self.chars[at] == '0' && end - at > 1) {
            return Some(self.run_end(at));
        }
        if let Some(end) = self.list_mark_end(at, end) {
            return Some(end);
        }
        self.chain_end(at, end)
    }

    /// The end of four and more pairs of digits with spaces between them, as telephone numbers are
    /// written: 02 38 12 34 56, +33 2 38 12 34 56.
    fn pairs_end(&self, at: usize) -> Option<usize> {
        let is_abroad = at > 0 && self.chars[at - 1] == '+';
        let mut end = at;
        while is_abroad && self.chars.get(end).is_some_and(|c| c.is_ascii_digit() || *c == ' ') {
            end += 1;
        }
        let digits = self.chars[at..end].iter().filter(|c| **c != ' ').count();
        if digits > 8 {
            return Some(end);
        }
        end = at;
        for n_pairs in 0..8 {
            if self.n_digits(end, 3) != 2 {
                return (n_pairs > 3).then(|| end - 1);
            }
            end += 2;
            if self.chars.get(end) != Some(&' ') {
                return (n_pairs > 2).then_some(end);
            }
            end += 1;
        }
        None
    }

    /// Whether what stands right before makes the digits a code: `A12`, `A-12`, `#3`.
    fn is_code_before(&self, at: usize, before: char) -> bool {
        if matches!(before, '#' | '№' | '_' | '@' | '^' | '\\') {
            return true;
        }
        let joined = match before {
            '-' if self.is_hyphen(at - 1) => at.checked_sub(2).map(|at| self.chars[at]),
            '/' => at.checked_sub(2).map(|at| self.chars[at]),
            _ => Some(before),
        };
        let is_joined = joined.is_some_and(is_letter);
        let is_after_figure = before == '/' && self.floor + 1 == at;
        if !is_joined || is_after_figure {
            return false;
        }
        // `above-5-year loans`
        let context = self.context(at);
        let is_related = context.relation.is_some() && before == '-';
        context.money.is_none() && !is_related
    }

    /// Whether a scale word or a word for percent follows the digits, which no name has: `a stock
    /// volume 21 billion`, `the top 5%`; or the days after which something comes again: `every
    /// 43 days`.
    pub(super) fn has_scale(&self, at: usize) -> bool {
        let Some(Token::Number(plain)) = self.number_at(at) else { return false };
        let behind = self.past_spaces(plain.end);
        let is_decimal = plain.style == Style::Digits && plain.n_bare_digits == 0;
        if (behind > plain.end || is_decimal)
            && self.reader.scales.longest(self.rest(behind)).is_some()
        {
            return true;
        }
        let word = self.unit_at(behind);
        let unit = word.as_ref().and_then(|unit| unit.meanings.first().copied());
        match unit {
            Some(Unit::Percent | Unit::PercentagePoint) => true,
            Some(unit) if self.is_time(unit) => {
                let is_one = plain.number.value().is_none_or(|value| value <= Decimal::ONE);
                plain.style == Style::Digits && !is_one && self.is_each(at)
            }
            // `the middle route 1,432 km`: no name is measured, but `per 100 km` is no figure.
            Some(_) => {
                let end = self.before_spaces(at);
                let is_behind_letters = end > 0 && is_letter(self.chars[end - 1]);
                let is_power = plain.number.value().is_none_or(is_power_of_ten);
                is_behind_letters
                    && plain.style == Style::Digits
                    && word.is_some_and(|word| self.is_measure(&word))
                    && !is_power
                    && !self.is_each(at)
            }
            _ => false,
        }
    }

    /// Whether the word before a number says that something comes again: `every`, 每.
    fn is_each(&self, at: usize) -> bool {
        let mut end = at;
        while end > self.floor && super::scan::is_space(self.chars[end - 1]) && at - end < 3 {
            end -= 1;
        }
        let word = self.reader.not_before.longest(&self.chars[self.floor.min(end)..end]);
        word.is_some_and(|(length, ())| {
            let word = self.reader.each.longest(&self.chars[end - length..]);
            word.is_some_and(|(of_each, ())| of_each == length)
        })
    }

    /// Takes the parts of a ratio that add up to one hundred, which are percent: 6.5:43.0:50.5.
    pub(super) fn shares_at(&mut self, at: usize) -> Option<usize> {
        let mut ranges = Vec::new();
        let (mut start, mut sum) = (at, Decimal::ZERO);
        loop {
            let mut end = start + self.n_digits(start, 4);
            let is_mark = |c: &char| *c == '.' || *c == self.reader.decimal_mark;
            if self.chars.get(end).is_some_and(is_mark) {
                end += 1 + self.n_digits(end + 1, 3);
            }
            let text: String = self.chars[start..end].iter().collect();
            let text = text.replace(self.reader.decimal_mark, ".");
            let part = Decimal::from_str_exact(&text).ok()?;
            sum = sum.checked_add(part)?;
            ranges.push((start..end, part));
            if self.chars.get(end) != Some(&':') || ranges.len() > 5 {
                break;
            }
            start = end + 1;
        }
        let end = ranges.last()?.0.end;
        if ranges.len() < 3 || sum != Decimal::ONE_HUNDRED {
            return None;
        }
        for (range, part) in ranges {
            self.found.figures.push(Figure::share(self.bytes(range), part));
        }
        Some(end)
    }

    /// Whether a word before the digits makes them a name: `Phase 2`, 第3.
    pub(super) fn is_named(&self, at: usize) -> bool {
        let mut end = at;
        while end > self.floor && super::scan::is_space(self.chars[end - 1]) && at - end < 3 {
            end -= 1;
        }
        self.reader.not_before.longest(&self.chars[self.floor.min(end)..end]).is_some()
    }

    /// Whether a small number ends a name: `in Lake Industrial Park 2.` The word before it has a
    /// capital that no sentence start explains, and no words follow that could be counted.
    pub(super) fn is_in_name(&self, at: usize, end: usize) -> bool {
        let is_small = self.n_digits(at, 4) == end - at && end - at < 4;
        if !is_small || at < 4 || self.chars[at - 1] != ' ' || !is_letter(self.chars[at - 2]) {
            return false;
        }
        let letters = self.chars[..at - 1].iter().rev().take_while(|c| is_letter(**c)).count();
        let word = at - 1 - letters;
        let is_within = match self.chars[..word] {
            [.., before, ' '] => is_letter(before),
            // 项目Alder 3: a word of another script.
            [.., before] => before.is_alphabetic() && !is_letter(before),
            [] => false,
        };
        let next = self.chars.get(self.past_spaces(end));
        let is_last = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '$'));
        is_within && is_last && self.written(word).is_some_and(char::is_uppercase)
    }

    /// The end of a list of numbers in brackets, such as the quote of a share. The groups of one
    /// number, as in `(1,234,567)`, are no list.
    fn list_end(&self, at: usize) -> Option<usize> {
        if let Some(Token::Number(plain)) = self.number_at(at)
            && matches!(self.rest(plain.end), [')', ..] | ['%', ')', ..])
        {
            return None;
        }
        let mut end = at;
        let mut n_numbers = 0;
        for _ in 0..8 {
            let n_digits = self.n_digits(end, 12);
            if n_digits == 0 {
                return None;
            }
            end += n_digits;
            if self.chars.get(end) == Some(&'.') {
                end += 1 + self.n_digits(end + 1, 12);
            }
            end += usize::from(self.chars.get(end) == Some(&'%'));
            n_numbers += 1;
            match self.chars.get(end)? {
                ',' | '，' => end = self.past_spaces(end + 1),
                ')' => return (n_numbers > 2).then_some(end + 1),
                _ => return None,
            }
        }
        None
    }

    /// The number of an item at the start of a text: `1. `, `2、`, `(3)`.
    fn list_mark_end(&self, at: usize, end: usize) -> Option<usize> {
        let start = at - usize::from(at > 0 && self.chars[at - 1] == '(');
        let is_first = start == 0 || self.chars[start - 1] == '\n';
        let next = self.chars.get(end)?;
        let is_closed = match next {
            ')' => true,
            '.' => self.chars.get(end + 1) == Some(&' '),
            '、' => start == at,
            _ => false,
        };
        let is_enclosed = start < at && *next == ')' && end - at < 3 && self.is_alone(start);
        ((is_first && is_closed && end - at < 3) || is_enclosed).then_some(end + 1)
    }

    /// Whether an opening bracket stands apart, as that of an item does within a text.
    fn is_alone(&self, start: usize) -> bool {
        let before = start.checked_sub(1).map(|before| self.chars[before]);
        before.is_none_or(|c| matches!(c, ';' | '；' | '：' | '。' | '\n'))
    }

    /// The end of digits joined by marks that make no number: `1+6+8`, `16:17:05`, `1.2.3`.
    fn chain_end(&self, at: usize, first_end: usize) -> Option<usize> {
        let mut end = first_end;
        let (mut n_dots, mut n_hyphens, mut n_parts) = (0, 0, 1);
        let mut is_code = false;
        let mut longest = 0;
        while let Some(&mark) = self.chars.get(end)
            && matches!(mark, '.' | ':' | '+' | '/' | '-')
        {
            let n_digits = self.n_digits(end + 1, usize::MAX);
            // 6.8/10万 is told for each hundred thousand.
            let is_base = || mark == '/' && self.scale_at(end + 1 + n_digits, false).is_some();
            if n_digits == 0 || is_base() {
                break;
            }
            match mark {
                '.' => n_dots += 1,
                '-' => (n_hyphens, n_dots) = (n_hyphens + 1, 0),
                _ => is_code = true,
            }
            longest = longest.max(n_digits);
            is_code |= n_dots > 1;
            end += 1 + n_digits;
            n_parts += 1;
        }
        let is_phone = n_hyphens == 1 && n_dots == 0 && longest >= 7;
        let is_whole = n_parts == 1 && first_end - at == 11 && self.chars[at] == '1';
        let is_quoted = self.chars.get(end) == Some(&'+') && at > 0 && is_quote(self.chars[at - 1]);
        if is_code || n_hyphens > 1 || is_phone || is_quoted {
            return Some(self.run_end(at).max(end + usize::from(is_quoted)));
        }
        (is_whole && !self.has_unit_or_scale(end)).then_some(end)
    }

    fn has_unit_or_scale(&self, at: usize) -> bool {
        self.unit_at(self.past_spaces(at)).is_some() || self.scale_at(at, false).is_some()
    }

    /// Where a code ends: letters and digits with marks between them.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(&c) = self.chars.get(end) {
            let next = self.chars.get(end + 1);
            // `PM2,5`
            let is_decimal = c == self.reader.decimal_mark
                && end > at
                && self.chars[end - 1].is_ascii_digit()
                && next.is_some_and(char::is_ascii_digit);
            let goes_on = c.is_ascii_alphanumeric()
                || is_decimal
                || (matches!(c, '.' | '-' | '_' | '/' | ':' | '+')
                    && next.is_some_and(char::is_ascii_alphanumeric));
            if !goes_on {
                break;
            }
            end += 1;
        }
        end.max(at + 1)
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '"' | '‘' | '「')
}

/// The web and mail addresses of a text, in its order.
pub(super) fn links(chars: &[char]) -> Vec<Range<usize>> {
    let is_part = |c: &char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"');
    let mut links = Vec::new();
    let mut at = 0;
    for run in chars.split(|c| !is_part(c)) {
        let is_link = run.contains(&'@')
            || run.windows(3).any(|part| part == [':', '/', '/'])
            || run.starts_with(&['w', 'w', 'w', '.']);
        if is_link {
            links.push(at..at + run.len());
        }
        at += run.len() + 1;
    }
    links
}
