//! Reading quantities.

mod side;
mod units;

use super::text::Text;
use super::{Expect, Lexicon};
use crate::diag::closest;
use crate::value::{Number, Quantity, Relation, Unit, ValueError, ValueErrorKind};
use std::borrow::Cow;
use std::ops::Range;

/// Reads a quantity.
pub(super) fn read(lexicon: &Lexicon, text: &str, expect: Expect) -> Result<Quantity, ValueError> {
    let folded = Text::new(text);
    if folded.chars().is_empty() {
        return Err(ValueError::new(
            ValueErrorKind::Empty,
            0..text.len(),
            "a figure is missing here",
        ));
    }
    Reader { lexicon, source: text, text: &folded, at: 0, expect }.quantity()
}

/// Goes through a text once, from left to right.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    source: &'a str,
    text: &'a Text,
    at: usize,
    expect: Expect,
}

/// One number with the words around it.
struct Side<'a> {
    number: Number,
    has_scale: bool,
    has_unit_after: bool,
    inside: Option<Relation>,
    units: Option<Words<'a>>,
    /// Characters.
    range: Range<usize>,
}

/// The units a word may stand for, and its place in characters.
#[derive(Clone)]
struct Words<'a> {
    meanings: Cow<'a, [Unit]>,
    range: Range<usize>,
}

impl<'a> Reader<'a> {
    fn quantity(mut self) -> Result<Quantity, ValueError> {
        let before = self.take(|lexicon| &lexicon.before).copied();
        let low = self.side()?;
        let is_negative = low.number.coefficient.is_sign_negative();
        let high = match self.take_between(is_negative) {
            true => Some(self.side()?),
            false => None,
        };
        let after = self.take(|lexicon| &lexicon.after).copied();
        let mut last = high.as_ref().unwrap_or(&low).units.clone();
        if after.is_some() && last.is_none() {
            last = self.take_unit();
        }
        if self.at < self.rest_end() {
            return Err(self.unexpected(last.is_some()));
        }
        let relations = [before, low.inside, high.as_ref().and_then(|high| high.inside), after];
        self.finish(relations, low, high, last)
    }

    /// Puts the parts together and checks that they agree.
    fn finish(
        &self,
        relations: [Option<Relation>; 4],
        mut low: Side<'a>,
        high: Option<Side<'a>>,
        last: Option<Words<'a>>,
    ) -> Result<Quantity, ValueError> {
        let all = 0..self.text.chars().len();
        let stated = relations.into_iter().flatten().filter(|r| *r != Relation::Range);
        let mut stated = stated.filter(|relation| *relation != Relation::Exactly);
        let relation = stated.next();
        let opens_range = relations[0] == Some(Relation::Range);
        if stated.next().is_some() || (relation.is_some() && high.is_some()) {
            let message = "two words say how the number is meant";
            return Err(self.error(ValueErrorKind::Unexpected, all, message));
        }
        if opens_range && high.is_none() {
            return Err(self.error(ValueErrorKind::Unexpected, all, "the range has no upper end"));
        }
        let Some(high) = high else {
            self.check_size(&low)?;
            let unit = self.resolve_unit(last.or(low.units), low.number)?;
            let relation = relation.unwrap_or_default();
            return Ok(Quantity { relation, number: low.number, upper: None, unit });
        };
        self.share_scale(&mut low, &high)?;
        self.check_size(&low)?;
        self.check_size(&high)?;
        let words = self.common(low.units, last)?;
        if low.number.value() > high.number.value() {
            let message = "the range goes from the higher number to the lower";
            return Err(self
                .error(ValueErrorKind::Impossible, low.range.start..high.range.end, message)
                .help("write the lower number first, both with their scale word"));
        }
        let unit = self.resolve_unit(words, high.number)?;
        let (relation, number, upper) = (Relation::Range, low.number, Some(high.number));
        Ok(Quantity { relation, number, upper, unit })
    }

    /// In `7–10 billion` the scale word is that of both. In `RMB 7 to RMB 10 billion` nobody can
    /// tell, in `RMB 500,000 to RMB 1 million` it is that of the upper end.
    fn share_scale(&self, low: &mut Side<'a>, high: &Side<'a>) -> Result<(), ValueError> {
        if low.has_scale || !high.has_scale || low.has_unit_after {
            return Ok(());
        }
        let shared = Number::new(low.number.coefficient, high.number.exponent);
        if low.units.is_none() || high.units.is_none() {
            low.number = shared;
        } else if shared.compare(high.number).is_le() {
            let message = "it is not clear whether the scale word is that of both numbers";
            return Err(self
                .error(ValueErrorKind::BadNumber, low.range.start..high.range.end, message)
                .help("write the scale word after both numbers"));
        }
        Ok(())
    }

    fn check_size(&self, side: &Side<'a>) -> Result<(), ValueError> {
        if side.number.value().is_some() {
            return Ok(());
        }
        let message = "the amount is too large to be kept exactly";
        Err(self.error(ValueErrorKind::Impossible, side.range.clone(), message))
    }

    fn take<T>(&mut self, table: impl Fn(&'a Lexicon) -> &'a super::WordTable<T>) -> Option<&'a T> {
        self.skip_spaces();
        let (length, meaning) = table(self.lexicon).longest(self.rest())?;
        self.at += length;
        Some(meaning)
    }

    /// What stands between the ends of a range. Two dashes are one between 7 and 10; but the second
    /// is a sign where it is another one than the first, or where the lower end is negative.
    fn take_between(&mut self, is_negative: bool) -> bool {
        self.skip_spaces();
        let start = self.at;
        if self.take(|lexicon| &lexicon.between).is_none() {
            return false;
        }
        if self.at == start + 2 && self.text.chars()[start..self.at] == ['-', '-'] {
            let mark = |at: usize| &self.source[self.text.bytes(at..at + 1)];
            if is_negative || mark(start) != mark(start + 1) {
                self.at = start + 1;
            }
        }
        true
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().iter().take_while(|c| **c == ' ').count();
    }

    fn rest(&self) -> &'a [char] {
        &self.text.chars()[self.at..]
    }

    fn rest_end(&self) -> usize {
        self.text.chars().len()
    }

    /// What is left is no word known here.
    fn unexpected(&self, has_unit: bool) -> ValueError {
        let start = self.at + self.rest().iter().take_while(|c| **c == ' ').count();
        let range = start..self.rest_end();
        let found = &self.source[self.text.bytes(range.clone())];
        if has_unit || found.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("`{found}` is not understood here");
            return self.error(ValueErrorKind::Unexpected, range, &message);
        }
        let message = format!("`{found}` is not a unit that this site knows");
        let error = self.error(ValueErrorKind::UnknownUnit, range, &message);
        match closest(found, self.lexicon.unit_texts.iter().map(|word| &**word)) {
            Some(likely) => error.help(format!("did you mean `{likely}`?")),
            None => error
                .help("use a unit of the locale files, or define it under `units` in `site.yaml`"),
        }
    }

    fn error(&self, kind: ValueErrorKind, range: Range<usize>, message: &str) -> ValueError {
        ValueError::new(kind, self.text.bytes(range), message)
    }
}

#[cfg(test)]
mod tests {
    use super::{Expect, Relation, Unit, ValueErrorKind};
    use crate::locale::test_locales::lexicon;
    use crate::value::Currency;
    use crate::value::{Quantity, Units};

    fn money() -> Expect {
        Expect::Money(Currency::from_code("CNY").expect("a code in use"))
    }

    fn unit(name: &str) -> Expect {
        Expect::Unit(Units::builtin().unit(name).expect("a built-in unit"))
    }

    /// Relation, numbers with their exponents, and the unit, as one line.
    fn describe(quantity: &Quantity) -> String {
        let units = Units::builtin();
        let number = |number: crate::value::Number| match number.exponent {
            0 => number.coefficient.to_string(),
            exponent => format!("{}e{exponent}", number.coefficient),
        };
        let upper = quantity.upper.map(|upper| format!("..{}", number(upper))).unwrap_or_default();
        let unit = quantity.unit.map_or("-", |unit| units.name(unit));
        let relation = match quantity.relation {
            Relation::Exactly => "",
            relation => relation.name(),
        };
        format!("{relation} {}{upper} {unit}", number(quantity.number)).trim().to_owned()
    }

    #[track_caller]
    fn check(expect: Expect, text: &str, expected: &str) {
        let read = Quantity::parse(text, lexicon(), expect);
        assert_eq!(read.as_ref().map(describe).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn money_is_read_in_every_language() {
        check(Expect::Any, "400 亿元", "400e8 CNY");
        check(Expect::Any, "400亿元", "400e8 CNY");
        check(Expect::Any, "RMB 40 billion", "40e9 CNY");
        check(Expect::Any, "RMB\u{a0}40\u{a0}billion", "40e9 CNY");
        check(Expect::Any, "RMB40 billion yuan", "40e9 CNY");
        check(Expect::Any, "CNY 1.2 bn", "1.2e9 CNY");
        check(Expect::Any, "40 billion yuan", "40e9 CNY");
        check(money(), "RMB 5m", "5e6 CNY");
        check(money(), "5 m yuan", "5e6 CNY");
        check(Expect::Any, "9000 万元", "9000e4 CNY");
        check(Expect::Any, "￥2.5亿", "2.5e8 CNY");
        check(Expect::Any, "5.2 亿美元", "5.2e8 USD");
        check(Expect::Any, "US$1.36 trillion", "1.36e12 USD");
        check(Expect::Any, "KES 5 million", "5e6 KES");
        check(Expect::Any, "KSh 5 milioni", "5e6 KES");
        check(Expect::Any, "KSh milioni 5", "5e6 KES");
        check(Expect::Any, "RMB 29,000 million", "29000e6 CNY");
        check(Expect::Any, "1.2万亿元", "1.2e12 CNY");
        check(Expect::Any, "2百万元", "2e6 CNY");
        check(Expect::Any, "-1.5 亿元", "-1.5e8 CNY");
        check(Expect::Any, "PEN 3", "3 PEN");
        check(Expect::Any, "−RMB 5 million", "-5e6 CNY");
    }

    #[test]
    fn numbers_come_in_many_forms() {
        check(Expect::Any, "21", "21 -");
        check(Expect::Any, "383.80", "383.80 -");
        check(Expect::Any, "２９０．５亿元", "290.5e8 CNY");
        check(Expect::Any, "1,234,567", "1234567 -");
        check(Expect::Any, "1 234 567", "1234567 -");
        check(Expect::Any, "12\u{202f}345.67", "12345.67 -");
        check(Expect::Any, "两百八十九点六二亿元", "289.62e8 CNY");
        check(Expect::Any, "三万五千元", "35000 CNY");
        check(Expect::Any, "1亿2000万元", "12000e4 CNY");
        check(Expect::Any, "三百五", "350 -");
        check(Expect::Any, "一百零五个", "105 item");
        check(Expect::Any, "百亿元", "100e8 CNY");
        check(Expect::Any, "十亿元", "10e8 CNY");
        check(Expect::Any, "二十余家", "some_over 20 company");
    }

    #[test]
    fn units_are_read_by_their_words_and_symbols() {
        check(Expect::Any, "500 MW", "500 mw");
        check(Expect::Any, "500兆瓦", "500 mw");
        check(Expect::Any, "500千瓦", "500 kw");
        check(Expect::Any, "500万千瓦", "500e4 kw");
        check(Expect::Any, "13 亩", "13 mu");
        check(Expect::Any, "5 m", "5 m");
        check(Expect::Any, "5 m2", "5 m2");
        check(Expect::Any, "13.3 million hectares", "13.3e6 ha");
        check(Expect::Any, "81%", "81 percent");
        check(Expect::Any, "８１％", "81 percent");
        check(Expect::Any, "81 percent", "81 percent");
        check(Expect::Any, "百分之八十一", "81 percent");
        check(Expect::Any, "asilimia 81", "81 percent");
        check(Expect::Any, "5个百分点", "5 percentage-point");
        check(Expect::Any, "5 percentage points", "5 percentage-point");
        check(unit("project"), "21", "21 project");
        check(unit("project"), "21个", "21 project");
        check(unit("project"), "21 projects", "21 project");
        check(unit("project"), "miradi 21", "21 project");
        check(unit("person"), "30余位", "some_over 30 person");
        check(unit("mw"), "500 kW", "500 kw");
        check(Expect::Count, "21家", "21 company");
        check(Expect::Count, "21", "21 -");
        check(unit("percent"), "6.0%", "6.0 percent");
    }

    #[test]
    fn relations_are_words_and_symbols() {
        check(Expect::Any, "≥ 30", "at_least 30 -");
        check(Expect::Any, ">= 10 亿元", "at_least 10e8 CNY");
        check(Expect::Any, "30余", "some_over 30 -");
        check(Expect::Any, "20多亿元", "some_over 20e8 CNY");
        check(Expect::Any, "290亿多元", "some_over 290e8 CNY");
        check(Expect::Any, "about 30", "about 30 -");
        check(Expect::Any, "Over 30", "more_than 30 -");
        check(Expect::Any, "~30", "about 30 -");
        check(Expect::Any, "not less than 400 亿元", "at_least 400e8 CNY");
        check(Expect::Any, "不低于400亿元", "at_least 400e8 CNY");
        check(unit("event"), "5场以上", "at_least 5 event");
        check(Expect::Any, "30 or more projects", "at_least 30 project");
        check(Expect::Any, "10亿元左右", "about 10e8 CNY");
        check(Expect::Any, "at least RMB 40 billion", "at_least 40e9 CNY");
        check(Expect::Any, "30-odd people", "some_over 30 person");
        check(Expect::Any, "angalau miradi 30", "at_least 30 project");
        check(Expect::Any, "20+", "at_least 20 -");
    }

    #[test]
    fn ranges_share_what_is_said_once() {
        check(Expect::Any, "7–10 亿元", "range 7e8..10e8 CNY");
        check(Expect::Any, "7亿～10亿元", "range 7e8..10e8 CNY");
        check(Expect::Any, "7亿元到10亿元", "range 7e8..10e8 CNY");
        check(Expect::Any, "RMB 700 million to RMB 1 billion", "range 700e6..1e9 CNY");
        check(Expect::Any, "RMB 700 million to 1 billion", "range 700e6..1e9 CNY");
        check(Expect::Any, "between 7 and 10 billion yuan", "range 7e9..10e9 CNY");
        check(Expect::Any, "81–85%", "range 81..85 percent");
        check(Expect::Any, "15%～30%", "range 15..30 percent");
        check(Expect::Any, "500-600 MW", "range 500..600 mw");
        check(Expect::Any, "7 - 10", "range 7..10 -");
        check(Expect::Any, "RMB 500,000 to RMB 1 million", "range 500000..1e6 CNY");
        check(Expect::Any, "5000元到2万元", "range 5000..2e4 CNY");
        check(Expect::Any, "7--10", "range 7..10 -");
        check(Expect::Any, "-30–-10", "range -30..-10 -");
        check(Expect::Any, "-30--10", "range -30..-10 -");
        check(Expect::Any, "−30 to −10 people", "range -30..-10 person");
        check(Expect::Any, "-30～10", "range -30..10 -");
    }

    #[track_caller]
    fn check_error(expect: Expect, text: &str, kind: ValueErrorKind, part: &str, message: &str) {
        let error = Quantity::parse(text, lexicon(), expect).expect_err(text);
        assert_eq!((error.kind, &text[error.range.clone()]), (kind, part), "{error:?}");
        let all = format!("{} {}", error.message, error.help.unwrap_or_default());
        assert!(all.contains(message), "{all}");
    }

    #[test]
    fn money_needs_its_unit() {
        let kind = ValueErrorKind::MissingUnit;
        check_error(money(), "290", kind, "290", "did you mean `290亿元` or `RMB 29 billion`");
        check_error(money(), "290亿", kind, "290亿", "`290亿元`");
        check_error(money(), "29000000000", kind, "29000000000", "`290亿元`");
        check_error(money(), "7–10", kind, "7–10", "needs a unit");
        check_error(unit("mw"), "500", kind, "500", "did you mean `500 MW`?");
        check_error(unit("percent"), "81", kind, "81", "`81 %`");
    }

    #[test]
    fn other_units_are_named() {
        check_error(
            money(),
            "500 MW",
            ValueErrorKind::WrongUnit,
            "MW",
            "expected an amount of money",
        );
        check_error(unit("project"), "5 亩", ValueErrorKind::WrongUnit, "亩", "expected project");
        check_error(unit("CNY"), "US$5 million", ValueErrorKind::WrongUnit, "US$", "expected CNY");
        check_error(
            Expect::Any,
            "21 blorps",
            ValueErrorKind::UnknownUnit,
            "blorps",
            "`blorps` is not",
        );
        check_error(Expect::Any, "5 RMB foo", ValueErrorKind::Unexpected, "foo", "not understood");
        check_error(
            Expect::Any,
            "5 MW–1 GW",
            ValueErrorKind::WrongUnit,
            "GW",
            "do not go together",
        );
        check_error(
            Expect::Any,
            "RMB 5 US dollars",
            ValueErrorKind::WrongUnit,
            "US dollars",
            "`RMB`",
        );
    }

    #[test]
    fn numbers_that_lose_or_hide_digits_are_rejected() {
        let kind = ValueErrorKind::BadNumber;
        check_error(Expect::Any, "1e3", kind, "1e3", "`1e3`");
        check_error(Expect::Any, "1_000", kind, "1_000", "leave the `_` out");
        check_error(Expect::Any, "1,00", kind, "1,00", "groups of three");
        check_error(Expect::Any, "1.2.3", kind, "1.2.3", "not how a number");
        check_error(
            Expect::Any,
            "0.12345678901234567890123456789",
            kind,
            "0.12345678901234567890123456789",
            "28 digits",
        );
        check_error(
            Expect::Any,
            "123456789012345678901234567890",
            kind,
            "123456789012345678901234567890",
            "28 digits",
        );
        check_error(Expect::Any, "007", kind, "007", "start with 0");
        check_error(Expect::Any, "三四个", kind, "三四", "not one number");
        check_error(Expect::Any, "many", kind, "many", "expected a number");
        check_error(Expect::Any, "about", kind, "", "missing at the end");
        check_error(Expect::Any, "7–", kind, "", "missing at the end");
        check_error(Expect::Any, "  ", ValueErrorKind::Empty, "  ", "missing");
    }

    #[test]
    fn what_cannot_be_is_rejected() {
        check_error(
            Expect::Any,
            "10–7 亿元",
            ValueErrorKind::Impossible,
            "10–7 亿",
            "lower number first",
        );
        check_error(
            Expect::Any,
            "99999999999999999999999 万亿元",
            ValueErrorKind::Impossible,
            "99999999999999999999999 万亿",
            "too large",
        );
        check_error(
            Expect::Any,
            "about 30余",
            ValueErrorKind::Unexpected,
            "about 30余",
            "two words",
        );
        check_error(
            Expect::Any,
            "about 7–10",
            ValueErrorKind::Unexpected,
            "about 7–10",
            "two words",
        );
        check_error(
            Expect::Any,
            "RMB 7 to RMB 10 billion",
            ValueErrorKind::BadNumber,
            "RMB 7 to RMB 10 billion",
            "after both",
        );
        check_error(
            Expect::Any,
            "between 7",
            ValueErrorKind::Unexpected,
            "between 7",
            "no upper end",
        );
    }

    #[test]
    fn units_of_the_site_are_read_in_their_language() {
        use crate::value::{
            Id, Lang, Localized, PluralForms, UnitDefinition, UnitFactor, UnitKind,
        };
        let mut units = Units::builtin();
        let forms =
            [(Lang(0), PluralForms::same("个摊位")), (Lang(1), PluralForms::same("stalls"))];
        let id = units.add(UnitDefinition {
            id: Id::parse("stall").expect("an id"),
            kind: UnitKind::Count,
            factor: UnitFactor::ONE,
            of: None,
            symbol: None,
            forms: Localized::new(forms),
        });
        let locales = ["zh", "en"].map(crate::locale::test_locales::locale);
        let lexicon = crate::locale::Lexicon::new(&locales, &units);
        for (text, locale) in ["30个摊位", "30 stalls"].iter().zip(&locales) {
            let read = lexicon.quantity(text, Expect::Count).expect("a quantity");
            assert_eq!(read.unit, id.map(Unit::Named));
            assert_eq!(locale.quantity(&read, &units), *text);
        }
    }
}
