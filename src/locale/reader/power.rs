//! Powers of ten that are figures by themselves: 上千万, 近万名, 百亿级.

use super::RelationWord;
use super::context::Context;
use super::number::Token;
use super::scan::Scan;
use super::{Figure, FigureKind};
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Number, Relation, Unit};
use rust_decimal::Decimal;
use std::ops::Range;

/// How many characters say of what kind the things are: 亿元工业项目.
const LONGEST_KIND: usize = 4;

impl Scan<'_> {
    /// A scale word that is its own number, where the words around it say how it is meant:
    /// 亿元以上, 超亿元. After it `floor` is its end.
    pub(super) fn scale_alone(&mut self, at: usize) -> Option<Figure> {
        let (length, scale) = self.reader.scales.longest(self.rest(at))?;
        let number_end = at + length;
        // 万分之五
        if self.reader.fraction_mark.longest(self.rest(number_end)).is_some() {
            return None;
        }
        if let Some((length, ())) = self.reader.levels.longest(self.rest(number_end)) {
            let number = Number::new(Decimal::ONE, *scale);
            return Some(self.level(at..number_end, number, number_end + length));
        }
        let is_numeral = self.reader.numerals.starts(self.chars[at]);
        let mut context = self.context(at);
        // 突破千万人次大关
        if let Some(unit) = self.unit_at(number_end)
            && let Some((length, ())) = self.reader.levels.longest(self.rest(unit.end))
            && context.relation.is_some()
        {
            let mut figure = self.above_power(at..number_end, *scale, &context);
            figure.relation = context.relation.unwrap_or_default();
            self.floor = unit.end + length;
            figure.range.end = self.bytes(at..self.floor).end;
            return Some(figure);
        }
        self.take_above_power(at, &mut context);
        if context.is_above_power && !is_numeral {
            return Some(self.above_power(at..number_end, *scale, &context));
        }
        if !is_numeral && let Some(figure) = self.related_power(at..number_end, *scale, &context) {
            return Some(figure);
        }
        let unit = self.unit_at(number_end)?;
        let money = unit.meanings.first().copied().filter(|unit| matches!(unit, Unit::Money(_)));
        if money.is_some() && context.relation.is_none() && self.is_size(unit.end) {
            let number = Number::new(Decimal::ONE, *scale);
            return Some(self.level(at..number_end, number, unit.end));
        }
        if is_numeral || money.is_none() {
            return None;
        }
        let (after, end) = self.relation_after(unit.end);
        let relation = context.relation.or(after)?;
        let figure = Figure {
            range: self.bytes(context.start..end),
            number_range: self.bytes(at..number_end),
            kind: FigureKind::Amount,
            relation,
            number: Number::new(Decimal::ONE, *scale),
            upper: None,
            unit: money,
            direction: context.direction,
            change: self.change_end(&context).map(|(end, _)| end),
            relation_word: self.relation_word(&context, after),
            is_part_of_next: false,
            is_spelled: true,
            is_rate: false,
            perhaps: None,
        };
        self.floor = end;
        Some(figure)
    }

    /// Whether the money of a scale word alone says how large the things are behind it: 亿元项目.
    fn is_size(&self, end: usize) -> bool {
        if self.relation_after(end).0.is_some() {
            return false;
        }
        for at in end..=end + LONGEST_KIND {
            let rest = self.rest(at);
            if self.reader.sized.longest(rest).is_some() {
                return true;
            }
            let goes_on = rest.first().is_some_and(|c| c.is_alphabetic() && !is_letter(*c));
            if !goes_on || self.reader.noun_stops.longest(rest).is_some() {
                return false;
            }
        }
        false
    }

    /// Takes the word before a power alone that says more than that: 上千万, 上亿.
    pub(super) fn take_above_power(&self, at: usize, context: &mut Context) {
        if context.start == at
            && let Some((length, ())) = self.reader.above_power.longest(&self.chars[self.floor..at])
        {
            context.is_above_power = true;
            (context.relation, context.start) = (Some(Relation::MoreThan), at - length);
        }
    }

    /// More than a scale word alone says: 上亿人.
    fn above_power(&mut self, number: Range<usize>, scale: u8, context: &Context) -> Figure {
        let word = self.unit_at(number.end);
        let end = word.as_ref().map_or(number.end, |word| word.end);
        let meanings = word.map(|word| word.meanings).unwrap_or_default();
        let unit = meanings.first().copied();
        let is_money = matches!(unit, Some(Unit::Money(_)));
        self.floor = end;
        Figure {
            range: self.bytes(context.start..end),
            number_range: self.bytes(number),
            kind: if is_money { FigureKind::Amount } else { FigureKind::Count },
            relation: Relation::MoreThan,
            number: Number::new(Decimal::ONE, scale),
            upper: None,
            unit: unit.filter(|_| is_money || meanings.len() == 1),
            direction: context.direction,
            change: None,
            relation_word: self.relation_word(context, None),
            is_part_of_next: false,
            is_spelled: true,
            is_rate: false,
            perhaps: None,
        }
    }

    /// A scale word alone that counts or measures something, with a word for how it stands to the
    /// truth: 近万名, 万余亩. Before money it may have that word behind it, too, if none is within.
    fn related_power(
        &mut self,
        number: Range<usize>,
        scale: u8,
        context: &Context,
    ) -> Option<Figure> {
        let inside = self.reader.inside.longest(self.rest(number.end));
        let inside = inside.map(|(length, relation)| (length, *relation));
        let number = number.start..number.end + inside.map_or(0, |(length, _)| length);
        let unit = self.unit_at(number.end)?;
        let is_money = matches!(unit.meanings.first(), Some(Unit::Money(_)));
        let relation = context.relation.or(inside.map(|(_, relation)| relation))?;
        if relation == Relation::Range || (is_money && inside.is_none()) {
            return None;
        }
        let mut figure = self.above_power(number, scale, context);
        figure.relation = relation;
        figure.change = self.change_end(context).map(|(end, _)| end);
        let is_measure = |unit| !self.reader.definitions.is_count(unit);
        match figure.unit {
            Some(unit) if is_measure(unit) => figure.kind = FigureKind::Amount,
            Some(_) => {}
            None => figure.unit = self.noun(context.start, self.floor),
        }
        Some(figure)
    }

    /// How large something is, with a number before the scale word: 两千亿级. Without one the word for
    /// it makes the number a name: 二级. After it `floor` is its end.
    pub(super) fn level_at(&mut self, at: usize) -> Option<Figure> {
        if self.reader.levels.is_empty() {
            return None;
        }
        let Some(Token::Number(plain)) = self.number_at(at) else { return None };
        // 千亿 is a scale word.
        if plain.is_power {
            return None;
        }
        let side = self.scaled(at, plain, false).ok().filter(|side| side.has_scale)?;
        let rest = self.rest(side.end);
        let (length, ()) = self.reader.levels.longest(rest)?;
        let is_name = self.reader.not_after.longest(rest).is_some();
        (is_name && plain.upper.is_none() && side.inside.is_none())
            .then(|| self.level(at..side.end, side.number, side.end + length))
    }

    /// How large something is, as a scale word alone: 百亿级. The unit goes without saying.
    fn level(&mut self, written: Range<usize>, number: Number, end: usize) -> Figure {
        self.floor = end;
        Figure {
            range: self.bytes(written.start..end),
            number_range: self.bytes(written),
            kind: FigureKind::Count,
            relation: Relation::Exactly,
            number,
            upper: None,
            unit: None,
            direction: None,
            change: None,
            relation_word: RelationWord::Before,
            is_part_of_next: false,
            is_spelled: true,
            is_rate: false,
            perhaps: None,
        }
    }
}
