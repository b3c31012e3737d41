//! A site in parts: joined, they are the site that is built in one go, byte for byte.

use crate::file_tree::{copy_tree, put, read_times, read_tree, repository};
use crate::program::{Run, wellspring};
use crate::site_case::SiteCase;
use std::fs;
use std::path::Path;
use wellspring::shard::Shard;

/// Builds every part of a site, and returns the names of their folders.
#[track_caller]
fn build_parts(root: &Path, of: usize) -> Vec<String> {
    let build = |number: usize| {
        let folder = format!("parts-{of}/{number}");
        let shard = format!("{number}/{of}");
        let run = wellspring(root, &["build", "--shard", &shard, "-o", &folder]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        folder
    };
    (1..=of).map(build).collect()
}

fn merge(root: &Path, parts: &[String], output: &str) -> Run {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    wellspring(root, &[&["merge", "-o", output], &*parts].concat())
}

/// Parts of the site in a folder, merged, are the whole site.
#[track_caller]
fn check_merged(site: &SiteCase, counts: &[usize]) {
    let root = site.root();
    let run = wellspring(root, &["build", "-o", "whole"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let whole = read_tree(&root.join("whole"));
    for of in counts {
        let parts = build_parts(root, *of);
        let n_files = |part: &String| read_tree(&root.join(part)).len() - 1;
        assert_eq!(parts.iter().map(n_files).sum::<usize>(), whole.len() - 1);
        let run = merge(root, &parts, "merged");
        assert_eq!(run.code, 0, "{}", run.stderr);
        let merged = read_tree(&root.join("merged"));
        let differ: Vec<_> =
            whole.keys().filter(|path| whole.get(*path) != merged.get(*path)).collect();
        assert_eq!(differ, Vec::<&String>::new(), "{of} parts");
        assert_eq!(whole.len(), merged.len());
    }
}

#[test]
fn parts_of_the_example_site_make_the_whole() {
    let site = SiteCase::in_memory();
    copy_tree(&repository("content"), &site.root().join("content"));
    check_merged(&site, &[1, 3, 16]);
}

#[test]
fn parts_of_a_generated_site_make_the_whole() {
    let site = generated(300);
    check_merged(&site, &[1, 3, 16]);
}

/// A site with so many projects.
fn generated(n_projects: usize) -> SiteCase {
    let site = SiteCase::in_memory();
    copy_tree(SiteCase::small().root(), site.root());
    let projects = (0..n_projects).map(|n| {
        format!(
            "- id: p-{n}\n  name: {{ zh: 项目{n}, en: Project {n} }}\n  milestones:\n    \
             - {{ stage: signed, date: 20{}-0{}-01 }}\n",
            20 + n % 10,
            1 + n % 9
        )
    });
    site.put("content/data/projects.yaml", projects.collect::<String>());
    site.put("content/files/map.txt", "a map\n");
    site
}

/// A small site in three parts.
fn in_parts() -> (SiteCase, Vec<String>) {
    let site = generated(3);
    let parts = build_parts(site.root(), 3);
    (site, parts)
}

/// Some parts may have no file at all; all are needed nevertheless.
#[test]
fn a_site_with_fewer_files_than_parts_has_empty_ones() {
    let site = SiteCase::small();
    let root = site.root();
    assert_eq!(wellspring(root, &["build", "-o", "whole"]).code, 0);
    let parts = build_parts(root, 200);
    let is_empty = |part: &&String| read_tree(&root.join(part)).len() == 1;
    assert!(parts.iter().filter(is_empty).count() > 0);
    let run = merge(root, &parts, "merged");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read_tree(&root.join("merged")) == read_tree(&root.join("whole")));
}

#[test]
fn the_order_of_parts_does_not_matter() {
    let (site, mut parts) = in_parts();
    assert_eq!(merge(site.root(), &parts, "one").code, 0);
    parts.reverse();
    assert_eq!(merge(site.root(), &parts, "other").code, 0);
    assert!(read_tree(&site.root().join("one")) == read_tree(&site.root().join("other")));
}

#[test]
fn a_merged_site_is_an_output_like_any_other() {
    let (site, parts) = in_parts();
    let root = site.root();
    assert_eq!(merge(root, &parts, "output").code, 0);
    let times = read_times(&root.join("output"));
    let run = merge(root, &parts, "output");
    assert!(run.stderr.contains("0 files new or changed"), "{}", run.stderr);
    assert!(read_times(&root.join("output")) == times, "a second merge touched files");
    let run = wellspring(root, &["build"]);
    assert!(run.stderr.contains("0 files new or changed"), "{}", run.stderr);
    site.put("content/files/map.txt", "another map\n");
    let run = wellspring(root, &["build"]);
    assert!(run.stderr.contains("1 files new or changed"), "{}", run.stderr);
    assert_eq!(wellspring(root, &["build", "-o", "fresh"]).code, 0);
    assert!(read_tree(&root.join("output")) == read_tree(&root.join("fresh")));
}

#[test]
fn a_part_is_built_again_only_where_it_changed() {
    let site = generated(20);
    let root = site.root();
    let build = |shard: &str| wellspring(root, &["build", "--shard", shard, "-o", "part"]);
    let first = build("1/2");
    assert!(first.stderr.contains("part     1 of 2"), "{}", first.stderr);
    assert!(build("1/2").stderr.contains("wrote    nothing"), "nothing has changed");
    let text = fs::read_to_string(root.join("content/data/projects.yaml")).expect("is there");
    site.put("content/data/projects.yaml", text.replace("Project 7 ", "Plant 7 "));
    assert_eq!(build("1/2").code, 0);
    let again = read_tree(&root.join("part"));
    assert_eq!(wellspring(root, &["build", "--shard", "1/2", "-o", "fresh"]).code, 0);
    assert!(again == read_tree(&root.join("fresh")), "as one into an empty folder");
    // Another part, or the whole, in the same folder takes its place.
    assert_eq!(build("2/2").code, 0);
    assert_eq!(wellspring(root, &["build", "--shard", "2/2", "-o", "other"]).code, 0);
    assert!(read_tree(&root.join("part")) == read_tree(&root.join("other")));
    assert_eq!(wellspring(root, &["build", "-o", "part"]).code, 0);
    assert_eq!(wellspring(root, &["build", "-o", "whole"]).code, 0);
    assert!(read_tree(&root.join("part")) == read_tree(&root.join("whole")));
}

/// A page that comes moves no file to another part.
#[test]
fn a_new_page_moves_no_other() {
    let site = generated(20);
    let root = site.root();
    let before: Vec<_> =
        build_parts(root, 4).iter().map(|part| read_tree(&root.join(part))).collect();
    site.put("content/pages/new.zh.md", "---\ntitle: 新\n---\n");
    site.put("content/pages/new.en.md", "---\ntitle: New\n---\n");
    let after: Vec<_> =
        build_parts(root, 4).iter().map(|part| read_tree(&root.join(part))).collect();
    for (before, after) in before.iter().zip(&after) {
        let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
        assert_eq!(gone, Vec::<&String>::new());
    }
    let n_files =
        |parts: &[crate::site_case::Built]| parts.iter().map(|part| part.len()).sum::<usize>();
    assert_eq!(n_files(&after), n_files(&before) + 2);
}

/// Merges parts that are not those of one site: it is refused with these words, and what stood in
/// the output folder stands.
#[track_caller]
fn check_refused(site: &SiteCase, parts: &[String], words: &[&str]) {
    let root = site.root();
    if !root.join("output").exists() {
        assert_eq!(wellspring(root, &["build"]).code, 0);
    }
    let before = (read_tree(root), read_times(root));
    let run = merge(root, parts, "output");
    assert_eq!((run.code, &*run.stdout), (2, ""), "{}", run.stderr);
    for word in words {
        assert!(run.stderr.contains(word), "`{word}` is missing in: {}", run.stderr);
    }
    let kept = |tree: &std::collections::BTreeMap<String, Vec<u8>>| {
        let own = tree.iter().filter(|(path, _)| !path.starts_with(".output.reuse/"));
        own.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert!(kept(&read_tree(root)) == kept(&before.0), "something was touched");
    let output = root.join("output");
    let times = read_times(&output);
    assert!(times.iter().all(|(path, time)| before.1.get(&format!("output/{path}")) == Some(time)));
}

#[test]
fn a_missing_part_is_named() {
    let (site, parts) = in_parts();
    check_refused(&site, &parts[..2], &["error: part 3 of 3 is missing"]);
    check_refused(&site, &parts[1..2], &["parts 1 and 3 of 3 are missing"]);
}

#[test]
fn a_doubled_part_is_named() {
    let (site, mut parts) = in_parts();
    parts.push(parts[1].clone());
    check_refused(&site, &parts, &["are both part 2 of 3"]);
}

#[test]
fn parts_of_another_number_are_refused() {
    let (site, mut parts) = in_parts();
    parts[2] = build_parts(site.root(), 4)[2].clone();
    check_refused(&site, &parts, &["`parts-4/3`", "the number of parts is `3` in one and `4`"]);
}

#[test]
fn parts_of_an_older_state_or_other_options_are_refused() {
    let (site, parts) = in_parts();
    let root = site.root();
    site.put("content/files/map.txt", "another map\n");
    let again = |arguments: &[&str]| {
        let plain = ["build", "--shard", "2/3", "-o", "parts-3/2"];
        let run = wellspring(root, &[&plain, arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    again(&[]);
    check_refused(&site, &parts, &["are not parts of one build", "help: build all parts"]);
    site.put("content/files/map.txt", "a map\n");
    again(&["--base-url", "https://example.org/"]);
    check_refused(&site, &parts, &["their programs or options are not the same"]);
    again(&["--as-of", "2029-01-01"]);
    check_refused(
        &site,
        &parts,
        &["the day they speak of is `2030-06-30` in one and `2029-01-01`"],
    );
    let text = fs::read_to_string(root.join("content/data/projects.yaml")).expect("is there");
    site.put("content/data/projects.yaml", text.replace("Project 2 ", "Plant 2 "));
    again(&[]);
    check_refused(&site, &parts, &["their input `content/data/projects.yaml` is not the same"]);
}

#[test]
fn what_is_no_part_is_refused() {
    let (site, mut parts) = in_parts();
    fs::create_dir(site.root().join("empty")).expect("there is room");
    for (folder, words) in [
        ("nowhere", "there is no folder `nowhere`"),
        ("empty", "it has no `build.json`"),
        ("output", "lie in each other"),
        ("output/en", "lie in each other"),
        (".", "lie in each other"),
    ] {
        folder.clone_into(&mut parts[0]);
        check_refused(&site, &parts, &[words]);
    }
    assert_eq!(wellspring(site.root(), &["build", "-o", "whole"]).code, 0);
    "whole".clone_into(&mut parts[0]);
    check_refused(&site, &parts, &["`whole` is a whole site, not a part of one", "help: "]);
    put(&site.root().join("parts-3/1/build.json"), b"{ no");
    "parts-3/1".clone_into(&mut parts[0]);
    check_refused(&site, &parts, &["build.json` cannot be read"]);
}

/// A file of the first part that has one.
fn some_file(root: &Path, parts: &[String]) -> (String, String) {
    let own = |part: &String| {
        let tree = read_tree(&root.join(part));
        let path = tree.into_keys().find(|path| path.ends_with("index.html"))?;
        Some((part.clone(), path))
    };
    parts.iter().find_map(own).expect("some part has a page")
}

#[test]
fn a_damaged_or_missing_file_is_named() {
    let (site, parts) = in_parts();
    let (part, path) = some_file(site.root(), &parts);
    let file = site.root().join(&part).join(&path);
    put(&file, b"<!doctype html>");
    check_refused(&site, &parts, &[&path, "is not as its build left it", "help: build or copy"]);
    fs::remove_file(&file).expect("is there");
    check_refused(&site, &parts, &[&path, "is missing"]);
    fs::create_dir(&file).expect("there is room");
    check_refused(&site, &parts, &[&path, "is not a file"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (site, parts) = in_parts();
    let (part, path) = some_file(site.root(), &parts);
    let file = site.root().join(&part).join(&path);
    fs::rename(&file, site.root().join("elsewhere")).expect("there is room");
    symlink(site.root().join("elsewhere"), &file).expect("the disk has links");
    check_refused(&site, &parts, &[&path, "is a link, which no build makes"]);
    let folder = file.parent().expect("is in a folder");
    fs::remove_file(&file).expect("is there");
    fs::rename(folder, site.root().join("folder")).expect("there is room");
    fs::rename(site.root().join("elsewhere"), site.root().join("folder/index.html"))
        .expect("there is room");
    symlink(site.root().join("folder"), folder).expect("the disk has links");
    check_refused(&site, &parts, &["is a link, which no build makes"]);
}

/// What a `build.json` says is changed in its text; nothing is read or written elsewhere.
#[test]
fn a_part_cannot_name_files_elsewhere() {
    let (site, parts) = in_parts();
    let (part, path) = some_file(site.root(), &parts);
    let manifest = site.root().join(&part).join("build.json");
    let text = fs::read_to_string(&manifest).expect("is there");
    let secret = format!("\"{path}\"");
    for hostile in ["../../secret", "/etc/passwd", "a/../../b", "", ".git/hooks/x", "build.json"] {
        put(&manifest, text.replace(&secret, &format!("{hostile:?}")).as_bytes());
        check_refused(&site, &parts, &["which no build makes"]);
    }
    let number = part.rsplit('/').next().expect("is named by its number");
    let shard: Shard = format!("{number}/3").parse().expect("is a part");
    let other = |is_own: bool| {
        let mut names = (0..).map(|n| format!("x-{n}.html"));
        names.find(|name| shard.holds(name) == is_own).expect("some name is in each part")
    };
    put(&manifest, text.replace(&secret, &format!("{:?}", other(false))).as_bytes());
    check_refused(&site, &parts, &["belongs to another part"]);
    put(&manifest, text.replace(&secret, &format!("{:?}", other(true))).as_bytes());
    check_refused(&site, &parts, &["but they are not the", "a `build.json` was changed"]);
}

#[test]
fn foreign_folders_are_not_replaced_by_a_merge() {
    let (site, parts) = in_parts();
    put(&site.root().join("mine/thesis.doc"), b"years of work");
    let run = merge(site.root(), &parts, "mine");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`thesis.doc`, which wellspring did not write"), "{}", run.stderr);
    assert_eq!(read_tree(&site.root().join("mine")).len(), 1);
}

#[test]
fn a_part_that_cannot_be_is_refused_on_the_command_line() {
    let site = SiteCase::small();
    for shard in ["0/3", "4/3", "3", "a/b"] {
        let run = wellspring(site.root(), &["build", "--shard", shard]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("a part is written as `3/16`"), "{}", run.stderr);
    }
    assert!(!site.root().join("output").exists());
}
