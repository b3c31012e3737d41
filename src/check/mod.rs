//! Rules across records, pages and languages: one file each, listed here.

mod bindings;
mod dead_link;

use crate::diag::Sink;
use crate::model::Model;
use crate::plan::Plan;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The ledger.
    pub model: &'a Model,
    /// What exists.
    pub plan: &'a Plan,
    /// Everything in the ledger could be read, so that what is not in the model is nowhere.
    pub is_whole: bool,
}

type Check = fn(Subject<'_>, &mut Sink);

/// Every rule, in the order of their names.
const CHECKS: &[Check] = &[bindings::check, dead_link::check];

/// Runs every rule.
pub fn check(subject: Subject<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(subject, sink);
    }
}
