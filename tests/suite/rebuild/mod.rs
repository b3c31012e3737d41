//! A build over an older one gives what a build into an empty folder gives, byte for byte.

mod directed;
mod edits;
mod world;

use crate::file_tree::{copy_tree, put, read_tree};
use crate::site_case::{SiteCase, listing};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wellspring::options::BuildOptions;
use wellspring::pipeline::{Built, Compiled, build};
use wellspring::progress_bar::Progress;
use wellspring::write::WriteReport;
use world::{Dice, World};

const N_EDITS: u64 = 200;
const SEED: u64 = 0x5eed;

/// A number that whoever looks for more than the tests do gives instead.
fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// What a build did: `Err` if its content has errors.
type Done = Result<Option<WriteReport>, ()>;

#[track_caller]
fn run(options: &BuildOptions) -> Done {
    run_and_list(options).0
}

/// The same, with the problems that were found.
#[track_caller]
fn run_and_list(options: &BuildOptions) -> (Done, String) {
    let list = |compiled: &Compiled| listing(&compiled.sources, &compiled.problems());
    match build(options, &Progress::hidden()).expect("the folders can be read and written") {
        Built::Unchanged { .. } => (Ok(None), String::new()),
        Built::Published(compiled, report) => (Ok(Some(report)), list(&compiled)),
        Built::Broken(compiled, _) => (Err(()), list(&compiled)),
    }
}

/// Writes the files of a site folder that differ, and removes those that are gone.
fn write_out(files: &BTreeMap<String, String>, root: &Path, before: &mut BTreeMap<String, String>) {
    for (path, text) in files {
        if before.get(path) != Some(text) {
            put(&root.join(path), text.as_bytes());
        }
    }
    for path in before.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(root.join(path)).expect("was written");
    }
    before.clone_from(files);
}

#[test]
fn edits_at_random_leave_no_trace() {
    let (seed, n_edits) = (asked("REBUILD_SEED", SEED), asked("REBUILD_EDITS", N_EDITS));
    let mut dice = Dice(seed);
    let site = SiteCase::in_memory();
    let root = site.root();
    let mut world = World::new(&mut dice);
    let mut options = site.options();
    let (memory, fresh, old) = (root.join(".output.reuse"), root.join("fresh"), root.join("old"));
    let mut on_disk = BTreeMap::new();
    // A build may then say that it wrote what somebody else put right.
    let mut is_tampered = false;
    let (mut n_broken, mut n_unchanged, mut n_partial) = (0, 0, 0);
    let (mut n_differing, mut n_against) = (0, 0);
    write_out(&world.written(), root, &mut on_disk);
    assert_eq!(site.problems(), "");
    for number in 0..n_edits {
        let before_edit = (world.projects.clone(), world.files.clone(), world.chosen.clone());
        let mut what = Vec::new();
        for _ in 0..[1, 1, 0, 2][dice.below(4)] {
            what.push(edits::edit(&mut world, &mut options, &mut dice));
        }
        write_out(&world.written(), root, &mut on_disk);
        if dice.one_in(4) {
            is_tampered = true;
            what.push(edits::tamper(&options.output, &memory, &old, &mut dice));
        }
        let place = format!("edit {number} of seed {seed:#x}: {what:?}");
        let before =
            if options.output.exists() { read_tree(&options.output) } else { BTreeMap::new() };
        let (done, problems) = run_and_list(&options);
        let _ = fs::remove_dir_all(&fresh);
        let others = BuildOptions { output: fresh.clone(), ..options.clone() };
        let (expected, fresh_problems) = run_and_list(&others);
        let expected = expected.map(|_| read_tree(&fresh));
        let _ = fs::remove_dir_all(root.join(".fresh.reuse"));
        assert_eq!(problems, fresh_problems, "{place}");
        n_differing += usize::from(problems.contains("figure-differs"));
        n_against += usize::from(problems.contains("figure-against-ledger"));
        assert_eq!(done.is_ok(), expected.is_ok(), "{place}");
        let Ok(expected) = expected else {
            n_broken += 1;
            let after =
                if options.output.exists() { read_tree(&options.output) } else { BTreeMap::new() };
            assert!(after == before, "{place}: the old site stands");
            (world.projects, world.files, world.chosen) = before_edit;
            continue;
        };
        let after = read_tree(&options.output);
        let differ: Vec<_> = expected
            .keys()
            .chain(after.keys())
            .filter(|path| expected.get(*path) != after.get(*path))
            .collect();
        assert_eq!(differ, Vec::<&String>::new(), "{place}");
        let is_new =
            |path: &&String| *path != "build.json" && before.get(*path) != after.get(*path);
        let n_written = after.keys().filter(is_new).count();
        let said = done.expect("is published").map_or(0, |report| report.n_written);
        assert!(is_tampered || said == n_written, "{place}: {said} written, {n_written} differ");
        is_tampered = false;
        n_unchanged += usize::from(n_written == 0);
        n_partial += usize::from(n_written > 0 && 2 * n_written < after.len());
        if dice.one_in(12) {
            let _ = fs::remove_dir_all(&old);
            copy_tree(&options.output, &old.join("output"));
            copy_tree(&memory, &old.join("memory"));
        }
    }
    assert!(
        n_broken > 3 && n_unchanged > 20 && n_partial > 40,
        "all kinds of builds are tried: {n_broken} {n_unchanged} {n_partial}"
    );
    assert!(
        n_differing > 15 && n_against > 15,
        "figures are wrong at times: {n_differing} {n_against}"
    );
}
