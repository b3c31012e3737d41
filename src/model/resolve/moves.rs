//! Decodes where pages were before: `aliases` of written pages, `former_ids` of records.

use super::super::Phrase;
use super::context::Context;
use super::values::phrase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::one_or_many;
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::source::Span;
use crate::value::Id;

/// Paths within the language of a page; `/reports/first/` and `reports/first/index.html` are both
/// `reports/first`.
pub(super) fn aliases(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    for node in node.map(one_or_many).unwrap_or_default() {
        let Some(Phrase { text, span }) = phrase(Some(node), "`aliases`", sink) else { continue };
        let path = text.strip_suffix("index.html").unwrap_or(&text).trim_matches('/');
        match fault(cx, path) {
            Some((why, help)) => {
                let message = format!("`{text}` cannot be an alias: {why}");
                sink.push(Diagnostic::new(Code::BadAlias, span, message).help(help));
            }
            None => found.push(Phrase { text: path.into(), span }),
        }
    }
    found
}

/// Why a path cannot be one of the site, and what to write instead.
fn fault(cx: &Context<'_>, path: &str) -> Option<(String, String)> {
    let example = "write the old path within the language, as in `reports/first`";
    let bad = |why: String| Some((why, example.to_owned()));
    if path.is_empty() {
        return bad("it is the home page".to_owned());
    }
    if path.contains("://") || path.contains([':', '?', '#']) {
        return bad("it is an address, not a path".to_owned());
    }
    let (first, last) = (path.split('/').next(), path.rsplit('/').next());
    let is_code = |code: &str| first == Some(code);
    if let Some(language) = cx.languages.iter().find(|language| is_code(&language.code)) {
        let rest = path[language.code.len()..].trim_start_matches('/');
        let why = format!("it begins with `{}`, a language", language.code);
        let shorter = if rest.is_empty() { example.to_owned() } else { format!("write `{rest}`") };
        return Some((why, shorter));
    }
    for part in path.split('/') {
        let is_last = Some(part) == last;
        let stem = part.strip_suffix(".html").filter(|_| is_last).unwrap_or(part);
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '~');
        if stem.is_empty() || !stem.chars().all(is_part) {
            return bad(match part {
                "" => "two slashes follow each other".to_owned(),
                _ => format!("`{part}` cannot be a part of an address here"),
            });
        }
    }
    None
}

/// Ids that a record had before.
pub(super) fn former_ids(node: Option<&Node>, sink: &mut Sink) -> Vec<(Id, Span)> {
    let nodes = node.map(one_or_many).unwrap_or_default();
    nodes.iter().filter_map(|node| Some((id(node, sink)?, node.span))).collect()
}
