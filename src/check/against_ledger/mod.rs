//! Figures typed into a text against the values of the ledger.
//!
//! A false alarm is worse than a miss, so a text must name the indicator, by its name or its term
//! in the glossary, and its period, or stand on the page of that; a figure that differs must stand
//! right beside the name and not be told of a part (`statement.rs`).

mod known;
mod statement;
mod typed;
mod walk;

pub(super) use known::Known;
pub use typed::{Owner, Typed, typed_figures};

use super::Subject;
use super::prose::{Passage, sentences};
use super::texts::{Found, examine};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Figure, FigureReader};
use crate::source::Span;
use crate::value::{Lang, Period, Quantity, Relation, Unit, Units};
use known::Value;
use rust_decimal::Decimal;
use statement::{Sentence, Statement};
use walk::Walk;

/// `over 18` for what is more than so many times that has slipped in its scale.
const MOST_OVER: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// `nearly` is told of what lacks no more than this part.
const TWENTY: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

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
        };
        unit.visit(&mut Walk { sources: subject.sources, readers, wanted: &may_tell, each });
        found
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
            |value: &Value| (value.is_target || !is_stated) && is_equal(figure, value, units);
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
        let differs = |value: &&Value| value.is_firm && self.differs(figure, value) == Some(true);
        let first = said.first().filter(|_| said.iter().all(differs))?;
        Some(self.against_ledger(told, first))
    }

    /// Whether a figure lies farther from the value than either may have been rounded by; `None`
    /// if the two cannot be compared.
    fn differs(&self, figure: &Figure, value: &Value) -> Option<bool> {
        let units = &self.subject.model.units;
        let Quantity { number, unit: Some(unit), upper: None, relation: Relation::Exactly } =
            value.quantity
        else {
            return None;
        };
        let is_alike = match figure.unit {
            Some(own) => units.comparable(own, unit),
            None => units.is_single_count(unit),
        };
        let (own, known) = (figure.base_value(units)?, units.base_value(number, unit)?);
        if !is_alike {
            // The same number in another currency is a slip; any other may be a conversion.
            let are_money = matches!((figure.unit, unit), (Some(Unit::Money(_)), Unit::Money(_)));
            return (are_money && own == known).then_some(true);
        }
        let half = value.quantity.half_step(units)?;
        let own_half = figure.half_step(units)?;
        let least = if figure.relation == Relation::About {
            own_half.checked_add(own_half)?
        } else {
            own_half
        };
        let distance = known.checked_sub(own)?;
        let is_outside = distance.abs() > least.max(half);
        // What is told of a result by `over` or `less than` must be so, and in its size.
        Some(match figure.relation {
            Relation::MoreThan | Relation::SomeOver => {
                distance < -half || known > own.checked_mul(MOST_OVER)?
            }
            Relation::LessThan => distance > half || own > known.checked_mul(MOST_OVER)?,
            Relation::Nearly => distance > half || distance.abs() > own_half.max(own / TWENTY),
            _ => is_outside,
        })
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
    of_period.find(|value| is_equal(statement.figure, value, units))
}

fn covers_same(one: Period, other: Period) -> bool {
    (one.first_day(), one.last_day()) == (other.first_day(), other.last_day())
}

fn is_equal(figure: &Figure, value: &Value, units: &Units) -> bool {
    let (Some(unit), None) = (value.quantity.unit, value.quantity.upper) else { return false };
    let is_alike = match figure.unit {
        Some(own) => units.comparable(own, unit),
        None => units.is_single_count(unit),
    };
    is_alike && figure.base_value(units) == value.quantity.base_value(units)
}

/// A statement with its place.
struct Told<'a> {
    passage: Passage<'a>,
    lang: Lang,
    statement: &'a Statement<'a>,
}
