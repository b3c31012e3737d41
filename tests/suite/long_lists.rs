//! Lists that are too long for one page go on several, and none of their rows is lost.

use crate::site_case::Built;
use crate::site_case::SiteCase;
use crate::site_case::page;
use wellspring::plan::PART_ROWS;

/// One project more than two pages hold.
const N_PROJECTS: usize = 2 * PART_ROWS + 1;

fn build() -> Built {
    let case = SiteCase::small();
    let mut projects = String::new();
    for number in 0..N_PROJECTS {
        projects.push_str(&format!(
            "- {{ id: p{number}, name: {{ zh: 项目{number}, en: Project {number} }}, milestones: [{{ stage: signed, date: 2030-02-03, source: report }}] }}\n"
        ));
    }
    case.put("content/data/projects.yaml", projects);
    case.build_clean()
}

/// The projects that a page of the list has in its table.
fn listed(built: &Built, path: &str) -> Vec<usize> {
    let rows = page(built, path).split("<tbody>").last().unwrap_or_default();
    rows.split("../projects/p")
        .skip(1)
        .chain(rows.split("href=\"p").skip(1))
        .filter_map(|rest| rest.split('/').next()?.parse().ok())
        .collect()
}

#[test]
fn every_row_stands_on_exactly_one_page() {
    let built = build();
    for lang in ["zh", "en"] {
        let parts = ["index.html", "index-2.html", "index-3.html"];
        let parts = parts.map(|name| listed(&built, &format!("{lang}/projects/{name}")));
        assert_eq!(parts.each_ref().map(Vec::len), [PART_ROWS, PART_ROWS, 1], "{lang}");
        let mut all = parts.concat();
        assert!(all.is_sorted(), "{lang}: numbers in names are compared as numbers");
        all.dedup();
        assert_eq!(all.len(), N_PROJECTS, "{lang}");
    }
    assert!(!built.contains_key("en/projects/index-4.html"));
}

#[test]
fn pages_of_a_list_lead_to_each_other_and_to_the_same_page_in_the_other_language() {
    let built = build();
    let second = page(&built, "en/projects/index-2.html");
    for link in
        ["href=\"index.html\"", "href=\"index-3.html\"", "href=\"../../zh/projects/index-2.html\""]
    {
        assert!(second.contains(link), "{link}");
    }
    assert!(second.contains("Rows 501 to 1,000 of 1,001"), "says which rows it shows");
    let year = page(&built, "en/timeline/2030/index-2.html");
    assert!(year.contains("Rows 501 to 1,000 of 1,001"), "so does a year of the timeline");
}

#[test]
fn downloads_have_all_rows() {
    let built = build();
    let csv = page(&built, "en/data/projects.csv");
    assert_eq!(csv.lines().count(), N_PROJECTS + 1, "a heading and every project");
    let json: serde_json::Value =
        serde_json::from_str(page(&built, "en/data/projects.json")).expect("valid JSON");
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(N_PROJECTS));
    assert_eq!(json["total"], serde_json::Value::Null);
}
