//! What the program prints in texts, where the languages do not call for the same.
//!
//! A call that both texts have prints one figure in the words of each, so nothing can differ and
//! its place stays blank. Of other calls the figures are put into the words, as each language
//! prints them, and compared as if they were typed.

use super::super::printed::{Printed, Printer, call_in};
use crate::figures::{Pairing, Verdict};
use crate::parse::markdown::calls::{Call, Value};
use crate::parse::markdown::{Markdown, Prose};
use crate::value::Lang;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a call asks for, however it is written.
pub(super) type Key = String;

fn key(call: &Call) -> Key {
    let value = |value: &Value| match value {
        Value::Text(text) => format!("\"{text}\""),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_so) => is_so.to_string(),
    };
    let arguments = call.arguments.iter();
    let mut arguments: Vec<_> =
        arguments.map(|argument| format!("{}={}", argument.name, value(&argument.value))).collect();
    arguments.sort();
    format!("{}({})", call.name, arguments.join(","))
}

/// Whether two Markdown texts have the same calls in each line of their words.
pub(super) fn have_same_calls(left: &Markdown, right: &Markdown) -> bool {
    if left.calls.len() != right.calls.len() {
        return false;
    }
    let lines = |text: &Markdown| {
        let (mut line, mut done) = (0, 0);
        let mut lines = Vec::with_capacity(text.calls.len());
        for call in &text.calls {
            line += text.plain[done..call.plain.start].matches('\n').count();
            done = call.plain.start;
            lines.push(line);
        }
        lines
    };
    let (left_lines, right_lines) = (lines(left), lines(right));
    let is_free = &mut vec![true; right.calls.len()];
    left_lines == right_lines
        && left.calls.iter().zip(&left_lines).all(|(call, line)| {
            let own = (0..right_lines.len()).filter(|at| right_lines[*at] == *line);
            let mut free = own.filter(|at| is_free[*at]);
            let found = free.find(|at| right.calls[*at].is_like(call));
            found.inspect(|at| is_free[*at] = false).is_some()
        })
}

/// The calls of a text.
pub(super) struct Calls<'a> {
    by_key: BTreeMap<Key, &'a Call>,
    /// All their keys in order, one as often as it is called for.
    keys: Vec<Key>,
}

impl<'a> Calls<'a> {
    pub(super) fn new(calls: &'a [Call]) -> Self {
        let mut keys: Vec<_> = calls.iter().map(key).collect();
        let by_key = keys.iter().cloned().zip(calls).collect();
        keys.sort();
        Self { by_key, keys }
    }

    /// Whether another text has the same calls.
    pub(super) fn are_those_of(&self, other: &Self) -> bool {
        self.keys == other.keys
    }

    /// Whether a passage calls for a figure that is known.
    pub(super) fn print(&self, prose: &Prose, printer: Printer<'_>) -> bool {
        let calls = self.of(prose).into_iter().filter_map(|(_, call)| call);
        calls.into_iter().any(|call| printer.amount(call).is_some())
    }

    /// The call in each place of a passage that the program fills in; what is none has a key at
    /// most.
    fn of(&self, prose: &Prose) -> Vec<(Key, Option<&'a Call>)> {
        let one = |written: &str| {
            let key = call_in(written).map_or_else(|| written.to_owned(), |call| key(&call));
            let call = self.by_key.get(&key).copied();
            (key, call)
        };
        prose.bound.iter().map(|bound| one(&bound.call)).collect()
    }
}

/// What a block is known by besides what is typed.
#[derive(Default)]
pub(super) struct Told {
    /// The amounts that are printed in it.
    pub(super) amounts: Vec<Decimal>,
    /// What is called for of which the amounts are not looked at.
    pub(super) keys: Vec<Key>,
    /// Something is printed of which no amount is known, and which the other text may have typed.
    pub(super) is_open: bool,
}

impl Told {
    /// The calls alone, where both texts have the same.
    pub(super) fn of_same(texts: &[Prose], calls: &Calls<'_>) -> Self {
        let keys = texts.iter().flat_map(|prose| calls.of(prose)).map(|(key, _)| key);
        Self { keys: keys.collect(), ..Self::default() }
    }

    /// The amounts that are printed.
    pub(super) fn of_others(texts: &[Prose], calls: &Calls<'_>, printer: Printer<'_>) -> Self {
        let mut told = Self::default();
        for (key, call) in texts.iter().flat_map(|prose| calls.of(prose)) {
            match call.and_then(|call| printer.amount(call)) {
                Some(amount) => told.amounts.push(amount),
                None => {
                    told.is_open = true;
                    told.keys.push(key);
                }
            }
        }
        told
    }
}

/// A text in which some calls are filled in.
pub(super) struct Filled {
    pub(super) prose: Prose,
    /// The places of figures that are printed with fewer digits than the ledger has, or bare.
    rounded: Vec<Range<usize>>,
}

impl Filled {
    fn new(prose: &Prose, printed: &[Option<Printed>]) -> Self {
        let words: Vec<_> = printed.iter().map(|one| one.as_ref().map(|one| &*one.words)).collect();
        let (prose, ranges) = prose.filled(&words);
        let rounded = ranges.into_iter().zip(printed).filter_map(|(range, one)| {
            let is_rounded = one.as_ref().is_some_and(|one| one.is_rounded);
            range.filter(|_| is_rounded)
        });
        Self { rounded: rounded.collect(), prose }
    }
}

/// Two passages with the figures that only one of them calls for, if there are any; with whether
/// one of them has a call that the other lacks, of which nothing may be printed today.
pub(super) fn filled(
    prose: [&Prose; 2],
    calls: &[Calls<'_>; 2],
    langs: [Lang; 2],
    printer: Printer<'_>,
) -> (Option<[Filled; 2]>, bool) {
    let mut own = [calls[0].of(prose[0]), calls[1].of(prose[1])];
    let [left, right] = &mut own;
    let mut others: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, (key, _)) in right.iter().enumerate() {
        others.entry(key.clone()).or_default().push(at);
    }
    for (key, call) in left {
        if let Some(at) = others.get_mut(key).and_then(Vec::pop) {
            (*call, right[at].1) = (None, None);
        }
    }
    let has_other = own.iter().flatten().any(|(_, call)| call.is_some());
    let printed = [0, 1].map(|side| {
        let print = |call: &Call| printer.printed(call, langs[side]);
        let places = prose[side].bound.iter().zip(&own[side]);
        let printed = places.map(|(bound, (_, call))| {
            call.filter(|_| is_apart(prose[side], &bound.range)).and_then(print)
        });
        printed.collect::<Vec<_>>()
    });
    let has_any = printed.iter().flatten().any(Option::is_some);
    let filled = has_any.then(|| [0, 1].map(|side| Filled::new(prose[side], &printed[side])));
    (filled, has_other)
}

/// Whether no digit stands right beside a place, with which what is printed there would be another
/// number.
fn is_apart(prose: &Prose, place: &Range<usize>) -> bool {
    let (before, behind) = (&prose.text[..place.start], &prose.text[place.end..]);
    let ends = [before.chars().next_back(), behind.chars().next()];
    ends.into_iter().flatten().all(|c| !c.is_ascii_digit())
}

/// Leaves out what two filled texts say of a figure that one of them prints rounded: the other may
/// have it as it is printed, or as it is in the ledger. So may a number that is printed alone have
/// its unit there.
pub(super) fn without_rounding(found: &mut Vec<Pairing>, filled: &[Filled; 2]) {
    let is_rounded = |ranges: &[Range<usize>], filled: &Filled| {
        let mut places = filled.rounded.iter();
        places.any(|place| ranges.iter().any(|r| r.start < place.end && place.start < r.end))
    };
    found.retain(|pairing| {
        let is_forgiven = matches!(
            pairing.verdict,
            Verdict::RoundedMarked
                | Verdict::RoundedSilently
                | Verdict::RelationNear
                | Verdict::RelationDiffers
                | Verdict::UnitMissing(_)
        );
        let is_printed =
            is_rounded(&pairing.left, &filled[0]) || is_rounded(&pairing.right, &filled[1]);
        !(is_forgiven && is_printed)
    });
}
