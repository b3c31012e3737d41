//! A column as a field of a record, as one of its parties or categories, or as a fact.

use super::dictionary::Name;
use super::guess::{Certainty, Column, Guess, Guesser, Need};
use super::yaml;
use crate::schema::Shape;
use crate::value::Unit;
use crate::workbook::pattern::squeezed;

/// What stands between several names, and in none.
const SEVERAL: [char; 6] = ['、', '|', '｜', ';', '；', '\n'];

impl Guesser<'_> {
    /// A field of a record.
    pub(super) fn field(&self, column: &Column, path: &str, why: String) -> Option<Guess> {
        let site = self.site;
        let shape = site.shape(self.around.collection, path)?;
        let sample = &column.sample;
        // North; East: several regions, where records may have more than one.
        let is_several = matches!(shape, Shape::Reference(_))
            && sample.texts.iter().any(|text| text.contains(SEVERAL));
        let several = format!("{path}s");
        if is_several && site.shape(self.around.collection, &several).is_some() {
            return self.field(column, &several, why);
        }
        let mut guess = Guess::new(column, vec![("field", path.to_owned())], why, Certainty::Sure);
        match &shape {
            Shape::Parts => return None,
            Shape::Text => {
                if let Some(code) = site.language_of(&sample.texts) {
                    guess.said[0].1 = format!("{path}.{code}");
                }
            }
            Shape::Quantity => guess = self.with_unit(column, guess),
            Shape::Period if !sample.is_mostly(sample.n_dates) => {
                guess = guess.doubt("not all of these are dates");
            }
            Shape::Reference(_) | Shape::Party => guess = self.named(column, guess, &shape),
            Shape::List(items) => match &**items {
                Shape::Parts => return None,
                Shape::Text => {
                    let code = site.language_of(&sample.texts);
                    if let Some(code) = code {
                        guess.said[0].1 = format!("{path}.{code}");
                    }
                }
                items => guess = self.named(column, guess, items),
            },
            Shape::Word if path == "id" => {
                if !sample.is_key() {
                    let why = format!(
                        "{} different keys in {} rows, so it is no id",
                        sample.n_distinct, sample.n_rows
                    );
                    return self
                        .fact(column, &Vec::new(), false, why)
                        .map(|guess| guess.doubt("it looks like a key"));
                }
            }
            Shape::Word => {
                // Words that the program knows are in the letters of ids.
                let is_word = |text: &String| text.bytes().all(|b| b.is_ascii_graphic());
                if path != "url" && !sample.texts.iter().all(is_word) {
                    return None;
                }
            }
            Shape::Period | Shape::Free => {}
        }
        Some(guess)
    }

    /// A reference by names, with the records that are not there yet.
    fn named(&self, column: &Column, mut guess: Guess, shape: &Shape) -> Guess {
        let sample = &column.sample;
        let Some(collection) = shape.collection() else { return guess };
        let of = self.site.names.of(collection);
        let is_known = |text: &str| of.is_some_and(|of| of.find(text).is_some() || of.has_id(text));
        // Commas stand in names of companies.
        let split = [',', '，'].into_iter().find(|separator| {
            let n = sample.separators.get(separator).copied().unwrap_or(0);
            n > 0
                && *shape != Shape::Party
                && matches!(
                    self.site.shape(self.around.collection, &guess.said[0].1),
                    Some(Shape::List(_))
                )
        });
        let is_list = matches!(
            self.site.shape(self.around.collection, &guess.said[0].1),
            Some(Shape::List(_))
        );
        let values = match is_list {
            true => sample.parts(split),
            false => sample.parts(Some('\u{0}')),
        };
        let by_id =
            of.is_some_and(|of| !values.is_empty() && values.iter().all(|one| of.has_id(one)));
        if !by_id {
            guess.said.push(("by", "name".to_owned()));
        }
        if let Some(split) = split {
            guess.said.push(("split", yaml::scalar(&split.to_string())));
        }
        let unknown: Vec<&String> = values.iter().filter(|value| !is_known(value)).collect();
        if *shape == Shape::Party || unknown.is_empty() {
            return guess;
        }
        // A name is short; a text of many words is none.
        let is_text = unknown.iter().any(|name| name.chars().count() > 60);
        let is_listed = matches!(collection, "parks" | "regions" | "industries" | "sources");
        if !is_listed || is_text {
            let names: Vec<&str> = unknown.iter().take(3).map(|name| name.as_str()).collect();
            return guess.doubt(&format!("{collection} lack {}", names.join(", ")));
        }
        let need = |name: &&String| Need::Named {
            collection: collection.to_owned(),
            name: (*name).clone(),
        };
        guess.needs.extend(unknown.iter().map(need));
        guess
    }

    /// A quantity with the unit of its head, of its sheet, or none.
    pub(super) fn with_unit(&self, column: &Column, mut guess: Guess) -> Guess {
        let sample = &column.sample;
        let bare = sample.n_numbers;
        // Nothing is nothing in any unit: that of the other cells will do.
        let zeros = sample.texts.iter().filter(|text| text.trim_matches(['0', '.']).is_empty());
        if bare > 0 && bare == zeros.count() && column.text.unit.is_none() {
            let read = |text: &String| {
                let number =
                    text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                self.site.cues().unit(number).map(|_| number.to_owned())
            };
            if let Some(unit) = sample.texts.iter().find_map(read) {
                guess.said.push(("unit", yaml::scalar(&unit)));
                return guess;
            }
        }
        let head_unit = column.text.unit.as_deref();
        if let Some(unit) = head_unit.filter(|unit| self.around.unit != Some(unit)) {
            guess.said.push(("unit", yaml::scalar(unit)));
        }
        let is_within = |remark: &&String| {
            head_unit.is_some_and(|unit| remark.len() > unit.len() && remark.contains(unit))
        };
        if let Some(remark) = column.text.remark.as_ref().filter(is_within) {
            guess = guess.doubt(&format!("its unit is a part of “{remark}”"));
        }
        let own = self.own_unit(&guess);
        let units = self.site.units;
        let is_bare = own.is_some_and(|own| units.is_told_bare(own));
        let said = |unit: Option<&str>| unit.and_then(|unit| self.site.cues().unit(unit));
        // What the sheet says is no unit of shares and areas where it is money.
        let can_have = |unit| own.is_none_or(|own| units.comparable(own, unit));
        let is_of_sheet = said(self.around.unit).is_some_and(can_have);
        if let (Some(own), Some(unit)) = (own, said(head_unit))
            && !can_have(unit)
        {
            guess = guess.doubt(&format!("the indicator is measured in {}", units.name(own)));
        }
        if head_unit.is_none() && !is_of_sheet && !is_bare && bare > 0 {
            let remark = column.text.remark.as_deref();
            guess.lacks_unit = Some(match remark {
                Some(remark) => format!("the unit may be told by “{remark}”"),
                None => "no unit is said: add `unit: …`".to_owned(),
            });
        }
        if !sample.is_mostly(sample.n_amounts()) && sample.n() > 0 {
            guess = guess.doubt("not all of these are amounts");
        }
        guess
    }

    /// The unit of the indicator of the site that a column is of.
    fn own_unit(&self, guess: &Guess) -> Option<Unit> {
        let (key, id) = guess.said.first()?;
        let own = self.site.own_indicator(id).filter(|_| matches!(*key, "figure" | "target"));
        own?.unit
    }

    /// The stage that rows are at, by its name.
    pub(super) fn stage(&self, column: &Column, why: String) -> Option<Guess> {
        let sample = &column.sample;
        let has_list = self.site.shape(self.around.collection, "milestones").is_some();
        if !has_list {
            return None;
        }
        if sample.n() > 0 && sample.n_stages == sample.n() {
            let said = vec![("field", "stage".to_owned()), ("by", "name".to_owned())];
            let why = format!("{why}; all are names of stages");
            return Some(Guess::new(column, said, why, Certainty::Sure));
        }
        let unknown: Vec<String> = column.sample.parts(None);
        let unknown: Vec<&str> = unknown
            .iter()
            .map(String::as_str)
            .filter(|text| self.site.stage_of(text).is_none())
            .take(3)
            .collect();
        let label: Name = Vec::new();
        let why = format!("{why}; no stages: {}", unknown.join(", "));
        self.fact(column, &label, false, why)
    }

    pub(super) fn party(
        &self,
        column: &Column,
        role: &str,
        name: &Name,
        why: String,
    ) -> Option<Guess> {
        let texts = column.text.candidates.iter().map(|one| squeezed(&one.text));
        let texts: Vec<String> = texts.collect();
        let is_it = |(id, names): &&(String, Vec<String>)| {
            id == role || names.iter().any(|name| texts.contains(name))
        };
        let own = self.site.roles.iter().find(is_it).map(|(id, _)| id.clone());
        match own {
            Some(role) => self.field(column, &format!("parties.{role}"), why),
            None => self.fact(column, name, false, why),
        }
    }

    pub(super) fn categories(&self, column: &Column, name: &Name, why: String) -> Option<Guess> {
        let values = column.sample.parts(None);
        let of = self.site.names.of("categories");
        let is_known = |value: &String| of.is_some_and(|of| of.find(value).is_some());
        match !values.is_empty() && values.iter().all(is_known) {
            true => self.field(column, "categories", why),
            false => self.fact(column, name, false, why),
        }
    }

    /// A fact of each record, under a label: its name, or else its head.
    pub(super) fn fact(
        &self,
        column: &Column,
        name: &Name,
        is_money: bool,
        why: String,
    ) -> Option<Guess> {
        self.site.shape(self.around.collection, "facts")?;
        let sample = &column.sample;
        let head = column.parts.last().cloned().unwrap_or_default();
        let mut label = self.site.name(name);
        let unit = column.text.unit.as_deref();
        // A unit that cannot be read is said in the label, as it is in the head.
        let is_of_unit =
            |remark: &String| remark.split('/').any(|part| self.site.cues().unit(part).is_some());
        let is_plain = !column.text.remark.as_ref().is_some_and(is_of_unit);
        if label.is_empty() || !is_plain {
            // A label must be there in every language: a head stands for all.
            label = Vec::new();
        }
        // The unit of the sheet would be that of any number: people and land are no money.
        let is_read = unit.is_some() || self.around.unit.is_none() || is_money;
        // 2028-2031 is a span of time, and no amount.
        let is_time = sample.n_dates * 2 > sample.n() && sample.n_numbers < sample.n();
        let is_amount = sample.n() > 0 && sample.n_amounts() == sample.n() && is_read && !is_time;
        let fact = yaml::text(&label, &head);
        let said = if is_amount {
            let unit = unit.map(|unit| ("unit", yaml::scalar(unit)));
            [("fact", fact)].into_iter().chain(unit).collect()
        } else {
            let field = match self.site.language_of(&sample.texts) {
                Some(code) => format!("text.{code}"),
                None => "text".to_owned(),
            };
            // A unit that is said in the head would be lost.
            let fact = if unit.is_some() { yaml::scalar(&head) } else { fact };
            vec![("fact", fact), ("field", field)]
        };
        let guess = Guess::new(column, said, why, Certainty::Sure);
        Some(guess)
    }
}
