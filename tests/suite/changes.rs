//! `cases/changes/`: what has changed between two days of a district, and between two site folders.

use crate::accept::{assert_none, difference, is_updating};
use crate::build_cases::content_of;
use crate::file_tree::{put, repository};
use crate::program::{Run, wellspring};
use crate::site_case::SiteCase;
use std::collections::BTreeSet;
use std::sync::Arc;
use wellspring::diag::Sink;
use wellspring::model::changes::{Changes, Fate, FigureChange, Since, changes};
use wellspring::model::{Collection, Record};
use wellspring::options::BuildOptions;
use wellspring::pipeline::{Compiled, compile};
use wellspring::plan::plan;
use wellspring::render::{data_sets, page_kinds, render};

const FOLDER: &str = "tests/cases/changes";

/// Files of expected output, and the arguments that must print them.
const PRINTED: [(&str, &str); 7] = [
    ("days.en.txt", "2031-03-31 2031-06-30 -C district --lang en"),
    ("days.zh.txt", "2031-03-31 2031-06-30 -C district"),
    ("days-back.en.txt", "2031-06-30 2031-03-31 -C district --lang en"),
    ("folders.en.txt", "before after"),
    ("folders.zh.txt", "before after --lang zh"),
    ("folders.json", "before after --format json"),
    ("folders.md", "before after --format markdown"),
];

/// Pages of the district as of 30 June 2031, after the edition of 31 March.
const PAGES: [&str; 8] = [
    "en/changes/index.html",
    "zh/changes/index.html",
    "data/changes.csv",
    "en/indicators/value/index.html",
    "zh/indicators/value/index.html",
    "en/indicators/number/index.html",
    "en/indicators/rate/index.html",
    "en/targets/2031/index.html",
];

fn diff(arguments: &str) -> Run {
    let arguments: Vec<_> = std::iter::once("diff").chain(arguments.split(' ')).collect();
    wellspring(&repository(FOLDER), &arguments)
}

fn compare(file: &str, actual: &str) -> Option<String> {
    let path = repository(FOLDER).join(file);
    if is_updating() {
        put(&path, actual.as_bytes());
        return None;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    difference(&expected, actual).map(|found| format!("{file}: {found}"))
}

/// The district as of a day.
fn district(day: &str) -> Compiled {
    let plain = BuildOptions::new(repository(FOLDER).join("district"));
    let as_of = Some(day.parse().expect("a day"));
    compile(&BuildOptions { as_of, ..plain }).expect("the site folder is readable")
}

/// The district as of a day, with what changed since an earlier one.
fn edition(day: &str, before: &str) -> Compiled {
    let (old, mut new) = (district(before), district(day));
    let (Some(old), Some(site)) = (&old.site, &mut new.site) else { panic!("the site is whole") };
    let changes = changes(&old.model, &site.model);
    site.index.set_since(Some(Arc::new(Since { day: old.model.site.as_of, changes })));
    site.index.data_sets = data_sets(&site.model, &site.index);
    let (sources, none) = (&new.sources, BTreeSet::new());
    site.plan = Arc::new(plan(
        page_kinds(),
        &site.model,
        &site.index,
        sources,
        &none,
        &mut Sink::default(),
    ));
    new
}

/// A page of a site.
#[track_caller]
fn rendered(compiled: &Compiled, path: &str) -> String {
    let site = compiled.render_site().expect("the site is whole");
    let page = site.plan.by_path(path).expect("is planned");
    let bytes = render(&site, page).expect("its template is in order");
    String::from_utf8(bytes).expect("is UTF-8")
}

#[test]
fn the_program_tells_what_has_changed() {
    let mut failures = Vec::new();
    for (file, arguments) in PRINTED {
        let run = diff(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments}");
        failures.extend(compare(file, &run.stdout));
    }
    assert_none(&failures);
}

#[test]
fn pages_tell_what_has_changed() {
    let site = edition("2031-06-30", "2031-03-31");
    let mut failures = Vec::new();
    for path in PAGES {
        let text = rendered(&site, path);
        let text = if path.ends_with(".html") { content_of(&text) } else { text };
        let (lang, name) = path.split_once('/').expect("a folder in front");
        let name = name.trim_end_matches("/index.html").replace('/', "-");
        let ending = if path.ends_with(".html") { ".html" } else { "" };
        failures.extend(compare(&format!("{name}.{lang}{ending}"), &text));
    }
    assert_none(&failures);
}

#[test]
fn the_page_exists_after_an_earlier_edition_only() {
    let (alone, after) = (district("2031-06-30"), edition("2031-06-30", "2031-03-31"));
    for lang in ["zh", "en"] {
        let (path, home) = (format!("{lang}/changes/index.html"), format!("{lang}/index.html"));
        let site = alone.render_site().expect("the site is whole");
        assert!(!site.plan.has(&path), "{path}");
        assert!(!rendered(&alone, &home).contains("changes/index.html"), "no link to it");
        let html = rendered(&after, &home);
        let links = html.matches("href=\"changes/index.html\"").count();
        assert_eq!(links, 1, "the home page leads to it from its text");
        let foot = rendered(&after, &format!("{lang}/targets/index.html"));
        assert!(foot.contains("changes/index.html"), "so does the foot of every page");
    }
}

#[test]
fn equal_states_have_no_changes() {
    for day in ["2030-01-01", "2031-03-31", "2031-06-30", "2040-01-01"] {
        let arguments = format!("{day} {day} -C district --lang en --exit-code");
        let run = diff(&arguments);
        assert_eq!(run.code, 0, "{}", run.stdout);
        assert!(run.stdout.starts_with("Nothing changed between"), "{}", run.stdout);
        assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    }
    let example = compile(&BuildOptions::new(repository(""))).expect("the example is readable");
    let model = &example.site.expect("it is whole").model;
    assert!(changes(model, model).is_empty());
}

#[test]
fn the_exit_code_tells_of_changes_when_asked_to() {
    assert_eq!(diff("before after").code, 0);
    assert_eq!(diff("before after --exit-code").code, 1);
    assert_eq!(diff("before before --exit-code").code, 0);
}

#[test]
fn what_cannot_be_compared_is_named() {
    let run = diff("2031-03-31 nowhere -C district");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("cannot read `nowhere`"), "{}", run.stderr);
    let run = diff("2031-02-30 2031-03-01 -C district");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let said = "`2031-02-30` is no state of a site: there is no day 30 in 2031-02";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(!run.stderr.contains("wellspring init"), "{}", run.stderr);
    // The last day of a period, as for `--as-of`.
    let run = diff("2031-Q1 2031-03-31 --exit-code -C district");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = diff("before after --lang sw");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no language `sw`; it has `en`, `zh`"), "{}", run.stderr);
    let broken = SiteCase::copy_of(&repository(FOLDER).join("after"));
    broken.put("content/data/parks.yaml", "- { id: north, nmae: x }\n");
    let run = wellspring(broken.root(), &["diff", "2030-06-30", "2030-07-31"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("has errors, so it cannot be compared"), "{}", run.stderr);
}

#[test]
fn the_figure_known_last_counts_everywhere() {
    let early = district("2031-05-31");
    let late = district("2031-06-30");
    let value = |site: &Compiled, path: &str| rendered(site, path);
    let path = "en/targets/2031/index.html";
    assert!(value(&early, path).contains("2\u{a0}billion"), "as first stated");
    let html = value(&late, "en/indicators/value/index.html");
    assert_eq!(html.matches("replaced 30 June 2031").count(), 1, "the history is kept");
    assert_eq!(html.matches("revised 30 June 2031, previously RMB\u{a0}2\u{a0}billion").count(), 1);
    let source = value(&late, "en/sources/quarter/index.html");
    assert!(source.contains("replaced 30 June 2031"), "its source still says so");
    let model = &late.site.as_ref().expect("is whole").model;
    let current =
        model.observations.records().filter(|found| found.period.to_string() == "2031-Q1");
    assert_eq!(current.count(), 2, "one of each indicator");
    let is_revised = model.observations.revisions().all().iter().map(|one| one.is_revised);
    assert_eq!(is_revised.collect::<Vec<_>>(), [true, false], "one is stated again");
    let again = value(&late, "en/indicators/number/index.html");
    assert_eq!(again.matches("published again 30 June 2031, no change").count(), 1);
    assert_eq!(model.targets.revisions().all().len(), 1);
}

fn ids<'a, T: Record + 'a>(collection: &'a Collection<T>) -> BTreeSet<&'a str> {
    collection.iter().map(|(_, record)| record.id().as_str()).collect()
}

/// The records that one state has and an earlier one has not, counted apart from the program.
fn n_more<T: Record>(new: &Collection<T>, old: &Collection<T>) -> usize {
    assert!(ids(old).is_subset(&ids(new)), "nothing is forgotten");
    ids(new).difference(&ids(old)).count()
}

#[test]
fn the_example_tells_exactly_what_its_first_quarter_added() {
    let compiled = compile(&BuildOptions::new(repository(""))).expect("the example is read");
    let site = compiled.site.expect("the example is whole");
    let (old, new) = (&site.earlier[0].model, &site.model);
    let since = site.index.since().expect("an edition came before");
    let Changes { new_projects, advanced, dropped, revised, figures, targets, statuses, added } =
        &since.changes;
    let told: BTreeSet<&str> = new_projects.iter().map(|one| one.project.id.as_str()).collect();
    assert_eq!(told, &ids(&new.projects) - &ids(&old.projects));
    assert!(new_projects.iter().all(|one| !one.citations.is_empty()), "each has its source");
    assert_eq!((advanced.len(), dropped.len(), revised.len(), statuses.len()), (0, 0, 0, 0));
    let is_new = |one: &FigureChange| one.fate == Fate::New && !one.citations.is_empty();
    assert!(figures.iter().chain(targets).all(is_new));
    assert_eq!((old.observations.len(), old.targets.len()), (5, 0));
    assert_eq!((figures.len(), targets.len()), (4, 6));
    assert_eq!((new.observations.len(), new.targets.len()), (9, 6));
    let n_added = n_more(&new.parks, &old.parks)
        + n_more(&new.events, &old.events)
        + n_more(&new.documents, &old.documents)
        + (new.pages.len() - old.pages.len());
    assert_eq!(added.len(), n_added);
}

/// A host takes no summary of a review above a size.
#[test]
fn a_summary_names_a_hundred_changes_of_a_kind() {
    let [before, after] = [SiteCase::small(), SiteCase::small()];
    let parks = |n: usize| -> String {
        (0..n)
            .map(|n| format!("- {{ id: p{n}, name: {{ zh: 园区{n}, en: Park {n} }} }}\n"))
            .collect()
    };
    after.put("content/data/parks.yaml", parks(102));
    let new = after.root().display().to_string();
    let of = |format: &str| {
        wellspring(before.root(), &["diff", ".", &new, "--lang", "en", "--format", format])
    };
    let summary = of("markdown").stdout;
    assert_eq!(summary.matches("- **Park").count(), 100, "{summary}");
    assert!(summary.contains("\nShowing the first 100 of 102.\n"), "{summary}");
    assert_eq!(of("human").stdout.matches("\n  Park").count(), 102);
}
