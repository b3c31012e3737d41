//! What is lost, or is something else than it seems, in fences, tables, lists and notes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::Slip;
use crate::diag::Code;
use crate::parse::markdown::footnotes::Footnotes;
use crate::parse::markdown::marks::{Prepared, Spanned};

/// Looks at the blocks of a text.
pub(super) fn find(
    events: &[Spanned<'_>],
    ends: &[usize],
    prepared: &Prepared,
    slips: &mut Vec<Slip>,
) {
    let text = &prepared.text;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                slips.extend(open_fence(text, range));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                slips.extend(indented_words(text, &events[index..ends[index]], range));
            }
            Event::Start(Tag::Table(columns)) => {
                for (event, range) in &events[index..ends[index]] {
                    if matches!(event, Event::Start(Tag::TableRow)) {
                        slips.extend(row(text, range, columns.len()));
                    }
                }
            }
            Event::Start(Tag::List(Some(first))) => {
                slips.extend(other_number(text, &events[index..ends[index]], *first));
            }
            _ => {}
        }
    }
    notes(events, text, slips);
    unused_addresses(events, text, slips);
}

/// The first line of a range without what stands before it in a quote or a list.
fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or_default();
    range.start..range.start + line.trim_end().len()
}

/// A fence that nothing closes: all that follows is code.
fn open_fence(text: &str, range: &Range<usize>) -> Option<Slip> {
    let block = &text[range.clone()];
    let sign = block.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = block.len() - block.trim_start_matches(sign).len();
    let mut lines = block.trim_end().lines();
    lines.next();
    let is_end = |line: &str| {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        line.len() >= length && line.chars().all(|c| c == sign)
    };
    if lines.clone().next_back().is_some_and(is_end) {
        return None;
    }
    let fence = sign.to_string().repeat(length);
    let mut slip = Slip::new(
        Code::NeverClosed,
        "this fence is never closed, so all that follows is code",
        first_line(text, range),
        format!("end the code with a line of {length} such signs: {fence}"),
    )
    .note("links, figures and headings in it are not read");
    // What may be meant as the end: too short a fence, other signs, or words behind it.
    let mut at = range.start;
    for line in block.split_inclusive('\n') {
        let content = line.trim();
        let is_near = at > range.start
            && (content.chars().count() >= 2
                && content.chars().all(|c| matches!(c, '`' | '~' | '·' | '｀' | '‘' | '’' | '\''))
                || content.starts_with(&fence));
        if is_near {
            let start = at + line.len() - line.trim_start().len();
            slip.related = Some((start..start + content.len(), "this may be meant as its end"));
            break;
        }
        at += line.len();
    }
    Some(slip)
}

/// Sentences that are code because they are indented.
fn indented_words(text: &str, events: &[Spanned<'_>], range: &Range<usize>) -> Option<Slip> {
    let words = events.iter().filter_map(|(event, _)| match event {
        Event::Text(words) => Some(words.as_ref()),
        _ => None,
    });
    let words: String = words.collect();
    let is_sentence = |line: &str| {
        let n_wide = line.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        let ends = line.trim_end().ends_with(['。', '；', '！', '？', '：']);
        n_wide >= 6 && ends && !line.contains(['=', '{', '}', ';'])
    };
    let n_lines = words.lines().filter(|line| !line.trim().is_empty()).count();
    let n_sentences = words.lines().filter(|line| is_sentence(line)).count();
    (n_sentences * 2 >= n_lines && n_sentences > 0).then(|| {
        Slip::new(
            Code::MarkdownAsText,
            "these words are shown as code, because they are indented by four spaces",
            first_line(text, range),
            "delete the spaces before the line; put code between two lines of three backticks",
        )
    })
}

/// Cells beyond the heads, rows of full-width bars, and lines that fell into the table.
fn row(text: &str, range: &Range<usize>, n_columns: usize) -> Option<Slip> {
    let line = text[range.clone()].lines().next().unwrap_or_default();
    let bars: Vec<usize> = line
        .match_indices('|')
        .map(|(at, _)| at)
        .filter(|at| {
            let before = &line[..*at];
            let n_signs = before.len() - before.trim_end_matches('\\').len();
            n_signs.is_multiple_of(2)
        })
        .collect();
    let content = line.trim();
    if bars.is_empty() {
        let (n_wide, place) = (content.matches('｜').count(), first_line(text, range));
        if n_wide > 0 && n_wide + 1 >= n_columns && n_columns > 1 {
            let meant = line.replace('｜', "|");
            let help = format!("write `{}`", super::quoted(&meant));
            return Some(Slip::as_text(place.clone(), help).edit(place, meant));
        }
        return (n_columns > 1 && !content.is_empty()).then(|| {
            Slip::new(
                Code::MarkdownAsText,
                "this line is a row of the table above",
                place.clone(),
                "leave an empty line between them",
            )
            .edit(place.start..place.start, "\n")
        });
    }
    let is_ruled = content.starts_with('|');
    // The bar after which the cells have no head.
    let last = bars.get(n_columns - usize::from(!is_ruled))?;
    let rest = line[last + 1..].trim_end();
    let beyond = rest.strip_suffix('|').unwrap_or(rest).trim();
    if beyond.trim_matches('|').trim().is_empty() {
        return None;
    }
    let start = range.start + last + 1 + rest.len() - rest.trim_start().len();
    let help = if line.contains('`') {
        "write `\\|` for a bar that is no border, also in code; or give the table another head"
    } else {
        "give the table another head, or write `\\|` for a bar that is no border"
    };
    Some(Slip::new(
        Code::TextNotShown,
        format!(
            "the row has more cells than the table has heads, so `{}` is not shown",
            super::quoted(beyond)
        ),
        start..start + beyond.len(),
        help,
    ))
}

/// Numbers of a list that are printed as others.
fn other_number(text: &str, events: &[Spanned<'_>], first: u64) -> Option<Slip> {
    let mut depth = 0_usize;
    let mut numbers = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(pulldown_cmark::TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                let item = &text[range.clone()];
                let digits =
                    item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let number: u64 = item[..digits].parse().ok()?;
                numbers.push((number, range.start..range.start + digits + 1));
            }
            _ => {}
        }
    }
    // `1. 1. 1.` is how many write lists.
    if numbers.iter().all(|(number, _)| *number == first) {
        return None;
    }
    let (expected, (number, place)) =
        (first..).zip(numbers).find(|(expected, (number, _))| expected != number)?;
    Some(Slip::new(
        Code::TextNotShown,
        format!("the number {number} of the list is printed as {expected}"),
        place,
        format!(
            "number the list one by one; write `{number}\\.` in a paragraph of its own to keep a number"
        ),
    ))
}

/// Notes that nothing refers to, and those that are defined twice.
fn notes(events: &[Spanned<'_>], text: &str, slips: &mut Vec<Slip>) {
    let mut footnotes = Footnotes::new(events);
    if footnotes.is_empty() {
        return;
    }
    for (event, _) in events {
        if let Event::FootnoteReference(label) = event {
            footnotes.refer(label);
        }
    }
    let mut seen = BTreeMap::new();
    for (event, range) in events {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            seen.entry(label.to_lowercase()).or_insert(range.start);
        }
    }
    for index in footnotes.unreferred() {
        let (Event::Start(Tag::FootnoteDefinition(label)), range) = &events[index] else {
            continue;
        };
        let first = seen.get(&label.to_lowercase()).copied().unwrap_or(range.start);
        let place = range.start..range.start + text[range.clone()].find(':').map_or(1, |at| at + 1);
        let slip = if first == range.start {
            Slip::as_text(
                place,
                format!("no text refers to this note: write `[^{label}]` where it belongs"),
            )
        } else {
            let mut slip = Slip::new(
                Code::MarkdownAsText,
                format!("the note `{label}` is defined twice, and nothing refers to this one"),
                place,
                "give it a name of its own, and write that where it belongs",
            );
            let length = text[first..].find(':').map_or(1, |at| at + 1);
            slip.related = Some((first..first + length, "first defined here"));
            slip
        };
        slips.push(slip);
    }
}

/// Lines `[name]: address` that nothing refers to, or that stand twice: they are not shown at all.
fn unused_addresses(events: &[Spanned<'_>], text: &str, slips: &mut Vec<Slip>) {
    if !text.contains("]:") {
        return;
    }
    let (mut blocks, mut texts) = (Vec::new(), Vec::new());
    let mut used = BTreeSet::new();
    for (event, range) in events {
        match event {
            Event::Text(_) | Event::Code(_) => texts.push(range),
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                used.insert(key(id));
            }
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Paragraph
                | Tag::Table(_)
                | Tag::Heading { .. },
            ) => blocks.push(range),
            _ => {}
        }
    }
    let is_in_block = |at: usize| {
        let before = blocks.partition_point(|range| range.start <= at);
        before.checked_sub(1).is_some_and(|before| blocks[before].contains(&at))
    };
    // The text of a short list is in no paragraph.
    let is_shown = |place: &Range<usize>| {
        let next = texts.partition_point(|range| range.end <= place.start);
        texts.get(next).is_some_and(|range| range.start < place.end)
    };
    let mut known: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = inside(line);
        let start = at + line.len() - content.len();
        at += line.len();
        let content = content.trim_end();
        let Some(length) = content.strip_prefix('[').and_then(|rest| rest.find("]:")) else {
            continue;
        };
        let name = &content[1..=length];
        let dest = content[length + 3..].trim();
        // `[//]: # (words)` is how comments are written.
        let is_comment =
            matches!(name, "//" | "comment" | "_") || dest.starts_with("# ") || dest == "#";
        if name.starts_with('^') || name.contains(['[', ']']) || is_comment || is_in_block(start) {
            continue;
        }
        let place = start..start + content.len();
        if is_shown(&place) {
            continue;
        }
        let name = key(name);
        if let Some(first) = known.get(&name) {
            let mut slip = Slip::new(
                Code::TextNotShown,
                format!("where `{name}` leads is said twice, and this line has no effect"),
                place,
                "delete one of the lines, or give it another name",
            );
            slip.related = Some((first.clone(), "this line counts"));
            slips.push(slip);
            continue;
        }
        if !used.contains(&name) {
            slips.push(Slip::new(
                Code::TextNotShown,
                "no link uses this line, so it is not shown",
                place.clone(),
                format!("write `[…][{name}]` where the link belongs, or delete the line"),
            ));
        }
        known.insert(name, place);
    }
}

/// A line without the marks of the quotes and lists that it stands in.
fn inside(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = (digits.len() < rest.len()).then_some(digits);
        let number = number.and_then(|rest| rest.strip_prefix(['.', ')']));
        let item = rest.strip_prefix(['-', '*', '+']).or(number);
        let item = item.filter(|rest| rest.starts_with([' ', '\t']));
        match rest.strip_prefix('>').or(item) {
            Some(inner) => rest = inner.trim_start(),
            None => return rest,
        }
    }
}

/// Names are compared without regard to case and spaces.
fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
