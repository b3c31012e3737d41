//! Records that lie in each other: regions, industries, programmes.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{InParent, IndicatorGroup, Industry, Model, Project, Region, ancestors};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    each::<Region>(subject.ledger, sink);
    each::<Industry>(subject.ledger, sink);
    each::<Project>(subject.ledger, sink);
    each::<IndicatorGroup>(subject.ledger, sink);
}

/// Each record of a circle is told, at its place.
fn each<T: InParent>(ledger: &Model, sink: &mut Sink) {
    for (one, record) in T::all(ledger).iter() {
        let highest = ancestors(ledger, one).last().unwrap_or(one);
        if T::all(ledger).get(highest).parent() != Some(one) {
            continue;
        }
        let message = format!("`{}` lies in the end in itself", record.id());
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, record.header().span, message)
                .help(format!("let `parent` name the {} around it", T::noun())),
        );
    }
}
