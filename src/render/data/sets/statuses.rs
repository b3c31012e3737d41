//! What was asserted of projects and targets, with what it has taken the place of.

use super::{cited, has_statuses, period, record, text};
use crate::model::{Asserted, HasStatus, Model, Party, Record, When};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;
use crate::value::Id;

/// Every status that was asserted, project by project and target by target, the latest first.
pub(super) struct Statuses;

/// A status and of what it was asserted.
pub(super) struct Row<'m> {
    project: Option<&'m Id>,
    target: Option<&'m Id>,
    status: &'m Asserted,
}

type C = Column<Statuses>;

const COLUMNS: &[C] = &[
    C::new("project", Kind::Reference("projects"), |site, row| {
        record(row.project.and_then(|id| site.model.projects.find(id.as_str())))
    }),
    C::new("target", Kind::Reference("targets"), |_, row| id(row.target)),
    C::new("status", Kind::Word, |site, row| {
        let declared = &site.model.site.statuses[row.status.is];
        Cell::Named(declared.id.as_str(), &declared.name)
    }),
    C::new("name", Kind::Text, |site, row| {
        Cell::Text(&site.model.site.statuses[row.status.is].name)
    }),
    C::new("date", Kind::Period, |_, row| period(row.status.when.date())),
    C::new("known_by", Kind::Period, |_, row| match row.status.when {
        When::KnownBy(by) => Cell::Period(by),
        _ => Cell::Missing,
    }),
    C::new("by", Kind::Text, |site, row| match &row.status.by {
        Some(Party::Organization(one)) => Cell::Text(site.model.organizations.get(*one).name()),
        Some(Party::Named(name)) => Cell::Text(name),
        None => Cell::Missing,
    }),
    C::new("note", Kind::Text, |_, row| text(row.status.note.as_ref())),
    C::new("sources", Kind::References, |site, row| cited(site, &row.status.citations)),
];

fn id<'m>(id: Option<&'m Id>) -> Cell<'m> {
    id.map_or(Cell::Missing, |id| Cell::word(id.as_str()))
}

impl DataSet for Statuses {
    type Row<'m> = Row<'m>;
    const NAME: &'static str = "statuses";
    const TITLE: &'static str = "data-statuses";

    fn columns() -> impl Iterator<Item = &'static C> {
        COLUMNS.iter()
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Row<'m>> {
        let of_projects = site.model.projects.records().flat_map(|project| {
            let statuses = project.statuses().into_iter();
            statuses.map(|status| Row { project: Some(project.id()), target: None, status })
        });
        let of_targets = site.model.targets.records().flat_map(|target| {
            let statuses = target.statuses().into_iter();
            statuses.map(|status| Row { project: None, target: Some(target.id()), status })
        });
        of_projects.chain(of_targets)
    }

    fn exists(model: &Model, _: &Index) -> bool {
        let is_said = || {
            model.projects.records().any(|project| !project.status.is_empty())
                || model.targets.records().any(|target| !target.status.is_empty())
        };
        has_statuses(model) && is_said()
    }
}
