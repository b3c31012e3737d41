//! Edits that do what the help of a problem says.

use super::diagnostics::diagnostic;
use super::position;
use super::state::{State, is_workbook};
use crate::diag::{Code, Diagnostic};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};
use std::ops::Range;

/// What can be done about the problems of a place.
pub(super) fn fixes(state: &State, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let path = state.path_of(&params.text_document.uri)?;
    let compiled = state.compiled()?;
    let file = compiled.sources.by_path(&path)?;
    let text = &*compiled.sources.file(file).text;
    if is_workbook(compiled.sources.file(file)) {
        return None;
    }
    let asked = position::bytes(text, params.range);
    let mut found = Vec::new();
    for (severity, problem) in compiled.problems() {
        let Some(span) = problem.span.filter(|span| span.file == file) else { continue };
        let place = span.range();
        if place.start > asked.end || asked.start > place.end {
            continue;
        }
        let edits = edits(text, place, &problem);
        let is_only = edits.len() == 1;
        for (range, new_text) in edits {
            let uri = state.uri(&path)?;
            let text_document =
                OptionalVersionedTextDocumentIdentifier { uri, version: state.version(&path) };
            let title = state.language().say(&format!("Write `{new_text}`"));
            let range = position::range(text, range);
            let edits = vec![OneOf::Left(TextEdit { range, new_text })];
            let edit = TextDocumentEdit { text_document, edits };
            found.push(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic(state, &compiled.sources, severity, &problem)]),
                edit: Some(WorkspaceEdit {
                    document_changes: Some(DocumentChanges::Edits(vec![edit])),
                    ..WorkspaceEdit::default()
                }),
                is_preferred: Some(is_only),
                ..CodeAction::default()
            }));
        }
    }
    Some(found)
}

/// What may stand in the place of what is wrong: some bytes, and what to write for them.
fn edits(text: &str, place: Range<usize>, problem: &Diagnostic) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for help in &problem.help {
        if let Some(rest) = help.strip_prefix("did you mean ") {
            for meant in quoted(rest) {
                found.extend(
                    wrong(text, &place, problem, meant).map(|range| (range, meant.to_owned())),
                );
            }
        }
        let call = help.strip_prefix("write ").filter(|_| problem.code == Code::UnboundFigure);
        if let Some(call) = call.and_then(|rest| quoted(rest).into_iter().next()) {
            let is_exact = quoted(&problem.message).first() == Some(&&text[place.clone()]);
            found.extend(is_exact.then(|| (place.clone(), call.to_owned())));
        }
    }
    found
}

/// What stands between pairs of backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Which part of a place is the wrong one: what the message quotes of it. Where nothing of it is
/// quoted, the place may be another than the word.
fn wrong(
    text: &str,
    place: &Range<usize>,
    problem: &Diagnostic,
    meant: &str,
) -> Option<Range<usize>> {
    let written = text.get(place.clone()).filter(|written| !written.is_empty())?;
    let mut words = quoted(&problem.message);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let found = words.into_iter().filter(|word| !word.is_empty()).find_map(|word| {
        let at = written.rfind(word)?;
        Some(place.start + at..place.start + at + word.len())
    });
    match found {
        // An anchor is quoted without its mark.
        Some(range) if meant.starts_with('#') => Some(if text[..range.start].ends_with('#') {
            range.start - 1..range.end
        } else {
            range
        }),
        Some(range) => Some(range),
        // A link is written from its own file, and quoted from the site folder.
        None if problem.code == Code::DeadLink && !written.contains(char::is_whitespace) => {
            let length = written.find('#').unwrap_or(written.len());
            Some(place.start..place.start + length)
        }
        None => None,
    }
}
