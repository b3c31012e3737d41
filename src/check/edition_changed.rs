//! Published editions that say something else than when they were published.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::said::{LOCK_PATH, Locked, Said, converted_of, said, told, untold};
use crate::model::{Correction, Model, Record};
use std::collections::BTreeMap;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let site = &subject.ledger.site;
    for line in &site.strange_in_lock {
        let message = format!("this line of `{LOCK_PATH}` is none that `wellspring lock` writes");
        sink.push(
            Diagnostic::new(Code::EditionChanged, *line, message)
                .help("take the file back as it was committed"),
        );
    }
    // Of a ledger with mistakes it is not known what it says.
    if !subject.is_whole {
        return;
    }
    let corrections = &subject.ledger.corrections;
    let mut useful = Vec::new();
    for locked in &site.locked {
        let Some(edition) = site.editions.iter().find(|one| one.id.as_str() == &*locked.id) else {
            let message = format!("edition `{}` was published and is not in `editions`", locked.id);
            sink.push(
                Diagnostic::new(Code::EditionChanged, locked.span, message)
                    .help("list it again in `content/site.yaml`, with its day"),
            );
            continue;
        };
        if edition.as_of != locked.as_of {
            let message = format!(
                "edition `{}` was published as of {}, and is now as of {}",
                locked.id, locked.as_of, edition.as_of
            );
            sink.push(
                Diagnostic::new(Code::EditionChanged, edition.span, message)
                    .related(locked.span, "what was published")
                    .help(
                        "give the edition its day again; a later report is an edition of its own",
                    ),
            );
            continue;
        }
        let of_day = |model: &&&Model| model.site.as_of == locked.as_of;
        let Some(model) = subject.editions.iter().find(of_day) else { continue };
        let own = corrections.records().filter(|one| *one.edition.value == *locked.id);
        let own: BTreeMap<_, _> =
            own.filter_map(|one| Some((one.figure(subject.ledger)?, one))).collect();
        let mut now = said(model);
        now.retain(|figure, _| locked.keeps_conversions || converted_of(figure).is_none());
        compare(subject, locked, &now, &own, sink);
        let is_there =
            |figure: &&String| locked.figures.contains_key(*figure) || now.contains_key(*figure);
        useful.extend(own.iter().filter(|(figure, _)| is_there(figure)).map(|(_, one)| one.id()));
    }
    for correction in corrections.records().filter(|one| !useful.contains(&one.id())) {
        sink.push(useless(subject, correction));
    }
}

/// A change that no correction names.
fn compare(
    subject: Subject<'_>,
    locked: &Locked,
    now: &BTreeMap<String, Said>,
    corrections: &BTreeMap<String, &Correction>,
    sink: &mut Sink,
) {
    let units = &subject.model.units;
    let all =
        locked.figures.keys().chain(now.keys().filter(|key| !locked.figures.contains_key(*key)));
    for figure in all {
        let (before, after) = (locked.figures.get(figure), now.get(figure));
        let text = |said: Option<&Said>| said.map(|said| said.text.clone());
        let named = corrections.get(figure);
        let expected = match named {
            Some(correction) => correction.to.map(|to| {
                // In which direction a target goes is said by its field, not beside its value.
                let promised = after.and_then(|said| untold(&said.text, units));
                let promised = promised.filter(|_| correction.is_target);
                let to = promised.map_or(to, |promised| to.with_relation(promised.relation));
                told(&to, units)
            }),
            None => text(before),
        };
        if text(after) == expected {
            continue;
        }
        // An amount that was corrected to the currency of the site counts as what it is.
        let stated = converted_of(figure).filter(|_| after.is_none());
        if stated.is_some_and(|stated| corrections.contains_key(&stated)) {
            continue;
        }
        let words = |text: Option<&str>| match text {
            Some(text) => format!("`{}`", plain(text)),
            None => "nothing".to_owned(),
        };
        let (old, new) = (words(expected.as_deref()), words(text(after).as_deref()));
        let published = if named.is_some() { "was corrected to say" } else { "was published with" };
        let message = format!(
            "edition `{}` {published} {old} as the {figure}, and would now say {new}",
            locked.id
        );
        let place = after.or(before).map_or(locked.span, |said| said.span);
        let mut diagnostic = Diagnostic::new(Code::EditionChanged, place, message);
        if let Some(before) = before.filter(|before| before.span != place) {
            diagnostic = diagnostic.related(before.span, "what was published");
        }
        let to = after.filter(|said| untold(&said.text, units).is_some());
        let row = row_of(locked, figure, to.map(|said| said.text.as_str()));
        sink.push(diagnostic.help(format!(
            "put it back; or, if what was published was wrong, say so in \
             `content/data/corrections.yaml`: `{row}`"
        )));
    }
}

/// A figure as a ledger may have it: `exactly` is not said.
fn plain(text: &str) -> String {
    text.replace("exactly ", "").replace('_', " ")
}

/// The record that names a change.
fn row_of(locked: &Locked, figure: &str, to: Option<&str>) -> String {
    let mut words = figure.split(' ');
    let kind = words.next().unwrap_or_default();
    let id = words.next().unwrap_or_default();
    let mut row = format!("- {{ edition: {}", locked.id);
    match kind {
        "investment" | "conversion" => row += &format!(", project: {id}"),
        kind => {
            row += &format!(", indicator: {id}, period: {}", words.next().unwrap_or_default());
            let members: Vec<_> = words.map(|member| member.replacen('=', ": ", 1)).collect();
            if !members.is_empty() {
                row += &format!(", where: {{ {} }}", members.join(", "));
            }
            if kind == "target" {
                row += ", target: true";
            }
        }
    }
    let to = to.map(|to| match kind {
        "target" => to.split_once(' ').map_or(to, |(_, value)| value).to_owned(),
        _ => plain(to),
    });
    row + &to.map(|to| format!(", to: {to}")).unwrap_or_default() + ", date: …, reason: … }"
}

/// A correction of something that no edition says.
fn useless(subject: Subject<'_>, correction: &Correction) -> Diagnostic {
    let known = &subject.ledger.site.locked;
    let (message, help) = match correction.figure(subject.ledger) {
        None => (
            "this correction does not say of which figure it is".to_owned(),
            "name `indicator` and `period`, or `project`".to_owned(),
        ),
        Some(_) if !known.iter().any(|one| *one.id == *correction.edition.value) => (
            format!("there is no published edition `{}` to be corrected", correction.edition.value),
            "`wellspring lock` keeps what an edition says when it is published".to_owned(),
        ),
        Some(figure) => (
            format!("edition `{}` never had a {figure}", correction.edition.value),
            "correct what it is of, or remove the correction".to_owned(),
        ),
    };
    Diagnostic::new(Code::UselessCorrection, correction.edition.span, message).help(help)
}
