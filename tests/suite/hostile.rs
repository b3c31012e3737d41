//! Sites that mean harm, built by the real program: `cases/hostile/*.md` holds most of them, and
//! what is too large or no file at all is made here.
//!
//! Each ends with a diagnostic or a built site, within 10 s of processor time and 500 MB, without
//! a panic and without a file outside the output. What their pages do in a browser is for
//! `browser/hostile.mjs` to see.

use crate::accept::{assert_none, difference, is_updating};
use crate::document::{parse, with_expected};
use crate::file_tree::{put, read_texts, repository};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const FOLDER: &str = "tests/cases/hostile";

const SETTINGS: &str = "title: Hostile\nas_of: 2030-06-30\ncurrency: CNY\n\
                        languages: { en: { tag: en, name: English } }\n";

/// Processor time of one build, debug assertions included.
const MOST_SECONDS: u64 = 10;

const MOST_KILOBYTES: u64 = 500_000;

/// Turns of waiting until a build counts as hanging, of 2 ms each.
const MOST_TURNS: u32 = 60_000;

/// A site folder with the folder around it, which no build may touch.
struct Site(TempDir);

/// What a build did.
struct Outcome {
    exit: Option<i32>,
    said: String,
    kilobytes: u64,
    ticks: u64,
    strays: Vec<String>,
}

impl Site {
    fn new() -> Self {
        let folder = match TempDir::new_in("/dev/shm") {
            Ok(folder) => folder,
            Err(_) => TempDir::new().expect("there is room for a temporary folder"),
        };
        let site = Self(folder);
        site.put("content/site.yaml", SETTINGS);
        site
    }

    fn root(&self) -> std::path::PathBuf {
        self.0.path().join("site")
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        put(&self.root().join(path), bytes.as_ref());
    }

    fn names(&self) -> BTreeSet<String> {
        let entries = walkdir::WalkDir::new(self.0.path()).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            !(entry.depth() == 2 && (name == "output" || name.starts_with(".output")))
        });
        entries.filter_map(Result::ok).map(|found| found.path().display().to_string()).collect()
    }

    fn build(&self) -> Outcome {
        let before = self.names();
        let logs = TempDir::new().expect("there is room for a temporary folder");
        let log = logs.path().join("said");
        let file = File::create(&log).expect("a temporary folder takes files");
        let mut child = Command::new(env!("CARGO_BIN_EXE_wellspring"))
            .args(["build", "--format", "short", "-C"])
            .arg(self.root())
            .stdout(file.try_clone().expect("a file has two handles"))
            .stderr(file)
            .spawn()
            .expect("the program starts");
        let (mut kilobytes, mut ticks, mut turns) = (0, 0, 0);
        let exit = loop {
            kilobytes = kilobytes.max(peak_kilobytes(&child));
            ticks = ticks.max(ticks_used(&child));
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                break status.code();
            }
            turns += 1;
            if turns > MOST_TURNS || ticks > MOST_SECONDS * 200 {
                child.kill().expect("a child can be ended");
                child.wait().expect("a child can be waited for");
                break None;
            }
            thread::sleep(Duration::from_millis(2));
        };
        let said = String::from_utf8_lossy(&fs::read(&log).expect("is readable")).into_owned();
        let strays = self.names().difference(&before).cloned().collect();
        Outcome { exit, said, kilobytes, ticks, strays }
    }
}

fn peak_kilobytes(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Processor time in hundredths of a second.
fn ticks_used(child: &Child) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    let after = stat.rsplit_once(')').map(|(_, after)| after).unwrap_or_default();
    let times = after.split_whitespace().skip(11).take(2);
    times.filter_map(|time| time.parse::<u64>().ok()).sum()
}

impl Outcome {
    /// The exit code and the codes of what was reported.
    fn shown(&self) -> String {
        let codes = self.said.lines().filter_map(|line| {
            let (_, rest) = line.split_once("error[").or_else(|| line.split_once("warning["))?;
            rest.split_once("]:").map(|(code, _)| code)
        });
        let codes: BTreeSet<_> = codes.collect();
        let exit = self.exit.map_or("none".to_owned(), |code| code.to_string());
        let mut shown = format!("exit {exit}\n");
        codes.into_iter().for_each(|code| shown.extend([code, "\n"]));
        shown
    }

    /// What must not happen whatever was built.
    fn faults(&self, title: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, what: String| {
            if !holds {
                faults.push(format!("{title}: {what}"));
            }
        };
        let ends = matches!(self.exit, Some(0..=2));
        must(ends, format!("ended with {:?}: {}", self.exit, first(&self.said)));
        must(!self.said.contains("panicked"), first(&self.said));
        must(self.strays.is_empty(), format!("wrote {:?}", self.strays));
        must(self.kilobytes < MOST_KILOBYTES, format!("took {} kB", self.kilobytes));
        must(self.ticks <= MOST_SECONDS * 100, format!("took {} ticks", self.ticks));
        faults
    }
}

fn first(text: &str) -> String {
    text.chars().take(300).collect()
}

#[test]
fn every_hostile_record_is_told_or_made_harmless() {
    let (mut failures, mut n_cases) = (Vec::new(), 0);
    for (path, text) in read_texts(FOLDER) {
        let cases = parse(&text);
        n_cases += cases.len();
        let built: Vec<_> = cases
            .par_iter()
            .map(|case| {
                let site = Site::new();
                case.files.iter().for_each(|(path, bytes)| site.put(path, bytes));
                let outcome = site.build();
                (outcome.shown(), outcome.faults(&format!("{path}: {}", case.title)))
            })
            .collect();
        let actual: Vec<_> = built.iter().map(|(shown, _)| shown.clone()).collect();
        failures.extend(built.into_iter().flat_map(|(_, faults)| faults));
        if is_updating() {
            put(&repository(&path), with_expected(&text, &cases, &actual).as_bytes());
            continue;
        }
        for (case, actual) in cases.iter().zip(&actual) {
            let expected = case.expected.as_deref().unwrap_or("a block `diagnostics`\n");
            let found = difference(expected, actual);
            failures.extend(found.map(|found| format!("{path}: {}: {found}", case.title)));
        }
    }
    assert_none(&failures);
    assert!(n_cases >= 200, "{n_cases}");
}

/// What went wrong in some builds.
#[derive(Default)]
struct Tried(Vec<String>);

impl Tried {
    /// Builds a site and compares what is told with the words that must be in it.
    fn check(&mut self, title: &str, make: impl FnOnce(&Site), exit: i32, told: &str) {
        let site = Site::new();
        make(&site);
        let outcome = site.build();
        self.0.extend(outcome.faults(title));
        if outcome.exit != Some(exit) || !outcome.said.contains(told) {
            let (found, said) = (outcome.exit, first(&outcome.said));
            self.0.push(format!("{title}: not {exit} with `{told}`, but {found:?} with {said}"));
        }
    }
}

#[test]
fn large_texts_are_refused_or_read() {
    let mut tried = Tried::default();
    let page = |body: &str| format!("---\ntitle: A\n---\n{body}\n");
    let put = |path: &'static str, text: String| move |site: &Site| site.put(path, text);
    let regions = |text: String| put("content/data/regions.yaml", text);
    let about = |body: String| put("content/pages/about.md", page(&body));
    let region = |summary: &str| format!("- {{ id: a, name: A, summary: \"{summary}\" }}\n");
    tried.check("50 MB on one line", regions(region(&"x".repeat(50_000_000))), 1, "[too-large]");
    tried.check("50 MB of page", about("x".repeat(50_000_000)), 1, "[too-large]");
    tried.check("a line of 2 MB", regions(region(&"x".repeat(2_000_000))), 0, "");
    tried.check(
        "a list of 7 million",
        regions(format!("[{}]", "a,".repeat(7_000_000))),
        1,
        "[too-large]",
    );
    tried.check("brackets in YAML", regions("[".repeat(10_000)), 1, "[yaml-syntax]");
    tried.check("braces in YAML", regions("{a: ".repeat(10_000)), 1, "[yaml-syntax]");
    let indents: String = (0..500).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    tried.check("indented YAML", regions(indents), 1, "[yaml-syntax]");
    let keys: String = (0..50_000).map(|n| format!("    k{n}: a\n")).collect();
    let keys = format!("- id: a\n  name:\n{keys}");
    tried.check("50 000 languages", regions(keys), 1, "[unknown-language]");
    let records: String = (0..20_000).map(|n| format!("- {{ id: a, name: A{n} }}\n")).collect();
    tried.check("20 000 of one id", regions(records), 1, "[duplicate-id]");
    let mut laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for n in 1..12 {
        let last = n - 1;
        laughs.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{last}"); 9].join(",")));
    }
    tried.check("a billion laughs", regions(laughs), 1, "[yaml-syntax]");
    let anchors: String = (0..20_000).map(|n| format!("- &a{n} [x]\n- *a{n}\n")).collect();
    tried.check("20 000 anchors", regions(anchors), 1, "[wrong-type]");
    tried.check("quotes in Markdown", about("> ".repeat(10_000)), 1, "[too-large]");
    let lists: String = (0..1_000).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
    tried.check("lists in Markdown", about(lists), 1, "[too-large]");
    tried.check("brackets in Markdown", about("[".repeat(50_000)), 0, "");
    tried.check("images in Markdown", about("![".repeat(50_000)), 0, "");
    tried.check("links in Markdown", about("[a](".repeat(20_000)), 0, "");
    tried.check("emphasis", about("*a **a ".repeat(20_000)), 0, "");
    tried.check("underscores", about("_a __a_ ".repeat(10_000)), 0, "");
    tried.check(
        "backticks",
        about((0..1_000).map(|n| format!("{} ", "`".repeat(n))).collect()),
        0,
        "",
    );
    tried.check("open tags", about("<a ".repeat(50_000)), 0, "");
    tried.check("open comments", about("a <!-- ".repeat(20_000)), 0, "");
    tried.check("open CDATA", about("a <![CDATA[ ".repeat(20_000)), 0, "");
    tried.check("elements", about("<div>".repeat(5_000)), 0, "[raw-html]");
    tried.check("elements in a line", about(format!("a {}", "<b>".repeat(5_000))), 0, "[raw-html]");
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=1")).collect();
    tried.check("attributes", about(format!("<div{attributes}></div>")), 0, "[unsafe-html]");
    let columns = format!("|{}\n|{}\n", "a|".repeat(100_000), "-|".repeat(100_000));
    tried.check("100 000 columns", about(columns), 1, "[too-large]");
    let rows = format!("|{}\n|{}\n{}", "a|".repeat(900), "-|".repeat(900), "|a|\n".repeat(20_000));
    tried.check("rows of 900 columns", about(rows), 0, "");
    let notes: String = (0..10_000).map(|n| format!("[^{n}]\n\n[^{n}]: a\n\n")).collect();
    tried.check("footnotes", about(notes), 0, "");
    let definitions: String = (0..20_000).map(|n| format!("[a{n}]: b{n}.md\n")).collect();
    tried.check("definitions", about(definitions), 0, "");
    tried.check("headings", about("# a\n\n".repeat(5_000)), 0, "");
    tried.check("calls", about("{{ figure(of=\"a\") }} ".repeat(2_000)), 1, "[unknown-reference]");
    tried.check("open calls", about("{{ ".repeat(20_000)), 1, "[call-syntax]");
    tried.check("entities", about("&#x10ffff;&amp;".repeat(20_000)), 0, "");
    tried.check("digits", regions(region(&"9".repeat(1_000_000))), 0, "");
    let figure = |value: &str| {
        let indicator = "- { id: a, name: A, unit: CNY }\n".to_owned();
        let found = format!("- {{ indicator: a, period: 2023, value: \"{value}\" }}\n");
        move |site: &Site| {
            site.put("content/data/indicators.yaml", indicator);
            site.put("content/data/observations.yaml", found);
        }
    };
    tried.check(
        "a million digits",
        figure(&format!("CNY {}", "9".repeat(1_000_000))),
        1,
        "[bad-quantity]",
    );
    tried.check("a large exponent", figure("CNY 1e999999999"), 1, "[bad-quantity]");
    tried.check("a small exponent", figure("CNY 1e-999999999"), 1, "[bad-quantity]");
    tried.check(
        "many decimals",
        figure(&format!("CNY 0.{}", "1".repeat(100_000))),
        1,
        "[bad-quantity]",
    );
    assert_none(&tried.0);
}

#[test]
fn what_is_no_file_of_the_site_is_refused() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let mut tried = Tried::default();
    let link = |to: &'static str, at: &'static str| {
        move |site: &Site| {
            site.put("content/files/inside.txt", "a");
            fs::create_dir_all(site.root().join("content/data")).expect("takes folders");
            symlink(to, site.root().join(at)).expect("takes links");
        }
    };
    let outside = "[path-leaves-site]";
    tried.check("a password file", link("/etc/passwd", "content/files/a.txt"), 1, outside);
    tried.check("a ledger outside", link("/etc/passwd", "content/data/parks.yaml"), 1, outside);
    tried.check("a folder outside", link("/etc", "content/files/etc"), 1, outside);
    tried.check(
        "a way up",
        link("../../../../../../etc/passwd", "content/files/a.txt"),
        1,
        outside,
    );
    tried.check("a device", link("/dev/zero", "content/data/parks.yaml"), 1, outside);
    tried.check("memory of the process", link("/proc/self/environ", "content/files/a"), 1, outside);
    tried.check("a folder inside", link("../files", "content/data/parks"), 1, "[not-a-file]");
    tried.check("a file inside", link("inside.txt", "content/files/b.txt"), 0, "");
    tried.check("nothing", link("nowhere", "content/data/parks.yaml"), 1, "[not-a-file]");
    tried.check("itself", link("parks.yaml", "content/data/parks.yaml"), 1, "[not-a-file]");
    let pipe = |at: &'static str| {
        move |site: &Site| {
            let path = site.root().join(at);
            fs::create_dir_all(path.parent().expect("is in a folder")).expect("takes folders");
            let made = Command::new("mkfifo").arg(path).status().expect("mkfifo starts");
            assert!(made.success());
        }
    };
    tried.check("a pipe as a ledger", pipe("content/data/parks.yaml"), 1, "[not-a-file]");
    tried.check("a pipe as a page", pipe("content/pages/about.md"), 1, "[not-a-file]");
    tried.check("a pipe to copy", pipe("content/files/a.txt"), 1, "[not-a-file]");
    tried.check("a pipe in a theme", pipe("themes/default/templates/page.html"), 1, "[not-a-file]");
    tried.check(
        "a socket",
        |site| {
            fs::create_dir_all(site.root().join("content/data")).expect("takes folders");
            let bound = UnixListener::bind(site.root().join("content/data/parks.yaml"));
            bound.expect("takes sockets");
        },
        1,
        "[not-a-file]",
    );
    assert_none(&tried.0);
}

#[test]
fn names_that_no_system_should_have_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let mut tried = Tried::default();
    let named = |name: &'static [u8]| {
        move |site: &Site| {
            let folder = site.root().join("content/files");
            fs::create_dir_all(&folder).expect("takes folders");
            fs::write(folder.join(OsStr::from_bytes(name)), "a").expect("takes files");
        }
    };
    for name in [
        &b"a\nb.txt"[..],
        b"a\x1b[31m.txt",
        b"a\\b.txt",
        b"a:b.txt",
        b"con",
        b"NUL.txt",
        b"com1.pdf",
        b"a.txt.",
        b"a.txt ",
        b"\xff\xfe.txt",
        b"a\xe2\x80\xae.txt",
        b"a\xe2\x80\x8b.txt",
        b"a?b",
        b"a*b",
        b"<script>.txt",
        b"\"onload=alert(1).txt",
    ] {
        tried.check(&String::from_utf8_lossy(name), named(name), 1, "[bad-file-name]");
    }
    let two = |one: &'static str, other: &'static str| {
        move |site: &Site| {
            site.put(&format!("content/files/{one}"), "a");
            site.put(&format!("content/files/{other}"), "b");
        }
    };
    tried.check("case", two("Map.png", "map.png"), 1, "[duplicate-path]");
    tried.check("form", two("\u{e9}.png", "e\u{301}.png"), 1, "[duplicate-path]");
    tried.check(
        "folders in folders",
        |site| site.put(&format!("content/data/{}a", "a/".repeat(60)), "a"),
        1,
        "[too-large]",
    );
    tried.check(
        "a long name",
        |site| site.put(&format!("content/data/parks/{}.yaml", "a".repeat(250)), "name: A"),
        1,
        "[bad-id]",
    );
    tried.check(
        "a long page",
        |site| site.put(&format!("content/pages/{}.md", "a".repeat(252)), "---\ntitle: A\n---\n"),
        1,
        "[bad-file-name]",
    );
    assert_none(&tried.0);
}

/// `SECURITY.md` lists every limit with its value.
#[test]
fn the_limits_are_told() {
    let told = fs::read_to_string(repository("SECURITY.md")).expect("is there");
    let code = fs::read_to_string(repository("src/limits.rs")).expect("is there");
    let limits = code.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("pub const ")?.split_once(": ")?;
        Some((name, rest.split_once("= ")?.1.trim_end_matches(';').replace('_', " ")))
    });
    let lacking = limits.filter(|(name, value)| !told.contains(&format!("| {value} | `{name}` |")));
    assert_none(
        &lacking.map(|(name, value)| format!("| {value} | `{name}` |")).collect::<Vec<_>>(),
    );
    assert!(Path::new(&repository("SECURITY.md")).is_file());
}
