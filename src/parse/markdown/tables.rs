//! How the cells of a table's columns are aligned.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::events::plain_text;
use super::marks::Spanned;

/// The class of each column: as its delimiter row says, else `numeric` if it holds figures only.
pub(super) fn column_classes(
    events: &[Spanned<'_>],
    table: Range<usize>,
    alignments: &[Alignment],
) -> Vec<&'static str> {
    let numeric = numeric_columns(events, table, alignments.len());
    let class = |(alignment, numeric): (&Alignment, bool)| match alignment {
        Alignment::Left => "align-left",
        Alignment::Center => "align-center",
        Alignment::Right => "align-right",
        Alignment::None if numeric => "numeric",
        Alignment::None => "",
    };
    alignments.iter().zip(numeric).map(class).collect()
}

fn numeric_columns(events: &[Spanned<'_>], table: Range<usize>, n_columns: usize) -> Vec<bool> {
    let mut n_figures = vec![0_usize; n_columns];
    let mut has_text = vec![false; n_columns];
    let mut in_head = false;
    let mut column = 0;
    let mut cell_start = table.start;
    for index in table {
        match &events[index].0 {
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableRow) => column = 0,
            Event::Start(Tag::TableCell) => cell_start = index + 1,
            Event::End(TagEnd::TableCell) if !in_head && column < n_columns => {
                match cell(plain_text(events, cell_start..index).trim()) {
                    Cell::Figure => n_figures[column] += 1,
                    Cell::Missing => {}
                    Cell::Text => has_text[column] = true,
                }
                column += 1;
            }
            _ => {}
        }
    }
    n_figures
        .iter()
        .zip(has_text)
        .map(|(n_figures, has_text)| *n_figures > 0 && !has_text)
        .collect()
}

enum Cell {
    Figure,
    Missing,
    Text,
}

fn cell(text: &str) -> Cell {
    if matches!(text, "" | "—" | "–" | "-" | "——" | "…") {
        return Cell::Missing;
    }
    let signs = ['+', '-', '−', '±', '-', '+'];
    let body = text.trim_start_matches(signs).trim_end_matches(['%', '‰', '%']).trim_end();
    let is_part = |c: char| c.is_ascii_digit() || ",. \u{a0}\u{2009}\u{202f}'’".contains(c);
    let at_ends = body.starts_with(|c: char| c.is_ascii_digit())
        && body.ends_with(|c: char| c.is_ascii_digit());
    if at_ends && body.chars().all(is_part) { Cell::Figure } else { Cell::Text }
}
