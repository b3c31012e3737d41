//! The same input gives the same bytes, and a second build touches only what changed.

use crate::file_tree::put;
use crate::file_tree::read_times;
use crate::file_tree::read_tree;
use crate::file_tree::repository;
use crate::program::wellspring;
use crate::program::wellspring_with;
use crate::site_case::SiteCase;

const SITE: &str = "tests/cases/build/measured/in";

#[test]
fn the_circumstances_of_a_build_do_not_matter() {
    let one = SiteCase::copy_of(&repository(SITE));
    let other = SiteCase::copy_of(&repository(SITE));
    let circumstances = [
        (&one, [("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8"), ("RAYON_NUM_THREADS", "1")]),
        (&other, [("TZ", "America/New_York"), ("LANG", "C"), ("RAYON_NUM_THREADS", "4")]),
    ];
    for (site, variables) in circumstances {
        let run = wellspring_with(site.root(), &["build"], &variables);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let (one, other) =
        (read_tree(&one.root().join("output")), read_tree(&other.root().join("output")));
    assert!(one.len() > 20, "the site has pages");
    let differ: Vec<_> = one.keys().filter(|path| one.get(*path) != other.get(*path)).collect();
    assert_eq!(differ, Vec::<&String>::new());
    assert_eq!(one.len(), other.len());
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
