//! What is slipped at the start of lines: headings, lists, quotes, signs of other dialects.

use std::ops::Range;

use super::run::{Kind, OBJECT, Run};
use super::{Slip, narrow, quoted};

/// Looks at the lines of a run.
pub(super) fn find(run: &Run<'_>, slips: &mut Vec<Slip>) {
    if run.kind != Kind::Paragraph {
        return;
    }
    let lines = run.lines();
    for (number, (start, line)) in lines.iter().enumerate() {
        let content = line.trim_start();
        let start = start + line.len() - content.len();
        let content = content.trim_end();
        if content.is_empty() {
            continue;
        }
        let found = heading(content, number, lines.len())
            .or_else(|| quote(content))
            .or_else(|| rule(content))
            .or_else(|| (number > 0).then(|| definition(content)).flatten())
            .or_else(|| dialect(content));
        if let Some(Found { length, help, edit }) = found {
            let place = run.place(start..start + length);
            let mut slip = Slip::as_text(place, help);
            if let Some((range, text)) = edit {
                slip = slip.edit(run.place(start + range.start..start + range.end), text);
            }
            slips.push(slip);
        }
    }
    fenced(run, &lines, slips);
    list(run, &lines, slips);
}

/// What is wrong with a line.
struct Found {
    /// How many bytes of it are told of.
    length: usize,
    help: String,
    edit: Option<(Range<usize>, String)>,
}

impl Found {
    fn new(line: &str, help: impl Into<String>) -> Self {
        Self { length: line.len(), help: help.into(), edit: None }
    }
}

/// `##Title`, `＃ Title`, and seven signs or more.
fn heading(line: &str, number: usize, n_lines: usize) -> Option<Found> {
    let label = line.trim_start_matches(['#', '＃']);
    let signs = &line[..line.len() - label.len()];
    let n_signs = signs.chars().count();
    let text = label.trim_start();
    let first = text.chars().next().filter(|_| n_signs > 0)?;
    let is_word = first.is_alphanumeric() || "“《【（「".contains(first);
    let is_wide = signs.contains('＃');
    let is_meant = match n_signs {
        _ if !is_word => false,
        // `#3` is a number, `#words#` is of a network; a lone `#` is one only where it opens a
        // line of its own.
        1 => {
            first.is_alphabetic()
                && !label.contains(['#', '＃'])
                && (is_wide || number == 0 && n_lines == 1)
                && !text.ends_with(['。', '；', '，', '.', ';', ','])
                && (!first.is_ascii() || text.contains(' '))
        }
        2..=6 => true,
        _ => label.starts_with(' '),
    };
    is_meant.then(|| {
        let signs_meant = "#".repeat(n_signs.min(6));
        let help = format!("write `{signs_meant} {}`", quoted(text));
        let edit = Some((0..line.len() - text.len(), format!("{signs_meant} ")));
        Found { edit, ..Found::new(line, help) }
    })
}

/// `＞ words`.
fn quote(line: &str) -> Option<Found> {
    let text = line.strip_prefix('＞')?.trim_start();
    let is_meant = text.starts_with(char::is_alphabetic) || text.starts_with(['“', '《', '[', '*']);
    is_meant.then(|| {
        let edit = Some((0..line.len() - text.len(), "> ".to_owned()));
        Found { edit, ..Found::new(line, format!("write `> {}`", quoted(text))) }
    })
}

/// A line of full-width dashes or equals signs.
fn rule(line: &str) -> Option<Found> {
    let is_drawn = |sign: char| line.chars().count() >= 3 && line.chars().all(|c| c == sign);
    (is_drawn('－') || is_drawn('＝')).then(|| {
        Found::new(line, "write `---` between two empty lines for a rule, `## ` before a heading")
    })
}

/// `: meaning` below a word.
fn definition(line: &str) -> Option<Found> {
    let text = line.strip_prefix(": ")?;
    Some(Found::new(
        line,
        format!(
            "write a list, such as `- **word**: {}`; there are no lists of definitions",
            quoted(text)
        ),
    ))
}

/// Signs of other dialects of Markdown, and of other generators.
fn dialect(line: &str) -> Option<Found> {
    let upper = line.to_ascii_uppercase();
    if matches!(
        &*upper,
        "[TOC]" | "[[TOC]]" | "[[_TOC_]]" | "{:TOC}" | "@[TOC]" | "［TOC］" | "【TOC】"
    ) {
        return Some(Found::new(line, "delete it: a long page has its list of contents by itself"));
    }
    let is_word = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    if let Some(rest) = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???"))
        && is_word(rest.trim_start_matches('+'))
        && rest.starts_with([' ', '+'])
    {
        return Some(Found::new(line, "write `> [!NOTE]`, and each line of the note behind `> `"));
    }
    if matches!(line, "\\newpage" | "\\pagebreak" | "\\clearpage" | "\\tableofcontents") {
        return Some(Found::new(line, "delete it: pages and contents are made by the program"));
    }
    if line.starts_with("*[") && line.contains("]:") {
        return Some(Found::new(
            line,
            "explain the word in the text, or make it a term of the glossary",
        ));
    }
    let is_todo =
        ["[]", "【】", "［］", "[ ]", "[x]"].iter().find(|sign| line.starts_with(*sign))?;
    let text = line[is_todo.len()..].trim_start();
    (!text.is_empty() && !text.starts_with(['(', '（', '[', ':', '：', OBJECT])).then(|| Found {
        length: is_todo.len(),
        help: format!("write `- [ ] {}`", quoted(text)),
        edit: None,
    })
}

/// `::: note` and the `:::` that ends it, and fences typed with other signs: one problem for both.
fn fenced(run: &Run<'_>, lines: &[(usize, &str)], slips: &mut Vec<Slip>) {
    let mut is_open = false;
    for (start, line) in lines {
        let content = line.trim();
        let colons = content.trim_start_matches([':', '：']);
        let n_colons = content[..content.len() - colons.len()].chars().count();
        let word = colons.trim_start();
        let opens =
            n_colons >= 3 && (word.starts_with(char::is_alphabetic) || word.starts_with('{'));
        let dots = content.trim_start_matches(['·', '｀', '‘', '’']);
        let n_dots = content[..content.len() - dots.len()].chars().count();
        let is_fence = n_dots >= 3 && dots.chars().all(|c| c.is_ascii_alphanumeric());
        let start = start + line.len() - line.trim_start().len();
        let place = run.place(start..start + content.len());
        if opens {
            is_open = true;
            slips.push(Slip::as_text(
                place,
                "write `> [!NOTE]`, and each line of the note behind `> `; delete the line that ends it",
            ));
        } else if n_colons >= 3 && word.is_empty() && !is_open && !colons.contains(OBJECT) {
            slips.push(Slip::as_text(place, "delete it: there are no blocks of this kind"));
        } else if is_fence && !is_open {
            is_open = true;
            slips.push(Slip::as_text(place, format!("write three backticks: ```` ```{dots} ````")));
        }
    }
}

/// The sign before an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// What makes it one of a list: how it is written.
    sort: char,
    /// Its number, if it has one.
    number: Option<u32>,
    /// How long it is, with the spaces behind it.
    length: usize,
}

impl Marker {
    fn follows(self, before: Self) -> bool {
        let is_next = match (before.number, self.number) {
            (Some(before), Some(number)) => number == before + 1,
            (None, None) => true,
            _ => false,
        };
        self.sort == before.sort && is_next
    }

    fn meant(self) -> String {
        self.number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "))
    }
}

/// Lines one below the other that begin like entries of a list, and flow into one another.
fn list(run: &Run<'_>, lines: &[(usize, &str)], slips: &mut Vec<Slip>) {
    let mut index = 0;
    while index < lines.len() {
        let Some(first) = marker(lines[index].1) else {
            index += 1;
            continue;
        };
        let mut entries = vec![(index, first)];
        let mut last = first;
        for (number, (_, line)) in lines.iter().enumerate().skip(index + 1) {
            match marker(line) {
                Some(next) if next.follows(last) => {
                    entries.push((number, next));
                    last = next;
                }
                // An entry may go on in a further line.
                None => {}
                Some(_) => break,
            }
        }
        index = entries.last().map_or(index, |(number, _)| *number) + 1;
        if entries.len() > 1 {
            slips.push(list_as_text(run, lines, &entries));
        }
    }
}

fn list_as_text(run: &Run<'_>, lines: &[(usize, &str)], entries: &[(usize, Marker)]) -> Slip {
    let (number, first) = entries[0];
    let (start, line) = lines[number];
    let indent = line.len() - line.trim_start().len();
    let text = line.trim_start()[first.length..].trim_end();
    let gap = if number > 0 { ", and leave an empty line before the list" } else { "" };
    let help = format!("write `{}{}` and so on{gap}", first.meant(), quoted(text));
    let place = run.place(start + indent..start + line.trim_end().len());
    let mut slip = Slip::as_text(place, help).note("the lines are joined into one paragraph");
    for (number, marker) in entries {
        let (start, line) = lines[*number];
        let from = start + line.len() - line.trim_start().len();
        let gap = if *number == entries[0].0 && *number > 0 { "\n" } else { "" };
        slip = slip.edit(run.place(from..from + marker.length), format!("{gap}{}", marker.meant()));
    }
    slip
}

fn marker(line: &str) -> Option<Marker> {
    let content = line.trim_start();
    let first = content.chars().next()?;
    let finish = |sort, number, rest: &str| {
        let text = rest.trim_start();
        let is_text = text.starts_with(|c: char| c != '\n');
        is_text.then_some(Marker { sort, number, length: content.len() - text.len() })
    };
    if matches!(first, '①'..='⑳') {
        let number = u32::from(first) - u32::from('①') + 1;
        return finish('①', Some(number), &content[first.len_utf8()..]);
    }
    let rest = &content[first.len_utf8()..];
    match first {
        '－' | '•' | '●' | '·' | '＊' | '＋' | '◆' | '■' | '○' | '◇' | '□' => {
            return if rest.starts_with(first) { None } else { finish(first, None, rest) };
        }
        '–' | '—' if rest.starts_with(' ') => return finish(first, None, rest),
        // `-5` is a number, `--` a dash.
        '-' | '*' | '+' if rest.starts_with(|c: char| c.is_alphabetic() || "“《".contains(c)) => {
            return finish(first, None, rest);
        }
        _ => {}
    }
    let (open, digits) = match first {
        '(' | '（' => (true, rest),
        _ => (false, content),
    };
    let after = digits.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let number: String = digits[..digits.len() - after.len()].chars().map(narrow).collect();
    let number = number.parse().ok().filter(|number| (1..=99).contains(number))?;
    let end = after.chars().next()?;
    let rest = &after[end.len_utf8()..];
    match end {
        ')' | '）' => finish(if open { '（' } else { '）' }, Some(number), rest),
        _ if open => None,
        '、' | '．' => finish('、', Some(number), rest),
        '.' if rest.starts_with(char::is_alphabetic) => finish('.', Some(number), rest),
        _ => None,
    }
}
