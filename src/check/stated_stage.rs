//! Statuses that say at which stage a project is, against its milestones.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Asserted, Project, StageIndex};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let site = &subject.model.site;
    for project in subject.model.projects.records() {
        for status in &project.status {
            if let Some(stage) = site.statuses[status.is].stage {
                sink.extend(compare(subject, project, (status, stage)));
            }
        }
    }
}

/// What a date that is less exact than a day has by its end counts, and nothing after the day that
/// the site speaks of.
fn compare(
    subject: Subject<'_>,
    project: &Project,
    (status, stated): (&Asserted, StageIndex),
) -> Option<Diagnostic> {
    let site = &subject.model.site;
    let day = status.when.last_day()?.min(site.as_of);
    let current = project.stage(day);
    if current == Some(stated) {
        return None;
    }
    let name = |stage: StageIndex| &site.stage(stage).id;
    let by_milestones = match current {
        Some(stage) => format!("at `{}`", name(stage)),
        None => "at no stage".to_owned(),
    };
    let status_id = &site.statuses[status.is].id;
    let message = format!(
        "`{status_id}` says that the project is at `{}`, but by its milestones it is {by_milestones} on {day}",
        name(stated)
    );
    let help = format!("add the milestone of `{}`, or correct the status", name(stated));
    Some(Diagnostic::new(Code::StatedStage, status.span, message).help(help))
}
