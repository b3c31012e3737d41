//! `cases/workbooks/NAME/`: a site whose ledger is a workbook, and in `same/` that ledger in YAML,
//! of which the same site is made. What stands in `absent.txt` must be in no file.

use crate::accept::assert_none;
use crate::file_tree::{put, read_tree, repository};
use crate::program::wellspring;
use crate::site_case::{Built, SiteCase, page};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use wellspring::diag::Severity;
use wellspring::diag::format::{Format, render};
use wellspring::options::BuildOptions;
use wellspring::pipeline::{compile, compile_after};
use wellspring::source::{CellKind, SheetCells};

fn cases() -> Vec<PathBuf> {
    let folder = repository("tests/cases/workbooks");
    let found = std::fs::read_dir(folder).expect("there are cases");
    let mut found: Vec<_> = found.map(|entry| entry.expect("is readable").path()).collect();
    found.sort();
    found
}

/// The site with its ledger in YAML.
fn in_yaml(case: &Path) -> SiteCase {
    let site = SiteCase::empty();
    for (path, bytes) in read_tree(&case.join("in")) {
        let is_ledger = path.starts_with("content/data/") && path != "content/data/sources.yaml";
        if !is_ledger {
            site.put(&path, bytes);
        }
    }
    for (path, bytes) in read_tree(&case.join("same")) {
        site.put(&path, bytes);
    }
    site
}

/// What a site is, but for what names the files that it is made from.
fn built(site: &SiteCase) -> (Built, String) {
    let (mut built, problems) = site.build(&site.options());
    built.remove("build.json");
    (built, problems)
}

#[test]
fn a_workbook_makes_the_site_of_the_same_yaml() {
    let mut failures = Vec::new();
    for case in cases() {
        let name = case.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let (of_workbook, problems) = built(&SiteCase::copy_of(&case.join("in")));
        let (of_yaml, _) = built(&in_yaml(&case));
        let lines = problems.lines().filter(|line| !line.starts_with(' '));
        failures.extend(
            lines.filter(|line| !line.contains(": note[")).map(|line| format!("{name}: {line}")),
        );
        let paths: BTreeSet<_> = of_workbook.keys().chain(of_yaml.keys()).collect();
        for path in paths {
            match (of_workbook.get(path), of_yaml.get(path)) {
                (Some(one), Some(other)) if one == other => {}
                (Some(_), None) => failures.push(format!("{name}: {path} is of the workbook only")),
                (None, _) => failures.push(format!("{name}: {path} is of the YAML only")),
                (Some(one), Some(other)) => {
                    failures
                        .push(format!("{name}: {path} differs: {}", first_difference(one, other)));
                }
            }
        }
        let absent = std::fs::read_to_string(case.join("absent.txt")).unwrap_or_default();
        for text in absent.lines() {
            let holding = of_workbook.iter().filter(|(_, bytes)| {
                bytes.windows(text.len()).any(|window| window == text.as_bytes())
            });
            failures.extend(holding.map(|(path, _)| format!("{name}: {path} has `{text}`")));
        }
    }
    assert_none(&failures);
}

/// The ledgers that are written as workbooks: the example, and what cases have of everything.
fn ledgers() -> Vec<PathBuf> {
    let mut found = vec![repository("")];
    for folder in ["tests/cases/ledgers", "tests/cases/build"] {
        let cases = std::fs::read_dir(repository(folder)).expect("there are cases");
        found.extend(cases.map(|case| case.expect("is readable").path().join("in")));
    }
    found.retain(|folder| folder.join("content/data").is_dir());
    // One workbook does not say what the ledger was on several days.
    found.retain(|folder| !folder.join("content/data/ledger.mapping.yaml").exists());
    found.sort();
    found
}

/// Bytes of a ledger of which a site is not built twice.
const LARGE: usize = 60_000;

/// The themes of a site, if it has some. That of the repository is the built-in one.
fn themes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let themes = folder.join("themes");
    if !themes.is_dir() || folder == repository("") {
        return Vec::new();
    }
    let named = |(path, bytes)| (format!("themes/{path}"), bytes);
    read_tree(&themes).into_iter().map(named).collect()
}

/// The ledger of any site, written as a workbook and read in place of its YAML, makes the same site.
#[test]
fn a_ledger_is_the_same_as_a_workbook() {
    let mut failures = Vec::new();
    let mut n_same = 0;
    for folder in ledgers() {
        let name = folder.display();
        let site = SiteCase::empty();
        for (path, bytes) in read_tree(&folder.join("content")) {
            site.put(&format!("content/{path}"), bytes);
        }
        for (path, bytes) in themes(&folder) {
            site.put(&path, bytes);
        }
        let compiled = compile(&site.options()).expect("the folder is readable");
        let has_errors = compiled.problems().iter().any(|(level, _)| *level == Severity::Error);
        let (of_yaml, _) = built(&site);
        if has_errors || of_yaml.is_empty() {
            continue;
        }
        let run = wellspring(site.root(), &["new", "workbook", "ledger.xlsx"]);
        if run.code != 0 || run.stderr.contains("stays in YAML") {
            failures.push(format!("{name}: {}", run.stderr));
            continue;
        }
        // The program has compared what is in the workbook; of large ledgers that is enough.
        let n_bytes: usize =
            read_tree(&site.root().join("content/data")).values().map(Vec::len).sum();
        if n_bytes > LARGE && folder != repository("") {
            continue;
        }
        let workbook = std::fs::read(site.root().join("ledger.xlsx")).expect("was written");
        let again = SiteCase::empty();
        for (path, bytes) in read_tree(&site.root().join("content")) {
            // The borders of a map are no ledger.
            if !path.starts_with("data/") || path.ends_with(".geojson") {
                again.put(&format!("content/{path}"), bytes);
            }
        }
        for (path, bytes) in themes(&folder) {
            again.put(&path, bytes);
        }
        again.put("content/data/ledger.xlsx", workbook);
        let (of_workbook, problems) = built(&again);
        let paths: BTreeSet<_> = of_workbook.keys().chain(of_yaml.keys()).collect();
        let differ = paths.iter().find(|path| of_workbook.get(**path) != of_yaml.get(**path));
        match differ {
            Some(path) => {
                let [one, other] = [&of_workbook, &of_yaml].map(|site| site.get(*path).cloned());
                let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
                let difference = first_difference(&one, &other);
                failures.push(format!("{name}: {path}: {difference}\n{problems}"));
            }
            None => n_same += 1,
        }
    }
    assert_none(&failures);
    assert!(n_same >= 30, "{n_same} sites");
}

/// The heads alone are no records, and every head is known.
#[test]
fn an_empty_workbook_changes_nothing() {
    let site = SiteCase::copy_of(&repository("tests/cases/workbooks/parts/in"));
    let (before, _) = built(&site);
    let run = wellspring(site.root(), &["new", "workbook", "content/data/empty.xlsx", "--empty"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let (after, problems) = built(&site);
    assert!(!problems.contains("empty.xlsx"), "{problems}");
    assert!(before == after, "heads are no records");
    let again = wellspring(site.root(), &["new", "workbook", "content/data/empty.xlsx"]);
    assert_eq!(again.code, 2, "{}", again.stderr);
    let other = wellspring(site.root(), &["new", "workbook", "ledger.ods"]);
    assert_eq!(other.code, 2, "{}", other.stderr);
    let park = wellspring(site.root(), &["new", "park", "east", "--empty"]);
    assert_eq!(park.code, 2, "{}", park.stderr);
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let at = one.iter().zip(other).position(|(one, other)| one != other);
    let at = at.unwrap_or(one.len().min(other.len())).saturating_sub(60);
    let part =
        |bytes: &[u8]| String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 160)]).into_owned();
    format!("{:?} and not {:?}", part(one), part(other))
}

/// A site with one workbook that has a name which no record has.
fn with_unknown_name() -> SiteCase {
    let site = SiteCase::small();
    site.put("content/data/parks.yaml", "- { id: north, name: 北园 }\n");
    site.put(
        "content/data/ledger.xlsx.txt",
        "== 项目\n编号 | 名称 | 园区 | 总投资\na | 项目甲 | 北圆 | 3\n",
    );
    site.put(
        "content/data/ledger.mapping.yaml",
        "sheets:\n  - collection: projects\n    columns:\n      编号: id\n      名称: name\n      \
         园区: { field: park, by: name }\n      总投资: { field: investment, unit: 亿元 }\n",
    );
    site
}

/// What stands beside a wrong cell is shown to nobody: logs of builds are often public.
#[test]
fn excerpts_show_no_other_cell() {
    let site = SiteCase::small();
    let text = "id,name,E-mail,park\na,甲,secret@example.org,nowhere\n";
    site.put("content/data/projects.csv", text);
    site.put(
        "content/data/parks.xlsx.txt",
        "== parks\nid | name | 手机 | region\nb | 乙 | 13800000000 | nowhere\n",
    );
    let compiled = compile(&site.options()).expect("the folder is readable");
    let found = compiled.problems();
    let written = render(Format::Human, &found, &compiled.sources, false);
    assert!(written.contains("content/data/projects.csv:2:24\n"), "{written}");
    assert!(written.contains("content/data/parks.xlsx parks!D2\n"), "{written}");
    assert!(!written.contains("secret") && !written.contains("138"), "{written}");
}

#[test]
fn problems_name_the_cell_in_every_format() {
    let compiled = compile(&with_unknown_name().options()).expect("the folder is readable");
    let found = compiled.problems();
    assert!(found.iter().any(|(severity, _)| *severity == Severity::Error));
    let mut text = String::new();
    for (name, format) in [
        ("human", Format::Human),
        ("short", Format::Short),
        ("json", Format::Json),
        ("github", Format::Github),
        ("markdown", Format::Markdown),
        ("gitlab", Format::Gitlab),
    ] {
        let written = render(format, &found, &compiled.sources, false);
        text += &format!("== {name}\n{written}\n");
    }
    let sarif = render(Format::Sarif, &found, &compiled.sources, false);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("is JSON");
    text += &format!("== sarif\n{:#}\n", sarif["runs"][0]["results"][0]["locations"]);
    let path = repository("tests/cases/formats/workbook.txt");
    if crate::accept::is_updating() {
        put(&path, text.as_bytes());
        return;
    }
    let expected = std::fs::read_to_string(path).expect("is there");
    assert_none(&crate::accept::difference(&expected, &text).into_iter().collect::<Vec<_>>());
}

/// Whatever changes in a workbook, its mapping or what it names, the next run of a server says and
/// shows what a run from the beginning does.
#[test]
fn a_run_after_a_change_is_as_a_run_from_the_beginning() {
    let site = with_unknown_name();
    let edits = [
        ("content/data/parks.yaml", "- { id: north, name: 北圆 }\n"),
        (
            "content/data/ledger.xlsx.txt",
            "== 项目\n编号 | 名称 | 园区 | 总投资\na | 项目甲 | 北圆 | 4\nb | 项目乙 | | 2\n",
        ),
        ("content/data/ledger.mapping.yaml", "sheets: []\n"),
        ("content/pages/about.zh.md", "# 关于\n\n正文\n"),
        (
            "content/data/ledger.mapping.yaml",
            "sheets:\n  - { collection: projects, columns: { 编号: id, 名称: name, 园区: never, 总投资: never } }\n",
        ),
        ("content/data/parks.yaml", "- { id: north, name: 南园 }\n"),
    ];
    let options = site.options();
    let mut before = compile(&options).expect("the folder is readable");
    for (path, text) in edits {
        site.put(path, text);
        let changed = wellspring::load::Changed { all: true, ..Default::default() };
        let after = compile_after(&options, Some((&before, &changed))).expect("is readable");
        let anew = compile(&options).expect("is readable");
        let listing = |compiled: &wellspring::pipeline::Compiled| {
            render(Format::Human, &compiled.problems(), &compiled.sources, false)
        };
        assert_eq!(listing(&after), listing(&anew), "{path}");
        let amounts = |compiled: &wellspring::pipeline::Compiled| {
            let site = compiled.site.as_ref().expect("has settings");
            let projects = site.model.projects.iter();
            projects.map(|(_, project)| format!("{:?}", project.investment)).collect::<Vec<_>>()
        };
        assert_eq!(amounts(&after), amounts(&anew), "{path}");
        before = after;
    }
}

/// A build into the same folder again makes what a first build does.
#[test]
fn a_changed_cell_changes_the_next_build() {
    let case = repository("tests/cases/workbooks/plain");
    let site = SiteCase::copy_of(&case.join("in"));
    built(&site);
    let path = case.join("in/content/data/ledger.xlsx.txt");
    let text = std::fs::read_to_string(path).expect("is there");
    let text = text.replace("0.30000000000000004", "0.4");
    site.put("content/data/ledger.xlsx.txt", &text);
    let (again, _) = built(&site);
    let other = SiteCase::copy_of(&case.join("in"));
    other.put("content/data/ledger.xlsx.txt", &text);
    let (anew, _) = built(&other);
    assert!(again == anew, "a build over the last one differs from a first one");
}

/// The texts of the cells of a workbook, sheet by sheet: each with what kind of cell it is.
fn cells(bytes: &[u8]) -> Vec<(String, Vec<(CellKind, String)>)> {
    let file = wellspring::workbook::read::read("a.xlsx", bytes).expect("is a workbook");
    let cells = file.cells.as_ref().expect("has cells");
    let of_sheet = |sheet: &SheetCells| {
        let texts = sheet.cells.iter();
        texts.map(|cell| (cell.kind, cell.text(&file.text).into_owned())).collect()
    };
    cells.sheets.iter().map(|sheet| (sheet.name.to_string(), of_sheet(sheet))).collect()
}

/// The workbook that a site publishes says what it is, and has numbers and days as such.
#[test]
fn the_published_workbook_has_numbers_and_days() {
    let (built, _) = built(&SiteCase::copy_of(&repository("tests/cases/build/data-sets/in")));
    let sheets = cells(&built["data/en.xlsx"]);
    let texts = |name: &str| {
        let found = sheets.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no sheet {name}")).1
    };
    for text in
        ["Example District", "15 April 2031", "Example Licence (https://example.org/licence)"]
    {
        assert!(texts("About").iter().any(|(_, found)| found == text), "{text}");
    }
    let all: Vec<_> = sheets.iter().flat_map(|(_, texts)| texts).collect();
    assert!(all.iter().any(|(kind, text)| *kind == CellKind::Date && text == "2031-03-31"));
    let amounts: BTreeSet<_> = { all.iter() }
        .filter(|(kind, text)| *kind == CellKind::Number && text.len() > 8)
        .map(|(_, text)| text.as_str())
        .collect();
    let csv = String::from_utf8_lossy(&built["data/projects.csv"]).into_owned();
    assert!(
        !amounts.is_empty() && amounts.iter().any(|amount| csv.contains(amount)),
        "{amounts:?}"
    );
    assert!(all.iter().any(|(_, text)| text == "Investment (RMB)"), "{all:?}");
}

/// It says what pages say: names of statuses, choices and members, units and periods in words.
#[test]
fn the_published_workbook_has_names_and_words() {
    let texts = |case: &str, workbook: &str| -> BTreeSet<String> {
        let (built, _) = built(&SiteCase::copy_of(&repository(&format!("tests/cases/{case}/in"))));
        let sheets = cells(&built[workbook]).into_iter();
        sheets.flat_map(|(_, texts)| texts).map(|(_, text)| text).collect()
    };
    let named = texts("workbooks/heads-and-names", "data/zh.xlsx");
    for text in ["正常", "滞后", "绿色通道", "女", "60岁及以上", "初步数", "亩"] {
        assert!(named.contains(text), "{text}: {named:?}");
    }
    for text in ["green", "red", "fast", "female", "a60", "preliminary", "CNY", "mu", "exactly"] {
        assert!(!named.contains(text), "{text}");
    }
    let of_projects = texts("build/whole-life", "data/en.xlsx");
    for text in ["whole", "CNY", "exactly"] {
        assert!(!of_projects.contains(text), "{text}");
    }
    assert!(of_projects.contains("project life"), "{of_projects:?}");
}

/// The sheet that is signed has every figure in every language, with its place, source and quote.
#[test]
fn figures_are_listed_to_be_signed() {
    let site = SiteCase::small();
    site.put(
        "content/data/indicators.yaml",
        "- { id: built, name: { zh: 已建, en: Built }, unit: CNY }\n",
    );
    site.put(
        "content/data/observations.yaml",
        "- { indicator: built, period: 2029, value: 约30 亿元, source: { ref: report, quote: 约三十亿元 } }\n",
    );
    let run =
        wellspring(site.root(), &["list", "figures", "--format", "xlsx", "--to", "sign.xlsx"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let bytes = std::fs::read(site.root().join("sign.xlsx")).expect("was written");
    let sheets = cells(&bytes);
    let has = |text: &str| sheets[0].1.iter().any(|(_, found)| found == text);
    let told =
        ["已建", "Built", "约30亿元", "about RMB\u{a0}3\u{a0}billion", "2029", "约三十亿元", "☐"];
    for text in told {
        assert!(has(text), "{text} in {sheets:?}");
    }
    assert!(has("content/data/observations.yaml:1:44"), "{sheets:?}");
    let page = wellspring(site.root(), &["list", "figures", "--format", "html"]);
    assert_eq!(page.code, 0, "{}", page.stderr);
    for text in told {
        assert!(page.stdout.contains(&format!("<td>{text}</td>")), "{text} in {}", page.stdout);
    }
    let pages = wellspring(site.root(), &["list", "pages", "--format", "html"]);
    assert_eq!(pages.code, 2, "{}", pages.stderr);
}

/// Of workbooks of several days nothing of a later one is in what a day knows.
#[test]
fn of_a_day_nothing_of_a_later_workbook_is_known() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/snapshots/in"));
    for (day, later) in [
        ("2031-03-31", &["大桥", "Bridge", "风电场", "Wind farm", "二期", "p-4", "p-5"][..]),
        ("2031-06-30", &["风电场", "Wind farm", "p-5"][..]),
        ("2031-09-30", &["纸厂", "Paper mill"][..]),
    ] {
        let as_of = Some(day.parse().expect("a day"));
        let options = BuildOptions { as_of, ..site.options_into(day) };
        let (built, problems) = site.build(&options);
        assert!(!problems.contains("error["), "{day}: {problems}");
        for (path, bytes) in built.iter().filter(|(path, _)| path.as_str() != "build.json") {
            // What was once known stays in the editions of those days.
            if path.starts_with("editions/") || path.contains("changes") {
                continue;
            }
            for text in later {
                let is_there = bytes.windows(text.len()).any(|found| found == text.as_bytes());
                assert!(!is_there, "{day}: {path} has `{text}`");
            }
        }
    }
}

/// However a period is written that was not over on the day of the workbook, its result reaches to
/// that day; a forecast reaches to its end.
#[test]
fn a_running_period_of_any_kind_reaches_to_the_day_of_its_workbook() {
    let folder = repository("tests/cases/build/snapshots/in");
    for (period, covers) in [
        ("2031", "2031-09-30"),
        ("2031年", "2031-09-30"),
        ("FY2032", "2031-09-30"),
        ("2031-07/2031-12", "2031-09-30"),
        ("FY2031", "2031-06-30"),
        ("2031-Q3", "2031-09-30"),
    ] {
        let site = SiteCase::copy_of(&folder);
        for (path, from, to) in [
            (
                "content/site.yaml",
                "currency:",
                "year_starts: { month: 7, named_by: end }\ncurrency:",
            ),
            ("content/data/ledger.mapping.yaml", "period: 2031", &*format!("period: \"{period}\"")),
        ] {
            let text = std::fs::read_to_string(site.root().join(path)).expect("a file of the case");
            site.put(path, text.replace(from, to));
        }
        let (built, problems) = site.build(&site.options());
        assert!(!problems.contains("error["), "{period}: {problems}");
        let rows = page(&built, "data/observations.csv");
        let found = rows.lines().skip(1).filter(|row| row.contains(covers)).count();
        assert_eq!(found, rows.lines().skip(1).count(), "{period}: {rows}");
    }
}

/// What is damaged is refused with a message, wherever its container is.
#[test]
fn a_damaged_workbook_of_old_excel_is_refused() {
    let whole = std::fs::read(repository("tests/cases/adopt/in/majors.xls")).expect("a workbook");
    let cut = [512, whole.len() / 2, whole.len() - 100].map(|length| whole[..length].to_vec());
    // The version, and the cut-off of small streams.
    let spoiled = [0x1b, 0x39].map(|at| {
        let mut bytes = whole.clone();
        bytes[at] = 0xfe;
        bytes
    });
    for (number, bytes) in cut.into_iter().chain(spoiled).enumerate() {
        let site = SiteCase::small();
        site.put("content/data/ledger.xls", bytes);
        let problems = site.problems();
        assert!(problems.contains("unreadable-workbook"), "{number}: {problems}");
    }
}

#[test]
fn two_workbooks_of_one_ledger_are_compared() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/snapshots/in"));
    let workbook = |quarter: &str| format!("content/data/ledger-2031-{quarter}.xlsx");
    let run = wellspring(site.root(), &["diff", &workbook("q1"), &workbook("q2")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for line in ["大桥", "纸厂", "由“1亿元”变为“1.2亿元”"] {
        assert!(run.stdout.contains(line), "{line}: {}", run.stdout);
    }
    assert!(!run.stdout.contains("风电场"), "{}", run.stdout);
}
