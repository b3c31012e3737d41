//! `total(…)` and `share(…)`: sums and counts over the projects of the ledger.

use super::BoundFigure;
use super::Shown;
use super::arguments::Arguments;
use super::figure::percentage;
use super::figure::printed;
use super::figure::report_missing;
use super::filter::ProjectFilter;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::model::MeasureOf;
use crate::model::Model;
use crate::model::Project;
use crate::model::Ref;
use crate::value::Number;
use crate::value::Quantity;
use crate::value::Unit;

const OF: &[(&str, MeasureOf)] =
    &[("projects", MeasureOf::Projects), ("investment", MeasureOf::Investment)];

pub(super) fn total<'a>(arguments: &Arguments<'a, '_>, sink: &mut Sink) -> Option<BoundFigure<'a>> {
    let model = arguments.model;
    let of = arguments.word("of", OF, sink).ok()??;
    let projects = ProjectFilter::read(arguments, sink)?.projects(model);
    if of == MeasureOf::Projects {
        let number = Number::plain(projects.len() as u64);
        let shown =
            printed(arguments, Quantity::exactly(number, model.units.unit("project")), sink)?;
        // None here are not none at all, unless the site says so.
        if projects.is_empty() && !model.site.lists_all_projects() {
            return Some(BoundFigure::missing());
        }
        return Some(BoundFigure::computed(shown));
    }
    let Some(sum) = investment(model, &projects) else {
        report_nothing(arguments, sink);
        return Some(BoundFigure::missing());
    };
    let shown = printed(arguments, sum.total, sink)?;
    Some(BoundFigure { n_listed: Some(sum.n_stated), ..BoundFigure::computed(shown) })
}

pub(super) fn share<'a>(arguments: &Arguments<'a, '_>, sink: &mut Sink) -> Option<BoundFigure<'a>> {
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
    let ratio = match of {
        MeasureOf::Projects => {
            Number::plain(part.len() as u64).ratio(Number::plain(all.len() as u64))
        }
        MeasureOf::Investment => investment(model, &all).and_then(|whole| {
            let part = investment(model, &part).map_or(Number::plain(0), |sum| sum.total.number);
            part.ratio(whole.total.number)
        }),
    };
    let decimals = arguments.decimals(sink).ok()?.unwrap_or(1);
    let Some(percent) = ratio.and_then(|ratio| percentage(ratio, decimals, Unit::Percent)) else {
        report_nothing(arguments, sink);
        return Some(BoundFigure::missing());
    };
    Some(BoundFigure::computed(Shown::Quantity(percent)))
}

fn report_nothing(arguments: &Arguments<'_, '_>, sink: &mut Sink) {
    let message = "none of the projects that are meant states an investment";
    report_missing(arguments, "of", message, None, sink);
}

struct Sum {
    total: Quantity,
    n_stated: usize,
}

/// What projects invest, in the currency that the site counts in.
fn investment(model: &Model, projects: &[Ref<Project>]) -> Option<Sum> {
    let stated = || projects.iter().filter_map(|one| model.projects.get(*one).investment.as_ref());
    let unit = match model.site.currency {
        Some(currency) => Some(Unit::Money(currency)),
        None => stated().find_map(|investment| investment.unit),
    };
    let numbers: Vec<_> =
        stated().filter(|found| found.unit == unit).map(|found| found.number).collect();
    let total = Number::checked_sum(numbers.iter().copied()).filter(|_| !numbers.is_empty())?;
    Some(Sum { total: Quantity::exactly(total, unit), n_stated: numbers.len() })
}
