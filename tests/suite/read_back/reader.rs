//! Reading what pages print: figures, percentages and days in English and Chinese.

use super::exact::{End, Ratio, Relation, Span};

/// The languages of the generated sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    En,
    Zh,
}

impl Lang {
    pub(crate) const ALL: [Self; 2] = [Self::En, Self::Zh];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// One of two words.
    pub(crate) const fn of<T: Copy>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// A unit as ledgers write it and as pages print it.
#[derive(Debug)]
pub(crate) struct Unit {
    /// In `indicators.yaml`.
    pub(crate) id: &'static str,
    /// After the digits in a ledger.
    pub(crate) written: &'static str,
    /// What stands before the digits in English.
    before: &'static str,
    /// What stands after them in English: for one, for others.
    after: [&'static str; 2],
    /// What stands after them in Chinese.
    zh: &'static str,
    pub(crate) is_count: bool,
}

const fn unit(
    id: &'static str,
    written: &'static str,
    before: &'static str,
    after: [&'static str; 2],
    is_count: bool,
) -> Unit {
    Unit { id, written, before, after, zh: written, is_count }
}

pub(crate) const YUAN: Unit = unit("CNY", "元", "RMB ", ["", ""], false);
pub(crate) const DOLLARS: Unit = unit("USD", "美元", "US$", ["", ""], false);
pub(crate) const PEOPLE: Unit = unit("person", "人", "", [" person", " people"], true);
pub(crate) const PROJECTS: Unit = unit("project", "个", "", [" project", " projects"], true);
pub(crate) const ITEMS: Unit = unit("item", "个", "", [" item", " items"], true);
pub(crate) const PERCENT: Unit = unit("\"%\"", "%", "", ["%", "%"], false);
pub(crate) const MU: Unit = unit("mu", "亩", "", [" mu", " mu"], false);
/// Never in a ledger of the test: what differences of percentages are printed in.
pub(crate) const POINTS: Unit =
    unit("", "个百分点", "", [" percentage point", " percentage points"], false);
const BARE: Unit = unit("", "", "", ["", ""], false);

/// A printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What it may stand for as it is printed.
    pub(crate) span: Span,
    /// In English "more than 30" may stand for a figure whose ledger says 30余.
    pub(crate) is_more_than: bool,
}

/// A number as printed: its value, and how many decimals it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) value: Ratio,
    /// One unit of its last decimal.
    pub(crate) step: Ratio,
}

impl Printed {
    /// Whether a value can have been rounded to this.
    pub(crate) fn is_rounded_from(self, value: Ratio) -> bool {
        (self.value - value).abs() <= self.step.half()
    }
}

const BEFORE: [[&[(&str, Relation)]; 1]; 2] = [
    [&[
        ("at least ", Relation::AtLeast),
        ("more than ", Relation::MoreThan),
        ("at most ", Relation::AtMost),
        ("less than ", Relation::LessThan),
        ("fewer than ", Relation::LessThan),
        ("about ", Relation::About),
        ("nearly ", Relation::Nearly),
    ]],
    [&[
        ("不低于", Relation::AtLeast),
        ("不少于", Relation::AtLeast),
        ("超过", Relation::MoreThan),
        ("不超过", Relation::AtMost),
        ("不足", Relation::LessThan),
        ("约", Relation::About),
        ("近", Relation::Nearly),
    ]],
];

/// Reads a whole printed figure of a unit; `None` if it is anything else.
pub(crate) fn figure(lang: Lang, text: &str, unit: &Unit) -> Option<Figure> {
    let between = lang.of([" to ", " to "], ["～", "至"]);
    let ends = between.iter().find_map(|word| text.split_once(word));
    let Some((low, high)) = ends else {
        let (relation, printed) = related(lang, text, unit)?;
        let span = Span::of(relation, printed.value);
        return Some(Figure { span, is_more_than: relation == Relation::MoreThan });
    };
    // The unit stands once where it follows the digits.
    let low = related(lang, low, unit).or_else(|| related(lang, low, &BARE))?;
    let high = related(lang, high, unit).or_else(|| related(lang, high, &BARE))?;
    let end = |(relation, printed): (Relation, Printed), word: Relation| {
        let open = relation == word;
        (open || relation == Relation::Exactly).then_some(End { at: printed.value, open })
    };
    let span = Span {
        low: Some(end(low, Relation::MoreThan)?),
        high: Some(end(high, Relation::LessThan)?),
    };
    Some(Figure { span, is_more_than: false })
}

fn related(lang: Lang, text: &str, unit: &Unit) -> Option<(Relation, Printed)> {
    let words = BEFORE[lang.of(0, 1)][0];
    let found =
        words.iter().find_map(|(word, relation)| Some((relation, text.strip_prefix(word)?)));
    if let Some((relation, rest)) = found {
        return Some((*relation, amount(lang, rest, unit)?));
    }
    // 30余亿元: the word stands right after the digits.
    if let Some((digits, rest)) = text.split_once('余').filter(|_| lang == Lang::Zh) {
        return Some((Relation::SomeOver, amount(lang, &format!("{digits}{rest}"), unit)?));
    }
    Some((Relation::Exactly, amount(lang, text, unit)?))
}

/// Reads an amount without a relation: `RMB −2.45 billion`, `985人`.
pub(crate) fn amount(lang: Lang, text: &str, unit: &Unit) -> Option<Printed> {
    match lang {
        Lang::Zh => number(lang, text.strip_suffix(unit.zh)?),
        Lang::En => {
            // −RMB 384,000: the sign stands before the currency.
            let negative = text.strip_prefix('−').filter(|_| !unit.before.is_empty());
            if let Some(rest) = negative {
                let Printed { value, step } = amount(lang, rest, unit)?;
                return Some(Printed { value: -value, step });
            }
            let inside = text.strip_prefix(unit.before)?;
            let both = unit.after.map(|after| inside.strip_suffix(after));
            both.into_iter().flatten().find_map(|digits| number(lang, digits))
        }
    }
}

/// A share as printed, 1 for 100 %.
pub(crate) fn percent(lang: Lang, text: &str) -> Option<Printed> {
    hundredth(amount(lang, text, &PERCENT)?)
}

/// A difference of shares as printed, with its sign.
pub(crate) fn points(lang: Lang, text: &str) -> Option<Printed> {
    hundredth(amount(lang, text.strip_prefix('+').unwrap_or(text), &POINTS)?)
}

fn hundredth(printed: Printed) -> Option<Printed> {
    let hundred = Ratio::whole(100);
    Some(Printed { value: printed.value / hundred, step: printed.step / hundred })
}

/// A bare number as printed.
pub(crate) fn bare(lang: Lang, text: &str) -> Option<Printed> {
    number(lang, text)
}

const SCALES: [[(&str, u32); 3]; 2] = [
    [(" million", 6), (" billion", 9), (" trillion", 12)],
    // The longest first.
    [("万亿", 12), ("亿", 8), ("万", 4)],
];

fn number(lang: Lang, text: &str) -> Option<Printed> {
    let scale = SCALES[lang.of(0, 1)]
        .iter()
        .find_map(|(word, power)| Some((text.strip_suffix(word)?, *power)));
    let (text, power) = scale.unwrap_or((text, 0));
    let (digits, sign) = match text.strip_prefix('−') {
        Some(digits) => (digits, -1),
        None => (text, 1),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= 3;
    let is_whole = groups.len() == 1 || is_grouped;
    if whole.is_empty() || !is_whole || !groups.iter().all(|group| is_number(group)) {
        return None;
    }
    if !is_number(decimals) || (decimals.is_empty() && digits.contains('.')) {
        return None;
    }
    let all: i128 = format!("{}{decimals}", groups.concat()).parse().ok()?;
    let n_decimals = u32::try_from(decimals.len()).ok()?;
    Some(Printed {
        value: Ratio::decimal(sign * all, n_decimals, power),
        step: Ratio::decimal(1, n_decimals, power),
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of a calendar as a number of days, and as year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

impl Day {
    pub(crate) const fn new(year: i64, month: i64, day: i64) -> Self {
        Self { year, month, day }
    }

    /// Days since some day long ago (the civil calendar counted from March).
    pub(crate) const fn number(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let month = (self.month + 9) % 12;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day
    }

    pub(crate) const fn is_last_of_month(self) -> bool {
        let next = match self.month {
            12 => Self::new(self.year + 1, 1, 1),
            month => Self::new(self.year, month + 1, 1),
        };
        next.number() == self.number() + 1
    }

    /// Months up to its own, so that differences count months.
    pub(crate) const fn month_number(self) -> i64 {
        self.year * 12 + self.month
    }

    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A day in running text: `30 June 2030`, `2030年6月30日`.
pub(crate) fn day(lang: Lang, text: &str) -> Option<Day> {
    match lang {
        Lang::En => {
            let (day, rest) = text.split_once(' ')?;
            let (month, year) = rest.split_once(' ')?;
            let month = MONTHS.iter().position(|name| *name == month)?;
            Some(Day::new(year.parse().ok()?, i64::try_from(month).ok()? + 1, day.parse().ok()?))
        }
        Lang::Zh => {
            let (year, rest) = text.split_once('年')?;
            let (month, day) = rest.split_once('月')?;
            let day = day.strip_suffix('日')?;
            Some(Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: Lang, text: &str, unit: &Unit, expected: Option<&str>) {
        let found = figure(lang, text, unit).map(|found| found.span.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn printed_figures_are_read() {
        check(Lang::En, "RMB 2.45 billion", &YUAN, Some("[2450000000, 2450000000]"));
        check(Lang::En, "nearly RMB 10 billion", &YUAN, Some("[9500000000, 10000000000)"));
        let both = "RMB 985 million to less than RMB 1.3 billion";
        check(Lang::En, both, &YUAN, Some("[985000000, 1300000000)"));
        check(Lang::Zh, "9.85亿元至不足13亿元", &YUAN, Some("[985000000, 1300000000)"));
        check(Lang::Zh, "7亿～10亿元", &YUAN, Some("[700000000, 1000000000]"));
        check(Lang::Zh, "30余亿元", &YUAN, Some("(3000000000, 4000000000)"));
        check(Lang::Zh, "不少于12,345人", &PEOPLE, Some("[12345, …)"));
        check(Lang::En, "fewer than 1 person", &PEOPLE, Some("(…, 1)"));
        check(Lang::En, "7% to 10%", &PERCENT, Some("[7, 10]"));
        check(Lang::En, "7 to 10 people", &PEOPLE, Some("[7, 10]"));
        check(Lang::En, "RMB −1.5 million", &YUAN, Some("[-1500000, -1500000]"));
        check(Lang::En, "about −RMB 384,000", &YUAN, Some("[-384500, -383500]"));
        check(Lang::En, "US$3 million", &YUAN, None);
        check(Lang::Zh, "1,2人", &PEOPLE, None);
    }

    #[test]
    fn days_are_read_and_counted() {
        let days = [day(Lang::En, "30 June 2030"), day(Lang::Zh, "2030年6月30日")];
        assert_eq!(days, [Some(Day::new(2030, 6, 30)); 2]);
        let apart = |one: Day, other: Day| other.number() - one.number();
        assert_eq!(apart(Day::new(2030, 1, 1), Day::new(2030, 12, 31)), 364);
        assert_eq!(apart(Day::new(2028, 2, 28), Day::new(2028, 3, 1)), 2);
        assert!(Day::new(2028, 2, 29).is_last_of_month());
        assert!(!Day::new(2028, 2, 28).is_last_of_month());
    }
}
