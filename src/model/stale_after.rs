//! After what time content counts as old: `stale_after: 3 months`.

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::expect_text;
use crate::parse::node::Node;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// How old the newest of something may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleAfter {
    /// As it is written.
    pub words: Box<str>,
    number: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// The words for each unit, in English and in Chinese.
const UNITS: [(Unit, [&str; 4]); 4] = [
    (Unit::Days, ["day", "days", "天", "日"]),
    (Unit::Weeks, ["week", "weeks", "周", "星期"]),
    (Unit::Months, ["month", "months", "个月", "月"]),
    (Unit::Years, ["year", "years", "年", "个年"]),
];

impl StaleAfter {
    /// Reads what the settings of a site say.
    pub(in crate::model) fn read(node: &Node, sink: &mut Sink) -> Option<Self> {
        let text = expect_text(node, "`stale_after`", sink)?;
        let found = Self::parse(text);
        if found.is_none() {
            let message =
                format!("`stale_after` takes a time such as `3 months`, but this is `{text}`");
            sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(
                "write a whole number of days, weeks, months or years: `90 days`, `6 months`",
            ));
        }
        found
    }

    fn parse(text: &str) -> Option<Self> {
        let words = text.trim();
        let unit = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = words[..words.len() - unit.len()].parse().ok().filter(|n| *n > 0)?;
        let unit = unit.trim();
        let (unit, _) = UNITS.into_iter().find(|(_, words)| words.contains(&unit))?;
        Some(Self { words: words.into(), number, unit })
    }

    /// Whether something of one day is too old on another one.
    #[must_use]
    pub fn is_over(&self, of: Date, on: Date) -> bool {
        let number = i64::from(self.number);
        let span: Span = match self.unit {
            Unit::Days => number.days(),
            Unit::Weeks => number.weeks(),
            Unit::Months => number.months(),
            Unit::Years => number.years(),
        };
        on.checked_sub(span).is_ok_and(|first| of < first)
    }
}

#[cfg(test)]
mod tests {
    use super::StaleAfter;
    use jiff::civil::date;

    #[test]
    fn what_is_older_is_over() {
        let over = |text: &str| {
            StaleAfter::parse(text).map(|limit| limit.is_over(date(2031, 1, 31), date(2031, 4, 30)))
        };
        assert_eq!(over("3 months"), Some(false));
        assert_eq!(over("88 days"), Some(true));
        assert_eq!(over("89天"), Some(false));
        assert_eq!(over("2个月"), Some(true));
        assert_eq!(over("1 year"), Some(false));
        assert_eq!([over("months"), over("0 days"), over("3")], [None, None, None]);
    }
}
