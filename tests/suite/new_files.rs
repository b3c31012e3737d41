//! `wellspring new`: of what it writes, as it is and with its comments taken away, nothing is said
//! but that texts are still to be written.

use crate::file_tree::read_tree;
use crate::program::wellspring;
use crate::site_case::SiteCase;
use clap::ValueEnum;
use std::collections::BTreeMap;
use wellspring::cli::NewKind;

/// The words for all kinds, as they are typed.
fn kinds() -> Vec<String> {
    let word = |kind: &NewKind| kind.to_possible_value().expect("all can be typed");
    // A workbook is the whole ledger, no file of a record.
    let of_files = NewKind::value_variants().iter().filter(|kind| **kind != NewKind::Workbook);
    of_files.map(|kind| word(kind).get_name().to_owned()).collect()
}

/// The site that `init` writes.
fn starter() -> SiteCase {
    let site = SiteCase::empty();
    let run = wellspring(site.root(), &["init"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// Writes files and returns their texts by path.
#[track_caller]
fn new(site: &SiteCase, kind: &str, id: &str) -> BTreeMap<String, String> {
    let before = read_tree(site.root());
    let run = wellspring(site.root(), &["new", kind, id]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{kind}: {}", run.stderr);
    let now = read_tree(site.root()).into_iter();
    let files = now.filter(|(path, bytes)| before.get(path) != Some(bytes));
    let text = |bytes| String::from_utf8(bytes).expect("is text");
    let files: BTreeMap<_, _> = files.map(|(path, bytes)| (path, text(bytes))).collect();
    assert!(files.keys().all(|path| !before.contains_key(path) && run.stderr.contains(path)));
    files
}

/// A file with every field that stands behind `# ` taken out of its comment.
fn uncommented(text: &str) -> String {
    let is_field = |rest: &str| {
        let key = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
        rest.starts_with("  ") || key.starts_with(':')
    };
    let line = |line: &str| match line.strip_prefix("# ").filter(|rest| is_field(rest)) {
        Some(rest) => format!("{rest}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[track_caller]
fn check_is_open(site: &SiteCase, what: &str) {
    let run = wellspring(site.root(), &["check", "--drafts", "--format", "json"]);
    let others = run.stdout.lines().find(|line| !line.contains("\"code\":\"unfilled-text\""));
    assert_eq!((run.code, others), (0, None), "{what}: {}", run.stderr);
}

#[test]
fn every_kind_checks_as_it_is_written_and_filled_in() {
    for kind in kinds() {
        let site = starter();
        let files = new(&site, &kind, "harbour");
        check_is_open(&site, &kind);
        for (path, text) in files {
            let open = text.split('<').skip(1).find(|rest| rest.starts_with(char::is_lowercase));
            assert_eq!(open, None, "{path}: nothing is left to the program to fill in");
            site.put(&path, uncommented(&text));
        }
        // A period has one target, and a figure one value a day; the rest stands beside them.
        if !matches!(&*kind, "target" | "observation") {
            check_is_open(&site, &format!("{kind}, uncommented"));
        }
    }
}

#[test]
fn kinds_go_together() {
    let site = starter();
    // So that the new target and the new observation are of the new indicator.
    for kind in ["indicator", "target", "observation", "project", "page"] {
        for (path, text) in new(&site, kind, "a-new-one") {
            site.put(&path, uncommented(&text));
        }
    }
    check_is_open(&site, "all of them");
}

#[test]
fn a_site_without_records_has_no_examples() {
    let site = SiteCase::empty();
    site.put(
        "content/site.yaml",
        "title: Ein Bezirk\nlanguages:\n  en: { tag: en, name: English }\nas_of: 2030-01-31\n",
    );
    for kind in kinds() {
        new(&site, &kind, "harbour");
    }
    check_is_open(&site, "a site without records");
    let read = |path: &str| std::fs::read_to_string(site.root().join(path)).expect("is written");
    let project = read("content/data/projects/harbour.yaml");
    assert!(project.contains("\nname: …\n"), "{project}");
    assert!(project.contains("\n# park: …  # parks: none yet\n"), "{project}");
    assert!(project.contains("stage: signed, date: 2030-01-31"), "{project}");
    assert!(read("content/data/observations/harbour.yaml").contains("\n# period: 2029-12\n"));
}

#[test]
fn what_is_there_is_named_in_comments() {
    let project = new(&starter(), "project", "harbour").into_values().next();
    let project = project.expect("a project is one file");
    for line in [
        "name: { en: …, zh: … }",
        "# park: heron-point  # parks: heron-point and mill-meadow",
        "# categories: [green]  # categories: green",
        "# investment: CNY 120 million",
    ] {
        assert!(project.lines().any(|one| one == line), "`{line}` is missing in {project}");
    }
}

#[test]
fn a_page_is_a_draft_in_every_language() {
    let files = new(&starter(), "page", "reports/2031-q2");
    let paths: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        ["content/pages/reports/2031-q2.en.md", "content/pages/reports/2031-q2.zh.md"]
    );
    assert!(files.values().all(|text| text.contains("\ndraft: true")));
}

#[test]
fn nothing_is_written_over_and_no_id_is_given_twice() {
    let site = starter();
    site.put(
        "content/data/parks/quay.yaml",
        "name: { en: Quay, zh: 码头 }\nvisibility: internal\n",
    );
    site.put("content/data/targets/jobs.yaml", "# Not yet.\n");
    site.put("content/pages/plan.en.md", "---\ntitle: Plan\n---\n");
    let before = read_tree(site.root());
    for (kind, id, words) in [
        ("project", "cold-store", "`content/data/projects/cold-store.yaml:"),
        ("region", "north-bank", "`content/data/regions.yaml:6:7`"),
        ("park", "quay", "`content/data/parks/quay.yaml:1:1`"),
        ("target", "jobs", "`./content/data/targets/jobs.yaml` exists already"),
        ("page", "plan", "`content/pages/plan.en.md`"),
        ("project", "Cold Store", "such as `cold-store`"),
        ("page", "reports/", "an id cannot be empty"),
        ("page", "../x", "`.` cannot stand in an id"),
        ("source", "con", "device on Windows"),
    ] {
        let run = wellspring(site.root(), &["new", kind, id]);
        assert_eq!(run.code, 2, "{kind} {id}");
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
        assert!(read_tree(site.root()) == before, "{kind} {id}");
    }
}

#[test]
fn a_site_whose_settings_cannot_be_read_stays_as_it_is() {
    let site = SiteCase::empty();
    site.put("content/site.yaml", "title: [\n");
    let run = wellspring(site.root(), &["new", "park", "harbour"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[yaml-syntax]"), "{}", run.stderr);
    assert_eq!(read_tree(site.root()).len(), 1);
    let nowhere = SiteCase::empty();
    assert_eq!(wellspring(nowhere.root(), &["new", "park", "harbour"]).code, 2);
}
