//! The tables that pages show. What programs read is in the data sets, which tables lead to.

mod build;
mod listed;
mod measures;
mod observations;
mod projects;
mod records;

pub(super) use measures::{kind_key, part_name, results_of, share, unit_name};
pub(super) use projects::filtered;

use super::scope::Scope;
use super::view::TableView;
use crate::model::{Category, Indicator, Industry, Organization, Park, Ref, Region, StageIndex};
use crate::value::Period;

/// A table of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TableKey {
    /// The targets of one period with their results.
    Targets(Period),
    /// The results of one period and its parts.
    Results(Period),
    /// All indicators.
    Indicators,
    /// Every observation of an indicator.
    Observations(Ref<Indicator>),
    /// Every project.
    Projects,
    /// Projects by stage.
    ByStage,
    /// Projects by park.
    ByPark,
    /// Projects by region.
    ByRegion,
    /// Projects by industry.
    ByIndustry,
    /// Projects by year and stage, against the targets of the year.
    ByYear,
    /// The projects of a park.
    ParkProjects(Ref<Park>),
    /// The projects of a park by stage.
    ParkStages(Ref<Park>),
    /// The projects of a region.
    RegionProjects(Ref<Region>),
    /// The projects of an industry.
    IndustryProjects(Ref<Industry>),
    /// The projects of an organization.
    OrganizationProjects(Ref<Organization>),
    /// The projects at a stage.
    StageProjects(StageIndex),
    /// The projects marked as something.
    CategoryProjects(Ref<Category>),
    /// All parks.
    Parks,
    /// All industries.
    Industries,
    /// All organizations.
    Organizations,
    /// All documents.
    Documents,
    /// All sources.
    Sources,
}

impl TableKey {
    /// What it lists, for templates; with `table-` before it, its id on the page.
    const fn key(self) -> &'static str {
        match self {
            Self::Targets(_) => "targets",
            Self::Results(_) => "results",
            Self::Indicators => "indicators",
            Self::Observations(_) => "observations",
            Self::Projects
            | Self::ParkProjects(_)
            | Self::RegionProjects(_)
            | Self::IndustryProjects(_)
            | Self::OrganizationProjects(_)
            | Self::StageProjects(_)
            | Self::CategoryProjects(_) => "projects",
            Self::ByStage | Self::ParkStages(_) => "by-stage",
            Self::ByPark => "by-park",
            Self::ByRegion => "by-region",
            Self::ByIndustry => "by-industry",
            Self::ByYear => "by-year",
            Self::Parks => "parks",
            Self::Industries => "industries",
            Self::Organizations => "organizations",
            Self::Documents => "documents",
            Self::Sources => "sources",
        }
    }

    /// The data set with what it shows.
    pub(super) const fn data_set(self) -> &'static str {
        match self {
            Self::Targets(_) => "progress",
            Self::Results(_) | Self::Observations(_) => "observations",
            Self::Indicators => "indicators",
            Self::Projects
            | Self::ParkProjects(_)
            | Self::RegionProjects(_)
            | Self::IndustryProjects(_)
            | Self::OrganizationProjects(_)
            | Self::StageProjects(_)
            | Self::CategoryProjects(_) => "projects",
            Self::ByStage
            | Self::ParkStages(_)
            | Self::ByPark
            | Self::ByRegion
            | Self::ByIndustry
            | Self::ByYear => "summaries",
            Self::Parks => "parks",
            Self::Industries => "industries",
            Self::Organizations => "organizations",
            Self::Documents => "documents",
            Self::Sources => "sources",
        }
    }
}

/// Makes a table.
pub(super) fn table<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let index = scope.site.index;
    match key {
        TableKey::Targets(period) => measures::targets(scope, key, period),
        TableKey::Results(period) => measures::results(scope, key, period),
        TableKey::Indicators => measures::indicators(scope, key),
        TableKey::Observations(one) => observations::observations(scope, key, one),
        TableKey::Projects => projects::all(scope, key),
        TableKey::ParkProjects(one) => projects::list(scope, key, &index.by_park[one.index()]),
        TableKey::RegionProjects(one) => projects::list(scope, key, &index.by_region[one.index()]),
        TableKey::IndustryProjects(one) => {
            projects::list(scope, key, &index.by_industry[one.index()])
        }
        TableKey::OrganizationProjects(one) => {
            projects::list(scope, key, &index.by_organization[one.index()])
        }
        TableKey::StageProjects(one) => projects::list(scope, key, &index.by_stage[one.0]),
        TableKey::CategoryProjects(one) => {
            projects::list(scope, key, &index.by_category[one.index()])
        }
        TableKey::ByStage => projects::by_stage(scope, key, None),
        TableKey::ParkStages(one) => {
            projects::by_stage(scope, key, Some(&index.by_park[one.index()]))
        }
        TableKey::ByPark => projects::by_park(scope, key),
        TableKey::ByRegion => projects::by_region(scope, key),
        TableKey::ByIndustry => projects::by_industry(scope, key),
        TableKey::ByYear => measures::by_year(scope, key),
        TableKey::Parks => records::parks(scope, key),
        TableKey::Industries => records::industries(scope, key),
        TableKey::Organizations => records::organizations(scope, key),
        TableKey::Documents => records::documents(scope, key),
        TableKey::Sources => records::sources(scope, key),
    }
}
