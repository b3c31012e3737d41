//! The Code Quality report of GitLab, which shows problems in a merge request: the part of the
//! Code Climate format that GitLab reads.

use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::{Place, full_text, one_line};
use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::source::Sources;

/// Where GitLab shows what is wrong with the folder as a whole: it takes no problem without a file.
const WHOLE_SITE: &str = "content/site.yaml";

/// The whole document. Problems are known by their English texts, so that they are the same ones in
/// every language.
pub(super) fn render(
    language: MessageLanguage,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues = found.iter().map(|(severity, diagnostic)| {
        let place = diagnostic.span.map(|span| Place::of(span, sources));
        let (path, line) =
            place.as_ref().map_or((WHOLE_SITE, 1), |place| (place.path, place.start.line));
        let cell = place.as_ref().and_then(|place| place.cell);
        // A workbook has no lines to be shown at.
        let (line, cell) = cell.map_or((line, String::new()), |cell| (1, format!("{cell}: ")));
        let (code, message) = (diagnostic.code.name(), &diagnostic.message);
        let what = format!("{code}\n{path}\n{cell}{message}");
        let number = seen.entry(what.clone()).or_default();
        *number += 1;
        let text = full_text(language, &language.diagnostic(diagnostic));
        json!({
            "description": one_line(&format!("{cell}{text}")),
            "check_name": code,
            "fingerprint": fingerprint(&what, *number),
            "severity": level(*severity),
            "location": { "path": path, "lines": { "begin": line } },
        })
    });
    let issues: Value = issues.collect();
    format!("{issues:#}\n")
}

/// The same for the same problem on another line, so that an old problem is not shown as new when
/// a line is added above it; another one for each of several that say the same.
fn fingerprint(what: &str, number: usize) -> String {
    blake3::hash(format!("{what}\n{number}").as_bytes()).to_hex()[..32].to_owned()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
