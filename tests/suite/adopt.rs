//! `cases/adopt/`: workbooks in layouts that offices use, as texts in `in/`; in `out/` the mapping that
//! `adopt` writes of each, what it prints, and in `columns/` what each column is, as a person judged it.

use crate::accept::{assert_none, difference, is_updating};
use crate::file_tree::{put, repository};
use crate::program::{Run, wellspring};
use crate::site_case::SiteCase;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A workbook, and where it stands in a site.
struct Case {
    name: String,
    /// The file of the case.
    file: PathBuf,
    /// The file in the site.
    path: String,
}

fn cases() -> Vec<Case> {
    let folder = repository("tests/cases/adopt/in");
    let found = std::fs::read_dir(folder).expect("there are cases");
    let mut cases: Vec<Case> = found
        .map(|entry| {
            let file = entry.expect("is readable").path();
            let whole = file.file_name().expect("has a name").to_string_lossy().into_owned();
            let name = whole.split('.').next().unwrap_or_default().to_owned();
            Case { name, file, path: format!("content/data/{whole}") }
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(cases.len() >= 12, "there are {} workbooks", cases.len());
    cases
}

impl Case {
    /// A small site with the workbook.
    fn site(&self) -> SiteCase {
        let site = SiteCase::small();
        site.remove("content/data/sources.yaml");
        site.put(&self.path, std::fs::read(&self.file).expect("is readable"));
        site
    }

    /// The workbook as it is called in the site.
    fn workbook(&self) -> String {
        let endings = [".gb18030.txt", ".txt"];
        let path = endings.iter().find_map(|ending| self.path.strip_suffix(ending));
        path.unwrap_or(&self.path).to_owned()
    }

    fn adopt(&self, site: &SiteCase) -> Run {
        wellspring(site.root(), &["adopt", &self.workbook()])
    }

    fn mapping(&self, site: &SiteCase) -> String {
        let path = site.root().join(format!("content/data/{}.mapping.yaml", self.name));
        std::fs::read_to_string(path).expect("a mapping was written")
    }
}

/// What a mapping says of each column, with what stands behind it; by its sheet and head.
fn columns(mapping: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let mut sheet = String::new();
    let mut collection = String::new();
    for line in mapping.lines() {
        let (said, why) = line.split_once("  # ").unwrap_or((line, ""));
        let inner = said.trim_start().trim_start_matches("- ");
        if let Some(name) = inner.strip_prefix("sheet: ") {
            name.clone_into(&mut sheet);
        } else if let Some(name) = inner.strip_prefix("collection: ") {
            name.clone_into(&mut collection);
        }
        let Some(column) = said.strip_prefix("      ") else { continue };
        let end = match column.strip_prefix('"') {
            Some(rest) => rest.find("\": ").map(|at| at + 2),
            None => column.find(": "),
        };
        let Some(end) = end else { continue };
        let head = column[..end].trim_matches('"');
        let key = format!("{sheet} {collection} {head}").trim().to_owned();
        found.insert(key, (column[end + 2..].to_owned(), why.to_owned()));
    }
    found
}

#[test]
fn workbooks_are_guessed_as_before() {
    let mut failures = Vec::new();
    for case in cases() {
        let site = case.site();
        let run = case.adopt(&site);
        assert_eq!(run.code, 0, "{}: {}", case.name, run.stderr);
        let outputs = [("mapping.yaml", case.mapping(&site)), ("txt", run.stdout)];
        for (ending, text) in outputs {
            let name = format!("tests/cases/adopt/out/{}.{ending}", case.name);
            let path = repository(&name);
            if is_updating() {
                put(&path, text.as_bytes());
                continue;
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            failures.extend(difference(&expected, &text).map(|found| format!("{name}: {found}")));
        }
    }
    assert_none(&failures);
}

/// What a column is was judged by a person who saw what `adopt` made of it. Of eight workbooks and more at least nine of ten columns
/// come out right, and what is wrong is marked as unsure.
#[test]
fn most_columns_are_right_and_the_rest_is_unsure() {
    let mut failures = Vec::new();
    let mut n_good = 0;
    let mut counts = Vec::new();
    for case in cases() {
        let path = repository(&format!("tests/cases/adopt/columns/{}.txt", case.name));
        let expected = std::fs::read_to_string(path).expect("somebody has judged it");
        let site = case.site();
        case.adopt(&site);
        let found = columns(&case.mapping(&site));
        let (mut n_right, mut n_all) = (0, 0);
        for line in expected.lines().filter(|line| !line.is_empty()) {
            let (key, right) = line.rsplit_once(" = ").expect("a column and what it is");
            n_all += 1;
            match found.get(key) {
                Some((said, _)) if said == right => n_right += 1,
                Some((said, why)) => {
                    let is_marked = why.starts_with("unsure:") || why.starts_with("not placed:");
                    if !is_marked {
                        failures.push(format!("{}: `{key}` is `{said}`, surely", case.name));
                    }
                }
                None => failures.push(format!("{}: there is no column `{key}`", case.name)),
            }
        }
        assert_eq!(n_all, found.len(), "{}: every column is written down", case.name);
        n_good += usize::from(n_right * 10 >= n_all * 9);
        counts.push(format!("{}: {n_right} of {n_all}", case.name));
    }
    assert_none(&failures);
    assert!(n_good >= 8, "only {n_good} workbooks are nine tenths right: {counts:?}");
}

/// What was adopted can be built at once, and no column about people reaches a page.
#[test]
fn what_was_adopted_builds() {
    let mut failures = Vec::new();
    for case in cases() {
        let site = case.site();
        case.adopt(&site);
        let (built, problems) = site.build(&site.options());
        let lines = problems.lines().filter(|line| !line.starts_with(' '));
        failures.extend(
            lines
                .filter(|line| line.contains(": error["))
                .map(|line| format!("{}: {line}", case.name)),
        );
        for number in ["138000000", "139000000", "0371-6000000", "J. Silva"] {
            let holding = built.iter().filter(|(_, bytes)| {
                bytes.windows(number.len()).any(|window| window == number.as_bytes())
            });
            failures.extend(holding.map(|(path, _)| format!("{}: {path} has {number}", case.name)));
        }
    }
    assert_none(&failures);
}

/// A site with a workbook, a few indicators and the mapping that `adopt` writes of it.
fn of_indicators(workbook: &str) -> (BTreeMap<String, (String, String)>, SiteCase) {
    let site = SiteCase::small();
    let indicators = "\
        - { id: gdp, name: { zh: 地区生产总值, en: GDP }, unit: CNY, kind: cumulative }
        - { id: retail, name: { zh: 社会消费品零售总额, en: Retail }, unit: CNY, kind: cumulative }
        - { id: growth, name: { zh: 工业增加值增速, en: Growth }, unit: percent, kind: level }
        - { id: land, name: { zh: 耕地, en: Farmland }, unit: mu, kind: level }\n";
    site.put("content/data/indicators.yaml", indicators.replace("        -", "-"));
    let regions = "- { id: east, name: { zh: 东河区, en: East } }\n- { id: west, name: { zh: 西岭县, en: West } }\n";
    site.put("content/data/regions.yaml", regions);
    site.put("content/data/months.xlsx.txt", workbook);
    let run = wellspring(site.root(), &["adopt", "content/data/months.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let path = site.root().join("content/data/months.mapping.yaml");
    let mapping = std::fs::read_to_string(path).expect("a mapping was written");
    (columns(&mapping), site)
}

/// What is of the months that a title names has their period, and what is not sure is marked.
#[test]
fn columns_of_some_months_have_the_period_of_the_title() {
    let workbook = "== 县区指标
2029年1-6月分县区主要指标
单位：亿元
县区 | 地区生产总值 | < | 固定资产投资 | < | 社会消费品零售总额（万元） | 工业增加值增速（%） | 消费价格指数（上年同期=100） | 耕地（万亩） | 从业人数 | 造林面积（亩）
 | 本年 | 上年同期 | 本年 | 上年 | | | | | |
东河区 | 248.45 | 231.2 | 40 | 38 | 985210.5 | 7.1 | 101.9 | 86.2 | 1200 | 30
西岭县 | 205.52 | 194.63 | 30 | 29 | 680189.5 | -1.2 | 101.5 | 125.05 | 900 | 40
";
    let (found, site) = of_indicators(workbook);
    let expected = [
        ("地区生产总值 > 本年", "{ figure: gdp, period: 2029-01/2029-06, basis: to_date }", ""),
        ("地区生产总值 > 上年同期", "{ figure: gdp, period: 2028-01/2028-06, basis: to_date }", ""),
        (
            "固定资产投资 > 本年",
            "{ figure: gu-ding-zi-chan-tou-zi, period: 2029-01/2029-06, basis: to_date }",
            "",
        ),
        (
            "固定资产投资 > 上年",
            "{ figure: gu-ding-zi-chan-tou-zi, period: 2028-01/2028-06, basis: to_date }",
            "unsure",
        ),
        (
            "社会消费品零售总额（万元）",
            "{ figure: retail, period: 2029-01/2029-06, basis: to_date, unit: 万元 }",
            "",
        ),
        (
            "工业增加值增速（%）",
            "{ figure: growth, period: 2029-01/2029-06, unit: \"%\" }",
            "unsure",
        ),
        ("消费价格指数（上年同期=100）", "never", "not placed"),
        ("耕地（万亩）", "{ figure: land, period: 2029-06, unit: 万亩 }", ""),
        ("从业人数", "never", "not placed"),
        (
            "造林面积（亩）",
            "{ figure: zao-lin-mian-ji, period: 2029-01/2029-06, basis: to_date, unit: 亩 }",
            "unsure",
        ),
    ];
    for (head, said, marked) in expected {
        let key = format!("县区指标 observations {head}");
        let (as_said, why) = found.get(&key).unwrap_or_else(|| panic!("{head}: {found:#?}"));
        assert_eq!(as_said, said, "{head}: {why}");
        let is_marked = why.starts_with("unsure:") || why.starts_with("not placed:");
        assert_eq!(is_marked, !marked.is_empty(), "{head}: {why}");
        assert!(why.starts_with(marked), "{head}: {why}");
    }
    let (_, problems) = site.build(&site.options());
    assert!(!problems.contains(": error["), "{problems}");
}

/// A table with an indicator in each row is no form, though the names of indicators are known.
#[test]
fn a_table_of_years_is_no_form() {
    let workbook = "== 年度序列
指标 | 单位 | 2026年 | 2027年 | 2028年
地区生产总值 | 亿元 | 1012.5 | 1102.47 | 1176.25
社会消费品零售总额 | 万元 | 3580000 | 3912450 | 4188900
工业增加值增速 | % | 6.3 | 6.4 | 6.5
耕地 | 万亩 | 210 | 211 | 212
";
    let (found, _) = of_indicators(workbook);
    let (said, _) = &found["年度序列 observations 2028年"];
    assert_eq!(said, "{ field: value, period: 2028, unit_in: 单位 }");
}

/// Figures of the built site, to the last digit.
#[test]
fn amounts_of_adopted_workbooks_are_exact() {
    let cases: BTreeMap<String, Case> =
        cases().into_iter().map(|case| (case.name.clone(), case)).collect();
    let amounts = [
        ("annual", "projects", "84460800"),
        ("signing", "projects", "65000000"),
        ("city-system", "projects", "1250000000"),
        ("counties", "observations", "4825000000"),
        ("forms", "observations", "15005000"),
    ];
    for (name, set, amount) in amounts {
        let site = cases[name].site();
        cases[name].adopt(&site);
        let (built, _) = site.build(&site.options());
        let text = String::from_utf8_lossy(&built[&format!("data/{set}.csv")]).into_owned();
        assert!(text.contains(amount), "{name}: {amount} is not in\n{text}");
    }
}

#[test]
fn a_mapping_is_never_written_over() {
    let case = cases().into_iter().find(|case| case.name == "signing").expect("is there");
    let site = case.site();
    case.adopt(&site);
    let before = case.mapping(&site);
    let again = case.adopt(&site);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("is there already") && again.stderr.contains("--again"));
    assert_eq!(case.mapping(&site), before);
    let same = wellspring(site.root(), &["adopt", "--again", &case.workbook()]);
    assert_eq!(same.code, 0, "{}", same.stderr);
    assert_eq!(case.mapping(&site), before, "nothing has changed");
}

/// What a person changed stays, what a person deleted does not come back, and what is new is added.
#[test]
fn adopting_again_keeps_what_a_person_did() {
    let site = SiteCase::small();
    let text = "== 项目\n项目名称 | 总投资（万元） | 用地（亩） | 备注\n甲厂 | 300 | 12 | 一期\n乙厂 | 40.5 | 3 | 二期\n";
    site.put("content/data/ledger.xlsx.txt", text);
    let run = wellspring(site.root(), &["adopt", "content/data/ledger.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let path = site.root().join("content/data/ledger.mapping.yaml");
    let mapping = std::fs::read_to_string(&path).expect("was written");
    let changed: String = mapping
        .lines()
        .filter(|line| !line.contains("用地"))
        .map(|line| match line.contains("备注: ") {
            true => "      备注: never # ours\n".to_owned(),
            false => format!("{line}\n"),
        })
        .collect();
    site.put("content/data/ledger.mapping.yaml", &changed);
    let text =
        text.replace("备注\n", "备注 | 开工时间\n").replace("一期\n", "一期 | @2029-05-01\n");
    site.put("content/data/ledger.xlsx.txt", format!("{text}== 园区\n园区名称\n北园\n"));
    let run = wellspring(site.root(), &["adopt", "--again", "content/data/ledger.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let merged = std::fs::read_to_string(&path).expect("is there");
    assert!(merged.contains("备注: never # ours"), "{merged}");
    assert!(!merged.contains("用地"), "{merged}");
    assert!(merged.contains("开工时间: { milestone: started }"), "{merged}");
    assert!(merged.contains("collection: parks"), "{merged}");
    assert!(run.stdout.contains("Kept as it was changed"), "{}", run.stdout);
    let twice = wellspring(site.root(), &["adopt", "--again", "content/data/ledger.xlsx"]);
    assert_eq!(twice.code, 0, "{}", twice.stderr);
    assert_eq!(std::fs::read_to_string(&path).expect("is there"), merged);
}

/// A site adds words of its own.
#[test]
fn a_site_adds_synonyms() {
    let site = SiteCase::small();
    let settings =
        std::fs::read_to_string(site.root().join("content/site.yaml")).expect("is there");
    let own =
        "synonyms: { projects: { investment: [盘子], milestone signed: 落笔, park: 摊位 } }\n";
    site.put("content/site.yaml", settings + own);
    site.put("content/data/parks.yaml", "- { id: north, name: 北园 }\n");
    site.put(
        "content/data/ledger.xlsx.txt",
        "== 项目\n名称 | 盘子（亿元） | 落笔 | 摊位\n甲厂 | 3.5 | @2029-05-01 | 北园\n",
    );
    let run = wellspring(site.root(), &["adopt", "content/data/ledger.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let path = site.root().join("content/data/ledger.mapping.yaml");
    let mapping = std::fs::read_to_string(path).expect("was written");
    assert!(mapping.contains("盘子（亿元）: { field: investment, unit: 亿元 }"), "{mapping}");
    assert!(mapping.contains("落笔: { milestone: signed }"), "{mapping}");
    assert!(mapping.contains("摊位: { field: park, by: name }"), "{mapping}");
}

/// An exception for an id stands in the mapping; two rows with one id are an error that names both.
#[test]
fn ids_collide_until_the_mapping_gives_another() {
    let site = SiteCase::small();
    let text = "== 项目\n项目名称 | 总投资（万元）\n花园口 | 300\n华园口 | 40.5\n";
    site.put("content/data/ledger.xlsx.txt", text);
    let run = wellspring(site.root(), &["adopt", "content/data/ledger.xlsx"]);
    assert!(run.stderr.contains("error[duplicate-id]"), "{}", run.stderr);
    let path = site.root().join("content/data/ledger.mapping.yaml");
    let mapping = std::fs::read_to_string(&path).expect("was written");
    let given =
        mapping.replace("    columns:", "    ids: { 华园口: hua-yuan-kou-2 }\n    columns:");
    site.put("content/data/ledger.mapping.yaml", given);
    let problems = site.problems();
    assert!(!problems.contains(": error["), "{problems}");
    let (built, _) = site.build(&site.options());
    assert!(built.contains_key("zh/projects/hua-yuan-kou-2/index.html"), "{:?}", built.keys());
}

#[test]
fn what_is_no_workbook_of_the_site_is_refused() {
    let site = SiteCase::small();
    site.put("content/pages/x.csv", "a,b\n");
    let refused = [
        ("nothing.xlsx", "is no file of this site"),
        ("content/pages/x.csv", "move it to `content/data/`"),
        ("content/data/sources.yaml", "is no workbook"),
    ];
    for (path, why) in refused {
        let run = wellspring(site.root(), &["adopt", path]);
        assert_eq!(run.code, 2, "{path}");
        assert!(run.stderr.contains(why), "{path}: {}", run.stderr);
    }
    site.put("content/data/broken.xlsx", "no workbook at all");
    let run = wellspring(site.root(), &["adopt", "content/data/broken.xlsx"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("content/data/broken.xlsx"), "{}", run.stderr);
}

/// A site in the languages of the small one, with a workbook that is adopted: its columns, and what is
/// built of it.
fn adopted(workbook: &str) -> (BTreeMap<String, (String, String)>, SiteCase) {
    let site = SiteCase::small();
    site.put("content/data/book.xlsx.txt", workbook);
    let run = wellspring(site.root(), &["adopt", "content/data/book.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let path = site.root().join("content/data/book.mapping.yaml");
    let mapping = std::fs::read_to_string(path).expect("a mapping was written");
    (columns(&mapping), site)
}

/// The rows of a published set.
fn published(site: &SiteCase, set: &str) -> String {
    let (built, problems) = site.build(&site.options());
    assert!(!problems.contains(": error["), "{problems}");
    String::from_utf8_lossy(&built[&format!("data/{set}.csv")]).into_owned()
}

/// The currency stands in another column, and the scale in the head or above the table: both count.
#[test]
fn a_currency_beside_amounts_keeps_the_scale_of_their_head() {
    let cases = [
        (
            "项目名称 | 币种 | 投资额（百万）\n水厂 | EUR | 50\n诊所 | CNY | 20\n",
            "50000000,,exactly,EUR",
        ),
        (
            "项目名称 | 币种 | 投资额（万）\n水厂 | 美元 | 5000\n诊所 | 人民币 | 20\n",
            "50000000,,exactly,USD",
        ),
        (
            "Project name | Currency | Amount (million)\n水厂 | EUR | 50\n诊所 | USD | 20\n",
            "50000000,,exactly,EUR",
        ),
        (
            "Project name | Currency | Amount (in thousands)\n水厂 | EUR | 50000\n诊所 | USD | 20\n",
            "50000000,,exactly,EUR",
        ),
        (
            "Loans and grants, amounts in millions\nProject name | Currency | Amount\n水厂 | EUR | 50\n诊所 | USD | 20\n",
            "50000000,,exactly,EUR",
        ),
    ];
    for (rows, amount) in cases {
        let (_, site) = adopted(&format!("== 项目\n{rows}"));
        let text = published(&site, "projects");
        assert!(text.contains(amount), "{rows}\n{text}");
    }
    // A head that names a currency of its own, 万元, takes that of the row, and is unsure.
    let rows = "项目名称 | 币种 | 投资额（万元）\n水厂 | 美元 | 50\n诊所 | 人民币 | 20\n";
    let (found, site) = adopted(&format!("== 项目\n{rows}"));
    let (said, why) = &found["项目 projects 投资额（万元）"];
    assert_eq!(said, "{ field: investment, unit: 万元, unit_in: 币种 }");
    assert!(why.starts_with("unsure:"), "{why}");
    let text = published(&site, "projects");
    assert!(text.contains("500000,,exactly,USD") && text.contains("200000,,exactly,CNY"), "{text}");
}

/// What a head and a row say of a scale may not differ.
#[test]
fn two_scales_of_one_amount_are_an_error() {
    let site = SiteCase::small();
    let rows = "== 项目\n项目名称 | 单位 | 总投资（万元）\n水厂 | 亿元 | 50\n诊所 | 万元 | 20\n";
    site.put("content/data/book.xlsx.txt", rows);
    let mapping = "sheets:\n  - sheet: 项目\n    collection: projects\n    columns: { 项目名称: name, 总投资（万元）: { field: investment, unit_in: 单位 } }\n";
    site.put("content/data/book.mapping.yaml", mapping);
    let problems = site.problems();
    assert_eq!(problems.matches("error[unit-mismatch]").count(), 1, "{problems}");
    assert!(problems.contains("`亿元` by its row and `万元` by its head"), "{problems}");
}

/// The value of a target that says the opposite of its field is an error that names the right one.
#[test]
fn a_target_is_not_of_two_directions() {
    let site = SiteCase::small();
    let indicators = "- { id: queue, name: Queue, unit: person, kind: level }\n";
    site.put("content/data/indicators.yaml", indicators);
    let targets = "\
- { indicator: queue, period: 2027, at_least: ≤ 18人 }
- { indicator: queue, period: 2028, at_most: at least 5 people }
- { indicator: queue, period: 2029, keep_at_least: 不超过100人 }
- { indicator: queue, period: 2030, keep_at_most: not less than 5 people }
- { indicator: queue, period: 2031, at_most: ≤ 18人 }
- { indicator: queue, period: 2032, at_least: more than 18 people }
";
    site.put("content/data/targets.yaml", targets);
    let problems = site.problems();
    assert_eq!(problems.matches("takes the other direction").count(), 4, "{problems}");
    for right in ["at_most", "at_least", "keep_at_most", "keep_at_least"] {
        assert!(problems.contains(&format!("write `{right}` for it")), "{problems}");
    }
}

/// Heads of what is planned, expected and told by months, in an English workbook.
#[test]
fn what_is_ahead_and_when_is_told_by_heads() {
    let rows = "== Projects
Project name | Forecast completion | Revised completion date | Actual spend Jul–Mar (USD million) | Forecast outturn FY2030/31 (USD million) | Region(s) | Funding source
Road | @2031-03-31 | @2032-03-31 | 18.25 | 27 | North; East | Government; Bank
Rail | @2033-01-31 | @2034-01-31 | 3 | 4 | North | Bank
";
    let (found, site) = adopted(rows);
    let of = |head: &str| found[&format!("Projects projects {head}")].clone();
    let (said, why) = of("Forecast completion");
    assert_eq!(said, "{ milestone: completed, planned: true }", "{why}");
    let (said, why) = of("Revised completion date");
    assert!(why.starts_with("unsure:"), "{said}: {why}");
    let (said, why) = of("Actual spend Jul–Mar (USD million)");
    assert!(said.contains("-07/") && said.contains("-03,"), "{said}");
    assert!(why.starts_with("unsure:"), "{why}");
    let (said, _) = of("Forecast outturn FY2030/31 (USD million)");
    assert_eq!(said, "{ figure: done, period: 2030/31, unit: USD million, status: forecast }");
    let (said, _) = of("Region(s)");
    assert_eq!(said, "{ field: regions, by: name }");
    let regions = std::fs::read_to_string(site.root().join("content/data/regions/book.yaml"));
    let regions = regions.expect("regions were written");
    assert!(regions.contains("id: north,") && regions.contains("id: east,"), "{regions}");
    let (said, _) = of("Funding source");
    assert!(said.contains("Source of funds") || said.contains("资金来源"), "{said}");
}

/// Targets of which each is a most are no leasts, and quarters beside known indicators are a table.
#[test]
fn a_table_of_quarters_is_read_with_its_targets() {
    let workbook = "== KPIs
Indicator | Unit | Target 2029 | Q1 | Q2 | Q3
地区生产总值 | 亿元 | ≤ 1012.5 | 102.47 | 176.25 | 3
社会消费品零售总额 | 万元 | ≤ 3580000 | 391450 | 418890 | 4
";
    let (found, _) = of_indicators(workbook);
    let (said, _) = &found["KPIs targets Target 2029"];
    assert_eq!(said, "at_most");
    let (said, _) = &found["KPIs observations Q3"];
    assert!(said.contains("-Q3, unit_in: Unit"), "{said}");
}

/// The end of works that are to last until a year is planned until it is over.
#[test]
fn the_end_of_a_span_is_planned_while_its_year_runs() {
    let site = SiteCase::small();
    let settings =
        std::fs::read_to_string(site.root().join("content/site.yaml")).expect("is there");
    let day = settings.lines().find_map(|line| line.strip_prefix("as_of: ")).expect("a day");
    let year: u16 = day.trim()[..4].parse().expect("a year");
    let rows = format!(
        "== 项目\n项目名称 | 建设起止年限\n甲路 | {}-{year}\n乙路 | {}-{}\n",
        year - 4,
        year - 4,
        year - 2
    );
    site.put("content/data/book.xlsx.txt", rows);
    let run = wellspring(site.root(), &["adopt", "content/data/book.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = published(&site, "milestones");
    let is_planned = |id: &str| {
        let mut lines = text.lines().filter(|line| line.starts_with(&format!("{id},completed")));
        lines.next().unwrap_or_else(|| panic!("{id}: {text}")).contains(",planned,")
    };
    assert!(is_planned("jia-lu"), "{text}");
    assert!(!is_planned("yi-lu"), "{text}");
}

/// A unit of the site is called by its id, and rows of unlike units have no sum.
#[test]
fn units_by_their_ids_and_rows_of_unlike_units() {
    let site = SiteCase::small();
    let settings =
        std::fs::read_to_string(site.root().join("content/site.yaml")).expect("is there");
    site.put("content/site.yaml", format!("{settings}units: [ {{ id: per100k, kind: rate }} ]\n"));
    let indicators = "- { id: deaths, name: Deaths, unit: per100k, kind: level }\n\
                      - { id: bulk, name: Bulk, unit: t }\n\
                      - { id: oil, name: Oil, unit: t }\n\
                      - { id: visits, name: Visits, unit: person }\n";
    site.put("content/data/indicators.yaml", indicators);
    let rows = "== 结果\n指标 | 单位 | 2028年\nBulk | t | 3010.5\nOil | t | 5010\nVisits | 人 | 329400\nTotal tonnage | t | 8020.5\n";
    site.put("content/data/book.xlsx.txt", rows);
    let mapping = "sheets:\n  - sheet: 结果\n    collection: observations\n    checks: [Total]\n    columns:\n      指标: { field: indicator, by: name }\n      2028年: { field: value, period: 2028, unit_in: 单位 }\n";
    site.put("content/data/book.mapping.yaml", mapping);
    site.put("content/data/rates.xlsx.txt", "== 结果\n指标 | 2028年\nDeaths | 21.4\n");
    let mapping = "sheets:\n  - sheet: 结果\n    collection: observations\n    columns:\n      指标: { field: indicator, by: name }\n      2028年: { field: value, period: 2028, unit: per100k }\n";
    site.put("content/data/rates.mapping.yaml", mapping);
    let problems = site.problems();
    assert!(!problems.contains("total-differs"), "{problems}");
    assert!(!problems.contains("not a unit that this site knows"), "{problems}");
}
