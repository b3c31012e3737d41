//! `cases/slips.md`: single mistakes put into one good site. Each is reported once, at its place,
//! and the last good output stays as it was.

use crate::accept::{assert_none, difference, is_updating};
use crate::document::{Case, parse, with_expected};
use crate::file_tree::{put, read_times, read_tree, repository};
use crate::program::wellspring;
use crate::site_case::SiteCase;

const DOCUMENT: &str = "tests/cases/slips.md";

/// The text of the document, its first case, which is the good site, and the slips.
fn document() -> (String, Vec<Case>) {
    let text = std::fs::read_to_string(repository(DOCUMENT)).expect("is there");
    let cases = parse(&text);
    (text, cases)
}

fn site(case: &Case) -> SiteCase {
    let site = SiteCase::empty();
    case.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
    site
}

#[test]
fn each_slip_gives_one_diagnostic_at_its_place() {
    let (text, cases) = document();
    let (good, slips) = cases.split_first().expect("the document has cases");
    assert_eq!(site(good).problems(), "", "the good site is good");
    let report = |slip: &Case| {
        let site = site(good);
        slip.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
        site.problems()
    };
    let actual: Vec<String> = slips.iter().map(report).collect();
    if is_updating() {
        put(&repository(DOCUMENT), with_expected(&text, slips, &actual).as_bytes());
    }
    let mut failures = Vec::new();
    for (slip, actual) in slips.iter().zip(&actual) {
        let title = &slip.title;
        let expected = slip.expected.as_deref().unwrap_or_default();
        if !is_updating() {
            failures.extend(difference(expected, actual).map(|found| format!("{title}: {found}")));
        }
        let n_found = actual.lines().filter(|line| !line.starts_with("  ")).count();
        if n_found != 1 {
            failures.push(format!("{title}: {n_found} diagnostics instead of one:\n{actual}"));
        }
    }
    assert_eq!(slips.len(), 12);
    assert_none(&failures);
}

#[test]
fn the_last_good_output_stays() {
    let (_, cases) = document();
    let (good, slips) = cases.split_first().expect("the document has cases");
    let site = site(good);
    let output = site.root().join("output");
    let built = wellspring(site.root(), &["build", "--strict"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let before = (read_tree(&output), read_times(&output));
    for slip in slips {
        let originals: Vec<_> = slip
            .files
            .iter()
            .map(|(path, _)| (path, std::fs::read(site.root().join(path)).ok()))
            .collect();
        slip.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
        let run = wellspring(site.root(), &["build"]);
        assert_eq!(run.code, 1, "{}: {}", slip.title, run.stderr);
        assert!(
            (read_tree(&output), read_times(&output)) == before,
            "{} touched the output",
            slip.title
        );
        for (path, original) in originals {
            match original {
                Some(bytes) => site.put(path, bytes),
                None => std::fs::remove_file(site.root().join(path)).expect("was put there"),
            }
        }
    }
    let again = wellspring(site.root(), &["build", "--strict"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
}
