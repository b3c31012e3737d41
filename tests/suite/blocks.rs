//! Markdown documents that are test suites of texts: below a block with an input stand blocks
//! with what must come of it.
//!
//! A block whose name the test knows belongs to the input above; any other is an input. In an
//! input that is `escaped`, `\r`, `\u{fffd}` and the like are read as in [`crate::tables`], and
//! its last line has no end.

use crate::accept::{assert_none, difference, is_updating};
use crate::file_tree::{put, repository};
use crate::tables::with_escapes_read;
use std::collections::BTreeSet;

/// A text that goes in.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// The words at the start of its block: its language, and how it is to be read.
    pub(crate) words: Vec<String>,
    /// The text.
    pub(crate) text: String,
}

/// Something that is told of an input.
pub(crate) type View<'a> = (&'a str, &'a dyn Fn(&Input) -> String);

/// Compares the blocks of a file with what comes of their inputs; with `UPDATE_CASES=1` they are
/// rewritten. The view of the name in `always` must be empty where it has no block.
#[track_caller]
pub(crate) fn check_blocks(name: &str, always: &str, views: &[View<'_>]) {
    let path = format!("tests/cases/{name}.md");
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let (mut failures, mut updated) = (Vec::new(), String::new());
    let mut used = BTreeSet::new();
    let mut input: Option<Input> = None;
    let mut is_told = true;
    let view = |name: &str| views.iter().find(|(known, _)| *known == name);
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        let starts_input = fence.len() >= 3 && view(&line[fence.len()..]).is_none();
        if (line.starts_with('#') || starts_input) && !is_told {
            let what = of(view(always), input.as_ref());
            if !what.is_empty() {
                failures.push(format!("{path}:{}: above this: {what}", index + 1));
                updated.push_str(&format!("{}\n\n", block("```", always, &what)));
            }
            is_told = true;
        }
        if fence.len() < 3 {
            updated.push_str(&format!("{line}\n"));
            continue;
        }
        let body: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
        let body = body.join("\n");
        if starts_input {
            input = Some(input_of(&line[fence.len()..], &body));
            is_told = false;
            updated.push_str(&format!("{}\n", block(&fence, &line[fence.len()..], &body)));
            continue;
        }
        let name = &line[fence.len()..];
        used.insert(name);
        is_told |= name == always;
        let found = of(view(name), input.as_ref());
        let wrong = difference(&body, &found);
        failures.extend(wrong.map(|what| format!("{path}:{}: {name}: {what}", index + 1)));
        updated.push_str(&format!("{}\n", block(&fence, name, &found)));
    }
    let last = if is_told { String::new() } else { of(view(always), input.as_ref()) };
    if !last.is_empty() {
        failures.push(format!("{path}: at its end: {last}"));
        updated.push_str(&format!("\n{}\n", block("```", always, &last)));
    }
    let unused = views.iter().filter(|(name, _)| !used.contains(name));
    failures.extend(unused.map(|(name, _)| format!("{path}: there is no block `{name}`")));
    if is_updating() {
        put(&repository(&path), updated.as_bytes());
    } else {
        assert_none(&failures);
    }
}

fn of(view: Option<&View<'_>>, input: Option<&Input>) -> String {
    let input = input.expect("a block stands below an input");
    let (_, view) = view.expect("a view of this name");
    view(input).trim_end_matches('\n').to_owned()
}

fn input_of(words: &str, body: &str) -> Input {
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let is_escaped = words.iter().any(|word| word == "escaped");
    let text = if is_escaped { with_escapes_read(body) } else { format!("{body}\n") };
    Input { words, text }
}

fn block(fence: &str, words: &str, body: &str) -> String {
    let end = if body.is_empty() { "" } else { "\n" };
    format!("{fence}{words}\n{body}{end}{fence}")
}
