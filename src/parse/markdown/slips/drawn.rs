//! Tables that are none: rows of dashes that do not match, full-width bars, no row of dashes.

use super::run::{Kind, Run};
use super::{Slip, quoted};

/// Looks at lines with bars, one problem for a table.
pub(super) fn find(run: &Run<'_>, slips: &mut Vec<Slip>) {
    let lines = run.lines();
    if run.kind != Kind::Paragraph || !run.text.contains(['|', '｜', '+']) {
        return;
    }
    let frame = lines.iter().position(|(_, line)| is_frame(line.trim()));
    let dashes = lines.iter().position(|(_, line)| is_dashes(line.trim()));
    let found = if let Some(number) = frame {
        let help = "write the table with `|` between its cells and `|---|---|` below its heads";
        Some((number, help.to_owned(), None))
    } else if let Some(number) = dashes {
        Some(wrong_dashes(&lines, number))
    } else {
        without_dashes(&lines)
    };
    let Some((number, help, row)) = found else { return };
    let (start, line) = lines[number];
    let indent = line.len() - line.trim_start().len();
    let place = run.place(start + indent..start + line.trim_end().len());
    let mut slip = Slip::as_text(place.clone(), help);
    match row {
        Some((row, true)) => slip = slip.edit(place, row),
        Some((row, false)) => slip = slip.edit(place.end..place.end, format!("\n{row}")),
        None => {}
    }
    for (start, line) in &lines {
        if !is_dashes(line.trim()) {
            for (at, bar) in line.match_indices('｜') {
                slip = slip.edit(run.place(start + at..start + at + bar.len()), "|");
            }
        }
    }
    slips.push(slip);
}

/// The line, what to do, and the row of dashes that should be: in its place, or after it.
type Problem = (usize, String, Option<(String, bool)>);

fn wrong_dashes(lines: &[(usize, &str)], number: usize) -> Problem {
    let Some(head) = number.checked_sub(1).map(|above| lines[above].1).filter(|line| has_bar(line))
    else {
        let help = "write the heads of the table in the line above, with `|` between them";
        return (number, help.to_owned(), None);
    };
    let (n_heads, n_dashes) = (n_cells(head), n_cells(lines[number].1));
    let row = dashes_for(n_heads);
    let is_above = number > 1;
    let help = if n_heads == n_dashes && !is_above {
        format!("write `{row}`, and `|` between all cells")
    } else if n_heads == n_dashes {
        format!("write `{row}`, and leave an empty line before the table")
    } else {
        format!("the line above has {n_heads} cells and this row {n_dashes}: write `{row}`")
    };
    (number, help, Some((row, true)))
}

/// Rows one below the other that begin and end with a bar, or have full-width ones.
fn without_dashes(lines: &[(usize, &str)]) -> Option<Problem> {
    let sort = |line: &str| {
        let line = line.trim();
        let n_wide = line.matches('｜').count();
        let is_wide = n_wide > 1 && (line.starts_with('｜') || line.ends_with('｜'));
        let is_ruled = line.len() > 2 && line.starts_with('|') && line.ends_with('|');
        (is_wide || is_ruled).then_some(n_cells(line))
    };
    let number = lines.windows(2).position(|pair| {
        let [first, second] = [sort(pair[0].1), sort(pair[1].1)];
        first.is_some() && first == second
    })?;
    let head = lines[number].1;
    let row = dashes_for(n_cells(head));
    let help = if head.contains('｜') {
        format!("write `{}`, and `{row}` below it", quoted(&head.replace('｜', "|")))
    } else {
        format!("write `{row}` below the heads of the table")
    };
    Some((number, help, Some((row, false))))
}

fn has_bar(line: &str) -> bool {
    line.contains(['|', '｜'])
}

fn dashes_for(n_cells: usize) -> String {
    format!("|{}", "---|".repeat(n_cells.max(1)))
}

/// How many cells a line has.
pub(super) fn n_cells(line: &str) -> usize {
    let line = line.trim().trim_start_matches(['|', '｜']).trim_end_matches(['|', '｜']);
    line.split(['|', '｜']).count()
}

/// A line of bars and dashes.
pub(super) fn is_dashes(line: &str) -> bool {
    let n_dashes = line.chars().filter(|c| matches!(c, '-' | '－' | '—' | '–')).count();
    has_bar(line)
        && n_dashes >= 2
        && line.chars().all(|c| matches!(c, '|' | '｜' | '-' | '－' | '—' | '–' | ':' | '：' | ' '))
}

/// `+-----+-----+`
fn is_frame(line: &str) -> bool {
    line.len() > 4
        && line.starts_with("+-")
        && line.ends_with("-+")
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}
