//! `cases/check/CODE.md`: what is reported for which input, code by code.

use crate::accept::{assert_none, difference, is_updating};
use crate::document::{Case, parse, with_expected};
use crate::file_tree::{put, read_texts, repository};
use crate::site_case::SiteCase;
use crate::third_language::words;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use wellspring::diag::{CODES, Code};

/// What only `check --external` finds; its cases are in `outside.rs`.
const ONLY_OUTSIDE: [Code; 2] = [Code::MovedAddress, Code::NoNetwork];

const FOLDER: &str = "tests/cases/check";

#[test]
fn every_case_is_reported_as_it_says() {
    let mut failures = Vec::new();
    for (path, text) in read_texts(FOLDER) {
        let cases = parse(&text);
        let actual: Vec<String> = cases.par_iter().map(problems).collect();
        if is_updating() {
            put(&repository(&path), with_expected(&text, &cases, &actual).as_bytes());
            continue;
        }
        for (case, actual) in cases.iter().zip(&actual) {
            let title = &case.title;
            match &case.expected {
                None => failures.push(format!("{path}: `{title}` has no block `diagnostics`")),
                Some(expected) => failures.extend(
                    difference(expected, actual).map(|found| format!("{path}: {title}: {found}")),
                ),
            }
        }
    }
    assert_none(&failures);
}

fn problems(case: &Case) -> String {
    let site = SiteCase::small();
    let before: Vec<_> = { case.files.iter() }
        .filter_map(|(path, bytes)| Some((path.strip_prefix("before/")?, bytes)))
        .collect();
    if !before.is_empty() {
        before.iter().for_each(|(path, bytes)| site.put(path, bytes));
        site.build(&site.options());
        before.iter().for_each(|(path, _)| site.remove(path));
        let now = case.files.iter().filter(|(path, _)| !path.starts_with("before/"));
        now.for_each(|(path, bytes)| site.put(path, bytes));
        return site.problems_of_build();
    }
    case.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
    let settings = case.files.iter().find(|(path, _)| path == "content/site.yaml");
    if settings.is_some_and(|(_, bytes)| String::from_utf8_lossy(bytes).contains("\n  sw:")) {
        site.put("themes/default/strings/sw.yaml", words());
    }
    site.problems()
}

/// Codes of what cannot stand in a document: links and pipes. `hostile.rs` makes them.
const IN_HOSTILE: [&str; 2] = ["path-leaves-site", "not-a-file"];

#[test]
fn every_code_has_a_case_that_fires_and_one_that_does_not() {
    let documents = read_texts(FOLDER);
    let mut lacking = Vec::new();
    let is_elsewhere =
        |code: &Code| IN_HOSTILE.contains(&code.name()) || ONLY_OUTSIDE.contains(code);
    for code in CODES.iter().filter(|code| !is_elsewhere(code)) {
        let name = code.name();
        let cases = documents.get(&format!("{FOLDER}/{name}.md")).map(|text| parse(text));
        let expected: Vec<String> =
            cases.into_iter().flatten().filter_map(|case| case.expected).collect();
        if !expected.iter().any(|expected| expected.contains(&format!("[{name}]"))) {
            lacking.push(format!("{name}: none that fires"));
        }
        if !expected.iter().any(String::is_empty) {
            lacking.push(format!("{name}: none that does not"));
        }
    }
    let known =
        |path: &&String| CODES.iter().any(|code| **path == format!("{FOLDER}/{}.md", code.name()));
    lacking.extend(
        documents.keys().filter(|path| !known(path)).map(|path| format!("{path}: no such code")),
    );
    assert_none(&lacking);
}
