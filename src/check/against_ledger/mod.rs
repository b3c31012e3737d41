//! Figures typed into a text against the values of the ledger.
//!
//! A false alarm is worse than a miss, so a text must name the indicator, by its name or its term
//! in the glossary, and its period, or stand on the page of that; a figure that differs must stand
//! right beside the name and not be told of a part (`statement.rs`).

mod known;
mod statement;

pub(super) use known::Known;

use super::Subject;
use super::prose::{Original, Passage, sentences};
use super::texts::{Found, Visitor, examine};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Figure, FigureReader};
use crate::model::{MarkdownText, Page, Phrase, Text};
use crate::parse::markdown::{BlockKind, Markdown, Prose};
use crate::source::Span;
use crate::value::{Lang, Period, Quantity, Relation};
use known::Value;
use statement::{Sentence, Statement};

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
        let mut period = period;
        for block in original.blocks(written.is_inline) {
            if block.kind == BlockKind::Heading {
                period = self.period_of(&block.texts, lang).or(period);
            }
            for prose in &block.texts {
                self.passage(Passage { original, prose }, lang, period);
            }
        }
    }

    /// The only period that a heading names.
    fn period_of(&self, heading: &[Prose], lang: Lang) -> Option<Period> {
        let reader = &self.readers[lang.index()];
        let found = heading.iter().flat_map(|prose| reader.read(&prose.text).periods);
        let periods: Vec<_> = found.collect();
        match &periods[..] {
            [only] => only.period,
            _ => None,
        }
    }

    /// Whether a text has digits and names an indicator; most do not.
    fn may_have(&self, text: &str, lang: Lang) -> bool {
        text.contains(|c: char| c.is_ascii_digit()) && !self.known.names_in(text, lang).is_empty()
    }

    fn passage(&mut self, passage: Passage<'_>, lang: Lang, period: Option<Period>) {
        let words = passage.words();
        if !words.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let reading = self.readers[lang.index()].read(words);
        let reader = &self.readers[lang.index()];
        for range in sentences(words) {
            let sentence = Sentence { text: words, range, reading: &reading, of_page: period };
            for statement in sentence.statements(self.known, reader, lang) {
                let told = Told { passage, lang, statement: &statement };
                self.found.extend(self.judge(&told));
            }
        }
    }

    fn judge(&self, told: &Told<'_>) -> Option<Diagnostic> {
        let Statement { figure, period, is_stated, is_target, .. } = *told.statement;
        let (id, values) = &self.known.indicators[told.statement.indicator];
        let is_same = |other: Period| {
            (other.first_day(), other.last_day()) == (period.first_day(), period.last_day())
        };
        let of_period = || values.iter().filter(|value| is_same(value.period));
        if let Some(value) = of_period().find(|value| self.is_equal(figure, value)) {
            return value.is_current.then(|| self.unbound(told, value, id));
        }
        let is_known =
            |value: &Value| (value.is_target || !is_stated) && self.is_equal(figure, value);
        let is_plain = matches!(figure.relation, Relation::Exactly | Relation::About);
        if !told.statement.is_certain || !(is_plain || is_target) {
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
        let is_alike = match figure.unit {
            Some(own) => units.comparable(own, unit),
            None => units.is_single_count(unit),
        };
        if !is_alike {
            return None;
        }
        let half = value.quantity.half_step(units)?;
        let own = figure.half_step(units)?;
        let own = if figure.relation == Relation::About { own.checked_add(own)? } else { own };
        let distance = figure.base_value(units)?.checked_sub(units.base_value(number, unit)?)?;
        Some(distance.abs() > own.max(half))
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

/// A statement with its place.
struct Told<'a> {
    passage: Passage<'a>,
    lang: Lang,
    statement: &'a Statement<'a>,
}
