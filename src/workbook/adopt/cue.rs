//! What texts in heads and titles say beside names: units, years, periods.

use super::dictionary::Dictionary;
use crate::locale::Lexicon;
use crate::parse::fields::one_or_many;
use crate::parse::node::Node;
use crate::value::Unit;
use crate::workbook::pattern::narrow;
use regex_lite::{Captures, Regex};

/// A year as people count them.
pub(super) type Year = u16;

/// How much of the year of a site is over on its day.
#[derive(Debug)]
pub(super) struct Now {
    pub(super) year: Year,
    /// The last month that is over.
    pub(super) month: String,
    /// From the beginning of the year until then.
    pub(super) to_date: String,
}

impl Now {
    /// On a day such as 2030-06-30; `None` in January, when nothing of its year is over.
    pub(super) fn on(day: &str) -> Option<Self> {
        let day: jiff::civil::Date = day.parse().ok()?;
        let is_over = day == day.last_of_month();
        let month = if is_over { day.month() } else { day.month() - 1 };
        let year = Year::try_from(day.year()).ok()?;
        (month > 0).then(|| Self {
            year,
            month: format!("{year}-{month:02}"),
            to_date: match month {
                1 => format!("{year}-01"),
                _ => format!("{year}-01/{year}-{month:02}"),
            },
        })
    }
}

/// How a period stands in a head.
#[derive(Debug)]
pub(super) struct PeriodCue {
    find: Regex,
    is: String,
    reach: Reach,
    is_so_far: bool,
    /// The beginnings of the names of months, where it is of months by their names.
    months: Vec<String>,
}

/// From when a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// What fell into its period.
    Period,
    /// From the beginning of the year.
    ToDate,
    /// From the very beginning.
    Total,
    /// A reporting year, which a site has to declare.
    Fiscal,
}

/// A period that a head says.
#[derive(Debug, Clone)]
pub(super) struct FoundPeriod {
    pub(super) period: String,
    pub(super) reach: Reach,
    /// It counts from a year that the head does not say.
    pub(super) is_relative: bool,
    /// It is the year before that of the table.
    pub(super) is_last: bool,
    /// Of a table of some months, it is of these: 本年 below 1—6月.
    pub(super) is_so_far: bool,
    /// Why its year is not sure, though the table says one.
    pub(super) doubt: Option<String>,
}

impl PeriodCue {
    pub(super) fn new(node: &Node) -> Option<Self> {
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let reach = match text("reach") {
            Some("total") => Reach::Total,
            Some("to_date") => Reach::ToDate,
            Some("fiscal") => Reach::Fiscal,
            _ => Reach::Period,
        };
        let find = Regex::new(text("find")?).ok()?;
        let months = node.get("months").map(one_or_many).unwrap_or_default();
        let months = months.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();
        let is = text("is").unwrap_or_default().to_owned();
        Some(Self { find, is, reach, is_so_far: text("so_far").is_some(), months })
    }

    /// The period that it is; `None` if it needs a year and none is known, or no such month is.
    fn period(&self, found: &Captures<'_>, year: Option<Year>) -> Option<FoundPeriod> {
        if !self.months.is_empty() {
            return self.of_months(found, year);
        }
        let mut text = self.is.clone();
        let is_relative = ["{year}", "{last}", "{next}"].iter().any(|word| text.contains(word));
        if is_relative {
            let year = year?;
            text = text.replace("{year}", &year.to_string());
            text = text.replace("{last}", &year.checked_sub(1)?.to_string());
            text = text.replace("{next}", &year.checked_add(1)?.to_string());
        }
        for number in 1..found.len() {
            let Some(group) = found.get(number) else { continue };
            let group = group.as_str();
            text = text.replace(&format!("{{{number}}}"), group);
            text = text.replace(&format!("{{0{number}}}"), &format!("{group:0>2}"));
        }
        let is_possible = !text.contains('{') && has_real_months(&text);
        let is_last = self.is.contains("{last}");
        let &Self { reach, is_so_far, .. } = self;
        let period = text;
        let doubt = None;
        is_possible.then_some(FoundPeriod { period, reach, is_relative, is_last, is_so_far, doubt })
    }

    /// Jul–Mar, "July 2030 to March 2031", "March 2031": months by their names. Without a year the first
    /// is taken to be in that of the table.
    fn of_months(&self, found: &Captures<'_>, year: Option<Year>) -> Option<FoundPeriod> {
        let (mut months, mut years): (Vec<usize>, Vec<Year>) = (Vec::new(), Vec::new());
        for group in (1..found.len()).filter_map(|number| found.get(number)) {
            let text = group.as_str();
            match text.parse() {
                Ok(year) => years.push(year),
                Err(_) => months.push(self.months.iter().position(|one| text.starts_with(&**one))?),
            }
        }
        let (first, last) = (*months.first()?, *months.last()?);
        let over = Year::from(last < first);
        let (begins, ends) = match years[..] {
            [begins, ends] => (begins, ends),
            [ends] => (ends.checked_sub(over)?, ends),
            _ => (year?, year?.checked_add(over)?),
        };
        let part = |year: Year, month: usize| format!("{year}-{:02}", month + 1);
        let period = match months.len() {
            1 => part(ends, last),
            _ => format!("{}/{}", part(begins, first), part(ends, last)),
        };
        let doubt = years.is_empty().then(|| "the year of these months is guessed".to_owned());
        let (is_relative, is_last) = (years.is_empty(), false);
        let &Self { reach, is_so_far, .. } = self;
        Some(FoundPeriod { period, reach, is_relative, is_last, is_so_far, doubt })
    }
}

fn has_real_months(period: &str) -> bool {
    period.split('/').all(|part| {
        let month = part.split('-').nth(1).filter(|month| month.len() == 2);
        let month = month.and_then(|month| month.parse::<u8>().ok());
        month.is_none_or(|month| (1..=12).contains(&month))
    })
}

/// What can be told of texts.
pub(super) struct Cues<'c> {
    pub(super) dictionary: &'c Dictionary,
    pub(super) lexicon: &'c Lexicon,
}

impl Cues<'_> {
    /// The unit of a word: it is one if a number can be read with it.
    pub(super) fn unit(&self, word: &str) -> Option<Unit> {
        let word: String = word.chars().map(narrow).collect();
        let word = word.trim();
        if word.is_empty() { None } else { self.lexicon.unit_of_head(word) }
    }

    /// The unit that a text above a table says: 单位：万元, "Unit: RMB million".
    pub(super) fn unit_in(&self, text: &str) -> Option<String> {
        let narrow: String = text.chars().map(narrow).collect();
        let inner = bracket(&narrow).map(|(_, inner, _)| inner.to_owned());
        let texts = [Some(narrow.clone()), Some(narrow.to_lowercase()), inner.clone()];
        for text in texts.iter().flatten() {
            for expression in &self.dictionary.units {
                let found = expression.captures_iter(text).filter_map(|found| found.get(1));
                // In lower case it is found, and told as it was written.
                let mut words = found.map(|found| {
                    narrow
                        .get(found.range())
                        .filter(|_| narrow.len() == text.len())
                        .unwrap_or(found.as_str())
                        .trim()
                        .to_owned()
                });
                // 填报单位 names who fills it in, before the unit of the figures.
                if let Some(word) = words.find(|word| self.unit(word).is_some()) {
                    return Some(word);
                }
            }
        }
        inner.filter(|inner| self.unit(inner).is_some() && inner.chars().count() > 1)
    }

    /// The year that a text speaks of.
    pub(super) fn year_in(&self, text: &str) -> Option<Year> {
        let found = self.dictionary.years.iter().find_map(|year| year.captures(text))?;
        found.get(1)?.as_str().parse().ok()
    }

    /// The period in a head, and the head without it.
    pub(super) fn period_in(
        &self,
        head: &str,
        year: Option<Year>,
    ) -> Option<(FoundPeriod, String)> {
        let text: String = head.chars().map(narrow).flat_map(char::to_lowercase).collect();
        for cue in &self.dictionary.periods {
            let Some(found) = cue.find.captures(&text) else { continue };
            let Some(period) = cue.period(&found, year) else { continue };
            let whole = found.get(0).map(|whole| whole.range()).unwrap_or_default();
            let rest = format!("{} {}", &text[..whole.start], &text[whole.end..]);
            let marks = |c: char| c.is_whitespace() || matches!(c, '-' | ':' | ',' | '的' | '/');
            return Some((period, rest.trim_matches(marks).to_owned()));
        }
        None
    }
}

/// The last brackets of a text: what stands before, inside and behind them.
pub(super) fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let close = text.rfind(')')?;
    let open = text[..close].rfind('(')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}
