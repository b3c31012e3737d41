//! What was reported and promised of each project.

use crate::model::{Member, Members, Model, Observation, Project, Ref, Target};
use std::collections::BTreeMap;

/// The figures of one project, in the order of the ledger.
#[derive(Debug, Default)]
pub struct FiguresOfProject {
    /// What was reported of it, and what is forecast.
    pub observations: Vec<Ref<Observation>>,
    /// What was promised of it.
    pub targets: Vec<Ref<Target>>,
}

impl FiguresOfProject {
    /// The figures of each project that has some, wherever in the ledger they stand, by its number.
    pub(super) fn of_all(model: &Model) -> BTreeMap<u32, Self> {
        let mut found: BTreeMap<_, Self> = BTreeMap::new();
        for (one, observation) in model.observations.iter() {
            if let Some(project) = project_of(&observation.part) {
                found.entry(project.number()).or_default().observations.push(one);
            }
        }
        for (one, target) in model.targets.iter() {
            if let Some(project) = project_of(&target.part) {
                found.entry(project.number()).or_default().targets.push(one);
            }
        }
        found
    }
}

/// The project that a figure is of.
fn project_of(part: &Members) -> Option<Ref<Project>> {
    part.iter().find_map(|member| match member {
        Member::Project(one) => Some(*one),
        _ => None,
    })
}
