//! What a second build touches, and what it makes of what it finds.

use super::{run, run_and_list};
use crate::file_tree::{copy_tree, put, read_tree};
use crate::site_case::SiteCase;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;
use walkdir::WalkDir;
use wellspring::build_cache::{BuildCache, Digest};

/// Two parks with two projects each.
fn site() -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/data/parks.yaml",
        "- { id: north, name: { zh: 北, en: North } }\n- { id: south, name: { zh: 南, en: South } }\n",
    );
    for (id, park, year) in
        [("a", "north", 2028), ("b", "north", 2028), ("c", "south", 2028), ("d", "south", 2029)]
    {
        put_project(&site, id, park, year, 5);
    }
    site
}

fn put_project(site: &SiteCase, id: &str, park: &str, year: usize, investment: usize) {
    site.put(
        &format!("content/data/projects/{id}.yaml"),
        format!(
            "name: {{ zh: 项目{id}, en: Project {id} }}\npark: {park}\ninvestment: {investment} 亿元\nmilestones: [{{ stage: signed, date: {year}-02-03, source: report }}]\n"
        ),
    );
}

/// What a site with other records than projects says of them, beside the projects of [`site`].
fn site_of_all_kinds() -> SiteCase {
    let site = site();
    for (kind, text) in KINDS {
        site.put(&format!("content/data/{kind}.yaml"), text);
    }
    site
}

const KINDS: [(&str, &str); 5] = [
    (
        "indicators",
        "- { id: jobs, name: { zh: 岗位, en: Jobs }, unit: person }\n\
         - { id: stalls, name: { zh: 摊位, en: Stalls }, unit: project }\n",
    ),
    (
        "observations",
        "- { indicator: jobs, period: 2028, value: 500, source: report }\n\
         - { indicator: stalls, period: 2028, value: 30, source: report }\n",
    ),
    (
        "targets",
        "- { indicator: jobs, period: 2029, at_least: 600, source: report }\n\
         - { indicator: stalls, period: 2031, at_least: 40, source: report }\n",
    ),
    (
        "organizations",
        "- { id: works, name: { zh: 厂, en: Works }, kind: company }\n\
         - { id: bank, name: { zh: 行, en: Bank }, kind: company }\n",
    ),
    (
        "events",
        "- { id: fair, title: { zh: 会, en: Fair }, date: 2028-03-01, park: north, projects: [a], source: report }\n\
         - { id: visit, title: { zh: 访, en: Visit }, date: 2029-04-01, source: report }\n",
    ),
];

/// The pages in English that another build makes anew, whatever comes of it, once something in a
/// file reads otherwise: those with another key.
#[track_caller]
fn made_anew(site: &SiteCase, file: &str, from: &str, to: &str) -> Vec<String> {
    let keys = || -> BTreeMap<String, Option<Digest>> {
        let state = fs::read(site.root().join(".output.reuse/state")).expect("a build left it");
        let cache = BuildCache::from_bytes(&state).expect("is of this program");
        cache.files.into_iter().map(|file| (file.path, file.key)).collect()
    };
    let path = format!("content/data/{file}");
    let text = fs::read_to_string(site.root().join(&path)).expect("is there");
    assert!(text.contains(from), "{text}");
    run(&site.options()).expect("is whole");
    let before = keys();
    site.put(&path, text.replace(from, to));
    run(&site.options()).expect("is whole").expect("its input changed");
    let after = keys();
    assert!(before.keys().eq(after.keys()));
    let fresh = site.options_into("fresh");
    run(&fresh).expect("is whole");
    assert!(read_tree(&fresh.output) == read_tree(&site.options().output));
    let is_new = |(path, key): &(&String, &Option<Digest>)| before.get(*path) != Some(*key);
    let new = after.iter().filter(is_new).map(|(path, _)| path);
    let pages = new.filter_map(|path| path.strip_prefix("en/")?.strip_suffix("index.html"));
    pages.map(str::to_owned).collect()
}

#[test]
fn one_observation_changes_the_pages_that_show_it() {
    let site = site_of_all_kinds();
    let made = made_anew(&site, "observations.yaml", "value: 30", "value: 31");
    assert_eq!(
        made,
        [
            "data/",
            "",
            "indicators/",
            "indicators/stalls/",
            "method/",
            "print/",
            "projects/",
            "published/",
            "sources/report/",
            "targets/2028/",
            "targets/2031/",
            "targets/"
        ]
    );
}

#[test]
fn one_target_changes_the_pages_that_show_it() {
    let site = site_of_all_kinds();
    let made = made_anew(&site, "targets.yaml", "at_least: 40", "at_least: 41");
    assert_eq!(
        made,
        [
            "data/",
            "",
            "indicators/",
            "indicators/stalls/",
            "method/",
            "print/",
            "projects/",
            "published/",
            "sources/report/",
            "targets/2028/",
            "targets/2031/",
            "targets/"
        ]
    );
}

#[test]
fn one_park_changes_its_pages_and_those_of_its_projects() {
    let site = site_of_all_kinds();
    let made = made_anew(&site, "parks.yaml", "en: North", "en: Far North");
    assert_eq!(
        made,
        [
            "data/",
            "events/fair/",
            "",
            "parks/",
            "parks/north/",
            "parks/south/",
            "print/",
            "projects/a/",
            "projects/b/",
            "projects/",
            "published/",
            "search/",
            "stages/signed/",
            "timeline/2028/",
            "timeline/"
        ]
    );
}

#[test]
fn one_event_changes_the_pages_that_show_it() {
    let site = site_of_all_kinds();
    let made = made_anew(&site, "events.yaml", "en: Fair", "en: Market");
    assert_eq!(
        made,
        [
            "data/",
            "events/fair/",
            "events/visit/",
            "",
            "parks/north/",
            "projects/a/",
            "published/",
            "search/",
            "sources/report/",
            "timeline/2028/",
            "timeline/"
        ]
    );
}

#[test]
fn one_organization_changes_its_pages_and_those_of_its_projects() {
    let site = site_of_all_kinds();
    let path = site.root().join("content/data/projects/b.yaml");
    let project = fs::read_to_string(path).expect("is there");
    site.put("content/data/projects/b.yaml", format!("{project}investors: [works]\n"));
    let made = made_anew(&site, "organizations.yaml", "en: Works", "en: Old Works");
    assert_eq!(
        made,
        [
            "data/",
            "organizations/bank/",
            "organizations/",
            "organizations/works/",
            "parks/north/",
            "print/",
            "projects/b/",
            "projects/",
            "published/",
            "search/",
            "stages/signed/"
        ]
    );
}

#[test]
fn one_source_changes_the_pages_that_cite_it() {
    let site = site_of_all_kinds();
    let sources = site.root().join("content/data/sources.yaml");
    let text = fs::read_to_string(sources).expect("is there");
    let more = "- { id: other, title: { zh: 另, en: Other }, published: 2029-01-01 }\n";
    site.put("content/data/sources.yaml", format!("{text}{more}"));
    site.put(
        "content/data/documents.yaml",
        "- { id: plan, title: { zh: 规划, en: Plan }, source: other }\n",
    );
    let made = made_anew(&site, "sources.yaml", "en: Other", "en: Another");
    assert_eq!(
        made,
        ["data/", "documents/", "documents/plan/", "search/", "sources/", "sources/other/"]
    );
}

/// Every file and folder with the time of its last change and its number on the disk.
fn looks(folder: &Path) -> BTreeMap<String, (SystemTime, u64)> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("is readable"));
    entries
        .map(|entry| {
            let found = entry.metadata().expect("is readable");
            let time = found.modified().expect("has a time");
            (entry.path().display().to_string(), (time, number(&found)))
        })
        .collect()
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn number(_found: &fs::Metadata) -> u64 {
    0
}

#[test]
fn if_nothing_changed_nothing_is_touched() {
    let site = site();
    let options = site.options();
    assert!(run(&options).expect("is whole").is_some());
    let before = looks(site.root());
    for _ in 0..2 {
        assert_eq!(run(&options), Ok(None));
        assert!(looks(site.root()) == before);
    }
}

#[test]
fn if_nothing_but_a_comment_changed_only_the_manifest_is_new() {
    let site = site();
    let options = site.options();
    run(&options).expect("is whole");
    let before = read_tree(&options.output);
    let text = fs::read_to_string(site.root().join("content/data/parks.yaml")).expect("is there");
    site.put("content/data/parks.yaml", format!("# The parks.\n{text}"));
    let report = run(&options).expect("is whole").expect("its input changed");
    assert_eq!((report.n_written, report.n_removed), (0, 0));
    let after = read_tree(&options.output);
    let differ: Vec<_> =
        after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(differ, ["build.json"]);
}

#[test]
fn one_project_changes_the_pages_that_show_it() {
    let site = site();
    let options = site.options();
    run(&options).expect("is whole");
    let before = read_tree(&options.output);
    for (investment, has_spare) in [(6, false), (7, true), (8, true)] {
        assert_eq!(site.root().join(".output.reuse/spare").exists(), has_spare);
        let old = read_tree(&options.output);
        let numbers = looks(&options.output);
        put_project(&site, "d", "south", 2029, investment);
        let report = run(&options).expect("is whole").expect("its input changed");
        let new = read_tree(&options.output);
        let differ = |folder| -> Vec<_> {
            let differ = new.keys().filter(|path| old.get(*path) != new.get(*path));
            differ.filter(|path| path.starts_with(folder)).collect()
        };
        let (shown, data) = (differ("en/"), differ("data/"));
        assert_eq!(
            shown,
            [
                "en/parks/index.html",
                "en/parks/south/index.html",
                "en/print/index.html",
                "en/projects/d/index.html",
                "en/projects/index.html",
                "en/search/index.js",
                "en/search/r0.js",
                "en/search/t0.js",
                "en/stages/signed/index.html",
            ]
        );
        let sets = [
            "en.xlsx",
            "projects.csv",
            "projects.json",
            "summaries.csv",
            "summaries.json",
            "zh.xlsx",
        ];
        assert_eq!(data, sets.map(|name| format!("data/{name}")).each_ref());
        assert_eq!((report.n_written, report.n_removed), (2 * shown.len() + data.len(), 0));
        let after = looks(&options.output);
        let other = options.output.join("en/parks/north/index.html").display().to_string();
        assert_eq!(numbers[&other], after[&other], "a page that is the same is the same file");
    }
    put_project(&site, "d", "south", 2029, 5);
    run(&options).expect("is whole");
    let mut after = read_tree(&options.output);
    assert!(after.remove("build.json") == before.get("build.json").cloned());
    assert_eq!(after.len() + 1, before.len());
}

#[test]
fn a_spare_that_was_half_brought_up_to_date_is_no_trap() {
    let site = site();
    let options = site.options();
    run(&options).expect("is whole");
    put_project(&site, "a", "north", 2028, 6);
    run(&options).expect("is whole");
    let spare = site.root().join(".output.reuse/spare");
    fs::remove_file(spare.join("en/index.html")).expect("is there");
    fs::write(spare.join("zh/index.html"), b"half").expect("is writable");
    fs::remove_dir_all(spare.join("en/parks")).expect("is there");
    put(&spare.join("en/more/index.html"), b"more");
    put(&spare.join(".git/HEAD"), b"left by a build that was killed right after the exchange");
    put_project(&site, "a", "north", 2028, 7);
    run(&options).expect("is whole");
    let mut after = read_tree(&options.output);
    assert!(after.remove(".git/HEAD").is_some(), "the reader's own folder is back");
    let fresh = site.options_into("fresh");
    run(&fresh).expect("is whole");
    assert!(read_tree(&fresh.output) == after);
}

#[test]
fn what_was_left_by_another_site_is_no_trap() {
    let (site, other) = (site(), site());
    for (case, investment) in [(&site, 5), (&other, 9)] {
        put_project(case, "a", "north", 2028, investment);
        run(&case.options()).expect("is whole");
        put_project(case, "b", "north", 2028, investment);
        run(&case.options()).expect("is whole");
    }
    let memory = ".output.reuse";
    fs::remove_dir_all(site.root().join(memory)).expect("is there");
    copy_tree(&other.root().join(memory), &site.root().join(memory));
    let before = read_tree(&site.options().output);
    run(&site.options()).expect("is whole");
    assert!(read_tree(&site.options().output) == before);
}

#[test]
fn a_memory_that_is_not_ours_is_left_alone() {
    let site = site();
    let memory = site.root().join(".output.reuse");
    put(&memory.join("spare/thesis.doc"), b"years of work");
    for investment in [5, 6] {
        put_project(&site, "a", "north", 2028, investment);
        run(&site.options()).expect("is whole");
        let kept = read_tree(&memory);
        assert_eq!(kept.into_keys().collect::<Vec<_>>(), ["spare/thesis.doc"]);
    }
    let fresh = site.options_into("fresh");
    run(&fresh).expect("is whole");
    assert!(read_tree(&fresh.output) == read_tree(&site.options().output));
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_is_never_written_to() {
    let site = site();
    let options = site.options();
    run(&options).expect("is whole");
    put_project(&site, "a", "north", 2028, 6);
    run(&options).expect("is whole");
    let elsewhere = site.root().join("elsewhere");
    let link = site.root().join(".output.reuse/spare/en");
    fs::rename(&link, &elsewhere).expect("is there");
    put(&elsewhere.join("mine.txt"), b"mine");
    std::os::unix::fs::symlink(&elsewhere, &link).expect("can be made");
    let before = looks(&elsewhere);
    put_project(&site, "a", "north", 2028, 7);
    run(&options).expect("is whole");
    assert!(looks(&elsewhere) == before);
    let fresh = site.options_into("fresh");
    run(&fresh).expect("is whole");
    assert!(read_tree(&fresh.output) == read_tree(&options.output));
}

#[test]
fn a_figure_that_differs_is_said_until_it_is_put_right() {
    let site = site();
    let options = site.options();
    let settings = site.root().join("content/site.yaml");
    let text = fs::read_to_string(settings).expect("is there");
    site.put("content/site.yaml", format!("{text}levels: {{ figure-differs: warn }}\n"));
    let say = |id: &str, english: usize| {
        put_project(&site, id, "south", 2028, 5);
        let path = format!("content/data/projects/{id}.yaml");
        let project = fs::read_to_string(site.root().join(&path)).expect("is there");
        let note = format!("note: {{ zh: 用地5公顷。, en: 'It has {english} hectares.' }}\n");
        site.put(&path, project + &note);
    };
    let n_found = || {
        let (done, problems) = run_and_list(&options);
        assert!(done.is_ok(), "{problems}");
        problems.matches("figure-differs").count()
    };
    say("a", 5);
    say("b", 5);
    assert_eq!(n_found(), 0);
    say("a", 6);
    assert_eq!(n_found(), 1, "a text that was in order");
    assert_eq!(n_found(), 1, "nothing changed");
    say("b", 7);
    assert_eq!(n_found(), 2, "another text");
    say("a", 5);
    assert_eq!(n_found(), 1, "put right");
    say("a", 6);
    assert_eq!(n_found(), 2, "wrong again");
    say("a", 5);
    say("b", 5);
    assert_eq!(n_found(), 0, "both put right");
}

#[test]
fn a_warning_is_shown_again_though_nothing_changed() {
    let site = site();
    site.put("content/pages/a.en.md", "---\ntitle: A\n---\n\nText.\n");
    assert!(!site.problems().is_empty(), "a page lacks a language");
    assert!(run(&site.options()).expect("is a warning").is_some());
    let before = looks(site.root());
    let report = run(&site.options()).expect("is a warning").expect("is compiled for its warning");
    assert_eq!((report.n_written, report.n_removed), (0, 0));
    assert!(looks(site.root()) == before, "nothing is touched");
}

#[test]
fn a_project_that_moves_in_its_list_has_other_neighbours() {
    let site = site();
    let options = site.options();
    run(&options).expect("is whole");
    let beside = |id: &str| {
        let page = options.output.join(format!("en/projects/{id}/index.html"));
        let html = fs::read_to_string(page).expect("is a page");
        let line = html.lines().find(|line| line.contains("class=\"beside\""));
        line.expect("it has a neighbour").to_owned()
    };
    assert!(beside("a").contains("../b/") && !beside("a").contains("rel=\"prev\""));
    assert!(beside("c").contains("../b/") && beside("c").contains("../d/"));
    // From the last place to that between the first two.
    site.put("content/data/projects/d.yaml", "name: { zh: 项目aa, en: Project aa }\npark: south\n");
    run(&options).expect("is whole").expect("its input changed");
    assert!(beside("a").contains("../d/") && !beside("a").contains("../b/"));
    assert!(beside("b").contains("../d/") && beside("b").contains("../c/"));
    assert!(!beside("c").contains("../d/") && !beside("c").contains("rel=\"next\""));
    site.put("content/data/projects/e.yaml", "name: { zh: 项目ab, en: Project ab }\npark: south\n");
    run(&options).expect("is whole").expect("its input changed");
    assert!(beside("d").contains("../e/") && beside("b").contains("../e/"));
}
