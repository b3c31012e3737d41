//! Fractions, and all the amounts between two ends: the arithmetic of the test, not that of the
//! program.

use std::cmp::Ordering;
use std::fmt::Display;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in its lowest terms; its lower number is more than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    over: i128,
    under: i128,
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one.abs() } else { gcd(other, one % other) }
}

fn times(one: i128, other: i128) -> i128 {
    one.checked_mul(other).expect("figures of the test fit")
}

impl Ratio {
    pub(crate) const ZERO: Self = Self { over: 0, under: 1 };
    pub(crate) const ONE: Self = Self { over: 1, under: 1 };

    pub(crate) fn new(over: i128, under: i128) -> Self {
        assert_ne!(under, 0, "nothing is no whole");
        let common = gcd(over, under).max(1) * under.signum();
        Self { over: over / common, under: under / common }
    }

    pub(crate) fn whole(number: impl Into<i128>) -> Self {
        Self { over: number.into(), under: 1 }
    }

    /// A number written with that many decimals, times a power of ten.
    pub(crate) fn decimal(digits: i128, decimals: u32, power: u32) -> Self {
        Self::new(times(digits, 10_i128.pow(power)), 10_i128.pow(decimals))
    }

    pub(crate) fn is_zero(self) -> bool {
        self.over == 0
    }

    pub(crate) fn is_negative(self) -> bool {
        self.over < 0
    }

    pub(crate) fn abs(self) -> Self {
        Self { over: self.over.abs(), under: self.under }
    }

    pub(crate) fn is_whole(self) -> bool {
        self.under == 1
    }

    /// The next whole number that is not more.
    pub(crate) fn floor(self) -> i128 {
        self.over.div_euclid(self.under)
    }

    /// The next whole number that is not less.
    pub(crate) fn ceiling(self) -> i128 {
        -(-self).floor()
    }

    pub(crate) fn half(self) -> Self {
        self / Self::whole(2)
    }

    /// One unit of the last digit that is not zero of a decimal number: 10 for 30, 0.1 for 5.2.
    pub(crate) fn last_digit(self) -> Self {
        let (mut unit, ten) = (Self::ONE, Self::whole(10));
        if self.is_zero() {
            return unit;
        }
        while (self / unit).under != 1 {
            unit = unit / ten;
        }
        while (self / (unit * ten)).under == 1 {
            unit = unit * ten;
        }
        unit
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let over = times(self.over, other.under).checked_add(times(other.over, self.under));
        Self::new(over.expect("figures of the test fit"), times(self.under, other.under))
    }
}

impl Neg for Ratio {
    type Output = Self;
    fn neg(self) -> Self {
        Self { over: -self.over, under: self.under }
    }
}

impl Sub for Ratio {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let (one, two) = (gcd(self.over, other.under).max(1), gcd(other.over, self.under).max(1));
        Self::new(
            times(self.over / one, other.over / two),
            times(self.under / two, other.under / one),
        )
    }
}

impl Div for Ratio {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.mul(Self::new(other.under, other.over))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        times(self.over, other.under).cmp(&times(other.over, self.under))
    }
}

impl Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.under {
            1 => write!(f, "{}", self.over),
            under => write!(f, "{}/{under}", self.over),
        }
    }
}

/// One end of a span, which belongs to it unless it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) at: Ratio,
    pub(crate) open: bool,
}

/// All amounts between two ends; `None` is no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) low: Option<End>,
    pub(crate) high: Option<End>,
}

/// How a figure stands to the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Exactly,
    About,
    Nearly,
    MoreThan,
    SomeOver,
    AtLeast,
    AtMost,
    LessThan,
}

fn closed(at: Ratio) -> Option<End> {
    Some(End { at, open: false })
}

fn open(at: Ratio) -> Option<End> {
    Some(End { at, open: true })
}

impl Span {
    pub(crate) fn exactly(at: Ratio) -> Self {
        Self { low: closed(at), high: closed(at) }
    }

    /// The table of the design.
    pub(crate) fn of(relation: Relation, at: Ratio) -> Self {
        let unit = at.last_digit();
        let vague = unit.half().min(at.abs() / Ratio::whole(20));
        let is_zero = at.is_zero();
        let (low, high) = match relation {
            Relation::AtLeast => (closed(at), None),
            Relation::MoreThan => (open(at), None),
            Relation::AtMost => (None, closed(at)),
            Relation::LessThan => (None, open(at)),
            Relation::About if !is_zero => (closed(at - vague), closed(at + vague)),
            Relation::Nearly if !is_zero => (closed(at - vague), open(at)),
            Relation::SomeOver if !is_zero => (open(at), open(at + unit)),
            _ => (closed(at), closed(at)),
        };
        Self { low, high }
    }

    /// The same of what is never less than zero.
    pub(crate) fn not_negative(self) -> Self {
        match self.low {
            Some(low) if !low.at.is_negative() => self,
            _ => Self { low: closed(Ratio::ZERO), ..self },
        }
    }

    /// The same where it goes without saying that it begins at zero.
    pub(crate) fn untold_zero(self) -> Self {
        match self.low {
            Some(End { at: Ratio::ZERO, open: false }) if self.exact().is_none() => {
                Self { low: None, ..self }
            }
            _ => self,
        }
    }

    pub(crate) fn exact(self) -> Option<Ratio> {
        let (low, high) = (self.low?, self.high?);
        (low == high && !low.open).then_some(low.at)
    }

    pub(crate) fn contains(self, at: Ratio) -> bool {
        self.low.is_none_or(|low| at > low.at || (at == low.at && !low.open))
            && self.high.is_none_or(|high| at < high.at || (at == high.at && !high.open))
    }

    /// Amounts at and right beside its ends, among which every status that any of its amounts has
    /// is found: a status changes in one direction only.
    pub(crate) fn corners(self) -> [Ratio; 2] {
        let far = Ratio::whole(10_i128.pow(17));
        let beside = Ratio::new(1, 1_000_000_000);
        let inwards = |end: End| if end.open { beside } else { Ratio::ZERO };
        [
            self.low.map_or(-far, |end| end.at + inwards(end)),
            self.high.map_or(far, |end| end.at - inwards(end)),
        ]
    }

    pub(crate) fn is_apart_from(self, other: Self) -> bool {
        let below = |one: Self, other: Self| match (one.high, other.low) {
            (Some(high), Some(low)) => {
                high.at < low.at || (high.at == low.at && (high.open || low.open))
            }
            _ => false,
        };
        below(self, other) || below(other, self)
    }

    /// Whether all amounts of another are in it; both with the same kinds of ends or exact.
    pub(crate) fn contains_all(self, other: Self) -> bool {
        let reaches = |mine: Option<End>, others: Option<End>, is_low: bool| match (mine, others) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(others)) if mine.at == others.at => !mine.open || others.open,
            (Some(mine), Some(others)) => (others.at > mine.at) == is_low,
        };
        reaches(self.low, other.low, true) && reaches(self.high, other.high, false)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let sum = |one: Option<End>, other: Option<End>| {
            let (one, other) = (one?, other?);
            Some(End { at: one.at + other.at, open: one.open || other.open })
        };
        Self { low: sum(self.low, other.low), high: sum(self.high, other.high) }
    }
}

impl Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |end: Option<End>| end.map_or("…".to_owned(), |end| end.at.to_string());
        let is_open = |end: Option<End>| end.is_none_or(|end| end.open);
        write!(
            f,
            "{}{}, {}{}",
            if is_open(self.low) { '(' } else { '[' },
            end(self.low),
            end(self.high),
            if is_open(self.high) { ')' } else { ']' },
        )
    }
}

#[test]
fn the_arithmetic_of_the_test_is_that_of_the_design() {
    let of = |relation, digits, decimals| {
        Span::of(relation, Ratio::decimal(digits, decimals, 0)).to_string()
    };
    assert_eq!(of(Relation::About, 30, 0), "[57/2, 63/2]");
    assert_eq!(of(Relation::About, 520, 2), "[103/20, 21/4]");
    assert_eq!(of(Relation::Nearly, 300, 0), "[285, 300)");
    assert_eq!(of(Relation::SomeOver, 30, 0), "(30, 40)");
    assert_eq!(of(Relation::SomeOver, 25, 1), "(5/2, 13/5)");
    assert_eq!(of(Relation::AtMost, 7, 0), "(…, 7]");
    let sum = Span { low: closed(Ratio::whole(7)), high: closed(Ratio::whole(10)) };
    let sum = sum + Span::of(Relation::Nearly, Ratio::whole(3));
    assert_eq!(sum.to_string(), "[197/20, 13)");
}
