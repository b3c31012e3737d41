//! `cases/small-sites/`: one thing put into a small site for each row, and what is said of it.

use crate::site_case::SiteCase;
use crate::tables::check_tables;
use wellspring::theme::builtin;

/// Whether a quotation is found in the archived text of its source.
fn quoted(archive: &str, text: &str, quotation: &str) -> &'static str {
    let site = SiteCase::small();
    let source = "- { id: report, title: { zh: 报告, en: Report }, published: 2030-06-30, lang: zh, archive: ";
    site.put("content/data/sources.yaml", format!("{source}archive/{archive} }}\n"));
    site.put(&format!("content/archive/{archive}"), text);
    let quotation = quotation.replace('\'', "''");
    let region = "- { id: east, name: { zh: 东, en: East }, source: { ref: report, quote: '";
    site.put("content/data/regions.yaml", format!("{region}{quotation}' }} }}\n"));
    match site.problems() {
        none if none.is_empty() => "yes",
        problems if problems.contains("[quote-not-found]") => "no",
        other => panic!("{quotation}: {other}"),
    }
}

#[test]
fn quotations_are_found_by_words_and_figures() {
    let found = |cells: &[&str]| quoted(cells[0], cells[1], cells[2]).to_owned();
    check_tables("small-sites/quotations", &[("found", &found)]);
}

/// One that was read again from each of its openings would take minutes.
#[test]
fn an_archive_of_nothing_but_openings_is_read_once() {
    let text = "<a".repeat(200_000);
    assert_eq!(quoted("a.html", &text, "an unlikely text"), "no");
}

/// What is said of files with these names, without where it is said.
fn said_of_names(names: &str) -> String {
    let site = SiteCase::small();
    names.split(", ").for_each(|name| site.put(&format!("content/files/{name}"), "x"));
    let problems = site.problems();
    let lines = problems
        .lines()
        .filter_map(|line| line.split_once("error[").or(line.split_once("warning[")));
    lines.map(|(_, what)| what.replacen("]:", ":", 1)).collect::<Vec<_>>().join("; ")
}

#[test]
fn names_of_files_hold_on_every_system() {
    let said = |cells: &[&str]| said_of_names(cells[0]);
    check_tables("small-sites/names", &[("what is said", &said)]);
}

/// What is said of a link in the template of `en/about/`, without where.
fn said_of_template(html: &str) -> String {
    let site = SiteCase::small();
    for (lang, title) in [("zh", "关于"), ("en", "About")] {
        site.put(&format!("content/pages/about.{lang}.md"), format!("---\ntitle: {title}\n---\n"));
    }
    site.put("content/files/图.pdf", "a map");
    let block = format!(
        "{{% extends \"builtin/page.html\" %}}{{% block content %}}{html}{{% endblock %}}\n"
    );
    site.put("themes/default/templates/page.html", block);
    let problems = site.problems();
    let found = problems.lines().filter_map(|line| line.split_once("[dead-link]: "));
    let mut found: Vec<_> = found.map(|(_, what)| what.to_owned()).collect();
    assert_eq!(found.is_empty(), problems.is_empty(), "{problems}");
    // Pages with other proposals are told apart.
    found.dedup();
    found.join("; ")
}

#[test]
fn links_of_templates_are_resolved_from_their_page() {
    let said = |cells: &[&str]| said_of_template(cells[0]);
    check_tables("small-sites/links-of-templates", &[("what is said", &said)]);
}

/// Nobody who has copied the built-in theme to look at it gets other pages for that, or warnings.
#[test]
fn a_copy_of_the_built_in_theme_changes_nothing() {
    let site = SiteCase::small();
    let pages = || {
        let mut built = site.build_clean();
        // It names every file that was read.
        built.remove("build.json");
        built
    };
    let before = pages();
    for (path, _, bytes) in builtin::files_of("default") {
        site.put(&format!("themes/default/{path}"), bytes);
    }
    let after = pages();
    let differing: Vec<_> =
        after.iter().filter(|(path, file)| before.get(*path) != Some(*file)).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(after.len(), before.len());
}
