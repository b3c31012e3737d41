//! What a language prints, it reads back as the same value, for any value.

use super::test_locales::{lexicon, locale};
use super::{Expect, Locale, PeriodStyle};
use crate::value::{Number, Period, Quantity, Relation, Third, Unit, Units};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::OnceLock;

fn locales() -> &'static [Locale; 3] {
    static LOCALES: OnceLock<[Locale; 3]> = OnceLock::new();
    LOCALES.get_or_init(|| ["zh", "en", "sw"].map(locale))
}

fn numbers() -> impl Strategy<Value = Number> {
    let exponents = prop::sample::select(vec![0, 3, 4, 6, 8, 9, 12]);
    (0_i64..1_000_000_000, 0_u32..4, exponents)
        .prop_map(|(digits, scale, exponent)| Number::new(Decimal::new(digits, scale), exponent))
}

fn units() -> impl Strategy<Value = Option<Unit>> {
    let names = [
        "CNY",
        "USD",
        "KES",
        "PEN",
        "percent",
        "percentage-point",
        "project",
        "company",
        "person",
        "mw",
        "kwh",
        "m2",
        "mu",
        "t",
        "day",
        "-",
    ];
    prop::sample::select(names.to_vec()).prop_map(|name| Units::builtin().unit(name))
}

fn quantities() -> impl Strategy<Value = Quantity> {
    let relations = prop::sample::select(Relation::NAMED.to_vec());
    (relations, numbers(), numbers(), units()).prop_map(|((_, relation), first, second, unit)| {
        if relation != Relation::Range {
            return Quantity { relation, number: first, upper: None, unit };
        }
        let (low, high) =
            if first.compare(second).is_le() { (first, second) } else { (second, first) };
        Quantity { relation, number: low, upper: Some(high), unit }
    })
}

fn dates() -> impl Strategy<Value = Date> {
    (1000_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(year, month, day)| Date::new(year, month, day).ok())
}

fn periods() -> impl Strategy<Value = Period> {
    let thirds = prop::sample::select(vec![Third::Early, Third::Mid, Third::Late]);
    (0..7, dates(), 1_i64..500, thirds).prop_map(|(sort, day, n_days, third)| {
        let (year, month) =
            (u32::from(day.year().unsigned_abs()), u32::from(day.month().unsigned_abs()));
        let month_of = Period::month_of(day);
        let period = match sort {
            0 => Period::calendar_year(year, 0..0),
            1 => Period::half(year, month.div_ceil(6), 0..0),
            2 => Period::quarter(year, month.div_ceil(3), 0..0),
            3 => Ok(month_of),
            4 => Ok(Period::Third(month_of.first_day(), third)),
            5 => Ok(Period::Day(day)),
            _ => Ok(Period::Interval(day, day.saturating_add(jiff::Span::new().days(n_days)))),
        };
        period.expect("made of the parts of a day").min(Period::Day(Date::constant(9999, 1, 1)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quantities_are_read_back(quantity in quantities()) {
        let units = Units::builtin();
        let expect = quantity.unit.map_or(Expect::Any, Expect::Unit);
        for locale in locales() {
            let text = locale.quantity(&quantity, &units);
            let read = lexicon().quantity(&text, expect);
            prop_assert!(read.is_ok(), "{text}: {read:?}");
            let read = read.expect("checked above");
            prop_assert_eq!(read.base_value(&units), quantity.base_value(&units), "{}", text);
            prop_assert_eq!(read.base_upper(&units), quantity.base_upper(&units), "{}", text);
            prop_assert_eq!(read.unit, quantity.unit, "{}", text);
            // A language without a word for 余 says "more than".
            let is_weaker = (quantity.relation, read.relation) == (Relation::SomeOver, Relation::MoreThan);
            prop_assert!(is_weaker || read.relation == quantity.relation, "{text}");
        }
    }

    #[test]
    fn periods_are_read_back(period in periods()) {
        prop_assert_eq!(Period::parse_canonical(&period.to_string()), Ok(period));
        for locale in locales() {
            for style in [PeriodStyle::Prose, PeriodStyle::Short] {
                let text = locale.period(period, style);
                prop_assert_eq!(lexicon().period(&text), Ok(period), "{}", text);
            }
        }
    }

    #[test]
    fn no_text_makes_reading_fail_badly(text in "[0-9０-９,. _e%亿万千百十一二三点元余多以上不低于约～–+\\-a-zA-Z年月日季度$/]{0,16}") {
        let check = |range: std::ops::Range<usize>| text.get(range).is_some();
        if let Err(error) = lexicon().quantity(&text, Expect::Any) {
            prop_assert!(check(error.range));
        }
        if let Err(error) = lexicon().period(&text) {
            prop_assert!(check(error.range));
        }
    }
}
