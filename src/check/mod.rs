//! Rules across records, pages and languages: one file each, listed here.

mod against_ledger;
mod archive;
mod between;
mod bidi_control;
mod bounds;
mod breakdown_sum;
mod column_totals;
mod conflicting_figures;
mod dead_link;
mod doubtful_order;
mod edition_changed;
mod falls_to_date;
mod government;
mod in_itself;
mod inspections;
mod kind_mismatch;
mod look_alike_ids;
mod missing_base_url;
mod parts_do_not_add_up;
mod pictures;
mod printed;
mod private_address;
mod prose;
mod quote;
mod reported_total;
mod result_of_future;
mod shortcodes;
mod stale;
mod stated_share;
mod stated_stage;
mod sum_of_figures;
mod terms;
mod texts;
mod two_years;
mod unfilled;
mod update_overdue;
mod value_against_quote;

pub(crate) use pictures::bad_picture;

use crate::diag::Sink;
use crate::locale::{FigureReader, Locale};
use crate::model::Model;
use crate::plan::Plan;
use crate::source::{FileId, Sources, Span};
pub use against_ledger::{Owner, Typed, typed_figures};

use against_ledger::Known;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::sync::Arc;
use texts::Found;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The ledger as it was known on the as-of day.
    pub model: &'a Model,
    /// The whole ledger, whenever it became known.
    pub ledger: &'a Model,
    /// The ledger as it was known on the day of each edition; the last is `model`.
    pub editions: &'a [&'a Model],
    /// What exists.
    pub plan: &'a Plan,
    /// The texts that everything was read from.
    pub sources: &'a Sources,
    /// The words of each language of the site.
    pub locales: &'a [(String, Locale)],
    /// Everything in the ledger could be read, so that what is not in the model is nowhere.
    pub is_whole: bool,
}

impl<'a> Subject<'a> {
    /// What stands at a place, without the quotes around it.
    fn written(self, span: Span) -> &'a str {
        self.sources.written(span)
    }
}

type Check = fn(Subject<'_>, &mut Sink);

/// Every rule that goes through the whole ledger, in the order of their names.
const CHECKS: &[Check] = &[
    shortcodes::check,
    breakdown_sum::check,
    column_totals::check,
    conflicting_figures::check,
    dead_link::check,
    doubtful_order::check,
    edition_changed::check,
    falls_to_date::check,
    government::check,
    in_itself::check,
    inspections::check,
    kind_mismatch::check,
    look_alike_ids::check,
    missing_base_url::check,
    parts_do_not_add_up::check,
    pictures::check,
    private_address::check,
    quote::check,
    reported_total::check,
    result_of_future::check,
    stale::check,
    stated_share::check,
    stated_stage::check,
    sum_of_figures::check,
    terms::check,
    two_years::check,
    unfilled::check,
    update_overdue::check,
];

/// What the next run may take over, if the settings and words of the site are the same.
#[derive(Debug, Clone)]
pub struct Checked {
    readers: Arc<Vec<FigureReader>>,
    known: Arc<Known>,
    /// What was found in files, whatever they hold.
    bidi_control: Sink,
    /// What was found in the texts of each record and page.
    between: Found,
    against_ledger: Found,
}

impl Checked {
    /// The files of the records and pages in whose texts something was found, whether or not it
    /// is reported, or may be found once other files say something else.
    #[must_use]
    pub fn loud_files(&self) -> BTreeSet<FileId> {
        self.between.keys().chain(self.against_ledger.keys()).map(|place| place.file).collect()
    }
}

/// What an earlier run saves this one; files are told by their numbers.
#[derive(Debug, Clone, Copy)]
pub enum Before<'a> {
    /// All that it left, and which files have not changed since. The settings and words of the
    /// site have not.
    Run(&'a Checked, &'a [bool]),
    /// Files that have not changed since nothing was found in their texts. Nothing that texts are
    /// checked against has.
    CheckedTexts(&'a [bool]),
}

/// Runs every rule; what is found is the same with and without an earlier run.
pub fn check(subject: Subject<'_>, before: Option<Before<'_>>, sink: &mut Sink) -> Checked {
    let (of_run, run) = match before {
        Some(Before::Run(checked, is_same)) => {
            (Some((&checked.bidi_control, is_same)), Some(checked))
        }
        _ => (None, None),
    };
    // Each goes through the whole ledger; what they find is reported in their order.
    let of_check = |check: &Check| {
        let mut found = Sink::default();
        check(subject, &mut found);
        found
    };
    let nothing = Found::new();
    let readers = || match run {
        Some(before) => Arc::clone(&before.readers),
        None => Arc::new(readers(subject)),
    };
    // A page by itself may have as much to look at as all records.
    let of_texts = || {
        let readers = readers();
        let known = Arc::new(Known::new(subject.model, &readers));
        let mut of_quotes = Sink::default();
        value_against_quote::check(subject, &readers, &mut of_quotes);
        let between = || {
            let mut own = Sink::default();
            let before = before.map(|before| match before {
                Before::Run(before, is_same) => (&before.between, is_same),
                Before::CheckedTexts(is_quiet) => (&nothing, is_quiet),
            });
            (between::check(subject, &readers, before, &mut own), own)
        };
        let against_ledger = || {
            let before = before.and_then(|before| match before {
                Before::Run(before, is_same) => {
                    (before.known == known).then_some((&before.against_ledger, is_same))
                }
                Before::CheckedTexts(is_quiet) => Some((&nothing, is_quiet)),
            });
            against_ledger::check(subject, &readers, &known, before)
        };
        let ((between, of_between), against_ledger) = rayon::join(between, against_ledger);
        of_quotes.append(of_between);
        (Arc::clone(&readers), Arc::clone(&known), of_quotes, between, against_ledger)
    };
    let of_ledger = || {
        let mut own = Sink::default();
        let bidi_control = bidi_control::check(subject, of_run, &mut own);
        let found: Vec<_> = CHECKS.par_iter().map(of_check).collect();
        found.into_iter().for_each(|found| own.append(found));
        (bidi_control, own)
    };
    let ((bidi_control, of_ledger), of_texts) = rayon::join(of_ledger, of_texts);
    let (readers, known, of_quotes, between, against_ledger) = of_texts;
    sink.append(of_ledger);
    sink.append(of_quotes);
    report(&between, &against_ledger, sink);
    Checked { readers, known, bidi_control, between, against_ledger }
}

fn readers(subject: Subject<'_>) -> Vec<FigureReader> {
    let units = &subject.model.units;
    subject.locales.iter().map(|(_, locale)| locale.figure_reader(units)).collect()
}

/// Reports what was found in the texts. Of two languages that differ the one that differs from
/// the ledger is wrong: that is one mistake.
fn report<'a>(between: &'a Found, against_ledger: &'a Found, sink: &mut Sink) {
    let told = |all: &'a Found, unit: &Span| {
        all.get(unit).map(|looked| &*looked.found).unwrap_or_default()
    };
    for (unit, looked) in between {
        let ledger = told(against_ledger, unit);
        looked.found.iter().for_each(|one| sink.push(against_ledger::place(one, ledger)));
    }
    for (unit, looked) in against_ledger {
        let told = told(between, unit);
        let new =
            looked.found.iter().filter(|one| !told.iter().any(|t| against_ledger::is_same(t, one)));
        new.for_each(|one| sink.push(one.clone()));
    }
}
