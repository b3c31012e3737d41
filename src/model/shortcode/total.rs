//! `total(…)` and `share(…)`: sums and counts over the projects of the ledger.

use super::arguments::Arguments;
use super::figure::{percentage, printed, printed_in_full, report_missing};
use super::filter::ProjectFilter;
use super::{ShortcodeFigure, Shown};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Invested, MeasureOf, share_of_whole};
use crate::value::{Interval, Number, Quantity, Relation, Unit};

pub(super) const OF: &[(&str, MeasureOf)] =
    &[("projects", MeasureOf::Projects), ("investment", MeasureOf::Investment)];

pub(super) fn total<'a>(
    arguments: &Arguments<'a, '_>,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let model = arguments.model;
    let of = arguments.word("of", OF, sink).ok()??;
    let projects = ProjectFilter::read(arguments, sink)?.projects(model);
    if of == MeasureOf::Projects {
        let number = Number::plain(projects.len() as u64);
        let shown =
            printed(arguments, Quantity::exactly(number, model.units.unit("project")), sink)?;
        // None here are not none at all, unless the site says so.
        if projects.is_empty() && !model.site.lists_all_projects() {
            return Some(ShortcodeFigure::missing());
        }
        return Some(ShortcodeFigure::computed(shown));
    }
    let sum = Invested::of(model, &projects, Invested::unit(model, &projects));
    let Some(total) = sum.quantity() else {
        report_nothing(arguments, sink);
        return Some(ShortcodeFigure::missing());
    };
    let shown = match total.relation {
        Relation::Exactly => printed(arguments, total, sink)?,
        // A number alone would say that the sum is exact.
        _ => printed_in_full(arguments, total, sink)?,
    };
    let figure =
        ShortcodeFigure { n_listed: Some(sum.n_stated), ..ShortcodeFigure::computed(shown) };
    // That some state none is said with how many are counted.
    Some(figure.leaving_out(Invested { n_without_value: 0, ..sum }))
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
    let all: Vec<_> = model.projects.iter().map(|(one, _)| one).collect();
    let part = filter.projects(model);
    let (ratio, left_out) = match of {
        MeasureOf::Projects => {
            (Number::plain(part.len() as u64).ratio(Number::plain(all.len() as u64)), None)
        }
        MeasureOf::Investment | MeasureOf::Figures(_) => {
            let unit = Invested::unit(model, &all);
            let whole = Invested::of(model, &all, unit);
            let rest: Vec<_> = all.iter().copied().filter(|one| !part.contains(one)).collect();
            let [part, rest] = [&part, &rest].map(|some| Invested::of(model, some, unit));
            let amount = |some: Invested| match some.n_stated {
                0 => Some(Interval::exactly(Number::plain(0))),
                _ => some.total,
            };
            let ratio = amount(part).zip(amount(rest));
            let ratio = ratio.and_then(|(part, rest)| share_of_whole(part, rest));
            if ratio.is_none() && whole.n_stated > 0 {
                let is_vague = whole.total.is_none_or(|total| total.exact().is_none());
                report_vague(arguments, is_vague, sink);
                return Some(ShortcodeFigure::vague());
            }
            (ratio, Some(whole))
        }
    };
    let decimals = arguments.decimals(sink).ok()?.unwrap_or(1);
    let Some(percent) = ratio.and_then(|ratio| percentage(ratio, decimals, Unit::Percent)) else {
        report_nothing(arguments, sink);
        return Some(ShortcodeFigure::missing());
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

fn report_nothing(arguments: &Arguments<'_, '_>, sink: &mut Sink) {
    let message = "none of the projects that are meant states an investment";
    report_missing(arguments, "of", message, None, sink);
}
