//! How dates and periods are written.

use super::money::Styles;
use crate::locale::decode::{Decoder, Part, pattern, words};
use crate::parse::node::{Node, NodeKind};
use indexmap::IndexMap;

words! {
    /// Dates and periods of a language.
    #[derive(Debug)]
    PeriodWords {
        month_names: [Name; 12],
        /// Without them, as `month_names`.
        month_short_names: Option<[Name; 12]>,
        /// Behind a day, in languages where they differ there: 31 марта. Without them, as
        /// `month_names`.
        month_names_of_day: Option<[Name; 12]>,
        quarter_names: [Name; 4],
        half_names: [Name; 2],
        third_names: [Name; 3],
        /// Days that are not written as their number alone: 1er.
        day_names: IndexMap<u32, Name>,
        year: Form = Form::of(PeriodSort::Year),
        half: Form = Form::of(PeriodSort::Half),
        quarter: Form = Form::of(PeriodSort::Quarter),
        month: Form = Form::of(PeriodSort::Month),
        third: Form = Form::of(PeriodSort::Third),
        /// Whole months of one year, as "to date" is read.
        months: Printed = Printed::of(
            &["year", "month", "month2", "month_name", "month_name2", "month_short_name", "month_short_name2"],
            &["year"],
        ),
        /// Whole months of several years.
        months_of_years: Printed = Printed::of(
            &["year", "year2", "month", "month2", "month_name", "month_name2", "month_short_name", "month_short_name2"],
            &["year", "year2"],
        ),
        years: Printed = Printed::of(&["year", "year2"], &["year", "year2"]),
        reporting_year: Printed = Printed::of(&["name"], &["name"]),
        reporting_half: Printed = Printed::of(&["name", "half", "half_name"], &["name"]),
        reporting_quarter: Printed = Printed::of(&["name", "quarter", "quarter_name"], &["name"]),
        /// The life of a project.
        whole: Printed = Printed::of(&[], &[]),
        by_date: Box<str> = pattern(&["date"]),
        /// Patterns of the months from one to another, or of all up to the end of a part of the
        /// year. Records have them as periods; running text does not.
        to_date: Vec<Box<str>> as optional = |node, decoder| Some(PeriodSort::ToDate.patterns(node, decoder)),
        dates: Styles<DateStyle> = |node, decoder| {
            decoder.close(node, &["default", "styles"]);
            Styles::decode(node, decoder.options.dates, decoder)
        },
    }
}

words! {
    /// How days and intervals of days are printed.
    #[derive(Debug)]
    DateStyle {
        day: Form = Form::of(PeriodSort::Day),
        /// An interval within one month.
        same_month: Form = Form::of(PeriodSort::Interval),
        /// An interval within one year.
        same_year: Form = Form::of(PeriodSort::Interval),
        /// Any other interval.
        interval: Form = Form::of(PeriodSort::Interval),
    }
}

/// What a month or another part of time is called.
#[derive(Debug)]
pub(in crate::locale) struct Name {
    /// As it is printed.
    pub(in crate::locale) printed: Box<str>,
    /// Other ways to write it, which are read.
    read: Vec<Box<str>>,
}

/// A text, or several of which the first is printed.
impl Part for Name {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Sequence(items) = &node.kind else {
            return Some(Self { printed: Part::decode(node, decoder)?, read: Vec::new() });
        };
        let mut names = items.iter().flat_map(|item| Box::<str>::decode_all(item, decoder));
        Some(Self { printed: names.next()?, read: names.collect() })
    }
}

impl Name {
    /// Every way to write it.
    pub(in crate::locale) fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.printed).chain(&self.read).map(|name| &**name)
    }
}

/// How one sort of period is printed in running text and in narrow places.
#[derive(Debug)]
pub(in crate::locale) struct Form {
    sort: PeriodSort,
    pub(in crate::locale) prose: Box<str>,
    short: Option<Box<str>>,
    /// Other patterns that are read.
    read: Vec<Box<str>>,
}

/// How a sort of period is printed that records have in its canonical form only.
#[derive(Debug)]
pub(in crate::locale) struct Printed {
    pub(in crate::locale) prose: Box<str>,
    short: Option<Box<str>>,
}

impl Printed {
    /// The placeholders of its patterns, and those that each needs.
    fn of(
        allowed: &'static [&'static str],
        required: &'static [&'static str],
    ) -> impl Fn(&Node, &mut Decoder<'_>) -> Option<Self> {
        move |node, decoder| {
            decoder.close(node, &["prose", "short"]);
            let prose = decoder.field_or(node, "prose", None, |node, decoder| {
                decoder.pattern(node, allowed, required)
            });
            let short = decoder.field_or(node, "short", Part::absent(), |node, decoder| {
                decoder.pattern(node, allowed, required).map(Some)
            });
            Some(Self { prose: prose?, short: short? })
        }
    }

    pub(in crate::locale) fn short(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.prose)
    }
}

/// What a pattern describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::locale) enum PeriodSort {
    Year,
    Half,
    Quarter,
    Month,
    Third,
    Day,
    Interval,
    ToDate,
}

impl PeriodWords {
    pub(in crate::locale) fn short_months(&self) -> &[Name; 12] {
        self.month_short_names.as_ref().unwrap_or(&self.month_names)
    }

    pub(in crate::locale) fn months_of_day(&self) -> &[Name; 12] {
        self.month_names_of_day.as_ref().unwrap_or(&self.month_names)
    }

    /// Every pattern of every style, with what it describes.
    pub(in crate::locale) fn read(&self) -> impl Iterator<Item = (PeriodSort, &str)> {
        let forms = [&self.year, &self.half, &self.quarter, &self.month, &self.third];
        let dates = self
            .dates
            .all()
            .flat_map(|style| [&style.day, &style.same_month, &style.same_year, &style.interval]);
        forms.into_iter().chain(dates).flat_map(Form::patterns)
    }
}

impl Form {
    fn of(sort: PeriodSort) -> impl Fn(&Node, &mut Decoder<'_>) -> Option<Self> {
        move |node, decoder| {
            decoder.close(node, &["prose", "short", "read"]);
            let pattern = |node: &Node, decoder: &mut Decoder<'_>| sort.pattern(node, decoder);
            let prose = decoder.field_or(node, "prose", None, pattern);
            let short = decoder.field_or(node, "short", Part::absent(), |node, decoder| {
                pattern(node, decoder).map(Some)
            });
            let read = decoder.field_or(node, "read", Part::absent(), |node, decoder| {
                Some(sort.patterns(node, decoder))
            });
            Some(Self { sort, prose: prose?, short: short?, read: read? })
        }
    }

    pub(in crate::locale) fn short(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.prose)
    }

    fn patterns(&self) -> impl Iterator<Item = (PeriodSort, &str)> {
        let short = self.short.iter().filter(|short| **short != self.prose);
        let all = std::iter::once(&self.prose).chain(short).chain(&self.read);
        all.map(|pattern| (self.sort, &**pattern))
    }
}

impl PeriodSort {
    /// The placeholders of its patterns, and those that each needs.
    fn slots(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Year => (&["year"], &["year"]),
            Self::Half => (&["year", "half", "half_name"], &["year"]),
            Self::Quarter => (&["year", "quarter", "quarter_name"], &["year"]),
            Self::Month => (&["year", "month", "month_name", "month_short_name"], &["year"]),
            Self::Third => (
                &["year", "month", "month_name", "month_of_day", "month_short_name", "third_name"],
                &["year", "third_name"],
            ),
            Self::Day => (
                &[
                    "year",
                    "month",
                    "mm",
                    "month_name",
                    "month_of_day",
                    "month_short_name",
                    "day",
                    "dd",
                ],
                &["year", "day"],
            ),
            Self::Interval => (
                &[
                    "year",
                    "month",
                    "mm",
                    "month_name",
                    "month_of_day",
                    "month_short_name",
                    "day",
                    "dd",
                    "year2",
                    "month2",
                    "mm2",
                    "month_name2",
                    "month_of_day2",
                    "month_short_name2",
                    "day2",
                    "dd2",
                ],
                &["year", "day", "day2"],
            ),
            Self::ToDate => (
                &[
                    "year",
                    "month",
                    "month_name",
                    "month_short_name",
                    "month2",
                    "month_name2",
                    "month_short_name2",
                    "quarter",
                    "quarter_name",
                ],
                &["year"],
            ),
        }
    }

    fn pattern(self, node: &Node, decoder: &mut Decoder<'_>) -> Option<Box<str>> {
        let (allowed, required) = self.slots();
        decoder.pattern(node, allowed, required)
    }

    fn patterns(self, node: &Node, decoder: &mut Decoder<'_>) -> Vec<Box<str>> {
        let (allowed, required) = self.slots();
        decoder.patterns(node, allowed, required)
    }
}
