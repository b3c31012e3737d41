//! Statuses and everything that they follow from, against tables that were worked out otherwise.

use crate::file_tree::read_texts;
use crate::file_tree::repository;
use crate::page_text::text_of;
use crate::site_case::Built;
use crate::site_case::SiteCase;
use crate::site_case::page;
use rust_decimal::Decimal;
use serde_json::Value;
use wellspring::value::round;

/// The rows of the first table of a document below a heading, cell by cell, without the heading row.
#[track_caller]
fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let rest = document.split_once(heading).expect("the heading is there").1;
    let rows = rest.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    })
    .collect()
}

/// The rows of `progress.json` in a language.
fn progress_of(built: &Built, lang: &str) -> Vec<Value> {
    let path = format!("{lang}/data/progress.json");
    let file: Value = serde_json::from_str(page(built, &path)).expect("JSON");
    file["rows"].as_array().expect("rows").clone()
}

/// What a program reads of a cell; nothing where nothing follows.
fn value<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key]["value"].as_str().unwrap_or("")
}

/// A figure rounded to the decimals of what is expected of it, which may be nothing.
fn like(found: &str, expected: &str) -> String {
    let (Ok(found), Ok(expected)) =
        (Decimal::from_str_exact(found), Decimal::from_str_exact(expected))
    else {
        return found.to_owned();
    };
    round(found, expected.scale()).to_string()
}

fn document(name: &str) -> String {
    let mut texts = read_texts("tests/cases/progress");
    texts.remove(&format!("tests/cases/progress/{name}")).expect("the case is there")
}

#[test]
fn a_way_from_a_dated_baseline_is_assessed_as_published() {
    let rows = table(&document("growth.md"), "# From a dated baseline");
    assert!(rows.len() >= 50, "{} rows", rows.len());
    let site = SiteCase::small();
    let (mut indicators, mut targets, mut observations) =
        (String::new(), String::new(), String::new());
    for (number, row) in rows.iter().enumerate() {
        let [series, t0, y0, ti, yi, until, goal, path, ..] = &row[..] else { panic!("{row:?}") };
        indicators.push_str(&format!(
            "- {{ id: s{number}, name: \"{series} {number}\", unit: \"%\", kind: level }}\n"
        ));
        targets.push_str(&format!(
            "- {{ indicator: s{number}, period: {until}, reach: {goal}%, baseline: {{ value: {y0}%, period: {t0}, source: report }}, path: {path}, source: report }}\n"
        ));
        if !yi.is_empty() {
            observations.push_str(&format!(
                "- {{ indicator: s{number}, period: {ti}, value: {yi}%, source: report }}\n"
            ));
        }
    }
    site.put("content/data/indicators.yaml", indicators);
    site.put("content/data/targets.yaml", targets);
    site.put("content/data/observations.yaml", observations);
    let built = site.build_clean();
    for lang in ["zh", "en"] {
        let found = progress_of(&built, lang);
        assert_eq!(found.len(), rows.len());
        for (number, row) in rows.iter().enumerate() {
            let id = format!("s{number}");
            let one = found.iter().find(|one| value(one, "indicator") == id).expect("a row");
            let expected = (&*row[8], &*row[9], &*row[10]);
            let ratio = like(value(one, "ratio"), expected.0);
            assert_eq!((&*ratio, value(one, "status"), value(one, "why")), expected, "{row:?}");
        }
    }
}

/// What a cell of a table worked out by hand comes to: what stands after the last `=`.
fn comes_to(cell: &str) -> &str {
    cell.rsplit('=').next().unwrap_or_default().trim()
}

fn three_years() -> (String, SiteCase) {
    let folder = "tests/cases/progress/three-years";
    let readme = read_texts(folder).remove(&format!("{folder}/README.md")).expect("a README");
    (readme, SiteCase::copy_of(&repository(folder)))
}

#[test]
fn three_years_come_out_as_worked_out_by_hand() {
    let (readme, site) = three_years();
    let rows = table(&readme, "## Targets");
    let built = site.build_clean();
    let keys = [
        "completion",
        "planned",
        "pace",
        "gap",
        "remaining",
        "projection",
        "from",
        "covers",
        "why",
    ];
    for lang in ["zh", "en"] {
        let found = progress_of(&built, lang);
        assert_eq!(found.len(), rows.len());
        for row in &rows {
            let is_it =
                |one: &&Value| value(one, "period") == row[0] && value(one, "indicator") == row[1];
            let one = found.iter().find(is_it).expect("a row");
            assert_eq!(value(one, "status"), row[2], "{row:?}");
            assert_eq!(value(one, "as-of"), "2033-06-30");
            assert!(!value(one, "method").is_empty(), "{row:?}");
            for (key, cell) in keys.iter().zip(&row[3..]) {
                let expected = comes_to(cell);
                assert_eq!(like(value(one, key), expected), expected, "{key} of {row:?}");
            }
        }
    }
}

#[test]
fn pages_count_statuses_and_say_what_they_rest_on() {
    let (readme, site) = three_years();
    let built = site.build_clean();
    let text = |path: &str| text_of(page(&built, &format!("{path}/index.html")));
    let words = ["achieved", "on track", "behind", "far behind", "moving away", "not assessable"];
    for row in table(&readme, "## Roll-ups") {
        let counts = row[3..].iter().zip(words).filter(|(n, _)| !n.is_empty());
        let counts: Vec<_> = counts.map(|(n, word)| format!("{n} {word}")).collect();
        let counts = counts.join(", ");
        let expected = match (&*row[1], &row[2]) {
            ("", n) => format!("{n} targets: {counts}"),
            (group, n) => format!("{group} ({n} targets): {counts}"),
        };
        for path in [format!("en/targets/{}", row[0]), "en/targets".to_owned()] {
            let text = text(&path);
            assert!(text.contains(&expected), "`{expected}` is not in {path}: {text}");
        }
    }
    for row in table(&readme, "## Sentences") {
        let text = text(&row[0]);
        assert!(text.contains(&row[1]), "`{}` is not in {}: {text}", row[1], row[0]);
    }
    for year in [2031, 2032, 2033] {
        let (en, zh) = (text(&format!("en/targets/{year}")), text(&format!("zh/targets/{year}")));
        let n_targets = progress_of(&built, "en")
            .iter()
            .filter(|one| value(one, "period") == year.to_string())
            .count();
        assert_eq!(en.matches("Method: ").count(), n_targets, "{en}");
        assert_eq!(en.matches(". As of 30 June 2033.").count(), n_targets, "{en}");
        assert_eq!(zh.matches("方法：").count(), n_targets, "{zh}");
    }
}
