//! Two values of one figure that became known on the same day, so that neither is the later one.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Ref, Superseded};
use crate::source::Span;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let targets = &model.targets;
    for earlier in targets.revisions().all() {
        sink.extend(conflict(subject, earlier, "target", |one| {
            targets.get(one).promise.value.span
        }));
    }
    let observations = &model.observations;
    for earlier in observations.revisions().all() {
        sink.extend(conflict(subject, earlier, "observation", |one| {
            observations.get(one).value_at()
        }));
    }
}

fn conflict<T>(
    subject: Subject<'_>,
    earlier: &Superseded<T>,
    what: &str,
    place: impl Fn(Ref<T>) -> Span,
) -> Option<Diagnostic> {
    if !earlier.is_revised || earlier.since != earlier.until {
        return None;
    }
    // Whoever reads the file from the top meets the second one last.
    let (one, next) = (place(earlier.record), place(earlier.next));
    let (first, second) = (one.min(next), one.max(next));
    let when = match earlier.since {
        Some(day) => format!("both known from {day}"),
        None => "neither dated".to_owned(),
    };
    let (first_value, second_value) = (subject.written(first), subject.written(second));
    let message = match first_value == second_value {
        true => {
            format!("one {what} stands here twice, {when}, and not with the same plan or baseline")
        }
        false => format!("one {what} has two values, {when}: `{first_value}` and `{second_value}`"),
    };
    Some(
        Diagnostic::new(Code::ConflictingFigures, second, message)
            .related(first, "the other value")
            .help("add `published:` with the day of each, so that the later one counts"),
    )
}
