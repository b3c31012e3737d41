//! Translations whose original has changed since they were made.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use crate::translation::data::{DataText, data_texts};
use crate::translation::ledger_stamps::read_stamps;
use crate::translation::page::{PageFile, STAMP_FIELD, name_of, original, pages_where};
use crate::translation::stamp::{Change, short_hash};
use crate::translation::work::page_changes;
use crate::translation::{STAMPS_PATH, Texts};
use std::collections::BTreeSet;

/// Places of an original that are shown; more are counted.
const MOST_PLACES: usize = 5;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let texts = Texts::new(subject.sources, subject.model);
    if texts.languages.len() < 2 {
        return;
    }
    check_pages(&texts, sink);
    if subject.sources.by_path(STAMPS_PATH).is_some() {
        check_data(&texts, sink);
    }
}

fn check_pages(texts: &Texts<'_>, sink: &mut Sink) {
    let stamped = texts.sources.iter().filter(|(_, source)| source.text.contains(STAMP_FIELD));
    let stamped: BTreeSet<&str> =
        stamped.filter_map(|(_, source)| Some(name_of(texts, &source.path)?.0)).collect();
    if stamped.is_empty() {
        return;
    }
    for page in pages_where(texts, |page| stamped.contains(page)).values() {
        let Some(original) = original(page) else { continue };
        for translation in page.values() {
            check_page(texts, original, translation, sink);
        }
    }
}

fn check_page(texts: &Texts<'_>, original: &PageFile, translation: &PageFile, sink: &mut Sink) {
    let Some((span, _)) = translation.stamp else { return };
    let path = |page: &PageFile| &texts.sources.file(page.file).path;
    let command = format!("wellspring translated {}", path(translation));
    if translation.hashes().is_none() {
        let message = format!("`{STAMP_FIELD}` takes what `wellspring translated` writes there");
        let help = format!("run `{command}`");
        sink.push(Diagnostic::new(Code::UnknownValue, span, message).help(help));
        return;
    }
    if original.file == translation.file {
        let message = "this page is a translation, and its original is not there";
        sink.push(
            Diagnostic::new(Code::StaleTranslation, span, message)
                .help(format!("remove `{STAMP_FIELD}` if this is the original now")),
        );
        return;
    }
    let changes = page_changes(original, translation).filter(|changes| !changes.is_none());
    let Some(changes) = changes else { return };
    let message = format!("`{}` has changed since this page was made from it", path(original));
    let mut found = Diagnostic::new(Code::StaleTranslation, span, message);
    let parts = original.parts.iter().zip(&changes.parts);
    let new: Vec<_> = parts.filter(|(_, change)| **change != Change::Same).collect();
    for (part, change) in new.iter().take(MOST_PLACES) {
        let what = match (part.node.is_some(), change) {
            (true, _) => format!("the {} has changed", part.name),
            (false, Change::Added) => "this is new".to_owned(),
            (false, _) => "this has changed".to_owned(),
        };
        found = found.related(first_line(texts, part.span), what);
    }
    if new.len() > MOST_PLACES {
        found = found.note(format!("{} more places have changed", new.len() - MOST_PLACES));
    }
    match changes.n_removed {
        0 => {}
        1 => found = found.note("one part of the original is gone"),
        n => found = found.note(format!("{n} parts of the original are gone")),
    }
    sink.push(found.help(format!("bring the page up to date, then run `{command}`")));
}

/// The first line of a place, which is enough to point at a paragraph.
fn first_line(texts: &Texts<'_>, span: Span) -> Span {
    let text = texts.sources.text(span);
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    span.part(0..end)
}

fn check_data(texts: &Texts<'_>, sink: &mut Sink) {
    let stamps = read_stamps(texts);
    if let Some(span) = stamps.strange {
        let message = "this line is not one that `wellspring translated` writes";
        sink.push(
            Diagnostic::new(Code::UnknownValue, span, message)
                .help("remove it, then run `wellspring translated` for what is up to date"),
        );
    }
    let stamps = stamps.by_lang;
    for text in &data_texts(texts) {
        for language in texts.languages {
            let stamps = stamps.get(&*language.code);
            let Some(stamp) = stamps.and_then(|stamps| stamps.get(&*text.id)) else { continue };
            let Some((from, node, source)) = text.original() else { continue };
            let Some((target, _)) = text.text(language.lang) else { continue };
            if from != language.lang && *stamp != short_hash(source) {
                sink.push(stale_text(texts, text, target.span, node.span));
            }
        }
    }
}

fn stale_text(texts: &Texts<'_>, text: &DataText, target: Span, source: Span) -> Diagnostic {
    let path = &texts.sources.file(text.file).path;
    let message = format!("the text that this `{}` was translated from has changed", text.field);
    Diagnostic::new(Code::StaleTranslation, first_line(texts, target), message)
        .related(first_line(texts, source), "this has changed")
        .help(format!("bring it up to date, then run `wellspring translated {path}`"))
}
