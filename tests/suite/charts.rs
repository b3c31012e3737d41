//! Charts show what their tables say.

use crate::file_tree::repository;
use crate::page_text::{inside_of_main, text_of};
use crate::site_case::{Built, SiteCase, page};

/// Every kind, as the style sheet names it.
const KINDS: [&str; 9] =
    ["bars", "bullets", "line", "map", "panels", "share", "sparkline", "stages", "timeline"];

/// How far a length may be from its figure: both are rounded to a thousandth of the width.
const STEP: i64 = 2;

fn built() -> Built {
    SiteCase::copy_of(&repository("tests/cases/build/charts/in")).build_clean()
}

/// The charts of a page: what stands within each `figure`.
fn charts(html: &str) -> Vec<&str> {
    let parts = inside_of_main(html).split("<figure class=\"chart is-").skip(1);
    parts.map(|part| part.split("</figure>").next().unwrap_or_default()).collect()
}

fn kind(chart: &str) -> &str {
    chart.split('"').next().unwrap_or_default()
}

/// The texts of elements that begin so.
fn texts(html: &str, start: &str) -> Vec<String> {
    let parts = html.split(start).skip(1);
    let inner = parts.filter_map(|part| part.split_once('>')?.1.split("</").next());
    inner.map(text_of).collect()
}

/// The rows of the table of a chart, each cell without its notes.
fn cells(chart: &str) -> Vec<Vec<String>> {
    let body = chart.split("<tbody>").nth(1).unwrap_or_default();
    let body = body.split("</tbody>").next().unwrap_or_default();
    let cell = |cell: &str| {
        let inner = cell.split_once('>').map_or("", |(_, inner)| inner);
        text_of(inner.split("<small").next().unwrap_or_default())
    };
    let row =
        |row: &str| row.replace("<th", "<td").split("<td").skip(1).map(cell).collect::<Vec<_>>();
    body.split("<tr>").skip(1).map(row).collect()
}

/// Every chart of the example and of the case, with the page it stands on.
fn every_chart() -> Vec<(String, String)> {
    let example = SiteCase::copy_of(&repository("tests/cases/build/charts/in")).build_clean();
    let pages = example.keys().filter(|path| path.ends_with(".html")).cloned();
    let found = pages.flat_map(|path| {
        let charts: Vec<_> = charts_of(&example, &path);
        charts.into_iter().map(move |chart| (path.clone(), chart))
    });
    found.collect()
}

fn charts_of(built: &Built, path: &str) -> Vec<String> {
    let html = page(built, path);
    if !html.contains("<main") {
        return Vec::new();
    }
    charts(html).into_iter().map(str::to_owned).collect()
}

#[test]
fn every_kind_stands_on_the_page_that_asks_for_all_of_them() {
    let built = built();
    for lang in ["zh", "en"] {
        let html = page(&built, &format!("{lang}/charts/index.html"));
        let charts = charts(html);
        for kind in KINDS {
            assert!(charts.iter().any(|chart| self::kind(chart) == kind), "{lang}: no {kind}");
        }
    }
}

#[test]
fn figures_in_a_drawing_stand_in_its_table() {
    let charts = every_chart();
    assert!(charts.len() > 60, "{}", charts.len());
    for (path, chart) in &charts {
        let table = cells(chart);
        if table.is_empty() {
            assert!(chart.contains("class=\"chart-data\""), "{path}: a chart without its data");
            continue;
        }
        let all: Vec<_> = table.iter().flatten().collect();
        let drawing = chart.split("<details").next().unwrap_or_default();
        for class in ["value", "on-light", "on-dark"] {
            // Numbers on a strip are those of its legend.
            if kind(chart) == "share" && class != "value" {
                continue;
            }
            for text in texts(drawing, &format!("<text class=\"chart-{class}\"")) {
                // The count of a tile or of a stage has its word with it.
                let is_figure = |c: char| c.is_ascii_digit() || ",.".contains(c);
                let number: String = text.chars().filter(|c| is_figure(*c)).collect();
                let has = |cell: &str| cell.split(|c| !is_figure(c)).any(|found| found == number);
                let is_there = all.iter().any(|cell| **cell == text || has(cell));
                assert!(is_there, "{path}: {} shows {text}, its table has {all:?}", kind(chart));
            }
        }
    }
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let mut n_compared = 0;
    // Those without a table of their own lead to one of the page.
    let has_table = |chart: &str| kind(chart) == "bars" && chart.contains("<tbody>");
    for (path, chart) in every_chart().iter().filter(|(_, chart)| has_table(chart)) {
        let drawing = chart.split("<details").next().unwrap_or_default();
        let bars = drawing.split("<rect class=\"chart-").skip(1);
        let bars = bars.filter(|bar| bar.starts_with("bar") || bar.starts_with("none"));
        let lengths: Vec<i64> = bars.filter_map(|bar| tenths(attribute(bar, "width")?)).collect();
        let values = chart.split("<tbody>").nth(1).unwrap_or_default().split("<tr>").skip(1);
        let values: Vec<_> = values.filter_map(|row| attribute(row, "data-sort")).collect();
        assert_eq!(lengths.len(), values.len(), "{path}: a bar for each figure");
        let scaled: Vec<i64> = values.iter().map(|value| scaled(value)).collect();
        let (most, longest) = (scaled.iter().max(), lengths.iter().max());
        let (Some(most), Some(longest)) = (most, longest) else { panic!("{path}: no bars") };
        for (length, value) in lengths.iter().zip(&scaled) {
            let expected = i128::from(*longest) * i128::from(*value) / i128::from(*most);
            let off = i128::from(*length) - expected;
            assert!(off.abs() <= i128::from(STEP), "{path}: {length} for {value} of {most}");
            n_compared += 1;
        }
    }
    assert!(n_compared > 40, "{n_compared}");
}

fn attribute<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    html.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// A percentage with at most one decimal, in thousandths.
fn tenths(percent: &str) -> Option<i64> {
    let (whole, rest) = percent.trim_end_matches('%').split_once('.').unwrap_or((percent, "0"));
    Some(whole.trim_end_matches('%').parse::<i64>().ok()? * 10 + rest.parse::<i64>().ok()?)
}

/// An exact number in millionths.
fn scaled(value: &str) -> i64 {
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    format!("{whole}{rest:0<6}").parse().expect("a number with up to six decimals")
}

#[test]
fn the_drawing_has_a_name_and_says_in_words_what_it_shows() {
    for (path, chart) in every_chart() {
        for svg in chart.split("<svg class=\"drawing").skip(1) {
            let svg = svg.split_once('"').map_or(svg, |(_, rest)| rest);
            // Layers of a map are only for eyes.
            if svg.starts_with(" aria-hidden=\"true\"") {
                continue;
            }
            let ids = attribute(svg, "aria-labelledby").unwrap_or_default();
            for id in ids.split(' ') {
                assert!(svg.contains(&format!("id=\"{id}\"")), "{path}: no {id}");
            }
            let (title, words) = (texts(svg, "<title"), texts(svg, "<desc"));
            assert!(!title[0].is_empty() && words[0].len() > 5, "{path}: {title:?} {words:?}");
            assert!(svg.starts_with(" role=\"img\""), "{path}");
        }
    }
}

/// What is not stated is hatched, comes last and has no fill that a value has; its pattern is there.
#[test]
fn what_is_not_stated_is_apart_from_values() {
    let mut n_found = 0;
    for (path, chart) in every_chart() {
        let drawing = chart.split("<details").next().unwrap_or_default();
        let rects: Vec<_> = drawing.split("<rect class=\"chart-").skip(1).collect();
        let is_none = |rect: &&str| rect.starts_with("none") || rect.starts_with("seq-none");
        for rect in rects.iter().filter(|rect| is_none(rect)) {
            let fill = attribute(rect, "fill").unwrap_or_default();
            let id = fill.strip_prefix("url(#").and_then(|fill| fill.strip_suffix(')'));
            let id = id.unwrap_or_else(|| panic!("{path}: {fill} is no pattern"));
            assert!(drawing.contains(&format!("<pattern id=\"{id}\"")), "{path}: no {id}");
            n_found += 1;
        }
        if kind(&chart) == "bars" {
            let first = rects.iter().position(|rect| rect.starts_with("none"));
            let after = first.map_or(&[][..], |first| &rects[first..]);
            assert!(after.iter().all(|rect| !rect.starts_with("bar")), "{path}: not last");
        }
    }
    assert!(n_found > 3, "{n_found}");
}

/// On paper each series has a pattern of its own, and its sample in the legend has the same.
#[test]
fn series_are_told_apart_without_colour() {
    let mut n_series = 0;
    for (path, chart) in every_chart() {
        let drawing = chart.split("<details").next().unwrap_or_default();
        let rects = drawing.split("<rect class=\"chart-").skip(1);
        let rects: Vec<_> = rects.filter_map(|rect| rect.split("/>").next()).collect();
        let mut looks: Vec<(&str, &str)> = Vec::new();
        for (number, rect) in rects.iter().enumerate() {
            let class = rect.split('"').next().unwrap_or_default();
            if !class.starts_with("seq-") && !class.starts_with("cat-") {
                continue;
            }
            let over = rects.get(number + 1).filter(|next| next.starts_with("print\""));
            let same =
                |name| over.is_none_or(|over| attribute(over, name) == attribute(rect, name));
            assert!(["x", "y", "width", "height"].into_iter().all(same), "{path}: {rect}");
            let pattern = over.and_then(|over| attribute(over, "fill")).unwrap_or_default();
            let look = (class, pattern);
            match looks.iter().find(|(known, _)| *known == class) {
                Some(known) => assert_eq!(*known, look, "{path}"),
                None => looks.push(look),
            }
        }
        let mut patterns: Vec<_> =
            looks.iter().map(|look| look.1).filter(|one| !one.is_empty()).collect();
        n_series += patterns.len();
        patterns.sort_unstable();
        let n = patterns.len();
        patterns.dedup();
        assert_eq!(patterns.len(), n, "{path}: {looks:?}");
    }
    assert!(n_series > 8, "{n_series}");
}

/// A park with hundreds of dates has a column for each month, and none of its entries is lost.
#[test]
fn a_long_timeline_is_drawn_by_month() {
    let case = SiteCase::small();
    case.put("content/data/parks.yaml", "- { id: one, name: { zh: 一园, en: One Park } }\n");
    let mut projects = String::new();
    for number in 0..60 {
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        projects.push_str(&format!(
            "- {{ id: p{number}, name: {{ zh: 项目{number}, en: Project {number} }}, park: one, milestones: [{{ stage: signed, date: 2029-{month:02}-{day:02}, source: report }}], source: report }}\n"
        ));
    }
    case.put("content/data/projects.yaml", &projects);
    let built = case.build_clean();
    let found = charts_of(&built, "en/parks/one/index.html");
    let timeline = found.iter().find(|chart| kind(chart) == "density").expect("a chart by month");
    let rows = cells(timeline);
    assert_eq!(rows.len(), 12);
    let sum: usize = rows.iter().map(|row| row[1].parse::<usize>().expect("a count")).sum();
    assert_eq!(sum, 60);
    assert!(texts(timeline, "<desc")[0].contains(": 5"), "{timeline}");
}

#[test]
fn what_is_not_published_has_no_bar() {
    let built = built();
    let html = page(&built, "en/charts/index.html");
    let found = charts(html);
    let years = found.iter().find(|chart| chart.contains("Value signed by year")).expect("years");
    let rows = cells(years);
    assert_eq!(rows[1], ["2027", "—"], "2027 is a gap");
    assert_eq!(years.matches("<rect class=\"chart-bar").count(), rows.len() - 1);
}

/// Nothing was reported for the indicator itself, and nothing promised: its bars are sums all the same.
#[test]
fn years_of_what_only_projects_tell_are_added_up() {
    let case = SiteCase::small();
    case.put(
        "content/data/indicators.yaml",
        "- { id: spent, name: { zh: 支出, en: Spent }, unit: CNY }\n\
         - { id: all, name: { zh: 总支出, en: All spent }, unit: CNY, measure: { sum: { figure: spent } } }\n",
    );
    case.put(
        "content/data/projects.yaml",
        "- { id: p0, name: { zh: 甲项目, en: Project A }, source: report, figures: [{ indicator: spent, period: 2026, value: 10 万元 }, { indicator: spent, period: 2027, value: 20 万元 }] }\n\
         - { id: p1, name: { zh: 乙项目, en: Project B }, source: report, figures: [{ indicator: spent, period: 2026, value: 30 万元 }] }\n",
    );
    for lang in ["zh", "en"] {
        let text = "---\ntitle: All\n---\n\n{{ chart(kind=\"bars\", by=\"year\", of=\"all\") }}\n";
        case.put(&format!("content/pages/all.{lang}.md"), text);
    }
    let built = case.build_clean();
    let found = charts(page(&built, "en/all/index.html"));
    let rows = cells(found[0]);
    let told = rows.iter().map(|row| (&*row[0], row[1].split(' ').next().unwrap_or_default()));
    let told: Vec<_> = told.filter(|(year, _)| ["2026", "2027"].contains(year)).collect();
    assert_eq!(told, [("2026", "400,000"), ("2027", "200,000")], "{rows:?}");
}

#[test]
fn many_groups_make_one_more_bar() {
    let case = SiteCase::small();
    let (mut parks, mut projects) = (String::new(), String::new());
    let letters = ('a'..='z').flat_map(|one| ['p', 'q'].map(|two| format!("{one}{two}")));
    for (number, letter) in letters.take(40).enumerate() {
        parks.push_str(&format!(
            "- {{ id: k{number}, name: {{ zh: 园{letter}, en: Park {letter} }} }}\n"
        ));
        for copy in 0..=number % 7 {
            projects.push_str(&format!(
                "- {{ id: p{number}-{copy}, name: {{ zh: 项目{letter}, en: Project {letter} }}, park: k{number}, milestones: [{{ stage: signed, date: 2030-02-03, source: report }}], source: report }}\n"
            ));
        }
    }
    case.put("content/data/parks.yaml", parks);
    case.put("content/data/projects.yaml", &projects);
    let call = "{{ chart(kind=\"bars\", by=\"park\") }}\n";
    for lang in ["zh", "en"] {
        case.put(
            &format!("content/pages/all.{lang}.md"),
            format!("---\ntitle: All\n---\n\n{call}"),
        );
    }
    let built = case.build_clean();
    let html = page(&built, "en/all/index.html");
    let rows = cells(charts(html)[0]);
    assert_eq!(rows.len(), 13);
    assert_eq!(rows[12][0], "28 others");
    let sum: usize = rows.iter().map(|row| row[1].parse::<usize>().expect("a count")).sum();
    assert_eq!(sum, projects.lines().count());
}
