//! `total(…)` and `share(…)`: sums and counts over the projects of the ledger.

use super::arguments::Arguments;
use super::figure::{percentage, printed, printed_in_full, report_missing};
use super::filter::ProjectFilter;
use super::{ShortcodeFigure, Shown, Uncalculated};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Cache, Invested, LeftOut, MeasureOf, Model, Project, Ref, decimals_of_share, share_of_whole,
};
use crate::value::{Interval, Number, Quantity, Relation, Unit};

/// The sums that were asked for, by the projects that are meant.
#[derive(Debug, Clone, Default)]
pub(in crate::model) struct Sums {
    totals: Cache<ProjectFilter, (usize, Invested)>,
    /// How many more may be meant.
    undated: Cache<ProjectFilter, usize>,
    shares: Cache<ProjectFilter, Parts>,
}

/// Some projects, and all others.
#[derive(Debug, Clone, Copy)]
struct Parts {
    n_part: usize,
    n_all: usize,
    part: Invested,
    rest: Invested,
    whole: Invested,
}

impl Sums {
    /// How many projects are meant, and what they invest.
    fn total(&self, model: &Model, filter: ProjectFilter) -> (usize, Invested) {
        self.totals.get(filter, || {
            let projects = filter.projects(model);
            (projects.len(), Invested::of(model, &projects, Invested::unit(model, &projects)))
        })
    }

    fn n_undated(&self, model: &Model, filter: ProjectFilter) -> usize {
        self.undated.get(filter, || filter.n_undated(model))
    }

    /// Those that are meant beside all others.
    fn parts(&self, model: &Model, filter: ProjectFilter) -> Parts {
        self.shares.get(filter, || {
            let all: Vec<_> = model.projects.iter().map(|(one, _)| one).collect();
            let part = filter.projects(model);
            // Both are in the order of the ledger.
            let is_other = |one: &Ref<Project>| part.binary_search(one).is_err();
            let rest: Vec<_> = all.iter().copied().filter(is_other).collect();
            let unit = Invested::unit(model, &all);
            let invested = |some: &[Ref<Project>]| Invested::of(model, some, unit);
            Parts {
                n_part: part.len(),
                n_all: all.len(),
                part: invested(&part),
                rest: invested(&rest),
                whole: invested(&all),
            }
        })
    }
}

pub(super) const OF: &[(&str, MeasureOf)] =
    &[("projects", MeasureOf::Projects), ("investment", MeasureOf::Investment)];

pub(super) fn total<'a>(
    arguments: &Arguments<'a, '_>,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let model = arguments.model;
    let of = arguments.word("of", OF, sink).ok()??;
    let filter = ProjectFilter::read(arguments, sink)?;
    let (n_projects, sum) = model.sums.total(model, filter);
    let n_undated = model.sums.n_undated(model, filter);
    if of == MeasureOf::Projects {
        let number = Number::plain(n_projects as u64);
        let shown =
            printed(arguments, Quantity::exactly(number, model.units.unit("project")), sink)?;
        // None here are not none at all, unless the site says so.
        if n_projects == 0 && !model.site.lists_all_projects() {
            return Some(ShortcodeFigure::missing().without_undated(n_undated));
        }
        return Some(ShortcodeFigure::computed(shown).without_undated(n_undated));
    }
    let Some(total) = sum.quantity() else {
        return Some(nothing(arguments, sum, sink).without_undated(n_undated));
    };
    let shown = match total.relation {
        Relation::Exactly => printed(arguments, total, sink)?,
        // A number alone would say that the sum is exact.
        _ => printed_in_full(arguments, total, sink)?,
    };
    let figure =
        ShortcodeFigure { n_listed: Some(sum.n_stated), ..ShortcodeFigure::computed(shown) };
    // That some state none is said with how many are counted.
    let figure = figure.leaving_out(Invested { n_without_value: 0, ..sum });
    Some(figure.without_undated(n_undated))
}

pub(super) fn share<'a>(
    arguments: &Arguments<'a, '_>,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let model = arguments.model;
    let of = arguments.word("of", OF, sink).ok()??;
    let filter = ProjectFilter::read(arguments, sink)?;
    if filter == ProjectFilter::default() {
        let message = "a share of all projects in all projects is always 100%";
        sink.push(
            Diagnostic::new(Code::MissingArgument, arguments.call.name_span, message)
                .help("say which projects are meant, as in `stage=\"signed\"`"),
        );
        return None;
    }
    let n_undated = model.sums.n_undated(model, filter);
    if n_undated > 0 {
        let message = "the share is not known: who is meant depends on a date that is not exact";
        let help = "date the milestones to a day or a month of the year, or leave out `year`";
        report_missing(arguments, "year", message, Some(help.to_owned()), sink);
        return Some(
            ShortcodeFigure::uncalculated(Uncalculated::Inexact).without_undated(n_undated),
        );
    }
    let Parts { n_part, n_all, part, rest, whole } = model.sums.parts(model, filter);
    let (ratio, left_out) = match of {
        MeasureOf::Projects => {
            (Number::plain(n_part as u64).ratio(Number::plain(n_all as u64)), None)
        }
        MeasureOf::Investment | MeasureOf::Figures(_) => {
            // What is stated in another currency is not nothing.
            if part.n_stated == 0 && part.n_other_currency > 0 {
                return Some(nothing(arguments, part, sink));
            }
            let amount = |some: Invested| match some.n_stated {
                0 => Some(Interval::exactly(Number::plain(0))),
                _ => some.total,
            };
            let ratio = amount(part).zip(amount(rest));
            let ratio = ratio.and_then(|(part, rest)| share_of_whole(part, rest));
            if ratio.is_none() && whole.n_stated > 0 {
                let is_vague = whole.total.is_none_or(|total| total.exact().is_none());
                report_vague(arguments, is_vague, sink);
                return Some(ShortcodeFigure::uncalculated(match is_vague {
                    true => Uncalculated::Inexact,
                    false => Uncalculated::Undefined,
                }));
            }
            (ratio, Some(whole))
        }
    };
    let decimals = arguments.decimals(sink).ok()?;
    let percent = |ratio| {
        let decimals = decimals.unwrap_or_else(|| decimals_of_share(ratio));
        percentage(ratio, decimals, Unit::Percent)
    };
    let Some(percent) = ratio.and_then(percent) else {
        return Some(nothing(arguments, whole, sink));
    };
    let figure = ShortcodeFigure::computed(Shown::Quantity(percent));
    Some(match left_out {
        Some(sum) => figure.leaving_out(sum),
        None => figure,
    })
}

/// Says that a share is not the same for all that is known of the amounts.
fn report_vague(arguments: &Arguments<'_, '_>, is_vague: bool, sink: &mut Sink) {
    let (message, help) = match is_vague {
        true => (
            "the share is not known: some of the investments are not exact",
            "ask for a share of `projects`, or give the investments as exact figures",
        ),
        false => ("there is no share of nothing", "ask for a share of `projects`"),
    };
    report_missing(arguments, "of", message, Some(help.to_owned()), sink);
}

/// Says that a sum has nothing to add up, and why.
fn nothing<'a>(
    arguments: &Arguments<'a, '_>,
    sum: Invested,
    sink: &mut Sink,
) -> ShortcodeFigure<'a> {
    let (message, help) = if sum.n_other_currency > 0 {
        (
            "what the projects that are meant invest is stated in other currencies alone",
            Some("say what it counts as: `investment: { value: …, converted: … }`"),
        )
    } else if sum.n_in_parts > 0 {
        ("what the projects that are meant invest is told by their parts", None)
    } else {
        ("none of the projects that are meant states an investment", None)
    };
    report_missing(arguments, "of", message, help.map(str::to_owned), sink);
    let left_out = LeftOut { n_without_value: 0, ..sum.left_out() };
    ShortcodeFigure { left_out, ..ShortcodeFigure::missing() }
}
