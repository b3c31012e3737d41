//! `cases/build/NAME/`: a site folder `in/`, and in `out/` what is expected of some of its files.
//!
//! Of a page the inside of `main` is compared, of any other file the whole; `files.txt` lists all
//! paths. `arguments.txt` has the arguments of the build, one a line.

use crate::accept::{assert_none, difference, is_updating};
use crate::file_tree::{put, read_texts, read_tree, repository};
use crate::page_text::{attributes, inside_of_main};
use crate::site_case::{Built, SiteCase, page};
use clap::Parser;
use std::collections::BTreeMap;
use wellspring::cli::{Cli, Command};
use wellspring::options::BuildOptions;

const FOLDER: &str = "tests/cases/build";

#[test]
fn every_site_is_built_as_expected() {
    let mut failures = Vec::new();
    for name in names() {
        let (built, problems) = build(&name);
        for (path, expected) in read_texts(&format!("{FOLDER}/{name}/out")) {
            let file = path.split_once("/out/").map_or("", |(_, file)| file);
            let Some(actual) = actual(file, &built, &problems) else {
                failures.push(format!("{path}: the site has no such file"));
                continue;
            };
            if is_updating() {
                put(&repository(&path), actual.as_bytes());
            } else {
                failures
                    .extend(difference(&expected, &actual).map(|found| format!("{path}: {found}")));
            }
        }
    }
    assert_none(&failures);
}

/// The cases; each has a README, which says what it shows.
fn names() -> Vec<String> {
    let tree = read_tree(&repository(FOLDER));
    let files = tree.keys();
    let names = files.filter_map(|path| path.strip_suffix("/README.md"));
    names.map(str::to_owned).collect()
}

#[track_caller]
fn build(name: &str) -> (Built, String) {
    let folder = repository(FOLDER).join(name);
    let site = SiteCase::copy_of(&folder.join("in"));
    let arguments = std::fs::read_to_string(folder.join("arguments.txt")).unwrap_or_default();
    let (built, problems) = site.build(&options(&site, &arguments));
    (built.into_iter().map(|(path, bytes)| (without_hash(&path), bytes)).collect(), problems)
}

fn options(site: &SiteCase, arguments: &str) -> BuildOptions {
    let typed = ["wellspring", "build"].into_iter().chain(arguments.lines());
    let Command::Build { build: args, .. } = Cli::parse_from(typed).command else {
        panic!("`build` was typed")
    };
    let plain = site.options();
    BuildOptions {
        base_url: args.base_url,
        as_of: args.as_of,
        drafts: args.drafts,
        strict: args.strict,
        ..plain
    }
}

/// What a file of `out/` is compared with.
fn actual(file: &str, built: &Built, problems: &str) -> Option<String> {
    match file {
        "files.txt" => Some(built.keys().flat_map(|path| [path, "\n"]).collect()),
        "diagnostics.txt" => Some(problems.to_owned()),
        _ => {
            let text = std::str::from_utf8(built.get(file)?).expect("texts are UTF-8");
            let html = file.ends_with(".html");
            Some(if html { content_of(text) } else { text.to_owned() })
        }
    }
}

/// What a page says, as it stands in expected files.
pub(crate) fn content_of(html: &str) -> String {
    one_element_a_line(&without_looks(inside_of_main(html)))
}

/// The page without what only style sheets and scripts read, so that a change of looks is none here.
fn without_looks(html: &str) -> String {
    let mut parts = html.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        text.push_str(&format!("<{name}"));
        for attribute in attributes.split_inclusive("\" ").map(str::trim) {
            let is_look = attribute.starts_with("class=") || attribute.starts_with("data-");
            if !is_look && !attribute.is_empty() {
                text.push_str(&format!(" {attribute}"));
            }
        }
        text.push_str(&format!(">{rest}"));
    }
    text
}

/// Line breaks where blocks start and end, and no white space around them, so that a change shows
/// up in few lines.
fn one_element_a_line(html: &str) -> String {
    let blocks = [
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "section",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "nav",
        "header",
        "footer",
        "article",
        "aside",
        "figure",
        "blockquote",
        "svg",
    ];
    let mut text = html.split_whitespace().collect::<Vec<_>>().join(" ");
    for block in blocks {
        for end in [">", " "] {
            text = text.replace(&format!("<{block}{end}"), &format!("\n<{block}{end}"));
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// `assets/style.0a1b2c3d4e.css` as `assets/style.HASH.css`.
fn without_hash(path: &str) -> String {
    let is_hash =
        |part: &str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = path.split('.').map(|part| if is_hash(part) { "HASH" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

/// The values of an attribute on the tags of that name that have it.
fn values(html: &str, tag: &str, attribute: &str) -> Vec<String> {
    let start = format!("<{tag} ");
    let tags = html.split(&start).skip(1);
    let tags = tags.filter_map(|rest| Some(format!(" {}", rest.split_once('>')?.0)));
    tags.flat_map(|tag| attributes(&tag, attribute)).collect()
}

#[test]
fn a_site_in_one_language_has_no_switch() {
    let (built, _) = build("one-language");
    let choice = values(page(&built, "index.html"), "a", "hreflang");
    assert_eq!(choice, ["en"], "the page at the top leads on");
    let pages = built.iter().filter(|(path, _)| path.ends_with(".html") && *path != "index.html");
    for (path, bytes) in pages {
        let html = std::str::from_utf8(bytes).expect("is UTF-8");
        let elsewhere: Vec<_> = values(html, "a", "hreflang");
        assert!(elsewhere.is_empty(), "{path} has a language switch: {elsewhere:?}");
        assert!(!html.contains("rel=\"alternate\""), "{path} has alternates");
    }
}

#[test]
fn a_page_in_one_language_only_is_marked_in_the_others() {
    let (built, _) = build("missing-translation");
    let html = page(&built, "en/only-chinese/index.html");
    assert_eq!(values(html, "html", "lang"), ["en"]);
    assert!(values(inside_of_main(html), "div", "lang").contains(&"zh-Hans".to_owned()));
    assert!(html.contains("content=\"noindex"), "a fallback page is not indexed");
    let original = page(&built, "zh/only-chinese/index.html");
    assert!(!original.contains("noindex"), "the page itself is indexed");
    assert!(!inside_of_main(original).contains(" lang="), "nothing in it is in another language");
}

#[test]
fn absolute_addresses_appear_with_a_base_url_only() {
    let (built, _) = build("base-url");
    let html = page(&built, "en/about/index.html");
    let base = "https://example.org/invest/";
    let links: BTreeMap<String, String> =
        values(html, "link", "hreflang").into_iter().zip(alternates(html)).collect();
    assert_eq!(links["zh-Hans"], format!("{base}zh/about/"));
    assert_eq!(links["en"], format!("{base}en/about/"));
    assert!(html.contains(&format!("rel=\"canonical\" href=\"{base}en/about/\"")));
    assert!(page(&built, "sitemap-en.xml").contains(&format!("<loc>{base}en/about/</loc>")));
    assert!(page(&built, "sitemap.xml").contains(&format!("<loc>{base}sitemap-en.xml</loc>")));
    assert!(page(&built, "robots.txt").contains(&format!("{base}sitemap.xml")));
    let (without, _) = build("missing-translation");
    assert!(!without.contains_key("sitemap.xml"));
    assert!(!page(&without, "en/index.html").contains("rel=\"canonical\""));
}

fn alternates(html: &str) -> Vec<String> {
    let tags = html.split("<link ").skip(1).filter(|tag| tag.contains("hreflang="));
    tags.filter_map(|tag| attributes(&format!(" {tag}"), "href").into_iter().next()).collect()
}

#[test]
fn drafts_are_published_on_request_only() {
    let (built, _) = build("drafts");
    assert!(built.contains_key("en/coming/index.html"));
    let site = SiteCase::copy_of(&repository(FOLDER).join("drafts/in"));
    let (public, _) = site.build(&site.options());
    assert!(!public.contains_key("en/coming/index.html"));
    let linked = public.iter().filter(|(path, _)| path.ends_with(".html"));
    let linked = linked.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("coming"));
    assert_eq!(linked.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn files_of_the_site_are_copied_byte_by_byte() {
    let (built, _) = build("files");
    let original = std::fs::read(repository(FOLDER).join("files/in/content/files/maps/plan.bin"));
    assert_eq!(built.get("files/maps/plan.bin"), original.ok().as_ref());
}

#[test]
fn a_theme_goes_before_the_built_in_one_file_by_file() {
    let (built, _) = build("theme-override");
    assert!(page(&built, "en/404.html").contains("nothing to see here"));
    assert_eq!(
        page(&built, "assets/icon.HASH.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"
    );
    assert!(built.contains_key("assets/style.HASH.css"), "the rest is built in");
}
