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

/// `render` is large, so it has floors of its own: groups of modules in its `mod.rs`, set apart by
/// empty lines. A method of a type stands where its type does or on any floor above, which this
/// cannot see.
#[test]
fn floors_of_rendering_use_only_those_below_them() {
    let sources = read_texts("src/render");
    let floors = floors(&sources["src/render/mod.rs"]);
    assert!(floors.len() > 5, "there are floors: {floors:?}");
    let floor =
        |module: &str| floors.iter().position(|floor| floor.iter().any(|one| one == module));
    let mut failures = Vec::new();
    for (path, text) in &sources {
        let module = module_path(path);
        let Some(own) = module.get(1).and_then(|module| floor(module)) else { continue };
        for used in uses_within(&module, without_tests(text)) {
            match floor(&used) {
                Some(at) if at <= own => {}
                Some(_) => {
                    failures.push(format!("{path} uses `{used}`, which is on a floor above"))
                }
                None => failures.push(format!("{path} uses `{used}`, which has no floor")),
            }
        }
    }
    assert_none(&failures);
}

/// Groups of modules that are set apart by empty lines, up to the first line of anything else.
fn floors(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| !line.starts_with("//"));
    let lines =
        lines.take_while(|line| line.is_empty() || line.ends_with(';') && line.contains("mod "));
    let lines: Vec<_> = lines.collect();
    let groups = lines.split(|line| line.is_empty()).filter(|group| !group.is_empty());
    let name =
        |line: &&str| line.rsplit("mod ").next().unwrap_or(line).trim_end_matches(';').to_owned();
    groups.map(|group| group.iter().map(name).collect()).collect()
}

/// `render`, `pages` and `park` of `src/render/pages/park.rs`.
fn module_path(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| *part != "mod").collect()
}

/// The modules beside the uppermost one of a file that its text names.
fn uses_within(module: &[&str], text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let from_top = format!("crate::{}::", module[0]);
    let absolute = code.match_indices(&from_top).map(|(at, start)| &code[at + start.len()..]);
    let chains = code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::"));
    let relative = chains.filter_map(|(at, _)| {
        let rest = code[at..].trim_start_matches("super::");
        let n_up = (code.len() - at - rest.len()) / "super::".len();
        (module.len() - n_up == 1).then_some(rest)
    });
    let names = |rest: &str| -> Vec<String> {
        let named = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or(group).split(',').collect(),
            None => vec![rest],
        };
        let name = |text: &str| {
            text.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned)
        };
        named
            .into_iter()
            .filter_map(name)
            .filter(|name| !name.is_empty() && name != module[1])
            .collect()
    };
    absolute.chain(relative).flat_map(names).collect()
}

#[test]
fn floors_and_what_is_used_across_them_are_found() {
    let text = "//! Text.\n\n// One.\nmod a;\npub mod b;\n\nmod c;\n\npub use c::C;\n\nmod d;\n";
    assert_eq!(floors(text), [vec!["a", "b"], vec!["c"]]);
    let text = "use super::inner;\nuse super::super::a::A;\nuse crate::render::{b, c::C};\n// crate::render::d\nlet x = crate::render::e::f();\n";
    let found = uses_within(&module_path("src/render/pages/park.rs"), text);
    assert_eq!(found, ["a", "b", "c", "e"].map(str::to_owned).into());
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
