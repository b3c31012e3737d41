//! Making a reader of the words of a locale.

use super::plain;
use super::tables::{self, Beginnings, Between, Openers, Reversed};
use super::told::ToldTable;
use super::{Direction, FigureReader};
use crate::locale::Locale;
use crate::locale::lexicon::SYMBOLS_BEFORE;
use crate::locale::lexicon::number::NumberReader;
use crate::locale::lexicon::period::PeriodPatterns;
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::{FigureWords, read_words};
use crate::value::{Relation, Unit, Units};

fn read_numerals(locale: &Locale) -> NumberReader {
    let mut numerals = NumberReader::default();
    numerals.add_marks(&locale.words.numbers, true);
    numerals.add_numerals(&locale.words.numbers);
    numerals
}

fn read_periods(locale: &Locale, words: &FigureWords) -> PeriodPatterns {
    let mut periods = PeriodPatterns::new(&locale.words.periods);
    periods.add_partial(
        words.dates.iter().map(|pattern| &**pattern),
        words.numbers.iter().map(|(word, number)| (&**word, *number)),
    );
    periods
}

fn becomes(words: &FigureWords) -> &[Box<str>] {
    if words.becomes.is_empty() { &words.change_to } else { &words.becomes }
}

impl FigureReader {
    pub(super) fn new(locale: &Locale, units: &Units) -> Self {
        let none = FigureWords::default();
        let words = locale.words.figures.as_ref().unwrap_or(&none);
        let first = |text: &str, default| text.chars().next().unwrap_or(default);
        let periods = read_periods(locale, words);
        let marks = &locale.words.numbers.group;
        let mut reader = Self {
            is_complete: locale.words.figures.is_some(),
            growth_adds_one: words.growth_adds_one,
            decimal_mark: first(&locale.words.numbers.decimal, '.'),
            group_marks: marks.chars().filter(|c| !c.is_whitespace()).collect(),
            numerals: read_numerals(locale),
            scales: WordTable::default(),
            units: WordTable::default(),
            tenths: tables::words(&words.tenths),
            basis_points: tables::words(&words.basis_points),
            discounts: tables::words(&words.discounts),
            coins: tables::coins(&words.coins),
            small_coins: tables::coins(&words.small_coins),
            ages: tables::reversed(&words.ages),
            compared: tables::directions(&words.compared_up, &words.compared_down),
            opening: tables::directions(&words.opening_up, &words.opening_down),
            opening_nouns: tables::words(&words.opening_nouns),
            money_before: Reversed::default(),
            before: Reversed::default(),
            fillers: tables::reversed(&words.fillers),
            change_to: tables::reversed(&words.change_to),
            becomes: tables::reversed(becomes(words)),
            minus: tables::reversed(&words.minus),
            minus_behind: tables::words(&words.minus_behind),
            behind_time: tables::with(&words.behind_time),
            behind_money: tables::with(&words.behind_money),
            before_money: tables::reversed_with(&words.behind_money),
            behind_over: tables::words(&words.behind_over),
            lengths: tables::reversed(&words.lengths),
            levels: tables::words(&words.levels),
            sized: tables::words(&words.sized),
            unit_labels: words.unit_labels.clone(),
            tells_part: words.tells_part.clone(),
            tells_place: words.tells_place.clone(),
            tells_whole: words.tells_whole.clone(),
            tells_target: words.tells_target.clone(),
            places: words.places.clone(),
            no_places: words.no_places.clone(),
            plain: plain::table(locale, words),
            opens_clause: words.opens_clause.clone(),
            narrows: words.narrows.clone(),
            above_power: tables::reversed(&words.above_power),
            units_if_clear: WordTable::default(),
            may_mean: WordTable::default(),
            apart: tables::with(&words.apart),
            apart_ends: tables::reversed(&words.apart_ends),
            apart_marks: tables::reversed(&words.apart_marks),
            grades: tables::words(&words.grades),
            apart_behind: tables::with(&words.apart_behind),
            each: tables::words(&words.each),
            moved: Reversed::default(),
            moved_by: tables::reversed(&words.moved_by),
            told: ToldTable::new(words),
            lists: words.lists.clone(),
            inside: WordTable::default(),
            vague_inside: tables::words(&words.vague_inside),
            after: WordTable::default(),
            between: WordTable::default(),
            word_numbers: tables::word_numbers(words),
            joins: tables::words(&words.joins),
            and_half: tables::words(&words.and_half),
            half: tables::words(&words.half),
            denominators: tables::with(&words.denominators),
            part_of: tables::words(&words.part_of),
            parts_with_whole: tables::words(&words.parts_with_whole),
            part_to_whole: tables::words(&words.part_to_whole),
            part_in: tables::reversed(&words.part_in),
            loose: tables::words(&words.loose),
            loose_of_time: tables::words(&words.loose_of_time),
            slash_after: tables::reversed(&words.slash_after),
            fraction_mark: tables::words(words.fraction_mark.as_slice()),
            phrases: tables::phrases(words),
            turned: tables::with(&words.turned),
            turns: tables::reversed(&words.turns),
            up_down_before: Reversed::default(),
            up_down_after: WordTable::default(),
            ratios: tables::reversed(&words.ratios),
            rates: Reversed::default(),
            rates_are: tables::reversed(&words.rates_are),
            rates_of: tables::words(&words.rates_of),
            nouns: WordTable::default(),
            nouns_before: Reversed::default(),
            noun_stops: tables::words(&words.noun_stops),
            particles: tables::words(&words.particles),
            not_before: tables::reversed(&words.not_before),
            not_after: tables::words(&words.not_after),
            period_openings: tables::words(&periods.openings()),
            periods,
            openers: Openers::default(),
            beginnings: Beginnings::default(),
            definitions: units.clone(),
        };
        reader.fill(locale, words);
        reader
    }

    /// Fills the tables that take several parts of the words together, and what is found by them.
    fn fill(&mut self, locale: &Locale, words: &FigureWords) {
        self.add_numbers_and_relations(locale);
        let either = words.either.iter().map(|word| (&**word, Between::Either));
        self.between.extend(either);
        self.add_units(locale, words);
        self.add_directions(words);
        self.openers = self.find_openers(locale, words);
        self.beginnings.add(&self.phrases, false);
        self.beginnings.add(&self.word_numbers, false);
        self.beginnings.add(&self.scales, false);
        self.beginnings.add(&self.period_openings, true);
    }

    fn add_numbers_and_relations(&mut self, locale: &Locale) {
        self.scales.extend(locale.words.numbers.all_scales());
        for (symbol, relation) in SYMBOLS_BEFORE {
            self.before.add(symbol, relation);
        }
        self.after.add("+", Relation::AtLeast);
        let words = &locale.words.relations;
        words.before().for_each(|(word, relation)| self.before.add(word, relation));
        self.inside.extend(words.inside());
        self.after.extend(words.after());
        for mark in ["-", "--", "~"] {
            self.between.add(mark, Between::Mark);
        }
        for word in &words.range.between {
            let is_list = [&locale.words.list.two, &locale.words.list.last]
                .iter()
                .any(|w| w.trim() == &**word);
            let is_mark = word.chars().all(|c| !c.is_alphabetic());
            let between = match (is_mark, is_list) {
                (true, _) => Between::Mark,
                (_, true) => Between::List,
                _ => Between::Word,
            };
            self.between.add(word, between);
        }
    }

    fn add_units(&mut self, locale: &Locale, words: &FigureWords) {
        self.add_unit("%", Unit::Percent);
        let is_unit = |word: &str| !words.not_units.iter().any(|other| **other == *word);
        for (word, currency) in locale.words.money.read().filter(|(word, _)| is_unit(word)) {
            self.money_before.add(word, Unit::Money(currency));
            self.add_unit(word, Unit::Money(currency));
        }
        let definitions = self.definitions.clone();
        for (id, definition) in definitions.iter() {
            let own = definition.forms.as_ref().and_then(|forms| forms.get(locale.lang));
            own.into_iter().flat_map(read_words).for_each(|word| {
                self.add_unit(word, Unit::Named(id));
            });
        }
        for (word, name) in locale.words.units.read() {
            match definitions.unit(name) {
                Some(unit) if is_unit(word) => self.add_unit(word, unit),
                Some(unit) => {
                    self.units_if_clear.add(word, unit);
                }
                None => {}
            }
        }
        for (id, definition) in definitions.iter() {
            if let Some(symbol) = definition.symbol {
                self.add_unit(symbol, Unit::Named(id));
            }
        }
        for word in &words.measure_words {
            self.units.add(word, Vec::new());
        }
        let lists =
            [(&words.may_mean, &mut self.may_mean), (&words.if_clear, &mut self.units_if_clear)];
        for (units, table) in lists {
            for (name, others) in units {
                let Some(unit) = definitions.unit(name) else { continue };
                others.iter().for_each(|word| {
                    table.add(word, unit);
                });
            }
        }
        for (name, nouns) in &words.nouns {
            let Some(unit) = definitions.unit(name) else { continue };
            for word in nouns {
                self.nouns.add(word, unit);
                self.nouns_before.add(word, unit);
            }
        }
    }

    fn add_unit(&mut self, word: &str, unit: Unit) {
        if let Some(meanings) = self.units.add(word, Vec::new())
            && !meanings.contains(&unit)
        {
            meanings.push(unit);
        }
    }

    fn add_directions(&mut self, words: &FigureWords) {
        for (sides, direction) in [(&words.up, Direction::Up), (&words.down, Direction::Down)] {
            sides.before.iter().for_each(|word| self.up_down_before.add(word, direction));
            for word in &sides.after {
                self.up_down_after.add(word, direction);
            }
        }
        let rates = [(&words.rates_up, Direction::Up), (&words.rates_down, Direction::Down)];
        for (names, direction) in rates {
            names.iter().for_each(|name| self.rates.add(name, direction));
        }
        let moved = [(&words.moved_up, Direction::Up), (&words.moved_down, Direction::Down)];
        for (verbs, direction) in moved {
            verbs.iter().for_each(|verb| self.moved.add(verb, direction));
        }
    }

    /// The characters with which something can start, so that all others are passed over at once.
    fn find_openers(&self, locale: &Locale, words: &FigureWords) -> Openers {
        let mut openers = Openers::default();
        ('0'..='9').for_each(|digit| openers.add(digit));
        let scales = locale.words.numbers.all_scales();
        let first = scales.filter_map(|(word, _)| word.chars().next());
        first.filter(|c| !is_letter(*c)).for_each(|c| openers.add(c));
        if let Some(numerals) = &locale.words.numbers.numerals {
            numerals.digits.iter().flat_map(|text| text.chars()).for_each(|c| openers.add(c));
            numerals.powers.iter().for_each(|(c, _)| openers.add(*c));
        }
        let texts = words.numbers.iter().map(|(word, _)| &**word);
        let texts = texts
            .chain(words.with_half.iter().map(|(word, _)| &**word))
            .chain(words.articles.iter().chain(&words.half).map(|word| &**word))
            .chain(words.not_figures.iter().map(|word| &**word))
            .chain(words.multiples.iter().chain(&words.turned).map(|(word, _)| &**word))
            .chain(words.fractions.iter().map(|(word, _)| &**word));
        texts.for_each(|word| openers.add_word(word));
        self.periods.openings().iter().for_each(|word| openers.add_word(word));
        openers
    }
}
