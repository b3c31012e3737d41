//! Where the table of a sheet stands: what is said above it, its head, its rows, and which of these
//! are no data.

use super::cue::{Cues, FoundPeriod, Reach, Year};
use crate::source::{Cell, CellKind, SheetCells};
use crate::workbook::pattern::{narrow, squeezed};
use crate::workbook::value::is_placeholder;
use std::collections::{BTreeMap, BTreeSet};

/// The table of a sheet.
#[derive(Debug)]
pub(super) struct Table {
    /// First and last row of the head, from 0.
    pub(super) head: (u32, u32),
    /// The first row of the data, from 0.
    pub(super) first: u32,
    /// The unit that is said above the head, with the cell that says it.
    pub(super) unit: Option<(String, Cell)>,
    /// The scale that is said there without a unit: "amounts in millions".
    pub(super) scale: Option<String>,
    /// The year of which the table speaks, by what stands above it.
    pub(super) year: Option<Year>,
    /// The period that the title says, if it is a part of a year.
    pub(super) period: Option<FoundPeriod>,
    /// How rows start that count or add up others.
    pub(super) checks: Vec<Start>,
    /// How rows start that say something about the table.
    pub(super) notes: Vec<Start>,
    /// The rows that are data.
    pub(super) rows: Vec<u32>,
}

impl Table {
    /// A form: its labels are the head, and each of its rows is a sheet.
    pub(super) fn of_form(rows: Vec<u32>) -> Self {
        Self {
            head: (0, 0),
            first: 1,
            unit: None,
            scale: None,
            year: None,
            period: None,
            checks: Vec::new(),
            notes: Vec::new(),
            rows,
        }
    }
}

/// How some rows start.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// A text, or an expression that starts with `^`.
    pub(super) pattern: String,
    /// The rows, from 0.
    pub(super) rows: Vec<u32>,
}

/// How many rows are looked through for a head.
const FIRST_ROWS: u32 = 40;

/// The most rows that a head has.
const MOST_HEAD_ROWS: u32 = 4;

/// A sheet while its table is looked for.
pub(super) struct Finder<'f> {
    pub(super) sheet: &'f SheetCells,
    pub(super) text: &'f str,
    /// How many words of heads a text has: known ones count.
    pub(super) is_head: &'f dyn Fn(&str) -> bool,
    pub(super) cues: &'f Cues<'f>,
}

impl Finder<'_> {
    /// The table of the sheet; `None` if it has none.
    pub(super) fn find(&self) -> Option<Table> {
        let head = self.head()?;
        let first = self.first_row(head.1);
        let all: Vec<u32> = self.rows_from(first);
        let notes = self.notes(&all);
        let is_note = |row: &u32| notes.iter().any(|note| note.rows.contains(row));
        let data: Vec<u32> = all.into_iter().filter(|row| !is_note(row)).collect();
        let checks = self.checks(&data);
        let is_check = |row: &u32| checks.iter().any(|check| check.rows.contains(row));
        let rows = data.iter().copied().filter(|row| !is_check(row)).collect();
        let (unit, year, period) = self.said_above(head.0);
        let scale = if unit.is_none() { self.scale_above(head.0) } else { None };
        let (unit, scale) = match scale {
            // USD million unless otherwise stated
            Some((words, cell)) if self.cues.unit(&words).is_some() => (Some((words, cell)), None),
            scale => (unit, scale.map(|(words, _)| words)),
        };
        Some(Table { head, first, unit, scale, year, period, checks, notes, rows })
    }

    fn rows_from(&self, first: u32) -> Vec<u32> {
        let rows: BTreeSet<u32> = self.sheet.cells.iter().map(|cell| cell.row).collect();
        rows.into_iter().filter(|row| *row >= first).collect()
    }

    /// The cells of a row that are no copies.
    fn own(&self, row: u32) -> impl Iterator<Item = &Cell> {
        self.sheet.row(row).iter().filter(|cell| !cell.is_copy)
    }

    fn said(&self, cell: &Cell) -> String {
        cell.text(self.text).into_owned()
    }

    /// The rows of the head.
    fn head(&self) -> Option<(u32, u32)> {
        let first = self.sheet.cells.first()?.row;
        let rows: Vec<u32> =
            self.rows_from(first).into_iter().filter(|row| *row < first + FIRST_ROWS).collect();
        let known = |row: u32| {
            let cells = self.sheet.row(row).iter();
            let texts: BTreeSet<String> = cells.map(|cell| squeezed(&self.said(cell))).collect();
            texts.iter().filter(|text| (self.is_head)(text)).count()
        };
        let widest = rows.iter().map(|row| self.own(*row).count()).max()?;
        let best = rows.iter().copied().rev().max_by_key(|row| known(*row))?;
        // A word that happens to be a name of a column makes no head.
        let row = match known(best) >= widest.min(2) && known(best) * 4 >= widest.min(8) {
            true => best,
            false => rows.iter().copied().find(|row| self.looks_like_head(*row, widest))?,
        };
        let mut top = row;
        while top > first && row - top + 1 < MOST_HEAD_ROWS && self.is_above(top - 1, top) {
            top -= 1;
        }
        let mut bottom = row;
        while bottom - top + 1 < MOST_HEAD_ROWS && self.is_below(bottom, bottom + 1) {
            bottom += 1;
        }
        Some((top, bottom))
    }

    /// Whether a row is full of short texts, with something below it.
    fn looks_like_head(&self, row: u32, widest: usize) -> bool {
        let cells: Vec<&Cell> = self.own(row).collect();
        let is_name = |cell: &&&Cell| {
            let text = self.said(cell);
            let is_text = matches!(cell.kind, CellKind::Text | CellKind::Quoted);
            let is_year = text.len() == 4 && text.starts_with(['1', '2']);
            (is_text && !is_number(&text) || is_year) && text.chars().count() <= 60
        };
        let n_names = cells.iter().filter(is_name).count();
        let has_rows = self.sheet.cells.last().is_some_and(|cell| cell.row > row);
        n_names == cells.len() && n_names >= 2 && n_names * 2 > widest && has_rows
    }

    /// Whether a row above the head is a part of it.
    fn is_above(&self, row: u32, below: u32) -> bool {
        let is_continued = |cell: &Cell| {
            let under = self.sheet.cell(below, cell.column);
            let is_same = |under: &Cell| under.is_copy && self.said(under) == self.said(cell);
            under.is_some_and(is_same)
        };
        let own: Vec<&Cell> = self.own(row).collect();
        // A title that is merged over everything says nothing of one column.
        if own.len() < 2 || own.iter().any(|cell| self.is_remark(&self.said(cell))) {
            return false;
        }
        let down = own.iter().filter(|cell| is_continued(cell)).count();
        let across = own.iter().filter(|cell| self.is_across(cell)).count();
        let is_text = own.iter().all(|cell| !is_number(&self.said(cell)));
        is_text && (down > 0 || across > 0)
    }

    /// Whether a cell is merged with the next one on its right.
    fn is_across(&self, cell: &Cell) -> bool {
        let next = self.sheet.cell(cell.row, cell.column + 1);
        next.is_some_and(|next| next.is_copy && self.said(next) == self.said(cell))
    }

    /// Whether a row below a row of the head is a part of it: its texts stand under what is merged
    /// over several columns, or under nothing.
    fn is_below(&self, row: u32, below: u32) -> bool {
        let own: Vec<&Cell> = self.own(below).collect();
        if own.is_empty() || own.iter().any(|cell| cell.kind != CellKind::Text) {
            // CSV has quoted cells and no merged ones.
            return false;
        }
        let is_under = |cell: &&Cell| match self.sheet.cell(row, cell.column) {
            None => true,
            Some(above) => above.is_copy && !self.is_from_above(above) || self.is_across(above),
        };
        let has_merged = self.sheet.row(row).iter().any(|cell| self.is_across(cell));
        let is_text = own.iter().all(|cell| {
            let text = self.said(cell);
            !is_number(&text) && !is_placeholder(&text) && text.chars().count() <= 40
        });
        let has_under = own.iter().any(|cell| self.sheet.cell(row, cell.column).is_some());
        has_merged && is_text && has_under && own.iter().all(is_under)
    }

    /// Whether a copy belongs to a cell of a row above.
    fn is_from_above(&self, cell: &Cell) -> bool {
        let above = cell.row.checked_sub(1).and_then(|row| self.sheet.cell(row, cell.column));
        above.is_some_and(|above| self.said(above) == self.said(cell))
    }

    /// The first row below the head that is no row of numbers of columns, 1, 2, 3 or 甲, 乙, 1, 2.
    fn first_row(&self, bottom: u32) -> u32 {
        let next = bottom + 1;
        let texts: Vec<String> = self.own(next).map(|cell| self.said(cell)).collect();
        let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        let is_counted = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let is_row = numbers.len() >= 3
            && numbers.len() + 2 >= texts.len()
            && is_counted
            && numbers.first().is_some_and(|first| *first <= 2);
        if is_row { next + 1 } else { next }
    }

    /// Whether a text is about the table: 填报单位：…, 单位：万元.
    fn is_remark(&self, text: &str) -> bool {
        let narrow: String = text.chars().map(narrow).collect();
        narrow.contains(':') && narrow.chars().count() > 3
    }

    /// What the rows above the head say of the table.
    fn said_above(&self, top: u32) -> (Option<(String, Cell)>, Option<Year>, Option<FoundPeriod>) {
        let above = self.sheet.cells.iter().filter(|cell| cell.row < top && !cell.is_copy);
        let (mut unit, mut year, mut period) = (None, None, None);
        for cell in above {
            let text = self.said(cell);
            if unit.is_none() {
                unit = self.cues.unit_in(&text).map(|unit| (unit, *cell));
            }
            year = year.or_else(|| self.cues.year_in(&text));
            let is_part = |found: &FoundPeriod| {
                found.period.len() > 4 && matches!(found.reach, Reach::Period | Reach::ToDate)
            };
            let found = self.cues.period_in(&text, None).map(|(found, _)| found);
            // The day on which a table was filled in is no period.
            period =
                period.or_else(|| found.filter(|found| is_part(found) && !self.is_remark(&text)));
        }
        (unit, year, period)
    }

    /// The scale word that stands above the head among others, with its unit if it has one.
    fn scale_above(&self, top: u32) -> Option<(String, Cell)> {
        let above = self.sheet.cells.iter().filter(|cell| cell.row < top && !cell.is_copy);
        let mut found = above.filter_map(|cell| {
            let text = self.said(cell);
            Some((self.cues.lexicon.factor_among(&text)?.to_owned(), *cell))
        });
        found.next()
    }

    /// The first texts of a row, as rows are told by them.
    fn starts(&self, row: u32) -> Vec<String> {
        let cells = self.sheet.row(row).iter().take(2);
        cells.map(|cell| squeezed(&self.said(cell))).collect()
    }

    fn notes(&self, rows: &[u32]) -> Vec<Start> {
        let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let is_alone = |row: u32| self.own(row).count() <= 2;
        for row in rows.iter().rev() {
            let starts = self.starts(*row);
            let own: Vec<&Cell> = self.own(*row).collect();
            let Some(start) = starts.first().filter(|_| is_alone(*row)) else { break };
            let words = &self.cues.dictionary.rows;
            let word = words.notes.iter().find(|word| start.starts_with(word.as_str()));
            // A text that goes on over the whole width, below everything else.
            let is_long = own.len() == 1 && start.chars().count() > 20;
            let is_total = words.totals.iter().any(|word| start.starts_with(word.as_str()));
            match word {
                Some(word) => found.entry(word.clone()).or_default().push(*row),
                None if is_long && !is_total && self.group(start).is_none() => {
                    let begin: String = start.chars().take(12).collect();
                    let begin = format!("^{}", regex_lite::escape(&begin));
                    found.entry(begin).or_default().push(*row);
                }
                None => break,
            }
        }
        found.into_iter().map(|(pattern, rows)| Start { pattern, rows }).collect()
    }

    fn checks(&self, rows: &[u32]) -> Vec<Start> {
        let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let n_texts = |row: u32| {
            let texts = self.own(row).filter(|cell| !is_number(&self.said(cell)));
            texts.count()
        };
        let mut usual: Vec<usize> = rows.iter().map(|row| n_texts(*row)).collect();
        usual.sort_unstable();
        let usual = usual.get(usual.len() / 2).copied().unwrap_or(0);
        let has_marks = self.has_marks(rows);
        for row in rows {
            let starts = self.starts(*row);
            let mark = starts.first().and_then(|start| self.mark(start)).filter(|_| has_marks);
            if let Some(pattern) = self.total(&starts).or(mark) {
                found.entry(pattern).or_default().push(*row);
                continue;
            }
            let is_poor = usual >= 3 && n_texts(*row) <= 1;
            let numbered = starts.iter().find_map(|start| self.group(start));
            let own = self.own(*row).next();
            let is_merged = own.is_some_and(|cell| self.is_across(cell));
            if let Some(expression) = numbered.filter(|_| is_poor || is_merged) {
                found.entry(expression).or_default().push(*row);
            } else if is_poor || is_merged && usual >= 2 && n_texts(*row) <= 1 {
                let Some(start) = starts.iter().find(|start| !is_number(start)) else { continue };
                let escaped = regex_lite::escape(start);
                found.entry(format!("^{escaped}$")).or_default().push(*row);
            }
        }
        self.without_data(found, rows)
    }

    /// The pattern of a row that adds up others, if it is one.
    fn total(&self, starts: &[String]) -> Option<String> {
        let words = &self.cues.dictionary.rows;
        for start in starts {
            let begins = words.totals.iter().find(|word| is_total(start, word));
            if let Some(word) = begins {
                return Some(word.clone());
            }
            let is_end = |word: &&String| start.ends_with(word.as_str());
            let end = words.ends.iter().find(is_end).filter(|_| start.chars().count() <= 12);
            if let Some(word) = end {
                return Some(format!("{word}$"));
            }
        }
        None
    }

    /// The expression for rows that number others, if a row starts so.
    fn group(&self, start: &str) -> Option<String> {
        let groups = self.cues.dictionary.rows.groups.iter();
        let mut found = groups.filter(|group| group.is_match(start));
        found.next().map(|group| group.as_str().to_owned())
    }

    /// The expression for what numbers a group alone, if a text does.
    fn mark(&self, start: &str) -> Option<String> {
        let mut found = self.cues.dictionary.rows.marks.iter().filter(|mark| mark.is_match(start));
        found.next().map(|mark| mark.as_str().to_owned())
    }

    /// Whether such marks stand above rows with numbers: where all rows have them, they are numbers.
    fn has_marks(&self, rows: &[u32]) -> bool {
        let starts = || rows.iter().filter_map(|row| self.starts(*row).into_iter().next());
        let n_numbered = starts().filter(|start| is_number(start)).count();
        n_numbered >= 2 && n_numbered >= starts().filter(|start| self.mark(start).is_some()).count()
    }

    /// Patterns that no other row starts with.
    fn without_data(&self, found: BTreeMap<String, Vec<u32>>, rows: &[u32]) -> Vec<Start> {
        let all: Vec<u32> = found.values().flatten().copied().collect();
        let others = || rows.iter().filter(|row| !all.contains(row));
        let is_taken = |word: &str| {
            others().any(|row| self.starts(*row).iter().any(|start| start.starts_with(word)))
        };
        let pattern = |word: String| match word.strip_suffix('$') {
            _ if word.starts_with('^') => word,
            Some(end) => format!("^.*{end}$"),
            // A name starts like a total.
            None if is_taken(&word) => format!("^{}($|[:(0-9])", regex_lite::escape(&word)),
            None => word,
        };
        let starts = found.into_iter();
        starts.map(|(word, rows)| Start { pattern: pattern(word), rows }).collect()
    }
}

/// Whether a row starts with a word for totals, and not with a longer word or a name.
fn is_total(start: &str, word: &str) -> bool {
    let Some(rest) = start.strip_prefix(word) else { return false };
    rest.is_empty()
        || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '(' | '共'))
}

/// Whether a text is a number, whatever is around it.
pub(super) fn is_number(text: &str) -> bool {
    let text: String =
        text.chars().map(narrow).filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    let text = text.strip_suffix('%').unwrap_or(&text);
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.matches('.').count() <= 1
}
