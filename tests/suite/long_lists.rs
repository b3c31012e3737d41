//! Lists that are too long for one page go on several, and none of their rows is lost.

use crate::page_text::text_of;
use crate::site_case::{Built, SiteCase, page};
use wellspring::plan::{LATEST, PAGE_ROWS};

/// One project more than two pages hold.
const N_PROJECTS: usize = 2 * PAGE_ROWS + 1;

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
    let rows = page(built, path).split_once("<tbody").map_or("", |(_, rest)| rest);
    let rows = rows.split("</tbody>").next().unwrap_or_default();
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
        assert_eq!(parts.each_ref().map(Vec::len), [PAGE_ROWS, PAGE_ROWS, 1], "{lang}");
        let mut all = parts.concat();
        assert!(all.is_sorted(), "{lang}: numbers in names are compared as numbers");
        let print = page(&built, &format!("{lang}/print/index.html"));
        assert!(print.len() < 300_000, "{lang}: {} bytes", print.len());
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
    assert!(second.contains("Rows 301 to 600 of 601"), "says which rows it shows");
    let year = page(&built, "en/timeline/2030/index-2.html");
    assert!(year.contains("Rows 301 to 600 of 601"), "so does a year of the timeline");
}

#[test]
fn downloads_have_all_rows() {
    let built = build();
    let csv = page(&built, "data/projects.csv");
    assert_eq!(csv.lines().count(), N_PROJECTS + 1, "a heading and every project");
    let json: serde_json::Value =
        serde_json::from_str(page(&built, "data/projects.json")).expect("valid JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(N_PROJECTS));
}

/// A park with one more milestone than its page shows, and one with just as many.
fn build_parks() -> Built {
    let case = SiteCase::small();
    case.put("content/data/regions.yaml", "- { id: north, name: { zh: 北, en: North } }\n");
    case.put(
        "content/data/parks.yaml",
        "- { id: busy, name: { zh: 甲园, en: Busy Park }, region: north }\n- { id: calm, name: { zh: 乙园, en: Calm Park } }\n",
    );
    let mut projects = String::new();
    for (park, n_projects) in [("busy", LATEST + 1), ("calm", LATEST)] {
        for number in 0..n_projects {
            projects.push_str(&format!(
                "- {{ id: {park}-{number}, name: {{ zh: 项目{number}, en: Project {number} }}, park: {park}, milestones: [{{ stage: signed, date: {}-02-03, source: report }}] }}\n",
                1990 + number
            ));
        }
    }
    case.put("content/data/projects.yaml", projects);
    case.build_clean()
}

#[test]
fn a_park_shows_the_latest_and_leads_to_all() {
    let built = build_parks();
    let park = page(&built, "en/parks/busy/index.html");
    let timeline = park.split("id=\"timeline\"").nth(1).expect("there is a timeline");
    assert_eq!(timeline.matches("data-kind=").count(), LATEST);
    assert!(timeline.contains("data-kind=\"stage-signed\">"), "and need not say which park");
    assert!(!timeline.contains("February 1990"), "the oldest is left to the page of all");
    assert!(timeline.contains("<a href=\"timeline/index.html\">All 31 milestones and events</a>"));
    let all = page(&built, "en/parks/busy/timeline/index.html");
    assert_eq!(all.matches("data-kind=").count(), LATEST + 1);
    assert!(all.contains("February 1990"));
    let region = page(&built, "zh/regions/north/index.html");
    assert!(region.contains("<a href=\"timeline/index.html\">查看全部31条节点和活动</a>"));
    assert!(built.contains_key("zh/regions/north/timeline/index.html"));
    assert!(!built.contains_key("en/parks/calm/timeline/index.html"), "all of it fits");
}

#[test]
fn plans_are_held_against_what_happened_on_as_many_pages_as_it_takes() {
    let without = build();
    assert!(!without.contains_key("en/projects/schedule/index.html"), "nothing was planned");
    let case = SiteCase::small();
    let projects = (0..N_PROJECTS).map(|number| format!(
        "- {{ id: p{number}, name: {{ zh: 项目{number}, en: Project {number} }}, milestones: [{{ stage: signed, date: 2030-02-03, planned: true, source: report }}] }}\n"
    ));
    case.put("content/data/projects.yaml", projects.collect::<String>());
    let built = case.build_clean();
    let rows = |name: &str| page(&built, name).matches("class=\"schedule-row\"").count();
    let part = |number: usize| match number {
        1 => rows("en/projects/schedule/index.html"),
        _ => rows(&format!("en/projects/schedule/index-{number}.html")),
    };
    // Its rows are drawn, so that fewer of them go on a page.
    let n_parts = N_PROJECTS.div_ceil(100);
    let parts: Vec<usize> = (1..=n_parts).map(part).collect();
    assert!(parts[..n_parts - 1].iter().all(|rows| *rows == 100), "{parts:?}");
    assert_eq!(parts.iter().sum::<usize>(), N_PROJECTS);
}

/// An indicator with values by sex, region and year, and a target for each value: more rows than two
/// pages hold, and no whole.
fn build_figures() -> Built {
    let case = SiteCase::in_memory();
    let dimension = "dimensions: [{ id: sex, name: Sex, members: [{ id: women, name: Women }, { id: men, name: Men }] }]\n";
    let site = "title: T\nlanguages: { en: { tag: en, name: English } }\nas_of: 2300-01-31\nlevels: { missing-source: allow }\n";
    case.put("content/site.yaml", [site, dimension].concat());
    let regions = (0..10).map(|region| format!("- {{ id: r{region}, name: Region {region} }}\n"));
    case.put("content/data/regions.yaml", regions.collect::<String>());
    let indicator = "- { id: jobs, name: Jobs, unit: person, kind: level }\n";
    case.put("content/data/indicators.yaml", indicator);
    let (mut observations, mut targets) = (String::new(), String::new());
    for number in 0..N_PROJECTS {
        let year = 2100 + number / 20;
        let (sex, region) = (["women", "men"][number % 2], number / 2 % 10);
        let of =
            format!("indicator: jobs, period: {year}, where: {{ sex: {sex}, region: r{region} }}");
        observations.push_str(&format!("- {{ {of}, value: {} }}\n", 100 + number));
        targets.push_str(&format!("- {{ {of}, at_least: {} }}\n", 90 + number));
    }
    case.put("content/data/observations.yaml", observations);
    case.put("content/data/targets.yaml", targets);
    case.build_clean()
}

#[test]
fn figures_and_targets_stand_on_as_many_pages_as_it_takes() {
    let built = build_figures();
    for (path, table) in
        [("en/indicators/jobs", "table-observations"), ("en/targets", "table-targets")]
    {
        let mut n_rows = 0;
        for name in ["index.html", "index-2.html", "index-3.html", "index-4.html"] {
            let Some(html) = built.get(&format!("{path}/{name}")) else { continue };
            let html = String::from_utf8_lossy(html);
            assert!(html.len() < 300_000, "{path}/{name}: {} bytes", html.len());
            let id = format!("id=\"{table}");
            let tables = html.split(&id).skip(1);
            let bodies = tables.filter_map(|table| table.split_once("<tbody>"));
            let bodies = bodies.filter_map(|(_, rest)| rest.split_once("</tbody>"));
            n_rows += bodies.map(|(body, _)| body.matches("<tr").count()).sum::<usize>();
        }
        assert_eq!(n_rows, N_PROJECTS, "{path}");
    }
    assert!(!built.contains_key("en/targets/index-4.html"));
    assert!(!built.contains_key("en/indicators/jobs/index-5.html"));
    let home = page(&built, "en/index.html");
    assert!(home.len() < 300_000, "{} bytes", home.len());
}

/// A ledger of projects without stages, parks and amounts.
#[test]
fn a_home_page_leads_to_projects_of_which_nothing_else_is_known() {
    let case = SiteCase::small();
    let projects = (0..700).map(|number| format!("- {{ id: p{number}, name: {{ zh: 项目{number}, en: Project {number} }}, source: report }}\n"));
    case.put("content/data/projects.yaml", projects.collect::<String>());
    let built = case.build_clean();
    let home = page(&built, "en/index.html");
    assert!(home.contains("700 projects listed") && home.contains("projects/p0/index.html"));
    let project = page(&built, "en/projects/p5/index.html");
    assert!(!text_of(project).contains("not published"), "nothing is missed that no project has");
}

/// Bytes in base64.
fn bytes(base64: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<_> = base64.chars().filter_map(|digit| DIGITS.find(digit)).collect();
    let group = |group: &[usize]| -> Vec<u8> {
        let all = (0..4).fold(0, |all, place| all << 6 | group.get(place).copied().unwrap_or(0));
        let bytes = [all >> 16, all >> 8, all].map(|byte| u8::try_from(byte & 255).expect("fits"));
        bytes[..group.len() - 1].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

#[test]
fn all_rows_of_a_list_are_in_one_script() {
    let built = build();
    for lang in ["zh", "en"] {
        let first = page(&built, &format!("{lang}/projects/index.html"));
        assert!(first.contains("data-rows=\"rows.js\"") && first.contains("id=\"row-p"));
        let file = page(&built, &format!("{lang}/projects/rows.js"));
        assert!(file.len() < 30 * N_PROJECTS, "{} bytes", file.len());
        let packed = file.strip_prefix("listRows(\"").and_then(|rest| rest.strip_suffix("\");\n"));
        let packed = bytes(packed.expect("it hands over one text"));
        let mut text = String::new();
        std::io::Read::read_to_string(
            &mut flate2::read::DeflateDecoder::new(&packed[..]),
            &mut text,
        )
        .expect("it is compressed");
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some(&*N_PROJECTS.to_string()));
        assert_eq!((lines.next(), lines.next()), (Some("p"), Some("/index.html")), "{lang}");
        let names: Vec<_> = lines.skip(1).take(N_PROJECTS).collect();
        assert!(names.len() == N_PROJECTS && names.iter().all(|name| !name.is_empty()));
    }
    assert!(!built.contains_key("en/parks/rows.js"), "a list on one page has all its rows there");
}
