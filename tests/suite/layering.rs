//! A module uses only those above it in `lib.rs`.

use crate::accept::assert_none;
use crate::file_tree::read_texts;
use std::collections::BTreeSet;

/// Uses against the order, with the reason for each: the file, then what it may use.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

#[test]
fn modules_use_only_those_above_them() {
    let sources = read_texts("src");
    let order = modules(&sources["src/lib.rs"]);
    let mut failures = Vec::new();
    let mut needed = BTreeSet::new();
    for (path, text) in &sources {
        let Some(own) = order.iter().position(|module| *module == module_of(path)) else {
            continue;
        };
        for used in uses(without_tests(text)) {
            match order.iter().position(|module| *module == used) {
                Some(at) if at <= own => {}
                Some(_)
                    if EXCEPTIONS
                        .iter()
                        .any(|(file, module, _)| (*file, *module) == (path, &used)) =>
                {
                    needed.insert((path.as_str(), used));
                }
                Some(_) => {
                    failures.push(format!("{path} uses `{used}`, which comes after it in lib.rs"))
                }
                None => failures.push(format!("{path} uses `{used}`, which lib.rs does not list")),
            }
        }
    }
    for (file, module, reason) in EXCEPTIONS {
        if !needed.contains(&(file, module.to_owned())) {
            failures
                .push(format!("{file} no longer uses `{module}` ({reason}): remove the exception"));
        }
    }
    assert_none(&failures);
}

#[test]
fn every_module_is_named_by_a_use_line_of_its_own() {
    let groups = |(path, text): (&String, &String)| {
        let lines = text.lines().filter(|line| line.trim_start().starts_with("use crate::{"));
        lines.map(|line| format!("{path}: `{line}`")).collect::<Vec<_>>()
    };
    let failures: Vec<_> = read_texts("src").iter().flat_map(groups).collect();
    assert_none(&failures);
}

fn modules(lib: &str) -> Vec<String> {
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The module that a file belongs to: `src/diag/format/json.rs` is of `diag`.
fn module_of(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The modules that a text names after `crate::`, in `use` lines and within code.
fn uses(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let found = code.flat_map(|line| line.split("crate::").skip(1));
    let name = |rest: &str| {
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    found.map(name).filter(|name| !name.is_empty()).collect()
}

/// The file without the unit tests at its end, which may use what they like.
pub(crate) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn uses_are_found_in_lines_and_in_code() {
    let text = "use crate::plan::Plan;\n// crate::nothing\nlet x: crate::value::Lang = y;\n";
    assert_eq!(uses(text), BTreeSet::from(["plan".to_owned(), "value".to_owned()]));
    assert_eq!((module_of("src/diag/format/json.rs"), module_of("src/load.rs")), ("diag", "load"));
}
