//! What a language prints it reads back, alone and in a sentence, and no text makes reading fail
//! badly: for any value.

use crate::figures::locale;
use jiff::civil::Date;
use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;
use std::sync::OnceLock;
use wellspring::locale::{Expect, FigureReader, Lexicon, Locale, PeriodStyle};
use wellspring::value::{Number, Period, Quantity, Relation, Third, Unit, Units};

/// The built-in languages and one without words for a reader, each with what it reads on a site.
struct Languages {
    locales: [(Locale, FigureReader); 5],
    lexicon: Lexicon,
    /// That of a site in languages with a comma before decimals: beside English, where `1,234` is
    /// more than a thousand, it cannot be read.
    with_comma: Lexicon,
}

impl Languages {
    /// What reads the texts of a language.
    fn lexicon_of(&self, locale: &Locale) -> &Lexicon {
        match locale.number_marks().decimal {
            "," => &self.with_comma,
            _ => &self.lexicon,
        }
    }
}

fn languages() -> &'static Languages {
    static LANGUAGES: OnceLock<Languages> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let locales = ["zh", "en", "fr", "ru", "sw"].map(locale);
        let units = Units::builtin();
        let with_comma = |locale: &&Locale| locale.number_marks().decimal == ",";
        let (comma, point): (Vec<_>, Vec<_>) = locales.iter().partition(with_comma);
        let lexicon = Lexicon::of_site(point.iter().copied(), comma.iter().copied(), &units);
        let with_comma = Lexicon::of_site(comma, point, &units);
        let with_reader = |locale: Locale| {
            let reader = locale.figure_reader(&Units::builtin());
            (locale, reader)
        };
        Languages { locales: locales.map(with_reader), lexicon, with_comma }
    })
}

/// Text before and after a figure, for the built-in languages.
const SENTENCES: [[(&str, &str); 4]; 4] = [
    [("数据显示，", "，下同。"), ("其中：", ""), ("投资", "（合计）"), ("", "、其他")],
    [("The report says ", ", as before."), ("It was ", ""), ("(", ")"), ("", "; more later.")],
    [("Le rapport annonce ", ", comme avant."), ("Total : ", ""), ("(", ")"), ("", " ; suite.")],
    [("По данным отчёта, ", ", как и прежде."), ("Итог: ", ""), ("(", ")"), ("", "; прочее ниже.")],
];

fn numbers() -> impl Strategy<Value = Number> {
    let exponents = prop::sample::select(vec![0, 3, 4, 6, 8, 9, 12]);
    (0_i64..1_000_000_000, 0_u32..4, exponents)
        .prop_map(|(digits, scale, exponent)| Number::new(Decimal::new(digits, scale), exponent))
}

const UNITS: [&str; 20] = [
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
    "day",
    "month",
    "times",
];

fn units() -> impl Strategy<Value = Option<Unit>> {
    let names = UNITS.iter().map(|name| Units::builtin().unit(name)).chain([None]);
    prop::sample::select(names.collect::<Vec<_>>())
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

/// A language without a word for 余 says "more than".
fn is_weaker(printed: Relation, read: Relation) -> bool {
    (printed, read) == (Relation::SomeOver, Relation::MoreThan)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quantities_are_read_back(quantity in quantities()) {
        let units = Units::builtin();
        let expect = quantity.unit.map_or(Expect::Any, Expect::Unit);
        for (locale, _) in &languages().locales {
            let text = locale.quantity(&quantity, &units);
            let read = Quantity::parse(&text, languages().lexicon_of(locale), expect);
            prop_assert!(read.is_ok(), "{text}: {read:?}");
            let read = read.expect("checked above");
            prop_assert_eq!(read.base_value(&units), quantity.base_value(&units), "{}", text);
            prop_assert_eq!(read.base_upper(&units), quantity.base_upper(&units), "{}", text);
            prop_assert_eq!(read.unit, quantity.unit, "{}", text);
            let is_same = read.relation == quantity.relation;
            prop_assert!(is_same || is_weaker(quantity.relation, read.relation), "{text}");
        }
    }

    #[test]
    fn periods_are_read_back(period in periods()) {
        prop_assert_eq!(Period::parse_canonical(&period.to_string()), Ok(period));
        for (locale, _) in &languages().locales {
            for style in [PeriodStyle::Prose, PeriodStyle::Short] {
                let text = locale.period(period, style);
                let read = Period::parse(&text, languages().lexicon_of(locale));
                prop_assert_eq!(read, Ok(period), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_printed_is_found_in_a_sentence(quantity in quantities(), sentence in 0_usize..4) {
        let units = Units::builtin();
        for ((locale, reader), sentences) in languages().locales.iter().zip(SENTENCES) {
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
            let is_same = found.relation == quantity.relation;
            prop_assert!(is_same || is_weaker(quantity.relation, found.relation), "{text}: {found:?}");
            prop_assert_eq!(&text[found.range.clone()], printed.as_str());
        }
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
        "1 млн 2 ",
        "не менее ",
        "сто двадцать ",
        "02 ",
        "+33 ",
        "mille deux cent ",
        "plus d'une ",
    ] {
        let text = part.repeat(20_000);
        for (_, reader) in &languages().locales {
            let reading = reader.read(&text);
            let figures = reading.figures.iter().map(|figure| figure.range.clone());
            let periods = reading.periods.iter().map(|found| found.range.clone());
            let mut ranges: Vec<_> = figures.chain(periods).collect();
            ranges.sort_by_key(|range| range.start);
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{part}");
        }
    }
}
