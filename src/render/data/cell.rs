//! What stands in a cell of a data set, and what a field of a file takes of it.

use super::column::{FigurePart, Part};
use crate::model::{
    AnyRef, MarkdownText, Member, Members, OwnDatum, OwnValue, Parties, Party, Phrase, Record,
    StageIndex, Text,
};
use crate::render::names::stage_name;
use crate::render::of_projects::FigureOfProject;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Lang, Localized, Number, Period, Quantity, Relation, Unit, YearPart};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A typed value.
#[derive(Debug, Clone)]
pub(super) enum Cell<'m> {
    /// Nothing is published.
    Missing,
    /// A word for programs: an id, a stage, a status, an address.
    Word(Cow<'m, str>),
    /// One of a few: what the key of its words on pages starts with, and the word of the ledger.
    Choice(&'static str, &'static str),
    /// A record, by its id.
    Record(AnyRef),
    /// Several of them.
    Records(Vec<AnyRef>),
    /// A word for programs that the site has a name for, such as a status.
    Named(&'m str, &'m Text),
    /// Several of them.
    AllNamed(Vec<(&'m str, &'m Text)>),
    /// A stage, by its id.
    StageId(StageIndex),
    /// A unit, by its name in ledgers.
    Unit(Unit),
    /// Several of them.
    Words(Vec<&'m str>),
    /// The name of a stage.
    Stage(StageIndex),
    /// A text.
    Text(&'m Text),
    /// Several texts.
    Texts(&'m [Text]),
    /// Several texts in each language.
    Phrases(&'m Localized<Vec<Phrase>>),
    /// Markdown, of which the first paragraph is told.
    Markdown(&'m MarkdownText),
    /// Organizations, or names.
    Parties(&'m [Party]),
    /// The same, by role.
    Roles(&'m Parties),
    /// How many.
    Count(usize),
    /// A number without a unit.
    Number(Number),
    /// A figure.
    Quantity(Quantity),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A period, or a date as precise as its source.
    Period(Period),
    /// The part that a figure speaks of.
    Members(&'m Members),
    /// What a record has in the fields of the site's own.
    Own(&'m [OwnValue]),
    /// What a project has in the columns that the site asks for.
    Figures(Vec<Option<FigureOfProject>>),
}

/// What one field of one row holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Atom<'c> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'c, str>),
    /// Several words.
    List(Vec<Cow<'c, str>>),
    /// A plain number: an ASCII minus, no separators.
    Number(String),
    /// Yes or no.
    Flag(bool),
}

impl<'m> Cell<'m> {
    /// The decimal, if there is one.
    pub(super) fn decimal(value: Option<Decimal>) -> Self {
        value.map_or(Self::Missing, |value| Self::Number(Number::plain(value)))
    }

    /// A word for programs.
    pub(super) fn word(word: impl Into<Cow<'m, str>>) -> Self {
        Self::Word(word.into())
    }

    /// The words, if there are any.
    pub(super) fn words(words: impl Iterator<Item = &'m str>) -> Self {
        let words: Vec<_> = words.collect();
        if words.is_empty() { Self::Missing } else { Self::Words(words) }
    }

    /// What stands in a field of the site's own.
    pub(super) fn own(scope: &Scope<'m>, values: &'m [OwnValue], field: usize) -> Self {
        let Some(value) = values.iter().find(|value| value.field == field) else {
            return Self::Missing;
        };
        match &value.datum {
            OwnDatum::Text(text) => Self::Text(text),
            OwnDatum::Quantity(amount) => Self::Quantity(*amount),
            OwnDatum::Date(date) => Self::Period(*date),
            OwnDatum::Links(links) => {
                links.first().map_or(Self::Missing, |link| Self::Text(&link.to))
            }
            OwnDatum::Records(records) => Self::Records(records.clone()),
            OwnDatum::Choices(chosen) => {
                let choices = scope.site.model.site.fields[field].holds.choices();
                let chosen = chosen.iter().filter_map(|number| choices.get(*number));
                Self::AllNamed(chosen.map(|one| (one.id.as_str(), &one.name)).collect())
            }
        }
    }

    /// What a field takes of it.
    pub(super) fn atom(&self, scope: &Scope<'m>, part: Part) -> Atom<'_> {
        match self {
            // Fields of the site's own take what stands in each of them.
            Self::Missing | Self::Own(_) => Atom::Empty,
            Self::Word(word) => Atom::Text(Cow::Borrowed(word)),
            Self::Choice(_, word) => Atom::Text(Cow::Borrowed(word)),
            Self::Named(word, _) => Atom::Text(Cow::Borrowed(word)),
            Self::AllNamed(all) => Atom::list(all.iter().map(|(id, _)| Cow::Borrowed(*id))),
            Self::StageId(stage) => {
                Atom::Text(Cow::Borrowed(scope.site.model.site.stage(*stage).id.as_str()))
            }
            Self::Unit(unit) => Atom::Text(scope.site.model.units.name(*unit).into()),
            Self::Record(one) => Atom::Text(Cow::Borrowed(scope.site.model.id(*one).as_str())),
            Self::Records(all) => {
                Atom::list(all.iter().map(|one| Cow::Borrowed(scope.site.model.id(*one).as_str())))
            }
            Self::Words(words) => Atom::list(words.iter().map(|word| Cow::Borrowed(*word))),
            Self::Stage(stage) => part.of_language(|lang| {
                let name = scope.site.model.site.stage(*stage).name.as_ref();
                let own = || scope.site.stage_name(*stage, lang);
                let name = name.map_or_else(|| Some(own()), |name| Some(&*name.get(lang)?.text));
                Some(Atom::Text(Cow::Borrowed(name?)))
            }),
            Self::Text(text) => part.of_language(|lang| {
                let phrase = text.get(lang)?;
                Some(Atom::Text(scope.words(phrase, lang)))
            }),
            Self::Texts(texts) => part.of_language(|lang| {
                let phrases = texts.iter().filter_map(|text| text.get(lang));
                Some(Atom::list(phrases.map(|phrase| scope.words(phrase, lang))))
            }),
            Self::Phrases(phrases) => part.of_language(|lang| {
                let phrases = phrases.get(lang)?.iter();
                Some(Atom::list(phrases.map(|phrase| Cow::Borrowed(&*phrase.text))))
            }),
            Self::Markdown(text) => {
                part.of_language(|lang| Some(Atom::Text(scope.lead(text.get(lang)?, lang).into())))
            }
            Self::Parties(parties) => parties_atom(scope, parties, part),
            Self::Roles(parties) => match part {
                Part::Role(role, lang) => {
                    let part = lang.map_or(Part::Whole, Part::In);
                    parties_atom(scope, parties.of(role), part)
                }
                _ => Atom::Empty,
            },
            Self::Count(n) => Atom::Number(n.to_string()),
            Self::Number(number) => Atom::Number(plain(*number)),
            Self::Quantity(quantity) => quantity_atom(scope, quantity, part),
            Self::Flag(flag) => Atom::Flag(*flag),
            Self::Date(date) => Atom::Text(date.to_string().into()),
            Self::Period(period) => period_atom(*period, part),
            Self::Figures(figures) => {
                let Part::Figure(number, part) = part else { return Atom::Empty };
                let found = figures.get(number).and_then(Option::as_ref);
                found.map_or(Atom::Empty, |found| figure_atom(scope, found, part))
            }
            Self::Members(members) => {
                let of = |one: &&Member| match (one, part) {
                    (Member::Own(own, _), Part::Of(asked)) => *own == asked,
                    _ => false,
                };
                let id = members.iter().find(of).map(|one| one.id(scope.site.model).as_str());
                id.map_or(Atom::Empty, |id| Atom::Text(Cow::Borrowed(id)))
            }
        }
    }
}

impl<'m> Cell<'m> {
    /// What a field takes of it for people: names and words in the language of the file.
    pub(super) fn for_people(&self, scope: &Scope<'m>, part: Part) -> Atom<'_> {
        let name = |one: AnyRef| -> Cow<'_, str> { scope.record(one).text };
        match self {
            Self::Choice(keys, word) => Atom::Text(in_words(scope, keys, word).into()),
            Self::Record(one) => Atom::Text(name(*one)),
            Self::Records(all) => Atom::list(all.iter().map(|one| name(*one))),
            Self::Period(period) if part == Part::Whole => Atom::Text(scope.date(*period).into()),
            Self::Named(_, name) => Atom::Text(Cow::Borrowed(scope.plain(name))),
            Self::AllNamed(all) => {
                Atom::list(all.iter().map(|(_, name)| Cow::Borrowed(scope.plain(name))))
            }
            Self::StageId(stage) => Atom::Text(stage_name(scope, *stage).text),
            Self::Unit(unit) => unit_in_words(scope, Some(*unit)),
            Self::Members(members) => {
                let Part::Of(asked) = part else { return Atom::Empty };
                let number = members.iter().find_map(|one| match one {
                    Member::Own(own, number) if *own == asked => Some(usize::from(*number)),
                    _ => None,
                });
                let dimension = scope.site.model.site.dimensions.get(asked);
                let member = number.and_then(|number| dimension.members.get(number));
                member.map_or(Atom::Empty, |one| Atom::Text(scope.plain(&one.name).into()))
            }
            Self::Quantity(amount) => in_words_of_quantity(scope, amount, part),
            Self::Figures(figures) => {
                let Part::Figure(number, part) = part else { return Atom::Empty };
                let Some(found) = figures.get(number).and_then(Option::as_ref) else {
                    return Atom::Empty;
                };
                let part = match part {
                    FigurePart::Value => Part::Whole,
                    FigurePart::Upper => Part::Upper,
                    FigurePart::Relation => Part::Relation,
                    FigurePart::Unit => Part::Unit,
                    FigurePart::Period => return Atom::Text(scope.date(found.period).into()),
                };
                in_words_of_quantity(scope, &found.amount, part)
            }
            _ => self.atom(scope, part),
        }
    }

    /// How it looks in a table of a page, if it is there too.
    pub(super) fn shown(&self, scope: &Scope<'m>) -> CellView<'m> {
        match self {
            Self::Choice(keys, word) => CellView::words(in_words(scope, keys, word)),
            Self::Named(_, name) => CellView::words(scope.plain(name)),
            Self::StageId(stage) => CellView::words(stage_name(scope, *stage).text),
            Self::Record(one) => CellView::link(scope.record(*one)),
            Self::Records(all) => CellView::names(scope, all),
            Self::Text(text) => CellView::text(Some(scope.text(text))),
            Self::Parties([one]) => CellView::link(scope.party(one)),
            Self::Parties(parties) => {
                let names = parties.iter().map(|one| scope.party(one).text);
                let names: Vec<_> = names.collect();
                CellView::maybe((!names.is_empty()).then(|| scope.locale.list(&names)))
            }
            Self::Flag(flag) => CellView::words(scope.t(if *flag { "yes" } else { "no" }, &[])),
            Self::Period(date) => {
                CellView::words(scope.date(*date)).sort(date.first_day().to_string())
            }
            _ => CellView::none(),
        }
    }
}

impl<'c> Atom<'c> {
    /// The same without what it borrows.
    pub(super) fn owned(&self) -> Atom<'static> {
        let owned = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
        match self {
            Atom::Empty => Atom::Empty,
            Atom::Text(text) => Atom::Text(owned(text)),
            Atom::List(words) => Atom::List(words.iter().map(owned).collect()),
            Atom::Number(digits) => Atom::Number(digits.clone()),
            Atom::Flag(flag) => Atom::Flag(*flag),
        }
    }

    fn list(words: impl Iterator<Item = Cow<'c, str>>) -> Self {
        let words: Vec<_> = words.collect();
        if words.is_empty() { Self::Empty } else { Self::List(words) }
    }
}

/// A figure for people: its unit is as pages write it, and one that is not exact is said as there.
fn in_words_of_quantity<'c>(scope: &Scope<'c>, amount: &Quantity, part: Part) -> Atom<'c> {
    match part {
        Part::Unit => unit_in_words(scope, amount.unit),
        Part::Relation if amount.relation == Relation::Exactly => Atom::Empty,
        Part::Relation => Atom::Text(scope.quantity(amount).replace('\u{a0}', " ").into()),
        _ => quantity_atom(scope, amount, part),
    }
}

fn unit_in_words<'c>(scope: &Scope<'c>, unit: Option<Unit>) -> Atom<'c> {
    let label = unit.map(|unit| scope.locale.unit_label(unit, &scope.site.model.units));
    label.map_or(Atom::Empty, |label| Atom::Text(label.into()))
}

/// One of a few words as pages say it; a word that they have none for as it is.
fn in_words(scope: &Scope<'_>, keys: &str, word: &str) -> String {
    match keys {
        "" => word.to_owned(),
        _ => scope.t(&format!("{keys}{word}"), &[]),
    }
}

impl Part {
    fn of_language<'c>(self, of: impl FnOnce(Lang) -> Option<Atom<'c>>) -> Atom<'c> {
        let lang = if let Self::In(lang) = self { Some(lang) } else { None };
        lang.and_then(of).unwrap_or(Atom::Empty)
    }
}

/// The ids of those that are organizations of the ledger, and the names of all.
fn parties_atom<'c>(scope: &Scope<'c>, parties: &'c [Party], part: Part) -> Atom<'c> {
    let organizations = &scope.site.model.organizations;
    let Part::In(lang) = part else {
        let ids = parties.iter().filter_map(|party| match party {
            Party::Organization(one) => Some(organizations.id(*one).as_str().into()),
            Party::Named(_) => None,
        });
        return Atom::list(ids);
    };
    let name = |party: &'c Party| match party {
        Party::Organization(one) => organizations.get(*one).name(),
        Party::Named(name) => name,
    };
    Atom::list(parties.iter().map(|party| {
        let (_, phrase) = name(party).get_or_fallback(lang);
        Cow::Borrowed(&*phrase.text)
    }))
}

fn quantity_atom<'c>(scope: &Scope<'c>, quantity: &Quantity, part: Part) -> Atom<'c> {
    let number = |number| Atom::Number(plain(number));
    match part {
        Part::Upper => quantity.upper.map_or(Atom::Empty, number),
        Part::Relation => Atom::Text(quantity.relation.name().into()),
        Part::Unit => {
            let units = &scope.site.model.units;
            quantity.unit.map_or(Atom::Empty, |unit| Atom::Text(units.name(unit).into()))
        }
        _ => number(quantity.number),
    }
}

fn figure_atom<'c>(scope: &Scope<'c>, found: &FigureOfProject, part: FigurePart) -> Atom<'c> {
    match part {
        FigurePart::Value => quantity_atom(scope, &found.amount, Part::Whole),
        FigurePart::Upper => quantity_atom(scope, &found.amount, Part::Upper),
        FigurePart::Relation => quantity_atom(scope, &found.amount, Part::Relation),
        FigurePart::Unit => quantity_atom(scope, &found.amount, Part::Unit),
        FigurePart::Period => period_atom(found.period, Part::Whole),
    }
}

fn period_atom<'c>(period: Period, part: Part) -> Atom<'c> {
    Atom::Text(match part {
        // Its days are not said.
        Part::From | Part::To if period == Period::Whole => return Atom::Empty,
        Part::From => period.first_day().to_string().into(),
        Part::To => period.last_day().to_string().into(),
        Part::Kind => period_kind(period).into(),
        _ => period.to_string().into(),
    })
}

/// All words for how long a period is.
pub(super) const PERIOD_KINDS: [&str; 12] = [
    "year",
    "half-year",
    "quarter",
    "month",
    "third-of-month",
    "day",
    "interval",
    "years",
    "reporting-year",
    "reporting-half",
    "reporting-quarter",
    "whole",
];

const fn period_kind(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "year",
        Period::Half(..) => "half-year",
        Period::Quarter(..) => "quarter",
        Period::Month(_) => "month",
        Period::Third(..) => "third-of-month",
        Period::Day(_) => "day",
        Period::Interval(..) => "interval",
        Period::Years(..) => "years",
        Period::Reporting(_, None) => "reporting-year",
        Period::Reporting(_, Some(YearPart::Half(_))) => "reporting-half",
        Period::Reporting(_, Some(YearPart::Quarter(_))) => "reporting-quarter",
        Period::Whole => "whole",
    }
}

/// A number in full, without zeros that say nothing. One past 28 digits is written out all the same.
fn plain(number: Number) -> String {
    match number.value() {
        Some(value) => value.normalize().to_string(),
        None => {
            let n_zeros = u32::from(number.exponent).saturating_sub(number.coefficient.scale());
            format!("{}{}", number.coefficient.mantissa(), "0".repeat(n_zeros as usize))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PERIOD_KINDS, period_kind, plain};
    use crate::value::{Number, Period};
    use rust_decimal::Decimal;

    #[test]
    fn numbers_are_plain() {
        for (coefficient, exponent, expected) in [
            ("-5", 8, "-500000000"),
            ("5.20", 8, "520000000"),
            ("-0.50", 0, "-0.5"),
            ("0", 8, "0"),
            ("79228162514264337593543950.335", 12, "79228162514264337593543950335000000000"),
        ] {
            let coefficient = Decimal::from_str_exact(coefficient).expect("a decimal");
            assert_eq!(plain(Number::new(coefficient, exponent)), expected);
        }
    }

    #[test]
    fn every_word_is_listed() {
        for text in [
            "2030",
            "2030-H1",
            "2030-Q1",
            "2030-01",
            "2030-01-mid",
            "2030-01-02",
            "2030-01-02/2030-02-03",
        ] {
            let period = Period::parse_canonical(text).expect("a period");
            assert!(PERIOD_KINDS.contains(&period_kind(period)), "{text}");
        }
    }
}
