//! What a sheet is: the collection of its rows, and its columns.

use super::cue::{Now, Reach, Year};
use super::dictionary::Meaning;
use super::guess::{Around, Certainty, Column, Guess, Guesser};
use super::head_text::{HeadReader, Time};
use super::sample::Sample;
use super::site::Site;
use super::table::{Finder, Start, Table};
use crate::source::{FileId, SheetCells};
use crate::workbook::head::heads;
use crate::workbook::pattern::squeezed;
use std::collections::BTreeMap;

/// A sheet, or a part of it, as it is taken.
#[derive(Debug)]
pub(super) struct SheetGuess {
    /// The names of sheets that are alike; none for the table of a text.
    pub(super) names: Vec<String>,
    /// What it is; `None` if it is left out.
    pub(super) taken: Option<Taken>,
    /// Why it is that, or why it is left out.
    pub(super) why: String,
}

/// A table that is read.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) collection: &'static str,
    /// First and last row, from 0.
    pub(super) head: (u32, u32),
    /// The first row of the data, from 0.
    pub(super) first: u32,
    /// The unit above it, with the name of its cell.
    pub(super) unit: Option<(String, String)>,
    pub(super) checks: Vec<Start>,
    pub(super) notes: Vec<Start>,
    /// What its cells say of what is not known.
    pub(super) blank: Vec<String>,
    /// What each record has, as YAML, with the reason.
    pub(super) each: Vec<(String, String, String)>,
    pub(super) columns: Vec<Guess>,
    /// Columns without a head, by their letters.
    pub(super) headless: Vec<String>,
    /// Each sheet is one record.
    pub(super) is_form: bool,
    /// What rows are called, as `squeezed` leaves it.
    pub(super) row_names: Vec<String>,
}

/// The collections that sheets are looked through for; the likelier first.
const COLLECTIONS: [&str; 12] = [
    "projects",
    "observations",
    "targets",
    "parks",
    "organizations",
    "regions",
    "industries",
    "events",
    "documents",
    "indicators",
    "sources",
    "terms",
];

/// Reads the sheets of a file.
pub(super) struct SheetReader<'r> {
    pub(super) site: &'r Site<'r>,
    pub(super) file: FileId,
    pub(super) text: &'r str,
    /// The year in the name of the file.
    pub(super) file_year: Option<Year>,
    /// The year that the site speaks of.
    pub(super) site_year: Option<Year>,
    /// How much of it is over.
    pub(super) now: Option<Now>,
    /// The year and the month of the as-of day.
    pub(super) day: Option<(Year, u8)>,
}

impl SheetReader<'_> {
    /// What a sheet is taken for: one table, or its observations and its targets.
    pub(super) fn read(&self, sheet: &SheetCells) -> Vec<SheetGuess> {
        let name = sheet.name.to_string();
        let names = if name.is_empty() { Vec::new() } else { vec![name.clone()] };
        let left_out =
            |why: &str| vec![SheetGuess { names: names.clone(), taken: None, why: why.to_owned() }];
        if sheet.is_hidden {
            return left_out("it is hidden");
        }
        let dictionary = self.site.dictionary;
        let squeezed_name = squeezed(&name);
        if dictionary.explain.contains(&squeezed_name) {
            return left_out("it explains the others");
        }
        let cues = self.site.cues();
        let is_head = |text: &str| self.is_head(text);
        let finder = Finder { sheet, text: self.text, is_head: &is_head, cues: &cues };
        let Some(table) = finder.find() else { return left_out("it has no table with a head") };
        if table.rows.is_empty() {
            return left_out("it has a head and no rows");
        }
        self.read_table(sheet, table)
    }

    /// What the rows of a table are.
    pub(super) fn read_table(&self, sheet: &SheetCells, table: Table) -> Vec<SheetGuess> {
        let name = sheet.name.to_string();
        let squeezed_name = squeezed(&name);
        let names = if name.is_empty() { Vec::new() } else { vec![name.clone()] };
        let (cues, dictionary) = (self.site.cues(), self.site.dictionary);
        let says_year = table.year.or_else(|| cues.year_in(&name)).or(self.file_year);
        let year = says_year.or(self.site_year);
        let subject = self.subject(sheet, &table, year);
        let (mut columns, headless) = self.columns(sheet, &table, year);
        self.in_reporting_years(&mut columns);
        let unit = table.unit.clone();
        let mut blank: Vec<String> =
            columns.iter().flat_map(|one| one.sample.blank.clone()).collect();
        blank.sort_unstable();
        blank.dedup();
        let mut all: Vec<(usize, &'static str, Vec<Guess>)> = Vec::new();
        let mut has_matrix = false;
        let own = self.site.labels.collection(&name);
        let has_indicators = self.has_indicators(&columns);
        for collection in COLLECTIONS {
            let is_matrix = collection == "observations" && self.is_matrix(&columns);
            let around = Around {
                collection,
                unit: unit.as_ref().map(|(unit, _)| unit.as_str()),
                year,
                says_year: says_year.is_some(),
                subject: subject.as_deref(),
                period: table.period.as_ref(),
                now: self.now.as_ref(),
                has_indicators,
                is_matrix,
            };
            let guesser = Guesser { site: self.site, around: &around };
            let guesses: Vec<Guess> = columns.iter().map(|one| guesser.guess(one)).collect();
            let mut guesses = self.each_once(guesses, &columns, &guesser);
            let of_sheet = table.scale.as_deref().or(around.unit);
            super::beside::neighbours(&mut guesses, &columns, self.site, of_sheet);
            Self::named_by_investors(collection, &mut guesses);
            self.names_alone(collection, &mut guesses);
            let mut score = self.score(collection, &guesses);
            let hints = dictionary.sheets.iter().find(|(of, _)| of == collection);
            let is_hinted = hints.is_some_and(|(_, words)| {
                words.iter().any(|word| squeezed_name.contains(&squeezed(word)))
            });
            if score > 0 {
                score += 2 * usize::from(is_hinted) + 8 * usize::from(own == Some(collection));
            }
            has_matrix |= is_matrix;
            if score > 0 {
                all.push((score, collection, guesses));
            }
        }
        // Of several that look the same the first one, which is the likelier.
        let best = all.iter().rev().max_by_key(|(score, ..)| *score);
        let Some(&(_, collection, _)) = best else {
            let why = "none of its columns is known".to_owned();
            return vec![SheetGuess { names, taken: None, why }];
        };
        let is_long = !has_matrix && matches!(collection, "observations" | "targets");
        let part = |collection: &str| all.iter().position(|(_, of, _)| *of == collection);
        let parts = [part("observations"), part("targets")];
        let mut found = Vec::new();
        let table_of = |collection: &'static str, mut guesses: Vec<Guess>| {
            self.name_indicators(sheet, &table, unit.as_ref().map(|(unit, _)| unit), &mut guesses);
            Taken {
                collection,
                head: table.head,
                first: table.first,
                unit: unit.as_ref().map(|(unit, cell)| (unit.clone(), cell.name().to_string())),
                checks: table.checks.clone(),
                notes: table.notes.clone(),
                blank: blank.clone(),
                each: self.each(&name, collection, &guesses),
                row_names: self.row_names(sheet, &table, &guesses),
                columns: guesses,
                headless: headless.clone(),
                is_form: false,
            }
        };
        if let ([Some(results), Some(plans)], true) = (parts, is_long) {
            // One indicator a row, with its plan and its result.
            let (results, plans) = super::divide::apart(&all[results].2, &all[plans].2);
            found.extend([("observations", results), ("targets", plans)]);
        } else {
            let guesses = all.into_iter().find(|(_, of, _)| *of == collection);
            found.extend(guesses.map(|(_, collection, guesses)| (collection, guesses)));
        }
        let tables = found.into_iter().map(|(of, guesses)| table_of(of, guesses));
        tables.flat_map(|taken| self.divided(names.clone(), taken)).collect()
    }

    /// Whether a text is the head of a column.
    pub(super) fn is_head(&self, text: &str) -> bool {
        if self.site.dictionary.is_head(text) || self.site.labels.is_contact(text) {
            return true;
        }
        let cues = self.site.cues();
        let reader = HeadReader { dictionary: self.site.dictionary, cues: &cues, year: Some(2000) };
        let read = reader.read(&[text.to_owned()]);
        let is_known = |text: &str| {
            !text.is_empty()
                && (self.site.dictionary.is_head(text)
                    || self.site.indicator_named(text).is_some()
                    || self.site.fields.keys().any(|(_, name)| *name == squeezed(text)))
        };
        text.chars().count() <= 40 && read.candidates.iter().any(|one| is_known(&one.text))
    }

    /// The columns that have a head, and the letters of those that have none.
    fn columns(
        &self,
        sheet: &SheetCells,
        table: &Table,
        year: Option<Year>,
    ) -> (Vec<Column>, Vec<String>) {
        let cues = self.site.cues();
        let reader = HeadReader { dictionary: self.site.dictionary, cues: &cues, year };
        let found = heads(sheet, self.file, self.text, table.head);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut columns = Vec::new();
        for head in &found {
            let parts: Vec<String> = head.text.split(" > ").map(closed).collect();
            let n = seen.entry(head.key()).or_default();
            *n += 1;
            let joined = parts.join(" > ");
            // The second of two columns with one head is told by its number.
            let name = if *n == 1 { joined } else { format!("{joined} #{n}") };
            let sample = Sample::new(sheet, self.text, &table.rows, head.column, self.site);
            let text = reader.read(&parts);
            columns.push(Column { number: head.column, head: name, parts, text, sample });
        }
        let has_head = |column: u32| found.iter().any(|head| head.column == column);
        let mut headless: Vec<u32> = { sheet.cells.iter() }
            .filter(|cell| table.rows.contains(&cell.row) && !has_head(cell.column))
            .map(|cell| cell.column)
            .collect();
        headless.sort_unstable();
        headless.dedup();
        let letters = headless.into_iter().map(crate::source::column_name).collect();
        (columns, letters)
    }

    /// Quarters and halves without a year, on a site whose years begin in another month than January:
    /// they are taken as those of the reporting year that another head says, or of that of the site.
    fn in_reporting_years(&self, columns: &mut [Column]) {
        let Some((start, now)) = self.site.year_starts.zip(self.day.as_ref()) else { return };
        let periods = columns.iter().flat_map(|one| &one.text.candidates);
        let said = periods.filter_map(|one| one.period.as_ref());
        let said =
            said.filter(|one| one.reach == Reach::Fiscal).map(|one| one.period.clone()).max();
        let begins = now.0 - Year::from(now.1 < start);
        let year = said.unwrap_or_else(|| format!("{begins}/{:02}", (begins + 1) % 100));
        for candidate in columns.iter_mut().flat_map(|one| &mut one.text.candidates) {
            let Some(period) = candidate.period.as_mut().filter(|one| one.is_relative) else {
                continue;
            };
            let part = period
                .period
                .get(4..)
                .filter(|part| part.starts_with("-Q") || part.starts_with("-H"));
            if let Some(part) = part {
                period.period = format!("{year}{part}");
                period.doubt = Some(format!("taken as a part of the reporting year {year}"));
            }
        }
    }

    /// Whether each row of a table is of an indicator, which a column names.
    fn has_indicators(&self, columns: &[Column]) -> bool {
        columns.iter().any(|column| {
            let mut found = column.text.candidates.iter();
            let found = found.find_map(|one| self.site.dictionary.find("observations", &one.text));
            let is_it = matches!(found, Some(Meaning::Field(path)) if path == "indicator");
            is_it && column.sample.n_amounts() == 0
        })
    }

    /// Whether a table has figures in all columns but the first ones, and no column of indicators.
    fn is_matrix(&self, columns: &[Column]) -> bool {
        let find = |column: &Column, collection: &str| {
            let mut found = column.text.candidates.iter();
            found.find_map(|one| self.site.dictionary.find(collection, &one.text).cloned())
        };
        let is = |column: &Column, field: &str| {
            find(column, "observations") == Some(Meaning::Field(field.to_owned()))
        };
        let is_named = columns.iter().any(|one| {
            let is_name =
                matches!(find(one, "projects"), Some(Meaning::Field(path)) if path == "name");
            is_name && one.sample.n_amounts() == 0
        });
        let has_indicators = self.has_indicators(columns);
        let n_figures = columns
            .iter()
            .filter(|one| one.sample.n() > 0 && one.sample.n_amounts() * 10 >= one.sample.n() * 8);
        let n_texts =
            columns.iter().filter(|one| one.sample.n() > 0 && one.sample.n_amounts() == 0);
        let parts = ["where.region", "where.park", "where.industry"];
        let has_part = columns.iter().any(|one| {
            one.sample.n_amounts() == 0
                && (parts.iter().any(|part| is(one, part)) || self.names_parts(one))
        });
        !has_indicators && !is_named && has_part && n_figures.count() >= 1 && n_texts.count() <= 3
    }

    /// Whether the values of a column are names of regions or parks.
    fn names_parts(&self, column: &Column) -> bool {
        let values = column.sample.parts(None);
        let is_of = |of: &str| {
            let of = self.site.names.of(of);
            let n = values.iter().filter(|value| of.is_some_and(|of| of.find(value).is_some()));
            !values.is_empty() && n.count() * 10 >= values.len() * 8
        };
        is_of("regions") || is_of("parks")
    }

    /// What a table of figures is of, by its title: the period, the places and words such as "table"
    /// are taken away.
    fn subject(&self, sheet: &SheetCells, table: &Table, year: Option<Year>) -> Option<String> {
        let above = sheet.cells.iter().filter(|cell| cell.row < table.head.0 && !cell.is_copy);
        let title = above
            .map(|cell| cell.text(self.text).into_owned())
            .find(|text| text.chars().count() >= 4 && !text.contains([':', '：']));
        let title = title.unwrap_or_else(|| sheet.name.to_string());
        let cues = self.site.cues();
        let mut rest = title;
        while let Some((_, less)) = cues.period_in(&rest, year) {
            if less.len() >= rest.len() {
                break;
            }
            rest = less;
        }
        for word in &self.site.dictionary.title_words {
            rest = rest.replace(word, "");
        }
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        (rest.chars().count() >= 2 && rest.chars().count() <= 30).then_some(rest)
    }

    /// Guesses of which no two are the same: the surer one stays.
    fn each_once(
        &self,
        mut guesses: Vec<Guess>,
        columns: &[Column],
        guesser: &Guesser<'_>,
    ) -> Vec<Guess> {
        let mut order: Vec<usize> = (0..guesses.len()).collect();
        order.sort_by_key(|number| {
            let sample = &columns[*number].sample;
            let is_actual =
                columns[*number].text.candidates.iter().any(|one| one.time == Time::Actual);
            // A day says more than its year, and what is called actual is what happened.
            let is_year = sample.n() > 0 && sample.texts.iter().all(|text| text.len() == 4);
            (guesses[*number].certainty(), is_year, !is_actual, *number)
        });
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for number in order {
            let Some(identity) = guesses[number].identity() else { continue };
            let Some(other) = taken.get(&identity) else {
                taken.insert(identity, number);
                continue;
            };
            let column = &columns[number];
            let why = format!("it looks like “{}”, which is that already", guesses[*other].head);
            let is_year_of = identity.starts_with("milestone=")
                && column.sample.texts.iter().all(|text| text.len() == 4);
            if is_year_of {
                let why = format!("the years of “{}”", guesses[*other].head);
                guesses[number] = Guess::new(column, Vec::new(), why, Certainty::Sure);
                continue;
            }
            let is_fact = identity.starts_with("fact=");
            let has_unit = column.text.unit.is_some();
            let fact = guesser.fact(column, &Vec::new(), has_unit, why.clone());
            let fact = fact.filter(|fact| {
                fact.identity().is_some_and(|identity| !taken.contains_key(&identity))
            });
            guesses[number] = match fact {
                Some(fact) => {
                    taken.insert(fact.identity().unwrap_or_default(), number);
                    // The same in another unit is a fact of its own.
                    if is_fact && has_unit { fact } else { fact.doubt("kept as a fact") }
                }
                None => Guess::not_placed(column, why),
            };
        }
        guesses
    }

    /// A name must be there in every language. Where the columns have it in one only, it stands for
    /// all, until somebody adds the others.
    fn names_alone(&self, collection: &str, guesses: &mut [Guess]) {
        let Some(key) = self.site.setting.kind(collection).and_then(|kind| kind.name_key) else {
            return;
        };
        let start = format!("{key}.");
        let is_name =
            |guess: &Guess| guess.said.first().is_some_and(|(_, path)| path.starts_with(&start));
        let n = guesses.iter().filter(|guess| is_name(guess)).count();
        if n < self.site.setting.languages.len() {
            for guess in guesses.iter_mut().filter(|guess| is_name(guess)) {
                let path = std::mem::replace(&mut guess.said[0].1, key.to_owned());
                guess.why = format!(
                    "{}; the same in every language: say `{path}` once the others are there",
                    guess.why
                );
            }
        }
    }

    /// How much a sheet looks like a collection; 0 if it lacks what its records must have.
    fn score(&self, collection: &str, guesses: &[Guess]) -> usize {
        let has = |path: &str| {
            guesses.iter().any(|guess| {
                let mut fields = guess.said.iter().filter(|(key, _)| *key == "field");
                fields.any(|(_, value)| value == path || value.starts_with(&format!("{path}.")))
            })
        };
        let has_key =
            |key: &str| guesses.iter().any(|guess| guess.said.iter().any(|(own, _)| *own == key));
        let is_whole = match collection {
            "observations" => has_key("figure") || has("indicator") && has("value"),
            "targets" => has("indicator") && (has("at_least") || has("at_most")),
            "events" | "documents" | "sources" => has("title"),
            _ => has("name"),
        };
        if !is_whole {
            return 0;
        }
        let points = |guess: &Guess| match (guess.certainty(), guess.said.is_empty()) {
            (Certainty::Sure, false) if guess.said[0].0 == "fact" => 2,
            (Certainty::Sure, false) => 4,
            (Certainty::Unsure, false) => 1,
            _ => 0,
        };
        1 + guesses.iter().map(points).sum::<usize>()
    }
}

/// A part of a head without spaces between characters that need none.
fn closed(part: &str) -> String {
    let chars: Vec<char> = part.chars().collect();
    let is_wide = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii());
    let kept = chars.iter().enumerate().filter(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        **c != ' ' || !(is_wide(before) && is_wide(chars.get(at + 1)))
    });
    kept.map(|(_, c)| *c).collect()
}
