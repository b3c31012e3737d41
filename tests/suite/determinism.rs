//! The same input gives the same bytes, and a second build touches only what changed.

#![expect(clippy::print_stderr, reason = "it says what it had to leave out")]

use crate::file_tree::{put, read_times, read_tree, repository};
use crate::program::wellspring;
use crate::site_case::SiteCase;
use std::collections::BTreeMap;
use std::path::Path;

const SITE: &str = "tests/cases/build/measured/in";

/// The circumstances of a build that must not matter.
#[derive(Debug, Clone, Copy)]
struct Circumstances {
    /// The folder that the site is in, below a temporary one.
    folder: &'static str,
    umask: &'static str,
    variables: &'static [(&'static str, &'static str)],
    /// Variables that are not set.
    unset: &'static [&'static str],
    /// Its files are made in the opposite order.
    backwards: bool,
    /// When its files were last changed, as far as their dates tell.
    touched: Option<u64>,
    /// Another user builds it, where that can be.
    as_nobody: bool,
}

const PLAIN: Circumstances = Circumstances {
    folder: "site",
    umask: "022",
    variables: &[("TZ", "UTC"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "2")],
    unset: &["SOURCE_DATE_EPOCH"],
    backwards: false,
    touched: None,
    as_nobody: false,
};

/// Every value of every axis, together in a few builds.
const OTHERS: [Circumstances; 4] = [
    Circumstances {
        folder: "a folder with spaces/汇集区 的报告",
        umask: "077",
        variables: &[
            ("TZ", "Asia/Shanghai"),
            ("LANG", "zh_CN.UTF-8"),
            ("LC_ALL", "zh_CN.UTF-8"),
            ("RAYON_NUM_THREADS", "1"),
        ],
        unset: &["HOME"],
        backwards: true,
        touched: Some(0),
        as_nobody: false,
    },
    Circumstances {
        folder: LONG,
        umask: "002",
        variables: &[
            ("TZ", "America/New_York"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("RAYON_NUM_THREADS", "7"),
        ],
        unset: &["PATH", "USER", "LOGNAME"],
        backwards: false,
        touched: Some(4_102_444_800),
        as_nobody: false,
    },
    Circumstances {
        folder: "other",
        umask: "000",
        variables: &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C.UTF-8"), ("HOME", "/nowhere")],
        unset: &["LANG", "RAYON_NUM_THREADS"],
        backwards: true,
        touched: Some(1_000_000_000),
        as_nobody: true,
    },
    Circumstances {
        folder: "site",
        umask: "027",
        variables: &[("TZ", ""), ("LANG", ""), ("LC_ALL", ""), ("RAYON_NUM_THREADS", "2")],
        unset: &["HOME", "TERM"],
        backwards: false,
        touched: None,
        as_nobody: false,
    },
];

/// As long as the names and paths of systems may be, and a little less.
const LONG: &str = "long/longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong/longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong";

/// A file of a site: its bytes, and who may read it.
type Files = BTreeMap<String, (Vec<u8>, u32)>;

/// Everything in a folder with its mode; folders have no bytes.
fn files_and_folders(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("is there"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("is in it");
        let bytes = match entry.file_type().is_file() {
            true => std::fs::read(entry.path()).expect("is readable"),
            false => Vec::new(),
        };
        let mode = mode(&entry.metadata().expect("is there"));
        (path.to_str().expect("is UTF-8").to_owned(), (bytes, mode))
    };
    entries.map(read).collect()
}

#[cfg(unix)]
fn mode(found: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o7777
}

#[cfg(not(unix))]
fn mode(_found: &std::fs::Metadata) -> u32 {
    0
}

/// Builds a site, given as its files, in some circumstances.
#[cfg(unix)]
fn build_in(site: &BTreeMap<String, Vec<u8>>, how: Circumstances) -> Files {
    use std::os::unix::fs::PermissionsExt;
    let case = SiteCase::in_memory();
    let all = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(case.root(), all.clone()).expect("is ours");
    let root = case.root().join(how.folder);
    let mut files: Vec<_> = site.iter().collect();
    if how.backwards {
        files.reverse();
    }
    for (path, bytes) in files {
        put(&root.join(path), bytes);
        if let Some(seconds) = how.touched {
            let file = std::fs::File::options().write(true).open(root.join(path));
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            file.and_then(|file| file.set_modified(time)).expect("is ours");
        }
    }
    std::fs::set_permissions(&root, all).expect("is ours");
    let program = case.root().join("wellspring");
    std::fs::copy(env!("CARGO_BIN_EXE_wellspring"), &program).expect("there is room");
    let script = format!("umask {}; exec \"$@\"", how.umask);
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", &script, "sh"]);
    if how.as_nobody && can_be_nobody() {
        let user = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        command.arg("setpriv").args(user);
    }
    command.arg(&program).args(["build", "-q"]).current_dir(&root);
    command.envs(how.variables.iter().copied());
    for name in how.unset {
        command.env_remove(name);
    }
    let done = command.output().expect("the shell starts");
    assert!(done.status.success(), "{how:?}: {}", String::from_utf8_lossy(&done.stderr));
    files_and_folders(&root.join("output"))
}

/// Whether this can run a program as another user; says so if it cannot.
#[cfg(unix)]
fn can_be_nobody() -> bool {
    let mut command = std::process::Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "true"]);
    let can = command.output().is_ok_and(|done| done.status.success());
    if !can {
        eprintln!("SKIPPED: not root, or no `setpriv`: the builds of another user are left out");
    }
    can
}

#[cfg(unix)]
#[track_caller]
fn check_circumstances(site: &BTreeMap<String, Vec<u8>>, n_least: usize) {
    let expected = build_in(site, PLAIN);
    assert!(expected.len() > n_least, "the site has pages: {}", expected.len());
    for (path, (bytes, mode)) in &expected {
        let is_file = path.contains('.');
        assert_eq!(*mode, if is_file { 0o644 } else { 0o755 }, "{path} of {} bytes", bytes.len());
    }
    for how in OTHERS {
        let found = build_in(site, how);
        let differ: Vec<_> = expected
            .keys()
            .chain(found.keys())
            .filter(|path| expected.get(*path) != found.get(*path))
            .collect();
        assert_eq!(differ, Vec::<&String>::new(), "{how:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_circumstances_of_the_example_do_not_matter() {
    let content = read_tree(&repository("content"));
    let site = content.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
    check_circumstances(&site.collect(), 500);
}

/// A number in letters: in a name, digits would be figures that both languages must have.
#[cfg(unix)]
fn letters(number: usize) -> String {
    let digits = number.to_string();
    digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// A ledger of 2,000 projects in 20 parks, a file for each project.
#[cfg(unix)]
fn generated() -> BTreeMap<String, Vec<u8>> {
    let mut site = BTreeMap::new();
    let settings = "title: { zh: 示例区, en: Example District }\n\
         languages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\n\
         as_of: 2030-06-30\ncurrency: CNY\n";
    site.insert("content/site.yaml".to_owned(), settings.into());
    let source = "- { id: report, title: { zh: 报告, en: Report }, published: 2030-01-01 }\n";
    site.insert("content/data/sources.yaml".to_owned(), source.into());
    let parks: String = (0..20)
        .map(|n| {
            format!("- {{ id: park-{n}, name: {{ zh: 园区{0}, en: Park {0} }} }}\n", letters(n))
        })
        .collect();
    site.insert("content/data/parks.yaml".to_owned(), parks.into());
    for n in 0..2_000 {
        let name = letters(n);
        let (park, year, month, amount) = (n * 7 % 20, 2020 + n % 9, 1 + n % 12, 1 + n * 31 % 97);
        let project = format!(
            "name: {{ zh: 项目{name}, en: Iğdır Project {name} }}\npark: park-{park}\n\
             investment: {amount}.5 亿元\n\
             milestones: [{{ stage: signed, date: {year}-{month:02}, source: report }}]\n"
        );
        site.insert(format!("content/data/projects/p{n}.yaml"), project.into());
    }
    site
}

#[cfg(unix)]
#[test]
fn the_circumstances_of_a_large_site_do_not_matter() {
    check_circumstances(&generated(), 4_000);
}

#[cfg(unix)]
#[test]
fn modes_that_somebody_changed_are_put_right() {
    use std::os::unix::fs::PermissionsExt;
    let site = SiteCase::copy_of(&repository(SITE));
    let output = site.root().join("output");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    let expected = files_and_folders(&output);
    for path in ["index.html", "en", ""] {
        let path = output.join(path);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).expect("is ours");
        assert!(files_and_folders(&output) != expected);
        let run = wellspring(site.root(), &["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(files_and_folders(&output) == expected);
    }
}

#[test]
fn a_build_from_elsewhere_is_the_same() {
    let site = SiteCase::copy_of(&repository(SITE));
    let elsewhere = SiteCase::empty();
    let root = site.root().to_string_lossy().into_owned();
    assert_eq!(wellspring(site.root(), &["build", "-o", "here"]).code, 0);
    let target = elsewhere.root().join("there");
    let run = wellspring(elsewhere.root(), &["-C", &root, "build", "-o", "there"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read_tree(&site.root().join("here")) == read_tree(&target));
}

#[test]
fn unchanged_files_keep_their_time() {
    let site = SiteCase::copy_of(&repository(SITE));
    let output = site.root().join("output");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    let before = (read_times(&output), read_tree(&output));
    site.put("content/pages/late.zh.md", "---\ntitle: 后来\n---\n\n文。\n");
    site.put("content/pages/late.en.md", "---\ntitle: Late\n---\n\nText.\n");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    let after = (read_times(&output), read_tree(&output));
    let same = before.1.iter().filter(|(path, bytes)| after.1.get(*path) == Some(bytes));
    let same: Vec<&String> = same.map(|(path, _)| path).collect();
    assert!(same.len() > 5, "assets at least are unchanged: {same:?}");
    let touched: Vec<_> = same.iter().filter(|path| before.0[**path] != after.0[**path]).collect();
    assert_eq!(touched, Vec::<&&String>::new());
    assert!(after.1.contains_key("en/late/index.html"));
}

#[test]
fn files_of_the_last_build_go_with_their_source() {
    let site = SiteCase::copy_of(&repository(SITE));
    let output = site.root().join("output");
    site.put("content/pages/late.zh.md", "---\ntitle: 后来\n---\n\n文。\n");
    site.put("content/pages/late.en.md", "---\ntitle: Late\n---\n\nText.\n");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    assert!(output.join("en/late/index.html").is_file());
    for name in ["late.zh.md", "late.en.md"] {
        std::fs::remove_file(site.root().join("content/pages").join(name)).expect("is there");
    }
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!output.join("en/late").exists(), "the folder is gone too");
    let fresh = SiteCase::copy_of(&repository(SITE));
    assert_eq!(wellspring(fresh.root(), &["build"]).code, 0);
    assert!(read_tree(&output) == read_tree(&fresh.root().join("output")));
}

#[test]
fn hidden_files_of_the_output_folder_stay() {
    let site = SiteCase::copy_of(&repository(SITE));
    let output = site.root().join("output");
    put(&output.join(".gitignore"), b"*\n!.gitignore\n");
    put(&output.join(".git/HEAD"), b"ref: refs/heads/pages\n");
    for _ in 0..2 {
        let run = wellspring(site.root(), &["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let built = read_tree(&output);
        assert_eq!(built[".gitignore"], b"*\n!.gitignore\n");
        assert_eq!(built[".git/HEAD"], b"ref: refs/heads/pages\n");
        assert!(built.contains_key("index.html"));
    }
    let left: Vec<_> = std::fs::read_dir(site.root())
        .expect("is readable")
        .map(|entry| entry.expect("is readable").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [".output.reuse"], "one folder is kept for the next build");
}
