//! The way of a translation: out to a file for translation programs and back into its place, and
//! what is said when an original changes.

use crate::file_tree::{copy_tree, read_tree, repository};
use crate::page_text::{inside_of_main, text_of};
use crate::program::wellspring;
use crate::site_case::{SiteCase, page};
use std::collections::BTreeMap;
use std::path::Path;

/// Lines that differ between two versions of a folder: the path, what stood there, what stands.
fn changes(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<(String, String, String)> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let mut found = Vec::new();
    for (path, old) in before {
        let new = &after[path];
        if old == new {
            continue;
        }
        let prefix = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
        let most = old.len().min(new.len()) - prefix;
        let ends = old.bytes().rev().zip(new.bytes().rev()).take(most);
        let suffix = ends.take_while(|(old, new)| old == new).count();
        let part = |text: &str| {
            String::from_utf8_lossy(&text.as_bytes()[prefix..text.len() - suffix]).into_owned()
        };
        found.push((path.clone(), part(old), part(new)));
    }
    found
}

fn export(site: &SiteCase, arguments: &[&str]) -> String {
    let all = [&["export"], arguments, &["out.xlf"]].concat();
    let at_root = site.root().join("out.xlf");
    let named: Vec<&str> = all
        .iter()
        .map(|one| if *one == "out.xlf" { at_root.to_str().expect("UTF-8") } else { one })
        .collect();
    let run = wellspring(site.root(), &named);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::read_to_string(at_root).expect("was written")
}

fn import(site: &SiteCase, xliff: &str) -> (i32, String) {
    let file = site.root().join("in.xlf");
    std::fs::write(&file, xliff).expect("can be written");
    let run = wellspring(site.root(), &["import", file.to_str().expect("UTF-8")]);
    (run.code, run.stderr)
}

/// The document with the target of one unit replaced.
#[track_caller]
fn with_target(xliff: &str, id: &str, new: &str) -> String {
    let unit = xliff.find(&format!("<unit id=\"{id}\"")).expect("the unit is there");
    let end = unit + xliff[unit..].find("</unit>").expect("it ends");
    let open = "<target xml:space=\"preserve\">";
    match xliff[unit..end].find(open) {
        Some(at) => {
            let start = unit + at + open.len();
            let stop = start + xliff[start..].find("</target>").expect("it ends");
            format!("{}{new}{}", &xliff[..start], &xliff[stop..])
        }
        None => {
            let at = unit + xliff[unit..end].find("</source>").expect("it has a source");
            let at = at + "</source>".len();
            format!("{}<target>{new}</target>{}", &xliff[..at], &xliff[at..])
        }
    }
}

fn content(site: &SiteCase) -> BTreeMap<String, String> {
    let files = read_tree(&site.root().join("content")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("is UTF-8"))).collect()
}

fn huiji() -> SiteCase {
    let site = SiteCase::empty();
    copy_tree(&repository("content"), &site.root().join("content"));
    site
}

#[test]
fn three_targets_of_the_example_come_back_and_nothing_else_changes() {
    let site = huiji();
    let before = content(&site);
    let xliff = export(&site, &["--lang", "en", "--all"]);
    // A folded block, a text between braces, a paragraph of a page.
    let xliff = with_target(
        &xliff,
        "events:signing-2023-03-01:summary",
        "All: “signings”, one &amp; two.\nMore.",
    );
    let xliff =
        with_target(&xliff, "projects:cbn-5g-micro-park:milestones:1:text", "Fast, \"very\" fast");
    let xliff =
        with_target(&xliff, "pages:about:4", "One **source**, of 25 April 2023 at 16:17:05.");
    assert_eq!(import(&site, &xliff).0, 0);
    let found = changes(&before, &content(&site));
    let paths: Vec<_> = found.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(
        paths,
        ["data/events.yaml", "data/projects/cbn-5g-micro-park.yaml", "pages/about.en.md"]
    );
    assert!(
        found[0].1.starts_with("The projects signed") || found[0].1.contains("projects signed"),
        "{found:?}"
    );
    assert!(found[0].2.contains("All: “signings”, one & two.\n\n      More"), "{found:?}");
    assert!(found[1].2.contains("\\\"very\\\" fast\""), "{found:?}");
    assert!(found[2].2.contains("One **source**"), "{found:?}");
    assert_eq!(site.problems(), "");
    let again = export(&site, &["--lang", "en", "--all"]);
    assert_eq!(import(&site, &again).1.trim(), "changed 0 texts");
}

#[test]
fn an_import_of_what_was_exported_touches_no_byte() {
    let site = huiji();
    let before = content(&site);
    let xliff = export(&site, &["--all"]);
    assert!(xliff.matches("<unit ").count() > 700);
    assert_eq!(import(&site, &xliff), (0, "changed 0 texts\n".to_owned()));
    assert_eq!(content(&site), before);
}

#[test]
fn every_text_of_the_example_can_be_replaced() {
    let site = huiji();
    let xliff = export(&site, &["--all"]);
    let open = "<target xml:space=\"preserve\">";
    let changed = xliff.replace(open, &format!("{open}X: #, '\"{{\\ "));
    let (code, said) = import(&site, &changed);
    assert_eq!(code, 0, "{said}");
    let n_units = xliff.matches("<unit ").count();
    assert!(said.contains(&format!("changed {n_units} texts")), "{said}");
    assert_eq!(import(&site, &xliff).0, 0);
    // Places may have moved; all else is as it was.
    let texts = |xliff: &str| {
        let lines = xliff.lines().filter(|line| !line.contains("category=\"place\""));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(texts(&export(&site, &["--all"])) == texts(&xliff));
    assert_eq!(site.problems(), "");
}

/// A file of the ledger, what is put into its first region, and the file afterwards.
#[track_caller]
fn check_written(file: &str, new: &str, expected: &str) {
    let site = SiteCase::small();
    site.put("content/data/regions.yaml", file);
    let xliff = export(&site, &["--lang", "en", "--all"]);
    let xliff = with_target(&xliff, "regions:a:summary", new);
    let (code, said) = import(&site, &xliff);
    assert_eq!(code, 0, "{said}");
    let written = std::fs::read_to_string(site.root().join("content/data/regions.yaml"));
    assert_eq!(written.expect("is there"), expected);
}

#[test]
fn a_text_is_written_as_the_one_that_stood_there() {
    let start = "# note\n- id: a # one\n  name: { zh: 一, en: A }\n  summary:";
    let check = |old: &str, new: &str, now: &str| {
        check_written(&format!("{start}{old}\n"), new, &format!("{start}{now}\n"));
    };
    check(" { zh: 甲。, en: One. }", "Two.", " { zh: 甲。, en: Two. }");
    check(" { zh: 甲。, en: One. } # x", "Two, three.", " { zh: 甲。, en: \"Two, three.\" } # x");
    check(" { en: 'It''s', zh: 甲。 }", "It's two", " { en: 'It''s two', zh: 甲。 }");
    check(
        "\n    zh: 甲。\n    en: \"One\" # x",
        "a \"b\" \\",
        "\n    zh: 甲。\n    en: \"a \\\"b\\\" \\\\\" # x",
    );
    check("\n    zh: 甲。\n    en: One", "a: b", "\n    zh: 甲。\n    en: \"a: b\"");
    check(
        "\n    en: |-\n      One\n      two\n    zh: 甲。",
        "Three\n\nfour",
        "\n    en: |-\n      Three\n\n      four\n    zh: 甲。",
    );
    check(
        "\n    en: >- # x\n      One\n      two\n    zh: 甲。",
        "Three\nfour",
        "\n    en: >- # x\n      Three\n\n      four\n    zh: 甲。",
    );
}

#[test]
fn a_missing_text_is_added_beside_its_original() {
    let start = "- id: a\n  name: { zh: 一, en: A }\n  summary:";
    let check = |old: &str, now: &str| {
        check_written(&format!("{start}{old}\n"), "Two.", &format!("{start}{now}\n"));
    };
    check(" { zh: 甲。 }", " { zh: 甲。, en: \"Two.\" }");
    check("\n    zh: 甲。 # x", "\n    zh: 甲。 # x\n    en: \"Two.\"");
    check(
        "\n    zh: >-\n      甲。\n      乙。",
        "\n    zh: >-\n      甲。\n      乙。\n    en: \"Two.\"",
    );
    check("\n    zh: 甲。\n    en:", "\n    zh: 甲。\n    en: \"Two.\"");
    check_written(
        "- id: a\r\n  name: { zh: 一, en: A }\r\n  summary:\r\n    zh: 甲。\r\n",
        "Two.",
        "- id: a\r\n  name: { zh: 一, en: A }\r\n  summary:\r\n    zh: 甲。\r\n    en: \"Two.\"\r\n",
    );
}

#[test]
fn a_unit_whose_original_has_changed_is_refused_by_name() {
    let site = SiteCase::small();
    let region = |zh: &str| {
        format!("- id: a\n  name: {{ zh: 一, en: A }}\n  summary: {{ zh: {zh}, en: One. }}\n")
    };
    site.put("content/data/regions.yaml", region("甲。"));
    let xliff = with_target(&export(&site, &["--all"]), "regions:a:summary", "Two.");
    let xliff = with_target(&xliff, "regions:a:name", "B");
    site.put("content/data/regions.yaml", region("乙。"));
    let (code, said) = import(&site, &xliff);
    assert_eq!(code, 1);
    assert!(said.contains("`regions:a:summary` was not taken: its original has changed"), "{said}");
    let file = &content(&site)["data/regions.yaml"];
    assert_eq!(*file, region("乙。").replace("en: A", "en: B"));
}

#[test]
fn a_page_is_written_when_all_of_it_is_translated() {
    let site = SiteCase::small();
    let page = "---\ntitle: 关于 # x\ndate: 2030-01-01\n---\n\n第一段。\n\n- 一\n- 二\n";
    site.put("content/pages/about.zh.md", page);
    let xliff = export(&site, &[]);
    let part = with_target(&xliff, "pages:about:title", "About: us");
    let part = with_target(&part, "pages:about:1", "First.");
    let (code, said) = import(&site, &part);
    assert_eq!(code, 1);
    assert!(said.contains("1 of its 3 parts are not translated yet"), "{said}");
    assert!(!content(&site).contains_key("pages/about.en.md"));
    let whole = with_target(&part, "pages:about:2", "- One\n- Two");
    assert_eq!(import(&site, &whole).0, 0);
    let written = &content(&site)["pages/about.en.md"];
    let (stamp, rest): (Vec<&str>, Vec<&str>) =
        written.split_inclusive('\n').partition(|line| line.starts_with("translated_from: "));
    assert_eq!(stamp.len(), 1);
    assert_eq!(
        rest.concat(),
        "---\ntitle: \"About: us\" # x\ndate: 2030-01-01\n---\n\nFirst.\n\n- One\n- Two\n"
    );
    assert_eq!(site.problems(), "");
}

#[test]
fn the_program_notes_what_is_up_to_date_and_touches_nothing_else() {
    let site = SiteCase::small();
    let zh = "---\ntitle: 关于\n---\n\n第一段。\n\n第二段。\n";
    let en = "---\n# a note\ntitle:   'About'\r\nnav: false\n---\nFirst.\n\nSecond.\n";
    site.put("content/pages/about.zh.md", zh);
    site.put("content/pages/about.en.md", en);
    let run = wellspring(site.root(), &["translated", "content/pages/about.en.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = content(&site)["pages/about.en.md"].clone();
    let stamp = written.lines().find(|line| line.starts_with("translated_from")).expect("is there");
    assert_eq!(stamp.len(), "translated_from: ".len() + 3 * 7 - 1);
    assert_eq!(written.replace(&format!("{stamp}\r\n"), ""), en);
    assert_eq!(site.problems(), "");
    site.put("content/pages/about.zh.md", zh.replace("第二段。", "新的一段。"));
    let found = site.problems();
    assert!(found.contains("about.en.md:5:18: warning[stale-translation]"), "{found}");
    assert!(found.contains("see content/pages/about.zh.md:7:1: this has changed"), "{found}");
    assert_eq!(found.matches("warning").count(), 1, "{found}");
    let run = wellspring(site.root(), &["translated", "content/pages/about.en.md"]);
    assert_eq!(run.code, 0);
    assert_eq!(site.problems(), "");
}

#[test]
fn what_is_no_translation_is_refused() {
    let site = SiteCase::small();
    site.put("content/pages/about.zh.md", "---\ntitle: 关于\n---\n");
    let refused = |arguments: &[&str], why: &str| {
        let run = wellspring(site.root(), arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(why), "{}", run.stderr);
    };
    refused(&["translated"], "name the files");
    refused(&["translated", "content/pages/about.zh.md"], "it is the original");
    refused(&["translated", "content/pages/none.en.md"], "not a file of this site");
    refused(&["export", "--lang", "fr", "x.xlf"], "no language `fr`");
    let bomb = site.root().join("bomb.xlf");
    std::fs::write(&bomb, "<!DOCTYPE x [<!ENTITY a \"b\">]><xliff version=\"2.1\"/>")
        .expect("written");
    refused(&["import", bomb.to_str().expect("UTF-8")], "DTD");
}

#[test]
fn texts_of_the_ledger_are_stamped_in_a_file_of_their_own() {
    let site = SiteCase::small();
    let region = |zh: &str| format!("- {{ id: a, name: {{ zh: {zh}, en: A }} }}\n");
    site.put("content/data/regions.yaml", region("一"));
    let run = wellspring(site.root(), &["translated", "content/data/regions.yaml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let stamps = content(&site)["translations.yaml"].clone();
    assert!(stamps.contains("\nen:\n  regions:a:name: "), "{stamps}");
    assert_eq!(site.problems(), "");
    site.put("content/data/regions.yaml", region("二"));
    let found = site.problems();
    assert!(found.contains("regions.yaml:1:31: warning[stale-translation]"), "{found}");
    let listed =
        wellspring(site.root(), &["list", "translations", "--lang", "en", "--format", "csv"]);
    assert!(
        listed.stdout.contains("en,stale,name,regions:a:name,content/data/regions.yaml:1:24,二,A"),
        "{}",
        listed.stdout
    );
    let xliff = export(&site, &[]);
    assert_eq!(xliff.matches("<unit ").count(), 1);
    let done = with_target(&xliff, "regions:a:name", "Two");
    assert_eq!(import(&site, &done).0, 0);
    assert_eq!(site.problems(), "");
}

#[test]
fn check_says_how_much_there_is_in_each_language() {
    let site = SiteCase::small();
    site.put(
        "content/data/regions.yaml",
        "- { id: a, name: { zh: 一, en: A }, summary: { zh: 甲。 } }\n",
    );
    site.put("content/pages/about.zh.md", "---\ntitle: 关于\n---\n");
    let run = wellspring(site.root(), &["check"]);
    let line = |code: &str| {
        let found = run.stderr.lines().find(|line| line.starts_with(&format!("{code}: ")));
        found.unwrap_or_default().to_owned()
    };
    assert!(line("zh").starts_with("zh: 1 of 1 pages, 4 of 4 texts, "), "{}", run.stderr);
    assert!(line("en").starts_with("en: 0 of 1 pages, 3 of 4 texts, "), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_content_is_written() {
    let site = SiteCase::small();
    let outside = site.root().join("outside.yaml");
    let text = "- { id: a, name: { zh: 一, en: A } }\n";
    std::fs::write(&outside, text).expect("can be written");
    let link = site.root().join("content/data/regions.yaml");
    std::os::unix::fs::symlink(&outside, link).expect("can be linked");
    let xliff = with_target(&export(&site, &["--all"]), "regions:a:name", "B");
    let (code, said) = import(&site, &xliff);
    assert_eq!((code, said.contains("leads out of `content/`")), (2, true), "{said}");
    assert_eq!(std::fs::read_to_string(&outside).expect("is there"), text);
    let left: Vec<_> = std::fs::read_dir(Path::new(&site.root().join("content/data")))
        .expect("is a folder")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(".tmp"))
        .collect();
    assert!(left.is_empty());
}

#[test]
fn a_site_that_asks_for_it_has_a_page_on_its_languages() {
    let site = SiteCase::small();
    assert!(!site.build_clean().contains_key("en/translations/index.html"));
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    let settings = format!("{}translations_page: true\n", settings.expect("is there"));
    site.put("content/site.yaml", settings);
    site.put("content/pages/about.zh.md", "---\ntitle: 关于\n---\n");
    site.put("content/pages/about.en.md", "---\ntitle: About\ntranslated_from: 111111\n---\n");
    let (built, problems) = site.build(&site.options());
    assert_eq!(problems.matches("warning[stale-translation]").count(), 1, "{problems}");
    let page = text_of(inside_of_main(page(&built, "en/translations/index.html")));
    assert!(page.contains("1 of 1 pages"), "{page}");
    assert!(page.contains("1 translation is older than the current original"), "{page}");
    let foot = String::from_utf8_lossy(&built["zh/index.html"]).into_owned();
    assert!(foot.contains("translations/index.html\">各语言版本</a>"), "{foot}");
}

/// A build, a change, and a build over it must be what a build into an empty folder is.
#[test]
fn the_page_on_languages_is_made_anew_when_a_project_is_translated() {
    let site = SiteCase::small();
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    let settings = format!("{}translations_page: true\n", settings.expect("is there"));
    site.put("content/site.yaml", settings);
    let project = |summary: &str| {
        format!("- {{ id: a, name: {{ zh: 甲, en: A }}, summary: {{ zh: 一。{summary} }} }}\n")
    };
    for summary in ["", ", en: One.", ""] {
        site.put("content/data/projects.yaml", project(summary));
        let run = wellspring(site.root(), &["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let (fresh, _) = site.build(&site.options_into("fresh"));
        let page = |tree: &BTreeMap<String, Vec<u8>>| tree["en/translations/index.html"].clone();
        let over = read_tree(&site.root().join("output"));
        assert!(page(&over) == page(&fresh), "with {summary:?}");
        let expected = if summary.is_empty() { "3 of 4 texts" } else { "4 of 4 texts" };
        let found = String::from_utf8_lossy(&page(&over)).into_owned();
        assert!(found.contains(expected), "{found}");
        std::fs::remove_dir_all(site.root().join("fresh")).expect("can be removed");
    }
}

/// Translations of what a workbook says stand in YAML; the workbook stays as it is.
#[test]
fn translations_of_a_workbook_come_into_the_layer_above_it() {
    let site = SiteCase::small();
    site.put(
        "content/data/ledger.xlsx.txt",
        "== projects\nid | name.zh | note.zh\na | 甲厂 | 扩建\nb | 乙厂 |\nc | 丙厂 | 新建\n",
    );
    site.put(
        "content/data/projects/more.yaml",
        "- { id: b, summary: { zh: 一。, en: One. } }\n\
         - id: c # the third\n  summary:\n    zh: 二。\n    en: Two. # so\n",
    );
    let workbook =
        || std::fs::read(site.root().join("content/data/ledger.xlsx")).expect("is there");
    let before = workbook();
    let mut xliff = export(&site, &["--lang", "en"]);
    for (id, new) in [
        ("projects:a:name", "Mill \"A\""),
        ("projects:a:note", "Extension"),
        ("projects:b:name", "Mill B"),
        ("projects:c:name", "Mill C"),
    ] {
        xliff = with_target(&xliff, id, new);
    }
    assert_eq!(import(&site, &xliff).0, 0);
    assert!(workbook() == before);
    let text = |path: &str| std::fs::read_to_string(site.root().join(path)).expect("is there");
    assert_eq!(
        text("content/data/projects/ledger.yaml"),
        "- { id: a, name: { en: \"Mill \\\"A\\\"\" }, note: { en: \"Extension\" } }\n",
    );
    assert_eq!(
        text("content/data/projects/more.yaml"),
        "- { id: b, summary: { zh: 一。, en: One. }, name: { en: \"Mill B\" } }\n\
         - id: c # the third\n  summary:\n    zh: 二。\n    en: Two. # so\n  name: { en: \"Mill C\" }\n",
    );
    let left = export(&site, &["--lang", "en"]);
    assert!(left.contains("projects:c:note") && left.matches("<unit ").count() == 1, "{left}");
    let (_, problems) = site.build(&site.options());
    assert!(!problems.contains("error["), "{problems}");
}

/// A part of a list of a row is told by what it is of: its stage, or its indicator and its period.
#[test]
fn translations_of_parts_of_a_workbook_come_into_the_layer_above_it() {
    let site = SiteCase::small();
    site.put(
        "content/data/ledger.xlsx.txt",
        "== projects\nid | name | milestones.1.stage | milestones.1.date | milestones.1.text.zh | milestones.2.stage | milestones.2.date | milestones.2.text.zh\n\
         a | A | signed | 2029-03-01 | 签约。 | started | 2029-04-01 | 动工。\n\
         b | B | signed | 2029-03-02 | 签约二。 | | |\n\
         c | C | signed | 2029-03-03 | 签约三。 | started | 2029-05-01 | 动工三。\n",
    );
    site.put(
        "content/data/projects/more.yaml",
        "- id: b\n  milestones:\n    - stage: started\n      date: 2029-06-01\n  aliases: [Bee]\n\
         - { id: c, milestones: [ { stage: signed, text: { en: Signed three. } } ] }\n",
    );
    let mut xliff = export(&site, &["--lang", "en"]);
    for (id, new) in [
        ("projects:a:milestones:1:text", "Signed."),
        ("projects:a:milestones:2:text", "Started."),
        ("projects:b:milestones:1:text", "Signed two."),
        ("projects:c:milestones:2:text", "Started three."),
    ] {
        xliff = with_target(&xliff, id, new);
    }
    let (code, said) = import(&site, &xliff);
    assert!(code == 0 && said.trim().ends_with("changed 4 texts"), "{said}");
    let text = |path: &str| std::fs::read_to_string(site.root().join(path)).expect("is there");
    assert_eq!(
        text("content/data/projects/ledger.yaml"),
        "- { id: a, milestones: [ { stage: signed, text: { en: \"Signed.\" } }, \
         { stage: started, text: { en: \"Started.\" } } ] }\n",
    );
    assert_eq!(
        text("content/data/projects/more.yaml"),
        "- id: b\n  milestones:\n    - stage: started\n      date: 2029-06-01\n    \
         - { stage: signed, text: { en: \"Signed two.\" } }\n  aliases: [Bee]\n\
         - { id: c, milestones: [ { stage: signed, text: { en: Signed three. } }, \
         { stage: started, text: { en: \"Started three.\" } } ] }\n",
    );
    let (_, problems) = site.build(&site.options());
    assert!(!problems.contains("error["), "{problems}");
}
