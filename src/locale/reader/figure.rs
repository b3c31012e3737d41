//! What is found in a text.

use crate::value::{Number, Period, Relation, Unit, Units};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// Everything found in one text, each list in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The figures. Their ranges do not overlap.
    pub figures: Vec<Figure>,
    /// Dates and periods, which are compared with each other and never with figures.
    pub periods: Vec<FoundPeriod>,
    /// Words without a number that must say the same in every language; only of a text in which
    /// something else was found.
    pub told: Vec<Told>,
}

/// A word that is one of several that can be mistaken for each other: the year before, and not the
/// month; the end, and not the beginning; per month, and not per year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it can be mistaken within, by the name that the locale files give it.
    pub group: Arc<str>,
    /// Which one of them it is.
    pub member: Arc<str>,
}

/// A date or a span of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPeriod {
    /// Its bytes.
    pub range: Range<usize>,
    /// The period, if the text names one: `3月1日` lacks the year.
    pub period: Option<Period>,
    /// What it names of its first and its last time, one entry if they are the same: January and
    /// July for `1—7月`. Empty for a time of the day.
    pub times: Vec<NamedTime>,
}

/// A day, month or year as far as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NamedTime {
    /// The year.
    pub year: Option<u32>,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
}

/// What sort of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// Money, or something measured.
    Amount,
    /// Things that are counted, and bare numbers.
    Count,
    /// Hundredths of a whole.
    Percent,
    /// A difference between two percentages.
    Points,
    /// How many times as much as before or as another: doubled (翻一番) is 2, 增长2倍 is 3.
    Multiple,
    /// A part of a whole as a fraction: two thirds is 0.666….
    Fraction,
    /// What remains of a price in percent: 八折 is 80, and the same as 20 percent off.
    Price,
}

/// Which way the words before or after a figure say that something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It grew.
    Up,
    /// It fell.
    Down,
}

/// Which end of a change a figure is: `up from 13% to 16%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeEnd {
    /// What it was.
    From,
    /// What it became.
    To,
}

/// How the words of a relation stand to their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RelationWord {
    /// Before it, or within it.
    #[default]
    Before,
    /// Behind it: 30以上, `30 or more`.
    Behind,
    /// Before it, and hardly more than a manner of speaking: `some 30`.
    Loose,
}

/// A figure in a text, exactly as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes with the words that belong to it: relation, currency, unit.
    pub range: Range<usize>,
    /// The bytes of the number with its scale words, of both ends of a range.
    pub number_range: Range<usize>,
    /// What sort of figure it is.
    pub kind: FigureKind,
    /// How the number stands to the truth.
    pub relation: Relation,
    /// The number, the lower one of a range.
    pub number: Number,
    /// The upper number of a range.
    pub upper: Option<Number>,
    /// The unit as far as the words are clear. A measure word that counts many sorts of things
    /// (个) leaves it open unless the thing stands beside it (个项目).
    pub unit: Option<Unit>,
    /// What the word of its unit may mean besides: 59分 are minutes or points, 3万人 may be jobs.
    pub perhaps: Option<Unit>,
    /// Whether it grew or fell by that much, if the words beside it say so. The number itself
    /// stays positive.
    pub direction: Option<Direction>,
    /// Which end of a change it is, if the words before it say so.
    pub change: Option<ChangeEnd>,
    /// How the words of the relation stand to the number.
    pub relation_word: RelationWord,
    /// Whether the next figure is the whole of which this one is a part: `17 of the 21`. Other
    /// languages name the whole first.
    pub is_part_of_next: bool,
    /// Whether the number is written in words or characters for numbers, not in digits.
    pub is_spelled: bool,
    /// Whether it is a rate of growth itself, whose name says the direction: 增速为3.4%.
    pub is_rate: bool,
}

impl Figure {
    /// The (lower) amount in the base unit of its kind; `None` if it does not fit.
    #[must_use]
    pub fn base_value(&self, units: &Units) -> Option<Decimal> {
        self.to_base(self.number, units)
    }

    /// So many percent, written without a word for them.
    pub(super) fn share(range: Range<usize>, part: Decimal) -> Self {
        Self {
            number_range: range.clone(),
            range,
            kind: FigureKind::Percent,
            relation: Relation::Exactly,
            number: Number::plain(part),
            upper: None,
            unit: Some(Unit::Percent),
            direction: None,
            change: None,
            relation_word: RelationWord::Before,
            is_part_of_next: false,
            is_spelled: false,
            is_rate: false,
            perhaps: None,
        }
    }

    /// The upper amount of a range in the base unit of its kind.
    #[must_use]
    pub fn base_upper(&self, units: &Units) -> Option<Decimal> {
        self.to_base(self.upper?, units)
    }

    /// Half a unit of the last written place of the (lower) number, in the base unit: what it may
    /// have been rounded by. 0.05 billion for `2.9 billion`, half an 亿 for `29亿`.
    #[must_use]
    pub fn half_step(&self, units: &Units) -> Option<Decimal> {
        let half = Decimal::try_new(5, self.number.coefficient.scale() + 1).ok()?;
        self.to_base(Number::new(half, self.number.exponent), units)
    }

    /// One step of the last digit that is not zero, in the base unit: 10 for 130.
    #[must_use]
    pub fn last_step(&self, units: &Units) -> Option<Decimal> {
        self.to_base(self.number.last_step(), units)
    }

    fn to_base(&self, number: Number, units: &Units) -> Option<Decimal> {
        match self.unit {
            Some(unit) => units.base_value(number, unit),
            None => number.value(),
        }
    }
}
