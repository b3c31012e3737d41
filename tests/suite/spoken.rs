//! What the program says besides messages, in other languages than its own: tables, comments in the
//! files that it writes, and what fields are for.

use crate::accept::assert_none;
use crate::file_tree::{read_tree, repository};
use crate::program::wellspring;
use crate::site_case::SiteCase;
use clap::Command;
use regex_lite::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use wellspring::cli_words::command;
use wellspring::diag::MessageLanguage;
use wellspring::schema::{About, documentation, schemas};

fn languages() -> impl Iterator<Item = (&'static str, MessageLanguage)> {
    MessageLanguage::codes().map(|code| (code, MessageLanguage::of(code)))
}

/// The documentation of all fields, in English.
fn documented() -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                let text = fields.get("description").and_then(Value::as_str);
                found.extend(text.map(|text| text.trim().to_owned()));
                fields.values().for_each(|value| collect(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for (_, schema) in schemas(&About::default()) {
        collect(&serde_json::from_str(&schema).expect("is JSON"), &mut found);
    }
    assert!(found.len() > 200, "fields have texts: {}", found.len());
    found
}

#[test]
fn every_field_is_explained_in_every_language() {
    let english = documented();
    let mut failures = Vec::new();
    for (code, language) in languages() {
        let lacking = english.iter().filter(|text| documentation(text, language) == **text);
        failures.extend(lacking.map(|text| format!("{code} lacks: {text}")));
        let path = repository(&format!("src/schema/words/{code}.yaml"));
        let text = std::fs::read_to_string(path).expect("each language has such a file");
        let texts: BTreeMap<String, String> = serde_yaml::from_str(&text).expect("texts");
        let left = texts.keys().filter(|text| !english.contains(*text));
        failures.extend(left.map(|text| format!("{code} has what is no text of a field: {text}")));
        // What is quoted is typed as it is, in any language.
        let quoted = Regex::new("`[^`]*`").expect("is one");
        for (text, said) in &texts {
            let of = |text: &str| {
                quoted
                    .find_iter(text)
                    .map(|found| found.as_str().to_owned())
                    .collect::<BTreeSet<_>>()
            };
            if of(text) != of(said) {
                failures.push(format!("{code} quotes other words: {said}"));
            }
        }
    }
    assert_none(&failures);
}

/// The comments of a file, without what is quoted in them.
fn comments(path: &str, text: &str) -> Vec<String> {
    let quoted = Regex::new("`[^`]*`|“[^”]*”").expect("is one");
    let is_field = Regex::new("^ *(?:- )?(?:[a-z_]+:(?: |$)|\\{)").expect("is one");
    let mut found = Vec::new();
    for line in text.lines() {
        let whole = line.trim_start().strip_prefix("# ").filter(|rest| !is_field.is_match(rest));
        let behind = line.rsplit_once("  # ").filter(|(value, _)| !value.trim().is_empty());
        let behind = behind.map(|(_, text)| text);
        let text = behind.or(whole).unwrap_or_default();
        found.push(format!("{path}: {}", quoted.replace_all(text, "")));
    }
    found
}

/// Comments that are the same in both texts and have words in them.
fn left(path: &str, english: &str, said: &str) -> Vec<String> {
    let words = Regex::new("[a-z]{2,}[ ,;:]+[a-z]{2,}").expect("is one");
    // What stands at its end is no word of a comment: options of another program, and addresses.
    let others = ["shellcheck shell=bash", "uses: ./", "- shell: bash", "run: cargo install"];
    let known: BTreeSet<String> = comments(path, english).into_iter().collect();
    let same = comments(path, said).into_iter().filter(|text| known.contains(text));
    let text = |text: &String| text.split_once(": ").map(|(_, text)| text.to_owned());
    same.filter(|one| text(one).is_some_and(|text| words.is_match(&text)))
        .filter(|one| !others.iter().any(|other| one.contains(other)))
        .collect()
}

/// The files that a command writes into a new folder, in a language and in English.
fn both(code: &str, arguments: &[&str]) -> [BTreeMap<String, String>; 2] {
    [code, "en"].map(|code| {
        let folder = SiteCase::empty();
        let run = wellspring(folder.root(), &[&["--lang", code], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        let files = read_tree(folder.root()).into_iter();
        files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
    })
}

#[test]
fn a_new_site_explains_itself_in_every_language() {
    let mut failures = Vec::new();
    for (code, _) in languages() {
        for arguments in [
            &["init"][..],
            &["init", "--ci", "github"],
            &["init", "--ci", "github", "--shards", "3"],
            &["init", "--ci", "gitlab"],
            &["init", "--ci", "gitlab", "--shards", "3"],
            &["init", "--ci", "gitee"],
        ] {
            let [said, english] = both(code, arguments);
            assert!(said.keys().eq(english.keys()));
            let files = said.iter().filter(|(path, _)| !path.ends_with(".json"));
            failures.extend(files.flat_map(|(path, text)| left(path, &english[path], text)));
        }
        let [said, _] = both(code, &["init"]);
        let settings = &said["content/site.yaml"];
        let first = format!("\nlanguages:\n  {code}: ");
        assert!(settings.contains(&first), "its language goes first: {settings}");
        let site = SiteCase::empty();
        said.iter().for_each(|(path, text)| site.put(path, text));
        let run = wellspring(site.root(), &["check", "--strict"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    assert_none(&failures);
}

#[test]
fn new_records_are_explained_in_every_language() {
    let kinds = [
        "project",
        "park",
        "region",
        "industry",
        "organization",
        "indicator",
        "target",
        "observation",
        "event",
        "document",
        "source",
        "term",
        "page",
    ];
    let mut failures = Vec::new();
    for (code, _) in languages() {
        let written = |code: &str| {
            let site = SiteCase::empty();
            assert_eq!(wellspring(site.root(), &["init"]).code, 0);
            let before = read_tree(site.root());
            for kind in kinds {
                let run = wellspring(site.root(), &["new", kind, "harbour", "--lang", code]);
                assert_eq!(run.code, 0, "{}", run.stderr);
            }
            let checked = wellspring(site.root(), &["check", "--drafts"]);
            assert_eq!(checked.code, 0, "{}", checked.stderr);
            let files = read_tree(site.root()).into_iter();
            let new = files.filter(|(path, _)| !before.contains_key(path));
            let text = |bytes| String::from_utf8(bytes).expect("is text");
            new.map(|(path, bytes)| (path, text(bytes))).collect::<BTreeMap<_, _>>()
        };
        let (said, english) = (written(code), written("en"));
        assert_eq!(said.len(), english.len());
        failures.extend(said.iter().flat_map(|(path, text)| left(path, &english[path], text)));
    }
    assert_none(&failures);
}

#[test]
fn a_mapping_is_explained_in_every_language() {
    let mut failures = Vec::new();
    let folder = std::fs::read_dir(repository("tests/cases/adopt/in")).expect("there are cases");
    let files: Vec<_> = folder.map(|entry| entry.expect("is readable").path()).collect();
    for (code, _) in languages() {
        for file in &files {
            let name = file.file_name().expect("has one").to_string_lossy();
            let stem = name.split('.').next().expect("has one");
            let workbook = name.trim_end_matches(".txt").trim_end_matches(".gb18030");
            let path = format!("content/data/{workbook}");
            let [said, english] = [code, "en"].map(|code| {
                let site = SiteCase::small();
                site.put(&format!("content/data/{name}"), std::fs::read(file).expect("is there"));
                let run = wellspring(site.root(), &["adopt", &path, "--lang", code]);
                assert_eq!(run.code, 0, "{}", run.stderr);
                let mapping = site.root().join(format!("content/data/{stem}.mapping.yaml"));
                (std::fs::read_to_string(mapping).expect("was written"), run.stdout)
            });
            failures.extend(left(&name, &english.0, &said.0));
            let plain: BTreeSet<&str> = english.1.lines().collect();
            let words = Regex::new("^ {0,2}[^ ].*[a-z]{2,} [a-z]{2,}").expect("is one");
            let same = said.1.lines().filter(|line| plain.contains(line) && words.is_match(line));
            failures.extend(same.map(|line| format!("{name} prints: {line}")));
        }
    }
    assert_none(&failures);
}

/// A mapping can be gone on with in another language: what is remembered stands there once.
#[test]
fn a_mapping_of_another_language_is_added_to() {
    let site = SiteCase::small();
    site.put("content/data/ledger.xlsx.txt", "== 项目\n项目名称 | 总投资（万元）\n甲厂 | 300\n");
    let path = site.root().join("content/data/ledger.mapping.yaml");
    let adopt = |arguments: &[&str]| {
        let all = [&["adopt", "content/data/ledger.xlsx"], arguments].concat();
        let run = wellspring(site.root(), &all);
        assert_eq!(run.code, 0, "{}", run.stderr);
        std::fs::read_to_string(&path).expect("was written")
    };
    let english = adopt(&[]);
    let titles = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let is_title = |pair: &&[&str]| pair[0].starts_with("# ") && pair[1].starts_with("#= ");
        lines.windows(2).filter(is_title).count()
    };
    for (code, _) in languages() {
        let said = adopt(&["--again", "--lang", code]);
        assert_eq!((titles(&said), said.matches("`adopt --again`").count()), (1, 1), "{said}");
        assert_eq!(adopt(&["--again"]), english);
    }
}

#[test]
fn tables_are_headed_in_every_language() {
    let site = SiteCase::small();
    let word = Regex::new("[a-z]{2,}").expect("is one");
    let mut failures = Vec::new();
    for (code, language) in languages() {
        for what in [
            &["list", "pages"][..],
            &["list", "records"],
            &["list", "figures"],
            &["list", "translations"],
            &["theme", "list"],
        ] {
            // Behind `list` the option says whose translations are listed.
            let run = wellspring(site.root(), &[&["--lang", code], what].concat());
            assert_eq!(run.code, 0, "{}", run.stderr);
            let head = run.stdout.lines().next().unwrap_or_default();
            failures.extend(word.find(head).map(|_| format!("{what:?}: {head}")));
            let data = |code: &str| {
                let format = ["--lang", code, "--format", "csv"];
                wellspring(site.root(), &[&format, what].concat()).stdout
            };
            assert_eq!(data(code), data("en"), "what programs read is the same");
        }
        let timed = wellspring(site.root(), &["build", "--timings=json", "--quiet"]);
        let timings: Value = serde_json::from_str(&timed.stdout).expect("is JSON");
        for phase in timings["phases"].as_array().expect("a list") {
            let name = phase["name"].as_str().expect("a name");
            let is_same = language.say_part(name) == name;
            failures.extend(is_same.then(|| format!("{code}: the phase `{name}`")));
        }
        let run = wellspring(site.root(), &["build", "--timings", "--lang", code]);
        let heads = ["phase", "clock", "memory"].map(|head| language.say_part(head));
        assert!(heads.iter().all(|head| run.stderr.contains(head)), "{}", run.stderr);
        assert!(!run.stderr.contains("clock"), "{}", run.stderr);
    }
    assert_none(&failures);
}

/// What the values of options are, in English.
fn values_of(command: &Command, found: &mut BTreeSet<String>) {
    let values = command.get_arguments().flat_map(|argument| argument.get_possible_values());
    found.extend(values.filter_map(|value| Some(value.get_help()?.to_string())));
    command.get_subcommands().for_each(|sub| values_of(sub, found));
}

#[test]
fn the_manual_and_completions_are_in_every_language() {
    let site = SiteCase::empty();
    let printed = |code: &str, arguments: &[&str]| {
        let run = wellspring(site.root(), &[arguments, &["--lang", code]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let sections = |page: &str| -> Vec<String> {
        page.lines().filter(|line| line.starts_with(".SH ")).map(str::to_owned).collect()
    };
    let mut texts = BTreeSet::new();
    values_of(&command(MessageLanguage::default()), &mut texts);
    assert!(texts.len() > 20, "{texts:?}");
    let mut failures = Vec::new();
    for (code, _) in languages() {
        let (said, english) =
            (sections(&printed(code, &["man"])), sections(&printed("en", &["man"])));
        assert_eq!(said.len(), english.len());
        for (said, english) in said.iter().zip(&english) {
            assert_eq!(said[..4], english[..4], "{said}");
            let is_same = said == english && !said.contains("WELLSPRING");
            failures.extend(is_same.then(|| format!("{code}: {said}")));
        }
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let said = printed(code, &["completions", shell]);
            let left = texts.iter().filter(|text| said.contains(*text));
            failures.extend(left.map(|text| format!("{code}, {shell}: {text}")));
        }
    }
    assert_none(&failures);
}
