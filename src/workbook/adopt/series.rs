//! Columns of a table of figures: each is of an indicator, a period, or a plan.

use super::cue::Reach;
use super::figures::{WHOLE_YEAR, a_year_before, is_last};
use super::guess::{Certainty, Column, Guess, Guesser, Need};
use super::head_text::{Candidate, HeadReader, Time};
use crate::value::Unit;
use crate::workbook::ids::slug;
use crate::workbook::pattern::squeezed;

/// What a column of figures is of.
struct Named {
    id: String,
    why: String,
    need: Option<Need>,
    is_level: bool,
    /// Its figures are shares or rates, which are of a time as long as is said.
    is_share: bool,
    doubts: Vec<String>,
}

impl Guesser<'_> {
    /// What a column of figures is; `None` if it has none.
    pub(super) fn series(&self, column: &Column) -> Option<Guess> {
        let sample = &column.sample;
        let is_figures = sample.n() > 0 && sample.n_amounts() * 10 >= sample.n() * 8;
        if !is_figures {
            return None;
        }
        let (candidate, name) = self.named_series(column)?;
        let is_plan = candidate.time == Time::Planned;
        let is_forecast = candidate.time == Time::Forecast;
        // Like a plan, what is expected is of the whole period.
        let planned = is_plan || is_forecast;
        let key = if is_plan { "target" } else { "figure" };
        let named = match self.indicator_of(column, &name) {
            Ok(named) => named,
            Err(why) => return why.map(|why| Guess::not_placed(column, why)),
        };
        let mut period = candidate.period.as_ref().map(|period| self.up_to_now(period));
        let is_relative = candidate.period.as_ref().is_none_or(|period| period.is_relative);
        let mut basis = candidate.period.as_ref().map(|period| period.reach);
        let of_table = self.of_table(candidate, planned);
        if let Some(of_table) = of_table {
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
        let is_last = is_last(candidate, of_table.is_some());
        if is_last {
            period = period.as_deref().and_then(a_year_before);
        }
        let mut period = period?;
        let mut doubts = named.doubts;
        doubts.extend(candidate.period.as_ref().and_then(|period| period.doubt.clone()));
        if is_last && of_table.is_some() && !self.says_same_period(column) {
            doubts.push(WHOLE_YEAR.to_owned());
        }
        let is_to_date = basis == Some(Reach::ToDate) && !planned;
        if is_to_date && named.is_level && named.is_share {
            // A rate of some months is no sum of these, and may be that of the last one.
            doubts.push("it may be of the last of these months alone".to_owned());
        } else if is_to_date && named.is_level {
            period = period.rsplit('/').next().unwrap_or_default().to_owned();
        }
        let mut said = vec![(key, named.id), ("period", period.clone())];
        if is_to_date && !named.is_level {
            said.push(("basis", "to_date".to_owned()));
        }
        let mut guess = Guess::new(column, said, named.why, Certainty::Sure);
        guess.needs.extend(named.need);
        guess.doubts = doubts;
        guess.is_of_targets = is_plan;
        if is_forecast {
            guess.said.push(("status", "forecast".to_owned()));
        }
        if is_plan {
            let (field, doubt) = self.bound(column);
            if field != "at_least" {
                guess.said.insert(1, ("field", field.to_owned()));
            }
            guess.doubts.extend(doubt);
        }
        if is_relative && is_guessed && self.around.period.is_none() {
            guess.lacks_period = Some(format!("no year is said: {period} is that of the site"));
        }
        Some(self.with_unit(column, guess))
    }

    /// The indicator of a column of figures: one of the site, or a new one; why there is none, if that is to be
    /// told.
    fn indicator_of(&self, column: &Column, name: &str) -> Result<Named, Option<String>> {
        let (site, dictionary) = (self.site, self.site.dictionary);
        // A unit in a name is none of it.
        let cues = site.cues();
        let reader = HeadReader { dictionary, cues: &cues, year: self.around.year };
        let (plain, ..) = reader.without_unit(name);
        let whole = column.parts.last().map_or("", String::as_str);
        let names = [name, &plain, whole];
        let own = names.into_iter().find_map(|name| Some((name, site.indicator_named(name)?)));
        if let Some((name, own)) = own.and_then(|(name, id)| Some((name, site.own_indicator(id)?)))
        {
            return Ok(Named {
                id: own.id.clone(),
                why: format!("“{name}” is an indicator of this site"),
                need: None,
                is_level: own.is_level,
                is_share: own.unit.is_some_and(|unit| !site.units.can_add_up(unit)),
                doubts: Vec::new(),
            });
        }
        let head_unit = column.text.unit.as_deref();
        // A share of something has another name than what it is a share of.
        let name = if head_unit == Some("%") { name } else { &plain };
        let known = dictionary.indicators.iter().map(|one| one.id.as_str());
        let mut known = known.filter(|id| {
            let mut heads = dictionary.heads_of_figure(id);
            heads.any(|head| head == squeezed(name))
        });
        let id = known.next().map(str::to_owned).or_else(|| slug(name)).ok_or(None)?;
        let id = site.indicator_of(&id).map_or(id.clone(), str::to_owned);
        if column.text.is_index {
            return Err(Some(format!(
                "“{name}” is an index and no indicator of this site: add it, with a unit of `kind: rate`"
            )));
        }
        let unit = head_unit.or(self.around.unit.filter(|_| !self.is_no_money(name)));
        let Some(unit) = unit.and_then(|unit| site.unit_id(unit)) else {
            let why = format!("“{name}” is no indicator of this site, and no unit is said");
            return Err(Some(why));
        };
        let is_share = unit == "percent";
        let kind = if is_share { "level" } else { "cumulative" };
        let is_money = site.units.unit(&unit).is_some_and(|unit| matches!(unit, Unit::Money(_)));
        let mut doubts = Vec::new();
        if !is_money && !is_share {
            doubts.push("it may be a level, which does not add up over the year".to_owned());
        }
        // A name must be there in every language: without a translation it is the same in all.
        let called = match dictionary.indicator(&id) {
            Some(known) => site.name(&known.name),
            None => vec![(String::new(), name.to_owned())],
        };
        let need = Need::Indicator { id: id.clone(), name: called, kind: kind.to_owned(), unit };
        Ok(Named {
            id,
            why: format!("“{name}” as an indicator of its own"),
            need: Some(need),
            is_level: is_share,
            is_share,
            doubts,
        })
    }

    /// Whether a name is of something that no unit of money measures.
    fn is_no_money(&self, name: &str) -> bool {
        let squeezed = squeezed(name);
        let lower = name.to_lowercase();
        let is_in = |word: &String| match word.is_ascii() {
            true => lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|one| one == word),
            false => squeezed.contains(word.as_str()),
        };
        self.site.dictionary.not_money.iter().any(is_in)
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
        let own = found.period.as_ref()?;
        let period = self.up_to_now(own);
        let why = format!("the values of {period}; {} numbers", sample.n_amounts());
        let said = vec![("field", "value".to_owned()), ("period", period)];
        let mut guess = Guess::new(column, said, why, Certainty::Sure);
        guess.doubts.extend(own.doubt.clone());
        Some(self.with_unit(column, guess))
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
        let best = candidates
            .iter()
            .filter(|one| (one.is_whole || is_nothing(&one.text)) && one.time != Time::Replanned);
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
