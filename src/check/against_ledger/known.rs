//! What the ledger knows that a text may say.

use crate::locale::FigureReader;
use crate::model::{Model, Observation, Record, Standing, Target, Text};
use crate::source::Span;
use crate::value::{Lang, Period, Quantity};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Names of indicators and what was promised and reported of each.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) struct Known {
    /// For each language the names, in small letters, each with the number of its indicator.
    names: Vec<Vec<(String, usize)>>,
    /// For each language the names of what an indicator may be told for in part.
    parts: Vec<Vec<Box<str>>>,
    /// The sorts of place that the ledger is about, as far as the site says so.
    places: BTreeSet<Box<str>>,
    /// For each indicator its id and its values.
    pub(super) indicators: Vec<(String, Vec<Value>)>,
}

/// A value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) period: Period,
    pub(super) quantity: Quantity,
    pub(super) is_target: bool,
    /// It is about the indicator as a whole, and nobody's claim.
    pub(super) is_firm: bool,
    /// No later one has superseded it; what an older text says of it was right then.
    pub(super) is_current: bool,
    pub(super) span: Span,
}

impl Known {
    pub(in crate::check) fn new(model: &Model, readers: &[FigureReader]) -> Self {
        let mut indicators = vec![(String::new(), Vec::new()); model.indicators.n_numbers()];
        for (one, indicator) in model.indicators.iter() {
            indicators[one.index()].0 = indicator.id().to_string();
        }
        for (one, target) in model.targets.all() {
            let is_current = model.targets.revisions().get(one).is_none();
            indicators[target.indicator.index()].1.push(of_target(target, is_current));
        }
        for (one, found) in model.observations.all() {
            let is_current = model.observations.revisions().get(one).is_none();
            indicators[found.indicator.index()].1.extend(of_observation(found, is_current));
        }
        let langs = Lang::all(model.site.languages.len());
        let parts = Lang::all(model.site.languages.len()).map(|lang| parts(model, lang)).collect();
        let names = langs.map(|lang| names(model, lang, &indicators)).collect();
        Self { names, parts, places: places(model, readers), indicators }
    }

    pub(super) fn places(&self) -> &BTreeSet<Box<str>> {
        &self.places
    }

    pub(super) fn is_empty(&self) -> bool {
        self.indicators.iter().all(|(_, values)| values.is_empty())
    }

    /// The indicators that a text names, with the places of their names in order; of two names at
    /// one place the longer one counts, and what two indicators share is the name of none.
    pub(super) fn names_in(&self, text: &str, lang: Lang) -> Vec<(Range<usize>, usize)> {
        let text = lowered(text);
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (name, indicator) in self.names.get(lang.index()).into_iter().flatten() {
            let places = text.match_indices(name.as_str()).map(|(at, _)| at..at + name.len());
            found.extend(places.filter(|at| is_word(&text, at)).map(|at| (at, *indicator)));
        }
        let overlaps = |one: &Range<usize>, other: &Range<usize>| {
            one.start < other.end && other.start < one.end
        };
        let is_best = |(at, indicator): &(Range<usize>, usize)| {
            found.iter().all(|(other, of)| {
                !overlaps(at, other) || other.len() < at.len() || (other == at && of == indicator)
            })
        };
        let mut best: Vec<_> = found.iter().filter(|one| is_best(one)).cloned().collect();
        best.sort_by_key(|(at, _)| at.start);
        best
    }

    /// Whether a text names a part of the whole: a park, an industry, a member of a dimension.
    pub(super) fn has_part(&self, text: &str, lang: Lang) -> bool {
        let names = self.parts.get(lang.index());
        names.is_some_and(|names| names.iter().any(|name| text.contains(&**name)))
    }
}

/// The sorts of place that the site is about by its titles; or else that of the only region that lies
/// in no other; or else the one that most of its sources and their publishers have in their names.
fn places(model: &Model, readers: &[FigureReader]) -> BTreeSet<Box<str>> {
    let in_text = |text: &Text| -> Vec<Box<str>> {
        let sorts = text.iter().filter_map(|(lang, phrase)| {
            readers.get(lang.index())?.place_in(&phrase.text).map(Box::from)
        });
        sorts.collect()
    };
    let site = &model.site;
    let titles = [Some(&site.title), site.short_title.as_ref(), site.description.as_ref()];
    let own: BTreeSet<_> = titles.into_iter().flatten().flat_map(in_text).collect();
    let mut tops = model.regions.records().filter(|region| region.parent.is_none());
    let own = match (own.is_empty(), tops.next(), tops.next()) {
        (true, Some(only), None) => in_text(only.name()).into_iter().collect(),
        _ => own,
    };
    if !own.is_empty() {
        return own;
    }
    let mut counts: BTreeMap<Box<str>, usize> = BTreeMap::new();
    for source in model.sources.records() {
        let texts = source.publisher.iter().chain([source.name()]);
        texts.flat_map(in_text).for_each(|sort| *counts.entry(sort).or_default() += 1);
    }
    let most = counts.values().max().copied().unwrap_or_default();
    counts.into_iter().filter(|(_, count)| *count == most).map(|(sort, _)| sort).collect()
}

/// The names of parks, industries, regions within others and members of dimensions.
fn parts(model: &Model, lang: Lang) -> Vec<Box<str>> {
    let regions = model.regions.records().filter(|region| region.parent.is_some());
    let records = (model.parks.records().map(Record::name))
        .chain(model.industries.records().map(Record::name))
        .chain(regions.map(Record::name));
    let members = model.site.dimensions.records().flat_map(|dimension| &dimension.members);
    let names = records.chain(members.map(|member| &member.name));
    names.filter_map(|name| name.get(lang)).map(|name| name.text.clone()).collect()
}

fn of_target(target: &Target, is_current: bool) -> Value {
    Value {
        period: *target.period,
        quantity: *target.promise.value,
        is_target: true,
        is_firm: true,
        is_current,
        span: target.header.span,
    }
}

fn of_observation(found: &Observation, is_current: bool) -> Option<Value> {
    Some(Value {
        period: *found.period,
        quantity: *found.value?,
        is_target: false,
        is_firm: found.is_whole()
            && found.not_comparable.is_none()
            && !matches!(found.status, Standing::Claim | Standing::Forecast),
        is_current,
        span: found.header.span,
    })
}

/// The names of indicators that have values: their own, and those of terms with the same name.
fn names(model: &Model, lang: Lang, values: &[(String, Vec<Value>)]) -> Vec<(String, usize)> {
    let mut names = Vec::new();
    for (one, indicator) in model.indicators.iter() {
        let index = one.index();
        if values[index].1.is_empty() {
            continue;
        }
        let own = indicator.name();
        names.extend(own.get(lang).map(|name| (lowered(&name.text), index)));
        for term in model.terms.records().filter(|term| is_name(term.name(), own)) {
            let name = term.name().get(lang).into_iter();
            let aliases = term.aliases.iter().filter_map(|list| list.get(lang)).flatten();
            names.extend(name.chain(aliases).map(|name| (lowered(&name.text), index)));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// A text in small letters of any script, each as long as it was.
fn lowered(text: &str) -> String {
    let small = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    text.chars().map(small).collect()
}

/// Whether two names are the same in a language.
fn is_name(one: &Text, other: &Text) -> bool {
    one.iter().any(|(lang, name)| {
        other.get(lang).is_some_and(|other| other.text.eq_ignore_ascii_case(&name.text))
    })
}

/// Whether a place is not inside of a longer word.
fn is_word(text: &str, at: &Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inside = |one: Option<char>, other: Option<char>| is_letter(one) && is_letter(other);
    let name = &text[at.clone()];
    !inside(text[..at.start].chars().next_back(), name.chars().next())
        && !inside(name.chars().next_back(), text[at.end..].chars().next())
}
