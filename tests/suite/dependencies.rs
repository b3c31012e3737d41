//! What comes into the program from elsewhere is what `.ci/deny.toml` allows.

use crate::accept::assert_none;
use crate::file_tree::repository;
use std::collections::BTreeSet;
use std::process::Command;

/// What Cargo says of the crates, each line once.
#[track_caller]
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--locked", "--prefix=none"]).args(arguments);
    let output = cargo.current_dir(repository("")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("is UTF-8");
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

fn deny_rules() -> String {
    std::fs::read_to_string(repository(".ci/deny.toml")).expect("the configuration is there")
}

fn allowed_licences() -> BTreeSet<String> {
    let text = deny_rules();
    let list = text.split_once("\nallow = [\n").and_then(|(_, rest)| rest.split_once("\n]"));
    let (list, _) = list.expect("licences are a list, one a line");
    list.lines().map(|line| line.trim().trim_matches(['"', ',']).to_owned()).collect()
}

/// Whether a licence expression can be met with what is allowed; `/` is an old way to write OR.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut rest = &words[..];
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = all(rest, allowed);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        is_met |= all(rest, allowed);
    }
    is_met
}

fn all(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut is_met = one(rest, allowed);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        is_met &= one(rest, allowed);
    }
    is_met
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let Some((word, after)) = rest.split_first() else { return false };
    *rest = after;
    if *word == "(" {
        let is_met = any(rest, allowed);
        let [")", after @ ..] = *rest else { return false };
        *rest = after;
        return is_met;
    }
    if let ["WITH", exception, after @ ..] = *rest {
        *rest = after;
        return allowed.contains(&format!("{word} WITH {exception}"));
    }
    allowed.contains(*word)
}

#[test]
fn every_licence_is_allowed() {
    let allowed = allowed_licences();
    let crates = tree(&["--target=all", "--edges=normal,build,dev", "--format={l}: {p}"]);
    let refused = crates.into_iter().filter(|line| {
        let (licence, _) = line.split_once(": ").expect("the format has a colon");
        !is_met(licence, &allowed)
    });
    assert_none(&refused.collect::<Vec<_>>());
}

#[test]
fn every_crate_comes_from_the_registry() {
    let crates = tree(&["--target=all", "--edges=normal,build,dev", "--format={p}"]);
    let elsewhere = crates.into_iter().filter(|line| {
        let place = line.split_once(" (").map_or("", |(_, place)| place);
        !line.starts_with("wellspring ") && !place.is_empty() && place != "proc-macro)"
    });
    assert_none(&elsewhere.collect::<Vec<_>>());
}

/// On this system: on all of them Cargo counts what crates name for no system at all, only to tie
/// versions together.
#[test]
fn no_crate_is_there_in_two_versions() {
    let crates = tree(&["--edges=normal,build", "--format={p}"]);
    let versions: BTreeSet<_> =
        crates.iter().map(|line| line.split(" (").next().unwrap_or(line)).collect();
    let names: Vec<_> = versions.iter().filter_map(|line| line.split_once(" v")).collect();
    let rules = deny_rules();
    let is_known = |(name, version): (&str, &str)| {
        rules.contains(&format!("{{ crate = \"{name}@{version}\", reason = "))
    };
    let twice = names
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0 && !pair.iter().any(|one| is_known(*one)));
    assert!(names.len() > 50, "the program is made of many crates: {names:?}");
    assert_none(&twice.map(|pair| format!("{pair:?}")).collect::<Vec<_>>());
}

#[test]
fn licence_expressions_are_read() {
    let allowed = BTreeSet::from(["MIT", "ISC", "A WITH e"].map(str::to_owned));
    for good in
        ["MIT", "GPL OR MIT", "GPL/MIT", "(GPL OR MIT) AND ISC", "A WITH e", "X OR A WITH e"]
    {
        assert!(is_met(good, &allowed), "{good}");
    }
    for bad in
        ["", "GPL", "MIT AND GPL", "(MIT OR ISC) AND GPL", "A", "MIT WITH e", "(MIT", "MIT ISC"]
    {
        assert!(!is_met(bad, &allowed), "{bad}");
    }
}
