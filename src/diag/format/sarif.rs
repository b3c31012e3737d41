//! The Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard that code
//! hosts and editors read.

use serde_json::{Value, json};

use super::{Place, full_text};
use crate::diag::{CODES, Code, Diagnostic, Level, Severity};
use crate::source::{Sources, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole document; all rules are listed, whether they found something or not.
pub(super) fn render(found: &[(Severity, Diagnostic)], sources: &Sources) -> String {
    let rules: Vec<Value> = CODES.iter().copied().map(rule).collect();
    let results: Vec<Value> =
        found.iter().map(|(severity, diagnostic)| result(*severity, diagnostic, sources)).collect();
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

fn rule(code: Code) -> Value {
    let info = code.info();
    let level = match info.level {
        Level::Allow => "none",
        Level::Note => "note",
        Level::Warn => "warning",
        Level::Deny | Level::Error => "error",
    };
    json!({
        "id": info.name,
        "shortDescription": { "text": info.summary },
        "help": { "text": info.explanation, "markdown": info.explanation },
        "defaultConfiguration": { "level": level },
    })
}

fn result(severity: Severity, diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": CODES.iter().position(|code| *code == diagnostic.code),
        "level": severity.name(),
        "message": { "text": full_text(diagnostic) },
    });
    if let Some(span) = diagnostic.span {
        result["locations"] = json!([{ "physicalLocation": location(span, sources) }]);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(span, message)| {
            json!({
                "physicalLocation": location(*span, sources),
                "message": { "text": message },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(span: Span, sources: &Sources) -> Value {
    let Place { path, start, end } = Place::of(span, sources);
    json!({
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
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

#[cfg(test)]
mod tests {
    use super::{render, uri};
    use crate::diag::{CODES, Code, Diagnostic, Severity};
    use crate::source::{Sources, Span};

    #[test]
    fn results_have_rule_level_and_region() {
        let mut sources = Sources::default();
        let file = sources.add("content/园 区.yaml", "惠济: x\n");
        let found = Diagnostic::new(Code::UnknownField, Span::new(file, 0..6), "no such field")
            .help("remove it")
            .related(Span::new(file, 8..9), "its value");
        let text = render(&[(Severity::Warning, found)], &sources);
        let document: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
        let run = &document["runs"][0];
        assert_eq!(document["version"], "2.1.0");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("is a list");
        assert_eq!(rules.len(), CODES.len());
        let result = &run["results"][0];
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        assert_eq!(rules[index.expect("is a number")]["id"], "unknown-field");
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "no such field\nhelp: remove it");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/%E5%9B%AD%20%E5%8C%BA.yaml");
        assert_eq!(
            place["region"].to_string(),
            r#"{"startLine":1,"startColumn":1,"endLine":1,"endColumn":3}"#
        );
        let related = &result["relatedLocations"][0];
        assert_eq!(related["physicalLocation"]["region"]["startColumn"], 5);
        assert_eq!(related["message"]["text"], "its value");
    }

    #[test]
    fn a_problem_without_a_place_has_no_location() {
        let found = Diagnostic::new(Code::BadFileName, None, "no `site.yaml`");
        let text = render(&[(Severity::Error, found)], &Sources::default());
        let document: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
        assert!(document["runs"][0]["results"][0].get("locations").is_none());
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a/b-1.yaml"), "a/b-1.yaml");
        assert_eq!(uri("a b%.yaml"), "a%20b%25.yaml");
    }
}
