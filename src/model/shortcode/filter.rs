//! Which projects a call counts.

use super::arguments::Arguments;
use crate::diag::Sink;
use crate::model::{
    Category, Industry, Milestone, Model, Park, Project, Ref, Region, StageIndex, any_within,
};
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

    /// How many more are dated so vaguely that they may be meant or not.
    #[must_use]
    pub fn n_undated(&self, model: &Model) -> usize {
        let Some(year) = self.year.map(Period::Year) else { return 0 };
        let (first, last) = (year.first_day(), year.last_day());
        let of_any_year = Self { year: None, ..*self };
        let may_fall = |project: &Project| {
            let days = self.done(model, project).map(|found| found.days(model.site.as_of));
            days.into_iter().any(|(from, to)| from <= last && first <= to)
        };
        let all = model.projects.iter().map(|(_, project)| project);
        let vague = all.filter(|one| may_fall(one) && !self.falls_into(year, model, one));
        vague.filter(|one| of_any_year.takes(model, one)).count()
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
        let mut dates = self.done(model, project).filter_map(|found| found.when.date());
        dates.any(|date| year.contains_period(date))
    }

    /// The milestones that have happened, of the stage that is asked for.
    fn done<'p>(
        &self,
        model: &Model,
        project: &'p Project,
    ) -> impl Iterator<Item = &'p Milestone> + use<'p> {
        let (as_of, reached) = (model.site.as_of, self.reached);
        let done = project.milestones.iter().filter(move |milestone| milestone.is_done(as_of));
        done.filter(move |found| reached.is_none_or(|stage| found.stage == Some(stage)))
    }
}
