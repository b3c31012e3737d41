//! Projects added up by group: how many there are and what they invest.

use super::{has_levels, level, record};
use crate::model::shortcode::SummaryBy;
use crate::model::{AnyRef, Indicator, Invested, Measure, MeasureOf, Model, Ref, YearsOf};
use crate::plan::{Ever, Index, Of};
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::groups::{
    Common, Group, all_regions, categories, groups, has_regions_in_common,
};
use crate::render::site::RenderSite;
use crate::value::{Number, Quantity, Unit};
use rust_decimal::Decimal;

/// Groups of projects, dimension by dimension. Projects of which a dimension is not stated are a
/// group without an id. A project may be in several groups of a dimension, so they need not add up.
pub(super) struct Summaries;

/// A group of projects.
pub(super) struct Row {
    /// By what they are grouped.
    dimension: &'static str,
    /// What they have in common.
    of: Option<Common>,
    /// By what the projects are in a year: what they are measured for.
    indicator: Option<Ref<Indicator>>,
    n_projects: usize,
    /// Their share of all projects.
    share: Option<Decimal>,
    investment: Option<Quantity>,
    /// What their figures of the year add up to, where those are what is measured.
    sum: Option<Quantity>,
    n_without_investment: usize,
    n_other_currency: usize,
}

type C = Column<Summaries>;

const COLUMNS: &[C] = &[
    C::new("dimension", Kind::Word, |_, group| Cell::Choice("column-", group.dimension)),
    C::new("group", Kind::Word, |site, group| match group.of {
        Some(Common::Of(Of::Record(one))) => Cell::Record(one),
        Some(Common::Of(Of::Stage(stage))) => Cell::StageId(stage),
        Some(Common::Status(is)) => {
            let declared = &site.model.site.statuses[is];
            Cell::Named(declared.id.as_str(), &declared.name)
        }
        Some(Common::Of(Of::Period(year))) => Cell::word(year.to_string()),
        _ => Cell::Missing,
    }),
    C::new("name", Kind::Text, |site, group| match group.of {
        Some(Common::Of(Of::Record(one))) => Cell::Text(&site.model.record(one).any_header().name),
        Some(Common::Of(Of::Stage(stage))) => Cell::Stage(stage),
        Some(Common::Status(is)) => Cell::Text(&site.model.site.statuses[is].name),
        _ => Cell::Missing,
    }),
    C::new("level", Kind::Word, |site, group| match group.of {
        Some(Common::Of(Of::Record(AnyRef::Region(one)))) => level(site.model, one),
        _ => Cell::Missing,
    })
    .only_if(has_levels),
    C::new("indicator", Kind::Reference("indicators"), |_, group| record(group.indicator)),
    C::new("projects", Kind::Count, |_, group| Cell::Count(group.n_projects)),
    C::new("share", Kind::Number, |_, group| Cell::decimal(group.share)),
    C::new("investment", Kind::Quantity, |_, group| {
        group.investment.map_or(Cell::Missing, Cell::Quantity)
    }),
    C::new("sum", Kind::Quantity, |_, group| group.sum.map_or(Cell::Missing, Cell::Quantity))
        .only_if(sums_figures),
    C::new("without_investment", Kind::Count, |_, group| Cell::Count(group.n_without_investment)),
    C::new("other_currency", Kind::Count, |_, group| Cell::Count(group.n_other_currency)),
];

impl DataSet for Summaries {
    type Row<'m> = Row;
    const NAME: &'static str = "summaries";
    const TITLE: &'static str = "data-summaries";

    fn columns() -> impl Iterator<Item = &'static C> {
        COLUMNS.iter()
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Row> {
        let statuses = match site.index.ever(Ever::Status) {
            true => groups(site, SummaryBy::Status, None),
            false => Vec::new(),
        };
        let dimensions = [
            ("stage", groups(site, SummaryBy::Stage, None)),
            ("status", statuses),
            ("park", groups(site, SummaryBy::Park, None)),
            ("region", all_regions(site)),
            ("industry", groups(site, SummaryBy::Industry, None)),
            ("category", categories(site)),
        ];
        let all: Vec<_> = site.model.projects.iter().map(|(one, _)| one).collect();
        let unit = Invested::unit(site.model, &all);
        // None of them is no statement, unless the site says that it lists all there are.
        let lists_all = site.model.site.lists_all_projects();
        let is_in_several = has_regions_in_common(site.model);
        let rows = dimensions.into_iter().flat_map(move |(dimension, groups)| {
            let n_all = all.len();
            let groups = groups.into_iter();
            let said = groups.filter(move |group| {
                // Most projects are marked as nothing.
                let is_stated = group.of.is_some() || dimension != "category";
                is_stated && (lists_all || !group.projects.is_empty())
            });
            let has_shares = dimension != "region" || !is_in_several;
            said.map(move |group| row(site, dimension, &group, n_all, unit, has_shares))
        });
        rows.chain(by_year(site))
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !model.projects.is_empty()
    }
}

fn row(
    site: &RenderSite<'_>,
    dimension: &'static str,
    group: &Group,
    n_all: usize,
    unit: Option<Unit>,
    has_shares: bool,
) -> Row {
    let invested = Invested::of(site.model, &group.projects, unit);
    let [part, all] = [group.projects.len(), n_all].map(|n| Number::plain(n as u64));
    Row {
        dimension,
        of: group.of,
        indicator: None,
        n_projects: group.projects.len(),
        share: part.ratio(all).filter(|_| has_shares),
        investment: invested.quantity(),
        sum: None,
        n_without_investment: invested.n_without_value,
        n_other_currency: invested.n_other_currency,
    }
}

/// Whether an indicator adds up figures of projects.
fn sums_figures(model: &Model) -> bool {
    let mut measures = model.indicators.iter().filter_map(|(_, found)| found.measure.as_ref());
    measures.any(|measure| matches!(measure.of, MeasureOf::Figures(_)))
}

/// An indicator that is computed from the ledger, and the years it is counted in.
type Counted<'m> = (Ref<Indicator>, &'m Indicator, &'m Measure, YearsOf);

/// What the ledger adds up to in each year with a result or a target, for each indicator that is
/// computed from it.
fn by_year<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Row> + use<'m> {
    let years = site.index.periods.years();
    let indicators = site.model.indicators.iter();
    let measured = indicators.filter_map(|(one, found)| {
        let measure = found.measure.as_ref()?;
        Some((one, found, measure, site.observations.years_of(one)))
    });
    let measured: Vec<_> = measured.collect();
    years.iter().flat_map(move |year| {
        let year = *year;
        let group = |(one, indicator, measure, own): &Counted<'m>| {
            if !own.takes(year) {
                return None;
            }
            let found = site.measured(*one, year)?;
            let sum = (found.n_counted > 0).then(|| found.quantity(indicator.unit));
            let sum_of = |is_of: bool| sum.filter(|_| is_of);
            (found.n_counted > 0 || found.left_out.n() > 0).then(|| Row {
                dimension: "year",
                of: Some(Common::Of(Of::Period(year))),
                indicator: Some(*one),
                n_projects: found.n_counted,
                share: None,
                investment: sum_of(measure.of == MeasureOf::Investment),
                sum: sum_of(matches!(measure.of, MeasureOf::Figures(_))),
                n_without_investment: found.left_out.n_without_value,
                n_other_currency: found.left_out.n_other_currency,
            })
        };
        measured.iter().filter_map(group).collect::<Vec<_>>()
    })
}
