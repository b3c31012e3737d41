//! Columns that say the unit or the period of others.

use super::guess::{Column, Guess, Tells};
use super::site::Site;
use super::yaml;
use crate::workbook::pattern::{narrow, squeezed};

/// How far a column of units may stand from its numbers.
const NEAR: u32 = 2;

/// Gives columns that lack a unit or a period that of a column beside them.
pub(super) fn neighbours(guesses: &mut [Guess], columns: &[Column], site: &Site<'_>) {
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
        if let Some((_, head)) = named.or(near) {
            guess.said.push(("unit_in", yaml::scalar(head)));
            guess.lacks_unit = None;
            guess.why = format!("{}; the unit stands in “{head}”", guess.why);
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
