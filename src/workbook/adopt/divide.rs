//! What a sheet says by its name, and the two tables that a sheet with figures and plans is.

use super::cue::bracket;
use super::guess::{Guess, Need, RESULT_ELSEWHERE, Tells};
use super::sheet::{SheetGuess, SheetReader, Taken};
use super::table::Table;
use super::yaml;
use crate::source::SheetCells;
use crate::workbook::ids::slug;
use crate::workbook::pattern::{narrow, squeezed};

impl SheetReader<'_> {
    /// Lists of talks with companies have no names of projects: they are called by who invests.
    pub(super) fn named_by_investors(collection: &str, guesses: &mut [Guess]) {
        let is = |guess: &Guess, path: &str| {
            let field = guess.said.first();
            field.is_some_and(|(key, value)| {
                *key == "field" && (value == path || value.starts_with(&format!("{path}.")))
            })
        };
        let is_of_project = |guess: &&Guess| {
            let key = guess.said.first().map(|(key, _)| *key);
            is(guess, "investment") || is(guess, "stage") || key == Some("milestone")
        };
        let is_list = collection == "projects"
            && !guesses.iter().any(|guess| is(guess, "name"))
            && guesses.iter().filter(is_of_project).count() >= 2;
        if let Some(guess) = guesses.iter_mut().find(|guess| is_list && is(guess, "investors")) {
            guess.said = vec![("field", "name".to_owned())];
            guess
                .doubts
                .push("no column has names of projects, so they are called by it".to_owned());
        }
    }

    /// What each record of a sheet has: the stage, the park or the region that it is named after.
    pub(super) fn each(
        &self,
        name: &str,
        collection: &str,
        guesses: &[Guess],
    ) -> Vec<(String, String, String)> {
        let mut each = Vec::new();
        let has = |key: &str, value: &str| {
            guesses
                .iter()
                .any(|guess| guess.said.iter().any(|(own, said)| *own == key && said == value))
        };
        let site = self.site;
        if collection == "projects"
            && let Some(stage) = self.stage_in(name).filter(|stage| !has("milestone", stage))
            && !has("field", "stage")
        {
            let value = format!("[{{ stage: {stage} }}]");
            let why = format!("the sheet is called “{name}”");
            each.push(("milestones".to_owned(), value, why));
        }
        let period = guesses.iter().find_map(|guess| guess.row_period.clone());
        if let Some((period, is_to_date)) = period.filter(|_| !has("field", "period")) {
            let why = "of all rows".to_owned();
            each.push(("period".to_owned(), period, why));
            if is_to_date && collection == "observations" {
                each.push(("basis".to_owned(), "to_date".to_owned(), "from January".to_owned()));
            }
        }
        for (field, of) in [("park", "parks"), ("region", "regions")] {
            let field = match collection {
                "observations" | "targets" => format!("where.{field}"),
                _ => field.to_owned(),
            };
            let id = site.names.of(of).and_then(|of| of.find(name)).flatten();
            let is_field = site.shape(collection, &field).is_some() && !has("field", &field);
            if let Some(id) = id.filter(|_| is_field && !field.contains('.')) {
                each.push((field, yaml::scalar(id), format!("the sheet is called “{name}”")));
            }
        }
        each
    }

    /// The stage that the name of a sheet says: by its words, the longest first.
    fn stage_in(&self, name: &str) -> Option<&str> {
        // What brackets say is what the rest is called by.
        let narrow: String = name.chars().map(narrow).collect();
        let inner = bracket(&narrow).and_then(|(_, inner, _)| self.site.stage_of(inner));
        if inner.is_some() {
            return inner;
        }
        if let Some(stage) = self.site.stage_of(name) {
            return Some(stage);
        }
        let name = squeezed(name);
        let stages = self.site.stages.iter();
        let words = stages.flat_map(|(id, words)| words.iter().map(move |word| (id, word)));
        let inside =
            words.filter(|(_, word)| word.chars().count() >= 2 && name.contains(word.as_str()));
        let latin = inside.filter(|(_, word)| !word.is_ascii() || word.len() >= 6);
        latin.max_by_key(|(_, word)| word.chars().count()).map(|(id, _)| id.as_str())
    }

    /// The indicators that rows name and the site lacks, where their units are told beside them.
    pub(super) fn name_indicators(
        &self,
        sheet: &SheetCells,
        table: &Table,
        unit: Option<&String>,
        guesses: &mut [Guess],
    ) {
        let units = guesses.iter().find(|guess| guess.tells == Some(Tells::Unit));
        let units = units.map(|guess| guess.number);
        let is_indicator = |guess: &&mut Guess| {
            guess.said.first().is_some_and(|(key, path)| *key == "field" && path == "indicator")
        };
        let Some(guess) = guesses.iter_mut().find(is_indicator) else { return };
        let of = self.site.names.of("indicators");
        let mut is_whole = true;
        for row in &table.rows {
            let said = |column: u32| Some(sheet.cell(*row, column)?.text(self.text).into_owned());
            let Some(name) = said(guess.number) else { continue };
            if of.is_some_and(|of| of.find(&name).is_some()) {
                continue;
            }
            let own = units.and_then(said).or_else(|| unit.cloned());
            let unit = own.and_then(|unit| self.site.unit_id(&unit));
            let (Some(id), Some(unit)) = (slug(&name), unit) else {
                is_whole = false;
                continue;
            };
            let kind = if unit == "percent" { "level" } else { "cumulative" }.to_owned();
            let name = vec![(String::new(), name)];
            guess.needs.push(Need::Indicator { id, name, kind, unit });
        }
        if is_whole && !guess.needs.is_empty() {
            guess.doubts.clear();
        }
    }

    pub(super) fn row_names(
        &self,
        sheet: &SheetCells,
        table: &Table,
        guesses: &[Guess],
    ) -> Vec<String> {
        let is_name = |guess: &&Guess| {
            guess
                .said
                .iter()
                .any(|(key, path)| *key == "field" && (path == "name" || path.starts_with("name.")))
        };
        let Some(name) = guesses.iter().find(is_name) else { return Vec::new() };
        let cells = table.rows.iter().filter_map(|row| sheet.cell(*row, name.number));
        cells.map(|cell| squeezed(&cell.text(self.text))).collect()
    }

    /// A table of figures and targets is read twice, once for each.
    pub(super) fn divided(&self, names: Vec<String>, taken: Taken) -> Vec<SheetGuess> {
        let n_columns = taken.columns.len();
        let n_known = taken.columns.iter().filter(|one| !one.said.is_empty()).count();
        let why = format!("{n_known} of {n_columns} columns are fields of it");
        let has_targets =
            taken.collection == "observations" && taken.columns.iter().any(|one| one.is_of_targets);
        if !has_targets {
            return vec![SheetGuess { names, taken: Some(taken), why }];
        }
        let part = |is_of_targets: bool| {
            let columns = taken.columns.iter().map(|column| {
                let is_figure =
                    column.said.iter().any(|(key, _)| matches!(*key, "figure" | "target"));
                match is_figure && column.is_of_targets != is_of_targets {
                    true => Guess {
                        said: Vec::new(),
                        needs: Vec::new(),
                        doubts: Vec::new(),
                        lacks_unit: None,
                        lacks_period: None,
                        why: match is_of_targets {
                            true => RESULT_ELSEWHERE.to_owned(),
                            false => "planned: read as a target".to_owned(),
                        },
                        ..column.clone()
                    },
                    false => column.clone(),
                }
            });
            columns.collect::<Vec<_>>()
        };
        let columns_of_targets = part(true);
        let columns = part(false);
        let targets = Taken {
            collection: "targets",
            unit: taken.unit.clone(),
            checks: taken.checks.clone(),
            notes: taken.notes.clone(),
            blank: taken.blank.clone(),
            each: taken.each.clone(),
            columns: columns_of_targets,
            headless: Vec::new(),
            row_names: Vec::new(),
            ..taken
        };
        let of_targets = "the same sheet a second time, for what is planned".to_owned();
        let has_figures =
            columns.iter().any(|one| one.said.iter().any(|(key, _)| *key == "figure"));
        let targets = SheetGuess { names: names.clone(), taken: Some(targets), why: of_targets };
        let observations = Taken { columns, ..taken };
        match has_figures {
            true => vec![SheetGuess { names, taken: Some(observations), why }, targets],
            false => vec![targets],
        }
    }
}

/// The columns of a table with plans and results, once for each: what one of them reads is not read by
/// the other.
pub(super) fn apart(results: &[Guess], plans: &[Guess]) -> (Vec<Guess>, Vec<Guess>) {
    let is_figure = |guess: &Guess| guess.row_period.is_some() && !guess.said.is_empty();
    let without = |own: &[Guess], other: &[Guess], why: &str| -> Vec<Guess> {
        let pairs = own.iter().zip(other);
        let left = pairs.map(|(own, other)| match is_figure(other) {
            true => Guess {
                said: Vec::new(),
                needs: Vec::new(),
                doubts: Vec::new(),
                is_unknown: false,
                lacks_unit: None,
                row_period: None,
                why: why.to_owned(),
                ..own.clone()
            },
            false => own.clone(),
        });
        left.collect()
    };
    (
        without(results, plans, "planned: read as a target"),
        without(plans, results, RESULT_ELSEWHERE),
    )
}
