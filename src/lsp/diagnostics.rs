//! The problems of the site, file by file, as editors show them.

use super::position;
use super::state::{State, is_workbook};
use crate::diag::{Diagnostic, Severity};
use crate::source::{SourceFile, Sources, Span};
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
    Range,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where problems stand that have no place.
const SETTINGS: &str = "content/site.yaml";

/// What is said of each file that has problems, or had some that are gone; `told` are the files of
/// which something has been said.
pub(super) fn publish(state: &State, told: &mut BTreeSet<String>) -> Vec<PublishDiagnosticsParams> {
    let mut by_file: BTreeMap<String, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
    if let Some(compiled) = state.compiled() {
        for (severity, problem) in compiled.problems() {
            let path = problem.span.map(|span| &*compiled.sources.file(span.file).path);
            let path = path.unwrap_or(SETTINGS).to_owned();
            let shown = diagnostic(state, &compiled.sources, severity, &problem);
            by_file.entry(path).or_default().push(shown);
        }
    }
    for path in std::mem::take(told) {
        by_file.entry(path).or_default();
    }
    let mut found = Vec::new();
    for (path, diagnostics) in by_file {
        let Some(uri) = state.uri(&path) else { continue };
        let version = state.version(&path);
        if !diagnostics.is_empty() {
            told.insert(path);
        }
        found.push(PublishDiagnosticsParams { uri, diagnostics, version });
    }
    found
}

/// A problem as editors show it.
pub(super) fn diagnostic(
    state: &State,
    sources: &Sources,
    severity: Severity,
    problem: &Diagnostic,
) -> lsp_types::Diagnostic {
    let language = state.language();
    let problem = &language.diagnostic(problem);
    let range = problem.span.map_or_else(Range::default, |span| range_of(sources, span));
    let mut message = problem.message.clone();
    // Nobody sees where a cell is if not here.
    if let Some(place) = problem.span.and_then(|span| sources.cell(span)) {
        message = format!("{place}: {message}");
    }
    let (note, help) = (language.lead("note"), language.lead("help"));
    let notes = problem.notes.iter().map(|text| format!("\n{note}{text}"));
    let helps = problem.help.iter().map(|text| format!("\n{help}{text}"));
    message.extend(notes.chain(helps));
    let related = problem.related.iter().filter_map(|(span, words)| {
        let location = state.location(sources.file(span.file), span.range())?;
        let message = match sources.cell(*span) {
            Some(place) => format!("{words} ({place})"),
            None => words.clone(),
        };
        Some(DiagnosticRelatedInformation { location, message })
    });
    lsp_types::Diagnostic {
        range,
        severity: Some(match severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(problem.code.name().to_owned())),
        source: Some("wellspring".to_owned()),
        message,
        related_information: Some(related.collect()),
        ..lsp_types::Diagnostic::default()
    }
}

/// A place as editors count; of a workbook its start.
fn range_of(sources: &Sources, span: Span) -> Range {
    let file: &SourceFile = sources.file(span.file);
    if is_workbook(file) { Range::default() } else { position::range(&file.text, span.range()) }
}
