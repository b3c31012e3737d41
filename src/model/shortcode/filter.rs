//! Which projects a call counts.

use super::arguments::Arguments;
use crate::diag::Sink;
use crate::model::{Category, Industry, Model, Park, Project, Ref, Region, StageIndex, any_within};
use crate::value::Period;

/// Which projects are meant: those for which all of this holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProjectFilter {
    /// In the park.
    pub park: Option<Ref<Park>>,
    /// In the region.
    pub region: Option<Ref<Region>>,
    /// In the sector.
    pub industry: Option<Ref<Industry>>,
    /// Marked as.
    pub category: Option<Ref<Category>>,
    /// Standing at the stage.
    pub stage: Option<StageIndex>,
    /// Having reached the stage.
    pub reached: Option<StageIndex>,
    /// With a milestone dated to the year: that of the stage reached, or else any.
    pub year: Option<i16>,
}

impl ProjectFilter {
    pub(super) fn read(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Self> {
        let model = arguments.model;
        let park = arguments.record("park", "park", &model.parks, sink);
        let region = arguments.record("region", "region", &model.regions, sink);
        let industry = arguments.record("industry", "industry", &model.industries, sink);
        let category = arguments.record("category", "category", &model.site.categories, sink);
        let stage = arguments.stage("stage", sink);
        let reached = arguments.stage("reached", sink);
        let year = arguments.year("year", sink);
        Some(Self {
            park: park.ok()?,
            region: region.ok()?,
            industry: industry.ok()?,
            category: category.ok()?,
            stage: stage.ok()?,
            reached: reached.ok()?,
            year: year.ok()?,
        })
    }

    /// The projects that are meant, in the order of the ledger.
    #[must_use]
    pub fn projects(&self, model: &Model) -> Vec<Ref<Project>> {
        let all = model.projects.iter();
        all.filter(|(_, project)| self.takes(model, project)).map(|(one, _)| one).collect()
    }

    fn takes(&self, model: &Model, project: &Project) -> bool {
        let as_of = model.site.as_of;
        self.park.is_none_or(|park| project.park == Some(park))
            && self.region.is_none_or(|region| any_within(model, &project.regions, region))
            && self.industry.is_none_or(|industry| any_within(model, &project.industries, industry))
            && self.category.is_none_or(|category| project.categories.contains(&category))
            && self.stage.is_none_or(|stage| project.stage(as_of) == Some(stage))
            && self.reached.is_none_or(|stage| project.reached(stage, as_of).is_some())
            && self.year.is_none_or(|year| self.falls_into(Period::Year(year), model, project))
    }

    fn falls_into(&self, year: Period, model: &Model, project: &Project) -> bool {
        let as_of = model.site.as_of;
        let done = project.milestones.iter().filter(|milestone| milestone.is_done(as_of));
        let mut meant =
            done.filter(|found| self.reached.is_none_or(|stage| found.stage == Some(stage)));
        meant.any(|found| found.when.date().is_some_and(|date| year.contains_period(date)))
    }
}
