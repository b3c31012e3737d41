//! Statuses and everything that they follow from, against tables that were worked out otherwise.

use crate::data_sets::{Row, rows};
use crate::file_tree::{copy_tree, read_texts, repository};
use crate::page_text::text_of;
use crate::site_case::{Built, SiteCase, page};
use rust_decimal::Decimal;
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

/// Every target with everything that its status was computed from.
fn progress_of(built: &Built) -> Vec<Row> {
    rows(built, "progress")
}

/// What a program reads of a cell; nothing where nothing follows.
fn value<'r>(row: &'r Row, key: &str) -> &'r str {
    &row[key]
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
    let found = progress_of(&built);
    assert_eq!(found.len(), rows.len());
    for (number, row) in rows.iter().enumerate() {
        let id = format!("s{number}");
        let one = found.iter().find(|one| value(one, "indicator") == id).expect("a row");
        let expected = (&*row[8], &*row[9], &*row[10]);
        let ratio = like(value(one, "pace"), expected.0);
        assert_eq!((&*ratio, value(one, "status"), value(one, "why")), expected, "{row:?}");
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
    let found = progress_of(&built);
    assert_eq!(found.len(), rows.len());
    for row in &rows {
        let is_it =
            |one: &&Row| value(one, "period") == row[0] && value(one, "indicator") == row[1];
        let one = found.iter().find(is_it).expect("a row");
        assert_eq!(value(one, "status"), row[2], "{row:?}");
        assert_eq!(value(one, "as_of"), "2033-06-30");
        assert!(!value(one, "method").is_empty(), "{row:?}");
        for (key, cell) in keys.iter().zip(&row[3..]) {
            let expected = comes_to(cell);
            assert_eq!(like(value(one, key), expected), expected, "{key} of {row:?}");
        }
    }
}

#[test]
fn pages_count_statuses_and_say_what_they_rest_on() {
    let (readme, site) = three_years();
    let built = site.build_clean();
    let text = |path: &str| text_of(page(&built, &format!("{path}/index.html")));
    for row in table(&readme, "## Roll-ups") {
        let expected = &row[1];
        // Groups of a few targets are seen at one glance, and are not summed up.
        if expected.contains(" targets): ") || expected.contains(" target): ") {
            continue;
        }
        for path in [format!("en/targets/{}", row[0]), "en/targets".to_owned()] {
            let text = text(&path);
            assert!(text.contains(expected), "`{expected}` is not in {path}: {text}");
        }
    }
    for row in table(&readme, "## Sentences") {
        let text = text(&row[0]);
        assert!(text.contains(&row[1]), "`{}` is not in {}: {text}", row[1], row[0]);
    }
    let html = page(&built, "en/targets/2033/index.html");
    let parts = html.split("class=\"verdict\">").nth(1).and_then(|rest| rest.split("</p>").next());
    let parts = parts.expect("the first result, of two parts from one report, and its target");
    let marks: Vec<_> =
        parts.split("#source-").skip(1).filter_map(|one| one.split('"').next()).collect();
    let once: std::collections::BTreeSet<_> = marks.iter().collect();
    assert_eq!(marks.len(), once.len(), "{parts}");
}

/// A site with one indicator that adds up and one target of 100 for 2030.
fn one_target(settings: &str, target: &str, observation: &str) -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/site.yaml",
        format!(
            "title: {{ zh: 示例区, en: Example District }}\n\
             languages:\n  zh: {{ tag: zh-Hans, name: 中文 }}\n  en: {{ tag: en, name: English }}\n\
             as_of: 2030-06-30\n{settings}\n"
        ),
    );
    site.put(
        "content/data/indicators.yaml",
        "- { id: signed, name: { zh: 签约, en: Signed }, unit: project }\n",
    );
    site.put(
        "content/data/targets.yaml",
        format!("- {{ indicator: signed, period: 2030, {target}, source: report }}\n"),
    );
    site.put(
        "content/data/observations.yaml",
        format!("- {{ indicator: signed, {observation}, source: report }}\n"),
    );
    site
}

/// What the data set says of the only target: status, reason and projection.
#[track_caller]
fn check_one(settings: &str, target: &str, observation: &str, expected: [&str; 3]) {
    let built = one_target(settings, target, observation).build_clean();
    let rows = progress_of(&built);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let found = [value(row, "status"), value(row, "why"), &like(value(row, "projection"), "0.0")];
    assert_eq!(found, expected, "{settings} {target} {observation}");
}

#[test]
fn cut_offs_and_minimum_shares_are_settings_of_a_site() {
    // Of 2030 181 of 365 days are gone by the end of June: 49.6 %; 42 of 100 is a pace of 0.847,
    // and makes 84.7 by the end of the year.
    let (target, half) = ("at_least: 100", "period: 2030-H1, value: 42");
    check_one("", target, half, ["behind", "", "84.7"]);
    check_one("cutoffs: { on_track: 0.80 }", target, half, ["on-track", "", "84.7"]);
    check_one("cutoffs: { behind: 0.85 }", target, half, ["far-behind", "", "84.7"]);
    check_one("cutoffs: { assess_from: 49% }", target, half, ["behind", "", "84.7"]);
    let early = ["not-assessable", "too-early", "84.7"];
    check_one("cutoffs: { assess_from: 50% }", target, half, early);
    check_one("cutoffs: { assess_from: 0.5 }", target, half, early);
    check_one("cutoffs: { project_from: 50% }", target, half, ["behind", "", ""]);
    // 31 of 365 days are 8.5 %, less than the 10 % from which a pace is projected.
    let january = "period: 2030-01, value: 2";
    check_one("", target, january, ["far-behind", "", ""]);
    check_one("cutoffs: { project_from: 5% }", target, january, ["far-behind", "", "23.5"]);
}

#[test]
fn what_is_settled_is_never_too_early() {
    let settings = "cutoffs: { assess_from: 50% }";
    let january = "period: 2030-01, value: 120";
    check_one(settings, "at_least: 100", january, ["achieved", "", ""]);
    check_one(settings, "at_most: 100", january, ["exceeded", "", ""]);
}

#[test]
fn nothing_used_up_and_nothing_planned_are_on_track() {
    let none = "period: 2030-Q1, value: 0";
    check_one("", "at_most: 100", none, ["within-plan", "", "0.0"]);
    let plan = "at_least: 100, plan: [0%, 50%, 75%, 100%]";
    check_one("", plan, none, ["on-track", "", ""]);
    check_one("", "at_least: 100", none, ["far-behind", "", "0.0"]);
}

#[test]
fn words_and_colours_of_statuses_are_settings() {
    let site = one_target("colours: red-good", "at_least: 100", "period: 2030-H1, value: 50");
    site.put("themes/default/strings/en.yaml", "strings:\n  status-on-track: Going to plan\n  rollup-on-track: { one: \"{n} going to plan\", other: \"{n} going to plan\" }\n");
    site.put(
        "themes/default/strings/zh.yaml",
        "strings:\n  status-on-track: 按计划推进\n  rollup-on-track: \"{n}项按计划推进\"\n",
    );
    let built = site.build_clean();
    for (lang, word, other) in
        [("en", "Going to plan", "On track"), ("zh", "按计划推进", "进度正常")]
    {
        for path in
            ["index.html", "targets/index.html", "targets/2030/index.html", "method/index.html"]
        {
            let html = page(&built, &format!("{lang}/{path}"));
            assert!(html.contains("data-colours=\"red-good\""), "{lang}/{path}");
            let text = text_of(html);
            assert!(text.contains(word) && !text.contains(other), "{lang}/{path}: {text}");
        }
    }
    assert_eq!(value(&progress_of(&built)[0], "status"), "on-track");
    let plain = one_target("", "at_least: 100", "period: 2030-H1, value: 60").build_clean();
    assert!(!page(&plain, "en/index.html").contains("red-good"));
}

#[test]
fn the_method_page_recomputes_a_target_of_the_site() {
    let site = SiteCase::empty();
    copy_tree(&repository("content"), &site.root().join("content"));
    let (built, _) = site.build(&site.options());
    let zh = text_of(page(&built, "zh/method/index.html"));
    let en = text_of(page(&built, "en/method/index.html"));
    for line in [
        "完成率 = 290亿元 ÷ 400亿元 = 72.5%",
        "序时进度 = 90天 ÷ 365天 ≈ 24.7%",
        "进度系数 = 72.5% ÷ 24.7% ≈ 2.94",
        "与序时进度之差 = 72.5% − 24.7% = +47.8个百分点",
        "距目标 = 400亿元 − 290亿元 = 110亿元",
        "290亿元 ÷（90天 ÷ 365天）≈ 1176亿元",
    ] {
        assert!(zh.contains(line), "{line}: {zh}");
    }
    for line in [
        "completion = RMB 29 billion ÷ RMB 40 billion = 72.5%",
        "planned share = 90 days ÷ 365 days ≈ 24.7%",
        "pace = 72.5% ÷ 24.7% ≈ 2.94",
        "remaining = RMB 40 billion − RMB 29 billion = RMB 11 billion",
        "RMB 29 billion ÷ (90 days ÷ 365 days) ≈ RMB 117.6 billion",
        "once the planned share reaches 10%",
        "Moving away The pace is less than 0: a level is moving away from its target.",
        "there is no growth rate and the target is not assessable",
    ] {
        assert!(en.contains(line), "{line}: {en}");
    }
    assert!(!en.contains("No status is given before"), "the site sets no minimum");
    let early =
        one_target("cutoffs: { assess_from: 5% }", "at_least: 9", "period: 2030-H1, value: 6");
    let en = page(&early.build_clean(), "en/method/index.html").to_owned();
    assert!(text_of(&en).contains("No status is given before the planned share reaches 5%"));
}

/// What pages say of the target of each of so many indicators: its status, and everything.
#[track_caller]
fn told_of(built: &Built, lang: &str, n_indicators: usize) -> Vec<(String, String)> {
    let one = |number| {
        let html = page(built, &format!("{lang}/indicators/i{number}/index.html"));
        let article = html.split("<article class=\"progress").nth(1).expect("a target");
        let article = article.split("</article>").next().unwrap_or_default();
        let status = article.split("<span class=\"status").nth(1).expect("a status");
        let status = status.split_once('>').map_or("", |(_, rest)| rest);
        let status = status.split("</span>").next().unwrap_or_default();
        (text_of(status), text_of(article))
    };
    (0..n_indicators).map(one).collect()
}

#[test]
fn every_kind_of_target_has_the_statuses_of_the_table() {
    let rows = table(&document("statuses.md"), "# The status of every kind");
    let site = SiteCase::small();
    site.put(
        "content/site.yaml",
        "title: { zh: 示例区, en: Example District }\n\
         languages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English, dates: gb }\n\
         as_of: 2031-06-30\ncurrency: CNY\n",
    );
    let [mut indicators, mut targets, mut observations] = [const { String::new() }; 3];
    for (number, row) in rows.iter().enumerate() {
        let [indicator, target, results, ..] = &row[..] else { panic!("{row:?}") };
        indicators.push_str(&format!("- {{ id: i{number}, name: I{number}, {indicator} }}\n"));
        targets.push_str(&format!("- {{ indicator: i{number}, {target}, source: report }}\n"));
        for result in results.split("; ").filter(|result| !result.is_empty()) {
            let line = format!("- {{ indicator: i{number}, {result}, source: report }}\n");
            observations.push_str(&line);
        }
    }
    site.put("content/data/indicators.yaml", indicators);
    site.put("content/data/targets.yaml", targets);
    site.put("content/data/observations.yaml", observations);
    let (built, _) = site.build(&site.options());
    let found = progress_of(&built);
    let told = |lang| told_of(&built, lang, rows.len());
    let (zh, en) = (told("zh"), told("en"));
    let wrong: Vec<_> = rows
        .iter()
        .enumerate()
        .filter_map(|(number, row)| {
            let id = format!("i{number}");
            let one = found.iter().find(|one| value(one, "indicator") == id).expect("a row");
            let ((en, inputs), (zh, _)) = (&en[number], &zh[number]);
            let found = [value(one, "status"), en, zh];
            let is_right = found[..] == row[3..6] && inputs.contains(&row[6]);
            (!is_right).then(|| format!("{number} {row:?}\n  found {found:?} {inputs}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
