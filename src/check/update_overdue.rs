//! Updates that were announced for a day that has passed.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Spanned;
use crate::value::Period;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    // An earlier day than that of the settings is looked back at: what was due then has come.
    let day = subject.ledger.site.as_of.max(model.site.as_of);
    let mut look_at = |next: Option<&Spanned<Period>>, field: &str| {
        let Some(next) = next.filter(|next| next.value.last_day() < day) else { return };
        let message = format!(
            "the next update was due by {}, but the site speaks of {day}",
            next.value.last_day()
        );
        let help = format!(
            "write when the next one is due, or take `{field}` away; until then pages do not say it"
        );
        sink.push(Diagnostic::new(Code::UpdateOverdue, next.span, message).help(help));
    };
    look_at(model.site.updates.next.as_ref(), "next");
    for indicator in model.indicators.records() {
        look_at(indicator.next_update.as_ref(), "next_update");
    }
}
