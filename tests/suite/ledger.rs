//! What pages say where figures of the ledger differ in what they count, and what is refused.

use crate::data_sets::rows;
use crate::page_text::text_of;
use crate::program::wellspring;
use crate::site_case::{SiteCase, page};

/// Three projects signed in a quarter of which 27 were reported.
fn listed() -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/data/indicators.yaml",
        "- { id: signed, name: { zh: 签约, en: Signed }, unit: project, measure: { count: projects, reaching: signed } }\n\
         - { id: value, name: { zh: 签约额, en: Value }, unit: CNY, measure: { sum: investment, reaching: signed } }\n",
    );
    let project = |id: &str, month: u8| {
        format!(
            "- {{ id: {id}, name: {{ zh: 项目{id}, en: Project {id} }}, investment: 2 亿元, milestones: [{{ stage: signed, date: 2030-0{month}, source: report }}] }}\n"
        )
    };
    site.put("content/data/projects.yaml", [project("a", 1), project("b", 2)].concat());
    site.put(
        "content/data/observations.yaml",
        "- { indicator: signed, period: 2030-Q1, value: 27, source: report }\n\
         - { indicator: signed, period: 2030-01, value: over 20, source: report }\n\
         - { indicator: value, period: 2030-Q1, value: 290 亿元, source: report }\n\
         - { indicator: value, period: 2029, value: 100 亿元, source: report }\n",
    );
    site
}

#[test]
fn a_reported_total_says_how_much_of_it_is_listed() {
    let built = listed().build_clean();
    let text = |path| text_of(page(&built, path));
    for (path, words) in [
        ("en/indicators/signed/index.html", ["2 of 27 listed here", "1 listed here"]),
        ("zh/indicators/signed/index.html", ["共27个，本站收录2个", "本站收录1个"]),
        (
            "en/targets/2030-q1/index.html",
            ["2 of 27 listed here", "including RMB 400 million from 2 projects listed here"],
        ),
        (
            "zh/targets/2030-q1/index.html",
            ["共27个，本站收录2个", "其中本站收录的2个项目合计4亿元"],
        ),
    ] {
        let text = text(path);
        for words in words {
            assert!(text.contains(words), "`{words}` is not in {path}: {text}");
        }
    }
    let value = text("en/indicators/value/index.html");
    assert_eq!(value.matches("2 projects listed here").count(), 2, "{value}");
    let signed = text("en/indicators/signed/index.html");
    assert!(!signed.contains("of 20"), "nothing is a part of \"more than 20\": {signed}");
    let value = |origin: &str| {
        let mut found = rows(&built, "observations").into_iter();
        let row = found.find(|row| {
            row["indicator"] == "signed" && row["origin"] == origin && row["period"] == "2030-Q1"
        });
        row.expect("a row")["value"].clone()
    };
    assert_eq!((&*value("reported"), &*value("computed")), ("27", "2"), "each stands alone");
}

#[test]
fn nothing_is_said_where_the_list_counts_something_else() {
    let site = listed();
    site.put(
        "content/data/observations.yaml",
        "- { indicator: signed, period: 2030-Q1, value: 27, comparable_to: { target: false, why: { zh: 口径不同, en: Others are counted } }, source: report }\n\
         - { indicator: signed, period: 2029, value: 30, source: report }\n",
    );
    let built = site.build_clean();
    let text = text_of(page(&built, "en/indicators/signed/index.html"));
    assert!(!text.contains("of 27 are listed"), "{text}");
    assert!(!text.contains("of 30 are listed"), "{text}");
}

#[test]
fn a_result_is_never_held_against_another_definition_in_silence() {
    let site = SiteCase::small();
    site.put(
        "content/data/indicators.yaml",
        "- { id: trips, name: { zh: 外出, en: Trips }, unit: trip }\n\
         - { id: jobs, name: { zh: 岗位, en: Jobs }, unit: person }\n",
    );
    site.put(
        "content/data/targets.yaml",
        "- { indicator: trips, period: 2030, at_least: 20, scope: { zh: 谋划的次数, en: trips planned }, source: report }\n\
         - { indicator: jobs, period: 2030, at_least: 20, source: report }\n",
    );
    site.put(
        "content/data/observations.yaml",
        "- { indicator: trips, period: 2030-Q1, value: 7, source: report }\n\
         - { indicator: trips, period: 2030-Q2, value: 4, status: estimate, source: report }\n\
         - { indicator: jobs, period: 2030, covers: 2030-06-30, value: 18, comparable_to: { target: false, why: { zh: 含兼职, en: Part-time jobs included } }, source: report }\n",
    );
    site.put("content/data/projects.yaml", "- { id: a, name: { zh: 甲, en: A } }\n");
    let built = site.build_clean();
    for (path, all) in [
        (
            "en/targets/2030/index.html",
            [
                "The target covers “trips planned”",
                "second quarter of 2030: estimate",
                "Part-time jobs included",
            ],
        ),
        ("zh/targets/2030/index.html", ["目标的范围是“谋划的次数”", "2030年第二季度：", "含兼职"]),
    ] {
        let text = text_of(page(&built, path));
        for words in all {
            assert!(text.contains(words), "`{words}` is not in {path}: {text}");
        }
    }
    for path in ["en/indicators/index.html", "en/projects/index.html"] {
        let text = page(&built, path);
        let words = "not comparable with the target";
        assert!(text.contains(words), "`{words}` is not in {path}: {text}");
    }
}

#[test]
fn an_archive_that_is_too_large_is_refused_by_name() {
    let site = SiteCase::small();
    site.put(
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 报告, en: Report }, archive: archive/report.txt }\n",
    );
    site.put("content/archive/report.txt", " ".repeat(5_000_001));
    let problems = site.problems();
    assert!(
        problems.contains("error[bad-archive]: `content/archive/report.txt` is larger than 5 MB"),
        "{problems}"
    );
    site.put("content/archive/report.txt", " ".repeat(5_000_000));
    assert_eq!(site.problems(), "");
}

#[test]
fn an_archive_beside_the_files_is_not_published() {
    let site = SiteCase::small();
    site.put(
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 报告, en: Report }, archive: archive/report.txt }\n",
    );
    site.put("content/archive/report.txt", "a text\n");
    let built = site.build_clean();
    assert!(!built.keys().any(|path| path.contains("report.txt")));
    // What a build made of it stands until it changes.
    let again = wellspring(site.root(), &["build"]);
    assert!(again.stderr.contains("nothing"), "{}", again.stderr);
    site.put("content/archive/report.txt", "another text\n");
    let changed = wellspring(site.root(), &["build"]);
    assert!(!changed.stderr.contains("nothing"), "{}", changed.stderr);
}
