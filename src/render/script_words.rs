//! The words that scripts show, as a script of each language: said once for the site, and not in each
//! page.

use crate::locale::Locale;
use std::fmt::Write as _;

/// The interface strings that scripts use.
const KEYS: [&str; 32] = [
    "js-sort",
    "js-ascending",
    "js-descending",
    "js-unsorted",
    "js-filter",
    "js-all",
    "js-shown",
    "js-total",
    "js-left-out",
    "js-left-missing",
    "js-left-other",
    "detail-separator",
    "js-loading",
    "js-failed",
    "js-reset",
    "js-save",
    "js-entries",
    "js-entries-kind",
    "js-entries-park",
    "js-entries-shown",
    "js-copy",
    "js-copied",
    "js-save-picture",
    "js-save-as",
    "js-not-saved",
    "display",
    "display-scheme",
    "display-system",
    "display-light",
    "display-dark",
    "display-large",
    "display-contrast",
];

/// What scripts put in themselves.
const PLACES: [(&str, &str); 6] = [
    ("n", "{n}"),
    ("m", "{m}"),
    ("sum", "{sum}"),
    ("left", "{left}"),
    ("format", "{format}"),
    ("name", "{name}"),
];

/// The script of a language; `charts` is the name of the script that saves charts, which stands
/// beside it.
pub(super) fn script(locale: &Locale, charts: &str) -> String {
    let mut script = String::from("(function () {\n  \"use strict\";\n  var words = {\n");
    for key in KEYS {
        let name = camel(key.strip_prefix("js-").unwrap_or(key));
        let text = locale.text(key, &PLACES).unwrap_or_default();
        let _ = writeln!(script, "    {name}: {},", serde_json::Value::from(text));
    }
    let charts = serde_json::Value::from(charts);
    let _ = write!(
        script,
        "  }};\n  words.charts = new URL({charts}, document.currentScript.src).href;\n  \
         window.interfaceStrings = words;\n}})();\n"
    );
    script
}

/// `left-out` as `leftOut`.
fn camel(key: &str) -> String {
    let mut words = key.split('-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    name
}
