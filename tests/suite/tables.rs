//! Tables in Markdown that are test suites: the first cells of a row go in, the others must come
//! out.
//!
//! A column whose name the test knows is worked out from the cells before the first such column.
//! A cell between backticks is a text with its spaces, in which `\n`, `\r`, `\t`, `\u{e9}`, `\|`
//! and `\\` stand for one character; any other cell is its text as it stands.

use crate::accept::{assert_none, is_updating};
use crate::file_tree::{put, repository};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A column that is worked out from the first cells of its row.
pub(crate) type Column<'a> = (&'a str, &'a dyn Fn(&[&str]) -> String);

/// Compares the tables of a file with what comes out of their rows; with `UPDATE_CASES=1` they
/// are rewritten. Every column must stand in one of the tables.
#[track_caller]
pub(crate) fn check_tables(name: &str, columns: &[Column<'_>]) {
    let path = format!("tests/cases/{name}.md");
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let lines: Vec<_> = text.lines().collect();
    let is_rule = |line: &str| line.starts_with("| ---");
    let (mut failures, mut updated) = (Vec::new(), String::new());
    let mut used = BTreeSet::new();
    let mut table = Table { n_inputs: 0, columns: Vec::new() };
    for (index, line) in lines.iter().enumerate() {
        let is_heading = lines.get(index + 1).is_some_and(|next| is_rule(next));
        if line.starts_with('|') && is_heading {
            table = Table::new(line, columns);
            let is_whole = table.n_inputs > 0 && !table.columns.is_empty();
            assert!(is_whole, "{path}:{}: nothing goes in or comes out", index + 1);
            used.extend(table.columns.iter().map(|(name, _)| *name));
        }
        if !line.starts_with('|') || is_heading || is_rule(line) {
            let _ = writeln!(updated, "{line}");
            continue;
        }
        let (row, failure) = table.checked(line);
        let _ = writeln!(updated, "{row}");
        failures.extend(failure.map(|what| format!("{path}:{}: {what}", index + 1)));
    }
    let unused = columns.iter().filter(|(name, _)| !used.contains(name));
    failures.extend(unused.map(|(name, _)| format!("{path}: no table has a column `{name}`")));
    if is_updating() {
        put(&repository(&path), updated.as_bytes());
    } else {
        assert_none(&failures);
    }
}

/// What the heading of a table says of its columns.
struct Table<'a> {
    n_inputs: usize,
    columns: Vec<Column<'a>>,
}

impl<'a> Table<'a> {
    #[track_caller]
    fn new(heading: &str, known: &[Column<'a>]) -> Self {
        let names = cells(heading);
        let of = |name: &String| known.iter().find(|(column, _)| column == name).copied();
        let n_inputs = names.iter().take_while(|name| of(name).is_none()).count();
        let columns = names[n_inputs..].iter();
        let columns = columns.map(|name| of(name).unwrap_or_else(|| panic!("no column `{name}`")));
        Self { n_inputs, columns: columns.collect() }
    }

    /// A row as it should be, and how it differs from that.
    fn checked(&self, line: &str) -> (String, Option<String>) {
        let cells = cells(line);
        let (inputs, expected) = cells.split_at(self.n_inputs.min(cells.len()));
        let typed: Vec<_> = inputs.iter().map(|cell| read(cell)).collect();
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let (mut row, mut failure) = (format!("| {} |", inputs.join(" | ")), None);
        for (at, (name, of)) in self.columns.iter().enumerate() {
            let (found, expected) = (of(&typed), expected.get(at).map(|cell| read(cell)));
            let cell = written(&found);
            row.push_str(if cell.is_empty() { " |" } else { " " });
            row.push_str(&if cell.is_empty() { String::new() } else { format!("{cell} |") });
            if expected.as_ref() != Some(&found) && failure.is_none() {
                let expected = expected.unwrap_or_default();
                let inputs = inputs.join(" | ");
                failure = Some(format!(
                    "{inputs}\n  column:   {name}\n  expected: {expected:?}\n  actual:   {found:?}"
                ));
            }
        }
        (row, failure)
    }
}

/// The cells of a row as they stand; `\|` is no border.
fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            '\\' => cell.extend([c].into_iter().chain(chars.next())),
            _ => cell.push(c),
        }
    }
    cells
}

/// The text that a cell stands for.
fn read(cell: &str) -> String {
    match cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        Some(inner) => with_escapes_read(inner),
        None => cell.to_owned(),
    }
}

/// The cell that stands for a text.
fn written(text: &str) -> String {
    let is_plain = |c: char| !is_unseen(c) && !"|\\<>*{}~".contains(c);
    if text.chars().all(is_plain) && text.trim() == text && !text.starts_with('`') {
        return text.to_owned();
    }
    let mut cell = String::new();
    for c in text.chars() {
        match c {
            '\n' => cell.push_str("\\n"),
            '\r' => cell.push_str("\\r"),
            '\t' => cell.push_str("\\t"),
            '|' | '\\' => cell.extend(['\\', c]),
            _ if is_unseen(c) => {
                let _ = write!(cell, "\\u{{{:x}}}", u32::from(c));
            }
            _ => cell.push(c),
        }
    }
    format!("`{cell}`")
}

/// Whether a reader of the file could not tell which character it is.
fn is_unseen(c: char) -> bool {
    let is_odd = matches!(c, '\u{a0}' | '\u{feff}' | '\u{fffc}' | '\u{fffd}');
    is_odd || c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}')
}

/// A text with its escapes as what they stand for.
pub(crate) fn with_escapes_read(text: &str) -> String {
    let (mut read, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('\\') {
        read.push_str(before);
        let mut chars = after.chars();
        let c = match chars.next().expect("an escape has a character") {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let digits = chars.as_str().strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let (digits, after) = digits.expect("`\\u` is followed by `{…}`");
                chars = after.chars();
                let code = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
                char::from_u32(code).expect("a character")
            }
            c => {
                assert!("\\|`".contains(c), "`\\{c}` means nothing in a case: {text}");
                c
            }
        };
        read.push(c);
        rest = chars.as_str();
    }
    read + rest
}

#[test]
fn cells_are_read_and_written() {
    for text in ["", "a b", " a", "`a` b", "a|b\\n\n\t\u{a0}\u{e0f7}é中", "a\\"] {
        assert_eq!(read(&written(text)), text);
    }
    assert_eq!(cells("| a | `\\|` |  |"), ["a", "`\\|`", ""]);
    let twice: Column<'_> = ("twice", &|cells| cells[0].repeat(2));
    let table = Table::new("| text | twice |", &[twice]);
    assert_eq!(table.checked("| a | aa |"), ("| a | aa |".to_owned(), None));
    assert_eq!(table.checked("| a | a |").0, "| a | aa |");
    assert!(table.checked("| a | a |").1.is_some() && table.checked("| a |").1.is_some());
}
