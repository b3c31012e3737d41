//! Figures typed into a text against the values of the ledger.
//!
//! A false alarm is worse than a miss, so a text must name one indicator, by its name or its term
//! in the glossary, and one period; a figure that differs must stand right behind the name.

mod known;

pub(super) use known::Known;

use super::Subject;
use super::prose::{Original, Passage, sentences};
use super::texts::{Found, Visitor, examine};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Figure, FigureReader, Reading};
use crate::model::{MarkdownText, Page, Phrase, Text};
use crate::parse::markdown::{Markdown, Prose};
use crate::source::Span;
use crate::value::{Lang, Period, Quantity, Relation};
use known::Value;
use std::ops::Range;

/// The most characters between the name of an indicator and its figure.
const MOST_BETWEEN: usize = 16;

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
    examine(subject.model, before, |unit| {
        let mut search = Search { subject, readers, known, found: Vec::new() };
        unit.visit(&mut search);
        search.found
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

/// The search in the texts of one unit.
struct Search<'a> {
    subject: Subject<'a>,
    readers: &'a [FigureReader],
    known: &'a Known,
    found: Vec<Diagnostic>,
}

impl Visitor for Search<'_> {
    fn text(&mut self, text: &Text) {
        for (lang, phrase) in text.iter() {
            self.phrase(phrase, lang, None);
        }
    }

    fn markdown(&mut self, text: &MarkdownText) {
        for (lang, markdown) in text.iter() {
            self.blocks(markdown, lang, None);
        }
    }

    fn page(&mut self, page: &Page) {
        for (lang, text) in page.texts.iter() {
            for phrase in [Some(&text.title), text.description.as_ref()].into_iter().flatten() {
                self.phrase(phrase, lang, text.period);
            }
            self.blocks(&text.body, lang, text.period);
        }
    }
}

impl Search<'_> {
    fn phrase(&mut self, phrase: &Phrase, lang: Lang, period: Option<Period>) {
        if self.may_have(&phrase.text, lang) {
            let original = Original::of_phrase(phrase, self.subject.sources);
            let prose = Prose::plain(&phrase.text);
            self.passage(Passage { original, prose: &prose }, lang, period);
        }
    }

    fn blocks(&mut self, markdown: &Markdown, lang: Lang, period: Option<Period>) {
        let Some(written) = &markdown.written else { return };
        if !markdown.plain.lines().any(|line| self.may_have(line, lang)) {
            return;
        }
        let original = Original::of_markdown(written, self.subject.sources);
        for block in original.blocks(written.is_inline) {
            for prose in &block.texts {
                self.passage(Passage { original, prose }, lang, period);
            }
        }
    }

    /// Whether a text has digits and names an indicator; most do not.
    fn may_have(&self, text: &str, lang: Lang) -> bool {
        text.contains(|c: char| c.is_ascii_digit()) && self.known.only_name(text, lang).is_some()
    }

    fn passage(&mut self, passage: Passage<'_>, lang: Lang, period: Option<Period>) {
        let words = passage.words();
        if !words.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let reading = self.readers[lang.index()].read(words);
        for sentence in sentences(words) {
            let Some((indicator, name)) = self.known.only_name(&words[sentence.clone()], lang)
            else {
                continue;
            };
            let name = sentence.start + name.start..sentence.start + name.end;
            let Some((period, is_stated)) = period_of(&reading, &sentence, period) else {
                continue;
            };
            let told = Told { passage, lang, indicator, name, period, is_stated };
            let figures = reading.figures.iter().filter(|f| sentence.contains(&f.range.start));
            let typed: Vec<_> = figures.filter(|f| !f.is_spelled && f.upper.is_none()).collect();
            for figure in &typed {
                self.found.extend(self.judge(&told, figure, typed.len()));
            }
        }
    }

    fn judge(&self, told: &Told<'_>, figure: &Figure, n_figures: usize) -> Option<Diagnostic> {
        let (id, values) = &self.known.indicators[told.indicator];
        let of_period = || values.iter().filter(|value| value.period == told.period);
        if told.name.contains(&figure.range.start) {
            return None;
        }
        if let Some(value) = of_period().find(|value| self.is_equal(figure, value)) {
            return value.is_current.then(|| self.unbound(told, figure, value, id));
        }
        let is_known =
            |value: &Value| (value.is_target || !told.is_stated) && self.is_equal(figure, value);
        let is_result = matches!(figure.relation, Relation::Exactly | Relation::About)
            && figure.direction.is_none()
            && figure.unit.is_some()
            && n_figures == 1
            && is_right_behind(told.passage.words(), &told.name, figure);
        if !is_result || values.iter().any(is_known) {
            return None;
        }
        let observed: Vec<_> =
            of_period().filter(|value| !value.is_target && value.is_current).collect();
        let differs = |value: &&Value| value.is_firm && self.differs(figure, value) == Some(true);
        let first = observed.first().filter(|_| observed.iter().all(differs))?;
        Some(self.against_ledger(told, figure, first))
    }

    fn is_equal(&self, figure: &Figure, value: &Value) -> bool {
        let units = &self.subject.model.units;
        let (Some(unit), None) = (value.quantity.unit, value.quantity.upper) else { return false };
        let is_alike = match figure.unit {
            Some(own) => units.comparable(own, unit),
            None => units.is_single_count(unit),
        };
        is_alike && figure.base_value(units) == value.quantity.base_value(units)
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
        if !units.comparable(figure.unit?, unit) {
            return None;
        }
        let half = value.quantity.half_step(units)?;
        let own = figure.half_step(units)?;
        let own = if figure.relation == Relation::About { own.checked_add(own)? } else { own };
        let distance = figure.base_value(units)?.checked_sub(units.base_value(number, unit)?)?;
        Some(distance.abs() > own.max(half))
    }

    fn unbound(&self, told: &Told<'_>, figure: &Figure, value: &Value, id: &str) -> Diagnostic {
        let words = &told.passage.words()[figure.range.clone()];
        let what = if value.is_target { "target" } else { "observation" };
        let message = format!("`{words}` is typed, though the ledger has it as {what}");
        let place = told.passage.place(figure.range.clone());
        let found = Diagnostic::new(Code::UnboundFigure, place, message)
            .related(value.span, format!("this {what}"));
        let period = told.period;
        let shortcode = format!("write `{{{{ figure(of=\"{id}\", in=\"{period}\") }}}}` instead");
        found.help_opt((!value.is_target).then_some(shortcode))
    }

    fn against_ledger(&self, told: &Told<'_>, figure: &Figure, value: &Value) -> Diagnostic {
        let words = &told.passage.words()[figure.range.clone()];
        let units = &self.subject.model.units;
        let (_, locale) = &self.subject.locales[told.lang.index()];
        let printed = locale.quantity(&value.quantity, units);
        let message =
            format!("`{words}` differs from `{printed}` for {} in the ledger", told.period);
        let place = told.passage.place(figure.range.clone());
        Diagnostic::new(Code::FigureAgainstLedger, place, message)
            .related(value.span, "this observation")
            .help("look into the source and correct the wrong one")
    }
}

/// What a sentence is about.
struct Told<'a> {
    passage: Passage<'a>,
    lang: Lang,
    indicator: usize,
    /// The name of the indicator in the text.
    name: Range<usize>,
    period: Period,
    /// The sentence says the period itself.
    is_stated: bool,
}

/// The period of a sentence: the only one that it states, or that of its page.
fn period_of(
    reading: &Reading,
    sentence: &Range<usize>,
    of_page: Option<Period>,
) -> Option<(Period, bool)> {
    let within = |found: &&crate::locale::FoundPeriod| sentence.contains(&found.range.start);
    let mut stated: Vec<_> = reading.periods.iter().filter(within).map(|f| f.period).collect();
    stated.dedup();
    match &stated[..] {
        [] => Some((of_page?, false)),
        [only] => Some(((*only)?, true)),
        _ => None,
    }
}

/// Whether a figure follows a name in the same clause, after a few words at most.
fn is_right_behind(text: &str, name: &Range<usize>, figure: &Figure) -> bool {
    let Some(between) = text.get(name.end..figure.range.start) else { return false };
    let is_clause = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, ':' | '：');
    between.chars().count() <= MOST_BETWEEN && between.chars().all(is_clause)
}
