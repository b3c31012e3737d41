//! What a bare number may be meant for: what its quote says, or the scale of the other amounts.

use super::context::Context;
use crate::diag::{Code, Sink};
use crate::locale::Expect;
use crate::parse::node::{Node, NodeKind};
use crate::source::Span;
use crate::value::Unit;
use std::collections::BTreeMap;

/// No amount of money is written longer than this.
const MOST_CHARS: usize = 40;

impl Context<'_> {
    /// The power of ten of the scale word that most amounts of money in the ledger have; `None` if
    /// there are none. Looked up only when a proposal is made.
    pub(super) fn scale(&self) -> Option<u8> {
        *self.scale.get_or_init(|| {
            let data = self.sources.iter().map(|(_, file)| file);
            let data = data.filter(|file| file.path.starts_with("content/data/"));
            let values = data.flat_map(|file| file.text.split(['\n', '{', '}', ',']));
            let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
            for value in values {
                let value = value.split_once(": ").map_or(value, |(_, value)| value);
                let value = value.trim().trim_matches(['"', '\'']);
                let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
                if !has_digit || value.chars().count() > MOST_CHARS {
                    continue;
                }
                if let Some(power) = self.lexicon.scale_of_money(value) {
                    *counts.entry(power).or_default() += 1;
                }
            }
            counts.into_iter().max_by_key(|(_, n)| *n).map(|(power, _)| power)
        })
    }
}

/// Of a number without its unit, what a quote beside it says of the same number.
pub(super) fn propose_from_quotes(cx: &Context<'_>, record: &Node, sink: &mut Sink) {
    for problem in sink.iter_mut().filter(|problem| problem.code == Code::MissingUnit) {
        let Some(place) = problem.span else { continue };
        let Some((text, quotes)) = beside(record, place) else { continue };
        let units = proposed_units(cx, &problem.help);
        if let Some(amount) = quotes.iter().find_map(|quote| amount_in(cx, quote, text, &units)) {
            problem.help = vec![format!("did you mean `{amount}`, as in the quote?")];
        }
    }
}

/// The value at a place, and the quotes of the innermost part around it that has any.
fn beside(node: &Node, place: Span) -> Option<(&str, Vec<&str>)> {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Mapping(entries) => entries.iter().map(|(_, value)| value).collect(),
        NodeKind::Sequence(items) => items.iter().collect(),
        NodeKind::Scalar(scalar) => {
            let holds = node.span.start <= place.start && place.end <= node.span.end;
            return holds.then(|| (&*scalar.text, Vec::new()));
        }
        NodeKind::Null | NodeKind::Invalid => return None,
    };
    let (text, mut quotes) = children.into_iter().find_map(|child| beside(child, place))?;
    if quotes.is_empty()
        && let Some(source) = node.get("source")
    {
        let citations = match &source.kind {
            NodeKind::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(source),
        };
        quotes = citations.iter().filter_map(|one| one.get("quote")?.as_str()).collect();
    }
    Some((text, quotes))
}

/// The units of what is proposed already, in code: what is meant is of one of their kind.
fn proposed_units(cx: &Context<'_>, help: &[String]) -> Vec<Unit> {
    let texts = help.iter().flat_map(|help| help.split('`').skip(1).step_by(2));
    texts.filter_map(|text| cx.lexicon.quantity(text, Expect::Any).ok()?.unit).collect()
}

/// The amount in a quote that has a number, however its digits are grouped, and a unit of the kind
/// of others or of money.
fn amount_in(cx: &Context<'_>, quote: &str, number: &str, units: &[Unit]) -> Option<String> {
    let bare = cx.lexicon.quantity(number, Expect::Any).ok()?.number;
    let is_meant = |unit: Unit| {
        let is_near = |other: &Unit| cx.units.comparable(*other, unit);
        let is_money = |unit: &Unit| matches!(unit, Unit::Money(_));
        (is_money(&unit) && units.iter().all(is_money)) || units.iter().any(is_near)
    };
    let amount = |text: &str| {
        let found = cx.lexicon.quantity(text, Expect::Any).ok()?;
        let is_meant =
            found.unit.is_some_and(is_meant) && found.number.coefficient == bare.coefficient;
        is_meant.then_some((found.number.value(), found.unit))
    };
    let is_inner = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let tokens = quote.split(|c| !is_inner(c)).map(|found| found.trim_matches(['.', ',']));
    let is_same = |found: &&str| {
        let read = cx.lexicon.quantity(found, Expect::Any);
        !found.is_empty() && read.is_ok_and(|read| read.number == bare)
    };
    let found = tokens.filter(|found| !found.is_empty()).find(is_same)?;
    let start = found.as_ptr() as usize - quote.as_ptr() as usize;
    let end = start + found.len();
    let starts = quote[..start].char_indices().rev().map(|(at, _)| at).take(MOST_CHARS / 4);
    let starts: Vec<_> = std::iter::once(start).chain(starts).collect();
    let ends = quote[end..].char_indices().map(|(at, c)| end + at + c.len_utf8());
    let ends: Vec<_> = std::iter::once(end).chain(ends.take(MOST_CHARS / 2)).collect();
    let texts = starts.iter().flat_map(|from| ends.iter().map(|to| &quote[*from..*to]));
    // `US$` is one word.
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$');
    let texts = texts.filter(|text| {
        let from = text.as_ptr() as usize - quote.as_ptr() as usize;
        let (before, after) = (&quote[..from], &quote[from + text.len()..]);
        let is_cut = |one: Option<char>, other: Option<char>| is_letter(one) && is_letter(other);
        text.trim() == *text
            && !is_cut(before.chars().next_back(), text.chars().next())
            && !is_cut(text.chars().next_back(), after.chars().next())
    });
    let amounts: Vec<_> = texts.filter_map(|text| Some((text, amount(text)?))).collect();
    // The longest has every word of the amount, and may have others: `达11.5亿元`.
    let (_, whole) = amounts.iter().max_by_key(|(text, _)| text.len())?;
    let same = amounts.iter().filter(|(_, found)| found == whole).map(|(text, _)| *text);
    same.min_by_key(|text| text.len()).map(str::to_owned)
}
