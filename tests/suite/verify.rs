//! `wellspring verify`: what is whole, what is not, and what is refused.

use crate::file_tree::{put, repository};
use crate::program::{Run, wellspring, wellspring_with};
use crate::site_case::SiteCase;
use serde_json::{Value, json};
use std::fs;

const SITE: &str = "tests/cases/build/measured/in";

fn built() -> SiteCase {
    let site = SiteCase::copy_of(&repository(SITE));
    site.put("content/files/notes.txt", "notes\n");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    site
}

#[track_caller]
fn check(site: &SiteCase, arguments: &[&str], code: i32, words: &[&str]) -> Run {
    let run = wellspring(site.root(), &[&["verify"], arguments].concat());
    let said = format!("{}{}", run.stdout, run.stderr);
    assert_eq!(run.code, code, "{said}");
    for word in words {
        assert!(said.contains(word), "`{word}` is missing in: {said}");
    }
    run
}

#[test]
fn a_copy_is_whole_until_a_byte_changes() {
    let site = built();
    let copy = site.root().join("copy");
    crate::file_tree::copy_tree(&site.root().join("output"), &copy);
    let run = check(&site, &["copy"], 0, &["made by  wellspring 0.1.0, as of 2030-06-30, from"]);
    assert!(run.stdout.contains("result   whole: "), "{}", run.stdout);
    let mut page = fs::read(copy.join("en/index.html")).expect("is there");
    page[100] ^= 1;
    put(&copy.join("en/index.html"), &page);
    fs::remove_file(copy.join("zh/index.html")).expect("is there");
    put(&copy.join("en/old/index.html"), b"left by an earlier copy");
    put(&copy.join("CNAME"), b"example.org");
    put(&copy.join(".git/HEAD"), b"ref");
    let run = check(&site, &["copy"], 1, &["missing  zh/index.html\n"]);
    for line in ["changed  en/index.html", "extra    en/old/index.html", "not ours CNAME"] {
        assert!(run.stdout.lines().any(|found| found == line), "{line}: {}", run.stdout);
    }
    assert!(run.stdout.contains("1 missing, 1 changed; 1 extra"), "{}", run.stdout);
    let quiet = check(&site, &["-q", "copy"], 1, &[]);
    assert_eq!(
        quiet.stdout,
        "missing  zh/index.html\nchanged  en/index.html\nextra    en/old/index.html\n"
    );
    check(&site, &[], 0, &["whole: "]);
}

#[test]
fn what_belongs_to_the_host_is_no_fault() {
    let site = built();
    put(&site.root().join("output/.nojekyll"), b"");
    put(&site.root().join("output/CNAME"), b"example.org\n");
    check(&site, &[], 0, &["not ours .nojekyll", "not ours CNAME"]);
    put(&site.root().join("output/en/CNAME"), b"example.org\n");
    check(&site, &[], 1, &["extra    en/CNAME"]);
}

#[test]
fn the_inputs_are_compared_with_a_site_folder() {
    let site = built();
    check(&site, &["--inputs", "."], 0, &["from these inputs"]);
    let settings = site.root().join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("is there");
    put(&settings, format!("# changed\n{text}").as_bytes());
    fs::remove_file(site.root().join("content/files/notes.txt")).expect("is there");
    put(&site.root().join("themes/default/assets/more.css"), b"body {}");
    let run = check(&site, &["--inputs", "."], 1, &["but from other inputs"]);
    for line in [
        "input    content/site.yaml is not the same",
        "input    content/files/notes.txt is missing",
        "input    themes/default/assets/more.css is new",
    ] {
        assert!(run.stdout.lines().any(|found| found == line), "{line}: {}", run.stdout);
    }
    check(&site, &["--inputs", "nowhere"], 2, &["error: "]);
}

#[test]
fn what_became_known_later_is_no_other_input() {
    let site = SiteCase::small();
    site.put(
        "content/data/events.yaml",
        "- { id: a, title: { zh: 早, en: Early }, date: 2030-01-05, source: report }\n",
    );
    site.put(
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 报告, en: Report }, published: 2030-01-10 }\n\
         - { id: late, title: { zh: 后, en: Late }, published: 2030-06-20 }\n",
    );
    site.put("content/data/projects/x.yaml", "name: { zh: 项, en: X }\nsource: late\n");
    let run = wellspring(site.root(), &["build", "--as-of", "2030-02-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = check(&site, &["--inputs", "."], 0, &["--as-of 2030-02-01", "from these inputs"]);
    assert!(run.stdout.contains("as of 2030-02-01"), "{}", run.stdout);
    let manifest = fs::read_to_string(site.root().join("output/build.json")).expect("is there");
    assert!(!manifest.contains("projects/x.yaml"), "its name tells what came later");
}

#[test]
fn json_has_everything() {
    let site = built();
    put(&site.root().join("output/extra.txt"), b"");
    let run = check(&site, &["--format", "json", "--inputs", "."], 1, &[]);
    let found: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!(found["ok"], false);
    assert_eq!(found["whole"], false);
    assert_eq!(found["extra"], json!(["extra.txt"]));
    assert_eq!(found["missing"], json!([]));
    assert_eq!(found["options"], json!({ "drafts": false }));
    assert_eq!(found["inputs"], json!({ "changed": [], "missing": [], "new": [] }));
    assert_eq!(found["format"], 1);
    assert_eq!(found["id"].as_str().map(str::len), Some(64));
}

#[test]
fn without_a_manifest_nothing_can_be_said() {
    let site = SiteCase::small();
    check(&site, &[], 2, &["error: there is no `./output/build.json`", "help: "]);
    put(&site.root().join("output/build.json"), b"{");
    check(&site, &[], 2, &["error: cannot read `./output/build.json`"]);
    put(&site.root().join("output/build.json"), b"\xff\xfe\0");
    check(&site, &[], 2, &["error: cannot read"]);
    fs::remove_file(site.root().join("output/build.json")).expect("is there");
    fs::create_dir(site.root().join("output/build.json")).expect("there is room");
    check(&site, &[], 2, &["it is not a file"]);
}

/// A `build.json` that somebody wrote by hand.
fn forged(files: &Value) -> Value {
    json!({
        "format": 1, "generator": "x\u{1b}[31m\ny", "as_of": "2030-06-30", "inputs": {},
        "files": files,
    })
}

#[test]
fn a_hostile_manifest_is_refused_by_name() {
    let site = SiteCase::small();
    put(&site.root().join("secret.txt"), b"secret");
    let hash = blake3::hash(b"secret").to_hex().to_string();
    let put_manifest = |manifest: &Value| {
        put(&site.root().join("output/build.json"), manifest.to_string().as_bytes());
    };
    for path in ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "", "C:\\x", "a\u{0}b"] {
        put_manifest(&forged(&json!({ path: hash })));
        let run = check(&site, &[], 2, &["which is no path in a site; nothing was compared"]);
        assert_eq!(run.stdout, "");
    }
    put_manifest(&forged(&json!({ "x/".repeat(100_000): hash })));
    assert!(check(&site, &[], 2, &["…`, which is no path"]).stderr.len() < 500);
    put_manifest(&forged(&json!({ "a.html": "../../x" })));
    check(&site, &[], 2, &["gives no hash for `a.html`"]);
    put_manifest(&json!({ "format": 99, "generator": "", "as_of": "", "inputs": {}, "files": {} }));
    check(&site, &[], 2, &["has format 99", "help: use the version"]);
    put_manifest(&forged(&json!({})));
    let run = check(&site, &[], 0, &["x\\u{1b}[31m\\ny"]);
    assert!(!run.stdout.contains('\u{1b}'));
    let deep = format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    put(&site.root().join("output/build.json"), deep.as_bytes());
    check(&site, &[], 2, &["error: cannot read"]);
    let large = fs::File::create(site.root().join("output/build.json")).expect("there is room");
    large.set_len(1 << 40).expect("takes no room");
    check(&site, &[], 2, &["larger than that of any site"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let site = built();
    let output = site.root().join("output");
    let page = output.join("en/index.html");
    fs::rename(&page, site.root().join("elsewhere.html")).expect("is there");
    std::os::unix::fs::symlink("../../elsewhere.html", &page).expect("can be made");
    check(&site, &[], 1, &["changed  en/index.html"]);
    std::os::unix::fs::symlink("/", output.join("root")).expect("can be made");
    check(&site, &[], 1, &["extra    root\n"]);
    std::os::unix::fs::symlink("output", site.root().join("current")).expect("can be made");
    check(&site, &["current"], 1, &["changed  en/index.html"]);
}

#[test]
fn the_time_that_is_given_stands_in_calendars_only() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/timeline/in"));
    let built = |folder: &str, variables: &[(&str, &str)]| {
        let run = wellspring_with(site.root(), &["build", "-o", folder], variables);
        assert_eq!(run.code, 0, "{}", run.stderr);
        crate::file_tree::read_tree(&site.root().join(folder))
    };
    let without = built("one", &[]);
    let epoch = [("SOURCE_DATE_EPOCH", "1900000000")];
    let with = built("one", &epoch);
    assert!(built("other", &epoch) == with, "in a folder of its own too");
    let differ: Vec<_> =
        without.keys().filter(|path| without.get(*path) != with.get(*path)).collect();
    assert_eq!(differ, ["build.json", "en/data/events.ics", "zh/data/events.ics"]);
    let text = |tree: &crate::site_case::Built| {
        String::from_utf8(tree["en/data/events.ics"].clone()).expect("is UTF-8")
    };
    assert!(text(&with).contains("\r\nDTSTAMP:20300317T174640Z\r\n"), "{}", text(&with));
    assert!(text(&without).contains("T000000Z\r\n"));
    let lines = |tree| text(tree).lines().map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (lines(&without), lines(&with));
    let differ = one.iter().zip(&other).filter(|(one, other)| one != other);
    assert!(differ.clone().count() > 0);
    assert!(differ.clone().all(|(one, _)| one.starts_with("DTSTAMP:")));
    check(&site, &["one", "--inputs", "."], 0, &["--source-date-epoch 1900000000"]);
    for wrong in ["soon", "-1", "99999999999999", "1.5"] {
        let run = wellspring_with(site.root(), &["build"], &[("SOURCE_DATE_EPOCH", wrong)]);
        assert_eq!(run.code, 2, "{wrong}: {}", run.stderr);
    }
}
