//! What the program says in other languages than its own: nothing of it is left in English, and
//! nothing is filled in wrongly. What is no message is in `spoken.rs`.

use crate::accept::{assert_none, difference, is_updating};
use crate::document::parse;
use crate::file_tree::{put, read_texts, read_tree, repository};
use crate::literals::literals;
use crate::program::{wellspring, wellspring_with};
use crate::site_case::SiteCase;
use clap::Command;
use clap::builder::StyledStr;
use indexmap::IndexMap;
use regex_lite::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;
use wellspring::cli_words::command;
use wellspring::diag::format::{Format, render_in};
use wellspring::diag::{CODES, MessageLanguage};
use wellspring::pipeline::compile;
use wellspring::progress_bar::Progress;

/// Where messages for those who write sites arise, and what else is said to them.
const SPEAKERS: [&str; 27] = [
    "src/check/",
    "src/cli/",
    "src/commands/",
    "src/compile/",
    "src/figures/",
    "src/load/",
    "src/locale/",
    "src/lsp/",
    "src/merge.rs",
    "src/model/",
    "src/outside/",
    "src/parse/",
    "src/picture/",
    "src/pipeline.rs",
    "src/plan/",
    "src/progress_bar.rs",
    "src/removed_pages.rs",
    "src/render/templates.rs",
    "src/serve/answer.rs",
    "src/serve/connection.rs",
    "src/serve/http.rs",
    "src/shard.rs",
    "src/theme/",
    "src/translation/",
    "src/value/",
    "src/workbook/",
    "src/write/",
];

/// What of it writes files, and says nothing to anybody.
const WRITERS: [&str; 2] = ["src/workbook/adopt/", "src/workbook/write/"];

/// Texts of these modules that nobody reads as a message, and pieces that are put together there:
/// the whole is in the files of languages, and in a case.
const OTHERS: [&str; 52] = [
    "table:",
    "style:",
    "number:",
    "office:",
    "of these remembered",
    "not tried",
    "Why there is no figure:",
    "Who takes part",
    "Who invests",
    "The part of the territory",
    "The same with several",
    "Its level, one of",
    "# What published editions say",
    "nothing known refers to",
    "zh hans",
    "zh hant",
    "yue han",
    "wuu hans",
    "hak hans",
    "nan hans",
    "thumbs.db",
    "folder.jpg",
    "system volume information",
    "built-in theme",
    ", not of `",
    "no note has the name `",
    "to define the note `",
    ", and leave an empty line",
    "write `{}{}` and so on",
    "\" rel=\"external",
    " (checks links)",
    " (",
    "draft: true",
    ", target: true",
    "wellspring translated {}",
    "writing to memory does not fail",
    "# Fill in what the sources say.",
    "# What each translation was made from;",
    "Signature: ",
    "To be checked",
    "Kept as it was changed",
    ", {n} out of date",
    "watching content/ and themes/",
    "`{}`, as it is",
    "page file",
    "broken data file",
    "xml:space",
    "urn:oasis:names:",
    "{path} is not the same",
    "{path} is new",
    "not ours",
    "did you mean ",
];

/// The file of a language, as far as it is looked at here.
#[derive(Deserialize)]
struct File {
    texts: IndexMap<String, String>,
    parts: IndexMap<String, String>,
}

fn languages() -> impl Iterator<Item = (MessageLanguage, File)> {
    MessageLanguage::codes().map(|code| {
        let path = format!("src/diag/words/{code}.yaml");
        let text = std::fs::read_to_string(repository(&path)).expect("is there");
        (MessageLanguage::of(code), serde_yaml::from_str(&text).expect("has the shape of its kind"))
    })
}

/// Every message, note, help and related text that a case expects.
fn expected_texts() -> BTreeSet<String> {
    let told = Regex::new(r"^.*?(?:error|warning|note)\[[a-z0-9-]+\]: (.*)$").expect("is one");
    let beside = Regex::new(r"^  (?:note|help): (.*)$").expect("is one");
    let see = Regex::new(r"^  see .+?(?::\d+:\d+|![A-Z]+\d+): (.*)$").expect("is one");
    let mut found = BTreeSet::new();
    for (path, bytes) in read_tree(&repository("tests/cases")) {
        let is_document = path == "slips.md" || path.starts_with("check/");
        let Some(text) = String::from_utf8(bytes).ok().filter(|_| is_document) else { continue };
        for line in
            parse(&text).iter().flat_map(|case| case.expected.iter()).flat_map(|it| it.lines())
        {
            let text = [&beside, &see, &told].into_iter().find_map(|shape| shape.captures(line));
            found.extend(text.map(|text| text[1].to_owned()));
        }
    }
    assert!(found.len() > 1000, "the cases are read: {}", found.len());
    found
}

#[test]
fn every_message_of_the_cases_is_said_in_every_language() {
    let mut failures = Vec::new();
    for text in expected_texts() {
        let without = languages().filter(|(language, _)| language.find(&text).is_none());
        failures.extend(without.map(|(language, _)| format!("{:?}: {text}", language.code())));
    }
    assert_none(&failures);
}

/// A text of the sources with something in each hole.
fn filled(template: &str) -> [String; 2] {
    let hole = Regex::new(r"\{[A-Za-z0-9_]*(?::[^{}\s]*)?\}").expect("is one");
    let as_format = template.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let as_format = hole.replace_all(&as_format, "7").replace('\u{1}', "{").replace('\u{2}', "}");
    [as_format, hole.replace_all(template, "7").into_owned()]
}

/// Whether a language knows a text, by itself or in a hole of another.
fn knows(language: MessageLanguage, text: &str) -> bool {
    let text = text.trim();
    let text =
        ["help: ", "warning: "].iter().find_map(|level| text.strip_prefix(level)).unwrap_or(text);
    language.find(text).is_some()
        || language.find(&format!("this chart draws nothing: {text}")).is_some()
}

#[test]
fn every_message_of_the_sources_is_said_in_every_language() {
    let prose = Regex::new("[a-z]{2,}[ ,;:]+[a-z]{2,}").expect("is one");
    let panics = ["expect(", "unreachable!(", "panic!("];
    let mut failures = Vec::new();
    let speaks = |path: &str| {
        path.ends_with(".rs")
            && SPEAKERS.iter().any(|start| path.starts_with(start))
            && !WRITERS.iter().any(|start| path.starts_with(start))
    };
    for (path, source) in read_texts("src").into_iter().filter(|(path, _)| speaks(path)) {
        for literal in literals(&source) {
            let is_other = OTHERS.iter().any(|start| literal.text.starts_with(start))
                || panics.iter().any(|call| literal.before.ends_with(call))
                || literal.text.contains(['<', '>']) && literal.text.contains('=');
            for line in literal.text.lines().filter(|line| !is_other && prose.is_match(line)) {
                let lacks = |language| !filled(line).iter().any(|text| knows(language, text));
                let lacking = languages().filter(|(language, _)| lacks(*language));
                failures
                    .extend(lacking.map(|(one, _)| format!("{path}: {:?}: {line}", one.code())));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn every_text_of_a_language_is_filled_and_punctuated() {
    let hole = Regex::new(r"\{([A-Za-z0-9_]*)\}").expect("is one");
    let quoted = Regex::new("`[^`]*`").expect("is one");
    let half_width = Regex::new(r"[\x{4e00}-\x{9fff}`][,;:?!()]|[,;:?!()][\x{4e00}-\x{9fff}]");
    let half_width = half_width.expect("is one");
    let names = |text: &str| {
        let mut n_unnamed = 0;
        let names = hole.captures_iter(text).map(|found| match &found[1] {
            "" => {
                n_unnamed += 1;
                format!("{}", n_unnamed - 1)
            }
            name => name.to_owned(),
        });
        names.collect::<BTreeSet<String>>()
    };
    let mut failures = Vec::new();
    for (_, File { texts, parts }) in languages() {
        for (english, said) in texts.iter().chain(&parts) {
            let mut holes = names(english);
            // The ending of an English plural has nothing that stands for it.
            holes.remove("plural");
            if holes != names(said) {
                failures.push(format!("other holes: {english} / {said}"));
            }
            if half_width.is_match(&quoted.replace_all(said, "`")) {
                failures.push(format!("half-width signs: {said}"));
            }
            if said.ends_with('。') != (english.ends_with('.') && said != english)
                && said.ends_with('。')
            {
                failures.push(format!("a full stop: {said}"));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn no_text_of_a_language_is_left_over() {
    let hole = Regex::new(r"\{[A-Za-z0-9_]*(?::[^{}\s]*)?\}").expect("is one");
    let plain = |text: &str| {
        let text = hole.replace_all(text, "\u{1}").into_owned();
        let mut plain = text.replace("\u{1}\u{1}", "\u{1}");
        while plain.contains("\u{1}\u{1}") {
            plain = plain.replace("\u{1}\u{1}", "\u{1}");
        }
        plain.trim().to_owned()
    };
    let mut written = BTreeSet::new();
    for (path, source) in read_texts("src").into_iter().filter(|(path, _)| path.ends_with(".rs")) {
        let _ = path;
        for literal in literals(&source) {
            for line in literal.text.lines() {
                written.insert(plain(line));
                written.insert(plain(&line.replace("{{", "{").replace("}}", "}")));
            }
        }
    }
    // Comments of files that `init` and `new` write go on over lines.
    for (_, text) in
        read_texts("src/commands").into_iter().filter(|(path, _)| !path.ends_with(".rs"))
    {
        let comments = text.lines().filter_map(|line| line.split_once('#'));
        let comments: Vec<&str> = comments.map(|(_, comment)| comment.trim()).collect();
        written.insert(comments.join(" "));
    }
    let texts = expected_texts();
    let words: Vec<&String> = written.iter().chain(&texts).collect();
    let mut failures = Vec::new();
    for (_, File { texts, .. }) in languages() {
        for english in texts.keys() {
            // A text that is put together from pieces has one of them in it.
            let shape = plain(english);
            let longest = shape.split('\u{1}').max_by_key(|piece| piece.len()).unwrap_or_default();
            let longest = longest.trim();
            let is_used = written.contains(&shape)
                || words.iter().any(|text| text.contains(longest))
                || longest.split([':', ';', ',', '—']).any(|piece| written.contains(piece.trim()));
            if !is_used && !is_of_others(english) {
                failures.push(english.clone());
            }
        }
    }
    assert_none(&failures);
}

/// What the parser of arguments, the system and the engine of templates say.
fn is_of_others(english: &str) -> bool {
    let starts = [
        "Usage",
        "{n} error",
        "{n} warning",
        "{n} note",
        "For more information",
        "No such file",
        "Permission denied",
        "[possible values",
        "a similar",
        "some similar",
        "to pass",
        "a value is required",
        "the argument '",
        "the subcommand '",
        "'{raw}' requires a subcommand",
        "equal sign is needed",
        "the following required",
        "unexpected ",
        "unrecognized",
        "invalid value",
        "variable `",
        "field `",
        "known ",
        "tip",
    ];
    starts.iter().any(|start| english.starts_with(start))
}

#[test]
fn every_help_text_is_said_in_every_language() {
    let mut failures = Vec::new();
    for (language, _) in languages() {
        let mut english = command(MessageLanguage::default());
        english.build();
        compare(&english, &command(language), &mut failures);
    }
    assert_none(&failures);
}

/// Names what is said in the same words in both.
fn compare(english: &Command, said: &Command, failures: &mut Vec<String>) {
    let mut differ = |one: Option<String>, other: Option<String>| {
        if one.is_some() && one == other {
            failures.push(format!("{}: {}", english.get_name(), one.unwrap_or_default()));
        }
    };
    let text = |text: Option<&StyledStr>| text.map(ToString::to_string);
    differ(text(english.get_about()), text(said.get_about()));
    differ(text(english.get_long_about()), text(said.get_long_about()));
    for (one, other) in english.get_arguments().zip(said.get_arguments()) {
        differ(text(one.get_help()), text(other.get_help()));
        let other = text(other.get_long_help()).unwrap_or_default();
        let values =
            one.get_possible_values().into_iter().filter(|_| one.get_action().takes_values());
        for help in values
            .filter(|value| !value.is_hide_set())
            .filter_map(|value| value.get_help().cloned())
        {
            let is_left = other.ends_with(&help.to_string());
            differ(is_left.then(|| help.to_string()), Some(help.to_string()));
        }
    }
    for one in english.get_subcommands() {
        let other = said.find_subcommand(one.get_name()).expect("has the same commands");
        compare(one, other, failures);
    }
}

#[test]
fn slips_are_told_in_every_language() {
    let text = std::fs::read_to_string(repository("tests/cases/slips.md")).expect("is there");
    let cases = parse(&text);
    let (good, slips) = cases.split_first().expect("the document has cases");
    let mut failures = Vec::new();
    for (language, _) in languages() {
        let mut told = String::new();
        for slip in slips {
            let site = SiteCase::empty();
            good.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
            slip.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
            let compiled = compile(&site.options()).expect("the site folder is readable");
            let (sources, found) = compiled.finish(&Progress::hidden());
            told += &render_in(language, Format::Human, &found, &sources, false);
        }
        let path =
            format!("tests/cases/messages/slips.{}.txt", language.code().unwrap_or_default());
        if is_updating() {
            put(&repository(&path), told.as_bytes());
            continue;
        }
        let expected = std::fs::read_to_string(repository(&path)).unwrap_or_default();
        failures.extend(difference(&expected, &told).map(|found| format!("{path}: {found}")));
    }
    assert_none(&failures);
}

#[test]
fn the_program_speaks_the_language_that_is_asked_for() {
    let site = SiteCase::small();
    for (language, _) in languages() {
        let code = language.code().expect("is not English");
        let say = |text: &str| {
            language.find(text).unwrap_or_else(|| panic!("{code} has no words for `{text}`"))
        };
        let asked = wellspring(site.root(), &["check", "--lang", code]);
        assert!(asked.stderr.contains(&say("no problems")), "{}", asked.stderr);
        let set = wellspring_with(site.root(), &["check"], &[("WELLSPRING_LANG", code)]);
        assert_eq!(set.stderr, asked.stderr);
        let before = wellspring(site.root(), &["--lang", code, "list", "records", "--lang", "en"]);
        assert_eq!(before.code, 0, "{}", before.stderr);
        let help = wellspring(site.root(), &["--lang", code, "build", "--help"]);
        assert!(help.stdout.contains(&say("Usage")), "{}", help.stdout);
        let slip = wellspring(site.root(), &["check", "--lang", code, "--nonsense"]);
        assert_eq!(slip.code, 2);
        assert!(slip.stderr.starts_with(&say("error")), "{}", slip.stderr);
        let first = CODES.first().expect("there are some");
        let explained = wellspring(site.root(), &["explain", first.name(), "--lang", code]);
        assert!(explained.stdout.contains(&say(first.info().summary)), "{}", explained.stdout);
    }
    let unknown = wellspring(site.root(), &["check", "--lang", "xx"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("the program speaks English"), "{}", unknown.stderr);
    let of_site = wellspring(site.root(), &["check", "--lang", "site"]);
    assert_eq!(of_site.code, 0, "{}", of_site.stderr);
    let english = wellspring_with(site.root(), &["check"], &[("WELLSPRING_LANG", "auto")]);
    assert!(english.stderr.contains("no problems"), "{}", english.stderr);
}

#[test]
fn codes_places_and_fingerprints_are_the_same_in_every_language() {
    let site = SiteCase::small();
    site.put("content/data/parks.yaml", "- { id: x, nmae: { zh: 甲, en: A } }\n");
    for (language, _) in languages() {
        let code = language.code().expect("is not English");
        for format in ["json", "sarif", "gitlab"] {
            let said = |extra: &[&str]| {
                let arguments = [&["check", "--format", format][..], extra].concat();
                let run = wellspring(site.root(), &arguments);
                let lines = run.stdout.lines().filter(|line| {
                    let named = ["\"code\"", "\"ruleId\"", "\"startLine\"", "\"fingerprint\""];
                    named.iter().any(|name| line.contains(name)) && format != "json"
                });
                lines.map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(said(&[]), said(&["--lang", code]), "{format}");
        }
    }
}
