//! Regions that lie in each other.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Record, ancestors};

/// Each region of a circle is told, at its place.
pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let ledger = subject.ledger;
    for (one, region) in ledger.regions.iter() {
        let highest = ancestors(ledger, one).last().unwrap_or(one);
        if ledger.regions.get(highest).parent != Some(one) {
            continue;
        }
        let message = format!("`{}` lies in the end in itself", region.id());
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, region.header.span, message)
                .help("let `parent` name the region around it"),
        );
    }
}
