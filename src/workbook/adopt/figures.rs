//! A column as a milestone, a figure or a target of each record.

use super::cue::{FoundPeriod, Reach, Year};
use super::guess::{Certainty, Column, Guess, Guesser, Need};
use super::head_text::{Candidate, Time};
use crate::workbook::pattern::squeezed;
use crate::workbook::span::ends;

/// The stages that a span of works is between.
const STARTED: &str = "started";
const COMPLETED: &str = "completed";

/// Of last year in a table of some months.
pub(super) const WHOLE_YEAR: &str = "it may be of the whole year";

impl Guesser<'_> {
    /// A span of time, from the start of works to their end; `None` if its cells are no spans.
    pub(super) fn span(
        &self,
        column: &Column,
        candidate: &Candidate,
        why: String,
    ) -> Option<Guess> {
        let sample = &column.sample;
        let n = sample.texts.iter().filter(|text| ends(text).is_some_and(|ends| ends.len() == 2));
        let n_ends = sample.texts.iter().filter(|text| ends(text).is_some()).count();
        let has_stages = self.site.has_stage(STARTED) && self.site.has_stage(COMPLETED);
        let has_list = self.site.shape(self.around.collection, "milestones").is_some();
        if n.count() * 2 <= sample.n() || !has_stages || !has_list {
            return None;
        }
        let mut said = vec![("milestone", STARTED.to_owned()), ("until", COMPLETED.to_owned())];
        if candidate.time.is_ahead() {
            said.push(("planned", "true".to_owned()));
        }
        let guess = Guess::new(column, said, why, Certainty::Sure);
        match n_ends == sample.n() {
            true => Some(guess),
            false => Some(guess.doubt("not all of these are spans of time")),
        }
    }

    pub(super) fn milestone(
        &self,
        column: &Column,
        candidate: &Candidate,
        stage: &str,
        why: String,
    ) -> Option<Guess> {
        let sample = &column.sample;
        let has_list = self.site.shape(self.around.collection, "milestones").is_some();
        if !has_list {
            return None;
        }
        if !self.site.has_stage(stage) {
            let label = Vec::new();
            return self.fact(
                column,
                &label,
                false,
                format!("{why}; this site has no stage `{stage}`"),
            );
        }
        if sample.n() > 0 && (sample.n_dates + sample.n_open) * 2 < sample.n() {
            return None;
        }
        let mut said = vec![("milestone", stage.to_owned())];
        if candidate.time.is_ahead() {
            said.push(("planned", "true".to_owned()));
        }
        let guess = Guess::new(column, said, why, Certainty::Sure);
        let guess = match candidate.time {
            Time::Replanned => guess.doubt("another date may be the one that holds"),
            _ => guess,
        };
        match sample.n() == 0 || sample.is_mostly(sample.n_dates + sample.n_open) {
            true => Some(guess),
            false => Some(guess.doubt("not all of these are dates")),
        }
    }

    /// A figure or a target of an indicator.
    pub(super) fn figure(
        &self,
        column: &Column,
        candidate: &Candidate,
        id: &str,
        why: String,
    ) -> Option<Guess> {
        let sample = &column.sample;
        if sample.n() > 0 && sample.n_amounts() * 2 < sample.n() {
            return None;
        }
        let reach = candidate.period.as_ref().map(|period| period.reach);
        let is_planned = candidate.time == Time::Planned;
        let total = self
            .site
            .dictionary
            .totals
            .get(id)
            .filter(|_| reach == Some(Reach::Total) && !is_planned);
        let id = total.map_or(id, String::as_str);
        let own = self.site.indicator_of(id).map(str::to_owned);
        let key = if is_planned { "target" } else { "figure" };
        let mut guess = Guess::new(column, Vec::new(), why, Certainty::Sure);
        let mut period = candidate.period.as_ref().map(|period| self.up_to_now(period));
        guess.doubts.extend(candidate.period.as_ref().and_then(|period| period.doubt.clone()));
        let is_relative = candidate.period.as_ref().is_some_and(|period| period.is_relative);
        let mut reach = reach;
        // What a plan is of is the whole year, whatever part of it the table has reached.
        let of_table = self.of_table(candidate, is_planned);
        if let Some(of_table) = of_table {
            period = Some(of_table.period.clone());
            reach = Some(of_table.reach);
        }
        let is_level = match own.as_deref().and_then(|own| self.site.own_indicator(own)) {
            Some(own) => own.is_level,
            None => self.site.dictionary.indicator(id).is_some_and(|known| known.kind == "level"),
        };
        let mut is_guessed = !self.around.says_year;
        if period.is_none()
            && !is_planned
            && let Some(now) = self.around.now.filter(|now| self.around.year == Some(now.year))
        {
            // The year is not over: what is said of it is of the months that are.
            period = Some(if is_level { now.month.clone() } else { now.to_date.clone() });
            reach = Some(if is_level { Reach::Period } else { Reach::ToDate });
            is_guessed = true;
        }
        if period.is_none() {
            period = self.around.year.map(|year| year.to_string());
        }
        // What there is at a time is what there is at the end of it.
        if is_level && reach == Some(Reach::ToDate) && !is_planned {
            period = period.map(|period| period.rsplit('/').next().unwrap_or_default().to_owned());
            reach = Some(Reach::Period);
        }
        let is_of_table = candidate.period.is_none() || is_relative;
        if is_last(candidate, of_table.is_some()) {
            period = period.as_deref().and_then(a_year_before);
            if of_table.is_some() && !self.says_same_period(column) {
                guess.doubts.push(WHOLE_YEAR.to_owned());
            }
        }
        let Some(period) = period else {
            return Some(guess.doubt("no period is said anywhere").into_not_placed());
        };
        if is_of_table && is_guessed && self.around.period.is_none() {
            guess.lacks_period = Some(format!("no period is said: {period} is that of the site"));
        }
        guess.said.push((key, own.clone().unwrap_or_else(|| id.to_owned())));
        guess.said.push(("period", period.clone()));
        if reach == Some(Reach::ToDate) && !is_planned {
            guess.said.push(("basis", "to_date".to_owned()));
        }
        guess.is_of_targets = is_planned;
        if is_planned {
            let (field, doubt) = self.bound(column);
            if field != "at_least" {
                guess.said.insert(1, ("field", field.to_owned()));
            }
            guess.doubts.extend(doubt);
        }
        let is_share = column.text.unit.as_deref() == Some("%");
        if own.is_none() {
            let known = self.site.dictionary.indicator(id)?;
            if known.is_money && is_share {
                return None;
            }
            let unit = self.indicator_unit(column).or_else(|| self.site.currency.clone());
            guess.needs.push(Need::Indicator {
                id: id.to_owned(),
                name: self.site.name(&known.name),
                kind: known.kind.clone(),
                unit: unit?,
            });
        }
        Some(self.with_unit(column, guess))
    }

    /// The period of the table, for a column that says none, or 本年 in a table of some months; a plan
    /// is of the whole year.
    pub(super) fn of_table(&self, candidate: &Candidate, is_planned: bool) -> Option<&FoundPeriod> {
        let of_table = self.around.period.filter(|_| !is_planned)?;
        let is_of_year =
            self.around.year.is_some_and(|year| of_table.period.starts_with(&year.to_string()));
        let is_it = |own: &FoundPeriod| own.is_so_far && is_of_year;
        candidate.period.as_ref().is_none_or(is_it).then_some(of_table)
    }

    /// Whether a head says that its months are those of the table, a year before.
    pub(super) fn says_same_period(&self, column: &Column) -> bool {
        let head = squeezed(&column.head);
        self.site.dictionary.same_period.iter().any(|word| head.contains(word.as_str()))
    }

    /// A period, or that a year before, where it is of a guessed year and not over.
    pub(super) fn up_to_now(&self, found: &FoundPeriod) -> String {
        let end = found.period.rsplit('/').next().unwrap_or_default();
        let now = self.around.now.map(|now| now.month.as_str());
        let is_ahead = found.doubt.is_some() && now.is_some_and(|now| end.len() == 7 && end > now);
        let before = if is_ahead { a_year_before(&found.period) } else { None };
        before.unwrap_or_else(|| found.period.clone())
    }

    /// The unit that an indicator of a column has: the currency of money, or the name of its unit.
    fn indicator_unit(&self, column: &Column) -> Option<String> {
        let said = column.text.unit.as_deref().or(self.around.unit)?;
        self.site.unit_id(said)
    }
}

/// Whether a column is of the year before, of which the period of the table has to be told.
pub(super) fn is_last(candidate: &Candidate, has_period_of_table: bool) -> bool {
    let is_last = candidate.period.as_ref().is_some_and(|period| period.is_last);
    candidate.time == Time::LastYear || has_period_of_table && is_last
}

/// The same period a year before.
pub(super) fn a_year_before(period: &str) -> Option<String> {
    let part = |part: &str| {
        let year: Year = part.get(..4)?.parse().ok()?;
        Some(format!("{}{}", year.checked_sub(1)?, &part[4..]))
    };
    let parts: Option<Vec<String>> = period.split('/').map(part).collect();
    Some(parts?.join("/"))
}
