//! Rules across records, pages and languages: one file each, listed here.

mod between;
mod dead_link;
mod prose;

use crate::diag::Sink;
use crate::locale::FigureReader;
use crate::locale::Locale;
use crate::model::Model;
use crate::plan::Plan;
use crate::source::Sources;
use std::sync::Arc;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The ledger.
    pub model: &'a Model,
    /// What exists.
    pub plan: &'a Plan,
    /// The texts that everything was read from.
    pub sources: &'a Sources,
    /// The words of each language of the site.
    pub locales: &'a [(String, Locale)],
}

type Check = fn(Subject<'_>, &mut Sink);

/// Every rule, in the order of their names.
const CHECKS: &[Check] = &[dead_link::check];

/// What the next run may take over, if the settings and words of the site are the same.
#[derive(Debug, Clone)]
pub struct Checked {
    readers: Arc<Vec<FigureReader>>,
    between: between::Found,
}

/// Runs every rule; `before` is what an earlier run left, and which files have not changed since.
pub fn check(
    subject: Subject<'_>,
    before: Option<(&Checked, &[bool])>,
    sink: &mut Sink,
) -> Checked {
    for check in CHECKS {
        check(subject, sink);
    }
    let readers = match before {
        Some((before, _)) => Arc::clone(&before.readers),
        None => Arc::new(readers(subject)),
    };
    let found = before.map(|(before, is_same)| (&before.between, is_same));
    let between = between::check(subject, &readers, found, sink);
    Checked { readers, between }
}

fn readers(subject: Subject<'_>) -> Vec<FigureReader> {
    let units = &subject.model.units;
    subject.locales.iter().map(|(_, locale)| locale.figure_reader(units)).collect()
}
