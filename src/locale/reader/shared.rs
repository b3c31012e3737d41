//! What numbers in a row share: a unit, a scale word, a direction.

use super::scan::Scan;
use super::tables::Between;
use super::{Direction, Figure, FigureKind};
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Relation, Unit};
use rust_decimal::Decimal;

/// How many characters the name of the second place has.
const LONGEST_PLACE: usize = 6;

impl Scan<'_> {
    /// Numbers in a row have the unit of the last one: `6.5, 43.0 and 50.5 percent`.
    pub(super) fn share_units(&mut self) {
        // Two numbers with a comma alone between them are no list.
        let mut is_shared = false;
        for at in (1..self.found.figures.len()).rev() {
            let (before, figures) = self.found.figures.split_at_mut(at);
            let (Some(own), Some(next)) = (before.last_mut(), figures.first()) else { continue };
            let between = self.text.get(own.range.end..next.range.start).unwrap_or_default();
            // Of `5 and 10 million yuan` the first has its own scale.
            let is_scaled = |figure: &Figure| figure.number.exponent > 0;
            let is_share = matches!(next.unit, Some(Unit::Percent | Unit::PercentagePoint))
                || (matches!(next.unit, Some(Unit::Money(_))) && is_scaled(own) && is_scaled(next));
            let is_bare = own.unit.is_none()
                && own.kind == FigureKind::Count
                && own.upper.is_none()
                && own.relation == Relation::Exactly
                && next.relation == Relation::Exactly
                && !own.is_spelled;
            let between = between.trim();
            let is_list = (is_shared && between == ",")
                || self.reader.lists.iter().any(|mark| **mark == *between);
            is_shared = is_share && is_bare && is_list;
            if is_shared {
                (own.kind, own.unit) = (next.kind, next.unit);
            }
        }
    }

    /// The first end of a change has the scale word and the unit of the second, as that of a range
    /// has: `from 200 to 120 million yuan`.
    pub(super) fn share_scales(&mut self) {
        for at in (1..self.found.figures.len()).rev() {
            let (before, figures) = self.found.figures.split_at_mut(at);
            let (Some(own), Some(next)) = (before.last_mut(), figures.first_mut()) else {
                continue;
            };
            let between = self.text.get(own.range.end..next.range.start).unwrap_or_default();
            let word: Vec<char> = between.trim().chars().collect();
            let is_to = matches!(self.reader.between.longest(&word), Some((length, Between::Word)) if length == word.len());
            let is_single = |figure: &Figure| figure.upper.is_none() && !figure.is_spelled;
            let is_bare = own.unit.is_none() && own.kind == FigureKind::Count;
            let is_money = matches!(own.unit, Some(Unit::Money(_))) && next.unit.is_none();
            let scale = next.number.exponent;
            // С 200 млн до 120 млн юаней
            if is_to
                && is_bare
                && is_single(own)
                && own.number.exponent > 0
                && scale > 0
                && matches!(next.unit, Some(Unit::Money(_)))
            {
                (own.kind, own.unit) = (next.kind, next.unit);
                continue;
            }
            if !(is_to && (is_bare || is_money) && is_single(own) && is_single(next))
                || own.number.exponent > 0
                || scale == 0
            {
                continue;
            }
            // From 200 to 1.2 million visitors is no fall.
            let (first, second) = (own.number.coefficient, next.number.coefficient);
            let is_fall = first >= second
                && second.checked_mul(Decimal::TEN).is_some_and(|most| first <= most)
                && ![own.direction, next.direction].contains(&Some(Direction::Up));
            if is_fall {
                own.number.exponent = scale;
                let lender = if is_money { own.clone() } else { next.clone() };
                for figure in [own, next] {
                    (figure.kind, figure.unit) = (lender.kind, lender.unit);
                }
            }
        }
    }

    /// Points that are told of two places have their unit and their direction together:
    /// 高于全国1.2个、全省0.9个百分点.
    pub(super) fn share_points(&mut self) {
        for at in 1..self.found.figures.len() {
            let (own, next) = (&self.found.figures[at - 1], &self.found.figures[at]);
            let between = self.text.get(own.range.end..next.range.start).unwrap_or_default();
            let place = self.reader.lists.iter().find_map(|mark| between.strip_prefix(&**mark));
            let is_place = place.is_some_and(|place| {
                (1..=LONGEST_PLACE).contains(&place.chars().count())
                    && place.chars().all(|c| c.is_alphabetic() && !is_letter(c))
            });
            let is_point = own.unit == Some(Unit::PercentagePoint)
                || (own.unit.is_none() && own.kind == FigureKind::Count && !own.is_spelled);
            let is_pair = next.unit == Some(Unit::PercentagePoint) && next.direction.is_none();
            if !(is_place && is_point && is_pair && own.upper.is_none()) {
                continue;
            }
            let last = at.checked_sub(2).and_then(|at| self.found.figures.get(at));
            let start = self.offsets_end(own.range.start);
            let last_end = self.offsets_end(last.map_or(0, |last| last.range.end));
            let floor = std::mem::replace(&mut self.floor, last_end);
            let way = self.moved(start..start, FigureKind::Points);
            self.floor = floor;
            let own = &mut self.found.figures[at - 1];
            (own.kind, own.unit) = (FigureKind::Points, Some(Unit::PercentagePoint));
            own.direction = own.direction.or(way);
            let way = own.direction;
            self.found.figures[at].direction = way;
        }
    }
}
