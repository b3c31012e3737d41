//! A whole report as one document, and the PDF that a browser makes of it.

use crate::file_tree::repository;
use crate::page_text::{attributes, text_of};
use crate::program::{wellspring, wellspring_with};
use crate::site_case::{Built, SiteCase, page};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use wellspring::options::BuildOptions;
use wellspring::plan::PAGE_ROWS;

/// The built example.
static SITE: LazyLock<Built> = LazyLock::new(|| {
    let case = SiteCase::empty();
    let options =
        BuildOptions { output: case.root().join("output"), ..BuildOptions::new(repository("")) };
    case.build(&options).0
});

/// What every part says on its own page, too.
const SAID: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "72.5%",
            "The collective signing of 1 March",
            "Targets and results for 2022",
            "A worked example",
            "Qingda Shixun",
        ],
    ),
    ("zh", &["72.5%", "2022年目标与结果", "计算方法", "大事记", "资料来源"]),
];

#[test]
fn a_report_stands_on_one_page_with_all_its_parts() {
    for (lang, said) in SAID {
        let text = text_of(page(&SITE, &format!("{lang}/print/index.html")));
        for words in said {
            assert!(text.contains(words), "{lang}: {words}");
        }
    }
    assert!(SITE.contains_key("editions/2022/en/print/index.html"), "an edition has its own");
}

#[test]
fn ids_are_unique_and_links_within_the_document_lead_somewhere() {
    for (path, bytes) in SITE.iter().filter(|(path, _)| path.ends_with("/print/index.html")) {
        let html = std::str::from_utf8(bytes).expect("is text");
        let ids: Vec<_> = attributes(html, "id").into_iter().collect();
        let unique: BTreeSet<_> = ids.iter().cloned().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: each id once");
        for href in attributes(html, "href") {
            if let Some(id) = href.strip_prefix('#') {
                assert!(unique.iter().any(|known| *known == id), "{path}: #{id} leads nowhere");
            }
        }
    }
}

#[test]
fn edges_of_the_printed_pages_speak_the_language() {
    let css = page(&SITE, "zh/print/print.css");
    assert!(css.contains("截至2023年4月25日") && css.contains("counter(pages)"), "{css}");
    let css = page(&SITE, "en/print/print.css");
    assert!(css.contains("As of 25 April 2023"), "{css}");
}

#[test]
fn what_is_printed_is_found_where_it_stands_by_itself() {
    let index = page(&SITE, "en/search/index.html");
    let main = index.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>"));
    assert!(!main.expect("has a main part").0.contains("/print/"));
    let home = page(&SITE, "en/index.html");
    assert!(home.contains("print/index.html\""), "the foot leads to it");
}

#[test]
fn of_very_many_projects_the_sums_are_printed_and_the_list_is_named() {
    let case = SiteCase::small();
    let project = |number: usize| {
        format!(
            "- {{ id: p{number}, name: {{ zh: 项目{number}, en: Project {number} }}, milestones: [{{ stage: signed, date: 2030-02-03, source: report }}] }}\n"
        )
    };
    case.put("content/data/projects.yaml", (0..=PAGE_ROWS).map(project).collect::<String>());
    let built = case.build_clean();
    let html = page(&built, "en/print/index.html");
    let text = text_of(html);
    assert!(text.contains("Not all of it is printed here"), "{text}");
    assert!(html.contains("href=\"../projects/index.html\">Projects"));
    assert!(html.len() < 400_000, "{} bytes", html.len());
}

#[cfg(target_os = "linux")]
mod with_a_browser {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn without_a_browser_it_says_so_and_what_to_do() {
        let site = SiteCase::small();
        let run = wellspring_with(site.root(), &["pdf"], &[("PATH", "")]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        for words in ["no Chromium, Chrome or Edge was found", "help:", "--browser PATH"] {
            assert!(run.stderr.contains(words), "{}", run.stderr);
        }
        let run = wellspring(site.root(), &["pdf", "--browser", "nowhere"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("`nowhere` is no file"), "{}", run.stderr);
    }

    /// A program in the place of a browser, which prints the page as it got it.
    fn stand_in(site: &SiteCase, script: &str) -> String {
        let path = site.root().join("browser.sh");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("is writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("is mine");
        path.to_str().expect("is a text").to_owned()
    }

    const PRINTS: &str = "for one in \"$@\"; do case $one in\n\
        --print-to-pdf=*) file=${one#*=};;\n\
        file://*) page=${one#file://};;\n\
        esac; done\n\
        { printf '%%PDF-'; cat \"$page\"; } > \"$file\"";

    #[test]
    fn each_language_has_its_file_whose_links_lead_to_the_public_site() {
        let site = SiteCase::small();
        let browser = stand_in(&site, PRINTS);
        let arguments =
            ["pdf", "-o", "report.pdf", "--browser", &browser, "-u", "https://example.org/"];
        let run = wellspring(site.root(), &arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        for lang in ["zh", "en"] {
            let made = fs::read_to_string(site.root().join(format!("report.{lang}.pdf")));
            let made = made.expect("is written");
            let link = format!("<a href=\"https://example.org/{lang}/method/index.html\"");
            assert!(made.contains(&link), "{made}");
            assert!(!made.contains("<a href=\".."), "no link leads into the folder");
        }
        assert!(!site.root().join("output").exists(), "the site is built aside");
        let run =
            wellspring(site.root(), &["pdf", "--lang", "en", "-o", "a.pdf", "--browser", &browser]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let made = fs::read_to_string(site.root().join("a.pdf")).expect("is written");
        assert!(!made.contains("<a href=\".."), "without an address they are texts");
        let run = wellspring(site.root(), &["pdf", "--lang", "xx", "--browser", &browser]);
        assert!(run.code == 2 && run.stderr.contains("it has zh, en"), "{}", run.stderr);
    }

    #[test]
    fn a_browser_that_fails_or_takes_too_long_is_told_of() {
        let site = SiteCase::small();
        let browser = stand_in(&site, "echo 'no display' >&2; exit 3");
        let run = wellspring(site.root(), &["pdf", "--browser", &browser]);
        assert!(run.code == 2 && run.stderr.contains("it said: no display"), "{}", run.stderr);
        let browser = stand_in(&site, "exec sleep 60");
        let run = wellspring(site.root(), &["pdf", "--browser", &browser, "--timeout", "1"]);
        assert!(run.code == 2 && run.stderr.contains("within 1 seconds"), "{}", run.stderr);
        let files = fs::read_dir(site.root()).expect("is there");
        let is_pdf =
            |entry: &fs::DirEntry| entry.path().extension().is_some_and(|end| end == "pdf");
        assert_eq!(files.flatten().filter(is_pdf).count(), 0, "nothing is left half done");
    }
}
