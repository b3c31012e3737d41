//! What may be replaced, and what is refused: exit code 2, and nothing is touched.

use crate::file_tree::{put, read_times, read_tree};
use crate::program::wellspring;
use crate::site_case::SiteCase;

/// Runs `build` with these arguments; it must refuse with these words and leave every file alone.
#[track_caller]
fn check_refused(site: &SiteCase, arguments: &[&str], words: &[&str]) {
    let before = (read_tree(site.root()), read_times(site.root()));
    let run = wellspring(site.root(), &[&["build"], arguments].concat());
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout, "");
    for word in words {
        assert!(run.stderr.contains(word), "`{word}` is missing in: {}", run.stderr);
    }
    assert!((read_tree(site.root()), read_times(site.root())) == before, "something was touched");
}

#[test]
fn a_folder_with_a_foreign_file_is_refused() {
    let site = SiteCase::small();
    put(&site.root().join("output/thesis.doc"), b"years of work");
    check_refused(&site, &[], &["error: ", "`thesis.doc`", "did not write", "help: "]);
}

#[test]
fn a_foreign_file_among_built_ones_is_refused() {
    let site = SiteCase::small();
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    put(&site.root().join("output/en/thesis.doc"), b"years of work");
    check_refused(&site, &[], &["`en/thesis.doc`", "did not write"]);
}

#[test]
fn a_folder_within_the_sources_is_refused() {
    let site = SiteCase::small();
    check_refused(&site, &["-o", "content/built"], &["inside `content/`", "help: "]);
    check_refused(&site, &["-o", "content"], &["inside `content/`"]);
    put(&site.root().join("themes/default/theme.yaml"), b"{}\n");
    check_refused(&site, &["-o", "themes/default/out"], &["inside `themes/`"]);
}

#[test]
fn a_folder_that_holds_the_site_is_refused() {
    let site = SiteCase::small();
    check_refused(&site, &["-o", "."], &["holds the site folder", "help: "]);
    let parent = site.root().parent().expect("is in a folder").to_string_lossy().into_owned();
    check_refused(&site, &["-o", &parent], &["holds the site folder"]);
}

#[test]
fn a_file_is_no_output_folder() {
    let site = SiteCase::small();
    put(&site.root().join("output"), b"a file");
    check_refused(&site, &[], &["is not a folder"]);
}

#[test]
fn an_empty_folder_is_filled() {
    let site = SiteCase::small();
    std::fs::create_dir(site.root().join("output")).expect("there is room");
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.root().join("output/index.html").is_file());
}
