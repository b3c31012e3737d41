//! What the cells of a column are like.

use super::super::contact::is_contact;
use super::table::is_number;
use crate::locale::Expect;
use crate::source::{CellKind, SheetCells};
use crate::workbook::adopt::site::Site;
use crate::workbook::pattern::{narrow, squeezed};
use crate::workbook::value::{is_open, is_placeholder, period_as_read};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in the cells of a column.
#[derive(Debug, Default)]
pub(super) struct Sample {
    /// What they say, in the order of the rows; placeholders and copies are left out.
    pub(super) texts: Vec<String>,
    /// How many rows the table has.
    pub(super) n_rows: usize,
    pub(super) n_numbers: usize,
    pub(super) n_percent: usize,
    /// Dates and periods, and texts that say one.
    pub(super) n_dates: usize,
    /// Numbers with a unit of their own, or with a word such as 约.
    pub(super) n_quantities: usize,
    /// How many say that it is not known yet.
    pub(super) n_open: usize,
    /// What says that nothing is known, each once.
    pub(super) blank: Vec<String>,
    /// How many are phone numbers or addresses of mail.
    pub(super) n_contacts: usize,
    pub(super) n_distinct: usize,
    /// Signs that stand between several values.
    pub(super) separators: BTreeMap<char, usize>,
    /// How many values are words for stages.
    pub(super) n_stages: usize,
    pub(super) longest: usize,
    /// How many there are in all, copies too.
    pub(super) n_filled: usize,
}

/// Signs between several values, those that are read without being named and others.
const SEPARATORS: [char; 8] = ['、', '|', ';', '；', '\n', '｜', ',', '，'];

impl Sample {
    pub(super) fn new(
        sheet: &SheetCells,
        text: &str,
        rows: &[u32],
        column: u32,
        site: &Site<'_>,
    ) -> Self {
        let mut sample = Self { n_rows: rows.len(), ..Self::default() };
        let mut distinct = BTreeSet::new();
        for row in rows {
            let Some(cell) = sheet.cell(*row, column) else { continue };
            let said = cell.text(text).into_owned();
            if is_placeholder(&said) || matches!(cell.kind, CellKind::Error | CellKind::NoResult) {
                continue;
            }
            if site.dictionary.blank.contains(&squeezed(&said)) {
                if !sample.blank.contains(&said) {
                    sample.blank.push(said);
                }
                continue;
            }
            sample.n_filled += 1;
            if cell.is_copy {
                continue;
            }
            let number: String = said.chars().map(narrow).collect();
            if number.ends_with('%') && is_number(&number) {
                sample.n_percent += 1;
            } else if is_number(&number) {
                sample.n_numbers += 1;
            } else if cell.kind != CellKind::Date && has_quantity(&number, site) {
                sample.n_quantities += 1;
            }
            let is_date = cell.kind == CellKind::Date
                || period_as_read(&said, cell.kind)
                    .is_some_and(|period| site.lexicon.period(&period).is_ok());
            sample.n_dates += usize::from(is_date);
            sample.n_open += usize::from(is_open(&said));
            sample.n_contacts += usize::from(is_contact(&number, cell.kind));
            sample.n_stages += usize::from(site.stage_of(&said).is_some());
            for separator in SEPARATORS {
                if said.contains(separator) {
                    *sample.separators.entry(separator).or_default() += 1;
                }
            }
            sample.longest = sample.longest.max(said.chars().count());
            distinct.insert(squeezed(&said));
            sample.texts.push(said);
        }
        sample.n_distinct = distinct.len();
        sample
    }

    /// How many cells say something of their own.
    pub(super) fn n(&self) -> usize {
        self.texts.len()
    }

    /// Whether at least nine of ten cells are so.
    pub(super) fn is_mostly(&self, n: usize) -> bool {
        self.n() > 0 && n * 10 >= self.n() * 9
    }

    /// Whether its cells are keys: each is there, each once.
    pub(super) fn is_key(&self) -> bool {
        self.n() > 0 && self.n() == self.n_rows && self.n_distinct == self.n()
    }

    /// Whether its cells are few words that come again and again.
    pub(super) fn is_choice(&self) -> bool {
        self.longest <= 24
            && (self.n_distinct * 2 <= self.n() || self.n_distinct <= 3 && self.n() > 3)
    }

    /// How many cells are what an amount may be.
    pub(super) fn n_amounts(&self) -> usize {
        match self.n_numbers + self.n_quantities + self.n_percent {
            0 => 0,
            n => n + self.n_open,
        }
    }

    /// What parts of its cells are called, each once.
    pub(super) fn parts(&self, split: Option<char>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for text in &self.texts {
            let is_between = |c: char| match split {
                Some(split) => c == split,
                None => matches!(c, '、' | '|' | ';' | '；' | '\n' | '｜'),
            };
            for part in text.split(is_between).map(str::trim) {
                let is_new = !found.iter().any(|known| squeezed(known) == squeezed(part));
                if !part.is_empty() && !is_placeholder(part) && is_new {
                    found.push(part.to_owned());
                }
            }
        }
        found
    }
}

fn has_quantity(text: &str, site: &Site<'_>) -> bool {
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    has_digit && site.lexicon.quantity(text.trim(), Expect::Any).is_ok()
}
