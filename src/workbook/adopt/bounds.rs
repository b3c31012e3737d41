//! What a column of plans is: of what is ahead, from which bound, in which period.

use super::cue::Reach;
use super::guess::{Column, Guesser};
use super::head_text::Candidate;
use crate::locale::Expect;
use crate::value::Relation;
use crate::workbook::pattern::squeezed;

impl Guesser<'_> {
    pub(super) fn is_planned(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.site.dictionary.planned.iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether a head speaks of what is planned, planned anew or expected.
    pub(super) fn is_ahead(&self, text: &str) -> bool {
        let squeezed = squeezed(text);
        let dictionary = self.site.dictionary;
        let mut words = dictionary.forecast.iter().chain(&dictionary.replanned);
        self.is_planned(text) || words.any(|word| squeezed.contains(word.as_str()))
    }

    /// Which bound the values of a target are, and a doubt where some are the other one.
    pub(super) fn bound(&self, column: &Column) -> (&'static str, Option<String>) {
        let relation = |text: &String| {
            let read = self.site.lexicon.quantity(text, Expect::Any).ok()?;
            Some(read.relation)
        };
        let is_most =
            |text: &&String| matches!(relation(text), Some(Relation::AtMost | Relation::LessThan));
        let texts = &column.sample.texts;
        let n = texts.iter().filter(is_most).count();
        match texts.iter().find(is_most) {
            Some(_) if n == texts.len() => ("at_most", None),
            Some(text) => ("at_least", Some(format!("“{text}” is `at_most`"))),
            None => ("at_least", None),
        }
    }

    /// The period of all figures of a column of a table that has one indicator a row.
    pub(super) fn period_of_rows(
        &self,
        candidate: &Candidate,
        is_plan: bool,
    ) -> Option<(String, bool)> {
        let of_table = self.around.period.filter(|_| !is_plan);
        let said = candidate.period.as_ref().or(of_table);
        if let Some(said) = said {
            return Some((said.period.clone(), said.reach == Reach::ToDate));
        }
        let now = self.around.now.filter(|now| self.around.year == Some(now.year) && !is_plan);
        match now {
            Some(now) => Some((now.to_date.clone(), true)),
            None => Some((self.around.year?.to_string(), false)),
        }
    }
}
