//! The units that the cells of a table have from its head, from a column of units, from the label
//! of their row or from the line above.

use crate::locale::{Figure, FigureKind, FigureReader, Reading};
use crate::parse::markdown::{Block, BlockKind};
use crate::value::{Number, Relation, Unit};

/// What was read in a text, and the unit that its place gives it.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Cell {
    reading: Reading,
    unit: Option<CellUnit>,
}

/// A unit in words: 亿元 is 10^8 yuan, `RMB 10,000` ten thousand.
#[derive(Debug, Clone)]
struct CellUnit {
    words: Box<str>,
    number: Number,
    unit: Option<Unit>,
    kind: FigureKind,
}

impl Cell {
    /// What was read, in the unit of its place; a unit in the cell itself wins.
    pub(in crate::check) fn with_unit(&self) -> Reading {
        let mut reading = self.reading.clone();
        if let Some(unit) = &self.unit {
            reading.figures.iter_mut().for_each(|figure| unit.give(figure));
        }
        reading
    }

    /// The same cell with other words.
    pub(super) fn with_words(&self, words: &str, reader: &FigureReader) -> Self {
        let reading = reader.read(words);
        let unit = self.unit.clone().filter(|_| is_figures_only(words, &reading));
        Self { reading, unit }
    }

    /// The words of the unit that the place gives it, if a figure of it has none of its own.
    pub(super) fn given(&self) -> Option<&str> {
        let is_given = self.reading.figures.iter().any(|figure| figure.unit.is_none());
        self.unit.as_ref().filter(|_| is_given).map(|unit| &*unit.words)
    }

    fn has_unit(&self) -> bool {
        self.unit.is_some() || self.reading.figures.iter().any(|figure| figure.unit.is_some())
    }
}

/// What two cells say that stand for each other. Where one side names no unit anywhere, the
/// numbers are compared as they stand.
pub(super) fn readings(cells: [&Cell; 2]) -> [Reading; 2] {
    if cells.iter().all(|cell| cell.has_unit()) {
        cells.map(Cell::with_unit)
    } else {
        cells.map(|cell| cell.reading.clone())
    }
}

/// The texts of every block, as they are read.
pub(in crate::check) fn cells(blocks: &[Block], reader: &FigureReader) -> Vec<Vec<Cell>> {
    let mut table = Table::default();
    let mut above = "";
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        let texts: Vec<&str> = block.texts.iter().map(|prose| prose.text.as_str()).collect();
        let units = match block.kind {
            BlockKind::Head => {
                table = Table::new(&texts, above, reader);
                vec![None; texts.len()]
            }
            BlockKind::Row => table.units(&texts, reader),
            _ => {
                above = texts.first().copied().unwrap_or_default();
                vec![None; texts.len()]
            }
        };
        let cells = texts.iter().zip(units).map(|(text, unit)| {
            let reading = reader.read(text);
            let unit = unit.filter(|_| is_figures_only(text, &reading));
            Cell { reading, unit }
        });
        all.push(cells.collect());
    }
    all
}

/// The units that a table names.
#[derive(Default)]
struct Table {
    columns: Vec<Option<CellUnit>>,
    /// The column that has the unit of each row.
    unit_column: Option<usize>,
    /// The unit of all of it.
    all: Option<CellUnit>,
}

impl Table {
    fn new(heads: &[&str], above: &str, reader: &FigureReader) -> Self {
        Self {
            columns: heads.iter().map(|head| in_label(head, reader)).collect(),
            unit_column: heads.iter().position(|head| reader.unit_label(head.trim()) == Some("")),
            all: labelled(above, reader),
        }
    }

    fn units(&self, texts: &[&str], reader: &FigureReader) -> Vec<Option<CellUnit>> {
        let named = self.unit_column.and_then(|at| in_words(texts.get(at)?, reader));
        let label = || in_label(texts.first()?, reader);
        let of_row = named.or_else(label);
        let unit = |at: usize| {
            if at == 0 || Some(at) == self.unit_column {
                return None;
            }
            self.columns
                .get(at)
                .cloned()
                .flatten()
                .or_else(|| of_row.clone())
                .or_else(|| self.all.clone())
        };
        (0..texts.len()).map(unit).collect()
    }
}

impl CellUnit {
    /// Gives the unit to a figure that has none.
    fn give(&self, figure: &mut Figure) {
        let is_bare = figure.unit.is_none()
            && figure.kind == FigureKind::Count
            && figure.number.exponent == 0
            && !figure.is_spelled;
        let times = |number: Number| {
            let coefficient = number.coefficient.checked_mul(self.number.coefficient)?;
            Some(Number::new(coefficient, self.number.exponent))
        };
        if is_bare && let Some(number) = times(figure.number) {
            figure.number = number;
            figure.upper = figure.upper.and_then(times);
            (figure.unit, figure.kind) = (self.unit, self.kind);
        }
    }
}

/// Whether a cell holds nothing but figures, so that a unit can be meant for them.
fn is_figures_only(text: &str, reading: &Reading) -> bool {
    let is_figure = |at: usize| reading.figures.iter().any(|figure| figure.range.contains(&at));
    text.char_indices().all(|(at, c)| is_figure(at) || !c.is_alphabetic())
}

/// The unit in brackets or behind a comma at the end of a label: `签约额（亿元）`.
fn in_label(label: &str, reader: &FigureReader) -> Option<CellUnit> {
    let label = label.trim();
    let inner = label.strip_suffix([')', '）']).and_then(|open| {
        let at = open.rfind(['(', '（'])?;
        open[at..].strip_prefix(['(', '（'])
    });
    let inner = inner.or_else(|| Some(label.rsplit_once([',', '，'])?.1))?;
    in_words(inner, reader)
        .or_else(|| inner.split([',', '，', ';', '；']).find_map(|part| in_words(part, reader)))
}

/// A label without the unit at its end, if it has one.
pub(in crate::check) fn without_unit<'t>(label: &'t str, reader: &FigureReader) -> &'t str {
    let start = match label.ends_with([')', '）']) {
        true => label.rfind(['(', '（']),
        false => label.rfind([',', '，']),
    };
    let unit = start.filter(|_| in_label(label, reader).is_some());
    unit.map_or(label, |at| label[..at].trim_end())
}

/// The unit of a line that names one: `单位：万元`, `Unit: RMB million`.
fn labelled(line: &str, reader: &FigureReader) -> Option<CellUnit> {
    let line = line.trim().trim_start_matches(['(', '（']).trim_end_matches([')', '）', '。', '.']);
    in_words(reader.unit_label(line)?.trim_start_matches([':', '：']), reader)
}

/// What a unit in words stands for: that of one of it.
fn in_words(words: &str, reader: &FigureReader) -> Option<CellUnit> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > 40 {
        return None;
    }
    let inserted = words.split_once(' ').map(|(first, rest)| format!("{first} 1 {rest}"));
    let is_numbered = words.contains(|c: char| c.is_ascii_digit());
    let forms = [
        Some(words.to_owned()).filter(|_| is_numbered),
        Some(format!("1{words}")),
        Some(format!("1 {words}")),
        inserted,
    ];
    forms.into_iter().flatten().find_map(|form| {
        let figures = reader.read(&form).figures;
        let [figure] = figures.as_slice() else { return None };
        let is_whole = figure.range == (0..form.len());
        let is_unit = figure.unit.is_some() || figure.number.exponent > 0;
        let is_plain = figure.upper.is_none() && figure.relation == Relation::Exactly;
        (is_whole && is_unit && is_plain).then(|| CellUnit {
            words: words.into(),
            number: figure.number,
            unit: figure.unit,
            kind: figure.kind,
        })
    })
}
