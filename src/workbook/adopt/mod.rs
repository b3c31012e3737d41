//! The first mapping of a workbook: everything guessed from heads, cells and what the site knows, each
//! guess with its reason, for a person to check.
//!
//! - `synonyms.yaml` says what columns are called, `dictionary.rs` reads it; `site.rs` is what a site
//!   calls its own.
//! - `table.rs` finds the table of a sheet; `head_text.rs` takes a head apart, with `cue.rs` for units
//!   and periods; `sample.rs` looks at the cells of a column.
//! - `guess.rs` puts them together for a column, which is of `fields.rs`, `figures.rs`, or, in a table
//!   of figures, `series.rs`; `bounds.rs` is what plans are; `beside.rs` finds columns that say the unit or the period of others.
//! - `sheet.rs` decides of which collection the rows are, `divide.rs` what a sheet says by its name,
//!   `forms.rs` which sheets are forms.
//! - `write.rs` is the text; `remember.rs` and `again.rs` keep what a person changed.
//! - `needed.rs` writes the records that columns name and the site lacks.

mod again;
mod beside;
mod bounds;
mod cue;
mod dictionary;
mod divide;
mod fields;
mod figures;
mod forms;
mod guess;
mod head_text;
mod needed;
mod remember;
mod sample;
mod series;
mod sheet;
mod site;
mod table;
mod write;
mod yaml;

use super::labels::Labels;
use super::{Setting, read};
use crate::diag::{MessageLanguage, Sink};
use crate::locale::Lexicon;
use crate::parse::node::Node;
use crate::parse::records::{MAPPING_ENDING, Parsed};
use crate::schema::{Shapes, own_shapes};
use crate::source::{FileId, SheetCells};
use crate::value::Units;
use cue::{Now, Year};
use dictionary::Dictionary;
use guess::{Certainty, Guess};
use sheet::{SheetGuess, SheetReader};
use site::Site;

/// A mapping, and what goes with it.
#[derive(Debug, Default)]
pub struct Adopted {
    /// The path of the mapping in the site.
    pub path: String,
    /// Its text.
    pub mapping: String,
    /// Files of records that the site lacks, by their paths, as they are to be.
    pub records: Vec<(String, String)>,
    /// What was not placed, and what is unsure: the sheet with the column, and why.
    pub doubts: Vec<(String, String)>,
    /// What of an earlier mapping a person had changed, and is kept.
    pub kept: Vec<String>,
    /// How many columns are read, and how many there are.
    pub n_read: usize,
    /// How many columns there are.
    pub n_columns: usize,
}

/// The words with which figures of a site are read, and those in which the mapping gives its reasons.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// What is spoken to whoever adopts the workbook.
    pub language: MessageLanguage,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The units.
    pub units: &'a Units,
}

/// The path of the mapping of a workbook, and whether it has to name it.
#[must_use]
pub fn mapping_path(workbook: &str) -> String {
    let stem = workbook.rsplit_once('.').map_or(workbook, |(stem, _)| stem);
    format!("{stem}{MAPPING_ENDING}")
}

/// Guesses how a workbook is read; `before` is the mapping that it has, as text and as it was read.
///
/// # Errors
///
/// If the mapping that there is cannot be added to.
pub fn adopt(
    file: FileId,
    parsed: &Parsed,
    setting: &Setting<'_>,
    words: Words<'_>,
    before: Option<(&str, &Node)>,
) -> Result<Adopted, String> {
    let own = parsed.site.as_ref().map(own_shapes).unwrap_or_default();
    let shapes = Shapes::new(&own);
    let labels = Labels::new(setting);
    let added = parsed.site.as_ref().and_then(|site| site.get("synonyms"));
    let dictionary = Dictionary::new(added);
    let site =
        Site::new(parsed, setting, (&shapes, &labels), &dictionary, (words.lexicon, words.units));
    let path = setting.path(file).to_owned();
    let sheets = sheets(file, parsed, &site);
    let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
    let mapping = mapping_path(&path);
    let mut adopted = Adopted { path: mapping, ..Adopted::default() };
    adopted.mapping = match before {
        None => write::mapping(name, false, &sheets, words.language),
        Some((text, node)) => {
            let (text, kept) = again::merged(text, node, &sheets, words.language)?;
            adopted.kept = kept;
            text
        }
    };
    for sheet in &sheets {
        tell(sheet, &mut adopted);
    }
    adopted.records = needed::files(&path, &sheets, &site, words.language);
    Ok(adopted)
}

/// Counts the columns of a sheet, and lists those that are unsure.
fn tell(sheet: &SheetGuess, adopted: &mut Adopted) {
    let name = sheet.names.first().cloned().unwrap_or_default();
    let place = |head: &str| match name.is_empty() {
        true => head.to_owned(),
        false => format!("{name}: {head}"),
    };
    let Some(taken) = &sheet.taken else {
        adopted.doubts.push((place("(the sheet)"), format!("left out: {}", sheet.why)));
        return;
    };
    // A sheet that is read twice has its columns once.
    let is_second = taken.collection == "targets" && taken.columns.iter().any(Guess::is_elsewhere);
    adopted.n_columns += if is_second { 0 } else { taken.columns.len() };
    for column in &taken.columns {
        let is_new = !is_second || column.is_figure();
        adopted.n_read += usize::from(!column.said.is_empty() && is_new);
        let kind = match column.certainty() {
            Certainty::Sure => continue,
            Certainty::Unsure => "unsure",
            Certainty::NotPlaced => "not placed",
        };
        adopted.doubts.push((place(&column.head), format!("{kind}: {}", column.reason())));
    }
    let headless = taken.headless.iter();
    adopted.doubts.extend(headless.map(|letter| {
        (place(&format!("column {letter}")), "not placed: it has no head".to_owned())
    }));
}

/// What each sheet is taken for; sheets that are alike stand together.
fn sheets(file: FileId, parsed: &Parsed, site: &Site<'_>) -> Vec<SheetGuess> {
    let source = site.setting.sources.file(file);
    let Some(cells) = &source.cells else { return Vec::new() };
    let cues = site.cues();
    let as_of = parsed.site.as_ref().and_then(|site| site.get("as_of")?.as_str());
    let reader = SheetReader {
        site,
        file,
        text: &source.text,
        file_year: cues.year_in(&source.path),
        now: as_of.and_then(Now::on),
        day: as_of
            .and_then(|day| Some((day.get(..4)?.parse().ok()?, day.get(5..7)?.parse().ok()?))),
        site_year: as_of.and_then(|day| day.get(..4)?.parse::<Year>().ok()),
    };
    let filled: Vec<&SheetCells> =
        cells.sheets.iter().filter(|sheet| !sheet.cells.is_empty()).collect();
    let forms = forms::groups(&filled, &reader);
    let mut found: Vec<SheetGuess> = Vec::new();
    for (number, sheet) in filled.iter().enumerate() {
        if let Some(form) = forms.iter().find(|form| form.numbers.contains(&number)) {
            if form.numbers.first() == Some(&number) {
                found.extend(reader.read_form(form));
            }
            continue;
        }
        for one in reader.read(sheet) {
            add(&mut found, one);
        }
    }
    found
}

/// Adds a sheet: to one that is read likewise, or behind the others. One whose rows are those of another
/// is left out: every project would be there twice.
fn add(found: &mut Vec<SheetGuess>, one: SheetGuess) {
    let Some(taken) = &one.taken else {
        found.push(one);
        return;
    };
    let is_again = |other: &&SheetGuess| {
        other.taken.as_ref().is_some_and(|other| {
            let n = taken.row_names.iter().filter(|name| other.row_names.contains(name)).count();
            other.collection == taken.collection && n > 1 && n * 10 >= taken.row_names.len() * 8
        })
    };
    if let Some(other) = found.iter().find(is_again) {
        let names = other.names.join(", ");
        let why = format!("its rows are those of “{names}”, in another order");
        found.push(SheetGuess { names: one.names, taken: None, why });
        return;
    }
    let alike = found.iter_mut().find(|other| {
        let is_like = other.taken.as_ref().is_some_and(|other| other.is_like(taken));
        is_like && !one.names.is_empty()
    });
    match alike {
        Some(other) => {
            other.names.extend(one.names);
            if let (Some(other), Some(taken)) = (&mut other.taken, one.taken) {
                other.join(taken);
            }
        }
        None => found.push(one),
    }
}

impl sheet::Taken {
    /// Takes in a sheet that is alike.
    fn join(&mut self, other: Self) {
        self.row_names.extend(other.row_names);
        for (own, more) in [(&mut self.checks, other.checks), (&mut self.notes, other.notes)] {
            for start in more {
                if !own.iter().any(|known| known.pattern == start.pattern) {
                    own.push(start);
                }
            }
        }
        for word in other.blank {
            if !self.blank.contains(&word) {
                self.blank.push(word);
            }
        }
        for (own, more) in self.columns.iter_mut().zip(other.columns) {
            own.needs.extend(more.needs);
            own.doubts.extend(more.doubts);
            own.doubts.dedup();
        }
    }
}

/// The stages of a site, each with the words by which cells may name it.
pub(super) fn words_of_stages(site: &Node, setting: &Setting<'_>) -> Vec<(String, Vec<String>)> {
    site::stages(site.get("stages"), setting, &Dictionary::new(None))
}

/// Whether a file can be adopted.
#[must_use]
pub fn is_workbook(path: &str) -> bool {
    read::is_table(path)
}

/// Whether anything of a mapping is a problem in itself.
pub(super) fn is_readable(text: &str) -> bool {
    let mut sink = Sink::default();
    let parsed = crate::parse::yaml::parse_yaml(FileId::new(0), text, &mut sink);
    parsed.node.is_some() && !parsed.broken
}
