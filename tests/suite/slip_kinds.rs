//! Slips that people make daily, and what hosts and systems leave behind: what a build of the starter
//! makes of them.

use crate::file_tree::{put, repository};
use crate::program::{Run, wellspring, wellspring_with};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use wellspring::parse::markdown::is_reserved;

/// A new site in a folder that is removed again.
struct Starter {
    root: PathBuf,
    _folder: TempDir,
}

impl Starter {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        assert_eq!(wellspring(folder.path(), &["init", "site"]).code, 0);
        Self { root: folder.path().join("site"), _folder: folder }
    }

    fn put(&self, path: &str, text: &str) {
        put(&self.root.join(path), text.as_bytes());
    }

    /// A page with the same text in both languages.
    fn page(&self, name: &str, text: &str) {
        for code in ["en", "zh"] {
            self.put(&format!("content/pages/{name}.{code}.md"), text);
        }
    }

    fn change(&self, path: &str, change: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.root.join(path)).expect("the file is there");
        self.put(path, &change(&text));
    }

    fn settings(&self, more: &str) {
        self.change("content/site.yaml", |text| format!("{text}\n{more}\n"));
    }

    fn language(&self, line: &str) {
        self.change("content/site.yaml", |text| {
            let lines = text.lines().map(|one| match one.starts_with("  zh: { tag: ") {
                true => format!("{one}\n  {line}\n"),
                false => format!("{one}\n"),
            });
            lines.collect()
        });
        self.settings("levels: { missing-name: allow, missing-translation: allow }");
    }

    fn run(&self, arguments: &[&str]) -> Run {
        wellspring(&self.root, arguments)
    }

    #[track_caller]
    fn build(&self) {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }

    fn built(&self, path: &str) -> String {
        fs::read_to_string(self.root.join("output").join(path)).unwrap_or_default()
    }
}

fn lines_with<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.contains(words)).collect()
}

#[test]
fn a_page_without_a_title_is_told_and_named_as_refused() {
    let site = Starter::new();
    site.page("p", "---\ntitle: \"\"\n---\n\nBody.\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[missing-field]: `title` is an empty text"),
        "{}",
        run.stderr
    );
    assert!(format!("{}{}", run.stdout, run.stderr).contains("2 refused (2 missing-field)"));
}

#[test]
fn paths_become_addresses_wherever_they_stand() {
    let site = Starter::new();
    site.settings("base_url: https://example.org/报告/");
    for name in ["a#b.pdf", "a%20b.pdf", "a&b c.pdf", "报告 1.pdf"] {
        site.put(&format!("content/files/{name}"), "x");
    }
    site.page(
        "e",
        "---\ntitle: E\n---\n\n[1](../files/a%23b.pdf) [2](../files/a%2520b.pdf) [3](<../files/a&b c.pdf>) [4](<../files/报告 1.pdf>)\n",
    );
    site.build();
    let page = site.built("en/e/index.html");
    for address in ["a%23b.pdf", "a%2520b.pdf", "a%26b%20c.pdf", "%E6%8A%A5%E5%91%8A%201.pdf"] {
        assert!(page.contains(&format!("href=\"../../files/{address}\"")), "{address}");
    }
    let base = "https://example.org/%E6%8A%A5%E5%91%8A/";
    assert!(page.contains(&format!("rel=\"canonical\" href=\"{base}en/e/\"")));
    assert!(site.built("robots.txt").contains(&format!("Sitemap: {base}sitemap.xml")));
    for file in ["sitemap.xml", "sitemap-en.xml", "en/feed.xml", "robots.txt"] {
        let text = site.built(file);
        assert!(text.contains(base) && !text.contains("报告/"), "{file}");
    }
}

#[test]
fn the_address_on_the_command_line_is_checked_like_that_of_the_site() {
    let site = Starter::new();
    for (address, words) in [
        ("example.org/x", "error[unsafe-link]: `base_url` is not an address on the web"),
        ("https://a:b@example.org/", "error[unsafe-link]: `base_url` names a user or a password"),
        ("https://example.org/?a=b", "error[unsafe-link]: `base_url` has a `?` or a `#`"),
        ("https://example.org/#a", "error[unsafe-link]: `base_url` has a `?` or a `#`"),
    ] {
        let asked = site.run(&["build", "-u", address]);
        let text = fs::read_to_string(site.root.join("content/site.yaml")).expect("it is there");
        site.settings(&format!("base_url: \"{address}\""));
        let written = site.run(&["check"]);
        site.put("content/site.yaml", &text);
        for run in [asked, written] {
            assert_eq!(run.code, 1, "{}", run.stderr);
            assert!(run.stderr.contains(words), "{}", run.stderr);
        }
    }
}

#[test]
fn ids_stand_once_on_a_page() {
    let site = Starter::new();
    site.page(
        "s",
        "---\ntitle: S\n---\n\n## Sources\n\n## Source 1\n\n## Main\n\n## Contents title\n\n## Main\n\nValue {{ figure(of=\"signed-value\", in=\"2031-Q1\") }}, see [the sources](#sources) and [main](#main).\n",
    );
    site.build();
    let page = site.built("en/s/index.html");
    let mut ids = BTreeMap::new();
    for part in page.split(" id=\"").skip(1) {
        *ids.entry(part.split('"').next().unwrap_or_default()).or_insert(0) += 1;
    }
    let twice: Vec<_> = ids.iter().filter(|(_, n)| **n > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(page.contains("<a href=\"#sources-2\">the sources</a>"));
    assert!(page.contains("<a href=\"#main-2\">main</a>"));
    site.page("s", "---\ntitle: S\n---\n\n## Text {#main}\n");
    assert!(site.run(&["check"]).stderr.contains("error[bad-id]: pages have the id `main`"));
}

/// The templates of pages that show a written text, with what they include.
const WRITTEN: [&str; 13] = [
    "base",
    "foot",
    "nav",
    "notice",
    "page",
    "contents",
    "components",
    "statements",
    "section",
    "sources",
    "component-chart",
    "component-key-figures",
    "component-table",
];

#[test]
fn the_ids_of_the_theme_are_reserved() {
    for theme in ["default", "official"] {
        let folder = repository(&format!("themes/{theme}/templates"));
        let files = fs::read_dir(folder).into_iter().flatten();
        for file in files.map(|file| file.expect("can be listed").path()) {
            // Those of pages that show a written text.
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if !WRITTEN.contains(&&*name) {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a template is a text");
            for part in text.split(" id=\"").skip(1) {
                let id = part.split('"').next().unwrap_or_default();
                let (fixed, is_made) = match id.split_once("{{") {
                    Some((fixed, _)) => (format!("{fixed}1"), true),
                    None => (id.to_owned(), false),
                };
                let is_known = fixed == "1" && is_made || is_reserved(&fixed, name == "statements");
                assert!(is_known, "`{id}` of {} is not reserved", file.display());
            }
        }
    }
}

#[test]
fn what_is_in_another_language_says_so() {
    let site = Starter::new();
    site.settings("base_url: https://example.org/r/");
    site.put(
        "content/pages/reports/2031-q0.zh.md",
        "---\ntitle: 只有中文\ndescription: 中文摘要\ndate: 2031-04-15\n---\n\n正文。\n",
    );
    let _ = site.run(&["build"]);
    assert!(site.built("en/reports/index.html").contains("<p lang=\"zh-Hans\">中文摘要</p>"));
    let feed = site.built("en/feed.xml");
    let entry = feed.split("<entry").find(|entry| entry.contains("只有中文")).unwrap_or_default();
    assert!(entry.starts_with(" xml:lang=\"zh-Hans\">"), "{entry}");
    let page = site.built("en/reports/2031-q0/index.html");
    let default = "hreflang=\"x-default\" href=\"https://example.org/r/zh/reports/2031-q0/\"";
    assert!(page.contains(default));
    let sitemap = site.built("sitemap-zh.xml");
    let line = lines_with(&sitemap, "<loc>https://example.org/r/zh/reports/2031-q0/<");
    assert!(line.len() == 1 && line[0].contains(default), "{line:?}");
    let home = lines_with(&sitemap, "<loc>https://example.org/r/zh/<").concat();
    let of_home = "hreflang=\"x-default\" href=\"https://example.org/r/index.html\"";
    assert_eq!(home.contains(of_home), site.built("zh/index.html").contains(of_home));
}

#[test]
fn a_language_without_its_own_words_is_told() {
    let site = Starter::new();
    site.language("tw: { tag: zh-Hant-TW, name: 繁體中文 }");
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("warning[other-script]"), "{}", run.stderr);
    let said = format!("{}{}", run.stdout, run.stderr);
    let strings = lines_with(&said, "tw: 0 of").concat();
    assert!(strings.contains(", 0 of "), "{strings}");
}

#[test]
fn a_site_in_arabic_runs_from_right_to_left() {
    let site = Starter::new();
    let words = fs::read_to_string(repository("themes/default/strings/en.yaml")).expect("a text");
    site.put("themes/default/strings/ar.yaml", &words.replacen("  tag: en", "  tag: ar", 1));
    site.language("ar: { tag: ar, name: العربية }");
    site.put("content/pages/about.ar.md", "---\ntitle: حول\n---\n\nنص عربي.\n");
    site.put("content/pages/only.en.md", "---\ntitle: Only in English\n---\n\nText.\n");
    site.build();
    assert!(site.built("ar/index.html").contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(site.built("ar/only/index.html").contains(" lang=\"en\" dir=\"ltr\""));
    assert!(site.built("en/index.html").contains("<html lang=\"en\" data-"));
    let switch = lines_with(&site.built("en/index.html"), "العربية").concat();
    assert!(switch.contains("lang=\"ar\" dir=\"rtl\""), "{switch}");
}

/// Files that nobody has put there.
const LITTER: [&str; 10] = [
    ".DS_Store",
    "._page.md",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "Desktop.ini",
    "~$plan.xlsx",
    ".~lock.plan.xlsx#",
    "Icon\r",
    "$RECYCLE.BIN/S-1/a.txt",
];

#[test]
fn what_systems_leave_behind_never_stops_a_build() {
    let site = Starter::new();
    site.build();
    for name in LITTER {
        for folder in
            ["content", "content/data", "content/files", "content/pages", "output", "output/zh"]
        {
            site.put(&format!("{folder}/{name}"), "x");
        }
    }
    site.page("new", "---\ntitle: New\n---\n");
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for name in LITTER {
        assert!(!site.root.join("output/files").join(name).exists(), "{name:?} was published");
    }
}

#[test]
fn files_of_hosts_stay_and_refuse_nothing() {
    let site = Starter::new();
    site.build();
    let own = ["CNAME", ".nojekyll", "_headers", "google12ab.html", ".well-known/security.txt"];
    own.iter().for_each(|name| site.put(&format!("output/{name}"), "mine"));
    site.page("new", "---\ntitle: New\n---\n");
    site.build();
    assert!(own.iter().all(|name| site.built(name) == "mine"));
    assert!(!site.built("en/new/index.html").is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_used_for_something_else_is_let_be_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let site = Starter::new();
    let home = site.root.join("home");
    put(&home.join(".ssh/id"), b"secret");
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("it is mine");
    let run = site.run(&["build", "-o", "home"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`.ssh/id`"), "{}", run.stderr);
    assert_eq!(mode(&home), 0o700);
    fs::remove_file(home.join(".ssh/id")).expect("it is mine");
    let run = site.run(&["build", "-o", "home"]);
    assert_eq!(run.code, 2, "an empty one is taken over: {}", run.stderr);
    assert!(run.stderr.contains("`.ssh/`"), "{}", run.stderr);
    fs::remove_dir_all(home.join(".ssh")).expect("it is mine");
    put(&home.join(".git/config"), b"[core]");
    for title in ["One", "Two"] {
        site.page("new", &format!("---\ntitle: {title}\n---\n"));
        assert_eq!(site.run(&["build", "-o", "home"]).code, 0);
        assert_eq!(mode(&home), 0o700);
    }
    assert!(home.join(".git/config").exists() && home.join("en/index.html").exists());
}

#[test]
fn names_of_places_come_in_the_order_of_their_sounds() {
    let site = Starter::new();
    let names =
        ["上海", "长春", "厦门", "北京", "重庆", "郑州", "单县", "曾都", "尉犁", "六安", "番禺"];
    let rows = names.iter().enumerate().map(|(number, name)| {
        format!(
            "- {{ id: c{number}, region: north-bank, name: {{ en: P{number}, zh: {name} }} }}\n"
        )
    });
    let rows: String = rows.collect();
    site.change("content/data/parks.yaml", |text| format!("{text}\n{rows}"));
    site.build();
    let page = site.built("zh/parks/index.html");
    let mut found = Vec::new();
    for part in page.split("/index.html\">").skip(1) {
        let name = part.split('<').next().unwrap_or_default();
        if names.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    // běi cháng chóng lù pān shàn shàng xià yù zēng zhèng
    let order =
        ["北京", "长春", "重庆", "六安", "番禺", "单县", "上海", "厦门", "尉犁", "曾都", "郑州"];
    assert_eq!(found, order);
}

#[test]
fn an_empty_date_of_the_environment_is_none() {
    let site = Starter::new();
    for command in ["check", "build", "list"] {
        let arguments: &[&str] = if command == "list" { &["list", "pages"] } else { &[command] };
        let run = wellspring_with(&site.root, arguments, &[("SOURCE_DATE_EPOCH", "")]);
        assert_eq!(run.code, 0, "{command}: {}", run.stderr);
    }
}

#[test]
fn the_starter_and_the_example_have_no_slips() {
    let site = Starter::new();
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
    assert_eq!(wellspring(&repository("."), &["check", "--strict"]).code, 0);
}

/// macOS stores `ü` as two characters, an editor writes one.
#[test]
fn a_file_whose_letters_are_stored_in_another_way_is_named() {
    let site = Starter::new();
    site.put("content/files/Bu\u{308}.pdf", "x");
    site.page("new", "---\ntitle: New\n---\n\n[1](../files/B\u{fc}.pdf)\n");
    let run = site.run(&["check", "--format", "short"]);
    let told = lines_with(&run.stderr, "error[dead-link]");
    assert_eq!(told.len(), 2, "{}", run.stderr);
    assert!(told.iter().all(|line| line.contains("stored in another way")), "{}", run.stderr);
}

/// A page is printed black on white, also by a browser that prefers the dark, and a word without a
/// break does not make it wider than a phone.
#[test]
fn the_dark_is_for_screens_and_long_words_are_broken() {
    for (path, text) in crate::file_tree::read_tree(&repository("themes")) {
        let text = String::from_utf8_lossy(&text);
        let is_style = path.ends_with(".css");
        for line in text.lines().filter(|line| is_style && line.contains("color-scheme: dark)")) {
            assert!(line.contains("@media screen and "), "{path}: {line}");
        }
        if path.ends_with("default/assets/style.css") {
            let foot = text.lines().find(|line| line.starts_with(".sitemap a {"));
            assert!(foot.is_some_and(|line| line.contains("overflow-wrap: anywhere")), "{foot:?}");
        }
    }
}
