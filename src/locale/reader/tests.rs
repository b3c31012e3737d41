//! What a language prints is found again in a sentence, and no text makes the reader fail.

use super::FigureReader;
use crate::locale::Locale;
use crate::locale::test_locales::locale;
use crate::value::{Number, Quantity, Relation, Unit, Units};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::sync::OnceLock;

/// Chinese, English and a language without words for it, each with its reader.
fn readers() -> &'static [(Locale, FigureReader); 3] {
    static READERS: OnceLock<[(Locale, FigureReader); 3]> = OnceLock::new();
    READERS.get_or_init(|| {
        ["zh", "en", "sw"].map(|name| {
            let locale = locale(name);
            let reader = locale.figure_reader(&Units::builtin());
            (locale, reader)
        })
    })
}

/// Text before and after a figure, for Chinese and English.
const SENTENCES: [[(&str, &str); 4]; 2] = [
    [("数据显示，", "，下同。"), ("其中：", ""), ("投资", "（合计）"), ("", "、其他")],
    [("The report says ", ", as before."), ("It was ", ""), ("(", ")"), ("", "; more later.")],
];

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
        "visit",
        "event",
        "mw",
        "kwh",
        "m2",
        "mu",
        "jin",
        "t",
        "month",
        "times",
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_found_in_a_sentence(quantity in quantities(), sentence in 0_usize..4) {
        let units = Units::builtin();
        for ((locale, reader), sentences) in readers().iter().zip(SENTENCES) {
            let (before, after) = sentences[sentence];
            let printed = locale.quantity(&quantity, &units);
            let text = format!("{before}{printed}{after}");
            let reading = reader.read(&text);
            prop_assert_eq!(reading.figures.len(), 1, "{}: {:?}", text, reading);
            prop_assert!(reading.periods.is_empty(), "{text}");
            let found = &reading.figures[0];
            prop_assert_eq!(found.base_value(&units), quantity.base_value(&units), "{}", text);
            prop_assert_eq!(found.base_upper(&units), quantity.base_upper(&units), "{}", text);
            let is_open = quantity.unit.is_some_and(|unit| units.is_count(unit)) && found.unit.is_none();
            prop_assert!(is_open || found.unit == quantity.unit, "{text}: {found:?}");
            let is_weaker = (quantity.relation, found.relation) == (Relation::SomeOver, Relation::MoreThan);
            prop_assert!(is_weaker || found.relation == quantity.relation, "{text}: {found:?}");
            prop_assert_eq!(&text[found.range.clone()], printed.as_str());
        }
    }

    #[test]
    fn any_text_can_be_read(text in "([0-9０-９,，. _e%/:+~～—–\\-]|[亿万千百十一二三点元余多以上不低于约第年月日季度个项目分之成倍几]|(RMB|US\\$|bn|million|two|three|hundred|and|a|of|third|half|to|from|between|or|more|March|Q1|@|://|\\(|\\)|\\[|\n)){0,24}") {
        check_ranges(&text);
    }

    #[test]
    fn any_characters_can_be_read(text in ".{0,40}") {
        check_ranges(&text);
    }
}

/// The ranges are on boundaries of characters, in order, and do not overlap.
fn check_ranges(text: &str) {
    for (_, reader) in readers() {
        let reading = reader.read(text);
        let figures = reading.figures.iter().map(|figure| figure.range.clone());
        let periods = reading.periods.iter().map(|found| found.range.clone());
        let mut ranges: Vec<_> = figures.chain(periods).collect();
        ranges.sort_by_key(|range| range.start);
        for range in &ranges {
            assert!(text.get(range.clone()).is_some_and(|found| !found.is_empty()), "{text}");
        }
        assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text}: {ranges:?}");
        for figure in &reading.figures {
            let (outer, inner) = (&figure.range, &figure.number_range);
            assert!(outer.start <= inner.start && inner.end <= outer.end, "{text}: {figure:?}");
        }
    }
}

#[test]
fn what_a_number_was_rounded_by_is_half_a_step_of_its_last_place() {
    let units = Units::builtin();
    let check = |text: &str, at: usize, expected: &str| {
        let reading = readers()[at].1.read(text);
        let half = reading.figures[0].half_step(&units).expect("small");
        assert_eq!(half.normalize().to_string(), expected, "{text}");
    };
    check("29亿元", 0, "50000000");
    check("RMB 2.9 billion", 1, "50000000");
    check("72.5%", 1, "0.05");
    check("13.3 million hectares", 1, "500000000");
}

#[test]
fn ranges_hold_the_words_of_the_figure() {
    let check = |text: &str, at: usize, whole: &str, number: &str| {
        let figure = &readers()[at].1.read(text).figures[0];
        assert_eq!(
            (&text[figure.range.clone()], &text[figure.number_range.clone()]),
            (whole, number)
        );
    };
    check("总额不低于人民币400亿元，", 0, "不低于人民币400亿元", "400亿");
    check("推出活动5场以上", 0, "5场以上", "5");
    check("３０余位企业家", 0, "３０余位", "３０余");
    check(
        "in total not less than RMB\u{a0}40\u{a0}billion.",
        1,
        "not less than RMB\u{a0}40\u{a0}billion",
        "40\u{a0}billion",
    );
    check("5 or more events", 1, "5 or more events", "5");
}

#[test]
fn one_number_in_brackets_is_no_list_of_its_groups() {
    for text in ["(1,234,567)", "(10,000,000.0%)", "合计（1,234,567）。"] {
        let at = usize::from(text.is_ascii());
        assert_eq!(readers()[at].1.read(text).figures.len(), 1, "{text}");
    }
    for text in ["(600519,12.5,0.3%)", "(1.25,0.02,1.63%)"] {
        assert_eq!(readers()[1].1.read(text).figures.len(), 0, "{text}");
    }
}

/// Long runs of what makes the reader look around are read in time that grows with their length.
#[test]
fn long_texts_are_read_in_one_pass() {
    for part in [
        "一",
        "1+",
        "1,",
        "12 ",
        "1-",
        "a ",
        "one hundred and ",
        "不低于",
        "1亿",
        "((1, ",
        "第",
        "三分之",
        "5",
        "约",
        "RMB ",
        "1.",
        "Q",
        "2023年",
        "1亿2",
    ] {
        let text = part.repeat(20_000);
        check_ranges(&text);
    }
}
