//! Which unit the words around a number mean.

use super::{Reader, Words};
use crate::locale::lexicon::Expect;
use crate::locale::lexicon::text::fold_word;
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Currency, Unit, ValueError, ValueErrorKind};
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// The unit that is meant, if the words around the number allow the one expected.
    pub(super) fn resolve_unit(
        &self,
        words: Option<Words<'a>>,
    ) -> Result<Option<Unit>, ValueError> {
        let units = &self.lexicon.units;
        let Some(words) = words else { return self.unit_of_bare_number() };
        let meanings = || words.meanings.iter().copied();
        let found = match self.expect {
            Expect::Any => meanings().next(),
            Expect::Money(_) => meanings().find(|unit| matches!(unit, Unit::Money(_))),
            Expect::Count => meanings().find(|unit| units.is_count(*unit)),
            Expect::Unit(unit) => meanings()
                .find(|meaning| *meaning == unit)
                .or_else(|| meanings().find(|meaning| units.comparable(*meaning, unit))),
        };
        if found.is_some() {
            return Ok(found);
        }
        let word = self.word(&words);
        let expected = match self.expect {
            Expect::Money(_) => "an amount of money".to_owned(),
            Expect::Unit(unit) => format!("`{}`", units.name(unit)),
            Expect::Count | Expect::Any => "a count".to_owned(),
        };
        let message = format!("expected {expected}, found `{word}`");
        Err(self.error(ValueErrorKind::WrongUnit, words.range, &message))
    }

    fn unit_of_bare_number(&self) -> Result<Option<Unit>, ValueError> {
        let currency = match self.expect {
            Expect::Any | Expect::Count => return Ok(None),
            Expect::Unit(unit) if self.lexicon.units.is_told_bare(unit) => return Ok(Some(unit)),
            Expect::Money(currency) | Expect::Unit(Unit::Money(currency)) => Some(currency),
            Expect::Unit(_) => None,
        };
        let all = 0..self.text.chars().len();
        let written = self.source.trim();
        let (message, help) = match (currency, self.expect) {
            (Some(currency), _) => {
                // A column of millions says how large the amounts of its cells are.
                let of_column = self.column.and_then(|column| {
                    self.lexicon.factor(column.unit, self.expect).map(|factor| factor.power)
                });
                let scale = of_column.filter(|power| *power > 0);
                let help = self.lexicon.money_help(written, currency, scale, usize::MAX);
                (format!("an amount needs a unit, found `{written}`"), help)
            }
            (None, Expect::Unit(unit)) => {
                let help = self.lexicon.unit_help(written, self.unit_text(unit), unit);
                (format!("this figure needs its unit, found `{written}`"), help)
            }
            _ => return Ok(None),
        };
        let help = help.unwrap_or_else(|| "write its unit as well".to_owned());
        Err(self.error(ValueErrorKind::MissingUnit, all, &message).help(help))
    }

    /// A word for a unit that this site reads.
    fn unit_text(&self, unit: Unit) -> &str {
        let mut words = self.lexicon.unit_texts.iter().map(|word| &**word);
        let word = words.find(|word| {
            let chars = fold_word(word);
            let found = self.lexicon.unit_words.longest(&chars);
            found.is_some_and(|(_, meanings)| meanings.contains(&unit))
        });
        word.unwrap_or(self.lexicon.units.name(unit))
    }

    /// What both words around a number, or at both ends of a range, can stand for.
    pub(super) fn common(
        &self,
        first: Option<Words<'a>>,
        second: Option<Words<'a>>,
    ) -> Result<Option<Words<'a>>, ValueError> {
        let (Some(first), Some(second)) = (&first, &second) else { return Ok(first.or(second)) };
        let meanings = first.meanings.iter().copied();
        let both: Vec<_> = meanings.filter(|unit| second.meanings.contains(unit)).collect();
        if both.is_empty() {
            let message = format!(
                "the units `{}` and `{}` do not go together",
                self.word(first),
                self.word(second)
            );
            return Err(self.error(ValueErrorKind::WrongUnit, second.range.clone(), &message));
        }
        let (range, of_column) = (second.range.clone(), second.of_column);
        Ok(Some(Words { meanings: both.into(), range, of_column }))
    }

    /// A word for a unit as it is written.
    fn word(&self, words: &Words<'a>) -> &'a str {
        words.of_column.unwrap_or(&self.source[self.text.bytes(words.range.clone())])
    }

    /// A word for a unit, or the code of a currency.
    pub(super) fn take_unit(&mut self) -> Option<Words<'a>> {
        self.skip_spaces();
        let (length, meanings) = self.peek_unit()?;
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Words { meanings, range, of_column: None })
    }

    fn peek_unit(&self) -> Option<(usize, Cow<'a, [Unit]>)> {
        if let Some((length, meanings)) = self.lexicon.unit_words.longest(self.rest()) {
            return Some((length, meanings.into()));
        }
        let code: String = self.rest().iter().take_while(|c| is_letter(**c)).take(4).collect();
        let currency = Currency::from_code(&code)?;
        Some((code.len(), vec![Unit::Money(currency)].into()))
    }
}
