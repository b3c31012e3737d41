//! A build of twice the ledger looks at twice as much: what is looked at is counted, not timed.

use crate::site_case::SiteCase;
use std::fmt::Write as _;
use wellspring::work;

/// What twice as much may take, in percent: twice, and a little for sorting.
const MOST: u64 = 240;

const SETTINGS: &str = "title: { zh: 示例区, en: Example District }
languages:
  zh: { tag: zh-Hans, name: 中文 }
  en: { tag: en, name: English }
as_of: 2031-12-31
currency: CNY
columns: [{ field: stage }, { figure: spent, period: 2031, total: true }, { target: spent }]
dimensions:
  - { id: sex, name: { zh: 性别, en: Sex }, members: [{ id: f, name: { zh: 女, en: Women } }, { id: m, name: { zh: 男, en: Men } }] }
";

/// How much a build of a site with these data files looks at.
fn looked_at(files: &[(&str, String)]) -> u64 {
    let case = SiteCase::small();
    case.put("content/site.yaml", SETTINGS);
    case.put(
        "content/data/indicators.yaml",
        "- { id: spent, name: { zh: 支出, en: Spent }, unit: CNY, measure: { sum: { figure: spent } } }\n\
         - { id: jobs, name: { zh: 岗位, en: Jobs }, unit: job }\n",
    );
    for (path, text) in files {
        case.put(path, text);
    }
    let before = work::steps();
    case.build(&case.options());
    work::steps() - before
}

/// Compares a ledger of `n` with one of `2 n`.
fn assert_linear(n: usize, files: impl Fn(usize) -> Vec<(&'static str, String)>) {
    if !cfg!(debug_assertions) {
        return;
    }
    let [one, two] = [n, 2 * n].map(|n| looked_at(&files(n)));
    let percent = two * 100 / one;
    assert!(percent <= MOST, "{one} steps for {n}, {two} for twice as many: {percent} %");
    assert!(one > n as u64, "something is counted");
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut text, number| {
        writeln!(text, "{}", line(number)).expect("a string takes all of it");
        text
    })
}

fn regions(n: usize) -> String {
    lines(n, |one| format!("- {{ id: r{one}, name: {{ zh: 地区{one}, en: Region {one} }} }}"))
}

#[test]
fn observations_of_one_indicator() {
    assert_linear(400, |n| {
        let regions = regions(n / 40);
        // Ten years, two sexes and the whole, in so many regions.
        let observations = lines(n, |one| {
            let (region, rest) = (one / 40, one % 40);
            let (year, part) = (2010 + rest / 2, ["f", "m"][rest % 2]);
            format!(
                "- {{ indicator: jobs, period: {year}, value: {}, where: {{ region: r{region}, sex: {part} }}, source: report }}",
                one + 1
            )
        });
        vec![
            ("content/data/regions.yaml", regions),
            ("content/data/observations.yaml", observations),
        ]
    });
}

#[test]
fn observations_of_one_place_in_many_months() {
    assert_linear(400, |n| {
        let observations = lines(n, |one| {
            let (year, month) = (1930 + one / 12, one % 12 + 1);
            format!(
                "- {{ indicator: jobs, period: {year}-{month:02}, value: {}, source: report }}",
                one + 1
            )
        });
        vec![("content/data/observations.yaml", observations)]
    });
}

#[test]
fn years_of_quarters_that_add_up() {
    assert_linear(400, |n| {
        let observations = lines(n, |one| {
            let (year, part) = (1900 + one / 5, one % 5);
            let (period, value) = match part {
                0 => (format!("{year}"), 10),
                quarter => (format!("{year}-Q{quarter}"), quarter),
            };
            format!("- {{ indicator: jobs, period: {period}, value: {value}, source: report }}")
        });
        vec![("content/data/observations.yaml", observations)]
    });
}

#[test]
fn wholes_of_complete_parts() {
    assert_linear(400, |n| {
        let observations = lines(n, |one| {
            let (year, part) = (1900 + one / 5, one % 5);
            let (value, part) = match part {
                0 => (10, "parts: { region: complete }".to_owned()),
                part => (part, format!("where: {{ region: r{part} }}")),
            };
            format!(
                "- {{ indicator: jobs, period: {year}, value: {value}, {part}, source: report }}"
            )
        });
        vec![
            ("content/data/regions.yaml", regions(5)),
            ("content/data/observations.yaml", observations),
        ]
    });
}

#[test]
fn targets_of_one_indicator() {
    assert_linear(300, |n| {
        let targets = lines(n, |one| {
            format!(
                "- {{ indicator: jobs, period: {}, at_least: {}, where: {{ region: r{} }}, source: report }}",
                2020 + one % 12,
                one + 1,
                one / 12
            )
        });
        vec![
            ("content/data/regions.yaml", regions(n / 12 + 1)),
            ("content/data/targets.yaml", targets),
        ]
    });
}

#[test]
fn figures_of_projects() {
    assert_linear(150, |n| {
        let projects = lines(n, |one| {
            format!(
                "- {{ id: p{one}, name: {{ zh: 项目{one}, en: Project {one} }}, source: report, \
                 milestones: [{{ stage: signed, date: 2030-02-03 }}], \
                 targets: [{{ indicator: spent, period: 2031, at_least: {one}万元 }}], \
                 figures: [{{ indicator: spent, period: 2031-Q1, value: {one}万元 }}, {{ indicator: spent, period: 2031-Q2, value: {one}万元 }}] }}"
            )
        });
        vec![("content/data/projects.yaml", projects)]
    });
}

#[test]
fn sums_that_every_text_asks_for() {
    assert_linear(150, |n| {
        let projects = lines(n, |one| {
            let year = 2029 + one % 2;
            let [total, share] = ["total", "share"]
                .map(|name| format!("{{{{ {name}(of=\"investment\", year=2030) }}}}"));
            format!(
                "- {{ id: p{one}, name: {{ zh: 项目{one}, en: Project {one} }}, source: report, investment: {}万元, \
                 milestones: [{{ stage: signed, date: {year}-02-03 }}], \
                 summary: {{ zh: '共{total}，占{share}。', en: '{total} in all, {share}.' }} }}",
                one + 1
            )
        });
        vec![("content/data/projects.yaml", projects)]
    });
}
