//! What `ARCHITECTURE.md` promises about the sources.

use crate::accept::assert_none;
use crate::file_tree::read_texts;
use crate::layering::without_tests;

/// The modules that touch the disk: files, or a folder of them.
const READERS_AND_WRITERS: [&str; 7] = [
    "src/load/",
    "src/write/",
    "src/serve/folder.rs",
    "src/commands/init.rs",
    "src/commands/put.rs",
    "src/commands/pdf/",
    "src/lsp/address.rs",
];

/// Lines of a file without its tests.
const MOST_LINES: usize = 500;

/// Checks every line of code of every source file; comments and unit tests are passed over.
#[track_caller]
fn check_lines(is_exempt: impl Fn(&str) -> bool, fault: impl Fn(&str) -> Option<&'static str>) {
    let mut failures = Vec::new();
    for (path, text) in read_texts("src") {
        if is_exempt(&path) || !path.ends_with(".rs") {
            continue;
        }
        let lines = without_tests(&text).lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("//")) {
            if let Some(fault) = fault(line) {
                failures.push(format!("{path}:{}: {fault}: {}", index + 1, line.trim()));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn only_the_reader_and_the_writers_touch_files() {
    let touches = |line: &str| {
        let names = ["std::fs", " fs::", "(fs::", "&fs::", "canonicalize("];
        names.iter().any(|name| line.contains(name)).then_some("touches files")
    };
    let may = |path: &str| READERS_AND_WRITERS.iter().any(|known| path.starts_with(known));
    check_lines(may, touches);
}

#[test]
fn no_language_is_known_to_the_code() {
    let names = |line: &str| {
        let codes = ["\"zh\"", "\"en\"", "\"zh-Hans\"", "\"zh-hans\""];
        codes.iter().any(|code| line.contains(code)).then_some("names a language")
    };
    check_lines(|_| false, names);
}

#[test]
fn no_clock_and_no_environment_is_read() {
    let reads = |line: &str| {
        let names = ["SystemTime::now", "Zoned::now", "Timestamp::now", "env::var", "current_dir"];
        names.iter().any(|name| line.contains(name)).then_some("depends on where or when it runs")
    };
    // When a link was tried decides when it is tried again, and nothing else; where a browser is and
    // how long it takes to print, which file is made or not.
    let may = ["src/outside/seen.rs", "src/commands/pdf/browser.rs"];
    check_lines(|path| may.contains(&path), reads);
}

#[test]
fn files_are_short() {
    let sources = read_texts("src");
    let rust = sources.iter().filter(|(path, _)| path.ends_with(".rs"));
    let long = rust.map(|(path, text)| (path, without_tests(text).lines().count()));
    let long = long.filter(|(_, n_lines)| *n_lines > MOST_LINES);
    let failures: Vec<_> = long.map(|(path, n_lines)| format!("{path}: {n_lines} lines")).collect();
    assert_none(&failures);
}
