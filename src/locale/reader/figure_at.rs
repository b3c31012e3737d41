//! Putting a figure together from its number and the words around it.

use super::RelationWord;
use super::context::Context;
use super::number::Style;
use super::scan::Scan;
use super::side::{Side, UnitWord};
use super::tables::Between;
use super::{ChangeEnd, Direction, Figure, FigureKind};
use crate::value::{Number, Relation, Unit, UnitKind};
use rust_decimal::Decimal;

/// The upper end of a guess such as 三四百, with the scale and the unit of the lower one.
fn guess<'a>(low: &Side<'a>) -> Option<Side<'a>> {
    let number = Number::new(low.plain.upper?, low.number.exponent);
    Some(Side { number, ..low.clone() })
}

/// Whether one number is the next after the other, in tens or hundreds where both are round:
/// three or four, thirty or forty.
fn are_neighbours(low: Number, high: Number) -> bool {
    let (Some(mut low), Some(high)) = (low.value(), high.value()) else { return false };
    let Some(mut gap) = high.checked_sub(low) else { return false };
    let is_round = |value: Decimal| !value.is_zero() && (value % Decimal::TEN).is_zero();
    while is_round(gap) && is_round(low) {
        (low, gap) = (low / Decimal::TEN, gap / Decimal::TEN);
    }
    gap == Decimal::ONE && low >= Decimal::ONE && low.fract().is_zero()
}

/// Whether it is one, ten, a hundred and so on.
pub(super) fn is_power_of_ten(value: Decimal) -> bool {
    let digits = value.normalize().to_string();
    digits.strip_prefix('1').is_some_and(|rest| rest.chars().all(|c| c == '0'))
}

impl<'a> Scan<'a> {
    /// The figure whose number is at a place, after which `floor` is its end; or where to go on.
    pub(super) fn figure_at(&mut self, at: usize) -> Result<Figure, usize> {
        let mut context = self.context(at);
        self.take_above_power(at, &mut context);
        let mut low = self.side_at(at, context.money)?;
        self.take_inside_after_unit(&mut low);
        self.take_minus_behind(&mut low, &mut context);
        if self.is_rate(&low, &context) {
            return Err(low.end);
        }
        let (mut after, mut end) = self.relation_after(low.end);
        if after.is_none()
            && let Some((relation, past)) = self.relation_after_age(at, low.end)
        {
            (after, end) = (Some(relation), past);
        }
        if after.is_some() && low.unit.is_none() {
            let unit = self.unit_at(self.past_spaces(end));
            end = unit.as_ref().map_or(end, |unit| unit.end);
            low.unit = unit;
        }
        let high = match guess(&low) {
            None if after.is_none() => self.upper_end(&mut low, &context),
            guess => guess,
        };
        if let Some(high) = &high {
            (after, end) = self.relation_after(high.end);
        }
        self.check_alone(&low, high.as_ref(), &context, end)?;
        let last_unit = high.as_ref().unwrap_or(&low).unit.as_ref();
        if after.is_none()
            && last_unit.and_then(|unit| unit.meanings.first()).is_some_and(|u| self.is_time(*u))
            && let Some((length, relation)) = self.reader.behind_time.longest(self.rest(end))
        {
            (after, end) = (Some(*relation), end + length);
        }
        if after.is_none()
            && let Some((relation, past)) = self.relation_of_money(&context, last_unit, end)
        {
            (after, end) = (Some(relation), past);
        }
        // 控制在3%左右: what stands behind says how.
        if after.is_some() && self.is_loose(&context) {
            context.relation = None;
        }
        let last = high.as_ref().unwrap_or(&low);
        let number_end = last.number_end;
        let word = last.unit.clone().or_else(|| low.unit.clone());
        let is_range = high.is_some();
        let said = [context.relation, low.inside, high.as_ref().and_then(|h| h.inside), after];
        let relation = said.into_iter().flatten().find(|r| *r != Relation::Range);
        let (kind, unit) = self.kind_and_unit(&low, word.as_ref(), &context, end);
        let direction = self.way(&context, end, kind);
        let is_long = unit.is_some_and(|unit| self.is_time(unit));
        let direction = direction.or_else(|| self.moved(context.start..end, kind));
        let apart = match relation {
            None => self.relation_apart(context.start, kind),
            Some(_) => None,
        };
        let relation = relation.or(apart.map(|(relation, _)| relation));
        let behind = if relation.is_none() { self.relation_apart_behind(end) } else { None };
        let (relation, after) = (relation.or(behind), after.or(behind));

        let adjust = |number, is_negative| {
            self.adjust(number, (unit, word.as_ref()), kind, direction).map(|number| {
                match is_negative {
                    true => Number::new(-number.coefficient, number.exponent),
                    false => number,
                }
            })
        };
        let (change, went) = if is_range { (None, None) } else { self.change(&context) };
        let is_told = direction.or(went).is_some() || change == Some(ChangeEnd::From);
        let rate =
            if is_told || kind != FigureKind::Percent { None } else { self.rate(context.start) };
        let figure = Figure {
            range: self.bytes(context.start..end),
            number_range: self.bytes(at..number_end),
            kind,
            relation: if is_range { Relation::Range } else { relation.unwrap_or_default() },
            number: adjust(low.number, context.is_negative).ok_or(end)?,
            upper: match &high {
                Some(high) => Some(adjust(high.number, false).ok_or(end)?),
                None => None,
            },
            unit,
            direction: direction.or(went).or(rate),
            change: change.filter(|_| rate.is_none()),
            relation_word: match apart {
                Some((_, word)) => word,
                None if is_long && self.is_loose_of_time(&context) => RelationWord::Loose,
                None => self.relation_word(&context, after),
            },
            is_part_of_next: self.is_part_of_next(end),
            is_spelled: low.plain.style != Style::Digits,
            is_rate: rate.is_some(),
            perhaps: self.perhaps(number_end),
        };
        self.floor = end;
        Ok(figure)
    }

    /// Which way the words right beside a figure say that something went. Behind a number of times
    /// they do not, where growth by n times is more than that: 3倍的增长 may be threefold.
    fn way(&self, context: &Context, end: usize, kind: FigureKind) -> Option<Direction> {
        let is_times = self.reader.growth_adds_one && kind == FigureKind::Multiple;
        let behind = || self.direction_after(end).filter(|_| !is_times);
        self.compared_after(end).or(context.direction).or_else(behind)
    }

    /// Whether it is what something else is told for each of: `per RMB 100 million of GDP`.
    fn is_rate(&self, low: &Side<'a>, context: &Context) -> bool {
        let is_power = low.number.value().is_some_and(is_power_of_ten);
        let mut end = context.start;
        while end > 0 && super::scan::is_space(self.chars[end - 1]) {
            end -= 1;
        }
        is_power
            && context.money.is_some()
            && self.reader.not_before.longest(&self.chars[..end]).is_some()
    }

    /// Which end of a change a figure is; and of what it became, which way it went, said there or
    /// at the figure before it: `fell from 16% to 13%`.
    fn change(&self, context: &Context) -> (Option<ChangeEnd>, Option<Direction>) {
        let Some((end, went)) = self.change_end(context) else { return (None, None) };
        let before = || {
            let last = self.found.figures.last()?;
            last.direction.filter(|_| last.change == Some(ChangeEnd::From))
        };
        let went = if end == ChangeEnd::To { went.or_else(before) } else { None };
        (Some(end), went)
    }

    /// Takes 多 after a unit: 一倍多. Before more words it belongs to them (多元化).
    fn take_inside_after_unit(&self, low: &mut Side<'a>) {
        if low.unit.is_some()
            && low.inside.is_none()
            && let Some((length, relation)) = self.reader.inside.longest(self.rest(low.end))
            && (!self.goes_on(low.end + length) || self.is_over_time(low, low.end + length))
        {
            low.inside = Some(*relation);
            low.end += length;
        }
    }

    /// Whether a word behind a time, which ends there, says that it is longer: 两年多来.
    fn is_over_time(&self, low: &Side<'a>, end: usize) -> bool {
        let unit = low.unit.as_ref().and_then(|unit| unit.meanings.first());
        unit.is_some_and(|unit| self.is_time(*unit))
            && self.reader.behind_over.longest(self.rest(end)).is_some()
    }

    /// A relation beside money or a share that anything else does not have there: 20万元封顶.
    fn relation_of_money(
        &self,
        context: &Context,
        unit: Option<&UnitWord<'a>>,
        end: usize,
    ) -> Option<(Relation, usize)> {
        let unit = unit.and_then(|unit| unit.meanings.first())?;
        let before = &self.chars[self.floor.min(context.start)..context.start];
        let behind = self.reader.behind_money.longest(self.rest(end));
        let (relation, length) = match behind {
            Some((length, relation)) => (*relation, length),
            None => (*self.reader.before_money.longest(before)?.1, 0),
        };
        matches!(unit, Unit::Money(_) | Unit::Percent).then_some((relation, end + length))
    }

    /// Takes the words behind a unit that make a number negative: `12 degrees below zero`.
    fn take_minus_behind(&self, low: &mut Side<'a>, context: &mut Context) {
        let start = self.past_spaces(low.end);
        if let Some((length, ())) = self.reader.minus_behind.longest(self.rest(start))
            && !context.is_negative
        {
            context.is_negative = true;
            low.end = start + length;
        }
    }

    /// The upper end of a range, with which the lower one shares scale and unit.
    fn upper_end(&self, low: &mut Side<'a>, context: &Context) -> Option<Side<'a>> {
        let mark_at = self.past_spaces(low.end);
        let (length, between) = self.reader.between.longest(self.rest(mark_at))?;
        let is_mark = *between == Between::Mark;
        if *between == Between::List && context.relation != Some(Relation::Range) {
            return None;
        }
        if mark_at > low.end && is_mark && self.past_spaces(mark_at + length) == mark_at + length {
            return None;
        }
        let mut at = self.past_spaces(mark_at + length);
        let mut money = None;
        if let Some(unit) = self.unit_at(at)
            && matches!(unit.meanings.first(), Some(Unit::Money(_)))
        {
            money = unit.meanings.first().copied();
            at = self.past_spaces(unit.end);
        }
        if self.chars.get(at).is_some_and(char::is_ascii_digit) && self.code_after_mark(at) {
            return None;
        }
        let mut high = self.side_at(at, money.or(context.money)).ok()?;
        // `fell by 8.8 percent to 31 micrograms`: what it fell to is another figure.
        let is_share = low.unit.as_ref().is_some_and(|unit| unit.meanings.contains(&Unit::Percent));
        if is_share && *between == Between::Word && high.unit.is_none() {
            return None;
        }
        if money.is_some() && money != context.money {
            return None;
        }
        if is_mark && low.plain.style != high.plain.style {
            return None;
        }
        let shares_scale =
            !low.has_scale && high.has_scale && low.unit.is_none() && money.is_none();
        let exponent = if shares_scale { high.number.exponent } else { low.number.exponent };
        let number = Number::new(low.number.coefficient, exponent);
        if high.unit.is_none() {
            high.unit = low.unit.clone().filter(|unit| unit.meanings.contains(&Unit::Percent));
        }
        if *between == Between::Either && !are_neighbours(number, high.number) {
            return None;
        }
        let agree = match (&low.unit, &high.unit) {
            (Some(left), Some(right)) => {
                left.meanings.is_empty()
                    || right.meanings.is_empty()
                    || left.meanings.iter().any(|unit| right.meanings.contains(unit))
            }
            (Some(_), None) => false,
            _ => true,
        };
        let is_ordered = context.is_negative || number.compare(high.number).is_le();
        if !agree || !is_ordered || low.inside.is_some() {
            return None;
        }
        low.number = number;
        Some(high)
    }

    /// Whether the digits after the mark of a range are a code, such as those of a telephone.
    fn code_after_mark(&self, at: usize) -> bool {
        self.chars[at] == '0' && self.n_digits(at, 2) > 1
    }

    /// Rejects numbers that are no figures by themselves: the word for one, a numeral in a name.
    fn check_alone(
        &self,
        low: &Side<'a>,
        high: Option<&Side<'a>>,
        context: &Context,
        end: usize,
    ) -> Result<(), usize> {
        let last = high.unwrap_or(low);
        let unit = last.unit.as_ref().or(low.unit.as_ref());
        let is_money = context.money.is_some()
            || unit.is_some_and(|unit| matches!(unit.meanings.first(), Some(Unit::Money(_))));
        let plain = &low.plain;
        let is_measured = unit.is_some_and(|unit| self.is_relative(unit));
        let is_complete = if low.is_fraction {
            true
        } else if plain.is_one && high.is_none() && !low.has_scale {
            is_measured
        } else if plain.is_power {
            // 超百亿立方米, 近百家, 百余人
            let relation = context.relation.or(low.inside);
            let is_related = relation.is_some_and(|r| r != Relation::Range) && unit.is_some();
            is_related || (is_money && low.has_scale) || context.is_above_power
        } else if plain.style == Style::Numerals && plain.number.coefficient.is_zero() {
            false
        } else if unit.is_some() || context.money.is_some() {
            true
        } else if plain.style == Style::Numerals {
            let is_long = low.number.value().is_some_and(|value| value >= Decimal::ONE_HUNDRED);
            is_long && !self.goes_on(end) && low.number_end - low.start > 2
        } else {
            // 近1亿农村人口, 2.5和1200: no name has such a number.
            let is_amount = low.has_scale || plain.n_bare_digits == 0 || plain.n_bare_digits > 3;
            let is_number = low.inside.is_some() || is_amount || !self.goes_on(end);
            let is_bare = context.relation.is_none() && high.is_none();
            plain.n_bare_digits < 8 && is_number && !(is_bare && self.is_in_name(low.start, end))
        };
        if is_complete { Ok(()) } else { Err(last.end.max(end)) }
    }

    /// Whether one of a unit is a figure: 一个百分点, 一倍, 一成.
    fn is_relative(&self, unit: &UnitWord<'_>) -> bool {
        let is_relative = |unit: &Unit| match unit {
            Unit::Percent | Unit::PercentagePoint => true,
            Unit::Money(_) => false,
            Unit::Named(id) => self.reader.definitions.get(*id).kind == UnitKind::Multiple,
        };
        unit.meanings.first().is_some_and(is_relative)
    }

    fn kind_and_unit(
        &self,
        low: &Side<'a>,
        word: Option<&UnitWord<'a>>,
        context: &Context,
        end: usize,
    ) -> (FigureKind, Option<Unit>) {
        if low.is_fraction {
            return (FigureKind::Fraction, None);
        }
        if low.is_level {
            return (FigureKind::Count, None);
        }
        let meanings = word.map_or(&[][..], |word| &*word.meanings);
        let definitions = &self.reader.definitions;
        match meanings.first().copied().or(context.money) {
            Some(Unit::Money(_)) => {
                (FigureKind::Amount, context.money.or(meanings.first().copied()))
            }
            Some(Unit::Percent) if word.is_some_and(|word| word.is_price) => {
                (FigureKind::Price, Some(Unit::Percent))
            }
            Some(Unit::Percent) => (FigureKind::Percent, Some(Unit::Percent)),
            Some(Unit::PercentagePoint) => (FigureKind::Points, Some(Unit::PercentagePoint)),
            Some(unit @ Unit::Named(id)) if !definitions.is_count(unit) => {
                let is_multiple = definitions.get(id).kind == UnitKind::Multiple;
                (if is_multiple { FigureKind::Multiple } else { FigureKind::Amount }, Some(unit))
            }
            first => {
                let is_clear = meanings.len() == 1;
                if first.is_none()
                    && self.is_age(low.start)
                    && let Some(year) = definitions.by_name("year")
                {
                    return (FigureKind::Amount, Some(Unit::Named(year)));
                }
                let noun = || self.noun(context.start, end);
                let clear = first.filter(|_| is_clear);
                let unit = clear.or_else(noun);
                // `three consecutive years` are measured, though their unit stands apart.
                let is_count = unit.is_none_or(|unit| definitions.is_count(unit));
                (if is_count { FigureKind::Count } else { FigureKind::Amount }, unit)
            }
        }
    }

    /// The number as it is meant: tenths as percent, growth by n times as n + 1.
    fn adjust(
        &self,
        number: Number,
        (unit, word): (Option<Unit>, Option<&UnitWord<'a>>),
        kind: FigureKind,
        direction: Option<Direction>,
    ) -> Option<Number> {
        let mut number = number;
        let is_tenth = word.is_some_and(|word| word.is_tenth);
        if is_tenth && unit == Some(Unit::Percent) {
            number.coefficient = number.coefficient.checked_mul(Decimal::TEN)?.normalize();
        }
        let adds_one = self.reader.growth_adds_one
            && kind == FigureKind::Multiple
            && direction == Some(Direction::Up);
        if let Some(shift) = word.map(|word| word.shift).filter(|shift| *shift > 0) {
            number.coefficient = number.coefficient.checked_mul(Decimal::new(1, shift))?;
        }
        if adds_one {
            number.coefficient = number.coefficient.checked_add(Decimal::ONE)?;
        }
        Some(number)
    }
}
