//! `cases/figures/LANG.md`: what the reader of a language finds in a text, one row each.

use crate::accept::{assert_none, is_updating};
use crate::file_tree::{put, repository};
use std::fmt::Write as _;
use wellspring::diag::Sink;
use wellspring::locale::{Direction, Figure, FigureKind, FigureReader, Locale, LocaleOptions};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::FileId;
use wellspring::value::{Lang, Number, Relation, Units};

/// The locale of a built-in language, or that of the tests.
pub(crate) fn locale(name: &str) -> Locale {
    locale_in(name, LocaleOptions::default())
}

/// That locale in the styles that are chosen.
pub(crate) fn locale_in(name: &str, options: LocaleOptions<'_>) -> Locale {
    let path = match name {
        "sw" => "tests/cases/locale/sw.yaml".to_owned(),
        _ => format!("themes/default/strings/{name}.yaml"),
    };
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), &text, &mut sink).node.expect("well-formed");
    let locale = Locale::decode(&node, Lang::DEFAULT, options, &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    locale.expect("a locale without problems")
}

/// The reader of that language.
pub(crate) fn reader(name: &str) -> FigureReader {
    locale(name).figure_reader(&Units::builtin())
}

/// Everything found in a text, in its order, in the notation of the tables.
pub(crate) fn describe(reader: &FigureReader, text: &str, units: &Units) -> String {
    let reading = reader.read(text);
    let mut found: Vec<_> = reading
        .periods
        .iter()
        .map(|found| {
            let period = found.period.map(|period| period.to_string()).unwrap_or_default();
            (found.range.start, format!("@{period}"))
        })
        .chain(reading.figures.iter().map(|f| (f.range.start, figure(f, units))))
        .collect();
    found.sort();
    found.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

/// One figure in the notation of the tables.
pub(crate) fn figure(figure: &Figure, units: &Units) -> String {
    let number = |number: Number| match number.exponent {
        0 => number.coefficient.round_dp(4).normalize().to_string(),
        exponent => format!("{}e{exponent}", number.coefficient),
    };
    let mut text = match figure.relation {
        Relation::Exactly => String::new(),
        relation => format!("{} ", relation.name()),
    };
    text += &number(figure.number);
    if let Some(upper) = figure.upper {
        let _ = write!(text, "..{}", number(upper));
    }
    let unit = match (figure.unit, figure.kind) {
        (Some(unit), _) => units.name(unit),
        (None, FigureKind::Fraction) => "fraction",
        (None, _) => "count",
    };
    let _ = write!(text, " {unit}");
    text += match figure.direction {
        Some(Direction::Up) => " up",
        Some(Direction::Down) => " down",
        None => "",
    };
    text + if figure.is_spelled { " *" } else { "" }
}

/// Compares a table with what is found; with `UPDATE_CASES=1` it is rewritten.
#[track_caller]
fn check_table(name: &str, lang: &str, least_rows: usize) {
    let path = format!("tests/cases/figures/{name}.md");
    let table = std::fs::read_to_string(repository(&path)).expect("is there");
    let (reader, units) = (reader(lang), Units::builtin());
    let mut failures = Vec::new();
    let mut updated = String::new();
    let mut n_rows = 0;
    for (index, line) in table.lines().enumerate() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_row = line.starts_with('|') && cells[0] != "text" && !cells[0].starts_with("---");
        if !is_row {
            updated.push_str(&format!("{line}\n"));
            continue;
        }
        n_rows += 1;
        let expected = cells.get(1).copied().unwrap_or_default();
        let actual = describe(&reader, cells[0], &units);
        let cell = if actual.is_empty() { String::new() } else { format!(" {actual}") };
        updated.push_str(&format!("| {} |{cell} |\n", cells[0]));
        if actual != expected && !is_updating() {
            failures.push(format!(
                "{path}:{}: {}\n  expected: {expected}\n  actual:   {actual}",
                index + 1,
                cells[0]
            ));
        }
    }
    if is_updating() {
        put(&repository(&path), updated.as_bytes());
    }
    assert_none(&failures);
    assert!(n_rows >= least_rows, "{path} has {n_rows} rows");
}

#[test]
fn figures_of_russian_text_are_found() {
    check_table("ru", "ru", 120);
}

#[test]
fn figures_of_chinese_text_are_found() {
    check_table("zh", "zh", 150);
    check_table("huiji.zh", "zh", 60);
}

#[test]
fn figures_of_english_text_are_found() {
    check_table("en", "en", 150);
    check_table("huiji.en", "en", 60);
}

#[test]
fn figures_of_french_text_are_found() {
    check_table("fr", "fr", 150);
}

#[test]
fn a_language_without_words_for_it_has_a_plain_reader() {
    let locale = locale("sw");
    let reader = locale.figure_reader(&Units::builtin());
    assert!(!locale.has_figure_reader() && !reader.is_complete());
    let found = describe(&reader, "miradi 21, CNY 29 bilioni na 72.5%", &Units::builtin());
    assert_eq!(found, "21 count; 29e9 CNY; 72.5 percent");
}
