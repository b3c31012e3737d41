//! Rules across records, pages and languages: one file each, listed here.

mod archive;
mod bounds;
mod breakdown_sum;
mod dead_link;
mod quote;
mod reported_total;
mod stale;
mod stated_share;
mod terms;

use crate::diag::Sink;
use crate::model::Model;
use crate::plan::Plan;
use crate::source::Sources;
use crate::source::Span;

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

impl<'a> Subject<'a> {
    /// What stands at a place, without the quotes around it.
    fn written(self, span: Span) -> &'a str {
        self.sources.written(span)
    }
}

type Check = fn(Subject<'_>, &mut Sink);

/// Every rule, in the order of their names.
const CHECKS: &[Check] = &[
    breakdown_sum::check,
    dead_link::check,
    quote::check,
    reported_total::check,
    stale::check,
    stated_share::check,
    terms::check,
];

/// Runs every rule.
pub fn check(subject: Subject<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(subject, sink);
    }
}
