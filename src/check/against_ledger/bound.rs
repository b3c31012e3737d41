//! Calls for the result of one period in a sentence that says another one.

use super::statement::{Sentence, Statement};
use super::{Search, has_digits};
use crate::check::printed::{Printed, Printer, call_in};
use crate::check::prose::{Passage, sentences};
use crate::diag::{Code, Diagnostic};
use crate::value::{Lang, Period};
use std::ops::Range;

/// What may stand behind a figure that is all its clause says.
const ENDS: [char; 8] = ['.', ',', ';', '。', '，', '；', '！', '!'];

/// A call with what it prints and where that stands among the words.
struct Filled {
    range: Range<usize>,
    printed: Printed,
}

impl Search<'_> {
    /// The calls of a passage that print the result of another period than that which their
    /// sentence surely gives for the indicator.
    ///
    /// A sentence is read with the figures that it prints. A period that holds the other one may
    /// well be meant by it: 2023年 in front of the result of a quarter.
    pub(super) fn of_other_periods(
        &self,
        passage: Passage<'_>,
        lang: Lang,
        of_page: Option<Period>,
    ) -> Vec<Diagnostic> {
        let bound = &passage.prose.bound;
        if bound.is_empty() || !has_digits(passage.words()) {
            return Vec::new();
        }
        let printer = Printer(self.subject);
        let printed: Vec<_> =
            bound.iter().map(|one| printer.printed(&call_in(&one.call)?, lang)).collect();
        if !printed.iter().flatten().any(|one| one.result_of.is_some()) {
            return Vec::new();
        }
        let words: Vec<_> = printed.iter().map(|one| one.as_ref().map(|one| &*one.words)).collect();
        let (prose, ranges) = passage.prose.filled(&words);
        let filled = ranges.into_iter().zip(printed);
        let filled: Vec<_> = filled
            .filter_map(|(range, printed)| Some(Filled { range: range?, printed: printed? }))
            .collect();
        let (text, reader) = (&*prose.text, &self.readers[lang.index()]);
        let reading = reader.read(text);
        let mut found = Vec::new();
        for range in sentences(text) {
            // With two of them it is a matter of words which one is meant, and 2023年初 may be that
            // of 2022.
            let n_periods = reading.periods.iter().filter(|one| range.contains(&one.range.start));
            let mut words = reading.told.iter().filter(|word| range.contains(&word.range.start));
            if n_periods.count() != 1 || words.any(|word| *word.group == *"edge") {
                continue;
            }
            let sentence = Sentence { text, range, reading: &reading, of_page };
            for told in sentence.statements(self.known, reader, lang) {
                let Some(period) = other_period(&told, &filled, text) else { continue };
                let message = format!(
                    "the call prints the value for {period}, but the sentence says {}",
                    told.period
                );
                let place = Passage { prose: &prose, ..passage }.place(told.figure.range.clone());
                found.push(
                    Diagnostic::new(Code::FigureAgainstLedger, place, message)
                        .help("correct the period of the call, or that of the sentence"),
                );
            }
        }
        found
    }
}

/// The period of the result that a call prints as a statement, if the statement is surely about
/// another period.
fn other_period(told: &Statement<'_>, filled: &[Filled], text: &str) -> Option<Period> {
    let figure = told.figure;
    // 突破, 的两倍: what is said of the figure may be said by that of another period.
    let own = filled.iter().find(|one| one.range == figure.range)?;
    let is_last = text[figure.range.end..].chars().next().is_none_or(|c| ENDS.contains(&c));
    let (indicator, period) = own.printed.result_of?;
    let is_apart =
        period.last_day() < told.period.first_day() || told.period.last_day() < period.first_day();
    let is_sure = told.is_certain
        && told.is_stated
        && !told.is_target
        && figure.relation == own.printed.relation;
    (is_sure && is_last && is_apart && indicator.index() == told.indicator).then_some(period)
}
