//! Sheets that are forms, one record each: found by labels that stand all over them.

use super::cue::Year;
use super::sheet::{SheetGuess, SheetReader};
use crate::source::{Cell, SheetCells};
use crate::workbook::form::{pairs, unfolded};
use crate::workbook::pattern::squeezed;

/// Forms with the same labels.
pub(super) struct Form {
    /// The numbers of their sheets.
    pub(super) numbers: Vec<usize>,
    pub(super) names: Vec<String>,
    /// All of them as one table: the labels are the head, each form is a row.
    pub(super) table: SheetCells,
    /// The first sheet as it is.
    first: SheetCells,
}

/// How many labels a form has at least, and in how many rows.
const FEWEST_LABELS: usize = 5;
const FEWEST_ROWS: usize = 3;

/// A year for heads that say a part of one, such as Q1.
const ANY_YEAR: Year = 2000;

/// The forms among some sheets.
pub(super) fn groups(sheets: &[&SheetCells], reader: &SheetReader<'_>) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let Some(labels) = labels(sheet, reader) else { continue };
        let is_label = |text: &str| labels.contains(&squeezed(text));
        let row = unfolded(sheet, reader.text, &is_label);
        let of = |table: &SheetCells| -> Vec<String> {
            table.row(0).iter().map(|cell| squeezed(&cell.text(reader.text))).collect()
        };
        let alike = found.iter_mut().find(|form| of(&form.table) == of(&row));
        match alike {
            Some(form) => {
                let at = u32::try_from(form.numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
                let more = row.cells.iter().filter(|cell| cell.row > 0);
                form.table.cells.extend(more.map(|cell| Cell { row: at, ..*cell }));
                form.numbers.push(number);
                form.names.push(sheet.name.to_string());
            }
            None => found.push(Form {
                numbers: vec![number],
                names: vec![sheet.name.to_string()],
                table: row,
                first: (*sheet).clone(),
            }),
        }
    }
    found
}

/// The labels of a sheet that is a form; `None` if it is none.
fn labels(sheet: &SheetCells, reader: &SheetReader<'_>) -> Option<Vec<String>> {
    let own: Vec<&Cell> = sheet.cells.iter().filter(|cell| !cell.is_copy).collect();
    let text = |cell: &Cell| cell.text(reader.text).into_owned();
    let known: Vec<&Cell> =
        own.iter().copied().filter(|cell| reader.is_head(&text(cell))).collect();
    let mut rows: Vec<u32> = known.iter().map(|cell| cell.row).collect();
    rows.sort_unstable();
    rows.dedup();
    // The heads of a table of years stand beside each other; in a form a year stands beside its label.
    let cues = reader.site.cues();
    let is_year = |cell: &Cell| {
        let said = text(cell);
        !reader.is_head(&said)
            && cues.period_in(&said, Some(ANY_YEAR)).is_some_and(|(_, rest)| rest.is_empty())
    };
    let is_full = |row: &u32| {
        let n_own = own.iter().filter(|cell| cell.row == *row).count();
        let n_known = known.iter().filter(|cell| cell.row == *row).count();
        let years: Vec<u32> = { own.iter() }
            .filter(|cell| cell.row == *row && is_year(cell))
            .map(|cell| cell.column)
            .collect();
        let is_beside = |at: &&u32| years.iter().any(|other| other.abs_diff(**at) == 1);
        let n_known = n_known + years.iter().filter(is_beside).count();
        // The head of a table has labels only.
        n_own >= 4 && n_known * 10 > n_own * 6
    };
    let is_form =
        known.len() >= FEWEST_LABELS && rows.len() >= FEWEST_ROWS && !rows.iter().any(is_full);
    if !is_form || sheet.is_hidden {
        return None;
    }
    // What stands above and below labels, in their columns, with something beside it, is one as well.
    let is_column = |column: u32| {
        let n = known.iter().filter(|cell| cell.column == column).count();
        n * 2 > own.iter().filter(|cell| cell.column == column).count()
    };
    let is_known = |said: &str| known.iter().any(|cell| text(cell) == said);
    let all = pairs(sheet, reader.text, &is_known);
    let mut found: Vec<String> = known.iter().map(|cell| squeezed(&text(cell))).collect();
    let values: Vec<u32> =
        all.iter().filter_map(|(_, value)| value.map(|value| value.start)).collect();
    let (top, bottom) = (rows.first().copied()?, rows.last().copied()?);
    for cell in &own {
        let said = text(cell);
        let is_inside = (top..=bottom).contains(&cell.row) && is_column(cell.column);
        let is_short = said.chars().count() <= 20 && !super::table::is_number(&said);
        if is_inside
            && is_short
            && !values.contains(&cell.start)
            && !found.contains(&squeezed(&said))
        {
            found.push(squeezed(&said));
        }
    }
    Some(found)
}

impl SheetReader<'_> {
    /// What forms that are alike are taken for.
    pub(super) fn read_form(&self, form: &Form) -> Vec<SheetGuess> {
        let n = u32::try_from(form.numbers.len()).unwrap_or(u32::MAX);
        let above = form.first.cells.iter();
        let cues = self.site.cues();
        let mut table = super::table::Table::of_form((1..=n).collect());
        for cell in above {
            let said = cell.text(self.text);
            table.year = table.year.or_else(|| cues.year_in(&said).filter(|_| cell.row < 3));
            // A unit in the head of a label is that of the label.
            let is_above = !form.table.row(0).iter().any(|label| label.start == cell.start);
            if table.unit.is_none() && is_above {
                table.unit = cues.unit_in(&said).map(|unit| (unit, *cell));
            }
        }
        let mut found = self.read_table(&form.table, table);
        for one in &mut found {
            one.names.clone_from(&form.names);
            if let Some(taken) = &mut one.taken {
                taken.is_form = true;
                taken.each.clear();
            }
        }
        found
    }
}
