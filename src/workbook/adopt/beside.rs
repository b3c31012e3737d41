//! Columns that say the unit or the period of others.

use super::guess::{Column, Guess, Tells};
use super::site::Site;
use super::yaml;
use crate::locale::Expect;
use crate::value::Unit;
use crate::workbook::pattern::{narrow, squeezed};

/// How far a column of units may stand from its numbers.
const NEAR: u32 = 2;

/// Gives columns that lack a unit or a period that of a column beside them; `of_sheet` is the unit or the
/// scale that is said above the table.
pub(super) fn neighbours(
    guesses: &mut [Guess],
    columns: &[Column],
    site: &Site<'_>,
    of_sheet: Option<&str>,
) {
    let units: Vec<(u32, String)> = { guesses.iter() }
        .filter(|guess| guess.tells == Some(Tells::Unit))
        .map(|guess| (guess.number, guess.head.clone()))
        .collect();
    for (guess, column) in guesses.iter_mut().zip(columns) {
        if guess.lacks_unit.is_none() || guess.said.is_empty() {
            continue;
        }
        let remark = column.text.remark.as_deref().unwrap_or_default();
        let named = units.iter().find(|(_, head)| squeezed(head) == squeezed(remark));
        // Where each row is of an indicator, its unit is that of all its periods.
        let is_of_row = guess.said.iter().any(|(key, value)| *key == "field" && value == "value");
        let is_near = |number: u32| is_of_row || number.abs_diff(guess.number) <= NEAR;
        let near = units.iter().filter(|(number, _)| is_near(*number));
        // One to the right of its numbers goes before one to the left.
        let near =
            near.min_by_key(|(number, _)| (number.abs_diff(guess.number), *number < guess.number));
        let scale = || of_sheet.filter(|scale| site.cues().unit(scale).is_none());
        if let Some((_, head)) = named.or(near) {
            guess.said.push(("unit_in", yaml::scalar(head)));
            guess.lacks_unit = None;
            guess.why = format!("{}; the unit stands in “{head}”", guess.why);
            match (&column.text.scale, scale()) {
                (Some(scale), _) => guess.why = format!("{}; its head says {scale}", guess.why),
                (None, Some(scale)) => add_scale(guess, scale, is_of_row),
                (None, None) => {}
            }
        } else if let (Some(scale), None) = (scale(), &column.text.scale) {
            add_scale(guess, scale, is_of_row);
        } else if let Some((head, words)) = by_words(remark, columns, site) {
            let words = words.iter().map(|(word, unit)| (word.as_str(), yaml::scalar(unit)));
            let head_yaml = yaml::scalar(&head);
            let all: Vec<(&str, String)> =
                std::iter::once(("column", head_yaml)).chain(words).collect();
            let all = yaml::flow(all.iter().map(|(key, value)| (*key, value.as_str())));
            guess.said.push(("unit_in", all));
            guess.lacks_unit = None;
            guess.why = format!("{}; “{head}” says in which unit", guess.why);
        }
    }
    currencies(guesses, columns, site, of_sheet);
    let period = guesses
        .iter()
        .find(|guess| guess.tells == Some(Tells::Period))
        .map(|guess| guess.head.clone());
    let Some(head) = period else { return };
    for guess in guesses.iter_mut().filter(|guess| guess.lacks_period.is_some()) {
        guess.lacks_period = None;
        guess.said.retain(|(key, _)| !matches!(*key, "period" | "basis"));
        guess.said.push(("period_in", yaml::scalar(&head)));
        guess.why = format!("{}; the period stands in “{head}”", guess.why);
    }
}

/// The scale that stands above the table, for a column that says none.
fn add_scale(guess: &mut Guess, scale: &str, is_of_row: bool) {
    match is_of_row {
        // Shares and people are in no millions.
        true => guess.doubts.push(format!("“{scale}” stands above the table")),
        false => {
            guess.said.push(("unit", yaml::scalar(scale)));
            guess.why = format!("{}; “{scale}” stands above the table", guess.why);
        }
    }
}

/// Amounts of money whose head says a unit, or that of the sheet, beside a column of currencies: the
/// head then says the scale alone.
fn currencies(guesses: &mut [Guess], columns: &[Column], site: &Site<'_>, of_sheet: Option<&str>) {
    let is_currency = |text: &String| {
        let factor = site.lexicon.factor(text, Expect::Any);
        factor.is_some_and(|one| one.power == 0 && matches!(one.unit, Some(Unit::Money(_))))
    };
    let all: Vec<(u32, String, Vec<Option<Unit>>)> = { guesses.iter().zip(columns) }
        .filter(|(guess, column)| {
            guess.tells == Some(Tells::Unit) && column.sample.parts(None).iter().all(is_currency)
        })
        .map(|(guess, column)| {
            let units = column.sample.parts(None).iter().map(|one| site.cues().unit(one)).collect();
            (guess.number, guess.head.clone(), units)
        })
        .collect();
    let takers = |guesses: &[Guess]| -> Vec<String> {
        let said = guesses.iter().flat_map(|guess| &guess.said);
        said.filter(|(key, _)| *key == "unit_in").map(|(_, head)| head.clone()).collect()
    };
    let taken = takers(guesses);
    let is_in =
        |taken: &[String], head: &str| taken.iter().any(|one| one.contains(&yaml::scalar(head)));
    let money = |unit: &str| site.cues().unit(unit).filter(|unit| matches!(unit, Unit::Money(_)));
    let mut named: Vec<Option<Unit>> = Vec::new();
    for (guess, column) in guesses.iter_mut().zip(columns) {
        let has = |key: &str| guess.said.iter().any(|(own, _)| *own == key);
        let own = column.text.unit.as_deref();
        let is_amount = has("figure")
            || has("target")
            || guess.said.iter().any(|(_, path)| path == "investment");
        let of_sheet = of_sheet.filter(|unit| money(unit).is_some() && own.is_none() && is_amount);
        let Some(unit) = own.or(of_sheet).filter(|unit| money(unit).is_some()) else { continue };
        named.push(money(unit));
        if guess.said.is_empty() || has("unit_in") || column.sample.n_numbers == 0 {
            continue;
        }
        // Amounts without a currency in their head go before those in USD million.
        let free = all.iter().filter(|(_, head, units)| {
            !is_in(&taken, head) && units.iter().any(|one| *one != money(unit))
        });
        let near = free.min_by_key(|(number, ..)| number.abs_diff(guess.number));
        let Some((_, head, _)) = near else { continue };
        if of_sheet.is_some() {
            guess.said.push(("unit", yaml::scalar(unit)));
        }
        guess.said.push(("unit_in", yaml::scalar(head)));
        guess.why = format!("{}; its currency stands in “{head}”", guess.why);
        guess.doubts.push(format!("“{unit}” says one, too"));
    }
    // A currency that no column takes would be lost.
    let taken = takers(guesses);
    for (number, head, units) in &all {
        let is_lost = !is_in(&taken, head) && !units.iter().all(|unit| named.contains(unit));
        let guess = guesses.iter_mut().find(|guess| guess.number == *number && is_lost);
        if let Some(guess) = guess {
            guess.doubts.push("no column takes its currency from it".to_owned());
        }
    }
}

/// The column whose words a remark gives units, 内资 = 亿元, 外资 = 万美元, with these.
fn by_words(
    remark: &str,
    columns: &[Column],
    site: &Site<'_>,
) -> Option<(String, Vec<(String, String)>)> {
    let narrow: String = remark.chars().map(narrow).collect();
    let parts = narrow.split([',', ';', '、']);
    let pairs = parts.map(|part| {
        let (word, unit) = part.split_once(['=', ':'])?;
        let unit = unit.trim();
        site.cues().unit(unit)?;
        Some((word.trim().to_owned(), unit.to_owned()))
    });
    let pairs: Vec<(String, String)> = pairs.collect::<Option<_>>()?;
    let is_of = |column: &&Column| {
        let texts = &column.sample.texts;
        let is_word =
            |text: &String| pairs.iter().any(|(word, _)| squeezed(word) == squeezed(text));
        !texts.is_empty() && texts.iter().all(is_word)
    };
    let column = columns.iter().find(is_of).filter(|_| pairs.len() > 1)?;
    Some((column.head.clone(), pairs))
}
