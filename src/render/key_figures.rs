//! The newest results side by side: a row for each indicator, a column for each of two periods.

use super::numbers::{Numbers, amount_cell};
use super::result_card::result_card;
use super::revisions::corrected;
use super::scope::Scope;
use super::view::{CellView, KeyFiguresView, KeyRowView};
use crate::model::{Indicator, Observation, Record, Ref};
use crate::value::{Number, Period, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many periods stand side by side: more do not fit on a phone.
const PERIODS: usize = 2;

/// What is shown of an indicator.
struct Row<'a> {
    indicator: Ref<Indicator>,
    /// The results for the periods.
    found: [Option<&'a Observation>; PERIODS],
}

/// The results of some indicators in the newest periods, and as cards those that have none in these.
/// The indicators come in the order in which they are to be shown.
pub(super) fn key_figures<'a>(scope: &Scope<'a>, of: &[Ref<Indicator>]) -> KeyFiguresView<'a> {
    let known: Vec<_> = of.iter().map(|one| (*one, results(scope, *one))).collect();
    let periods = periods(known.iter().flat_map(|(_, found)| found.iter().copied()));
    let (mut rows, mut older): (Vec<Row<'_>>, Vec<&Observation>) = (Vec::new(), Vec::new());
    for (indicator, results) in known {
        let is_level = !scope.site.model.indicators.get(indicator).adds_time();
        let of_period = |number: usize| {
            let period = periods.get(number)?;
            let of_all = results.iter().find(|found| *found.period == *period);
            // A level of a part of the time is the newest of it; what adds up is only a part.
            let newest = || results.iter().find(|found| period.contains_period(*found.period));
            of_all.or_else(|| newest().filter(|_| is_level)).copied()
        };
        let found = std::array::from_fn(of_period);
        match found.iter().any(Option::is_some) {
            true => rows.push(Row { indicator, found }),
            false => older.extend(results.first()),
        }
    }
    let rows = with_parts_below(scope, rows);
    let used: Vec<usize> = (0..periods.len())
        .filter(|number| rows.iter().any(|row| row.found[*number].is_some()))
        .collect();
    let views = rows.iter().map(|row| view(scope, row, &rows, &used, &periods)).collect();
    KeyFiguresView {
        periods: used.iter().map(|number| scope.short_date(periods[*number])).collect(),
        rows: views,
        notes: notes(scope, &rows, &used, &periods),
        older: older.into_iter().filter_map(|found| result_card(scope, found)).collect(),
    }
}

/// The results of an indicator as a whole, the newest first.
fn results<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<&'a Observation> {
    let all = scope.site.observations.of_whole(one).iter().copied();
    let mut found: Vec<_> =
        all.filter(|found| found.value.is_some() && !found.is_forecast()).collect();
    found.sort_by_key(|found| {
        (Reverse(found.covers), Reverse(found.period.n_days()), Reverse(found.rank()))
    });
    found
}

/// The newest period with most results, and the newest that was over before it began.
fn periods<'a>(all: impl Iterator<Item = &'a Observation>) -> Vec<Period> {
    let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
    all.for_each(|found| *counts.entry(*found.period).or_default() += 1);
    let rank = |(period, n): &(&Period, &usize)| (period.last_day(), **n, period.n_days());
    let Some((newest, _)) = counts.iter().max_by_key(rank) else { return Vec::new() };
    let is_before = |(period, _): &(&Period, &usize)| period.last_day() < newest.first_day();
    let before = counts.iter().filter(is_before).max_by_key(rank);
    [Some(*newest), before.map(|(period, _)| *period)].into_iter().flatten().collect()
}

/// Each part of an indicator behind that indicator, where both are shown.
fn with_parts_below<'a>(scope: &Scope<'_>, rows: Vec<Row<'a>>) -> Vec<Row<'a>> {
    let whole_of = |row: &Row<'_>| scope.site.model.indicators.get(row.indicator).breakdown_of;
    let is_shown = |whole: Ref<Indicator>| rows.iter().any(|row| row.indicator == whole);
    let place = |row: &Row<'_>| {
        let at = |one: Ref<Indicator>| rows.iter().position(|row| row.indicator == one);
        match whole_of(row).filter(|whole| is_shown(*whole)) {
            Some(whole) => (at(whole), true, at(row.indicator)),
            None => (at(row.indicator), false, None),
        }
    };
    let places: Vec<_> = rows.iter().map(place).collect();
    let mut ordered: Vec<_> = places.into_iter().zip(rows).collect();
    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, row)| row).collect()
}

fn view<'a>(
    scope: &Scope<'a>,
    row: &Row<'a>,
    rows: &[Row<'_>],
    used: &[usize],
    periods: &[Period],
) -> KeyRowView<'a> {
    let indicator = scope.site.model.indicators.get(row.indicator);
    let values = row.found.iter().flatten().filter_map(|found| found.value.as_ref());
    let exact = values.filter(|value| value.relation == Relation::Exactly);
    let exact: Vec<Number> = exact.map(|value| value.number).collect();
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &exact);
    let cell = |number: &usize| {
        let Some(found) = row.found[*number] else { return CellView::none() };
        let Some(value) = found.value.as_ref() else { return CellView::none() };
        let mut cell = amount_cell(scope, &numbers, value);
        if value.relation != Relation::Exactly {
            // In words it is longer than a column of a phone is wide, and may break.
            cell.text = cell.text.replace('\u{a0}', " ").into();
        }
        let share = found.stated_share.as_ref().map(|share| scope.quantity(share));
        let share = share.map(|share| scope.t("share-in-brackets", &[("share", &share)]));
        // The points of two columns do not stand below each other: units differ from row to row.
        let of = (found.indicator, *found.period, &found.part);
        let period = *found.period;
        let of_part = (period != periods[*number]).then(|| scope.short_date(period));
        let note = scope.details([
            of_part,
            scope.standing(found.status),
            share,
            corrected(scope, of, false),
        ]);
        CellView { pad: 0, numeric: true, ..cell.note(note) }
            .cites(scope.cite(&found.header.citations))
    };
    // What is counted is in the name of what counts it.
    let is_count = scope.site.model.units.is_count(indicator.unit);
    let has_unit = !is_count && !exact.is_empty();
    let is_part = indicator
        .breakdown_of
        .is_some_and(|whole| rows.iter().any(|other| other.indicator == whole));
    KeyRowView {
        id: format!("figure-{}", scope.site.model.indicators.id(row.indicator)),
        name: scope.record(row.indicator),
        unit: Some(numbers.unit.label.clone()).filter(|unit| has_unit && !unit.is_empty()),
        is_part,
        cells: used.iter().map(cell).collect(),
    }
}

/// What is to be known of several cells at once.
fn notes(scope: &Scope<'_>, rows: &[Row<'_>], used: &[usize], periods: &[Period]) -> Vec<String> {
    let shown = || rows.iter().flat_map(|row| used.iter().filter_map(|number| row.found[*number]));
    let mut notes = Vec::new();
    if shown().any(|found| found.stated_share.is_some()) {
        notes.push(scope.t("key-figures-shares", &[]));
    }
    for number in used {
        let in_column: Vec<_> =
            rows.iter().filter_map(|row| Some((row.indicator, row.found[*number]?))).collect();
        let (exceeds, others): (Vec<_>, Vec<_>) =
            in_column.into_iter().partition(|(_, found)| found.exceeds_target);
        if exceeds.is_empty() {
            continue;
        }
        let period = scope.date_at_start(periods[*number]);
        let names = exceeds
            .iter()
            .map(|(one, _)| scope.plain(scope.site.model.indicators.get(*one).name()).to_owned());
        let names = scope.details(names.map(Some)).unwrap_or_default();
        notes.push(match others.is_empty() {
            true => scope.t("key-figures-exceeded", &[("period", &period)]),
            false => {
                let args = [("period", &*period), ("names", &*names)];
                scope.t("key-figures-exceeded-some", &args)
            }
        });
    }
    notes
}
