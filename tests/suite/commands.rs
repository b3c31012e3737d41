//! The commands as they are typed: arguments, streams and exit codes.

use crate::file_tree::{read_tree, repository};
use crate::program::{wellspring, wellspring_with};
use crate::site_case::SiteCase;
use serde_json::Value;
use std::collections::BTreeSet;
use wellspring::diag::{CODES, MessageLanguage, explain};
use wellspring::render::page_kinds;

/// A site with one error and one warning.
fn faulty() -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/data/regions.yaml",
        "- { id: east, name: { zh: 东部, en: East }, summary: { zh: 沿河。 } }\n\
         - { id: west, name: { zh: 西部, en: West }, sumary: { zh: 山地。, en: Hills. } }\n",
    );
    site
}

/// A site with one warning.
fn warned() -> SiteCase {
    let site = SiteCase::small();
    let region = "- { id: east, name: { zh: 东部, en: East }, summary: { zh: 沿河。 } }\n";
    site.put("content/data/regions.yaml", region);
    site
}

#[test]
fn json_has_one_object_a_line_with_the_agreed_keys() {
    let site = faulty();
    site.put("content/data/project.yaml", "- { id: east }\n");
    site.put(
        "content/data/parks.yaml",
        "- { id: a, name: { zh: 一, en: A } }\n- { id: a, name: { zh: 二, en: B } }\n",
    );
    let run = wellspring(site.root(), &["check", "--format", "json"]);
    assert_eq!(run.code, 1);
    let objects: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(objects.len(), 4, "{}", run.stdout);
    let expected = [
        "severity",
        "code",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "help",
        "related",
    ];
    for object in &objects {
        let keys: Vec<_> = object.as_object().expect("is an object").keys().collect();
        assert_eq!(keys, expected);
    }
    let duplicate =
        objects.iter().find(|object| object["code"] == "duplicate-id").expect("is reported");
    let keys: Vec<_> = duplicate["related"][0].as_object().expect("is an object").keys().collect();
    assert_eq!(keys, ["file", "line", "column", "message"]);
    let unknown =
        objects.iter().find(|object| object["code"] == "unknown-field").expect("is reported");
    assert_eq!(unknown["severity"], "error");
    assert_eq!(unknown["file"], "content/data/regions.yaml");
    let place = ["line", "column", "end_line", "end_column"].map(|key| unknown[key].as_u64());
    assert_eq!(place, [2, 43, 2, 49].map(Some));
    assert_eq!(unknown["help"], "did you mean `summary`?");
}

#[test]
fn sarif_is_one_document() {
    let run = wellspring(faulty().root(), &["check", "--format", "sarif"]);
    assert_eq!(run.code, 1);
    let document: Value = serde_json::from_str(&run.stdout).expect("stdout is JSON");
    assert_eq!(document["version"], "2.1.0");
    let results = document["runs"][0]["results"].as_array().expect("has results");
    let rules = document["runs"][0]["tool"]["driver"]["rules"].as_array().expect("has rules");
    assert_eq!(rules.len(), CODES.len());
    let found: Vec<_> = results
        .iter()
        .map(|result| (result["ruleId"].as_str(), result["level"].as_str()))
        .collect();
    let (missing, unknown) = ("missing-translation", "unknown-field");
    assert_eq!(found, [(Some(missing), Some("warning")), (Some(unknown), Some("error"))]);
    for result in results {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        assert_eq!(index.map(|index| &rules[index]["id"]), Some(&result["ruleId"]));
    }
}

#[test]
fn sarif_without_problems_is_a_document_too() {
    let run = wellspring(SiteCase::small().root(), &["check", "--format", "sarif"]);
    assert_eq!(run.code, 0);
    let document: Value = serde_json::from_str(&run.stdout).expect("stdout is JSON");
    assert_eq!(document["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn github_annotations_are_a_line_each() {
    let run = wellspring(faulty().root(), &["check", "--format", "github"]);
    assert_eq!(run.code, 1);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.stdout);
    assert!(
        lines[0].starts_with("::warning file=content/data/regions.yaml,line=1,col=52,"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("::error file=content/data/regions.yaml,line=2,col=43,"),
        "{}",
        lines[1]
    );
}

#[test]
fn people_see_the_line_and_a_caret_on_stderr() {
    let run = wellspring(faulty().root(), &["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    for part in [
        "error[unknown-field]",
        "--> content/data/regions.yaml:2:43",
        "^^^^^^",
        "did you mean",
        "1 error, 1 warning",
    ] {
        assert!(run.stderr.contains(part), "`{part}` is missing in: {}", run.stderr);
    }
    assert!(!run.stderr.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn colours_come_when_asked_for() {
    let site = faulty();
    let color = wellspring(site.root(), &["check", "--color", "always"]);
    assert!(color.stderr.contains('\u{1b}'));
    let none = wellspring_with(site.root(), &["check", "--color", "auto"], &[("NO_COLOR", "1")]);
    assert!(!none.stderr.contains('\u{1b}'));
}

#[test]
fn quiet_shows_errors_only() {
    let run = wellspring(faulty().root(), &["check", "-q", "--format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.starts_with("content/data/regions.yaml:2:43: error[unknown-field]"));
    let clean = wellspring(SiteCase::small().root(), &["build", "-q"]);
    assert_eq!((clean.code, clean.stdout.as_str(), clean.stderr.as_str()), (0, "", ""));
}

#[test]
fn strict_turns_warnings_into_errors() {
    let site = warned();
    let lenient = wellspring(site.root(), &["build", "--format", "short"]);
    assert_eq!(lenient.code, 0, "{}", lenient.stderr);
    assert!(lenient.stderr.contains("warning[missing-translation]"));
    let before = read_tree(&site.root().join("output"));
    let strict = wellspring(site.root(), &["build", "--strict", "--format", "short"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.contains("error[missing-translation]"));
    assert!(read_tree(&site.root().join("output")) == before);
}

#[test]
fn check_writes_nothing() {
    let site = SiteCase::small();
    let before = read_tree(site.root());
    let run = wellspring(site.root(), &["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read_tree(site.root()) == before);
}

#[test]
fn build_ends_with_a_summary() {
    let run = wellspring(SiteCase::small().root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "");
    for part in ["sources 1", "zh ", "en ", " pages", " ms"] {
        assert!(run.stderr.contains(part), "`{part}` is missing in: {}", run.stderr);
    }
}

#[test]
fn the_site_can_be_built_as_of_an_earlier_day() {
    let site = SiteCase::small();
    site.put(
        "content/data/events.yaml",
        "- { id: fair, title: { zh: 展会, en: Fair }, date: 2030-05-01, source: report }\n",
    );
    site.put(
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 示例报告, en: Example Report }, published: 2030-03-15 }\n",
    );
    let run = wellspring(site.root(), &["build", "--as-of", "2030-03-31", "-o", "then"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let home = std::fs::read_to_string(site.root().join("then/en/index.html")).expect("is built");
    assert!(home.contains("31 March 2030"), "the pages name the day");
    assert!(!home.contains("30 June 2030"), "and not the one of site.yaml");
}

#[test]
fn a_folder_without_a_site_is_named() {
    let site = SiteCase::empty();
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 2);
    for part in ["error: no site in `.`", "`content/site.yaml`", "help: ", "`wellspring init`"] {
        assert!(run.stderr.contains(part), "`{part}` is missing in: {}", run.stderr);
    }
}

#[test]
fn a_site_near_by_is_proposed() {
    let site = SiteCase::small();
    let run = wellspring(&site.root().join("content/data"), &["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("help: there is one in `"), "{}", run.stderr);
    assert!(run.stderr.contains("use `-C "), "{}", run.stderr);
}

#[test]
fn an_unknown_flag_is_the_programs_problem() {
    let site = SiteCase::small();
    for arguments in
        [&["build", "--outptu", "x"][..], &["biuld"], &["build", "--as-of", "2030-02-30"], &[]]
    {
        let run = wellspring(site.root(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(wellspring(site.root(), &["build", "--outptu", "x"]).stderr.contains("--output-dir"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let site = SiteCase::small();
    let broken = site.root().join("content/data/parks.yaml");
    // A link to nothing: permissions would not stop an administrator.
    std::os::unix::fs::symlink("/nonexistent/parks.yaml", &broken).expect("links can be made");
    let run = wellspring(site.root(), &["check", "--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let told = "error[not-a-file]: `content/data/parks.yaml` is a link that leads nowhere";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn every_code_is_explained() {
    let site = SiteCase::empty();
    for code in CODES {
        let run = wellspring(site.root(), &["explain", code.name()]);
        assert_eq!((run.code, run.stdout), (0, explain(*code, MessageLanguage::default())));
    }
    let list = wellspring(site.root(), &["explain"]);
    assert_eq!((list.code, list.stdout.lines().count()), (0, CODES.len()));
    let pasted = wellspring(site.root(), &["explain", "error[bad-date]"]);
    assert!(pasted.stdout.starts_with("bad-date: "));
    let slip = wellspring(site.root(), &["explain", "bad-dat"]);
    assert_eq!(slip.code, 2);
    assert!(slip.stderr.contains("did you mean `bad-date`?"), "{}", slip.stderr);
}

#[test]
fn pages_and_records_are_listed_as_data() {
    let site = warned();
    let pages = wellspring(site.root(), &["list", "pages"]);
    assert_eq!(pages.code, 0, "{}", pages.stderr);
    let lines: Vec<Vec<_>> =
        pages.stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["kind", "language", "path", "state", "reason", "place"]);
    for code in ["zh", "en"] {
        let path = format!("{code}/regions/east/index.html");
        let line = ["region", code, &path, "published", "content/data/regions.yaml:1:9"];
        assert!(lines.contains(&line.to_vec()), "{}", pages.stdout);
    }
    let records = wellspring(site.root(), &["list", "records"]);
    assert_eq!(records.code, 0, "{}", records.stderr);
    let lines: Vec<_> = records.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "kind     id      state      reason  place                          name",
            "regions  east    published          content/data/regions.yaml:1:3  东部",
            "sources  report  published          content/data/sources.yaml:1:3  示例报告",
        ]
    );
}

#[test]
fn kinds_of_pages_are_documented() {
    let guide = std::fs::read_to_string(repository("docs/guide.md")).expect("there is a guide");
    let listed = guide.split("| kind | page |").nth(1).expect("it lists the kinds of pages");
    let rows = listed.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let documented: BTreeSet<_> =
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let known: BTreeSet<_> = page_kinds().iter().map(|kind| kind.name).collect();
    assert_eq!(documented, known);
    assert_eq!(known.len(), page_kinds().iter().count(), "no two have one name");
}

#[test]
fn a_new_site_builds_without_a_warning() {
    let folder = SiteCase::empty();
    let run = wellspring(folder.root(), &["init", "report"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written: Vec<_> = read_tree(&folder.root().join("report")).into_keys().collect();
    let starter: Vec<_> = read_tree(&repository("src/commands/starter")).into_keys().collect();
    assert!(starter.iter().all(|file| written.contains(file)), "{written:?}");
    let ignored =
        std::fs::read_to_string(folder.root().join("report/.gitignore")).unwrap_or_default();
    assert!(ignored.contains("/output/\n/.output.reuse/\n"), "{ignored}");
    let build = wellspring(folder.root(), &["-C", "report", "build", "--strict"]);
    assert_eq!(build.code, 0, "{}", build.stderr);
    // Its texts propose to look from this day.
    let earlier = ["-C", "report", "check", "--strict", "--as-of", "2031-02-01"];
    let earlier = wellspring(folder.root(), &earlier);
    assert_eq!(earlier.code, 0, "{}", earlier.stderr);
    assert!(folder.root().join("report/output/index.html").is_file());
    let before = read_tree(folder.root());
    let again = wellspring(folder.root(), &["init", "report"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("is not empty"), "{}", again.stderr);
    assert!(read_tree(folder.root()) == before);
}

/// The rows that `theme list` prints as JSON, by file.
fn theme_list(site: &SiteCase) -> Vec<(String, Option<String>)> {
    let run = wellspring(site.root(), &["theme", "list", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("each line is JSON"))
        .map(|row| (text(&row["file"]).expect("is a path"), text(&row["override"])))
        .collect()
}

#[test]
fn files_of_the_theme_are_listed_and_copied() {
    let site = SiteCase::small();
    let listed = theme_list(&site);
    let folder = repository("themes/default");
    let built_in: Vec<_> = read_tree(&folder).into_keys().collect();
    assert_eq!(listed.iter().map(|(file, _)| file.clone()).collect::<Vec<_>>(), built_in);
    assert!(listed.iter().all(|(_, by)| by.is_none()));

    let run =
        wellspring(site.root(), &["theme", "eject", "templates/page.html", "strings/en.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("wrote `./themes/default/templates/page.html`"), "{}", run.stderr);
    let copied = read_tree(&site.root().join("themes/default"));
    let original = read_tree(&folder);
    assert_eq!(copied.len(), 2);
    assert!(copied.iter().all(|(path, bytes)| original.get(path) == Some(bytes)));
    let overridden: Vec<_> = theme_list(&site).into_iter().filter_map(|(_, by)| by).collect();
    assert_eq!(
        overridden,
        ["themes/default/strings/en.yaml", "themes/default/templates/page.html"]
    );
    site.build_clean();
}

#[test]
fn the_second_theme_has_what_it_changes_and_the_rest_of_the_first() {
    let site = SiteCase::small();
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    let settings = settings.expect("the settings are there");
    site.put("content/site.yaml", format!("{settings}theme: official\n"));
    let own = read_tree(&repository("themes/official"));
    let all = read_tree(&repository("themes/default"));
    let all: BTreeSet<_> = all.keys().chain(own.keys()).cloned().collect();
    let listed = theme_list(&site);
    assert_eq!(listed.iter().map(|(file, _)| file.clone()).collect::<BTreeSet<_>>(), all);

    let run = wellspring(site.root(), &["theme", "eject", "templates/home.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let copied = read_tree(&site.root().join("themes/official"));
    assert_eq!(copied.get("templates/home.html"), own.get("templates/home.html"));
    // A copy goes before the built-in file, and can extend the one that that goes before.
    site.build_clean();
    site.put("content/site.yaml", format!("{settings}theme: oficial\n"));
    let run = wellspring(site.root(), &["check"]);
    assert!(run.stderr.contains("did you mean `official`?"), "{}", run.stderr);
}

#[test]
fn files_of_the_theme_are_never_written_over() {
    let site = SiteCase::small();
    site.put("themes/default/templates/page.html", "mine");
    let before = read_tree(site.root());
    for (files, words) in [
        (
            &["assets/style.css", "templates/page.html"][..],
            "`./themes/default/templates/page.html` exists already",
        ),
        (&["assets/style.css", "page.htm"], "did you mean `templates/page.html`?"),
        (&["page.html"], "did you mean `templates/page.html`?"),
        (&["themes/default/templates/page.html"], "did you mean `templates/page.html`?"),
        (&["template/page.html"], "did you mean `templates/page.html`?"),
        (&["stlye.css"], "did you mean `assets/style.css`?"),
        (&["strings/eng.yaml"], "did you mean `strings/en.yaml`?"),
        (&["pictures/cover.png"], "`wellspring theme list` names its files"),
    ] {
        let run = wellspring(site.root(), &[&["theme", "eject"], files].concat());
        assert_eq!(run.code, 2, "{files:?}");
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
        assert!(read_tree(site.root()) == before, "{files:?}");
    }
}

#[test]
fn files_of_the_theme_go_where_the_site_looks_for_them() {
    let site = SiteCase::small();
    let settings = "title: { zh: 示例区, en: Example District }\ntheme: harbour\n\
        languages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\n\
        as_of: 2030-06-30\n";
    site.put("content/site.yaml", settings);
    let run = wellspring(site.root(), &["theme", "eject", "assets/icon.svg"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.root().join("themes/harbour/assets/icon.svg").is_file());
    site.build_clean();
    for name in [".", "..", "../harbour", "a/b", "/a", "a/"] {
        site.put("content/site.yaml", settings.replace("harbour", name));
        let run = wellspring(site.root(), &["theme", "eject", "assets/style.css"]);
        assert_eq!(run.code, 2, "{name}");
        assert!(run.stderr.contains("does not name a folder in `themes/`"), "{}", run.stderr);
    }
}

#[test]
fn the_theme_is_listed_where_there_is_no_site() {
    let nowhere = SiteCase::empty();
    assert!(theme_list(&nowhere).iter().any(|(file, _)| file == "assets/style.css"));
    let run = wellspring(nowhere.root(), &["theme", "eject", "assets/style.css"]);
    assert_eq!(run.code, 2);
    assert!(read_tree(nowhere.root()).is_empty());
}
