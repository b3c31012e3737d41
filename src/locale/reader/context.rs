//! The words before and after a figure: how it stands to the truth, its currency, its direction,
//! and what is counted.

use super::apart::LONGEST_APART;
use super::scan::Scan;
use super::tables::WordNumber;
use super::{ChangeEnd, Direction, FigureKind, RelationWord};
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Currency, Relation, Unit};
use std::ops::Range;

/// How many characters after a number the thing counted may stand.
const LONGEST_NOUN: usize = 40;

/// How many characters before a figure the verb may stand that says which way it went.
pub(super) const LONGEST_OBJECT: usize = 64;

/// What is written for a minus sign.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{ff0d}'];

/// What stands before a number.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Where the figure starts with it.
    pub(super) start: usize,
    pub(super) relation: Option<Relation>,
    pub(super) money: Option<Unit>,
    pub(super) direction: Option<Direction>,
    pub(super) is_negative: bool,
    /// Whether it says more than a power alone: 上千万.
    pub(super) is_above_power: bool,
    /// Whether the figure is by how much something went: `exceeded by 18,000`.
    is_by: bool,
}

impl Scan<'_> {
    /// What stands before a place, back to where the last figure ended.
    pub(super) fn context(&self, at: usize) -> Context {
        let mut context = Context { start: at, ..Context::default() };
        let mut back = at;
        for _ in 0..6 {
            let end = back;
            back = self.before_spaces(back);
            let before = &self.chars[self.floor.min(back)..back];
            let can_be_minus = back == end && (end == at || context.money.is_some());
            let Some(length) = self.take_before(before, can_be_minus, &mut context) else { break };
            back -= length;
        }
        context
    }

    /// Takes one word that ends where the text ends: its length. Fillers do not belong to the
    /// figure, so they leave its start where it is.
    fn take_before(
        &self,
        before: &[char],
        can_be_minus: bool,
        context: &mut Context,
    ) -> Option<usize> {
        let reader = self.reader;
        let place = self.floor.min(self.chars.len()) + before.len();
        if context.money.is_none()
            && let Some((length, unit)) = self.money_before(before)
        {
            (context.money, context.start) = (Some(unit), place - length);
            return Some(length);
        }
        if (can_be_minus || self.is_sign_apart(before))
            && !context.is_negative
            && place > 0
            && self.is_one_of(place - 1, &MINUS)
            && before.iter().rev().nth(1).is_none_or(|c| !is_of_code(*c) && *c != '%')
        {
            (context.is_negative, context.start) = (true, place - 1);
            return Some(1);
        }
        if !context.is_negative
            && let Some((length, ())) = reader.minus.longest(before)
        {
            (context.is_negative, context.start) = (true, place - length);
            return Some(length);
        }
        let relation = reader.before.longest(before);
        let direction = reader.up_down_before.longest(before);
        let filler = reader.fillers.longest(before).map_or(0, |(length, ())| length);
        let direction_length = direction.map_or(0, |(length, _)| length);
        if let Some((length, relation)) = relation
            && length >= direction_length
            && length >= filler
        {
            if *relation == Relation::Exactly {
                return Some(length);
            }
            let is_verb = context.is_by && reader.moved.longest(before).is_some();
            if context.relation.is_some() || is_verb || self.says_became(before, length) {
                return None;
            }
            (context.relation, context.start) = (Some(*relation), place - length);
            return Some(length);
        }
        if let Some((length, direction)) = direction
            && length >= filler
        {
            context.direction = context.direction.or(Some(*direction));
            return None;
        }
        context.is_by |= reader.moved_by.longest(before).is_some_and(|(by, ())| by == filler);
        (filler > 0).then_some(filler)
    }

    /// Whether a text ends in a sign of its own that a space sets off from its number: `− 2,4 %`.
    /// Behind a number, a bracket or a mark it is one of reckoning.
    fn is_sign_apart(&self, before: &[char]) -> bool {
        let place = self.floor.min(self.chars.len()) + before.len();
        let Some((_, rest)) = before.split_last() else { return false };
        let last = rest.iter().rev().find(|c| !super::scan::is_space(**c));
        let is_first = last.is_none() && self.floor == 0;
        self.is_one_of(place - 1, &['\u{2212}'])
            && (is_first || last.is_some_and(|c| c.is_alphabetic() || matches!(c, ':' | '(' | ',')))
    }

    /// Whether a word of that length that can say `up to` says what something became: до behind a
    /// word of change (вырос до, увеличить долю до) or the figure by which it changed (на 5 % до).
    fn says_became(&self, before: &[char], length: usize) -> bool {
        if self.reader.change_to.longest(before).is_none_or(|(to, ())| to != length) {
            return false;
        }
        let place = self.floor.min(self.chars.len()) + before.len() - length;
        let end = self.before_spaces(place);
        let is_behind_figure = self.floor > 0 && end <= self.floor;
        let is_behind_word =
            || self.reader.up_down_before.longest(&self.chars[self.floor.min(end)..end]).is_some();
        is_behind_figure || is_behind_word() || self.verb_before(end).is_some()
    }

    /// A currency that ends where the text ends.
    fn money_before(&self, before: &[char]) -> Option<(usize, Unit)> {
        if let Some((length, unit)) = self.reader.money_before.longest(before) {
            let (rest, word) = before.split_at(before.len() - length);
            return self.sign_owner(rest, word[0], *unit).map(|unit| (length, unit));
        }
        let n_letters = before.iter().rev().take(4).take_while(|c| is_letter(**c)).count();
        if n_letters != 3 {
            return None;
        }
        let code: String = before[before.len() - 3..].iter().collect();
        Some((3, Unit::Money(Currency::from_code(&code)?)))
    }

    /// The currency of a word for money as what stands before it makes it: letters right before a
    /// sign belong to it (`Z$`), and so does a code (`CAD $`).
    fn sign_owner(&self, rest: &[char], first: char, unit: Unit) -> Option<Unit> {
        if first.is_alphanumeric() {
            return Some(unit);
        }
        if rest.last().is_some_and(|c| is_letter(*c)) {
            return None;
        }
        let end = rest.len() - rest.iter().rev().take_while(|c| **c == ' ').count();
        let n_letters = rest[..end].iter().rev().take(4).take_while(|c| is_letter(**c)).count();
        let code: String = rest[end - n_letters..end].iter().collect();
        Some(Currency::from_code(&code).map_or(unit, Unit::Money))
    }

    /// Which end of a change the figure with this before it is, and which way it went: 上升至30%.
    pub(super) fn change_end(&self, context: &Context) -> Option<(ChangeEnd, Option<Direction>)> {
        if context.relation == Some(Relation::Range) {
            return Some((ChangeEnd::From, None));
        }
        let end = self.before_spaces(context.start);
        // 提高到2032年的89%: the date belongs to the figure.
        let is_dated = !self.dated.is_empty()
            && self.dated.end <= end
            && end - self.dated.end <= 1
            && self.chars[self.dated.end..end].iter().all(|c| !is_letter(*c) && c.is_alphabetic());
        let end = if is_dated { self.dated.start } else { end };
        let last = self.found.figures.last().map_or(0, |last| last.range.end);
        let floor = match is_dated {
            true => self.offsets_end(last).min(end),
            false => self.floor.min(context.start),
        };
        let (length, ()) = self.reader.change_to.longest(&self.chars[floor.min(end)..end])?;
        let verb_end = self.before_spaces(end - length);
        let verb = self.reader.up_down_before.longest(&self.chars[floor.min(verb_end)..verb_end]);
        // 增长达12% is by how much, 增长到12% to how much.
        let is_strong = || self.reader.becomes.longest(&self.chars[floor.min(end)..end]).is_some();
        let is_second =
            || self.found.figures.last().is_some_and(|last| last.change == Some(ChangeEnd::From));
        if verb.is_some() && !is_strong() && !is_second() {
            return None;
        }
        Some((ChangeEnd::To, verb.map(|(_, direction)| *direction)))
    }

    pub(super) fn before_spaces(&self, at: usize) -> usize {
        let before = &self.chars[self.floor.min(at)..at];
        at - before.iter().rev().take(4).take_while(|c| super::scan::is_space(**c)).count()
    }

    /// Words such as 以上 after a place: what they say and where they end.
    pub(super) fn relation_after(&self, at: usize) -> (Option<Relation>, usize) {
        let start = self.past_spaces(at);
        match self.reader.after.longest(self.rest(start)) {
            // `above 30 and below 40`: the words belong to the next number.
            Some((length, relation)) if !self.is_before_number(start + length) => {
                (Some(*relation), start + length)
            }
            _ => (None, at),
        }
    }

    /// The same behind an age, whatever number follows: `those aged 60 and over 20.3%`.
    pub(super) fn relation_after_age(&self, start: usize, at: usize) -> Option<(Relation, usize)> {
        if !self.is_age(start) {
            return None;
        }
        let start = self.past_spaces(at);
        let (length, relation) = self.reader.after.longest(self.rest(start))?;
        Some((*relation, start + length))
    }

    /// Whether the number at a place is an age: `people aged 65`.
    pub(super) fn is_age(&self, start: usize) -> bool {
        let before = self.before_spaces(start);
        self.reader.ages.longest(&self.chars[self.floor.min(before)..before]).is_some()
    }

    fn is_before_number(&self, end: usize) -> bool {
        let start = self.past_spaces(end);
        (start > end && self.starts_number(start)) || self.is_shared(end)
    }

    /// Whether the word that ends at a place starts what stands before the next number: `92 mu
    /// and more than 30`.
    fn is_shared(&self, end: usize) -> bool {
        let window = self.rest(end).iter().take(LONGEST_APART);
        let Some(digit) = window.clone().position(char::is_ascii_digit) else { return false };
        let before = self.before_spaces(end + digit);
        let relation = self.reader.before.longest(&self.chars[self.floor.min(before)..before]);
        relation.is_some_and(|(length, _)| before > end && before - length < end)
    }

    pub(super) fn is_number_word(&self, at: usize) -> bool {
        let word = self.reader.word_numbers.longest(self.rest(at));
        matches!(word, Some((_, WordNumber::Value(_))))
    }

    /// Which way a verb apart says that something went by the figure at a place: `cuts the footprint
    /// of a system by about one third`. A language without a word for `by` says so of percentage
    /// points only: 高于全省2个百分点.
    pub(super) fn moved(&self, figure: Range<usize>, kind: FigureKind) -> Option<Direction> {
        let (start, past) = (figure.start, figure.end);
        let floor = self.floor.min(start);
        let end = self.before_spaces(start).max(floor);
        let by = self.reader.moved_by.longest(&self.chars[floor..end]).map(|(length, ())| length);
        let is_apart = self.reader.moved_by.is_empty();
        if is_apart && by.is_none() && kind != FigureKind::Points {
            return self.moved_apart(end..past, kind);
        }
        let end = end - by.or((is_apart && kind == FigureKind::Points).then_some(0))?;
        self.verb_before(end).or_else(|| by.and_then(|_| self.moved_before(end, kind)))
    }

    /// Which way a verb says that something went whose object ends at a place: `cuts the footprint
    /// of a system`, увеличить долю.
    pub(super) fn verb_before(&self, end: usize) -> Option<Direction> {
        let first = self.floor.min(end).max(end.saturating_sub(LONGEST_OBJECT));
        for at in (first..end).rev() {
            let c = self.chars[at];
            if !c.is_alphabetic() && !matches!(c, ' ' | '-' | '\'') {
                break;
            }
            let ends = !is_letter(c) || !self.chars.get(at + 1).copied().is_some_and(is_letter);
            if ends && let Some((_, direction)) = self.reader.moved.longest(&self.chars[first..=at])
            {
                return Some(*direction);
            }
        }
        None
    }

    /// Which way a verb that opens the clause says that its share went. Within a clause a share may be
    /// of what the object is.
    pub(super) fn opening(&self, end: usize) -> Option<Direction> {
        let is_inside = |c: char| c.is_alphabetic() || matches!(c, '\u{201c}' | '\u{201d}');
        let before = self.chars[..end].iter().rev().take(LONGEST_OBJECT);
        let start = end - before.take_while(|c| is_inside(**c)).count();
        let last = self.found.figures.last().map_or(0, |last| last.range.end);
        let (length, direction) = self.reader.opening.longest(self.rest(start))?;
        let noun = self.reader.opening_nouns.longest(self.rest(start));
        if noun.is_some_and(|(noun, ())| noun > length) {
            return None;
        }
        (last <= self.bytes(start..start).start).then_some(*direction)
    }

    /// Which way the share before it went in this sentence, if nothing else was said: `rose by 13.8
    /// percent in the secondary industry and by 1.2 percent in the tertiary`.
    fn moved_before(&self, end: usize, kind: FigureKind) -> Option<Direction> {
        let last = self.found.figures.last().filter(|last| last.kind == kind)?;
        let between = self.text.get(last.range.end..self.bytes(end..end).start)?;
        let is_share = matches!(kind, FigureKind::Percent | FigureKind::Points);
        last.direction.filter(|_| is_share && !between.contains(['.', ';']))
    }

    /// How the words of a relation stand to the number, of which `after` is said behind it.
    pub(super) fn relation_word(&self, context: &Context, after: Option<Relation>) -> RelationWord {
        let is_loose = || self.is_loose(context);
        match (context.relation, after) {
            _ if context.is_above_power => RelationWord::Loose,
            (None, Some(_)) => RelationWord::Behind,
            (Some(_), _) if is_loose() => RelationWord::Loose,
            _ => RelationWord::Before,
        }
    }

    /// Whether the relation before a number is hardly more than a manner of speaking.
    pub(super) fn is_loose(&self, context: &Context) -> bool {
        context.relation.is_some() && self.reader.loose.longest(self.rest(context.start)).is_some()
    }

    /// Whether it is so before a time: `over five years`.
    pub(super) fn is_loose_of_time(&self, context: &Context) -> bool {
        context.relation.is_some()
            && self.reader.loose_of_time.longest(self.rest(context.start)).is_some()
    }

    /// Whether a number follows of which the one before is a part.
    pub(super) fn is_part_of_next(&self, at: usize) -> bool {
        let start = self.past_spaces(at);
        let word = self.reader.part_to_whole.longest(self.rest(start));
        let is_number = |at: usize| self.starts_number(at) || self.is_number_word(at);
        word.is_some_and(|(length, ())| is_number(self.past_spaces(start + length)))
            || self.lies_in_next(at)
    }

    /// Whether what is counted lies in what the next number counts: `93 titles in 16 sports`.
    fn lies_in_next(&self, at: usize) -> bool {
        let window = self.rest(at);
        let is_word = |c: &char| is_letter(*c) || matches!(c, ' ' | '-' | '\'');
        let length = window.iter().take(LONGEST_NOUN).take_while(|c| is_word(c)).count();
        let next = at + length;
        if !self.chars.get(next).is_some_and(char::is_ascii_digit) {
            return false;
        }
        // `the 21 started in 2022`: not in two thousand of something.
        let is_year = self.year_at(next).is_some_and(|year| (1900..2100).contains(&year));
        let end = self.before_spaces(next);
        // `a width of 258 meters and a length of 1,176 meters`
        if self.joins_another(at..end) {
            return false;
        }
        end > at && !is_year && self.reader.part_in.longest(&self.chars[at..end]).is_some()
    }

    /// Whether the words after a place say that something grew or fell: `12% higher`.
    pub(super) fn direction_after(&self, at: usize) -> Option<Direction> {
        let start = self.past_spaces(at);
        self.reader.up_down_after.longest(self.rest(start)).map(|(_, direction)| *direction)
    }

    /// The same where the words compare, which say it whatever verb stands before: `growing 7.5
    /// percentage points slower`.
    pub(super) fn compared_after(&self, at: usize) -> Option<Direction> {
        let start = self.past_spaces(at);
        self.reader.compared.longest(self.rest(start)).map(|(_, direction)| *direction)
    }

    /// The thing that is counted: after the number, up to a word or mark that ends the phrase, or
    /// right before the figure.
    pub(super) fn noun(&self, start: usize, end: usize) -> Option<Unit> {
        self.noun_after(end).or_else(|| {
            let before = &self.chars[self.floor.min(start)..self.before_spaces(start)];
            self.reader.nouns_before.longest(before).map(|(_, unit)| *unit)
        })
    }

    fn noun_after(&self, end: usize) -> Option<Unit> {
        let last = self.chars.len().min(end + LONGEST_NOUN);
        let mut at = end;
        while at < last {
            let c = self.chars[at];
            let is_inside = is_letter(c) && at > 0 && is_letter(self.chars[at - 1]);
            if is_inside || c == ' ' || c == '\n' {
                at += 1;
                continue;
            }
            let rest = &self.chars[at..self.chars.len().min(last + 16)];
            let stop = self.reader.noun_stops.longest(rest).map_or(0, |(length, ())| length);
            if let Some((length, unit)) = self.reader.nouns.longest(rest)
                && length >= stop
            {
                return Some(*unit);
            }
            if stop > 0 || c.is_ascii_digit() || !(c.is_alphabetic() || c == '-') {
                return None;
            }
            at += 1;
        }
        None
    }
}

/// Whether a character right before a hyphen makes the digits behind it those of a name.
fn is_of_code(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}
