//! `cases/figures/pairs*.md`: the verdicts on the figures of two languages; and the Huiji site,
//! whose languages agree.

use crate::accept::{assert_none, is_updating};
use crate::figures::{locale, reader};
use crate::file_tree::{put, read_texts, repository};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::OnceLock;
use wellspring::diag::Sink;
use wellspring::figures::{Pairing, Side, Verdict, Which, pair};
use wellspring::locale::{FigureReader, Locale};
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::FileId;
use wellspring::value::{Number, Quantity, Relation, Units};

/// Two languages, the first on the left.
pub(crate) struct Languages {
    readers: [FigureReader; 2],
    units: Units,
}

impl Languages {
    /// Chinese and English.
    pub(crate) fn new() -> Self {
        Self::of(["zh", "en"])
    }

    fn of(names: [&str; 2]) -> Self {
        Self { readers: names.map(reader), units: Units::builtin() }
    }

    /// Every verdict but agreement, in the notation of the table.
    pub(crate) fn describe(&self, texts: [&str; 2]) -> String {
        let [left, right] = [0, 1].map(|at| self.readers[at].read(texts[at]));
        let sides = [(texts[0], &left), (texts[1], &right)];
        let [left, right] = sides.map(|(text, reading)| Side::new(text, reading));
        let pairings = pair(left, right, &self.units);
        let said = pairings.iter().filter(|pairing| pairing.verdict != Verdict::Agree);
        said.map(|pairing| describe(pairing, texts)).collect::<Vec<_>>().join("; ")
    }
}

fn describe(pairing: &Pairing, texts: [&str; 2]) -> String {
    let side = |which| match which {
        Which::Left => "left",
        Which::Right => "right",
    };
    let verdict = match pairing.verdict {
        Verdict::Agree => "agree".to_owned(),
        Verdict::RoundedMarked => "rounded-marked".to_owned(),
        Verdict::RoundedSilently => "rounded-silently".to_owned(),
        Verdict::UnitMissing(which) => format!("unit-missing {}", side(which)),
        Verdict::RelationDiffers => "relation-differs".to_owned(),
        Verdict::RelationNear => "relation-near".to_owned(),
        Verdict::LimitAsResult(which) => format!("limit-as-result {}", side(which)),
        Verdict::Missing(which) => format!("missing {}", side(which)),
        Verdict::Swapped => "swapped".to_owned(),
        Verdict::Contradiction => "contradiction".to_owned(),
        Verdict::OtherTime => "other-time".to_owned(),
        Verdict::TimeMissing(which) => format!("time-missing {}", side(which)),
    };
    let found = |text: &str, ranges: &[Range<usize>]| match ranges {
        [] => "—".to_owned(),
        _ => ranges.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>().join(" + "),
    };
    let (left, right) = (found(texts[0], &pairing.left), found(texts[1], &pairing.right));
    format!("{verdict}: {left} / {right}")
}

#[test]
fn figures_of_two_languages_get_their_verdicts() {
    check_pairs("pairs", ["zh", "en"], 80);
}

#[test]
fn figures_of_french_get_their_verdicts() {
    check_pairs("pairs.fr-en", ["fr", "en"], 80);
    check_pairs("pairs.fr-zh", ["fr", "zh"], 70);
}

#[test]
fn figures_of_russian_get_their_verdicts() {
    check_pairs("pairs.ru-en", ["ru", "en"], 50);
    check_pairs("pairs.ru-zh", ["ru", "zh"], 30);
    check_pairs("pairs.fr-ru", ["fr", "ru"], 50);
}

/// Compares a table of pairs with what is said of them; with `UPDATE_CASES=1` it is rewritten.
#[track_caller]
fn check_pairs(name: &str, names: [&str; 2], least_rows: usize) {
    let document = &format!("tests/cases/figures/{name}.md");
    let table = std::fs::read_to_string(repository(document)).expect("is there");
    let languages = Languages::of(names);
    let mut failures = Vec::new();
    let mut updated = String::new();
    let mut n_rows = 0;
    for (index, line) in table.lines().enumerate() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_row = line.starts_with('|') && cells[0] != names[0] && !cells[0].starts_with("---");
        if !is_row {
            updated.push_str(&format!("{line}\n"));
            continue;
        }
        n_rows += 1;
        let expected = cells.get(2).copied().unwrap_or_default();
        let actual = languages.describe([cells[0], cells[1]]);
        let cell = if actual.is_empty() { String::new() } else { format!(" {actual}") };
        updated.push_str(&format!("| {} | {} |{cell} |\n", cells[0], cells[1]));
        if actual != expected && !is_updating() {
            let row = index + 1;
            failures.push(format!(
                "{document}:{row}: {} / {}\n  expected: {expected}\n  actual:   {actual}",
                cells[0], cells[1]
            ));
        }
    }
    if is_updating() {
        put(&repository(document), updated.as_bytes());
    }
    assert_none(&failures);
    assert!(n_rows >= least_rows, "{document} has {n_rows} rows");
}

/// Texts of the Huiji site in both languages: lines of pages, cells of their tables, and texts of
/// the data.
fn huiji() -> Vec<[String; 2]> {
    texts_of("content")
}

fn texts_of(folder: &str) -> Vec<[String; 2]> {
    let files = read_texts(folder);
    let mut texts = Vec::new();
    for (path, zh) in &files {
        if let Some(stem) = path.strip_suffix(".zh.md") {
            let en = &files[&format!("{stem}.en.md")];
            assert_eq!(zh.lines().count(), en.lines().count(), "{path} has the lines of its twin");
            let lines = zh.lines().zip(en.lines());
            let cells = lines.flat_map(|(zh, en)| zh.split('|').zip(en.split('|')));
            texts.extend(cells.map(|(zh, en)| [plain(zh), plain(en)]));
        } else if path.ends_with(".yaml") {
            let node = parse_yaml(FileId::new(0), zh, &mut Sink::default()).node;
            node.iter().for_each(|node| collect(node, &mut texts));
        }
    }
    texts
}

/// A line of Markdown without its links and notes.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line.trim_start_matches(['>', '-', '#', ' ']);
    while let Some(at) = rest.find("](") {
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
        text.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    (text + rest).replace('[', "")
}

fn collect(node: &Node, texts: &mut Vec<[String; 2]>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            let text = |key| node.get(key).and_then(Node::as_str).map(str::to_owned);
            if let (Some(zh), Some(en)) = (text("zh"), text("en")) {
                texts.push([zh, en]);
            }
            entries.iter().for_each(|(_, value)| collect(value, texts));
        }
        NodeKind::Sequence(items) => items.iter().for_each(|item| collect(item, texts)),
        _ => {}
    }
}

#[test]
fn the_languages_of_the_sites_agree() {
    let languages = Languages::new();
    let mut texts = huiji();
    assert!(texts.len() > 500, "{} texts", texts.len());
    texts.extend(texts_of("src/commands/starter/content"));
    let mut failures = Vec::new();
    for [zh, en] in &texts {
        let said = languages.describe([zh, en]);
        if !said.is_empty() {
            failures.push(format!("{zh}\n  {en}\n  {said}"));
        }
    }
    assert_none(&failures);
}

/// A figure of the English text changed in one way; `None` where that way does not apply.
type Change = fn(&str) -> Option<String>;

const CHANGES: [(&str, Change); 3] = [
    ("another digit", |figure| {
        let at = figure.find(|c: char| c.is_ascii_digit())?;
        let digit = figure[at..].chars().next()?.to_digit(10)?;
        Some(format!("{}{}{}", &figure[..at], digit % 9 + 1, &figure[at + 1..]))
    }),
    ("another scale", |figure| {
        figure.contains("billion").then(|| figure.replace("billion", "million"))
    }),
    ("no relation", |figure| {
        let words = ["not less than ", "not fewer than ", " or more"];
        let word = words.iter().find(|word| figure.contains(**word))?;
        Some(figure.replace(word, ""))
    }),
];

#[test]
fn one_changed_figure_of_the_huiji_site_gives_one_verdict() {
    let languages = Languages::new();
    let mut n_changed = 0;
    let mut failures = Vec::new();
    for [zh, en] in &huiji() {
        let reading = languages.readers[1].read(en);
        for figure in &reading.figures {
            let range = figure.range.clone();
            for (change, apply) in CHANGES {
                let Some(changed) = apply(&en[range.clone()]) else { continue };
                let text = format!("{}{changed}{}", &en[..range.start], &en[range.end..]);
                // `41 to 39` is no longer one figure; the table has such pairs.
                let n_figures = languages.readers[1].read(&text).figures.len();
                if n_figures != reading.figures.len() {
                    continue;
                }
                let said = languages.describe([zh, &text]);
                n_changed += 1;
                if said.is_empty() || said.contains("; ") {
                    failures.push(format!("{change}: {zh}\n  {text}\n  {said}"));
                }
            }
        }
    }
    assert!(n_changed > 150, "{n_changed} changes");
    assert_none(&failures);
}

#[test]
fn two_swapped_figures_of_the_huiji_site_give_one_verdict() {
    let languages = Languages::new();
    let mut n_swapped = 0;
    let mut failures = Vec::new();
    for [zh, en] in &huiji() {
        let reading = languages.readers[1].read(en);
        for (at, first) in reading.figures.iter().enumerate() {
            for second in &reading.figures[at + 1..] {
                let numbers = [first.number_range.clone(), second.number_range.clone()];
                let [a, b] = numbers.map(|range| (range.clone(), &en[range]));
                let is_alike = first.kind == second.kind
                    && first.unit == second.unit
                    && first.number != second.number
                    && !first.is_spelled
                    && !second.is_spelled;
                if !is_alike || first.upper.is_some() || second.upper.is_some() {
                    continue;
                }
                let between = &en[a.0.end..b.0.start];
                let text = [&en[..a.0.start], b.1, between, a.1, &en[b.0.end..]].concat();
                let said = languages.describe([zh, &text]);
                n_swapped += 1;
                if said.is_empty() || said.contains("; ") {
                    failures.push(format!("{zh}\n  {text}\n  {said}"));
                }
            }
        }
    }
    assert!(n_swapped > 15, "{n_swapped} swaps");
    assert_none(&failures);
}

fn quantities() -> impl Strategy<Value = Quantity> {
    let relations = prop::sample::select(Relation::NAMED.to_vec());
    let names =
        ["CNY", "USD", "percent", "percentage-point", "project", "person", "mw", "m2", "t", "year"];
    let units = prop::sample::select(names.to_vec());
    let exponents = prop::sample::select(vec![0, 4, 6, 8, 9]);
    let numbers = (1_i64..10_000_000, 0_u32..4, exponents)
        .prop_map(|(digits, scale, exponent)| Number::new(Decimal::new(digits, scale), exponent));
    (relations, numbers.clone(), numbers, units).prop_map(|((_, relation), a, b, unit)| {
        let unit = Units::builtin().unit(unit);
        let (number, high) = if a.compare(b).is_le() { (a, b) } else { (b, a) };
        let upper = (relation == Relation::Range).then_some(high);
        Quantity { relation, number, upper, unit }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_in_two_languages_agrees(list in prop::collection::vec(quantities(), 1..4)) {
        static LANGUAGES: OnceLock<[(Languages, [Locale; 2]); 5]> = OnceLock::new();
        let pairs = [["zh", "en"], ["fr", "en"], ["fr", "zh"], ["ru", "en"], ["ru", "zh"]];
        let all = LANGUAGES.get_or_init(|| pairs.map(|pair| (Languages::of(pair), pair.map(locale))));
        for ((languages, locales), names) in all.iter().zip(pairs) {
            let print = |at: usize| {
                let mark = if names[at] == "zh" { "；" } else { "; " };
                let printed = list.iter().map(|q| locales[at].quantity(q, &languages.units));
                printed.collect::<Vec<_>>().join(mark)
            };
            let texts = [print(0), print(1)];
            prop_assert_eq!(languages.describe([&texts[0], &texts[1]]), "", "{:?}", texts);
        }
    }

    #[test]
    fn any_two_texts_can_be_paired(zh in "([0-9]{1,3}|[亿万个元年，。]|不低于|以上|%|两|三|至){0,20}", en in "([0-9]{1,3}|RMB |billion|projects|, | of the | to |at least |%|two |half of ){0,20}") {
        static LANGUAGES: OnceLock<Languages> = OnceLock::new();
        let languages = LANGUAGES.get_or_init(Languages::new);
        let readings = [languages.readers[0].read(&zh), languages.readers[1].read(&en)];
        let [left, right] = [(&zh, &readings[0]), (&en, &readings[1])]
            .map(|(text, reading)| Side::new(text, reading));
        let pairings = pair(left, right, &languages.units);
        // No figure stands under two verdicts, but for the ends of a range that was taken apart.
        let has_range = readings.iter().flat_map(|r| &r.figures).any(|f| f.upper.is_some());
        let left = pairings.iter().flat_map(|pairing| &pairing.left);
        let mut starts: Vec<_> = left.map(|range| range.start).collect();
        let n_starts = starts.len();
        starts.sort_unstable();
        starts.dedup();
        prop_assert!(has_range || starts.len() == n_starts, "{zh} / {en}: {pairings:?}");
    }
}
