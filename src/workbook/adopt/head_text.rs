//! What a head says: its words, the unit and the period in it, and whether it is of a plan.

use super::cue::{Cues, FoundPeriod, Reach, Year, bracket};
use super::dictionary::Dictionary;
use crate::value::Unit;
use crate::workbook::pattern::{narrow, squeezed};

/// What is said of a column by its head.
#[derive(Debug, Default, Clone)]
pub(super) struct HeadText {
    /// Texts under which it may be known, the likeliest first.
    pub(super) candidates: Vec<Candidate>,
    /// The unit in it.
    pub(super) unit: Option<String>,
    /// What else stands in its brackets.
    pub(super) remark: Option<String>,
    /// A scale without a unit, which another column may say: （百万）, "in thousands".
    pub(super) scale: Option<String>,
    /// It says what is a hundred: （上年同期=100）.
    pub(super) is_index: bool,
}

/// A text under which a head may be known.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) text: String,
    pub(super) period: Option<FoundPeriod>,
    pub(super) time: Time,
    /// Words that are left when others have been taken away are known less surely.
    pub(super) is_whole: bool,
}

/// Of what a head speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// It does not say.
    Open,
    Planned,
    Actual,
    LastYear,
    /// What is expected now.
    Forecast,
    /// An original plan, or one that was changed.
    Replanned,
}

impl Time {
    /// Whether it is of what has not happened.
    pub(super) const fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Forecast | Self::Replanned)
    }
}

/// Reads heads.
pub(super) struct HeadReader<'h> {
    pub(super) dictionary: &'h Dictionary,
    pub(super) cues: &'h Cues<'h>,
    /// The year of the table.
    pub(super) year: Option<Year>,
}

impl HeadReader<'_> {
    /// Reads a head by its parts from top to bottom.
    pub(super) fn read(&self, parts: &[String]) -> HeadText {
        let mut head = HeadText::default();
        let mut plain: Vec<String> = Vec::new();
        let own: Vec<String> = parts.iter().map(|part| self.without_base(part)).collect();
        head.is_index = own != parts;
        let parts = &own[..];
        for part in parts {
            let (text, unit, remark) = self.without_unit(part);
            if let Some(scale) = self.scale(&text, remark.as_deref()).filter(|_| unit.is_none()) {
                head.scale = Some(scale);
                head.unit = None;
            }
            head.unit = unit.or(head.unit);
            head.remark = remark.or(head.remark);
            plain.push(text);
        }
        let Some(leaf) = plain.last().cloned() else { return head };
        let whole = plain.join(" ");
        // A part that says nothing alone takes that above it.
        let is_empty = self.dictionary.empty.contains(&squeezed(&leaf));
        let above = plain.iter().rev().skip(1).find(|part| !part.is_empty()).cloned();
        let mut texts = vec![parts.join(" "), whole.clone()];
        match (&above, is_empty) {
            (Some(above), true) => texts.extend([above.clone(), leaf.clone()]),
            (Some(_), false) | (None, _) => texts.push(leaf.clone()),
        }
        self.add(&mut head, &texts[0], true);
        if let Some((period, rest)) =
            above.as_ref().and_then(|above| self.cues.period_in(above, self.year))
        {
            // 2024年 > 计划: what stands above says when.
            for text in [format!("{rest} {leaf}"), leaf.clone(), rest] {
                let is_whole = !is_empty || squeezed(&text) != squeezed(&leaf);
                let period = Some(period.clone());
                let candidate = Candidate { text, period, time: Time::Open, is_whole };
                self.add_one(&mut head, candidate.clone());
                self.timed(&candidate).into_iter().for_each(|one| self.add_one(&mut head, one));
            }
        }
        for text in &texts {
            self.add(&mut head, text, true);
        }
        if let Some(above) = above {
            self.add(&mut head, &above, false);
        }
        head
    }

    fn add(&self, head: &mut HeadText, text: &str, is_whole: bool) {
        let plain = Candidate { text: text.to_owned(), period: None, time: Time::Open, is_whole };
        self.add_one(head, plain.clone());
        let timed = self.timed(&plain);
        timed.iter().for_each(|one| self.add_one(head, one.clone()));
        if let Some((period, rest)) = self.cues.period_in(text, self.year) {
            let total = period.reach == Reach::Total;
            let with_period =
                Candidate { text: rest, period: Some(period), time: Time::Open, is_whole };
            self.add_one(head, with_period.clone());
            let timed = self.timed(&with_period);
            timed.iter().for_each(|one| self.add_one(head, one.clone()));
            // 截至2024年9月完成投资: two cues, of which the second is the period.
            if !total && let Some((second, rest)) = self.cues.period_in(&with_period.text, None) {
                let both =
                    Candidate { text: rest, period: Some(second), time: Time::Open, is_whole };
                self.add_one(head, both);
            }
        }
    }

    fn add_one(&self, head: &mut HeadText, candidate: Candidate) {
        let is_known = |one: &Candidate| {
            squeezed(&one.text) == squeezed(&candidate.text)
                && one.time == candidate.time
                && one.period.is_some() == candidate.period.is_some()
        };
        if !head.candidates.iter().any(is_known) {
            head.candidates.push(candidate);
        }
    }

    /// The same without a word that says that it is of a plan, of what was, or of the year before.
    fn timed(&self, candidate: &Candidate) -> Vec<Candidate> {
        let lists = [
            (Time::LastYear, &self.dictionary.last_year),
            (Time::Planned, &self.dictionary.planned),
            (Time::Actual, &self.dictionary.actual),
            (Time::Forecast, &self.dictionary.forecast),
            (Time::Replanned, &self.dictionary.replanned),
        ];
        let text = squeezed(&candidate.text);
        // Completion (forecast)
        let text = text.trim_end_matches([')', '）']);
        let mut found = Vec::new();
        for (time, words) in lists {
            let mut words: Vec<&String> = words.iter().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            let rest = words.into_iter().find_map(|word| {
                text.strip_prefix(word.as_str()).or_else(|| text.strip_suffix(word.as_str()))
            });
            if let Some(rest) = rest {
                let is_last = candidate.period.as_ref().is_some_and(|period| period.is_last);
                let time = if is_last && time == Time::LastYear { Time::Open } else { time };
                let rest = rest.trim_matches(['/', '-', ':', '(', ')', '（']);
                found.push(Candidate { text: rest.to_owned(), time, ..candidate.clone() });
            }
        }
        found
    }

    /// A part without the brackets that say what is a hundred: no period that a figure is of stands there.
    fn without_base(&self, part: &str) -> String {
        let text: String = part.chars().map(narrow).collect();
        let Some((before, inner, after)) = bracket(&text) else { return part.to_owned() };
        let inner = squeezed(inner);
        match self.dictionary.bases.iter().any(|base| inner.ends_with(base.as_str())) {
            true => format!("{before}{after}").trim().to_owned(),
            false => part.to_owned(),
        }
    }

    /// The scale that a part of a head says without a unit: in its brackets, or as its last word.
    fn scale(&self, text: &str, remark: Option<&str>) -> Option<String> {
        let among = |text: &str| self.cues.lexicon.factor_among(text).map(str::to_owned);
        match remark {
            Some(remark) if remark.len() == 1 => Some(remark.to_owned()),
            Some(remark) => among(remark),
            None => among(text.rsplit(['/', ',']).next().unwrap_or_default()),
        }
    }

    /// A part without its unit, the unit, and a remark in brackets that is none.
    pub(super) fn without_unit(&self, part: &str) -> (String, Option<String>, Option<String>) {
        let text: String = part.chars().map(narrow).collect();
        let text = text
            .trim()
            .trim_end_matches(':')
            .trim()
            .trim_start_matches(['*', '★', '▲', '●', '◆', '■', '△', '☆']);
        if let Some((before, inner, after)) = bracket(text) {
            let unit = self.cues.unit_in(inner).or_else(|| {
                let inner = inner.trim_start_matches([':', ' ']);
                self.cues.unit(inner).map(|_| inner.to_owned())
            });
            let rest = format!("{before}{after}");
            if unit.is_some() {
                return (rest.trim().to_owned(), unit, None);
            }
            // US$ millions, 2030 prices: the rest of it is told as a remark.
            let among = self
                .cues
                .lexicon
                .factor_among(inner)
                .filter(|words| self.cues.unit(words).is_some());
            if let Some(unit) = among {
                return (rest.trim().to_owned(), Some(unit.to_owned()), Some(inner.to_owned()));
            }
            let (rest, unit, _) = self.without_unit(rest.trim());
            return (rest, unit, Some(inner.to_owned()));
        }
        for separator in [',', '/', ':', '、', ' '] {
            let Some((before, after)) = text.rsplit_once(separator) else { continue };
            // "RMB million" has a space of its own.
            let (before, after) = match before.rsplit_once([' ', ',']) {
                Some((first, second)) if self.cues.unit(&format!("{second} {after}")).is_some() => {
                    (first, format!("{second} {after}"))
                }
                _ => (before, after.to_owned()),
            };
            // Words such as "year" are units as well.
            let is_unit = match (self.cues.unit(&after), separator) {
                (Some(Unit::Money(_)), _) => true,
                (_, ' ') => false,
                (unit, _) => unit.is_some(),
            };
            let is_unit = is_unit && !before.trim().is_empty();
            if is_unit {
                let before = before.trim().trim_end_matches([',', ':']);
                return (before.to_owned(), Some(after), None);
            }
        }
        match text.strip_suffix('%') {
            Some(before) if !before.is_empty() => (before.to_owned(), Some("%".to_owned()), None),
            _ => (text.to_owned(), None, None),
        }
    }
}
