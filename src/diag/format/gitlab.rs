//! The Code Quality report of GitLab, which shows problems in a merge request: the part of the
//! Code Climate format that GitLab reads.

use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::{Place, full_text, one_line};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;

/// Where GitLab shows what is wrong with the folder as a whole: it takes no problem without a file.
const WHOLE_SITE: &str = "content/site.yaml";

/// The whole document.
pub(super) fn render(found: &[(Severity, Diagnostic)], sources: &Sources) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues = found.iter().map(|(severity, diagnostic)| {
        let place = diagnostic.span.map(|span| Place::of(span, sources));
        let (path, line) =
            place.as_ref().map_or((WHOLE_SITE, 1), |place| (place.path, place.start.line));
        let (code, message) = (diagnostic.code.name(), &diagnostic.message);
        let what = format!("{code}\n{path}\n{message}");
        let number = seen.entry(what.clone()).or_default();
        *number += 1;
        json!({
            "description": one_line(&full_text(diagnostic)),
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

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Code, Diagnostic, Severity};
    use crate::source::{Sources, Span};
    use serde_json::Value;

    fn issues(text: &str, places: &[usize]) -> Vec<Value> {
        let mut sources = Sources::default();
        let file = sources.add("content/a.yaml", text);
        let found = places.iter().map(|at| {
            let span = Span::new(file, *at..at + 1);
            (Severity::Error, Diagnostic::new(Code::UnknownValue, span, "not known").help("no"))
        });
        let found: Vec<_> = found.collect();
        serde_json::from_str(&render(&found, &sources)).expect("is JSON")
    }

    #[test]
    fn an_issue_has_what_gitlab_asks_for() {
        let issue = &issues("a: x\n", &[3])[0];
        assert_eq!(issue["description"], "not known help: no");
        assert_eq!(issue["check_name"], "unknown-value");
        assert_eq!(issue["severity"], "major");
        assert_eq!(issue["location"]["path"], "content/a.yaml");
        assert_eq!(issue["location"]["lines"]["begin"], 1);
        assert_eq!(issue["fingerprint"].as_str().map(str::len), Some(32));
    }

    #[test]
    fn a_fingerprint_outlives_a_line_above_and_is_never_shared() {
        let before = issues("a: x\nb: x\n", &[3, 8]);
        let after = issues("# new\na: x\nb: x\n", &[9, 14]);
        for number in 0..2 {
            assert_eq!(before[number]["fingerprint"], after[number]["fingerprint"]);
        }
        assert_ne!(before[0]["fingerprint"], before[1]["fingerprint"]);
    }

    #[test]
    fn what_is_wrong_with_the_folder_stands_at_its_settings() {
        let found = [(Severity::Note, Diagnostic::new(Code::BadFileName, None, "none"))];
        let text = render(&found, &Sources::default());
        let issues: Value = serde_json::from_str(&text).expect("is JSON");
        assert_eq!(issues[0]["location"]["path"], "content/site.yaml");
        assert_eq!(render(&[], &Sources::default()), "[]\n");
    }
}
