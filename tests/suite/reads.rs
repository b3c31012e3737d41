//! No page reads a project that `plan::reads` does not name. Only debug builds take note.

use crate::accept::assert_none;
use crate::file_tree::repository;
use crate::site_case::SiteCase;
use std::collections::BTreeSet;
use std::path::Path;
use wellspring::model::noting;
use wellspring::options::BuildOptions;
use wellspring::pipeline::compile;
use wellspring::plan::{PART_ROWS, Reads, reads};
use wellspring::render::render;

/// Renders every page of a site; returns how many pages read some projects, but not all.
#[track_caller]
fn check_reads(root: &Path) -> usize {
    let compiled = compile(&BuildOptions::new(root)).expect("the site folder is readable");
    let site = compiled.render_site().expect("the site is whole");
    // The order of all names is found once, by the first page with a list.
    for page in site.plan.pages.iter().filter(|page| page.id.kind.name == "projects") {
        render(&site, page).expect("the templates are whole");
    }
    let mut failures = Vec::new();
    let mut n_some = 0;
    for page in &site.plan.pages {
        let (html, noted) = noting(|| render(&site, page));
        html.expect("the templates are whole");
        n_some += usize::from(!noted.all && !noted.projects.is_empty());
        let Reads::These(named) = reads(site.model, site.index, page) else { continue };
        let named: BTreeSet<usize> = named.iter().map(|one| one.index()).collect();
        if noted.all || !noted.projects.is_subset(&named) {
            failures.push(format!("{} reads {noted:?}, but is said to read {named:?}", page.path));
        }
    }
    assert_none(&failures);
    n_some
}

#[test]
fn pages_of_the_example_site_read_what_they_are_said_to() {
    let n_some = check_reads(&repository(""));
    assert!(n_some > 50, "pages are noted: {n_some}");
}

#[test]
fn pages_of_the_starter_read_what_they_are_said_to() {
    check_reads(&repository("src/commands/starter"));
}

#[test]
fn pages_with_links_to_projects_read_what_they_are_said_to() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/measured/in"));
    site.put("content/data/documents.yaml", "- { id: plan, title: { zh: 规划, en: Plan }, source: report, summary: { zh: 见[甲](projects.yaml#a), en: See [a](projects.yaml#a) } }\n");
    check_reads(site.root());
}

#[test]
fn pages_with_figures_of_the_ledger_read_what_they_are_said_to() {
    check_reads(&repository("tests/cases/build/bindings/in"));
    let site = SiteCase::copy_of(&repository("tests/cases/build/bindings/in"));
    let listed = "{ zh: '{{ total(of=\"projects\") }}', en: All }";
    let named = "{ zh: '{{ figure(project=\"wind\", field=\"investment\") }}', en: One }";
    let measured = "{ zh: '{{ figure(of=\"computed\", in=2030, kind=\"pace\") }}', en: Pace }";
    site.put("content/data/documents.yaml", format!("- {{ id: plan, title: {{ zh: 规划, en: Plan }}, source: report, summary: {listed}, note: {named} }}\n- {{ id: list, title: {{ zh: 表, en: List }}, source: report, summary: {named} }}\n"));
    site.put(
        "content/data/terms.yaml",
        format!("- {{ id: all, name: {{ zh: 全部, en: All }}, definition: {measured} }}\n"),
    );
    check_reads(site.root());
    let settings = "content/site.yaml";
    let text = std::fs::read_to_string(site.root().join(settings)).expect("there are settings");
    site.put(settings, format!("{text}notice: {listed}\n"));
    check_reads(site.root());
}

#[test]
fn parts_of_long_lists_read_what_they_are_said_to() {
    let site = SiteCase::small();
    let project = |n: usize| {
        format!(
            "- {{ id: p{n}, name: {{ zh: 项目{n}, en: Project {n} }}, milestones: [{{ stage: signed, date: 2030-02-{:02}, source: report }}] }}\n",
            1 + n % 28
        )
    };
    site.put("content/data/projects.yaml", (0..=PART_ROWS).map(project).collect::<String>());
    check_reads(site.root());
}

#[test]
fn pages_with_charts_read_what_they_are_said_to() {
    check_reads(&repository("tests/cases/build/charts/in"));
}

#[test]
fn timelines_and_schedules_read_what_they_are_said_to() {
    check_reads(&repository("tests/cases/build/schedule/in"));
    let site = SiteCase::copy_of(&repository("tests/cases/build/schedule/in"));
    let project = |n: usize| {
        let (park, month) = (["harbour", "hill"][n % 2], 1 + n % 6);
        format!(
            "- {{ id: p{n}, name: {{ zh: 项目, en: Project }}, park: {park}, milestones: [{{ stage: signed, date: 2030-{month:02}, source: report }}, {{ stage: started, date: 2030-08, planned: true, source: plan }}] }}\n"
        )
    };
    site.put("content/data/projects.yaml", (0..100).map(project).collect::<String>());
    check_reads(site.root());
}
