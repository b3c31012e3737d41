//! The program killed at any moment, on a disk that is full, and beside another build: the site is
//! the old or the new one, whole.

#![cfg(unix)]
#![expect(clippy::print_stdout, reason = "it says what it measured")]
#![expect(clippy::print_stderr, reason = "it says what it had to leave out")]

use crate::file_tree::{put, read_tree};
use crate::program::wellspring;
use crate::site_case::{Built, SiteCase};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use wellspring::write::verify;

const N_KILLS: usize = 200;
const SEED: u64 = 20_300_630;

/// Numbers that look random and are the same in every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

/// A site of some twenty pages.
fn site() -> SiteCase {
    let site = SiteCase::in_memory();
    site.put(
        "content/site.yaml",
        "title: { en: Example }\nlanguages: { en: { tag: en, name: English } }\n\
         as_of: 2030-06-30\ncurrency: CNY\n",
    );
    for number in 0..12 {
        let page = format!("---\ntitle: Page {number}\n---\n\nThe same in both.\n");
        site.put(&format!("content/pages/page-{number}.en.md"), page);
    }
    put_state(&site, 1);
    site
}

/// The site in its first or its second state: six pages and a file are different, one page goes.
fn put_state(site: &SiteCase, state: usize) {
    for number in 0..6 {
        let page = format!("---\ntitle: Page {number}\n---\n\nState {state}.\n");
        site.put(&format!("content/pages/state-{number}.en.md"), page);
    }
    site.put("content/files/state.txt", state.to_string());
    let gone = site.root().join("content/pages/gone.en.md");
    match state {
        1 => site.put("content/pages/gone.en.md", "---\ntitle: Gone\n---\n\nText.\n"),
        _ => drop(fs::remove_file(gone)),
    }
}

/// Both states as builds into an empty folder make them.
fn states() -> [Built; 2] {
    [1, 2].map(|state| {
        let site = site();
        put_state(&site, state);
        build_well(&site);
        read_tree(&site.root().join("output"))
    })
}

#[track_caller]
fn build_well(site: &SiteCase) {
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

fn start(site: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
    command.current_dir(site).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

fn said(child: &mut Child) -> String {
    let mut text = String::new();
    child.stderr.take().expect("is piped").read_to_string(&mut text).expect("is UTF-8");
    text
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let states = states();
    let site = site();
    let output = site.root().join("output");
    let mut dice = Dice(SEED);
    build_well(&site);
    // How long it takes until a build writes, and until it has ended.
    let (mut writes_after, mut ends_after) = (Duration::MAX, Duration::ZERO);
    for round in 0..4 {
        put_state(&site, 2 - round % 2);
        let spare = site.root().join(".output.reuse/spare/en/state-0");
        let before = fs::metadata(&spare).and_then(|found| found.modified()).ok();
        let begin = Instant::now();
        let mut child = start(site.root(), &["build"]);
        while child.try_wait().expect("runs").is_none() {
            let now = fs::metadata(&spare).and_then(|found| found.modified()).ok();
            if now != before {
                writes_after = writes_after.min(begin.elapsed());
            }
            sleep(Duration::from_micros(200));
        }
        ends_after = ends_after.max(begin.elapsed());
    }
    let mut writes_after = writes_after.min(ends_after * 3 / 4);
    let (mut n_old, mut n_new, mut n_finished, mut current) = (0, 0, 0, 1);
    let mut number = 0;
    while n_old + n_new < N_KILLS {
        assert!(number < 5 * N_KILLS, "most were killed: {n_finished} of {number} had ended");
        let next = 3 - current;
        let old = u8::try_from(current).expect("is 1 or 2") + b'0';
        put_state(&site, next);
        // One in four falls just after the folders were exchanged, which no clock hits reliably; of
        // the others most fall into the time in which a build writes and exchanges them.
        let from = if number % 4 == 0 { Duration::ZERO } else { writes_after * 7 / 8 };
        let n_micros = u64::try_from((ends_after - from).as_micros()).expect("is short");
        let moment = from + Duration::from_micros(dice.below(n_micros));
        let mut child = start(site.root(), &["build", "-q"]);
        let is_by_clock = number % 4 != 1;
        if is_by_clock {
            sleep(moment);
        } else {
            let is_exchanged =
                || fs::read(output.join("files/state.txt")).is_ok_and(|now| now != [old]);
            while !is_exchanged() && child.try_wait().expect("runs").is_none() {
                sleep(Duration::from_micros(50));
            }
        }
        child.kill().expect("is a child");
        let has_finished = child.wait().expect("has ended").success();
        // What else the machine does changes how long a build takes: this follows it.
        if is_by_clock {
            let percent = if has_finished { 95 } else { 101 };
            (writes_after, ends_after) = (writes_after * percent / 100, ends_after * percent / 100);
        }
        let step = format!("kill {number} after {moment:?}");
        let verified = verify(&output).unwrap_or_else(|error| panic!("{step}: {error:?}"));
        assert!(verified.is_whole(), "{step}: {verified:?}");
        let state = fs::read_to_string(output.join("files/state.txt")).expect("is whole");
        current = state.parse().expect("is a number");
        assert!(read_tree(&output) == states[current - 1], "{step}");
        n_finished += usize::from(has_finished);
        n_new += usize::from(!has_finished && current == next);
        n_old += usize::from(current != next);
        if number % 20 == 19 {
            build_well(&site);
            assert!(read_tree(&output) == states[next - 1], "the build after {step}");
            current = next;
        }
        let entries = fs::read_dir(site.root()).expect("is readable");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("is readable").file_name().into_string().expect("is UTF-8"))
            .collect();
        names.sort();
        assert_eq!(names, [".output.reuse", "content", "output"], "{step}");
        number += 1;
    }
    println!(
        "killed {N_KILLS} builds of {ends_after:?} that write after {writes_after:?}: {n_old} times the old site stood, {n_new} times the new one; {n_finished} more had ended"
    );
    // How many are killed between the exchange and the end is up to the machine; that moments on
    // both sides of the exchange were tried is not.
    assert!(n_old > 20 && n_new + n_finished > 5, "{n_old} {n_new} {n_finished}");
    build_well(&site);
    let left = fs::read_dir(site.root().join(".output.reuse")).expect("is readable");
    let left: Vec<_> = left.map(|entry| entry.expect("is readable").file_name()).collect();
    assert!(left.iter().all(|name| name != "state.new" && name != "spare.old"), "{left:?}");
}

/// Runs a script in a mount namespace of its own, where it can mount a small disk; `None`, with the
/// reason on the terminal, where that is not allowed.
fn in_a_namespace(script: &str) -> Option<String> {
    let probe = "mount -t tmpfs -o size=64k none /mnt";
    let run = |script: &str| Command::new("unshare").args(["-m", "sh", "-c", script]).output();
    match run(probe) {
        Ok(probe) if probe.status.success() => {}
        Ok(probe) => {
            let why = String::from_utf8_lossy(&probe.stderr).trim().to_owned();
            eprintln!("SKIPPED: a small disk cannot be mounted here: {why}");
            return None;
        }
        Err(error) => {
            eprintln!("SKIPPED: there is no `unshare` to mount a small disk with: {error}");
            return None;
        }
    }
    let done = run(script).expect("the shell starts");
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(done.status.success(), "{}: {text}", done.status);
    Some(text)
}

/// Builds the second state over the first on a disk that is filled up to so many kilobytes; the site
/// must be whole, and the build must go through once there is room.
const FULL: &str = r#"
set -eu
mount -t tmpfs -o size=8m none /mnt
cd /mnt
mkdir site
cp -R "$SITE/first/content" site/
"$PROGRAM" -C site build -q
cp -R "$SITE/second/content" site/
rm -f site/content/pages/gone.en.md
for room in 0 4 16 40 80 120 160 200 260 320 400 500; do
    free=$(df -k /mnt | awk 'NR == 2 { print $4 }')
    fill=$((free - room))
    if [ "$fill" -gt 0 ]; then head -c $((fill * 1024)) /dev/zero > filler 2>/dev/null || true; fi
    code=0
    "$PROGRAM" -C site build > said 2>&1 || code=$?
    "$PROGRAM" -C site build > said 2>&1 && second=0 || second=$?
    rm -f filler
    "$PROGRAM" verify site/output > verified 2>&1 || { echo "room $room: not whole"; cat verified; exit 1; }
    state=$(cat site/output/files/state.txt)
    echo "room $room code $code state $state $(ls -A site | tr '\n' ' ')"
    if [ "$code" = 0 ] && [ "$state" != 2 ]; then echo "it said that all went well"; exit 1; fi
    cp -R "$SITE/first/content" site/
    "$PROGRAM" -C site build -q
    test "$(cat site/output/files/state.txt)" = 1
    "$PROGRAM" verify site/output -q
    cp -R "$SITE/second/content" site/
    rm -f site/content/pages/gone.en.md
    rm -rf site/.output.reuse/spare
done
"$PROGRAM" -C site build -q
"$PROGRAM" verify site/output
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let sites = SiteCase::in_memory();
    for (name, state) in [("first", 1), ("second", 2)] {
        let site = site();
        put_state(&site, state);
        crate::file_tree::copy_tree(site.root(), &sites.root().join(name));
    }
    let script = format!(
        "PROGRAM='{}' SITE='{}'\n{FULL}",
        env!("CARGO_BIN_EXE_wellspring"),
        sites.root().display()
    );
    let Some(text) = in_a_namespace(&script) else { return };
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with("room")).collect();
    println!("{}", rows.join("\n"));
    assert_eq!(rows.len(), 12, "{text}");
    let n_failed = rows.iter().filter(|row| row.contains("code 2 state 1")).count();
    let n_done = rows.iter().filter(|row| row.contains("code 0 state 2")).count();
    assert!(n_failed >= 4 && n_done >= 1, "the disk is full at different places: {text}");
    assert!(rows.iter().all(|row| row.ends_with(".output.reuse content output ")), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused_and_left_alone() {
    let site = site();
    let script = format!(
        "cd '{}'\nmkdir output same\nmount -t tmpfs none output\n'{program}' build && exit 1\n\
         ls -A output\numount output\nmount --bind same output\n'{program}' build && exit 1\nls -A output same\n'{program}' build -o output/site",
        site.root().display(),
        program = env!("CARGO_BIN_EXE_wellspring"),
    );
    let Some(text) = in_a_namespace(&script) else { return };
    assert_eq!(text.matches("(a mount point)").count(), 2, "{text}");
    assert!(text.contains("help: write to a folder in it, such as `-o "), "{text}");
    assert!(site.root().join("same/site/index.html").exists(), "{text}");
}

/// Runs a command as somebody else, if this is root and there is a way; says so otherwise.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<std::process::Output> {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    let program = folder.join("wellspring");
    fs::copy(env!("CARGO_BIN_EXE_wellspring"), &program).expect("there is room");
    match command.current_dir(folder).arg(&program).args(arguments).output() {
        Ok(output) if !output.stderr.starts_with(b"setpriv:") => Some(output),
        Ok(output) => {
            let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            eprintln!("SKIPPED: not root, so there is no other user to be: {why}");
            None
        }
        Err(error) => {
            eprintln!("SKIPPED: there is no `setpriv`: {error}");
            None
        }
    }
}

#[test]
fn without_permission_nothing_is_touched() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    fs::set_permissions(site.root(), fs::Permissions::from_mode(0o755)).expect("is ours");
    build_well(&site);
    let before = read_tree(&site.root().join("output"));
    put_state(&site, 2);
    let Some(done) = as_nobody(site.root(), &["build"]) else { return };
    let text = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{text}");
    assert!(text.contains("cannot write") && text.contains("denied"), "{text}");
    assert!(read_tree(&site.root().join("output")) == before);
    let fresh = as_nobody(site.root(), &["build", "-o", "other"]).expect("worked before");
    assert_eq!(fresh.status.code(), Some(2), "{}", String::from_utf8_lossy(&fresh.stderr));
    assert!(!site.root().join("other").exists());
    build_well(&site);
}

#[test]
fn inputs_that_cannot_be_written_to_are_enough() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let entries = || walkdir::WalkDir::new(site.root().join("content")).contents_first(true);
    let set = |file: u32, folder: u32| {
        for entry in entries() {
            let entry = entry.expect("is readable");
            let mode = if entry.file_type().is_dir() { folder } else { file };
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("is ours");
        }
    };
    set(0o444, 0o555);
    build_well(&site);
    let built = read_tree(&site.root().join("output"));
    let mode = |path: &str| {
        fs::metadata(site.root().join("output").join(path)).expect("is there").permissions().mode()
            & 0o777
    };
    assert_eq!((mode("files/state.txt"), mode("files"), mode("")), (0o644, 0o755, 0o755));
    set(0o644, 0o755);
    assert!(built == states()[0]);
}

#[test]
fn a_reader_never_finds_the_site_missing() {
    let site = site();
    build_well(&site);
    let output = site.root().join("output");
    let states = states();
    let is_done = AtomicBool::new(false);
    let n_copies = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut n_copies = 0;
            while !is_done.load(Ordering::Relaxed) {
                let index = fs::read(output.join("index.html")).expect("is never missing");
                assert!(states.iter().any(|state| state["index.html"] == index));
                for path in states[0].keys().filter(|path| states[1].contains_key(*path)) {
                    // By its path from the top each time, as a server does.
                    let bytes = fs::read(output.join(path)).expect("is never missing");
                    let is_either = states.iter().any(|state| state[path] == bytes);
                    assert!(is_either, "{path} is that of one of the two sites");
                }
                n_copies += 1;
            }
            n_copies
        });
        for round in 0..8 {
            put_state(&site, 2 - round % 2);
            build_well(&site);
        }
        is_done.store(true, Ordering::Relaxed);
        reader.join().expect("never fails")
    });
    assert!(n_copies > 8, "{n_copies}");
}

#[test]
fn two_builds_wait_for_each_other_and_say_so() {
    let site = site();
    build_well(&site);
    let tag = fs::File::open(site.root().join(".output.reuse/CACHEDIR.TAG")).expect("is there");
    tag.lock().expect("nobody else builds");
    put_state(&site, 2);
    let before = read_tree(&site.root().join("output"));
    let run = wellspring(site.root(), &["build", "--no-wait"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("error: another build of `./output` is running"), "{}", run.stderr);
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
    if cfg!(target_os = "linux") {
        let process = format!("(process {}, for ", std::process::id());
        assert!(run.stderr.contains(&process), "{}", run.stderr);
    }
    let mut waiting = start(site.root(), &["build"]);
    sleep(Duration::from_millis(700));
    assert!(waiting.try_wait().expect("runs").is_none(), "it waits");
    assert!(read_tree(&site.root().join("output")) == before, "and writes nothing");
    drop(tag);
    assert!(waiting.wait().expect("ends").success());
    let said = said(&mut waiting);
    assert_eq!(said.matches("; waiting for it to end").count(), 1, "{said}");
    assert_eq!(fs::read(site.root().join("output/files/state.txt")).expect("is there"), b"2");
}

#[test]
fn builds_that_begin_at_once_all_go_through() {
    let states = states();
    for _ in 0..3 {
        let site = site();
        let mut builds: Vec<_> = (0..4).map(|_| start(site.root(), &["build"])).collect();
        for build in &mut builds {
            let code = build.wait().expect("ends");
            assert!(code.success(), "{}", said(build));
        }
        assert!(read_tree(&site.root().join("output")) == states[0]);
        assert!(verify(&site.root().join("output")).is_ok_and(|verified| verified.is_whole()));
    }
}

#[test]
fn a_link_is_no_output_folder() {
    let site = site();
    put(&site.root().join("elsewhere/mine.txt"), b"mine");
    std::os::unix::fs::symlink("elsewhere", site.root().join("output")).expect("can be made");
    let run = wellspring(site.root(), &["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("is a link") && run.stderr.contains("help: "), "{}", run.stderr);
    let left: Vec<_> = read_tree(&site.root().join("elsewhere")).into_keys().collect();
    assert_eq!(left, ["mine.txt"]);
}

#[test]
fn links_at_the_top_of_the_output_stay() {
    let site = site();
    build_well(&site);
    let link = site.root().join("output/.well-known");
    std::os::unix::fs::symlink("../elsewhere", &link).expect("can be made");
    put_state(&site, 2);
    build_well(&site);
    assert_eq!(fs::read_link(&link).expect("is there"), Path::new("../elsewhere"));
}
