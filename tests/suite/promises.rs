//! Promises that did not hold once: copies, messages and folders, tried from outside.

use crate::file_tree::{put, read_tree};
use crate::program::{Run, wellspring};
use crate::site_case::SiteCase;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The starter.
fn starter() -> SiteCase {
    let site = SiteCase::empty();
    let run = wellspring(site.root(), &["init", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

fn run(site: &SiteCase, arguments: &[&str]) -> Run {
    wellspring(site.root(), arguments)
}

#[track_caller]
fn build(site: &SiteCase) {
    let run = run(site, &["build", "--quiet"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// A page whose text differs from one number to the next, so that a build has something to write.
fn put_page(site: &SiteCase, number: usize) {
    let word: String = number.to_string().bytes().map(|digit| char::from(digit + 49)).collect();
    for code in ["en", "zh"] {
        let path = format!("content/pages/news.{code}.md");
        site.put(&path, format!("---\ntitle: News\n---\n\nThe word is {word}.\n"));
    }
}

/// `cp -r` took parts of two builds; this waits for the lock and verifies.
#[test]
fn a_copy_during_builds_is_never_a_mix() {
    let site = starter();
    build(&site);
    let has_ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let building = scope.spawn(|| {
            for number in 0.. {
                if has_ended.load(Ordering::Relaxed) {
                    break;
                }
                put_page(&site, number);
                build(&site);
            }
        });
        for number in 0..12 {
            let to = format!("copies/{number}");
            let copied = run(&site, &["deploy", &to]);
            assert_eq!(copied.code, 0, "{}", copied.stderr);
            assert!(copied.stderr.contains(", whole\n"), "{}", copied.stderr);
            let verified = run(&site, &["verify", &to]);
            assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
        }
        has_ended.store(true, Ordering::Relaxed);
        building.join().expect("all builds end well");
    });
    assert_eq!(run(&site, &["deploy", "copies/last"]).code, 0);
    let [copy, built] = ["copies/last", "output"].map(|path| read_tree(&site.root().join(path)));
    assert!(copy == built, "the copy is another site");
}

#[test]
fn a_copy_leaves_what_is_not_its_own() {
    let site = starter();
    build(&site);
    site.put("home/letter.txt", "mine");
    let run = run(&site, &["deploy", "home"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("letter.txt"), "{}", run.stderr);
    assert_eq!(read_tree(&site.root().join("home")).len(), 1);
}

#[test]
fn a_copy_never_goes_into_what_the_site_is_made_from() {
    let site = starter();
    build(&site);
    let before = read_tree(&site.root().join("content"));
    let folders =
        ["content/files", "content/new", "content/new/deep", "themes", "new/../themes/harbour"];
    for to in folders {
        let run = run(&site, &["deploy", to]);
        assert_eq!(run.code, 2, "{to}: {}", run.stderr);
        assert!(run.stderr.contains("which is what the site is made from"), "{}", run.stderr);
    }
    assert!(read_tree(&site.root().join("content")) == before, "`content/` is another");
    assert!(!site.root().join("themes").exists());
}

/// Somebody may tidy up while a build goes on. The next build, at the latest, has all of it again.
#[test]
fn an_output_folder_that_is_removed_during_a_build_comes_back() {
    let site = starter();
    build(&site);
    let wanted: Vec<_> = read_tree(&site.root().join("output")).into_keys().collect();
    for number in 0..8_usize {
        put_page(&site, number);
        thread::scope(|scope| {
            let building = scope.spawn(|| run(&site, &["build"]));
            thread::sleep(Duration::from_millis(40 * number as u64));
            // At once: of half a folder a build cannot know whose it is.
            let _ = fs::rename(site.root().join("output"), site.root().join("gone"));
            let built = building.join().expect("the program runs");
            assert_eq!(built.code, 0, "{}", built.stderr);
        });
        let _ = fs::remove_dir_all(site.root().join("gone"));
        build(&site);
        let built = read_tree(&site.root().join("output"));
        assert!(wanted.iter().all(|path| built.contains_key(path)), "files are missing");
    }
}

#[test]
fn a_damaged_list_of_files_is_named() {
    let site = starter();
    build(&site);
    site.put("output/build.json", "{");
    fs::remove_dir_all(site.root().join(".output.reuse")).expect("it is there");
    let run = run(&site, &["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`./output/build.json` is damaged"), "{}", run.stderr);
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
}

#[test]
fn very_many_problems_and_very_long_ones_are_cut() {
    let site = starter();
    let text: String = (0..3_000).map(|number| format!("See [x](no{number}.md).\n\n")).collect();
    put_page(&site, 0);
    site.put("content/pages/news.en.md", format!("---\ntitle: News\n---\n\n{text}"));
    let many = run(&site, &["check"]);
    assert_eq!(many.code, 1);
    assert!(many.stderr.len() < 400_000, "{} bytes", many.stderr.len());
    let rest = "more problems, which `--format json` prints";
    assert!(many.stderr.contains(rest), "{}", &many.stderr[many.stderr.len() - 500..]);
    let all = run(&site, &["check", "--format", "json"]);
    assert!(all.stdout.lines().count() >= 3_000, "{} lines", all.stdout.lines().count());

    put_page(&site, 0);
    let digits = "9".repeat(100_000);
    site.put(
        "content/data/organizations/long.yaml",
        format!("name: Long\nnote: {{ x: {digits} }}\n"),
    );
    let path = site.root().join("content/data/observations.yaml");
    let before = fs::read_to_string(&path).expect("the starter has results");
    let observation =
        format!("- {{ indicator: signed-value, period: 2030, value: {digits} 亿元 }}\n");
    put(&path, format!("{before}{observation}").as_bytes());
    let long = run(&site, &["check", "--format", "short"]);
    assert_eq!(long.code, 1, "{}", long.stderr);
    assert!(long.stderr.len() < 10_000, "{} bytes", long.stderr.len());
}

/// Cells that a spreadsheet would take for a formula, wide letters included.
#[test]
fn no_cell_of_a_table_is_a_formula() {
    let site = starter();
    let starts = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜"];
    let parks = starts.iter().enumerate().map(|(number, start)| {
        format!("- {{ id: f{number}, region: north-bank, name: \"{start}cmd(A1)\" }}\n")
    });
    let path = site.root().join("content/data/parks.yaml");
    let before = fs::read_to_string(&path).expect("the starter has parks");
    put(&path, format!("{before}{}", parks.collect::<String>()).as_bytes());
    build(&site);
    let csv = fs::read_to_string(site.root().join("output/data/parks.csv")).expect("is written");
    for start in starts {
        assert!(csv.contains(&format!(",'{start}cmd(A1)")), "{start}: {csv}");
        assert!(!csv.contains(&format!(",{start}cmd(A1)")), "{start}: {csv}");
    }
}

/// Numbers in names, addresses and numbers of registration are no figures of the report.
#[test]
fn numbers_in_names_are_no_figures() {
    let site = starter();
    for (number, (en, zh)) in [
        ("Yu ICP Bei No. 12345678-1", "豫ICP备12345678号-1"),
        ("The works stand on Plot 7", "工厂位于7号地块"),
        ("Plant 10 works", "第10号工厂已投产"),
        ("The office is at 8 Kaiyuan Road", "办公地点在开元路8号"),
    ]
    .into_iter()
    .enumerate()
    {
        for (code, title, text) in [("en", "Progress 2", en), ("zh", "进展2", zh)] {
            let page = format!("---\ntitle: {title}\n---\n\n{text}.\n");
            site.put(&format!("content/pages/n{number}.{code}.md"), page);
        }
    }
    let settings = site.root().join("content/site.yaml");
    let before = fs::read_to_string(&settings).expect("there are settings");
    let footer = "footer:\n  - label: { en: ICP filing, zh: 备案号 }\n    value: { en: \"Yu ICP Bei No. 12345678-1\", zh: \"豫ICP备12345678号-1\" }\n";
    put(&settings, format!("{before}\n{footer}").as_bytes());
    let run = run(&site, &["check", "--strict", "--format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    build(&site);
    let page = fs::read_to_string(site.root().join("output/en/n0/index.html")).expect("is built");
    assert!(page.contains("12345678-1"), "{page}");
}

/// Somebody else's folder: what cannot be written is named with the way out.
#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "it says what it had to leave out")]
#[test]
fn a_parent_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = starter();
    let set = |mode| {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(site.root(), mode).expect("the folder is ours");
    };
    set(0o555);
    // Root may write anywhere.
    let may_write = fs::write(site.root().join("try"), "").is_ok();
    let run = run(&site, &["build"]);
    set(0o755);
    if may_write {
        eprintln!("SKIPPED: nothing is forbidden to this user");
        return;
    }
    assert_eq!(run.code, 2, "{}", run.stderr);
    for words in ["must be writable as well", "choose a folder in one that is with `-o`"] {
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}
