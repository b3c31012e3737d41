//! The Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard that code
//! hosts and editors read.

use serde_json::{Value, json};

use super::{Place, full_text};
use crate::diag::{CODES, Code, Diagnostic, Level, MessageLanguage, Severity};
use crate::source::{Sources, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole document; all rules are listed, whether they found something or not.
pub(super) fn render(
    language: MessageLanguage,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
) -> String {
    let rules: Vec<Value> = CODES.iter().map(|code| rule(language, *code)).collect();
    let results =
        found.iter().map(|(severity, diagnostic)| result(language, *severity, diagnostic, sources));
    let results: Vec<Value> = results.collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "wellspring",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule(language: MessageLanguage, code: Code) -> Value {
    let (info, explanation) = (code.info(), language.explanation(code));
    let level = match info.level {
        Level::Allow => "none",
        Level::Note => "note",
        Level::Warn => "warning",
        Level::Deny | Level::Error => "error",
    };
    json!({
        "id": info.name,
        "shortDescription": { "text": language.say(info.summary) },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level },
    })
}

fn result(
    language: MessageLanguage,
    severity: Severity,
    diagnostic: &Diagnostic,
    sources: &Sources,
) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": CODES.iter().position(|code| *code == diagnostic.code),
        "level": severity.name(),
        "message": { "text": full_text(language, diagnostic) },
    });
    if let Some(span) = diagnostic.span {
        result["locations"] = json!([location(span, sources)]);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(span, message)| {
            let mut location = location(*span, sources);
            location["message"] = json!({ "text": message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(span: Span, sources: &Sources) -> Value {
    let Place { path, start, end, cell } = Place::of(span, sources);
    let file = json!({ "uri": uri(path) });
    // A cell is no region of a text; the standard names what is found in a document like this.
    if let Some(cell) = cell {
        return json!({
            "physicalLocation": { "artifactLocation": file },
            "logicalLocations": [{
                "name": cell.cell.to_string(),
                "fullyQualifiedName": cell.to_string(),
                "kind": "element",
            }],
        });
    }
    json!({ "physicalLocation": {
        "artifactLocation": file,
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    } })
}

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and `/`
/// is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
