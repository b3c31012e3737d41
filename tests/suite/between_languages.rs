//! The figures of the example site: a mistake in one language is one error that points at both
//! places, and without one nothing is said.

use crate::accept::assert_none;
use crate::figures::reader;
use crate::file_tree::{read_texts, repository};
use crate::site_case::{SiteCase, listing};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::ops::Range;
use wellspring::diag::{Diagnostic, Severity, Sink};
use wellspring::locale::Figure;
use wellspring::options::BuildOptions;
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::yaml::parse_yaml;
use wellspring::pipeline::compile;
use wellspring::source::{FileId, Sources, Span};

/// A change of one place of one file.
struct Edit {
    path: String,
    range: Range<usize>,
    new: String,
}

/// The places of a file that are texts in one language.
fn texts(path: &str, text: &str, lang: &str) -> Vec<Range<usize>> {
    if path.ends_with(&format!(".{lang}.md")) {
        let mut at = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            at += line.len();
            at - line.len()..at
        });
        let is_text = |range: &Range<usize>| {
            let line = &text[range.clone()];
            let is_setting = ["date:", "period:", "source:", "updated:"];
            !is_setting.iter().any(|key| line.starts_with(key))
        };
        return lines.filter(is_text).collect();
    }
    let mut found = Vec::new();
    if path.ends_with(".yaml") {
        let node = parse_yaml(FileId::new(0), text, &mut Sink::default()).node;
        node.iter().for_each(|node| collect(node, lang, &mut found));
    }
    found
}

fn collect(node: &Node, lang: &str, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for (key, value) in entries {
                let has_both = node.get("zh").is_some() && node.get("en").is_some();
                if has_both && &*key.text == lang && value.as_str().is_some() {
                    found.push(value.span.range());
                } else {
                    collect(value, lang, found);
                }
            }
        }
        NodeKind::Sequence(items) => items.iter().for_each(|item| collect(item, lang, found)),
        _ => {}
    }
}

/// Every place of the example site where these words stand in that language, with others.
fn replacements(lang: &str, words: &str, other: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (path, text) in read_texts("content") {
        for range in texts(&path, &text, lang) {
            for (at, _) in text[range.clone()].match_indices(words) {
                let start = range.start + at;
                let is_number = |c: char| c.is_ascii_digit() || c == '.';
                let joins_number =
                    words.starts_with(is_number) && text[..start].ends_with(is_number);
                // 亿元 alone is the name of a unit.
                let is_scale = ["亿元", "billion"].contains(&words);
                let has_number = text[..start].trim_end().ends_with(|c: char| c.is_ascii_digit());
                let is_word = words.starts_with("不") || words.starts_with("not");
                let after = text[start + words.len()..].trim_start_matches("RMB\u{a0}");
                let is_before_number = after.starts_with(|c: char| c.is_ascii_digit());
                if !joins_number && (has_number || !is_scale) && (is_before_number || !is_word) {
                    let range = start..start + words.len();
                    edits.push(Edit { path: path.clone(), range, new: other.to_owned() });
                }
            }
        }
    }
    edits
}

/// Two figures of the same sort in one sentence, each with the number of the other.
fn swaps(lang: &str) -> Vec<Edit> {
    let reader = reader(lang);
    let mut edits = Vec::new();
    for (path, text) in read_texts("content") {
        for range in texts(&path, &text, lang) {
            let text = &text[range.clone()];
            let figures = reader.read(text).figures;
            for (index, first) in figures.iter().enumerate() {
                for second in &figures[index + 1..] {
                    let [a, b] = [&first.number_range, &second.number_range];
                    let between = &text[a.end..b.start];
                    let is_apart =
                        between.contains(['。', '|', '\n', ']', '(']) || between.contains(". ");
                    if is_apart || !is_alike(first, second) {
                        continue;
                    }
                    let new = [&text[b.clone()], between, &text[a.clone()]].concat();
                    let range = range.start + a.start..range.start + b.end;
                    edits.push(Edit { path: path.clone(), range, new });
                }
            }
        }
    }
    edits
}

fn is_alike(first: &Figure, second: &Figure) -> bool {
    first.kind == second.kind
        && first.unit == second.unit
        && first.number.compare(second.number).is_ne()
        && !first.is_spelled
        && !second.is_spelled
        && first.upper.is_none()
        && second.upper.is_none()
}

/// After each change exactly one error is reported, and it points at both places, and at what the
/// ledger says.
#[track_caller]
fn check(edits: &[Edit], at_least: usize) {
    assert!(edits.len() >= at_least, "{} places", edits.len());
    let files = read_texts("content");
    let failures = edits.par_iter().filter_map(|edit| {
        let Edit { path, range, new } = edit;
        let found = problems(&files, edit);
        let at = |span: Span| &*found.sources.file(span.file).path;
        let is_right = matches!(&found.problems[..], [(Severity::Error, one)]
            if one.related[1..].iter().all(|(of_ledger, _)| at(*of_ledger).starts_with("content/data/"))
                && touches(one, &found.sources, edit)
                && one.span.is_some_and(|span| is_twin(at(span), at(one.related[0].0))));
        let old = &files[path][range.clone()];
        let said = listing(&found.sources, &found.problems);
        (!is_right).then(|| format!("{path}:{}: {old} -> {new}\n{said}", range.start))
    });
    assert_none(&failures.collect::<Vec<_>>());
}

/// What was found after a change.
struct Found {
    sources: Sources,
    problems: Vec<(Severity, Diagnostic)>,
}

fn problems(files: &BTreeMap<String, String>, edit: &Edit) -> Found {
    let site = SiteCase::in_memory();
    for (path, text) in files {
        if *path == edit.path {
            let mut text = text.clone();
            text.replace_range(edit.range.clone(), &edit.new);
            site.put(path, text);
        } else {
            site.put(path, text);
        }
    }
    let compiled = compile(&site.options()).expect("the site folder is readable");
    let problems = compiled.problems();
    Found { sources: compiled.sources, problems }
}

/// Whether one of the two places is where the change was made, or near what it took away.
fn touches(found: &Diagnostic, sources: &Sources, edit: &Edit) -> bool {
    let places = found.span.into_iter().chain(found.related.iter().map(|(span, _)| *span));
    let (start, end) = (edit.range.start, edit.range.start + edit.new.len());
    places
        .filter(|span| *sources.file(span.file).path == *edit.path)
        .any(|span| span.range().start <= end + 1 && start <= span.range().end + 1)
}

/// Whether two paths are those of one record, or of one page in two languages.
fn is_twin(one: &str, other: &str) -> bool {
    one == other || one.replace(".en.md", ".zh.md") == other.replace(".en.md", ".zh.md")
}

#[test]
fn the_example_site_agrees() {
    let compiled = compile(&BuildOptions::new(repository(""))).expect("is readable");
    assert_eq!(listing(&compiled.sources, &compiled.problems()), "");
}

#[test]
fn another_number_in_one_language_is_one_error() {
    check(&replacements("zh", "290亿元", "280亿元"), 5);
    check(&replacements("en", "29\u{a0}billion", "28\u{a0}billion"), 5);
    check(&replacements("zh", "81%", "18%"), 1);
    check(&replacements("en", "81%", "18%"), 1);
}

#[test]
fn another_scale_in_one_language_is_one_error() {
    check(&replacements("en", "billion", "million"), 40);
    check(&replacements("zh", "亿元", "万元"), 40);
}

#[test]
fn a_floor_told_as_a_result_is_one_error() {
    check(&replacements("en", "not less than ", ""), 4);
    check(&replacements("en", "not fewer than ", ""), 4);
    check(&replacements("zh", "不低于", ""), 8);
}

#[test]
fn two_swapped_figures_of_one_sentence_are_one_error() {
    check(&swaps("en"), 8);
    check(&swaps("zh"), 8);
}
