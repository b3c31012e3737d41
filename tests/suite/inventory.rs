//! Nothing disappears in silence: what is read is published, held back or refused.

use crate::file_tree::repository;
use crate::program::wellspring;
use crate::site_case::SiteCase;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use wellspring::inventory::Inventory;
use wellspring::options::BuildOptions;
use wellspring::pipeline::compile;

/// The rows of a list.
fn rows(root: &Path, what: &str) -> Vec<Value> {
    let run = wellspring(root, &["list", what, "--format", "json"]);
    assert_ne!(run.code, 2, "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect()
}

/// How many rows have each state and reason.
fn states(rows: &[Value]) -> BTreeMap<String, usize> {
    let mut states = BTreeMap::new();
    for row in rows {
        let reason = row["reason"].as_str().map(|reason| format!(": {reason}"));
        let state = row["state"].as_str().expect("has a state").to_owned();
        *states.entry(state + &reason.unwrap_or_default()).or_default() += 1;
    }
    states
}

/// A site with drafts, internal records, later records, and a broken record of every sort.
fn mixed() -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 报告, en: Report }, published: 2030-06-30 }\n\
         - { id: later, title: { zh: 后报, en: Later Report }, published: 2031-01-31 }\n",
    );
    site.put(
        "content/data/indicators.yaml",
        "- { id: jobs, name: { zh: 岗位, en: Jobs }, unit: person }\n",
    );
    site.put(
        "content/data/targets.yaml",
        "- { indicator: jobs, period: 2030, at_least: 10 人, source: report }\n\
         - { indicator: jobs, period: 2031, at_least: 20 人, source: later }\n",
    );
    site.put(
        "content/data/observations.yaml",
        "- indicator: jobs\n  period: 2030-H1\n  value: 8 人\n  source: report\n\
         - { indicator: jobs, period: 2029, value: 7 人, source: report, visibility: internal }\n\
         - { indicator: jobs, period: 2030, value: 9 人, source: report, published: 2031-02-01 }\n",
    );
    site.put(
        "content/data/projects/a.yaml",
        "name: { zh: 甲, en: A }\nmilestones:\n  - { stage: signed, source: report }\n  - { stage: started, source: later }\n",
    );
    site.put("content/data/projects/b.yaml", "name: { zh: 乙, en: B }\nvisibility: internal\n");
    for lang in ["zh", "en"] {
        let page = |path: &str, fields: &str| {
            let text = format!("---\ntitle: A page\n{fields}---\n\nText.\n");
            site.put(&format!("content/pages/{path}.{lang}.md"), text);
        };
        page("there", "");
        page("draft", "draft: true\n");
        page("news/later", "date: 2031-03-01\n");
    }
    site
}

fn break_records(site: &SiteCase) {
    site.put(
        "content/data/regions.yaml",
        "- { id: east, name: { zh: 东, en: East } }\n\
         - { id: east, name: { zh: 东, en: East again } }\n\
         - { name: { zh: 无, en: None } }\n\
         - just words\n\
         - { id: west, name: { zh: 西, en: West }, sumary: { zh: 一, en: one } }\n\
         - { id: far, name: { zh: 远, en: Far } }\n",
    );
    site.put("content/data/events.yaml", "- { id: fair, title: \"\n");
    site.put("content/data/parcs.yaml", "- { id: north }\n");
    site.put("content/pages/nowhere.de.md", "---\ntitle: Seite\n---\n");
}

/// The inventory agrees with the model, which counts on its own what is published.
#[track_caller]
fn assert_agrees(root: &Path) -> Inventory {
    let compiled = compile(&BuildOptions::new(root)).expect("is readable");
    let inventory = Inventory::new(&compiled).expect("has settings");
    let model = &compiled.site.as_ref().expect("has settings").model;
    let n_of = |kind: &str| {
        let published = inventory.entries.iter().filter(|entry| entry.state.word() == "published");
        published.filter(|entry| entry.kind == kind).count()
    };
    for (collection, n) in model.counts() {
        let n = match collection {
            "pages" => model.pages.iter().map(|page| page.texts.iter().count()).sum(),
            _ => n,
        };
        assert_eq!(n_of(collection), n, "{collection}");
    }
    let sum: usize = inventory.counts().values().sum();
    assert_eq!(sum, inventory.entries.len());
    inventory
}

#[test]
fn everything_of_the_example_site_is_published() {
    let root = repository("");
    let inventory = assert_agrees(&root);
    let run = wellspring(&root, &["check"]);
    let n = inventory.entries.len();
    assert!(n > 100, "{n}");
    let state = format!("state    {n} published, 0 held back, 0 refused\n");
    assert!(run.stderr.contains(&state), "{}", run.stderr);
    let records = rows(&root, "records");
    let pages = inventory.entries.iter().filter(|entry| entry.kind == "pages").count();
    assert_eq!(states(&records), BTreeMap::from([("published".to_owned(), n - pages)]));
    // Every record stands in the file where its list says.
    for row in &records {
        let place = row["place"].as_str().expect("has a place");
        assert!(place.starts_with("content/data/"), "{place}");
    }
}

#[test]
fn what_is_held_back_is_counted_with_its_reason() {
    let site = mixed();
    let inventory = assert_agrees(site.root());
    assert_eq!(inventory.n_later_milestones, 1);
    let counts = |pairs: &[(&str, usize)]| -> BTreeMap<String, usize> {
        pairs.iter().map(|(state, n)| ((*state).to_owned(), *n)).collect()
    };
    let records = rows(site.root(), "records");
    assert_eq!(
        states(&records),
        counts(&[("published", 5), ("held back: internal", 2), ("held back: later", 3)])
    );
    let is_later = |row: &&Value| row["reason"] == "later" && row["kind"] == "observations";
    let later = records.iter().find(is_later).expect("is listed");
    assert_eq!(later["place"], "content/data/observations.yaml:6:3");
    let written: Vec<_> =
        rows(site.root(), "pages").into_iter().filter(|row| row["kind"] == "page").collect();
    assert_eq!(
        states(&written),
        counts(&[("published", 2), ("held back: draft", 2), ("held back: later", 2)])
    );
    let build = wellspring(site.root(), &["build"]);
    for line in [
        "read     10 records (sources 2, projects 2, indicators 1, targets 2, observations 3), 6 page files\n",
        "state    7 published, 9 held back (2 drafts, 2 internal, 5 known after 2030-06-30), 0 refused\n",
        "held     1 milestone of published projects, known after 2030-06-30\n",
    ] {
        assert!(build.stderr.contains(line), "`{line}` is not in {}", build.stderr);
    }
    let drafts = wellspring(site.root(), &["check", "--drafts", "--as-of", "2032-01-01"]);
    assert!(
        drafts.stderr.contains("14 published, 2 held back (2 internal), 0"),
        "{}",
        drafts.stderr
    );
}

#[test]
fn what_is_refused_is_counted_with_its_reason() {
    let site = mixed();
    break_records(&site);
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 1);
    let refused: Vec<_> = rows(site.root(), "records")
        .into_iter()
        .filter(|row| row["state"] == "refused")
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            [text("kind"), text("id"), text("reason"), text("place")].join(" ")
        })
        .collect();
    assert_eq!(
        refused,
        [
            "files events.yaml yaml-syntax content/data/events.yaml:1:1",
            "files parcs.yaml bad-file-name content/data/parcs.yaml:1:1",
            "regions east duplicate-id content/data/regions.yaml:2:3",
            "regions - missing-field content/data/regions.yaml:3:3",
            "regions - wrong-type content/data/regions.yaml:4:3",
            "regions west unknown-field content/data/regions.yaml:5:3",
        ]
    );
    let pages = rows(site.root(), "pages");
    let page = pages.iter().find(|row| row["path"] == "nowhere.de").expect("is listed");
    assert_eq!((&page["state"], &page["reason"]), (&"refused".into(), &"unknown-language".into()));
    assert!(run.stderr.contains("read     16 records (sources 2, regions 6,"), "{}", run.stderr);
    assert!(run.stderr.contains(", 7 page files, 2 broken data files\n"), "{}", run.stderr);
    assert!(run.stderr.contains("refused ("), "{}", run.stderr);
}

#[test]
fn figures_are_listed_as_written_and_exactly() {
    let site = SiteCase::small();
    site.put(
        "content/data/projects.yaml",
        "- { id: a, name: { zh: 甲, en: A }, investment: \"RMB 1.2 billion\", source: report, facts: [{ label: { zh: =产能, en: Output }, value: 7–10 亿元, status: estimate }] }\n",
    );
    let figures = rows(site.root(), "figures");
    let cells: Vec<_> = figures
        .iter()
        .map(|row| {
            ["kind", "of", "written", "value", "upper", "unit", "relation", "source", "place"]
                .map(|key| row[key].as_str().unwrap_or("-"))
        })
        .collect();
    let place = |column: u32| format!("content/data/projects.yaml:1:{column}");
    assert_eq!(
        cells,
        [
            [
                "investment",
                "projects/a",
                "RMB 1.2 billion",
                "1200000000",
                "-",
                "CNY",
                "exactly",
                "report",
                &place(48)
            ],
            [
                "fact",
                "projects/a",
                "7–10 亿元",
                "700000000",
                "1000000000",
                "CNY",
                "range",
                "report",
                &place(132)
            ],
        ]
    );
    let csv = wellspring(site.root(), &["list", "figures", "--format", "csv"]);
    assert!(csv.stdout.contains(",'=产能,7–10 亿元,700000000,"), "{}", csv.stdout);
    let sarif = wellspring(site.root(), &["list", "figures", "--format", "sarif"]);
    assert_eq!((sarif.code, sarif.stdout.as_str()), (2, ""));
}
