//! The text of a mapping, each line with its reason.

use super::guess::{Certainty, Guess};
use super::remember::remember;
use super::sheet::{SheetGuess, Taken};
use super::table::Start;
use super::yaml;
use crate::diag::MessageLanguage;
use std::fmt::Write;

/// The whole text of a new mapping; `named` is the workbook where its name must be said.
pub(super) fn mapping(
    workbook: &str,
    is_named: bool,
    sheets: &[SheetGuess],
    language: MessageLanguage,
) -> String {
    let head = [
        format!(
            "How {workbook} is read. `wellspring adopt` guessed this; from here on it is yours."
        ),
        "Behind each line stands why. Look at those with `unsure`; what is `not placed` is not read."
            .to_owned(),
    ];
    let mut text = comments(&head, language);
    if is_named {
        let _ = writeln!(text, "workbook: {}", yaml::scalar(workbook));
    }
    text.push_str("sheets:\n");
    for sheet in sheets {
        text.push_str(&sheet_text(sheet, "  ", language));
    }
    text.push_str(&remember(sheets, &[], language));
    text
}

/// Lines that are comments.
pub(super) fn comments(lines: &[String], language: MessageLanguage) -> String {
    lines.iter().map(|line| format!("# {}\n", language.say(line))).collect()
}

/// What a mapping says of a sheet; `indent` stands before its dash.
pub(super) fn sheet_text(sheet: &SheetGuess, indent: &str, language: MessageLanguage) -> String {
    let mut lines: Vec<(String, String)> = Vec::new();
    if !sheet.names.is_empty() {
        let names = yaml::list(sheet.names.iter().map(String::as_str));
        lines.push((format!("sheet: {names}"), String::new()));
    }
    let Some(taken) = &sheet.taken else {
        lines.push(("collection: never".to_owned(), sheet.why.clone()));
        return block(&lines, indent, language);
    };
    lines.push((format!("collection: {}", taken.collection), sheet.why.clone()));
    if taken.is_form {
        let why = "one record a sheet: each value stands beside its label";
        lines.push(("form: true".to_owned(), why.to_owned()));
    } else {
        let (first, last) = (taken.head.0 + 1, taken.head.1 + 1);
        let head = if first == last { first.to_string() } else { format!("{first}..{last}") };
        lines.push((format!("head: {head}"), String::new()));
        lines.push((format!("rows: {}..", taken.first + 1), String::new()));
    }
    if let Some((unit, cell)) = &taken.unit {
        lines.push((format!("unit: {}", yaml::scalar(unit)), format!("{cell} says so")));
    }
    let starts = [
        ("checks", &taken.checks, "totals and groups"),
        ("notes", &taken.notes, "about the table"),
    ];
    for (key, starts, what) in starts {
        if !starts.is_empty() {
            let list: Vec<String> =
                starts.iter().map(|start| yaml::scalar(&start.pattern)).collect();
            let why = format!("{what}: {}", rows(starts));
            lines.push((format!("{key}: [{}]", list.join(", ")), why));
        }
    }
    if !taken.blank.is_empty() {
        let list = yaml::list(taken.blank.iter().map(String::as_str));
        lines.push((format!("blank: {list}"), "say that nothing is known".to_owned()));
    }
    if !taken.each.is_empty() {
        let entries = taken.each.iter().map(|(key, value, _)| (key.as_str(), value.as_str()));
        let why: Vec<&str> = taken.each.iter().map(|(.., why)| why.as_str()).collect();
        lines.push((format!("each: {}", yaml::flow(entries)), why.join("; ")));
    }
    lines.push(("columns:".to_owned(), String::new()));
    for column in &taken.columns {
        let (line, why) = column_line(column);
        lines.push((format!("  {line}"), why));
    }
    let mut text = block(&lines, indent, language);
    for letter in &taken.headless {
        let why = language.say_part(&format!("not placed: column {letter} has no head"));
        let _ = writeln!(text, "{indent}    # {why}");
    }
    text
}

/// The line of a column, and what stands behind it.
pub(super) fn column_line(column: &Guess) -> (String, String) {
    let line = format!("{}: {}", yaml::scalar(&column.head), value(column));
    let why = match column.certainty() {
        Certainty::Sure => column.reason(),
        Certainty::Unsure => format!("unsure: {}", column.reason()),
        Certainty::NotPlaced => format!("not placed: {}", column.reason()),
    };
    (line, why)
}

/// What a mapping says of a column.
pub(super) fn value(column: &Guess) -> String {
    match &column.said[..] {
        [] => "never".to_owned(),
        [("field", path)] => path.clone(),
        said => yaml::flow(said.iter().map(|(key, value)| (*key, value.as_str()))),
    }
}

/// "row 5", "rows 5, 6 and 4 more".
fn rows(starts: &[Start]) -> String {
    const MOST: usize = 6;
    let mut rows: Vec<u32> =
        starts.iter().flat_map(|start| start.rows.iter().map(|row| row + 1)).collect();
    rows.sort_unstable();
    rows.dedup();
    let shown: Vec<String> = rows.iter().take(MOST).map(u32::to_string).collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    match rows.len().saturating_sub(MOST) {
        0 => format!("{word} {}", shown.join(", ")),
        more => format!("{word} {} and {more} more", shown.join(", ")),
    }
}

/// Lines of an item of a list, with their reasons behind them.
fn block(lines: &[(String, String)], indent: &str, language: MessageLanguage) -> String {
    let mut text = String::new();
    for (number, (line, why)) in lines.iter().enumerate() {
        let start = if number == 0 { "- " } else { "  " };
        let line = match why.is_empty() {
            true => line.clone(),
            false => with_reason(line, why, language),
        };
        let _ = writeln!(text, "{indent}{start}{line}");
    }
    text
}

/// A line with its reason behind it.
pub(super) fn with_reason(line: &str, why: &str, language: MessageLanguage) -> String {
    format!("{line}  # {}", language.say_part(&on_one_line(why)))
}

/// A text without ends of lines.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Taken {
    /// Whether another table is read in the same way.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let columns = |taken: &Self| -> Vec<(String, String)> {
            taken.columns.iter().map(|one| (one.head.clone(), value(one))).collect()
        };
        let each = |taken: &Self| -> Vec<(String, String)> {
            taken.each.iter().map(|(key, value, _)| (key.clone(), value.clone())).collect()
        };
        self.collection == other.collection
            && self.head == other.head
            && self.first == other.first
            && self.unit.as_ref().map(|(unit, _)| unit) == other.unit.as_ref().map(|(unit, _)| unit)
            && each(self) == each(other)
            && columns(self) == columns(other)
    }
}
