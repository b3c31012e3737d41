//! `cases/values/`: numbers, intervals, units, periods and the words that stand for values.

use crate::tables::check_tables;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use wellspring::diag::{closest, list_known};
use wellspring::model::ExternalLinks;
use wellspring::plan::relative;
use wellspring::shard::Shard;
use wellspring::source::join::{joins, side};
use wellspring::source::{Lines, Location};
use wellspring::theme::{calls, components};
use wellspring::value::{
    Currency, End, Id, Interval, Lang, LanguageTag, Localized, NamedBy, Number, Period,
    PluralForms, Plurals, Quantity, Relation, Unit, UnitDefinition, UnitFactor, UnitKind, Units,
    ValueError, WebAddress, YearStart, round, shrink,
};

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a decimal")
}

/// A number in the notation of the tables: `383.8e8`.
pub(crate) fn number(text: &str) -> Number {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    Number::new(decimal(digits), exponent.parse().expect("a power of ten"))
}

/// A number in that notation.
pub(crate) fn shown(number: Number) -> String {
    match number.exponent {
        0 => number.coefficient.to_string(),
        exponent => format!("{}e{exponent}", number.coefficient),
    }
}

/// A figure in the notation of the tables: `30`, `nearly 3`, `range 7..10`.
pub(crate) fn quantity(text: &str) -> Quantity {
    let (relation, numbers) = text.split_once(' ').unwrap_or(("exactly", text));
    let named = Relation::all().find(|(name, _)| *name == relation);
    let (low, upper) = match numbers.split_once("..") {
        Some((low, upper)) => (low, Some(number(upper))),
        None => (numbers, None),
    };
    let relation = named.unwrap_or_else(|| panic!("no relation `{relation}`")).1;
    Quantity { relation, number: number(low), upper, unit: None }
}

pub(crate) fn interval(text: &str) -> Interval {
    Interval::of(&quantity(text)).expect("fits")
}

/// An interval as mathematics writes it: `[7, 10)`.
fn written(interval: Interval) -> String {
    let end = |end: End| end.number.value().expect("fits").normalize();
    let low = interval.low.map_or("(…".to_owned(), |low| {
        format!("{}{}", if low.is_open { '(' } else { '[' }, end(low))
    });
    let high = interval.high.map_or("…)".to_owned(), |high| {
        format!("{}{}", end(high), if high.is_open { ')' } else { ']' })
    });
    format!("{low}, {high}")
}

/// A period in a canonical form; `FY2023 (4, start)` is one where years start in April and are
/// named by their start.
pub(crate) fn period(text: &str) -> Period {
    let (text, year_start) = year_start(text);
    Period::parse_with(text, year_start).expect("a period")
}

/// What stands before the parentheses, and when reporting years begin by what is in them.
pub(crate) fn year_start(text: &str) -> (&str, Option<YearStart>) {
    let Some((text, start)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) else {
        return (text, None);
    };
    let (month, word) = start.split_once(", ").expect("a month and a word");
    let named_by = NamedBy::WORDS.iter().find(|(known, _)| *known == word).expect("a word").1;
    (text, YearStart::new(month.parse().expect("a number"), named_by))
}

pub(crate) fn yes_or_no(is_so: bool) -> String {
    (if is_so { "yes" } else { "no" }).to_owned()
}

fn certainly(is_so: Option<bool>) -> String {
    is_so.map_or("unclear".to_owned(), yes_or_no)
}

pub(crate) fn or_none(found: Option<impl ToString>) -> String {
    found.map_or("none".to_owned(), |found| found.to_string())
}

/// What is wrong with a text, and where in it.
fn wrong(error: &ValueError) -> String {
    let help = error.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("at {:?}: {}{help}", error.range, error.message)
}

#[test]
fn numbers_keep_their_precision() {
    let pair = |cells: &[&str]| (number(cells[0]), number(cells[1]));
    check_tables(
        "values/numbers",
        &[
            ("coefficient", &|cells| {
                let power = cells[1].parse().expect("a power of ten");
                or_none(number(cells[0]).at_exponent(power))
            }),
            ("value", &|cells| or_none(number(cells[0]).value())),
            ("sum", &|cells| {
                let (one, other) = pair(cells);
                or_none(one.checked_add(other).map(shown))
            }),
            ("difference", &|cells| {
                let (one, other) = pair(cells);
                or_none(one.checked_sub(other).map(shown))
            }),
            ("rounded", &|cells| {
                round(decimal(cells[0]), cells[1].parse().expect("a count")).to_string()
            }),
        ],
    );
    assert_eq!(Number::checked_sum([]), Some(Number::plain(0)));
}

#[test]
fn intervals_hold_what_a_figure_allows() {
    let pair = |cells: &[&str]| (interval(cells[0]), interval(cells[1]));
    let sum = |cells: &[&str]| {
        let (one, other) = pair(cells);
        one.checked_add(other).expect("fits")
    };
    let difference = |cells: &[&str]| {
        let (one, other) = pair(cells);
        one.checked_sub(other).expect("fits")
    };
    let said = |interval: Interval| or_none(interval.quantity(None).map(|q| q.relation.name()));
    check_tables(
        "values/intervals",
        &[
            ("interval", &|cells| written(interval(cells[0]))),
            ("if not negative", &|cells| written(interval(cells[0]).not_negative())),
            ("said", &|cells| said(interval(cells[0]))),
            ("sum", &|cells| written(sum(cells))),
            ("difference", &|cells| written(difference(cells))),
            ("sum said", &|cells| said(sum(cells))),
            ("difference said", &|cells| said(difference(cells))),
            ("sum of all", &|cells| {
                let sum = Interval::checked_sum(cells[0].split(", ").map(interval));
                written(sum.expect("fits"))
            }),
            ("apart", &|cells| {
                let (one, other) = pair(cells);
                assert_eq!(one.is_apart_from(other), other.is_apart_from(one));
                yes_or_no(one.is_apart_from(other))
            }),
            ("holds the other", &|cells| {
                let (one, other) = pair(cells);
                yes_or_no(one.contains_all(other))
            }),
            ("holds", &|cells| yes_or_no(interval(cells[0]).contains(number(cells[1])))),
            ("at least", &|cells| certainly(interval(cells[0]).is_at_least(number(cells[1])))),
            ("at most", &|cells| certainly(interval(cells[0]).is_at_most(number(cells[1])))),
        ],
    );
}

#[test]
fn units_convert_and_compare() {
    let units = Units::builtin();
    let unit = |name: &str| units.unit(name).expect("a built-in unit");
    let quantity =
        |number: &str, name: &str| Quantity::exactly(self::number(number), units.unit(name));
    check_tables(
        "values/units",
        &[
            ("in base units", &|cells| {
                let base = units.base_value(number(cells[0]), unit(cells[1]));
                or_none(base.map(|base| base.normalize()))
            }),
            ("converted", &|cells| {
                let converted = units.convert(number(cells[0]), unit(cells[1]), unit(cells[2]));
                or_none(converted.map(|number| number.coefficient))
            }),
            ("comparable", &|cells| yes_or_no(units.comparable(unit(cells[0]), unit(cells[1])))),
            ("adds up", &|cells| yes_or_no(units.can_add_up(unit(cells[0])))),
            ("beside the other", &|cells| {
                let (one, other) = (quantity(cells[0], cells[1]), quantity(cells[2], cells[3]));
                or_none(one.compare(&other, &units).map(|order| match order {
                    Ordering::Less => "less",
                    Ordering::Equal => "equal",
                    Ordering::Greater => "more",
                }))
            }),
        ],
    );
    for (id, definition) in units.iter() {
        assert_eq!(units.by_name(definition.id.as_str()), Some(id));
        assert_eq!(units.unit(units.name(Unit::Named(id))), Some(Unit::Named(id)));
    }
}

fn counted(id: &str, factor: u64, of: Option<&str>, units: &Units) -> UnitDefinition {
    UnitDefinition {
        id: Id::parse(id).expect("an id"),
        kind: UnitKind::Count,
        factor: UnitFactor::ONE.times(factor.into()).expect("fits"),
        of: of.map(|name| units.by_name(name).expect("a unit")),
        symbol: None,
        forms: None,
    }
}

#[test]
fn a_site_adds_units() {
    let mut units = Units::builtin();
    let stall = counted("stall", 1, None, &units);
    let id = units.add(stall.clone()).expect("a new name");
    assert_eq!(units.unit("stall"), Some(Unit::Named(id)));
    assert_eq!(units.add(stall), None);
}

#[test]
fn a_multiple_converts_to_its_unit_alone() {
    let mut units = Units::builtin();
    units.add(counted("thousand-people", 1000, Some("person"), &units));
    let unit = |name| units.unit(name).expect("a unit");
    let (many, one) = (unit("thousand-people"), unit("person"));
    let convert = |n: i64, from, to| units.convert(Number::plain(n), from, to);
    assert_eq!(convert(12, many, one), Some(Number::plain(12_000)));
    assert_eq!(convert(12_000, one, many), Some(Number::plain(12)));
    assert!(!units.comparable(many, unit("project")));
}

#[test]
fn periods_know_their_days() {
    let day = |text: &str| period(text).first_day();
    check_tables(
        "values/periods",
        &[
            ("first day", &|cells| period(cells[0]).first_day().to_string()),
            ("last day", &|cells| period(cells[0]).last_day().to_string()),
            ("days", &|cells| period(cells[0]).n_days().to_string()),
            ("months", &|cells| or_none(period(cells[0]).n_months())),
            ("before", &|cells| or_none(period(cells[0]).previous())),
            ("a year before", &|cells| or_none(period(cells[0]).same_of_last_year())),
            ("year to date", &|cells| period(cells[0]).year_to_date().to_string()),
            ("slug", &|cells| period(cells[0]).slug()),
            ("days until", &|cells| period(cells[0]).n_days_until(day(cells[1])).to_string()),
            ("holds the day", &|cells| yes_or_no(period(cells[0]).contains(day(cells[1])))),
            ("holds the other", &|cells| {
                yes_or_no(period(cells[0]).contains_period(period(cells[1])))
            }),
            ("sorted", &|cells| {
                let mut periods: Vec<_> = cells[0].split(", ").map(period).collect();
                periods.sort();
                periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            }),
        ],
    );
}

/// The form of a word for a number, in a language that has these forms.
fn plural(tag: &str, number: &str) -> String {
    let forms = ["one", "few"].iter().fold(PluralForms::same("other"), |forms, category| {
        forms.with_named(category, category).expect("a category")
    });
    let tag = icu_locale_core::Locale::try_from_str(tag).expect("a tag");
    Plurals::new(&tag).choose(&forms, decimal(number)).to_owned()
}

#[test]
fn words_stand_for_values() {
    let joined = |left: &str, right: &str| joins(side(left.chars().rev()), side(right.chars()));
    check_tables(
        "values/words",
        &[
            ("id", &|cells| Id::parse(cells[0]).map_or_else(|e| wrong(&e), |id| id.to_string())),
            ("language tag", &|cells| {
                LanguageTag::parse(cells[0]).map_or("none".to_owned(), |tag| tag.to_string())
            }),
            ("minor digits", &|cells| {
                or_none(Currency::from_code(cells[0]).map(Currency::minor_digits))
            }),
            ("form", &|cells| plural(cells[0], cells[1])),
            ("closest", &|cells| or_none(closest(cells[0], cells[1].split(", ")))),
            ("listed", &|cells| list_known(cells[0].split(", ").filter(|word| !word.is_empty()))),
            ("joined", &|cells| yes_or_no(joined(cells[0], cells[1]))),
            ("line and column", &|cells| {
                let offset = cells[1].parse().expect("an offset");
                let Location { line, column } = Lines::new(cells[0]).locate(cells[0], offset);
                format!("{line}:{column}")
            }),
            ("components", &|cells| {
                components(cells[0]).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
            }),
            ("calls card", &|cells| yes_or_no(calls(cells[0], "card"))),
            ("part", &|cells| {
                cells[0].parse::<Shard>().map_or("none".to_owned(), |part| part.to_string())
            }),
            ("in which of 16", &|cells| {
                let holds = |n: &u16| Shard::new(*n, 16).is_some_and(|part| part.holds(cells[0]));
                or_none((1..=16).find(holds))
            }),
        ],
    );
}

#[test]
fn addresses_are_taken_apart() {
    let skips = |pattern: &str, address: &str| {
        let skip = vec![pattern.into()];
        ExternalLinks { skip, ..ExternalLinks::default() }.skips(address)
    };
    check_tables(
        "values/addresses",
        &[
            ("host", &|cells| {
                or_none(WebAddress::parse(cells[0]).map(|found| found.authority().to_owned()))
            }),
            ("leads to", &|cells| {
                let from = WebAddress::parse("https://a.org/b/x?y").expect("an address");
                or_none(from.join(cells[0]).map(|found| found.as_str().to_owned()))
            }),
            ("private", &|cells| {
                let address = WebAddress::parse(&format!("http://{}/", cells[0]));
                yes_or_no(address.expect("an address").is_private())
            }),
            ("skipped", &|cells| yes_or_no(skips(cells[0], cells[1]))),
            ("link", &|cells| relative(cells[0], cells[1])),
        ],
    );
}

#[test]
fn each_currency_finds_itself() {
    let codes: Vec<_> = Currency::all().map(Currency::code).collect();
    assert!(codes.is_sorted_by(|left, right| left < right));
    assert!(Currency::all().all(|currency| Currency::from_code(currency.code()) == Some(currency)));
}

#[test]
fn a_text_falls_back_to_the_first_language_that_has_it() {
    let text = Localized::new([(Lang(2), "c"), (Lang(1), "b")]).expect("two values");
    assert_eq!(text.get(Lang(0)), None);
    assert_eq!(text.get_or_fallback(Lang(0)), (Lang(1), &"b"));
    assert_eq!(text.get_or_fallback(Lang(2)), (Lang(2), &"c"));
    assert_eq!(text.iter().count(), 2);
    assert_eq!(text.map(|_, value| value.len()).get(Lang(2)), Some(&1));
    assert_eq!(Localized::<u8>::new([]), None);
    assert_eq!(Localized::same(1, 2).iter().count(), 2);
}

#[test]
fn a_list_keeps_its_items_and_loses_its_room() {
    let mut list = Vec::with_capacity(8);
    list.extend(["a", "b", "c"]);
    let list = shrink(list);
    assert_eq!((list.capacity(), &*list), (3, &["a", "b", "c"][..]));
}

#[test]
fn every_path_is_in_one_part_and_parts_are_about_equal() {
    let paths: Vec<_> = (0..4000).map(|n| format!("zh/projects/p-{n}/index.html")).collect();
    let parts: Vec<_> = (1..=4).filter_map(|number| Shard::new(number, 4)).collect();
    let n_held = |path: &String| parts.iter().filter(|part| part.holds(path)).count();
    assert!(paths.iter().all(|path| n_held(path) == 1));
    for part in parts {
        let n_paths = paths.iter().filter(|path| part.holds(path)).count();
        assert!((900..1100).contains(&n_paths), "{part}: {n_paths}");
    }
}
