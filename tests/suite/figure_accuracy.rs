//! How much the readers of figures and the pairing get right, over all case tables and over
//! `cases/figures/hard.md`, whose rows say what is right and not what comes out:
//! `cargo test --test suite figure_accuracy -- --nocapture`.

use crate::figure_pairs::Languages;
use crate::figures::{describe, reader};
use crate::file_tree::repository;
use wellspring::value::Units;

/// What was found, and what there is.
#[derive(Default)]
struct Score {
    n_right: usize,
    n_found: usize,
    n_there: usize,
    misses: Vec<String>,
}

impl Score {
    fn add(&mut self, row: &str, expected: &str, actual: &str) {
        let parts = |list: &str| -> Vec<String> {
            let parts = list.split(';').map(str::trim).filter(|part| !part.is_empty());
            parts.map(str::to_owned).collect()
        };
        let (there, mut found) = (parts(expected), parts(actual));
        self.n_there += there.len();
        self.n_found += found.len();
        for part in &there {
            if let Some(at) = found.iter().position(|one| one == part) {
                found.remove(at);
                self.n_right += 1;
            }
        }
        if expected != actual {
            self.misses.push(format!("{row}\n    right: {expected}\n    found: {actual}"));
        }
    }

    /// In thousandths.
    fn precision(&self) -> usize {
        self.n_right * 1000 / self.n_found.max(1)
    }

    fn recall(&self) -> usize {
        self.n_right * 1000 / self.n_there.max(1)
    }

    #[expect(clippy::print_stdout, reason = "this test is there to print")]
    fn print(&self, what: &str, n_rows: usize) {
        let percent = |thousandths: usize| format!("{}.{}%", thousandths / 10, thousandths % 10);
        println!(
            "{what}: {} of {n_rows} rows right; of {} expected: precision {}, recall {}",
            n_rows - self.misses.len(),
            self.n_there,
            percent(self.precision()),
            percent(self.recall())
        );
        self.misses.iter().for_each(|miss| println!("  {miss}"));
    }
}

/// The rows of all tables with so many columns below a heading that holds these words.
pub(crate) fn rows(document: &str, heading: &str, n_columns: usize) -> Vec<Vec<String>> {
    let path = format!("tests/cases/figures/{document}.md");
    let text = std::fs::read_to_string(repository(&path)).expect("is there");
    let mut is_below = heading.is_empty();
    let mut rows = Vec::new();
    for line in text.lines() {
        if line.starts_with("## ") && !heading.is_empty() {
            is_below = line.contains(heading);
        }
        let Some(inner) = line.strip_prefix('|') else { continue };
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let cells: Vec<_> = inner.split('|').map(|cell| cell.trim().to_owned()).collect();
        let is_head = ["text", "zh"].contains(&&*cells[0]) || cells[0].starts_with("---");
        if is_below && !is_head && cells.len() == n_columns {
            rows.push(cells);
        }
    }
    rows
}

/// The floors are in thousandths, below what was reached when they were set.
#[track_caller]
fn measure_reader(lang: &str, tables: &[(&str, &str)], least: (usize, usize)) {
    let (reader, units) = (reader(lang), Units::builtin());
    for (document, heading) in tables {
        let rows = rows(document, heading, 2);
        let mut score = Score::default();
        for row in &rows {
            score.add(&row[0], &row[1], &describe(&reader, &row[0], &units));
        }
        score.print(&format!("{document} {heading}"), rows.len());
        assert!(rows.len() > 10, "{document} has {} rows", rows.len());
        let is_good = score.precision() >= least.0 && score.recall() >= least.1;
        assert!(is_good, "{document}: less is found than when the floor was set");
    }
}

#[test]
fn the_readers_find_most_figures() {
    measure_reader("zh", &[("zh", ""), ("huiji.zh", ""), ("hard", "Chinese text")], (750, 750));
    measure_reader("en", &[("en", ""), ("huiji.en", ""), ("hard", "English text")], (750, 750));
}

#[test]
fn the_pairing_gives_most_verdicts() {
    let languages = Languages::new();
    for (document, heading) in [("pairs", ""), ("hard", "Pairs")] {
        let rows = rows(document, heading, 3);
        let mut score = Score::default();
        for row in &rows {
            let row_text = format!("{} / {}", row[0], row[1]);
            score.add(&row_text, &row[2], &languages.describe([&row[0], &row[1]]));
        }
        score.print(&format!("{document} {heading}"), rows.len());
        assert!(rows.len() > 10, "{document} has {} rows", rows.len());
        let n_right = rows.len() - score.misses.len();
        assert!(n_right * 10 >= rows.len() * 6, "{document}: {n_right} rows are right");
    }
}
