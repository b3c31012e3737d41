//! `cases/formats/`: problems in every format.

use crate::accept::{assert_none, difference, is_updating};
use crate::blocks::check_blocks;
use crate::file_tree::{put, repository};
use crate::tables::check_tables;
use serde_json::Value;
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;
use wellspring::diag::format::{Format, as_markdown, render, summary_line};
use wellspring::diag::{CODES, Code, Diagnostic, Severity};
use wellspring::source::{Sources, Span};

type Found = Vec<(Severity, Diagnostic)>;

/// A problem with all that one can have, one of the folder, and one in a file with an odd name.
fn sample() -> (Sources, Found) {
    let mut sources = Sources::default();
    let text = "name: 惠济\npark: 花园囗\nname: x\n";
    let file = sources.add("content/data/a,b.yaml", text);
    let parks = sources.add("content/data/parks.yaml", "- id: 花园口\n");
    let odd = sources.add("content/园 区%.yaml", "惠济: x\n");
    let at = text.find("花园囗").expect("is there");
    let message = "no park has the id `花园囗`, 100% sure";
    let reference = Diagnostic::new(Code::UnknownReference, Span::new(file, at..at + 9), message)
        .label("not a park")
        .note("there are 2 parks")
        .help("did you mean `花园口`?")
        .related(Span::new(parks, 6..15), "this one");
    let last = text.rfind("name").expect("is there");
    let twice =
        Diagnostic::new(Code::DuplicateKey, Span::new(file, last..last + 4), "stands twice")
            .label("the second one")
            .note("a fact")
            .help("keep one")
            .related(Span::new(file, 0..4), "the first one")
            .related(Span::new(parks, 12..15), "and this");
    let field = Diagnostic::new(Code::UnknownField, Span::new(odd, 0..6), "no such field")
        .help("remove it")
        .related(Span::new(odd, 8..9), "its value");
    let folder =
        Diagnostic::new(Code::BadFileName, None, "there is no `site.yaml`").help("write one");
    let found = vec![
        (Severity::Error, reference),
        (Severity::Error, twice),
        (Severity::Warning, field),
        (Severity::Note, folder),
    ];
    (sources, found)
}

/// The document without the rules, which are all that there are.
fn without_rules(text: &str) -> String {
    let mut document: Value = serde_json::from_str(text).expect("is JSON");
    let run = &mut document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].take();
    let rules = rules.as_array().expect("is a list");
    assert_eq!(rules.len(), CODES.len());
    for result in run["results"].as_array_mut().expect("is a list") {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        assert_eq!(rules[index.expect("is a number")]["id"], result["ruleId"]);
        result["ruleIndex"].take();
    }
    run["tool"]["driver"]["semanticVersion"].take();
    format!("{document:#}\n")
}

#[test]
fn problems_are_written_in_every_format() {
    let (sources, found) = sample();
    let write = |format, is_coloured| render(format, &found, &sources, is_coloured);
    let gitlab: Value = serde_json::from_str(&write(Format::Gitlab, false)).expect("is JSON");
    let all = [
        ("short.txt", write(Format::Short, false)),
        ("human.txt", write(Format::Human, false)),
        ("github.txt", write(Format::Github, false)),
        ("markdown.md", write(Format::Markdown, false)),
        ("json.jsonl", write(Format::Json, false)),
        ("gitlab.json", format!("{gitlab:#}\n")),
        ("sarif.json", without_rules(&write(Format::Sarif, false))),
    ];
    let mut failures = Vec::new();
    for (name, actual) in all {
        let path = format!("tests/cases/formats/{name}");
        if is_updating() {
            put(&repository(&path), actual.as_bytes());
            continue;
        }
        let expected = std::fs::read_to_string(repository(&path)).expect("is there");
        failures.extend(difference(&expected, &actual).map(|found| format!("{path}: {found}")));
    }
    assert_none(&failures);
    assert!(write(Format::Human, true).contains("\u{1b}["));
    assert_eq!(render(Format::Gitlab, &[], &Sources::default(), false), "[]\n");
}

/// A text with `«…»` around a place, without these marks, and the place.
fn marked(text: &str) -> (String, Range<usize>) {
    let start = text.find('«').expect("a place starts");
    let end = text.find('»').expect("a place ends") - '«'.len_utf8();
    (text.replace(['«', '»'], ""), start..end)
}

fn shown(text: &str, range: Range<usize>) -> String {
    let mut sources = Sources::default();
    let span = Span::new(sources.add("a.yaml", text), range);
    let found = Diagnostic::new(Code::UnknownValue, span, "not known").label("here");
    render(Format::Human, &[(Severity::Error, found)], &sources, false)
}

#[test]
fn places_are_shown_in_their_lines() {
    check_blocks(
        "formats/places",
        "shown",
        &[("shown", &|input| {
            let (text, range) = marked(&input.text);
            shown(&text, range)
        })],
    );
    let beyond = shown("ab", 90..99);
    assert!(beyond.contains(" --> a.yaml:1:3\n") && beyond.contains("  |   ^ here\n"), "{beyond}");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("a: {}花园囗{}\n", "惠济".repeat(200), "招商x".repeat(200));
    let at = text.find("花园囗").expect("is there");
    let shown = shown(&text, at..at + 9);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[1], " --> a.yaml:1:404");
    assert!(lines[3].starts_with("1 | ...") && lines[3].ends_with("..."), "{shown}");
    assert!(lines[3].width() < 140, "{shown}");
    let source = lines[3].find("花园囗").map(|index| lines[3][..index].width());
    let caret = lines[4].find("^^^^^^ here").map(|index| lines[4][..index].width());
    assert_eq!(source, caret, "{shown}");
}

fn fingerprints(text: &str, places: &[usize]) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add("content/a.yaml", text);
    let found = places.iter().map(|at| {
        let span = Span::new(file, *at..at + 1);
        (Severity::Error, Diagnostic::new(Code::UnknownValue, span, "not known"))
    });
    let text = render(Format::Gitlab, &found.collect::<Vec<_>>(), &sources, false);
    let issues: Vec<Value> = serde_json::from_str(&text).expect("is JSON");
    issues.iter().map(|issue| issue["fingerprint"].to_string()).collect()
}

#[test]
fn a_fingerprint_outlives_a_line_above_and_is_never_shared() {
    let before = fingerprints("a: x\nb: x\n", &[3, 8]);
    let after = fingerprints("# new\na: x\nb: x\n", &[9, 14]);
    assert_eq!(before, after);
    assert_ne!(before[0], before[1]);
    assert_eq!(before[0].len(), 34);
}

#[test]
fn nothing_in_a_text_is_mark_up() {
    check_tables("formats/markdown-texts", &[("in Markdown", &|cells| as_markdown(cells[0]))]);
}

#[test]
fn a_long_table_ends_with_how_many_more_there_are() {
    let one = (Severity::Error, Diagnostic::new(Code::BadFileName, None, "x"));
    let text = |n| render(Format::Markdown, &vec![one.clone(); n], &Sources::default(), false);
    let n_rows = |text: &str| text.lines().filter(|line| line.starts_with("| error")).count();
    let most = n_rows(&text(1000));
    assert!((20..500).contains(&most) && n_rows(&text(most)) == most);
    assert!(!text(most).contains("more, in the log"));
    assert!(text(most + 2).ends_with("\n… and 2 more, in the log.\n"));
}

#[test]
fn the_summary_counts() {
    let (_, found) = sample();
    assert_eq!(summary_line(&found[1..3]), "1 error, 1 warning");
    assert_eq!(summary_line(&found[..2]), "2 errors");
    assert_eq!(summary_line(&[]), "no problems");
}
