//! What an edition says, figure by figure, and what `content/editions.lock` keeps of it.
//!
//! A figure is named by what it is of, not by the number of its record, so that records may be
//! moved and reordered; and told without a language and a scale, so that it may be written in
//! another way.

use super::indicator::Indicator;
use super::members::Members;
use super::project::Project;
use super::{Model, Ref};
use crate::source::{FileId, Sources, Span};
use crate::value::{Number, Period, Quantity, Relation, Units};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Where the file is that keeps what editions say.
pub const LOCK_PATH: &str = "content/editions.lock";

/// The line of an edition that keeps what amounts in other currencies count as.
const KEEPS_CONVERSIONS: &str = "keeps-conversions";

/// A figure of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is, without a language: `exactly 29000000000 CNY`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An edition as the file keeps it.
#[derive(Debug, Clone)]
pub struct Locked {
    /// Its id.
    pub id: Box<str>,
    /// Its day.
    pub as_of: Date,
    /// Each figure by its name.
    pub figures: BTreeMap<String, Said>,
    /// It keeps what amounts in other currencies count as: editions that were published before
    /// the program did so have none.
    pub keeps_conversions: bool,
    /// Where it begins.
    pub span: Span,
}

/// What a ledger says, as it was known on the day of the model.
#[must_use]
pub fn said(model: &Model) -> BTreeMap<String, Said> {
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let mut add = |figure: String, value: &Quantity, span| {
        let text = told(value, &model.units);
        match said.get_mut(&figure) {
            // What several sources say of one figure.
            Some(other) => other.text = [&other.text, " | ", &text].concat(),
            None => drop(said.insert(figure, Said { text, span })),
        }
    };
    for found in model.observations.records().filter(|found| !found.is_forecast()) {
        if let Some(value) = &found.value {
            let figure = of_indicator(model, false, found.indicator, *found.period, &found.part);
            add(figure, value, value.span);
        }
    }
    for target in model.targets.records() {
        let figure = of_indicator(model, true, target.indicator, *target.period, &target.part);
        add(figure, &target.promised(), target.promise.value.span);
    }
    for (one, project) in model.projects.iter() {
        if let Some(investment) = &project.investment {
            add(of_investment(model, one), investment, investment.span);
            if let Some(converted) = investment.converted() {
                add(of_conversion(model, one), converted, converted.span);
            }
        }
    }
    said
}

/// The name of a result or a target: `result jobs 2030 sex=female`.
pub(super) fn of_indicator(
    model: &Model,
    is_target: bool,
    indicator: Ref<Indicator>,
    period: Period,
    part: &Members,
) -> String {
    let kind = if is_target { "target" } else { "result" };
    let mut figure = format!("{kind} {} {period}", model.indicators.id(indicator));
    for member in part.iter() {
        let (by, id) = (member.breakdown().key(model), member.id(model));
        write!(figure, " {by}={id}").expect("a string takes all");
    }
    figure
}

/// The name of an investment: `investment solar`.
pub(super) fn of_investment(model: &Model, project: Ref<Project>) -> String {
    format!("investment {}", model.projects.id(project))
}

/// The name of what an investment in another currency counts as: `conversion solar`.
pub(super) fn of_conversion(model: &Model, project: Ref<Project>) -> String {
    format!("conversion {}", model.projects.id(project))
}

/// The investment of which a figure says what it counts as.
#[must_use]
pub fn converted_of(figure: &str) -> Option<String> {
    Some(format!("investment {}", figure.strip_prefix("conversion ")?))
}

/// A quantity without a language: `exactly 29000000000 CNY`, `range 7 10 project`.
#[must_use]
pub fn told(value: &Quantity, units: &Units) -> String {
    let number = |number: Number| number.value().map(|value| value.normalize().to_string());
    let numbers = [Some(value.number), value.upper].into_iter().flatten().filter_map(number);
    let unit = value.unit.map(|unit| units.name(unit).to_owned());
    let words = std::iter::once(value.relation.name().to_owned()).chain(numbers).chain(unit);
    words.collect::<Vec<_>>().join(" ")
}

/// The quantity that a text without a language tells.
#[must_use]
pub fn untold(text: &str, units: &Units) -> Option<Quantity> {
    let mut words = text.split(' ').peekable();
    let relation = Relation::from_name(words.next()?)?;
    let number = |word: &str| word.parse::<Decimal>().ok().map(Number::plain);
    let first = number(words.next()?)?;
    let upper = words.next_if(|word| number(word).is_some()).and_then(number);
    let unit = match words.next() {
        Some(word) => Some(units.unit(word)?),
        None => None,
    };
    Some(Quantity { relation, number: first, upper, unit })
}

/// The file that keeps what editions say: of each its line and a line for each figure.
#[must_use]
pub fn lock_file<'a>(editions: impl IntoIterator<Item = &'a Locked>) -> String {
    let mut text = String::from(
        "# What published editions say. `wellspring lock` writes this file; nobody edits it.\n",
    );
    for Locked { id, as_of, figures, keeps_conversions, .. } in editions {
        writeln!(text, "edition {id} {as_of}").expect("a string takes all");
        if *keeps_conversions {
            writeln!(text, "{KEEPS_CONVERSIONS}").expect("a string takes all");
        }
        for (figure, said) in figures {
            writeln!(text, "{figure} = {}", said.text).expect("a string takes all");
        }
    }
    text
}

/// What the file keeps; what it holds beside is told by its lines.
#[must_use]
pub fn locked(sources: &Sources) -> (Vec<Locked>, Vec<Span>) {
    let Some(file) = sources.by_path(LOCK_PATH) else { return Default::default() };
    let (mut editions, mut strange): (Vec<Locked>, Vec<Span>) = Default::default();
    let (text, mut start) = (&*sources.file(file).text, 0);
    for line in text.split_inclusive('\n') {
        let span = line_at(file, start, line);
        start += line.len();
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let edition = line.strip_prefix("edition ").and_then(|rest| rest.split_once(' '));
        let edition = edition.and_then(|(id, day)| Some((id, day.parse().ok()?)));
        match (edition, line.rsplit_once(" = "), editions.last_mut()) {
            (Some((id, as_of)), ..) => {
                let (figures, keeps_conversions) = (BTreeMap::new(), false);
                editions.push(Locked { id: id.into(), as_of, figures, keeps_conversions, span });
            }
            (None, None, Some(last)) if line == KEEPS_CONVERSIONS => last.keeps_conversions = true,
            (None, Some((figure, said)), Some(last)) => {
                last.figures.insert(figure.to_owned(), Said { text: said.to_owned(), span });
            }
            _ => strange.push(span),
        }
    }
    (editions, strange)
}

fn line_at(file: FileId, start: usize, line: &str) -> Span {
    Span::new(file, start..start + line.trim_end().len())
}
