//! What can be typed at a place: fields, ids, units, words, and calls with their arguments.

use super::calls::{WrittenCall, calls};
use super::names::{RecordName, STAGES, collections, find};
use super::position;
use super::state::{At, State};
use super::written::{Spot, Written, find_spot};
use crate::model::shortcode::{FUNCTIONS, Function, Kind};
use crate::model::{AnyRef, Collected, EachKind, Model, each_kind};
use crate::schema::{Expected, documentation};
use crate::value::{Number, Quantity, Unit};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, TextEdit,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// Stands for what is being typed: a word that nobody writes.
const TYPED: &str = "xqtypedqx";

/// How many offers go to an editor at a time: ten thousand take it a tenth of a second to read.
const MAX_OFFERS: usize = 500;

/// The powers of ten in which amounts of money are written.
const SCALES: [u8; 6] = [0, 3, 4, 6, 8, 9];

/// What can be typed at a place.
pub(super) fn complete(state: &State, params: &CompletionParams) -> Option<CompletionResponse> {
    let position = &params.text_document_position;
    let at = state.at(&position.text_document.uri, position.position)?;
    let call = calls(at.text)
        .into_iter()
        .find(|call| (call.inner.start..=call.inner.end).contains(&at.offset));
    let offered = match call {
        Some(call) => in_call(state, &at, &call),
        None => in_yaml(state, &at),
    };
    let (items, is_incomplete) = items(at.text, at.offset, offered);
    Some(match is_incomplete {
        true => CompletionResponse::List(CompletionList { is_incomplete, items }),
        false => CompletionResponse::Array(items),
    })
}

/// What can be typed in the place of some bytes.
struct Offered {
    range: Range<usize>,
    offers: Vec<Offer>,
}

impl Offered {
    const NOTHING: Self = Self { range: 0..0, offers: Vec::new() };
}

/// Something that can be typed.
struct Offer {
    text: String,
    kind: CompletionItemKind,
    detail: String,
    doc: String,
    /// What it is found by besides its text.
    also: String,
    label: String,
}

impl Offer {
    fn new(text: impl Into<String>, kind: CompletionItemKind) -> Self {
        let text = text.into();
        let label = text.clone();
        Self { text, kind, detail: String::new(), doc: String::new(), also: String::new(), label }
    }

    fn word(text: impl Into<String>) -> Self {
        Self::new(text, CompletionItemKind::ENUM_MEMBER)
    }
}

/// Offers in their order, and whether there are more. Of very many, only those go to the editor that
/// go on with what is typed already; it asks again for more letters.
fn items(text: &str, offset: usize, offered: Offered) -> (Vec<CompletionItem>, bool) {
    let Offered { range: bytes, mut offers } = offered;
    let is_incomplete = offers.len() > MAX_OFFERS;
    if is_incomplete {
        let typed = text.get(bytes.start..offset.min(bytes.end)).unwrap_or_default();
        let typed = typed.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        offers.retain(|offer| {
            contains_in_order(&offer.text, &typed) || contains_in_order(&offer.also, &typed)
        });
        offers.truncate(MAX_OFFERS);
    }
    let range = position::range(text, bytes);
    let item = |(number, offer): (usize, Offer)| CompletionItem {
        filter_text: (!offer.also.is_empty()).then(|| format!("{} {}", offer.text, offer.also)),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: offer.text })),
        label: offer.label,
        kind: Some(offer.kind),
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        documentation: (!offer.doc.is_empty()).then_some(Documentation::String(offer.doc)),
        sort_text: Some(format!("{number:05}")),
        ..CompletionItem::default()
    };
    (offers.into_iter().enumerate().map(item).collect(), is_incomplete)
}

/// Whether a text has all letters of another in their order, as editors look for them.
fn contains_in_order(text: &str, typed: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    typed.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// What is being typed around an offset, without what stands before it on its line.
fn word_at(text: &str, offset: usize) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let start = text[..offset].trim_end_matches(is_part).len();
    let rest = &text[offset..];
    let start = if text[start..].starts_with("- ") { start + 2 } else { start };
    start.min(offset)..offset + rest.len() - rest.trim_start_matches(is_part).len()
}

fn in_yaml(state: &State, at: &At<'_>) -> Offered {
    let range = Written::new(&at.path, at.text).range;
    let Some(expected) = state.schemas().of_file(&at.path) else { return Offered::NOTHING };
    if !(range.start..=range.end).contains(&at.offset) {
        return Offered::NOTHING;
    }
    let mut word = word_at(at.text, at.offset);
    let (before, after) = (&at.text[..word.start], &at.text[word.end..]);
    let rest = after.lines().next().unwrap_or_default();
    let mut offers = Vec::new();
    let as_value = Written::new(&at.path, &format!("{before}{TYPED}{after}"));
    let is_typed = |text: &str, _| text == TYPED || text.ends_with(&format!(" {TYPED}"));
    match as_value.yaml.as_ref().and_then(|node| find_spot(node, &expected, &is_typed)) {
        Some(Spot::Key { expected, beside, .. }) => {
            let colon = if rest.starts_with(':') { "" } else { ": " };
            offers.extend(keys(state, &expected, &beside, colon));
        }
        Some(Spot::Value { node, expected, around }) => {
            let key = around.map_or("", |(_, key)| key);
            // In a script without spaces a unit stands right behind its number.
            let is_digit = |c: char| c.is_ascii_digit() || c == '.';
            let digits = at.text[word.clone()].find(|c| !is_digit(c)).unwrap_or(word.len());
            let is_behind = node.as_str() != Some(TYPED) || digits > 0;
            match is_behind && is_quantity(&expected) {
                true => {
                    word.start += digits;
                    offers.extend(units_behind(state));
                }
                false if node.as_str() == Some(TYPED) => {
                    offers.extend(values(state, &expected, key));
                }
                false => {}
            }
        }
        None => {}
    }
    if offers.is_empty() && rest.trim().is_empty() {
        let as_key = Written::new(&at.path, &format!("{before}{TYPED}: {after}"));
        let is_typed = |text: &str, _| text == TYPED;
        if let Some(Spot::Key { expected, beside, .. }) =
            as_key.yaml.as_ref().and_then(|node| find_spot(node, &expected, &is_typed))
        {
            offers.extend(keys(state, &expected, &beside, ": "));
        }
    }
    Offered { range: word, offers }
}

fn is_quantity(expected: &Expected<'_>) -> bool {
    ["quantity", "money", "share"].iter().any(|name| expected.is(name))
}

fn keys(state: &State, expected: &Expected<'_>, beside: &[&str], colon: &str) -> Vec<Offer> {
    let language = state.language();
    let mut keys = expected.keys();
    keys.retain(|key| !beside.contains(&key.key));
    keys.sort_by_key(|key| !key.is_required);
    let offer = |key: crate::schema::ExpectedKey<'_>| Offer {
        doc: documentation(key.doc, language),
        detail: if key.is_required { language.say("required") } else { String::new() },
        label: key.key.to_owned(),
        ..Offer::new(format!("{}{colon}", key.key), CompletionItemKind::FIELD)
    };
    keys.into_iter().map(offer).collect()
}

fn values(state: &State, expected: &Expected<'_>, key: &str) -> Vec<Offer> {
    let mut offers: Vec<_> = expected.words().into_iter().map(Offer::word).collect();
    for collection in collections(expected) {
        if collection != STAGES || offers.is_empty() {
            offers.extend(ids(state, collection));
        }
    }
    if key == "unit" {
        offers.extend(units(state));
    }
    if expected.is("period") {
        offers.extend(periods(state, |_, _, _| true).into_iter().map(Offer::word));
    }
    offers
}

/// The ids of a collection, with the names of their records.
fn ids(state: &State, collection: &str) -> Vec<Offer> {
    let Some(model) = state.ledger() else { return Vec::new() };
    if collection == STAGES {
        return model.site.stages.iter().map(|stage| Offer::word(stage.id.as_str())).collect();
    }
    struct All<'m> {
        model: &'m Model,
        collection: &'m str,
        found: Vec<AnyRef>,
    }
    impl EachKind for All<'_> {
        fn kind<T: Collected>(&mut self) {
            if T::COLLECTION == self.collection {
                self.found = T::all(self.model).all().map(|(one, _)| T::any(one)).collect();
            }
        }
    }
    let mut all = All { model, collection, found: Vec::new() };
    each_kind(&mut all);
    let offer = |one: AnyRef| {
        let header = model.record(one).any_header();
        let names: Vec<_> = header.name.iter().map(|(_, name)| &*name.text).collect();
        Offer {
            detail: names.first().map(|name| (*name).to_owned()).unwrap_or_default(),
            also: names.join(" "),
            ..Offer::new(header.id.as_str(), CompletionItemKind::REFERENCE)
        }
    };
    all.found.into_iter().map(offer).collect()
}

/// Units by their names.
fn units(state: &State) -> Vec<Offer> {
    let Some((_, site)) = state.known() else { return Vec::new() };
    let units = &site.model.units;
    let label = |unit| {
        let labels = site.locales.iter().map(|(_, locale)| locale.unit_label(unit, units));
        labels.collect::<Vec<_>>().join(" · ")
    };
    let money = site.model.site.currency.map(|currency| Offer {
        detail: label(Unit::Money(currency)),
        ..Offer::new(currency.code(), CompletionItemKind::UNIT)
    });
    let offers = units.iter().map(|(id, definition)| {
        let label = label(Unit::Named(id));
        Offer {
            also: label.clone(),
            detail: label,
            ..Offer::new(definition.id.as_str(), CompletionItemKind::UNIT)
        }
    });
    money.into_iter().chain(offers).collect()
}

/// Units as they stand behind a number: words for money, then all others.
fn units_behind(state: &State) -> Vec<Offer> {
    let Some((_, site)) = state.known() else { return Vec::new() };
    let units = &site.model.units;
    let money = |exponent| {
        let number = Number::new(1.into(), exponent);
        Quantity::exactly(number, site.model.site.currency.map(Unit::Money))
    };
    let mut words: Vec<String> = Vec::new();
    for (_, locale) in site.locales.iter() {
        let amounts = SCALES.iter().map(|scale| locale.quantity(&money(*scale), units));
        words
            .extend(amounts.filter_map(|amount| Some(amount.strip_prefix('1')?.trim().to_owned())));
    }
    for (id, _) in units.iter() {
        let labels =
            site.locales.iter().map(|(_, locale)| locale.unit_label(Unit::Named(id), units));
        words.extend(labels);
    }
    let mut seen = BTreeSet::new();
    words.retain(|word| !word.is_empty() && seen.insert(word.clone()));
    words.into_iter().map(|word| Offer::new(word, CompletionItemKind::UNIT)).collect()
}

/// The periods of results and targets, the newest first; `is_meant` is asked with the indicator,
/// the period, and whether it is of a target.
fn periods(state: &State, is_meant: impl Fn(&str, &str, bool) -> bool) -> Vec<String> {
    let Some(model) = state.ledger() else { return Vec::new() };
    let mut found = BTreeSet::new();
    let results = model.observations.records().map(|one| (one.indicator, *one.period, false));
    let targets = model.targets.records().map(|one| (one.indicator, *one.period, true));
    for (indicator, period, is_target) in results.chain(targets) {
        let id = model.indicators.id(indicator).as_str();
        if is_meant(id, &period.to_string(), is_target) {
            found.insert((period.last_day(), period.first_day(), period.to_string()));
        }
    }
    found.into_iter().rev().map(|(.., period)| period).collect()
}

fn in_call(state: &State, at: &At<'_>, call: &WrittenCall) -> Offered {
    let is_in = |range: &Range<usize>| (range.start..=range.end).contains(&at.offset);
    if !call.is_open || is_in(&call.name) {
        let word = if is_in(&call.name) { call.name.clone() } else { at.offset..at.offset };
        let open = if call.is_open { "" } else { "(" };
        let offer = |function: &Function| Offer {
            label: function.name.to_owned(),
            detail: state.language().say_part(if function.is_block {
                "a block"
            } else {
                "a figure"
            }),
            ..Offer::new(format!("{}{open}", function.name), CompletionItemKind::FUNCTION)
        };
        return Offered { range: word, offers: FUNCTIONS.iter().map(offer).collect() };
    }
    let Some(function) = FUNCTIONS.iter().find(|one| one.name == &at.text[call.name.clone()])
    else {
        return Offered::NOTHING;
    };
    let value = call.arguments.iter().find(|one| one.value.as_ref().is_some_and(is_in));
    if let Some(argument) = value {
        let range = argument.value.clone().unwrap_or_default();
        let mut offers =
            argument_values(state, at.text, call, function, &at.text[argument.name.clone()]);
        if argument.quote.is_empty() {
            // In YAML the text around a call may itself be in quotes; then these have backslashes.
            let others = call.arguments.iter().map(|one| one.quote);
            let quote = others.max_by_key(|quote| quote.len()).filter(|quote| !quote.is_empty());
            let quote = quote.unwrap_or("\"");
            let is_bare = |text: &str| matches!(text, "true" | "false");
            offers.iter_mut().filter(|one| !is_bare(&one.text)).for_each(|one| {
                one.text = format!("{quote}{}{quote}", one.text);
            });
        }
        return Offered { range, offers };
    }
    let named = call.arguments.iter().find(|one| is_in(&one.name));
    let word = named.map_or(at.offset..at.offset, |one| one.name.clone());
    let taken = call.arguments.iter().filter(|one| one.name != word);
    let taken: Vec<_> = taken.map(|one| &at.text[one.name.clone()]).collect();
    let offer = |(name, kind): &(&'static str, Kind)| {
        let equals = if named.is_some_and(|one| one.value.is_some()) { "" } else { "=" };
        Offer {
            label: (*name).to_owned(),
            detail: state.language().say_part(kind.what()),
            ..Offer::new(format!("{name}{equals}"), CompletionItemKind::PROPERTY)
        }
    };
    let open = function.arguments.iter().filter(|(name, _)| !taken.contains(name));
    Offered { range: word, offers: open.map(offer).collect() }
}

/// What an argument of a call takes.
fn argument_values(
    state: &State,
    text: &str,
    call: &WrittenCall,
    function: &Function,
    argument: &str,
) -> Vec<Offer> {
    if let Some(collection) = function.collection(argument) {
        return ids(state, collection);
    }
    let words = function.words(argument);
    if !words.is_empty() {
        return words.into_iter().map(Offer::word).collect();
    }
    let kind = function.arguments.iter().find(|(name, _)| *name == argument).map(|(_, kind)| *kind);
    if kind == Some(Kind::Bool) {
        return ["true", "false"].map(Offer::word).into();
    }
    match argument {
        "unit" => units(state),
        "in" | "compare" | "period" => {
            let of = call.value(text, "of");
            let is_of_target = matches!(
                call.value(text, "kind"),
                Some("target" | "completion" | "planned" | "gap" | "pace" | "remaining")
            );
            let is_meant = |indicator: &str, _: &str, is_target: bool| {
                let is_known = match (function.name, argument) {
                    ("figure", _) => is_target == is_of_target,
                    ("targets", _) => is_target,
                    ("key_figures", _) => !is_target,
                    _ => true,
                };
                is_known && of.is_none_or(|of| of == indicator)
            };
            periods(state, is_meant).into_iter().map(Offer::word).collect()
        }
        "year" => {
            let mut years = periods(state, |_, _, _| true);
            years.iter_mut().for_each(|period| *period = period.chars().take(4).collect());
            years.dedup();
            years.into_iter().map(Offer::word).collect()
        }
        "field" => fields(state, call.value(text, "project"), call.value(text, "park")),
        _ => Vec::new(),
    }
}

/// What a call can print of a project or a park.
fn fields(state: &State, project: Option<&str>, park: Option<&str>) -> Vec<Offer> {
    let Some(model) = state.ledger() else { return Vec::new() };
    let name = |collection, id: &str| RecordName { collection, id: id.into() };
    let found = match (project, park) {
        (Some(id), _) => find(model, &name("projects", id)),
        (_, Some(id)) => find(model, &name("parks", id)),
        _ => None,
    };
    let (facts, own) = match found {
        Some(AnyRef::Project(one)) => (&model.projects.get(one).facts, Some("investment")),
        Some(AnyRef::Park(one)) => (&model.parks.get(one).facts, None),
        _ => return Vec::new(),
    };
    let labels = facts.iter().flat_map(|fact| fact.label.iter()).map(|(_, label)| &*label.text);
    own.into_iter().chain(labels).map(Offer::word).collect()
}
