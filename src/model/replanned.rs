//! Re-planning: of several plans for one stage the one known last is the plan, and the earlier
//! ones are its history.

use super::{Milestone, Project};

/// The plan that took the place of another one of the same stage, if one did: of those that became
/// known later, the last. A plan for after the project had ended and gone on is another plan.
pub(super) fn replacing<'m>(
    plan: &Milestone,
    milestones: impl Iterator<Item = &'m Milestone> + Clone,
) -> Option<&'m Milestone> {
    let (Some(stage), true) = (plan.stage, plan.planned) else { return None };
    let known = plan.known?;
    let later = milestones.clone().filter(|other| {
        other.planned && other.stage == Some(stage) && other.known.is_some_and(|day| day > known)
    });
    let is_parted = |other: &Milestone| {
        // What ends a project parts its life into stretches; its ends are parted by what goes on.
        let mut between = milestones.clone().filter(|one| one.ends != plan.ends);
        between.any(|one| one.lies_between(plan, other) || one.lies_between(other, plan))
    };
    later.filter(|other| !is_parted(other)).max_by_key(|other| other.known)
}

impl Project {
    /// The plan that took the place of one of its milestones, if one did.
    #[must_use]
    pub fn replacing(&self, milestone: &Milestone) -> Option<&Milestone> {
        replacing(milestone, self.milestones.iter())
    }

    /// Its milestones by their numbers, without plans that others have taken the place of.
    pub fn in_force(&self) -> impl Iterator<Item = (usize, &Milestone)> {
        self.milestones.iter().enumerate().filter(|(_, one)| self.replacing(one).is_none())
    }

    /// The plans that a milestone has taken the place of, the first one first.
    #[must_use]
    pub fn plans_before(&self, plan: &Milestone) -> Vec<&Milestone> {
        let is_before = |one: &&Milestone| {
            let steps = std::iter::successors(self.replacing(one), |next| self.replacing(next));
            steps.last().is_some_and(|last| std::ptr::eq(last, plan))
        };
        let mut before: Vec<_> = self.milestones.iter().filter(is_before).collect();
        before.sort_by_key(|one| one.known);
        before
    }
}
