//! Figures typed into a text against the values of the ledger.
//!
//! A false alarm is worse than a miss, so a text must name the indicator, by its name or its term
//! in the glossary, and its period, or stand on the page of that; a figure that differs must stand
//! right beside the name, with no words that could make it one of a part (`statement.rs`,
//! `whole.rs`). What the two say of the amount is compared in `amount.rs`.

mod amount;
mod bound;
mod known;
mod statement;
mod tables;
mod typed;
mod walk;
mod whole;

pub(super) use known::Known;
pub use typed::{Owner, Typed, typed_figures};

use super::Subject;
use super::prose::{Passage, sentences};
use super::texts::{Found, Looked, examine};
use crate::diag::{Code, Diagnostic};
use crate::locale::FigureReader;
use crate::source::Span;
use crate::value::{Lang, Period, Units};
use amount::{differs, repeats};
use known::Value;
use statement::{Sentence, Statement};
use tables::Tables;
use walk::Walk;

/// Looks for known figures in all texts.
pub(super) fn check(
    subject: Subject<'_>,
    readers: &[FigureReader],
    known: &Known,
    before: Option<(&Found, &[bool])>,
) -> Found {
    if known.is_empty() {
        return Found::new();
    }
    let search = Search { subject, readers, known };
    // Most texts have no digits, or name no indicator.
    let may_tell =
        |text: &str, lang: Lang| has_digits(text) && !known.names_in(text, lang).is_empty();
    examine(subject.model, before, |unit| {
        let mut found = Vec::new();
        let each = |passage: Passage<'_>, lang: Lang, period: Option<Period>| {
            found.extend(search.passage(passage, lang, period));
            found.extend(search.of_other_periods(passage, lang, period));
        };
        unit.visit(&mut Walk { sources: subject.sources, readers, wanted: &may_tell, each });
        unit.visit(&mut Tables { search, found: &mut found });
        Looked { found, reads_ledger: false }
    })
}

/// A difference between languages as it is told beside what differs from the ledger: at the
/// figure that is wrong.
pub(super) fn place(between: &Diagnostic, ledger: &[Diagnostic]) -> Diagnostic {
    let mut told = between.clone();
    let Some(wrong) = ledger.iter().find(|one| is_same(between, one)) else { return told };
    told.related.extend(wrong.related.iter().cloned());
    let (Some(span), Some(here)) = (wrong.span, told.span) else { return told };
    if !overlap(span, here) {
        told.span = Some(span);
        told.message.clone_from(&wrong.message);
        told.related[0] = (here, "the other language".to_owned());
    }
    told
}

/// Whether two problems are about one figure.
pub(super) fn is_same(between: &Diagnostic, ledger: &Diagnostic) -> bool {
    let Some(span) = ledger.span.filter(|_| ledger.code == Code::FigureAgainstLedger) else {
        return false;
    };
    let places = between.span.into_iter().chain(between.related.iter().map(|(place, _)| *place));
    between.code != Code::FigureMissing && places.into_iter().any(|place| overlap(place, span))
}

fn overlap(one: Span, other: Span) -> bool {
    one.file == other.file && one.start < other.end && other.start < one.end
}

fn has_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The search in the texts of a site.
#[derive(Clone, Copy)]
struct Search<'a> {
    subject: Subject<'a>,
    readers: &'a [FigureReader],
    known: &'a Known,
}

impl Search<'_> {
    fn passage(
        &self,
        passage: Passage<'_>,
        lang: Lang,
        of_page: Option<Period>,
    ) -> Vec<Diagnostic> {
        let (text, reader) = (passage.words(), &self.readers[lang.index()]);
        let mut found = Vec::new();
        if !has_digits(text) {
            return found;
        }
        let reading = reader.read(text);
        for range in sentences(text) {
            let sentence = Sentence { text, range, reading: &reading, of_page };
            for statement in sentence.statements(self.known, reader, lang) {
                let told = Told { passage, lang, statement: &statement };
                found.extend(self.judge(&told));
            }
        }
        found
    }

    fn judge(&self, told: &Told<'_>) -> Option<Diagnostic> {
        let Statement { figure, period, is_stated, is_target, .. } = *told.statement;
        let (id, values) = &self.known.indicators[told.statement.indicator];
        let units = &self.subject.model.units;
        let is_same = |other: Period| covers_same(other, period);
        if let Some(value) = bound(told.statement, values, units) {
            return value.is_current.then(|| self.unbound(told, value, id));
        }
        let is_known =
            |value: &Value| (value.is_target || !is_stated) && repeats(figure, value, units);
        if !told.statement.is_certain {
            return None;
        }
        if values.iter().any(is_known) {
            return None;
        }
        // 全年目标 on the page of a quarter is that of its year.
        let holds = |other: Period| {
            other.first_day() <= period.first_day() && period.last_day() <= other.last_day()
        };
        let is_meant = |value: &&Value| {
            is_same(value.period) || (is_target && !is_stated && holds(value.period))
        };
        let said: Vec<_> = values
            .iter()
            .filter(is_meant)
            .filter(|value| value.is_target == is_target && value.is_current)
            .collect();
        let is_other =
            |value: &&Value| value.is_firm && differs(figure, value, units) == Some(true);
        let first = said.first().filter(|_| said.iter().all(is_other))?;
        Some(self.against_ledger(told, first))
    }

    fn unbound(&self, told: &Told<'_>, value: &Value, id: &str) -> Diagnostic {
        let figure = told.statement.figure;
        let words = &told.passage.words()[figure.range.clone()];
        let what = if value.is_target { "target" } else { "observation" };
        let message = format!("`{words}` is typed, though the ledger has it as {what}");
        let place = told.passage.place(figure.range.clone());
        let found = Diagnostic::new(Code::UnboundFigure, place, message)
            .related(value.span, format!("this {what}"));
        let period = told.statement.period;
        let shortcode = format!("write `{{{{ figure(of=\"{id}\", in=\"{period}\") }}}}` instead");
        found.help_opt((!value.is_target).then_some(shortcode))
    }

    fn against_ledger(&self, told: &Told<'_>, value: &Value) -> Diagnostic {
        let figure = told.statement.figure;
        let words = &told.passage.words()[figure.range.clone()];
        let units = &self.subject.model.units;
        let (_, locale) = &self.subject.locales[told.lang.index()];
        let printed = locale.quantity(&value.quantity, units);
        let message =
            format!("`{words}` differs from `{printed}` for {} in the ledger", value.period);
        let place = told.passage.place(figure.range.clone());
        Diagnostic::new(Code::FigureAgainstLedger, place, message)
            .related(value.span, if value.is_target { "this target" } else { "this observation" })
            .help("look into the source and correct the wrong one")
    }
}

/// The value of the ledger that a statement repeats.
fn bound<'v>(statement: &Statement<'_>, values: &'v [Value], units: &Units) -> Option<&'v Value> {
    let mut of_period = values.iter().filter(|value| covers_same(value.period, statement.period));
    of_period.find(|value| repeats(statement.figure, value, units))
}

fn covers_same(one: Period, other: Period) -> bool {
    (one.first_day(), one.last_day()) == (other.first_day(), other.last_day())
}

/// A statement with its place.
struct Told<'a> {
    passage: Passage<'a>,
    lang: Lang,
    statement: &'a Statement<'a>,
}
