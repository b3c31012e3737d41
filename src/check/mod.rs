//! Rules across records, pages and languages: one file each, listed here.

mod dead_link;
mod stale;
mod terms;

use crate::diag::Sink;
use crate::model::Model;
use crate::plan::Plan;
use crate::source::Sources;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The ledger.
    pub model: &'a Model,
    /// What exists.
    pub plan: &'a Plan,
    /// The texts.
    pub sources: &'a Sources,
}

type Check = fn(Subject<'_>, &mut Sink);

/// Every rule, in the order of their names.
const CHECKS: &[Check] = &[dead_link::check, stale::check, terms::check];

/// Runs every rule.
pub fn check(subject: Subject<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(subject, sink);
    }
}
