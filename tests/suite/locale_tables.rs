//! `cases/locale/*.md`: how figures and periods are read and printed, one row each.

use crate::figures::{locale, locale_in, reader};
use crate::file_tree::repository;
use crate::tables::check_tables;
use crate::values::{decimal, number, or_none, period, shown, year_start, yes_or_no};
use wellspring::diag::Sink;
use wellspring::locale::{Expect, Lexicon, Locale, LocaleOptions, PeriodStyle};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::FileId;
use wellspring::value::{
    Currency, Id, Lang, Localized, Number, Period, PluralForms, Quantity, Relation, Unit,
    UnitDefinition, UnitFactor, UnitKind, Units, ValueError,
};

/// What is wrong with a text, and where in it.
fn wrong(text: &str, error: &ValueError) -> String {
    let help = error.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{:?} at `{}`: {}{help}", error.kind, &text[error.range.clone()], error.message)
}

fn describe(quantity: &Quantity, units: &Units) -> String {
    let upper = quantity.upper.map(|upper| format!("..{}", shown(upper))).unwrap_or_default();
    let unit = quantity.unit.map_or("-", |unit| units.name(unit));
    let relation = match quantity.relation {
        Relation::Exactly => "",
        relation => relation.name(),
    };
    format!("{relation} {}{upper} {unit}", shown(quantity.number)).trim().to_owned()
}

#[test]
fn figures_are_read() {
    let units = Units::builtin();
    let lexicon = Lexicon::new(&["zh", "en", "sw"].map(locale), &units);
    let read = |cells: &[&str]| {
        let expect = match cells[0] {
            "any" => Expect::Any,
            "count" => Expect::Count,
            "money" => Expect::Money(Currency::from_code("CNY").expect("a code in use")),
            unit => Expect::Unit(units.unit(unit).expect("a built-in unit")),
        };
        let read = Quantity::parse(cells[1], &lexicon, expect);
        read.map_or_else(|error| wrong(cells[1], &error), |read| describe(&read, &units))
    };
    check_tables("locale/quantities", &[("read", &read)]);
}

#[test]
fn periods_are_read() {
    let lexicon = Lexicon::new(&["zh", "en", "sw"].map(locale), &Units::builtin());
    let told = |text: &str, read: Result<Period, ValueError>| {
        read.map_or_else(|error| wrong(text, &error), |period| period.to_string())
    };
    let canonical = |cells: &[&str]| {
        let (text, year_start) = year_start(cells[0]);
        told(text, Period::parse_with(text, year_start))
    };
    check_tables("locale/periods", &[("read", &canonical)]);
    let in_words = |cells: &[&str]| told(cells[0], Period::parse(cells[0], &lexicon));
    check_tables("locale/periods-in-words", &[("read", &in_words)]);
}

#[test]
fn figures_are_printed() {
    let (units, locales) = (Units::builtin(), ["zh", "en", "sw"].map(locale));
    let print = |at: usize, cells: &[&str]| {
        let named = Relation::all().find(|(name, _)| *name == cells[0]);
        let quantity = Quantity {
            relation: named.expect("a relation").1,
            number: number(cells[1]),
            upper: (cells[2] != "-").then(|| number(cells[2])),
            unit: units.unit(cells[3]),
        };
        spaced(&locales[at].quantity(&quantity, &units))
    };
    check_tables(
        "locale/printed-quantities",
        &[
            ("zh", &|cells| print(0, cells)),
            ("en", &|cells| print(1, cells)),
            ("sw", &|cells| print(2, cells)),
        ],
    );
}

#[test]
fn periods_are_printed() {
    let british = LocaleOptions { dates: Some("gb".into()), money: None };
    let [zh, en, sw] = ["zh", "en", "sw"].map(locale);
    let british = locale_in("en", british);
    let prose =
        |locale: &Locale, cells: &[&str]| locale.period(period(cells[0]), PeriodStyle::Prose);
    check_tables(
        "locale/printed-periods",
        &[
            ("zh", &|cells| prose(&zh, cells)),
            ("en", &|cells| prose(&en, cells)),
            ("en, gb", &|cells| prose(&british, cells)),
            ("en, short", &|cells| en.period(period(cells[0]), PeriodStyle::Short)),
            ("sw", &|cells| prose(&sw, cells)),
            ("en, known by", &|cells| en.by_date(period(cells[0]))),
            ("zh, known by", &|cells| zh.by_date(period(cells[0]))),
            ("zh, month", &|cells| zh.month_heading(period(cells[0]).first_day())),
            ("zh, year", &|cells| zh.year(period(cells[0]).year())),
        ],
    );
}

/// A text with its no-break spaces as spaces.
fn spaced(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn numbers_are_printed() {
    let decimals = |cell: &str| cell.parse::<u8>().expect("a count");
    check_tables(
        "locale/printed-numbers",
        &[
            ("zh", &|cells| spaced(&locale("zh").number(number(cells[0])))),
            ("en", &|cells| spaced(&locale("en").number(number(cells[0])))),
            ("percent", &|cells| locale(cells[0]).percent(decimal(cells[1]), decimals(cells[2]))),
            ("points", &|cells| locale(cells[0]).points(decimal(cells[1]), decimals(cells[2]))),
            ("whole", &|cells| locale(cells[0]).integer(decimal(cells[1]))),
            ("with its decimals", &|cells| locale(cells[0]).decimal(&decimal(cells[1]))),
        ],
    );
}

#[test]
fn columns_have_a_unit() {
    let units = Units::builtin();
    let numbers = |cell: &str| -> Vec<Number> {
        cell.split(", ").filter(|text| !text.is_empty()).map(number).collect()
    };
    let column =
        |cells: &[&str]| locale(cells[0]).column(units.unit(cells[2]), numbers(cells[1]), &units);
    let joined = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join("; ");
    check_tables(
        "locale/columns",
        &[
            ("label", &|cells| spaced(&column(cells).label)),
            ("cells", &|cells| {
                let (locale, column) = (locale(cells[0]), column(cells));
                let numbers = numbers(cells[1]).into_iter();
                joined(&mut numbers.map(|n| locale.in_column(n, &column).to_string()))
            }),
            ("fit", &|cells| {
                let (locale, column) = (locale(cells[0]), column(cells));
                let numbers = numbers(cells[1]).into_iter();
                joined(&mut numbers.map(|n| yes_or_no(locale.fits(n, &column))))
            }),
            ("another fits", &|cells| {
                yes_or_no(locale(cells[0]).fits(number(cells[3]), &column(cells)))
            }),
            ("as a total", &|cells| {
                yes_or_no(locale(cells[0]).total_fits(number(cells[3]), &column(cells)))
            }),
            ("before and behind the point", &|cells| {
                let (locale, column) = (locale(cells[0]), column(cells));
                let cell = locale.in_column(numbers(cells[1])[0], &column);
                format!("{} and {}", cell.integer, cell.fraction)
            }),
            ("most decimals", &|cells| {
                let decimals = locale(cells[0]).column_decimals(numbers(cells[1]), &column(cells));
                decimals.to_string()
            }),
        ],
    );
}

#[test]
fn words_are_printed() {
    let units = Units::builtin();
    let in_style =
        |style: &str| locale_in("en", LocaleOptions { dates: None, money: Some(style.into()) });
    let sorted = |cells: &[&str], by_key: bool| {
        let locale = locale(cells[0]);
        let mut names: Vec<_> = cells[1].split(", ").collect();
        match by_key {
            false => names.sort_by(|left, right| locale.compare(left, right)),
            true => names.sort_by_key(|name| locale.sort_key(name)),
        }
        names.join(", ")
    };
    check_tables(
        "locale/printed-words",
        &[
            ("change", &|cells| {
                let unit = units.unit(cells[2]);
                spaced(&locale(cells[0]).change(number(cells[1]), unit, &units))
            }),
            ("label", &|cells| {
                let unit = units.unit(cells[1]).expect("a unit");
                locale(cells[0]).unit_label(unit, &units)
            }),
            ("in that style", &|cells| {
                let quantity = Quantity::exactly(number(cells[1]), units.unit("CNY"));
                spaced(&in_style(cells[0]).quantity(&quantity, &units))
            }),
            ("list", &|cells| {
                let parts: Vec<_> = cells[1].split("; ").filter(|part| !part.is_empty()).collect();
                locale(cells[0]).list(&parts)
            }),
            ("sorted", &|cells| sorted(cells, false)),
            ("sorted by key", &|cells| sorted(cells, true)),
        ],
    );
}

#[test]
fn figures_of_a_text_know_their_words() {
    let units = Units::builtin();
    let first = |cells: &[&str]| reader(cells[0]).read(cells[1]).figures[0].clone();
    check_tables(
        "locale/figures-in-texts",
        &[
            ("figure", &|cells| spaced(&cells[1][first(cells).range])),
            ("its number", &|cells| spaced(&cells[1][first(cells).number_range])),
            ("half a step", &|cells| {
                or_none(first(cells).half_step(&units).map(|n| n.normalize()))
            }),
            ("figures", &|cells| reader(cells[0]).read(cells[1]).figures.len().to_string()),
        ],
    );
}

/// Russian has a comma before decimals, nouns with three forms and months with two names.
#[test]
fn russian_is_read_and_printed() {
    let units = Units::builtin();
    let [ru, zh, en] = ["ru", "zh", "en"].map(locale);
    let lexicon = Lexicon::of_site([&ru], [&zh, &en], &units);
    let read = |cells: &[&str]| {
        let read = Quantity::parse(cells[0], &lexicon, Expect::Any);
        read.map_or_else(|error| wrong(cells[0], &error), |read| describe(&read, &units))
    };
    let print = |cells: &[&str]| {
        let named = Relation::all().find(|(name, _)| *name == cells[0]);
        let quantity = Quantity {
            relation: named.expect("a relation").1,
            number: number(cells[1]),
            upper: (cells[2] != "-").then(|| number(cells[2])),
            unit: units.unit(cells[3]),
        };
        spaced(&ru.quantity(&quantity, &units))
    };
    let printed = |cells: &[&str], style| spaced(&ru.period(period(cells[0]), style));
    check_tables(
        "locale/ru",
        &[
            ("read", &read),
            ("period", &|cells| {
                let read = Period::parse(cells[0], &lexicon);
                read.map_or_else(|error| wrong(cells[0], &error), |period| period.to_string())
            }),
            ("printed", &print),
            ("in texts", &|cells| printed(cells, PeriodStyle::Prose)),
            ("in tables", &|cells| printed(cells, PeriodStyle::Short)),
            ("label", &|cells| ru.unit_label(units.unit(cells[0]).expect("a unit"), &units)),
            ("counted", &|cells| {
                let n: u64 = cells[1].parse().expect("a count");
                ru.plural_text(cells[0], n, &[]).unwrap_or_default()
            }),
            ("sorted", &|cells| {
                let mut names: Vec<_> = cells[0].split(", ").collect();
                names.sort_by(|left, right| ru.compare(left, right));
                names.join(", ")
            }),
        ],
    );
}

/// The comma before decimals of a language that a site does not have leaves its groups alone.
#[test]
fn marks_are_those_of_the_site() {
    let units = Units::builtin();
    let [ru, zh, en] = ["ru", "zh", "en"].map(locale);
    let read = |lexicon: &Lexicon, text| lexicon.quantity(text, Expect::Any);
    let without = Lexicon::of_site([&zh, &en], [&ru], &units);
    let found = read(&without, "1,234 проектов").expect("a count");
    assert_eq!(describe(&found, &units), "1234 project");
    let with = Lexicon::of_site([&en, &ru], [&zh], &units);
    assert!(read(&with, "1,234").is_err(), "two languages of the site read it differently");
    assert!(read(&with, "12,5 %").is_ok());
}

/// What is said of the English file after a change, and in what styles it is asked for.
fn problems_of_file(change: (&str, &str), options: LocaleOptions<'_>) -> String {
    let path = repository("themes/default/strings/en.yaml");
    let text = std::fs::read_to_string(path).expect("is there");
    assert!(text.contains(change.0), "the file no longer has `{}`", change.0);
    let text = text.replacen(change.0, change.1, 1);
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), &text, &mut sink).node.expect("well-formed");
    assert!(Locale::decode(&node, Lang::DEFAULT, options, &mut sink).is_none());
    sink.iter().map(|problem| problem.message.to_string()).collect::<Vec<_>>().join("; ")
}

#[test]
fn problems_of_a_locale_file_are_named() {
    let styles = |dates: Option<&'static str>, money: Option<&'static str>| {
        let options = LocaleOptions { dates: dates.map(Into::into), money: money.map(Into::into) };
        problems_of_file(("tag: en", "tag: en"), options)
    };
    assert!(styles(Some("iso"), None).contains("no style `iso`"));
    assert!(styles(None, Some("dollar")).contains("no style `dollar`"));
    let default = LocaleOptions::default();
    let said = |cells: &[&str]| problems_of_file((cells[0], cells[1]), default);
    check_tables("locale/problems-of-files", &[("what is said", &said)]);
}

#[test]
fn strings_take_arguments_and_plural_forms() {
    let strings = "strings:\n  hello: Hello {name}, {other}\n  odd: '{ n } {n}{n} {'\n  \
                   found: { one: '{n} page', other: '{n} pages' }\n";
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), strings, &mut sink).node.expect("well-formed");
    let mut english = locale("en");
    english.add_strings(&node, &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    let text = |key, args| english.text(key, args);
    assert_eq!(text("hello", &[("name", "Ann")]).as_deref(), Some("Hello Ann, {other}"));
    assert_eq!(text("odd", &[("n", "1")]).as_deref(), Some("{ n } 11 {"));
    assert_eq!(english.plural_text("found", 1, &[]).as_deref(), Some("1 page"));
    assert_eq!(english.plural_text("found", 1200, &[]).as_deref(), Some("1,200 pages"));
    assert_eq!(text("nothing", &[]), None);
    let keys: Vec<_> = english.string_keys().collect();
    assert!(keys.contains(&"found") && keys.contains(&"hello") && keys.is_sorted(), "{keys:?}");
}

#[test]
fn units_of_the_site_are_read_in_their_language() {
    let mut units = Units::builtin();
    let forms = [(Lang(0), PluralForms::same("个摊位")), (Lang(1), PluralForms::same("stalls"))];
    let id = units.add(UnitDefinition {
        id: Id::parse("stall").expect("an id"),
        kind: UnitKind::Count,
        factor: UnitFactor::ONE,
        of: None,
        symbol: None,
        forms: Localized::new(forms),
    });
    let locales = [("zh", Lang(0)), ("en", Lang(1))].map(|(name, lang)| locale_of(name, lang));
    let lexicon = Lexicon::new(&locales, &units);
    for (text, locale) in ["30个摊位", "30 stalls"].iter().zip(&locales) {
        let read = Quantity::parse(text, &lexicon, Expect::Count).expect("a quantity");
        assert_eq!(read.unit, id.map(Unit::Named));
        assert_eq!(locale.quantity(&read, &units), *text);
    }
}

/// A built-in language that stands at that place of a site.
fn locale_of(name: &str, lang: Lang) -> Locale {
    let path = repository(&format!("themes/default/strings/{name}.yaml"));
    let text = std::fs::read_to_string(path).expect("is there");
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), &text, &mut sink).node.expect("well-formed");
    let locale = Locale::decode(&node, lang, LocaleOptions::default(), &mut sink);
    locale.expect("a locale without problems")
}
