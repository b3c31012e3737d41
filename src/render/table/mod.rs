//! The tables of the site: each is made in one place, and shown, written as CSV and as JSON from
//! the same rows.

mod build;
mod changes;
mod file;
mod listed;
mod measures;
mod observations;
mod progress;
mod projects;
mod records;
mod rows;
mod timeline;

pub(super) use build::{Numbers, downloads};
pub(super) use file::{LastFiles, table_file};
pub(super) use listed::left_out_notes;
pub(super) use measures::{
    indicators_sorted, kind_key, part_name, results_of, share, targets_of, unit_name,
};
pub(super) use projects::{Lists, Sum, filtered, sorted};
pub(super) use records::{in_order, map_key, organization_key, source_key};
pub(super) use rows::Written;
pub use rows::neutralised;

use super::scope::Scope;
use super::view::TableView;
use crate::plan::TableKey;

/// Makes a table.
pub(super) fn table<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let index = scope.site.index;
    match key {
        TableKey::Progress => progress::progress(scope, key),
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
        TableKey::Timeline(year) => timeline::year(scope, key, year),
        TableKey::Changes => changes::changes(scope, key),
    }
}
