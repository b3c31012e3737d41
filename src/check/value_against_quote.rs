//! Values against the quotations that they are cited with.
//!
//! A false alarm is worse than a miss: only a figure in digits that could be the value can
//! contradict it, and none does if the value can be computed from those quoted.

use super::Subject;
use super::prose::{Original, Passage};
use super::quote::primary;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Figure, FigureReader};
use crate::model::{Citation, Phrase};
use crate::parse::markdown::Prose;
use crate::source::Span;
use crate::value::Quantity;
use rust_decimal::Decimal;

pub(super) fn check(subject: Subject<'_>, readers: &[FigureReader], sink: &mut Sink) {
    let model = subject.model;
    let mut judge = |value: Option<&Quantity>, at: Span, citations: &[Citation]| {
        let Some(value) = value.filter(|_| citations.iter().any(|one| one.quote.is_some())) else {
            return;
        };
        let quoted = Quoted::new(subject, readers, value, citations);
        if let Some(figure) = quoted.contradiction() {
            sink.push(contradiction(subject, at, figure));
        }
    };
    for found in model.observations.records() {
        judge(found.value.as_deref(), found.value_at(), &found.header.citations);
        judge(found.stated_share.as_deref(), found.share_at(), &found.header.citations);
    }
    for target in model.targets.records() {
        judge(Some(&target.promise.value), target.promise.value.span, &target.header.citations);
    }
}

/// A figure in a quotation.
struct InQuote<'a> {
    figure: Figure,
    quote: &'a Phrase,
}

/// The figures of all quotations of a record that are of the kind of its value.
struct Quoted<'a> {
    subject: Subject<'a>,
    value: &'a Quantity,
    figures: Vec<InQuote<'a>>,
}

impl<'a> Quoted<'a> {
    fn new(
        subject: Subject<'a>,
        readers: &[FigureReader],
        value: &'a Quantity,
        citations: &'a [Citation],
    ) -> Self {
        let mut figures = Vec::new();
        for citation in citations {
            let Some((quote, lang)) = citation.quote.as_ref().zip(language(subject, citation))
            else {
                continue;
            };
            let found = readers[lang].read(&quote.text).figures.into_iter();
            let alike = found.filter(|figure| is_alike(subject, figure, value));
            figures.extend(alike.map(|figure| InQuote { figure, quote }));
        }
        Self { subject, value, figures }
    }

    /// The first figure that could have been the value, if none of them is.
    fn contradiction(&self) -> Option<&InQuote<'a>> {
        let first = self.figures.iter().find(|one| {
            let Figure { is_spelled, direction, .. } = one.figure;
            !is_spelled && direction.is_none()
        })?;
        (self.is_among_the_figures() == Some(false)).then_some(first)
    }

    /// Whether the value is one of the figures, their sum, or the sum or difference of two, each
    /// rounded to its last place; `None` if that cannot be computed.
    fn is_among_the_figures(&self) -> Option<bool> {
        let units = &self.subject.model.units;
        let value = self.value.base_value(units)?;
        let own = self.value.half_step(units)?;
        let mut amounts = Vec::new();
        for InQuote { figure, .. } in &self.figures {
            let (amount, half) = (figure.base_value(units)?, figure.half_step(units)?);
            let upper = match figure.upper {
                Some(_) => figure.base_upper(units)?,
                None => amount,
            };
            if amount.checked_sub(half)? <= value && value <= upper.checked_add(half)? {
                return Some(true);
            }
            amounts.push((amount, half));
        }
        let is_near = |(amount, half): (Decimal, Decimal)| {
            Some(amount.checked_sub(value)?.abs() <= half.max(own))
        };
        let add = |(one, half): (Decimal, Decimal), (other, more): (Decimal, Decimal)| {
            Some((one.checked_add(other)?, half.checked_add(more)?))
        };
        let mut candidates = amounts.clone();
        let zero = (Decimal::ZERO, Decimal::ZERO);
        candidates.push(amounts.iter().try_fold(zero, |sum, one| add(sum, *one))?);
        for (number, one) in amounts.iter().enumerate() {
            for other in &amounts[number + 1..] {
                let difference = one.0.checked_sub(other.0)?.abs();
                candidates.push((difference, one.1.checked_add(other.1)?));
                candidates.push(add(*one, *other)?);
            }
        }
        for candidate in candidates {
            if is_near(candidate)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// The language of the site that a quotation is in.
fn language(subject: Subject<'_>, citation: &Citation) -> Option<usize> {
    let of_source = || subject.model.sources.get(citation.source).lang.as_deref();
    let tag = citation.quote_lang.as_deref().or_else(of_source)?;
    let languages = &subject.model.site.languages;
    languages.iter().position(|language| primary(&language.tag) == primary(tag))
}

/// Whether a figure measures what the value does.
fn is_alike(subject: Subject<'_>, figure: &Figure, value: &Quantity) -> bool {
    let units = &subject.model.units;
    match (figure.unit, value.unit) {
        (Some(own), Some(unit)) => units.comparable(own, unit),
        (None, Some(unit)) => units.is_single_count(unit),
        (own, None) => own.is_none(),
    }
}

fn contradiction(subject: Subject<'_>, at: Span, found: &InQuote<'_>) -> Diagnostic {
    let InQuote { figure, quote } = found;
    let words = &quote.text[figure.range.clone()];
    let prose = Prose::plain(&quote.text);
    let original = Original::of_phrase(quote, subject.sources);
    let place = Passage { original, prose: &prose }.place(figure.range.clone());
    let written = subject.written(at);
    Diagnostic::new(
        Code::ValueAgainstQuote,
        at,
        format!("the value is `{written}`, but what is quoted for it says `{words}`"),
    )
    .related(place, "quoted here")
    .help("compare both with the source and correct the wrong one")
}
