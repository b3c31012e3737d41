//! YAML, which is read in two ways if it is plain.

use crate::targets::front_matter::check_node;
use crate::targets::places::check_problem;
use wellspring::diag::{Levels, Sink};
use wellspring::parse::yaml::{parse_any_yaml_part, parse_plain_yaml_part};
use wellspring::source::{Sources, Span};

/// Reads a text, and what is left of it without characters that were lost.
pub(crate) fn check(text: &str) {
    is_plain(text);
    if text.contains('\u{fffd}') {
        is_plain(&text.replace('\u{fffd}', ""));
    }
}

/// Whether a text is plain: then it has the same tree in both ways, and nothing is said of it.
#[track_caller]
pub(crate) fn is_plain(text: &str) -> bool {
    let before = "---\r\n";
    let mut sources = Sources::default();
    let file = sources.add("content/pages/a.en.md", &format!("{before}{text}"));
    let whole = &*sources.file(file).text;
    let range = before.len()..whole.len();
    let mut sink = Sink::default();
    let full = parse_any_yaml_part(file, whole, range.clone(), &mut sink);
    if let Some(node) = &full.node {
        check_node(whole, node, Span::new(file, range.clone()));
    }
    let problems = sink.finish(&sources, &Levels::default());
    problems.iter().for_each(|(_, problem)| check_problem(&sources, problem));
    let quick = parse_plain_yaml_part(file, whole, range);
    if let Some(quick) = &quick {
        assert_eq!(*quick, full, "{text:?}");
        assert!(problems.is_empty(), "{problems:?} of {text:?}");
    }
    quick.is_some()
}
