//! Projects added up by group: how many there are and what they invest.

use crate::model::{
    Collection, Indicator, Invested, Measure, MeasureOf, Model, Project, Record, Ref, StageIndex,
    Text,
};
use crate::plan::{Index, Lists};
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;
use crate::value::{Number, Period, Quantity, Unit};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Groups of projects, dimension by dimension. Projects of which a dimension is not stated are a
/// group without an id. A project may be in several groups of a dimension, so they need not add up.
pub(super) struct Summaries;

/// A group of projects.
pub(super) struct Group<'m> {
    /// By what they are grouped.
    dimension: &'static str,
    /// The id of the group.
    id: Option<Cow<'m, str>>,
    name: Name<'m>,
    /// By what the projects are in a year: what they are measured for.
    indicator: Option<&'m str>,
    n_projects: usize,
    /// Their share of all projects.
    share: Option<Decimal>,
    investment: Option<Quantity>,
    n_without_investment: usize,
    n_other_currency: usize,
}

enum Name<'m> {
    None,
    Text(&'m Text),
    Stage(StageIndex),
}

type C = Column<Summaries>;

impl DataSet for Summaries {
    type Row<'m> = Group<'m>;
    const NAME: &'static str = "summaries";
    const TITLE: &'static str = "data-summaries";
    const COLUMNS: &'static [C] = &[
        C::new("dimension", Kind::Word, |_, group| Cell::word(group.dimension)),
        C::new("group", Kind::Word, |_, group| {
            group.id.as_ref().map_or(Cell::Missing, |id| Cell::word(id.clone()))
        }),
        C::new("name", Kind::Text, |_, group| match group.name {
            Name::None => Cell::Missing,
            Name::Text(name) => Cell::Text(name),
            Name::Stage(stage) => Cell::Stage(stage),
        }),
        C::new("indicator", Kind::Reference("indicators"), |_, group| {
            group.indicator.map_or(Cell::Missing, Cell::word)
        }),
        C::new("projects", Kind::Count, |_, group| Cell::Count(group.n_projects)),
        C::new("share", Kind::Number, |_, group| Cell::decimal(group.share)),
        C::new("investment", Kind::Quantity, |_, group| {
            group.investment.map_or(Cell::Missing, Cell::Quantity)
        }),
        C::new("without_investment", Kind::Count, |_, group| {
            Cell::Count(group.n_without_investment)
        }),
        C::new("other_currency", Kind::Count, |_, group| Cell::Count(group.n_other_currency)),
    ];

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Group<'m>> {
        let (model, index) = (site.model, site.index);
        let all = Whole::new(site);
        let groups = all
            .stages()
            .into_iter()
            .chain(all.by("park", &model.parks, &index.by_park))
            .chain(all.not_stated("park", |one| one.park.is_none()))
            .chain(all.by("region", &model.regions, &index.by_region))
            .chain(all.not_stated("region", |one| one.region.is_none()))
            .chain(all.by("industry", &model.industries, &index.by_industry))
            .chain(all.not_stated("industry", |one| one.industries.is_empty()))
            .chain(all.by("category", &model.site.categories, &index.by_category));
        // None of them is no statement, unless the site says that it lists all there are.
        let lists_all = model.site.lists_all_projects();
        let groups: Vec<_> = groups
            .filter(|group| group.n_projects > 0 || (lists_all && group.id.is_some()))
            .collect();
        groups.into_iter().chain(by_year(site))
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !model.projects.is_empty()
    }
}

/// All projects, of which groups are a part.
struct Whole<'m> {
    site: &'m RenderSite<'m>,
    projects: Vec<Ref<Project>>,
    unit: Option<Unit>,
}

impl<'m> Whole<'m> {
    fn new(site: &'m RenderSite<'m>) -> Self {
        let projects: Vec<_> = site.model.projects.iter().map(|(one, _)| one).collect();
        let unit = Invested::unit(site.model, &projects);
        Self { site, projects, unit }
    }

    fn group(
        &self,
        dimension: &'static str,
        id: Option<&'m str>,
        name: Name<'m>,
        projects: &[Ref<Project>],
    ) -> Group<'m> {
        let invested = Invested::of(self.site.model, projects, self.unit);
        let [part, all] = [projects.len(), self.projects.len()].map(|n| Number::plain(n as u64));
        Group {
            dimension,
            id: id.map(Cow::Borrowed),
            name,
            indicator: None,
            n_projects: projects.len(),
            share: part.ratio(all),
            investment: invested.quantity(),
            n_without_investment: invested.n_without_value,
            n_other_currency: invested.n_other_currency,
        }
    }

    /// The projects at each stage, and those of which no stage is known.
    fn stages(&self) -> Vec<Group<'m>> {
        let (settings, index) = (&self.site.model.site, self.site.index);
        let numbered = index.by_stage.iter().enumerate();
        let at = numbered.map(|(number, projects)| {
            let id = settings.stages[number].id.as_str();
            self.group("stage", Some(id), Name::Stage(StageIndex(number)), projects)
        });
        let stageless = self.projects.iter().copied();
        let stageless: Vec<_> = stageless.filter(|one| index.stage(*one).is_none()).collect();
        at.chain([self.group("stage", None, Name::None, &stageless)]).collect()
    }

    /// The projects of each record of a collection.
    fn by<T: Record>(
        &self,
        dimension: &'static str,
        of: &'m Collection<T>,
        projects: &Lists<Ref<Project>>,
    ) -> Vec<Group<'m>> {
        let group = |(one, record): (Ref<T>, &'m T)| {
            let (id, name) = (record.id().as_str(), Name::Text(record.name()));
            self.group(dimension, Some(id), name, &projects[one.index()])
        };
        of.iter().map(group).collect()
    }

    /// The projects that say nothing of a dimension.
    fn not_stated(
        &self,
        dimension: &'static str,
        lacks: fn(&Project) -> bool,
    ) -> Option<Group<'m>> {
        let all = self.site.model.projects.iter();
        let lacking: Vec<_> = all.filter(|(_, one)| lacks(one)).map(|(one, _)| one).collect();
        Some(self.group(dimension, None, Name::None, &lacking))
    }
}

/// What the ledger adds up to in each year with a result or a target, for each indicator that is
/// computed from it.
fn by_year<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Group<'m>> {
    let years: BTreeSet<i16> = site.index.periods.iter().map(|period| period.year()).collect();
    let indicators = site.model.indicators.iter();
    let measured =
        indicators.filter_map(|(one, found)| Some((one, found, found.measure.as_ref()?)));
    let measured: Vec<_> = measured.collect();
    years.into_iter().flat_map(move |year| {
        let group = |(one, indicator, measure): &(Ref<Indicator>, &'m Indicator, &'m Measure)| {
            let found = site.measured(*one, Period::Year(year))?;
            let is_sum = measure.of == MeasureOf::Investment && found.n_counted > 0;
            (found.n_counted > 0 || found.left_out.n() > 0).then(|| Group {
                dimension: "year",
                id: Some(Period::Year(year).to_string().into()),
                name: Name::None,
                indicator: Some(indicator.id().as_str()),
                n_projects: found.n_counted,
                share: None,
                investment: is_sum.then(|| found.quantity(indicator.unit)),
                n_without_investment: found.left_out.n_without_value,
                n_other_currency: found.left_out.n_other_currency,
            })
        };
        measured.iter().filter_map(group).collect::<Vec<_>>()
    })
}
