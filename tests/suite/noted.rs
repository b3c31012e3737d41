//! What pages note that they are made from: enough to be made again (`rebuild` proves that with
//! random edits), and not so much that every page is made again for one project.

use crate::file_tree::repository;
use crate::site_case::SiteCase;
use std::collections::BTreeMap;
use std::path::Path;
use wellspring::model::{Dependencies, Dependency, Record, RecordKind, noting};
use wellspring::options::BuildOptions;
use wellspring::pipeline::compile;
use wellspring::render::render;

/// What each page of a site is made from, by its path; projects are named by their ids.
#[track_caller]
fn noted(root: &Path) -> BTreeMap<String, Vec<String>> {
    let compiled = compile(&BuildOptions::new(root)).expect("the site folder is readable");
    let site = compiled.render_site().expect("the site is whole");
    let named = |one: Dependency| match one {
        Dependency::Record(RecordKind::Project, number) => {
            let mut projects = site.model.projects.iter();
            let found = projects.find(|(one, _)| one.index() == number as usize);
            found.expect("it is one of the site").1.id().to_string()
        }
        other => format!("{other:?}"),
    };
    let pages = site.plan.pages.iter().map(|page| {
        let (html, noted) = noting(|| render(&site, page));
        html.expect("the templates are whole");
        assert_eq!(Dependencies::from_numbers(&noted.to_numbers()).as_ref(), Some(&noted));
        (page.path.clone(), noted.iter().map(named).collect())
    });
    pages.collect()
}

#[test]
fn most_pages_are_made_from_some_projects_only() {
    let noted = noted(&repository(""));
    let all = "All(Project)".to_owned();
    let n_some = noted.values().filter(|from| !from.contains(&all) && !from.is_empty()).count();
    assert!(n_some > 50, "{n_some} pages");
    let project = &noted["en/projects/fuze-town/index.html"];
    assert!(project.contains(&"fuze-town".to_owned()) && !project.contains(&all), "{project:?}");
    assert!(noted["en/projects/index.html"].contains(&all));
    assert!(noted["data/projects.csv"].contains(&all));
}

#[test]
fn a_figure_in_a_text_is_what_its_page_is_made_from() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/shortcodes/in"));
    let listed = "{ zh: '{{ total(of=\"projects\") }}', en: All }";
    let named = "{ zh: '{{ figure(project=\"wind\", field=\"investment\") }}', en: One }";
    site.put("content/data/documents.yaml", format!("- {{ id: plan, title: {{ zh: 规划, en: Plan }}, source: report, summary: {listed} }}\n- {{ id: list, title: {{ zh: 表, en: List }}, source: report, summary: {named} }}\n"));
    let noted = noted(site.root());
    assert!(noted["zh/documents/plan/index.html"].contains(&"All(Project)".to_owned()));
    let of_one = &noted["zh/documents/list/index.html"];
    assert!(of_one.contains(&"wind".to_owned()) && !of_one.contains(&"All(Project)".to_owned()));
}

#[test]
fn what_pages_share_is_what_each_of_them_is_made_from() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/shortcodes/in"));
    let settings = "content/site.yaml";
    let text = std::fs::read_to_string(site.root().join(settings)).expect("there are settings");
    let notice = "{ zh: '{{ total(of=\"projects\") }}', en: '{{ total(of=\"projects\") }}' }";
    site.put(settings, format!("{text}notice: {notice}\n"));
    for (path, from) in noted(site.root()) {
        let has_notice = path.ends_with(".html") && path.contains('/');
        assert!(!has_notice || from.contains(&"All(Project)".to_owned()), "{path}: {from:?}");
    }
}
