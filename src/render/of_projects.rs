//! Figures of projects in the columns that a site asks for.

use super::site::RenderSite;
use crate::model::{
    ActualFrom, ColumnOf, DeclaredColumn, Member, Model, Observation, OwnDatum, OwnField, OwnValue,
    Project, Record, Ref, Standing, Text, reported,
};
use crate::value::{Id, Interval, Period, Quantity};

/// What a project has in a column.
#[derive(Debug, Clone)]
pub(super) struct FigureOfProject {
    /// How much.
    pub(super) amount: Quantity,
    /// For which time.
    pub(super) period: Period,
    /// Added up from several figures.
    pub(super) is_sum: bool,
    /// How far it can be relied upon; nothing of what is promised.
    pub(super) standing: Option<Standing>,
}

/// The columns of figures that a site asks for, of indicators that are known.
pub(super) fn figure_columns(model: &Model) -> impl Iterator<Item = &DeclaredColumn> {
    let all = model.site.columns.iter().flatten();
    all.filter(|column| {
        column.indicator().is_some_and(|one| model.indicators.find(one.as_str()).is_some())
    })
}

/// The columns that only this site has: figures of indicators that are known, and fields of its
/// own.
pub(super) fn asked_columns(model: &Model) -> impl Iterator<Item = &DeclaredColumn> {
    let all = model.site.columns.iter().flatten();
    all.filter(|column| {
        let is_known = |one: &Id| model.indicators.find(one.as_str()).is_some();
        column.is_declared() && column.indicator().is_none_or(is_known)
    })
}

/// The field of the site's own that a column shows.
pub(super) fn own_column<'m>(model: &'m Model, column: &DeclaredColumn) -> Option<&'m OwnField> {
    column.own().and_then(|field| model.site.fields.get(field))
}

/// What a project has in a field of the site's own.
pub(super) fn own_value(project: &Project, field: usize) -> Option<&OwnValue> {
    project.header.own.iter().find(|value| value.field == field)
}

/// The figure that it has there.
pub(super) fn own_quantity(project: &Project, field: usize) -> Option<Quantity> {
    match own_value(project, field)?.datum {
        OwnDatum::Quantity(amount) => Some(amount),
        _ => None,
    }
}

/// What a column says when the site does not name it: "Capital paid in", of what.
pub(super) fn indicator_name<'m>(model: &'m Model, column: &DeclaredColumn) -> Option<&'m Text> {
    let one = model.indicators.find(column.indicator()?.as_str())?;
    Some(model.indicators.get(one).name())
}

/// The figure of a project in a column.
pub(super) fn figure_of(
    site: &RenderSite<'_>,
    column: &DeclaredColumn,
    project: Ref<Project>,
) -> Option<FigureOfProject> {
    let model = site.model;
    let one = model.indicators.find(column.indicator()?.as_str())?;
    let figures = site.index.figures_of_project(project)?;
    let is_meant = |period: Period| column.period().is_none_or(|asked| asked == period);
    if let ColumnOf::Target(..) = column.of {
        let targets = figures.targets.iter().map(|one| model.targets.get(*one));
        let own = targets.filter(|target| {
            target.indicator == one
                && target.part.only() == Some(Member::Project(project))
                && is_meant(*target.period)
        });
        // The latest period; the whole life of the project only where nothing else is planned.
        let target =
            own.max_by_key(|target| (target.period != Period::Whole, target.period.last_day()))?;
        return Some(FigureOfProject {
            // The heading says that it is planned.
            amount: *target.promise.value,
            period: *target.period,
            is_sum: false,
            standing: None,
        });
    }
    let is_forecast = matches!(column.of, ColumnOf::Forecast(..));
    let observations = figures.observations.iter().map(|one| model.observations.get(*one));
    let own = observations.filter(|found| {
        found.indicator == one
            && found.part.only() == Some(Member::Project(project))
            && found.value.is_some()
            && found.is_forecast() == is_forecast
    });
    let own: Vec<_> = own.collect();
    // The heading of a forecast says that it is one.
    let stated = |found: &Observation| (!is_forecast).then(|| found.firmness());
    let indicator = model.indicators.get(one);
    let Some(asked) = column.period() else {
        let latest =
            own.into_iter().max_by_key(|found| (found.period != Period::Whole, found.rank()))?;
        return Some(FigureOfProject {
            amount: latest.value?.quantity,
            period: *latest.period,
            is_sum: false,
            standing: stated(latest),
        });
    };
    if is_forecast {
        // What is expected of parts is no forecast of the whole.
        let of_period = own.into_iter().filter(|found| found.period == asked);
        let latest = of_period.max_by_key(|found| found.rank())?;
        let amount = latest.value?.quantity;
        return Some(FigureOfProject { amount, period: asked, is_sum: false, standing: None });
    }
    let actual = reported(indicator, &own, asked)?;
    let ActualFrom::Reported(parts) = actual.from else { return None };
    let period = match parts[..] {
        [only] => *only.period,
        _ => Period::between(asked.first_day(), actual.covers)?,
    };
    let amount = match parts[..] {
        [only] => only.value?.quantity,
        _ => actual.value.quantity(Some(indicator.unit))?,
    };
    let standing = parts.iter().map(|found| found.firmness()).max();
    Some(FigureOfProject { amount, period, is_sum: parts.len() > 1, standing })
}

/// All projects of a programme, with those of the programmes in it.
pub(super) fn within(site: &RenderSite<'_>, programme: Ref<Project>) -> Vec<Ref<Project>> {
    let mut found = vec![programme];
    let mut next = 0;
    while let Some(one) = found.get(next) {
        let parts = &site.index.by_programme[one.index()];
        // Programmes that lie in each other are reported, and each comes once.
        let new: Vec<_> = parts.iter().filter(|part| !found.contains(part)).copied().collect();
        found.extend(new);
        next += 1;
    }
    found.split_off(1)
}

/// What some figures add up to; `None` of none, or if it cannot be said.
pub(super) fn total<'a>(figures: impl Iterator<Item = &'a Quantity>) -> Option<Interval> {
    let amounts: Option<Vec<_>> = figures.map(Quantity::interval).collect();
    amounts.filter(|amounts| !amounts.is_empty()).and_then(Interval::checked_sum)
}
