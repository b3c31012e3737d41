//! The site as it was known on a day, and earlier editions below the newest: nothing that became
//! known later leaves a trace, and every page leads to itself in the other editions.

use crate::accept::assert_none;
use crate::data_sets::{Row, rows};
use crate::file_tree::repository;
use crate::page_text::{attributes, text_of};
use crate::site_case::{Built, SiteCase, page};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use wellspring::model::{Collection, Model, Record};
use wellspring::options::BuildOptions;
use wellspring::pipeline::{CompiledSite, compile};

const END_OF_2022: Date = date(2022, 12, 31);

/// The five results of 2022 as each language prints them.
const RESULTS_OF_2022: [(&str, [&str; 5]); 2] =
    [("zh", ["27", "383.8", "22", "289.62", "72"]), ("en", ["27", "38.38", "22", "28.962", "7.2"])];

/// The example site with all its editions.
static SITE: LazyLock<Built> = LazyLock::new(|| build_example(None));

/// The example site as it was known at the end of 2022.
static THEN: LazyLock<Built> = LazyLock::new(|| build_example(Some(END_OF_2022)));

fn build_example(as_of: Option<Date>) -> Built {
    let case = SiteCase::empty();
    let output = case.root().join("output");
    let options = BuildOptions { output, as_of, ..BuildOptions::new(repository("")) };
    let (built, problems) = case.build(&options);
    assert_eq!(problems, "");
    built
}

#[track_caller]
fn compiled(case: &SiteCase, as_of: Option<Date>) -> CompiledSite {
    let options = BuildOptions { as_of, ..case.options() };
    let compiled = compile(&options).expect("the site folder is readable");
    let problems: Vec<_> =
        compiled.problems().into_iter().map(|(_, found)| found.message).collect();
    assert_eq!(problems, Vec::<String>::new());
    compiled.site.expect("the settings can be read")
}

/// Ids and names of the records that one model has and another has not.
fn only_in<T: Record>(one: &Collection<T>, other: &Collection<T>, found: &mut BTreeSet<String>) {
    for record in one.records().filter(|record| other.find(record.id().as_str()).is_none()) {
        found.insert(format!("/{}/", record.id()));
        found.insert(format!("-{}.", record.id()));
        found.extend(record.name().iter().map(|(_, name)| name.text.to_string()));
    }
}

/// What the example site may not say before 2023.
fn later() -> BTreeSet<String> {
    let options = BuildOptions { as_of: Some(END_OF_2022), ..BuildOptions::new(repository("")) };
    let compiled = compile(&options).expect("the site folder is readable");
    let site = compiled.site.expect("the settings can be read");
    let (all, then): (&Model, &Model) = (&site.ledger, &site.model);
    let mut later = BTreeSet::from(["2023".to_owned(), "huiji-2023".to_owned()]);
    only_in(&all.sources, &then.sources, &mut later);
    only_in(&all.regions, &then.regions, &mut later);
    only_in(&all.parks, &then.parks, &mut later);
    only_in(&all.industries, &then.industries, &mut later);
    only_in(&all.organizations, &then.organizations, &mut later);
    only_in(&all.projects, &then.projects, &mut later);
    only_in(&all.indicators, &then.indicators, &mut later);
    only_in(&all.events, &then.events, &mut later);
    only_in(&all.documents, &then.documents, &mut later);
    only_in(&all.site.categories, &then.site.categories, &mut later);
    // A term can be a common word, so only those that no interface string has are looked for.
    let strings: String = ["zh", "en"]
        .map(|lang| {
            let path = repository(&format!("themes/default/strings/{lang}.yaml"));
            std::fs::read_to_string(path).expect("is built in")
        })
        .concat();
    only_in(&all.terms, &then.terms, &mut later);
    let settings = std::fs::read_to_string(repository("content/site.yaml")).expect("is there");
    let titles = all.site.editions.iter().filter(|edition| edition.as_of > END_OF_2022);
    later.extend(titles.flat_map(|one| one.title.iter().map(|(_, title)| title.text.to_string())));
    // What a site says of itself on any day: its title, description and notice, and the names of
    // the indicators that have a result of 2022.
    let general: String =
        [settings.split("categories:").next().unwrap_or_default(), &strings].concat();
    let kept = |name: &str| {
        let names = then.indicators.records().flat_map(|one| one.name().iter());
        let own =
            all.site.editions.iter().any(|one| one.title.iter().any(|(_, t)| *t.text == *name));
        (general.contains(name) && !own)
            || names.map(|(_, known)| &known.text).any(|known| known.contains(name))
    };
    later.into_iter().filter(|name| !kept(name)).collect()
}

/// The text of a file without hashes, which may hold any digits.
fn without_hashes(text: &str) -> String {
    let parts = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    let is_hash = |part: &&str| part.trim_end_matches(|c: char| !c.is_ascii_hexdigit()).len() >= 10;
    parts.filter(|part| !is_hash(part)).collect()
}

#[track_caller]
fn assert_no_trace(built: &Built, folder: &str) {
    let later = later();
    let newest: String = SITE.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let n_told = later.iter().filter(|word| newest.contains(word.as_str())).count();
    assert!(n_told > 300, "what is looked for is told today: {n_told} of {}", later.len());
    let mut failures = Vec::new();
    for (path, bytes) in built.iter().filter(|(path, _)| path.starts_with(folder)) {
        let is_asset = path.starts_with("assets/");
        let cells = path.ends_with(".xlsx").then(|| {
            let file = wellspring::workbook::read::read(path, bytes);
            file.expect("is a workbook").text.to_string()
        });
        let text =
            cells.as_deref().unwrap_or_else(|| std::str::from_utf8(bytes).expect("is UTF-8"));
        // The files of the theme, which say nothing of the ledger.
        let lines = text.split_inclusive('\n').filter(|line| !line.contains("\"themes/default/"));
        let text = without_hashes(&lines.collect::<String>());
        for word in later.iter().filter(|word| !is_asset && text.contains(word.as_str())) {
            let at = text.find(word.as_str()).unwrap_or_default();
            let around: String = text[..at].chars().rev().take(30).collect();
            let around: String = around.chars().rev().collect();
            failures.push(format!("{path}: {around}[{word}]"));
        }
        if path.contains("2023") || later.iter().any(|word| format!("/{path}").contains(word)) {
            failures.push(format!("{path} is there"));
        }
    }
    assert_none(&failures);
}

#[track_caller]
fn assert_results_of_2022(built: &Built, folder: &str) {
    for (lang, results) in RESULTS_OF_2022 {
        let text = text_of(page(built, &format!("{folder}{lang}/targets/2022/index.html")));
        let home = text_of(page(built, &format!("{folder}{lang}/index.html")));
        for result in results {
            assert!(text.contains(result), "{folder}{lang}: {result} is not in {text}");
            assert!(home.contains(result), "{folder}{lang}: {result} is not in {home}");
        }
    }
}

#[test]
fn what_became_known_later_leaves_no_trace_in_the_site_of_an_earlier_day() {
    assert_no_trace(&THEN, "");
    assert_results_of_2022(&THEN, "");
}

#[test]
fn what_became_known_later_leaves_no_trace_in_an_earlier_edition() {
    assert_no_trace(&SITE, "editions/2022/");
    assert_results_of_2022(&SITE, "editions/2022/");
}

#[test]
fn a_source_that_came_later_is_named_by_nothing_but_that() {
    for (lang, words) in [("zh", "来源发布较晚"), ("en", "Source published later")] {
        let html = page(&THEN, &format!("{lang}/targets/2022/index.html"));
        assert!(text_of(html).contains(words), "{html}");
        assert!(!html.contains("class=\"computed\""), "no result looks computed: {html}");
    }
    let of_2022 = |row: &Row| row["period"] == "2022";
    let results: Vec<_> = rows(&THEN, "observations").into_iter().filter(of_2022).collect();
    assert!(!results.is_empty() && results.iter().all(|row| row["sources"].is_empty()));
}

#[test]
fn every_page_of_an_earlier_day_says_which_it_speaks_of() {
    let pages = THEN.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        let text = std::str::from_utf8(bytes).expect("is UTF-8");
        let is_said =
            ["本站显示截至2022年12月31日已公布的内容", "shows what was known on 31 December 2022"];
        assert!(is_said.iter().any(|words| text.contains(words)), "{path}");
    }
    let newest = SITE.iter().filter(|(path, _)| !path.starts_with("editions/"));
    for (path, bytes) in newest.filter(|(path, _)| path.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains("class=\"edition\""), "{path}");
    }
}

/// The file that a link on a page leads to.
fn target(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split(['#', '?']).next().unwrap_or_default().split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_of_an_earlier_edition_leads_to_a_file() {
    let mut failures = Vec::new();
    for (path, _) in SITE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = page(&SITE, path);
        for href in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            let is_outside = href.contains(':') || href.starts_with('#');
            if !is_outside && !SITE.contains_key(&target(path, &href)) {
                failures.push(format!("{path}: {href}"));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn pages_lead_to_themselves_in_the_other_editions() {
    let (old, new) = (
        "editions/2022/zh/indicators/signed-value/index.html",
        "zh/indicators/signed-value/index.html",
    );
    let links = |path: &str| -> BTreeSet<String> {
        attributes(page(&SITE, path), "href").iter().map(|href| target(path, href)).collect()
    };
    assert!(links(old).contains(new));
    assert!(links(new).contains(old));
    // A page that the earlier edition has not leads to its home page.
    assert!(links("en/projects/sanchun/index.html").contains("editions/2022/en/index.html"));
    let text = text_of(page(&SITE, old));
    assert!(text.contains("这是截至2022年12月31日的历史版本。 查看本页最新版本"), "{text}");
    let here = text_of(page(&SITE, new));
    assert!(here.contains("历史版本") && here.contains("2022年度"), "{here}");
    for path in ["editions/2022/index.html", "editions/2022/404.html", "editions/2022/zh/404.html"]
    {
        assert!(!SITE.contains_key(path), "{path}");
    }
}

#[test]
fn addresses_are_those_of_the_edition() {
    let case = SiteCase::empty();
    let (output, base_url) =
        (case.root().join("output"), Some("https://example.org/a/".to_owned()));
    let options = BuildOptions { output, base_url, ..BuildOptions::new(repository("")) };
    let (built, _) = case.build(&options);
    let html = page(&built, "editions/2022/en/targets/2022/index.html");
    let own = "https://example.org/a/editions/2022/en/targets/2022/";
    assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")), "{html}");
    let other =
        "hreflang=\"zh-Hans\" href=\"https://example.org/a/editions/2022/zh/targets/2022/\"";
    assert!(html.contains(other), "{html}");
    let sitemap = page(&built, "sitemap-en.xml");
    for listed in [own, "https://example.org/a/en/targets/2022/"] {
        assert_eq!(sitemap.matches(&format!("<loc>{listed}</loc>")).count(), 1, "{listed}");
    }
    assert!(!sitemap.contains("404"), "{sitemap}");
}

/// A ledger with sources of two years; `SiteCase::small` speaks of mid-2030.
fn two_years() -> SiteCase {
    let case = SiteCase::small();
    case.put(
        "content/data/sources.yaml",
        "- { id: old, title: { zh: 旧报, en: Old Report }, published: 2029-03 }\n\
         - { id: new, title: { zh: 新报, en: New Report }, published: 2030-05-01 }\n",
    );
    case
}

const END_OF_2029: Date = date(2029, 12, 31);

#[test]
fn a_project_keeps_its_park_but_not_what_later_sources_say_of_it() {
    let case = two_years();
    case.put(
        "content/data/parks.yaml",
        "- { id: lake, name: { zh: 湖, en: Lake }, source: new, summary: { zh: 文, en: Text }, region: east }\n\
         - { id: hill, name: { zh: 山, en: Hill }, source: new }\n",
    );
    case.put(
        "content/data/regions.yaml",
        "- { id: east, name: { zh: 东, en: East }, source: new }\n- { id: west, name: { zh: 西, en: West }, source: new }\n",
    );
    case.put(
        "content/data/projects.yaml",
        "- id: solar\n  name: { zh: 光, en: Solar }\n  park: lake\n  investment: 3 亿元\n  source: old\n  \
           milestones: [{ stage: signed, source: old }, { stage: started, date: 2029-06, source: new }]\n  \
           facts: [{ label: { zh: 产, en: Output }, value: 5 MW, source: new }, { label: { zh: 地, en: Land }, value: 9 亩 }]\n\
         - { id: wind, name: { zh: 风, en: Wind }, park: hill, source: new, investment: 4 亿元, milestones: [{ stage: signed, source: old }] }\n\
         - { id: tide, name: { zh: 潮, en: Tide }, milestones: [{ stage: signed, date: 2029-01, source: new }] }\n\
         - { id: heat, name: { zh: 热, en: Heat }, source: new, announced: 2029-12 }\n",
    );
    let site = compiled(&case, Some(END_OF_2029));
    let model = &site.model;
    let names =
        |found: &mut dyn Iterator<Item = &str>| found.map(str::to_owned).collect::<Vec<_>>();
    let projects = names(&mut model.projects.records().map(|one| one.id().as_str()));
    assert_eq!(projects, ["solar", "wind", "heat"]);
    let project = |id: &str| model.projects.get(model.projects.find(id).expect("is known"));
    let solar = project("solar");
    assert_eq!((solar.milestones.len(), solar.facts.len()), (1, 1));
    assert!(solar.investment.is_some(), "its source is known");
    let wind = project("wind");
    assert_eq!(wind.milestones.len(), 1);
    assert!(wind.investment.is_none() && wind.park.is_some(), "{wind:?}");
    // Wind is known from its milestone on, and so is where it is; nobody knows more of the parks.
    let parks = names(&mut model.parks.records().map(|one| one.id().as_str()));
    assert_eq!(parks, ["lake", "hill"]);
    let lake = model.parks.get(model.parks.find("lake").expect("is known"));
    assert!(lake.summary.is_none() && lake.region.is_none() && lake.header.citations.is_empty());
    assert_eq!(names(&mut model.regions.records().map(|one| one.id().as_str())), ["east"]);
    assert_eq!(site.held_back.n_milestones(), 1);
    // The first day of a month counts, for knowing as for timeline entry.
    let early = compiled(&case, Some(date(2029, 3, 1)));
    let solar = early.model.projects.get(early.model.projects.find("solar").expect("is known"));
    assert!(solar.stage(date(2029, 3, 1)).is_some());
    assert!(compiled(&case, Some(date(2029, 2, 28))).model.projects.is_empty());
}

#[test]
fn an_event_that_was_announced_is_ahead() {
    let case = two_years();
    case.put(
        "content/data/events.yaml",
        "- { id: fair, title: { zh: 博览会, en: Great Fair }, date: 2030-04-01, source: old }\n\
         - { id: visit, title: { zh: 来访, en: Surprise Visit }, date: 2029-11-01, source: new }\n\
         - { id: talk, title: { zh: 座谈, en: Round Table }, date: 2029-11-02, source: new, published: 2029-11-02 }\n",
    );
    let options = BuildOptions { as_of: Some(END_OF_2029), ..case.options() };
    let (built, problems) = case.build(&options);
    assert_eq!(problems, "");
    let home = text_of(page(&built, "en/index.html"));
    assert!(home.contains("Great Fair"), "{home}");
    let fair = page(&built, "en/timeline/index.html");
    assert!(text_of(fair).contains("planned"), "{fair}");
    assert!(!built.contains_key("en/events/visit/index.html"));
    let talk = text_of(page(&built, "en/events/talk/index.html"));
    assert!(talk.contains("Source published later"), "{talk}");
}

#[test]
fn a_figure_that_is_not_known_yet_prints_as_missing() {
    let case = two_years();
    case.put(
        "content/data/indicators.yaml",
        "- { id: jobs, name: { zh: 岗位, en: Jobs }, unit: person }\n",
    );
    case.put(
        "content/data/observations.yaml",
        "- { indicator: jobs, period: 2029-H1, value: 70 人, source: new }\n\
         - { indicator: jobs, period: 2029-H2, value: 80 人, source: new, published: period-end }\n",
    );
    case.put("content/data/parks.yaml", "- { id: lake, name: { zh: 湖, en: Lake }, source: new, facts: [{ label: Land, value: 9 亩 }] }\n");
    let calls = "{{ figure(of=\"jobs\", in=\"2029-H1\") }} then {{ figure(of=\"jobs\", in=\"2029-H2\") }} on {{ figure(park=\"lake\", field=\"Land\") }} in [the park](../data/parks.yaml#lake)";
    for lang in ["zh", "en"] {
        case.put(
            &format!("content/pages/story.{lang}.md"),
            format!("---\ntitle: Story\n---\n\nFirst {calls}.\n"),
        );
    }
    let options = BuildOptions { as_of: Some(END_OF_2029), ..case.options() };
    let (built, problems) = case.build(&options);
    assert_eq!(problems, "");
    let text = text_of(page(&built, "en/story/index.html"));
    assert!(text.contains("First —"), "{text}");
    assert!(text.contains("80 persons") || text.contains("80 people"), "{text}");
    assert!(text.contains("on — in the park"), "{text}");
    let (_, problems) = case.build(&case.options());
    assert_eq!(problems, "");
}

#[test]
fn the_archive_of_a_later_source_is_not_published() {
    let case = two_years();
    case.put(
        "content/data/sources.yaml",
        "- { id: old, title: Old, published: 2029-03, archive: files/old.txt }\n\
         - { id: new, title: New, published: 2030-05-01, archive: files/new.txt }\n",
    );
    for file in ["old", "new"] {
        case.put(&format!("content/files/{file}.txt"), "text");
    }
    for lang in ["zh", "en"] {
        let text = "[one](../files/old.txt) [two](../files/new.txt)";
        let page = format!("---\ntitle: Story\n---\n\n{text}\n");
        case.put(&format!("content/pages/story.{lang}.md"), page);
    }
    let options = BuildOptions { as_of: Some(END_OF_2029), ..case.options() };
    let (built, problems) = case.build(&options);
    assert_eq!(problems, "");
    assert!(built.contains_key("files/old.txt") && !built.contains_key("files/new.txt"));
    assert!(!page(&built, "build.json").contains("new.txt"));
    let links = attributes(page(&built, "en/story/index.html"), "href");
    assert!(links.iter().any(|href| href.ends_with("files/old.txt")), "{links:?}");
    assert!(!links.iter().any(|href| href.contains("new.txt")), "{links:?}");
    assert!(case.build(&case.options()).0.contains_key("files/new.txt"));
}

#[test]
fn an_edition_of_the_day_is_the_site_itself() {
    let case = two_years();
    case.put("content/site.yaml", "title: { zh: 区, en: District }\nlanguages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\nas_of: 2030-06-30\neditions:\n  - { id: a, as_of: 2029-06-30, title: A }\n  - { id: b, as_of: 2030-05-31, title: B }\n");
    let of = |as_of| -> Vec<(Option<String>, String)> {
        let site = compiled(&case, as_of);
        let parts = site.editions();
        let one = |model: &Model| {
            (model.edition().map(|one| one.id.to_string()), model.site.folder.to_string())
        };
        parts.iter().map(|part| one(part.model)).collect()
    };
    let edition = |id: &str, folder: &str| (Some(id.to_owned()), folder.to_owned());
    let site = (None, String::new());
    assert_eq!(of(None), [edition("a", "editions/a/"), edition("b", "editions/b/"), site.clone()]);
    assert_eq!(of(Some(date(2030, 5, 31))), [edition("a", "editions/a/"), edition("b", "")]);
    assert_eq!(of(Some(date(2029, 7, 1))), [edition("a", "editions/a/"), site.clone()]);
    assert_eq!(of(Some(date(2029, 1, 1))), [site]);
}
