//! How dates and periods are written.

use crate::locale::Chosen;
use crate::locale::decode::Decoder;
use crate::parse::node::Node;

/// Dates and periods of a language.
#[derive(Debug)]
pub(in crate::locale) struct PeriodWords {
    pub(in crate::locale) names: PeriodNames,
    pub(in crate::locale) year: Form,
    pub(in crate::locale) half: Form,
    pub(in crate::locale) quarter: Form,
    pub(in crate::locale) month: Form,
    pub(in crate::locale) third: Form,
    /// Has `{date}`.
    pub(in crate::locale) by_date: Box<str>,
    /// The style of the site.
    pub(in crate::locale) dates: DateStyle,
    /// Every pattern of every style, with what it describes.
    pub(in crate::locale) read: Vec<(PeriodSort, Box<str>)>,
    /// Patterns of the months from one to another, or of all up to the end of a part of the year.
    /// Records have them as periods; running text does not.
    pub(in crate::locale) to_date: Vec<(PeriodSort, Box<str>)>,
}

/// The names that stand in patterns.
#[derive(Debug, Clone)]
pub(in crate::locale) struct PeriodNames {
    pub(in crate::locale) months: [Box<str>; 12],
    pub(in crate::locale) short_months: [Box<str>; 12],
    pub(in crate::locale) quarters: [Box<str>; 4],
    pub(in crate::locale) halves: [Box<str>; 2],
    pub(in crate::locale) thirds: [Box<str>; 3],
}

/// How one sort of period is printed in running text and in narrow places.
#[derive(Debug)]
pub(in crate::locale) struct Form {
    pub(in crate::locale) prose: Box<str>,
    pub(in crate::locale) short: Box<str>,
}

/// How days and intervals of days are printed.
#[derive(Debug)]
pub(in crate::locale) struct DateStyle {
    pub(in crate::locale) day: Form,
    /// An interval within one month.
    pub(in crate::locale) same_month: Form,
    /// An interval within one year.
    pub(in crate::locale) same_year: Form,
    /// Any other interval.
    pub(in crate::locale) interval: Form,
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

type ReadPatterns = Vec<(PeriodSort, Box<str>)>;

impl PeriodWords {
    pub(in crate::locale) fn decode(
        node: &Node,
        chosen: Option<Chosen<'_>>,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self> {
        let known = [
            "month_names",
            "month_short_names",
            "quarter_names",
            "half_names",
            "third_names",
            "year",
            "half",
            "quarter",
            "month",
            "third",
            "by_date",
            "to_date",
            "dates",
        ];
        decoder.close(node, &known);
        let names = PeriodNames::decode(node, decoder);
        let mut read = Vec::new();
        let mut form = |key, sort| {
            decoder.part(node, key, |part, decoder| Form::decode(part, sort, &mut read, decoder))
        };
        let year = form("year", PeriodSort::Year);
        let half = form("half", PeriodSort::Half);
        let quarter = form("quarter", PeriodSort::Quarter);
        let month = form("month", PeriodSort::Month);
        let third = form("third", PeriodSort::Third);
        let by_date = decoder
            .part(node, "by_date", |part, decoder| decoder.pattern(part, &["date"], &["date"]));
        let dates = decoder
            .part(node, "dates", |part, decoder| decode_styles(part, chosen, &mut read, decoder));
        let mut to_date = Vec::new();
        for item in node.get("to_date").map(|list| decoder.items(list)).unwrap_or_default() {
            let sort = PeriodSort::ToDate;
            to_date.extend(decode_pattern(item, sort, decoder).map(|pattern| (sort, pattern)));
        }
        Some(Self {
            names: names?,
            year: year?,
            half: half?,
            quarter: quarter?,
            month: month?,
            third: third?,
            by_date: by_date?,
            dates: dates?,
            read,
            to_date,
        })
    }
}

impl PeriodNames {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let months: Option<[Box<str>; 12]> =
            decoder.part(node, "month_names", |part, decoder| decoder.names(part));
        let short_months = match node.get("month_short_names") {
            Some(part) => decoder.names(part),
            None => months.clone(),
        };
        let quarters = decoder.part(node, "quarter_names", |part, decoder| decoder.names(part));
        let halves = decoder.part(node, "half_names", |part, decoder| decoder.names(part));
        let thirds = decoder.part(node, "third_names", |part, decoder| decoder.names(part));
        Some(Self {
            months: months?,
            short_months: short_months?,
            quarters: quarters?,
            halves: halves?,
            thirds: thirds?,
        })
    }
}

impl Form {
    fn decode(
        node: &Node,
        sort: PeriodSort,
        read: &mut ReadPatterns,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self> {
        decoder.close(node, &["prose", "short", "read"]);
        let prose = decoder.part(node, "prose", |part, d| decode_pattern(part, sort, d))?;
        let short = match node.get("short") {
            Some(part) => decode_pattern(part, sort, decoder)?,
            None => prose.clone(),
        };
        read.push((sort, prose.clone()));
        if short != prose {
            read.push((sort, short.clone()));
        }
        if let Some(list) = node.get("read") {
            for item in decoder.items(list) {
                read.push((sort, decode_pattern(item, sort, decoder)?));
            }
        }
        Some(Self { prose, short })
    }
}

fn decode_pattern(node: &Node, sort: PeriodSort, decoder: &mut Decoder<'_>) -> Option<Box<str>> {
    const FIRST: [&str; 5] = ["year", "month", "month_name", "month_short_name", "day"];
    const INTERVAL: [&str; 10] = [
        "year",
        "month",
        "month_name",
        "month_short_name",
        "day",
        "year2",
        "month2",
        "month_name2",
        "month_short_name2",
        "day2",
    ];
    const TO_DATE: [&str; 9] = [
        "year",
        "month",
        "month_name",
        "month_short_name",
        "month2",
        "month_name2",
        "month_short_name2",
        "quarter",
        "quarter_name",
    ];
    match sort {
        PeriodSort::Year => decoder.pattern(node, &["year"], &["year"]),
        PeriodSort::Half => decoder.pattern(node, &["year", "half", "half_name"], &["year"]),
        PeriodSort::Quarter => {
            decoder.pattern(node, &["year", "quarter", "quarter_name"], &["year"])
        }
        PeriodSort::Month => decoder.pattern(node, &FIRST[..4], &["year"]),
        PeriodSort::Third => decoder.pattern(
            node,
            &["year", "month", "month_name", "month_short_name", "third_name"],
            &["year", "third_name"],
        ),
        PeriodSort::Day => decoder.pattern(node, &FIRST, &["year", "day"]),
        PeriodSort::Interval => decoder.pattern(node, &INTERVAL, &["year", "day", "day2"]),
        PeriodSort::ToDate => decoder.pattern(node, &TO_DATE, &["year"]),
    }
}

fn decode_styles(
    node: &Node,
    chosen: Option<Chosen<'_>>,
    read: &mut ReadPatterns,
    decoder: &mut Decoder<'_>,
) -> Option<DateStyle> {
    decoder.close(node, &["default", "styles"]);
    let chosen = decoder.style(node, chosen)?;
    let mut result = None;
    for (name, style) in decoder.part(node, "styles", |part, d| Some(d.entries(part)))? {
        decoder.close(style, &["day", "same_month", "same_year", "interval"]);
        let mut form = |key, sort| {
            decoder.part(style, key, |part, decoder| Form::decode(part, sort, read, decoder))
        };
        let decoded = DateStyle {
            day: form("day", PeriodSort::Day)?,
            same_month: form("same_month", PeriodSort::Interval)?,
            same_year: form("same_year", PeriodSort::Interval)?,
            interval: form("interval", PeriodSort::Interval)?,
        };
        if *name.text == *chosen {
            result = Some(decoded);
        }
    }
    result
}
