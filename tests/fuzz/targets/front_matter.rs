//! A page with its front matter.

use crate::targets::places::{check_problem, check_range};
use wellspring::diag::{Levels, Sink};
use wellspring::model::KINDS;
use wellspring::parse::front_matter::split;
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::records::parse;
use wellspring::source::{Sources, Span};

/// Splits a page and reads what stands before its text; every value lies in the front matter.
pub(crate) fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("content/pages/a.zh.md", text);
    let text = &*sources.file(file).text;
    let found = split(file, text, &mut Sink::default());
    check_range(text, &found.body);
    let yaml = found.yaml.clone().unwrap_or(0..0);
    check_range(text, &yaml);
    assert!(yaml.end <= found.body.start, "{text:?}");
    let mut sink = Sink::default();
    let parsed = parse(&sources, KINDS, &[], None, &mut sink);
    let page = parsed.pages.first().expect("the file is a page");
    assert_eq!(page.body, found.body, "{text:?}");
    assert!(!found.broken || page.broken, "{text:?}");
    if let Some(node) = &page.front_matter {
        check_node(text, node, Span::new(file, yaml));
    }
    for (_, problem) in sink.finish(&sources, &Levels::default()) {
        check_problem(&sources, &problem);
        assert!(problem.span.is_some(), "{problem:?} of {text:?}");
    }
}

/// Every key and value lies in a part of a file.
#[track_caller]
pub(crate) fn check_node(text: &str, node: &Node, part: Span) {
    let check = |span: Span| {
        check_range(text, &span.range());
        let is_inside = part.start <= span.start && span.end <= part.end;
        assert!(is_inside && span.file == part.file, "{span:?} of {text:?}");
    };
    check(node.span);
    match &node.kind {
        NodeKind::Sequence(items) => items.iter().for_each(|item| check_node(text, item, part)),
        NodeKind::Mapping(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                check(key.span);
                check_node(text, value, part);
                let is_first = entries[..index].iter().all(|(other, _)| other.text != key.text);
                assert!(is_first, "`{}` is there twice in {text:?}", key.text);
            }
        }
        NodeKind::Null | NodeKind::Invalid | NodeKind::Scalar(_) => {}
    }
}
