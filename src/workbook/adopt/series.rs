//! Columns of a table of figures: each is of an indicator, a period, or a plan.

use super::cue::Reach;
use super::guess::{Certainty, Column, Guess, Guesser, Need};
use super::head_text::{Candidate, Time};
use crate::workbook::ids::slug;
use crate::workbook::pattern::squeezed;

impl Guesser<'_> {
    /// What a column of figures is; `None` if it has none.
    pub(super) fn series(&self, column: &Column) -> Option<Guess> {
        let sample = &column.sample;
        let is_figures = sample.n() > 0 && sample.n_amounts() * 10 >= sample.n() * 8;
        if !is_figures {
            return None;
        }
        let (candidate, name) = self.named_series(column)?;
        let own = self.site.indicator_named(&name).map(str::to_owned);
        let of_dictionary = || {
            let ids = self.site.dictionary.indicators.iter().map(|one| one.id.as_str());
            let mut ids = ids.filter(|id| {
                let mut heads = self.site.dictionary.heads_of_figure(id);
                heads.any(|head| head == squeezed(&name))
            });
            ids.next().map(str::to_owned)
        };
        let planned = candidate.time == Time::Planned;
        let key = if planned { "target" } else { "figure" };
        let mut needs = Vec::new();
        let (id, why, certainty) = match own {
            Some(id) => (id, format!("“{name}” is an indicator of this site"), Certainty::Sure),
            None => {
                let known = of_dictionary();
                let id = known.clone().or_else(|| slug(&name))?;
                let id = self.site.indicator_of(&id).map_or(id.clone(), str::to_owned);
                let unit = column.text.unit.as_deref().or(self.around.unit);
                let unit = unit.and_then(|unit| self.site.unit_id(unit));
                let Some(unit) = unit else {
                    let why = format!("“{name}” is no indicator of this site, and no unit is said");
                    return Some(Guess::not_placed(column, why));
                };
                let kind = if unit == "percent" { "level" } else { "cumulative" };
                let called = name.clone();
                // A name must be there in every language: without a translation it is the same in all.
                let name = match self.site.dictionary.indicator(&id) {
                    Some(known) => self.site.name(&known.name),
                    None => vec![(String::new(), name.clone())],
                };
                let indicator =
                    Need::Indicator { id: id.clone(), name, kind: kind.to_owned(), unit };
                needs.push(indicator);
                (id, format!("“{called}” as an indicator of its own"), Certainty::Sure)
            }
        };
        let mut period = candidate.period.as_ref().map(|period| period.period.clone());
        let is_relative = candidate.period.as_ref().is_none_or(|period| period.is_relative);
        let mut basis = candidate.period.as_ref().map(|period| period.reach);
        if let Some(of_table) = self.around.period.filter(|_| period.is_none() && !planned) {
            period = Some(of_table.period.clone());
            basis = Some(of_table.reach);
        }
        let mut is_guessed = !self.around.says_year;
        if let Some(now) = self.around.now
            && period.is_none()
            && !planned
            && self.around.year == Some(now.year)
        {
            period = Some(now.to_date.clone());
            basis = Some(Reach::ToDate);
            is_guessed = true;
        }
        period = period.or_else(|| self.around.year.map(|year| year.to_string()));
        if candidate.time == Time::LastYear {
            period = period.as_deref().and_then(super::figures::a_year_before);
        }
        let period = period?;
        let mut said = vec![(key, id), ("period", period.clone())];
        if basis == Some(Reach::ToDate) && !planned {
            said.push(("basis", "to_date".to_owned()));
        }
        let mut guess = Guess::new(column, said, why, certainty);
        guess.needs = needs;
        guess.is_of_targets = planned;
        if is_relative && is_guessed && self.around.period.is_none() {
            guess.lacks_period = Some(format!("no year is said: {period} is that of the site"));
        }
        Some(self.with_unit(column, guess))
    }

    /// A column of the values that the indicators of the rows have in a period; `None` if it is none.
    pub(super) fn value_of_period(&self, column: &Column) -> Option<Guess> {
        let sample = &column.sample;
        let is_figures = sample.n() > 0 && sample.n_amounts() * 10 >= sample.n() * 8;
        if !self.around.has_indicators || self.around.collection != "observations" || !is_figures {
            return None;
        }
        let found = column.text.candidates.iter().find(|one| {
            one.is_whole
                && matches!(one.time, Time::Open | Time::Actual)
                && self.names_nothing(&one.text)
        })?;
        let period = found.period.as_ref()?.period.clone();
        let why = format!("the values of {period}; {} numbers", sample.n_amounts());
        let said = vec![("field", "value".to_owned()), ("period", period)];
        Some(self.with_unit(column, Guess::new(column, said, why, Certainty::Sure)))
    }

    /// Whether a text in a head is no name of an indicator.
    fn names_nothing(&self, text: &str) -> bool {
        let text = squeezed(text);
        let dictionary = self.site.dictionary;
        let words = dictionary.actual.iter().chain(&dictionary.planned).chain(&dictionary.empty);
        text.is_empty() || words.into_iter().any(|word| *word == text)
    }

    /// Under which text of a head a column of figures is known, and what it is a figure of.
    fn named_series<'c>(&self, column: &'c Column) -> Option<(&'c Candidate, String)> {
        let is_nothing = |text: &str| self.names_nothing(text);
        let subject = || self.around.subject.map(str::to_owned);
        let candidates = &column.text.candidates;
        // The more a head says of time, the less is left to be a name.
        let said = |one: &&Candidate| {
            (usize::from(one.period.is_some()) + usize::from(one.time != Time::Open), one.is_whole)
        };
        let best = candidates.iter().filter(|one| one.is_whole || is_nothing(&one.text));
        let best = best.rev().max_by_key(said)?;
        match is_nothing(&best.text) {
            true => {
                let above = column.parts.iter().rev().skip(1).find(|part| {
                    let (period, rest) = match self.site.cues().period_in(part, self.around.year) {
                        Some((_, rest)) => (true, rest),
                        None => (false, (*part).clone()),
                    };
                    !(is_nothing(&rest) || period && rest.is_empty())
                });
                Some((best, above.cloned().or_else(subject)?))
            }
            false => Some((best, best.text.clone())),
        }
    }
}
