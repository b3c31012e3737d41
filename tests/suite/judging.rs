//! `cases/judging/`: changes, delays, sums of investment and parts of plans, worked out.

use crate::tables::check_tables;
use crate::values::{number, or_none, period, quantity};
use rust_decimal::Decimal;
use wellspring::model::{
    Change, Days, Delay, Incomparable, Status, When, delay, part_ends, share_of_whole, told_amount,
};
use wellspring::value::{Interval, Quantity, Units};

/// A figure in the notation of the tables with its unit behind a space: `about 62 percent`.
fn with_unit(text: &str) -> Quantity {
    let (figure, unit) = text.rsplit_once(' ').expect("has a unit");
    let unit = Units::builtin().unit(unit);
    assert!(unit.is_some(), "{text} has no unit");
    Quantity { unit, ..quantity(figure) }
}

fn change(cells: &[&str]) -> Result<Change, Incomparable> {
    Change::between(&with_unit(cells[0]), &with_unit(cells[1]))
}

/// How late something was, in words.
fn late(plan: &str, actual: &str) -> String {
    let when = match actual.strip_prefix("by ") {
        Some(day) => When::KnownBy(period(day)),
        None => When::Dated(period(actual)),
    };
    match delay(period(plan), when) {
        Delay::AsPlanned => "as planned".to_owned(),
        Delay::NotLater => "not later".to_owned(),
        Delay::Unclear => "unclear".to_owned(),
        Delay::Late(Days { least, most }) => format!("{least} to {most} days late"),
        Delay::Early(Days { least, most }) => format!("{least} to {most} days early"),
    }
}

fn amount(text: &str) -> Interval {
    Interval::of(&quantity(text)).expect("fits").not_negative()
}

#[test]
fn amounts_change_by_a_share_and_percentages_by_points() {
    check_tables(
        "judging/changes",
        &[
            ("difference", &|cells| {
                change(cells).map_or_else(
                    |why| format!("{why:?}"),
                    |change| {
                        let units = Units::builtin();
                        let unit = change.difference.unit.map(|unit| units.name(unit).to_owned());
                        format!("{} {}", change.difference.number.coefficient, or_none(unit))
                    },
                )
            }),
            ("ratio", &|cells| {
                let ratio = change(cells).ok().and_then(|change| change.ratio);
                or_none(ratio.map(|ratio| ratio.normalize()))
            }),
        ],
    );
}

#[test]
fn delays_are_as_exact_as_the_dates() {
    check_tables("judging/delays", &[("delay", &|cells| late(cells[0], cells[1]))]);
}

#[test]
fn amounts_are_told_and_shared() {
    check_tables(
        "judging/amounts",
        &[
            ("told as", &|cells| {
                or_none(told_amount(amount(cells[0]), None).map(|told| {
                    assert_eq!(told.upper, None);
                    format!("{} {}", told.relation.name(), told.number.coefficient)
                }))
            }),
            ("share", &|cells| {
                let share = share_of_whole(amount(cells[0]), amount(cells[1]));
                or_none(share.map(|share: Decimal| share.normalize()))
            }),
        ],
    );
}

#[test]
fn plans_have_parts() {
    check_tables(
        "judging/parts-of-plans",
        &[("ends", &|cells| {
            let n_pages = number(cells[1]).coefficient.try_into().expect("a small number");
            let ends = part_ends(period(cells[0]), n_pages);
            or_none(
                ends.map(|ends| {
                    ends.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
                }),
            )
        })],
    );
}

#[test]
fn statuses_are_numbered_in_their_order() {
    for (number, status) in Status::all().enumerate() {
        assert_eq!(status as usize, number, "{}", status.key());
    }
}
