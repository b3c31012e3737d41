//! Milestones of projects.

use super::{cited, known_by, period, record, text};
use crate::model::{Milestone, MilestoneStatus, Model, Project, Record};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;

/// Every milestone, project by project.
pub(super) struct Milestones;

type C = Column<Milestones>;

const COLUMNS: &[C] = &[
    C::new("project", Kind::Reference("projects"), |site, (project, _)| {
        record(site.model.projects.find(project.id().as_str()))
    }),
    C::new("stage", Kind::Word, |_, (_, milestone)| {
        milestone.stage.map_or(Cell::Missing, Cell::StageId)
    }),
    C::new("text", Kind::Text, |_, (_, milestone)| text(milestone.text.as_ref())),
    C::new("date", Kind::Period, |_, (_, milestone)| period(milestone.when.date())),
    C::new("known_by", Kind::Period, |site, (project, milestone)| {
        known_by(milestone.when, project.milestone_status(milestone, site.model.site.as_of))
    }),
    C::new("standing", Kind::Word, |site, (project, milestone)| {
        Cell::word(milestone_status_word(
            project.milestone_status(milestone, site.model.site.as_of),
        ))
    }),
    C::new("replaced", Kind::Flag, |_, (project, milestone)| {
        Cell::Flag(project.replacing(milestone).is_some())
    }),
    C::new("published", Kind::Period, |_, (_, milestone)| period(milestone.published)),
    C::new("sources", Kind::References, |site, (_, milestone)| cited(site, &milestone.citations)),
];

impl DataSet for Milestones {
    type Row<'m> = (&'m Project, &'m Milestone);
    const NAME: &'static str = "milestones";
    const TITLE: &'static str = "data-milestones";

    fn columns() -> impl Iterator<Item = &'static C> {
        COLUMNS.iter()
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Self::Row<'m>> {
        site.model
            .projects
            .records()
            .flat_map(|project| project.milestones.iter().map(move |one| (project, one)))
    }

    fn exists(model: &Model, _: &Index) -> bool {
        model.projects.records().any(|project| !project.milestones.is_empty())
    }
}

/// The word for how far something has come.
pub(super) const fn milestone_status_word(milestone_status: MilestoneStatus) -> &'static str {
    match milestone_status {
        MilestoneStatus::Done => "done",
        MilestoneStatus::Planned => "planned",
        MilestoneStatus::Unreported => "unreported",
        MilestoneStatus::Reached(_) => "reached",
        MilestoneStatus::Passed => "passed",
        MilestoneStatus::Ended(_) => "ended",
        MilestoneStatus::Replaced => "replaced",
    }
}
