//! `cases/locale/*.md`: how figures and periods are read and printed, one row each.

use crate::accept::{assert_none, is_updating};
use crate::figures::{locale, locale_in};
use crate::file_tree::{put, repository};
use rust_decimal::Decimal;
use std::fmt::Write as _;
use wellspring::locale::{Expect, Lexicon, LocaleOptions, PeriodStyle};
use wellspring::value::{Currency, Number, Period, Quantity, Relation, Units, ValueError};

/// Compares the tables of a file with what comes out of the first cells of each row; with
/// `UPDATE_CASES=1` the others are rewritten.
#[track_caller]
fn check_tables(name: &str, n_inputs: usize, actual: impl Fn(&[&str]) -> Vec<String>) {
    let path = format!("tests/cases/locale/{name}.md");
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let (mut failures, mut updated) = (Vec::new(), String::new());
    let lines: Vec<_> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let is_rule = |line: &str| line.starts_with("| ---");
        let is_heading = lines.get(index + 1).is_some_and(|next| is_rule(next));
        if !line.starts_with('|') || is_rule(line) || is_heading {
            let _ = writeln!(updated, "{line}");
            continue;
        }
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (inputs, expected) = cells.split_at(n_inputs);
        let found = actual(inputs);
        let _ = writeln!(updated, "| {} | {} |", inputs.join(" | "), found.join(" | "));
        if found != expected && !is_updating() {
            let (number, inputs) = (index + 1, inputs.join(" | "));
            failures.push(format!(
                "{path}:{number}: {inputs}\n  expected: {expected:?}\n  actual:   {found:?}"
            ));
        }
    }
    if is_updating() {
        put(&repository(&path), updated.as_bytes());
    }
    assert_none(&failures);
}

/// The text between the backticks of a cell, with the spaces around it.
fn typed(cell: &str) -> &str {
    let inner = cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    inner.expect("stands in backticks")
}

/// What is wrong with a text, and where in it.
fn wrong(text: &str, error: &ValueError) -> String {
    let help = error.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{:?} at `{}`: {}{help}", error.kind, &text[error.range.clone()], error.message)
}

fn shown(number: Number) -> String {
    match number.exponent {
        0 => number.coefficient.to_string(),
        exponent => format!("{}e{exponent}", number.coefficient),
    }
}

/// A number in the notation of the tables: `383.8e8`.
fn number(text: &str) -> Number {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = Decimal::from_str_exact(digits).expect("a decimal");
    Number::new(digits, exponent.parse().expect("a power of ten"))
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
    check_tables("quantities", 2, |cells| {
        let expect = match cells[0] {
            "any" => Expect::Any,
            "count" => Expect::Count,
            "money" => Expect::Money(Currency::from_code("CNY").expect("a code in use")),
            unit => Expect::Unit(units.unit(unit).expect("a built-in unit")),
        };
        let text = typed(cells[1]);
        let read = Quantity::parse(text, &lexicon, expect);
        vec![read.map_or_else(|error| wrong(text, &error), |read| describe(&read, &units))]
    });
}

#[test]
fn periods_are_read() {
    check_tables("periods", 1, |cells| {
        let text = typed(cells[0]);
        let read = Period::parse_canonical(text);
        vec![read.map_or_else(|error| wrong(text, &error), |period| period.to_string())]
    });
}

#[test]
fn periods_in_words_are_read() {
    let lexicon = Lexicon::new(&["zh", "en", "sw"].map(locale), &Units::builtin());
    check_tables("periods-in-words", 1, |cells| {
        let text = typed(cells[0]);
        let read = Period::parse(text, &lexicon);
        vec![read.map_or_else(|error| wrong(text, &error), |period| period.to_string())]
    });
}

#[test]
fn figures_are_printed() {
    let (units, locales) = (Units::builtin(), ["zh", "en", "sw"].map(locale));
    check_tables("printed-quantities", 4, |cells| {
        let named = Relation::all().find(|(name, _)| *name == cells[0]);
        let quantity = Quantity {
            relation: named.expect("a relation").1,
            number: number(cells[1]),
            upper: (cells[2] != "-").then(|| number(cells[2])),
            unit: units.unit(cells[3]),
        };
        let print = |locale: &wellspring::locale::Locale| locale.quantity(&quantity, &units);
        locales.iter().map(|locale| print(locale).replace('\u{a0}', " ")).collect()
    });
}

#[test]
fn periods_are_printed() {
    let british = LocaleOptions { dates: Some("gb".into()), money: None };
    let [zh, en, sw] = ["zh", "en", "sw"].map(locale);
    let british = locale_in("en", british);
    let styles = [
        (&zh, PeriodStyle::Prose),
        (&en, PeriodStyle::Prose),
        (&british, PeriodStyle::Prose),
        (&en, PeriodStyle::Short),
        (&sw, PeriodStyle::Prose),
    ];
    check_tables("printed-periods", 1, |cells| {
        let period = Period::parse_canonical(cells[0]).expect("a period");
        styles.iter().map(|(locale, style)| locale.period(period, *style)).collect()
    });
}
