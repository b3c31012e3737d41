//! `cases/yaml/`: YAML as raw values with their places, the fields of a record, front matter.

use crate::tables::check_tables;
use std::fmt::Debug;
use wellspring::diag::format::{Format, render};
use wellspring::diag::{CODES, Code, Levels, Sink};
use wellspring::parse::fields::{
    Fields, expect_bool, expect_list, expect_one_of, expect_str, expect_u32, one_or_many,
};
use wellspring::parse::front_matter::split;
use wellspring::parse::node::{Node, NodeKind, Scalar, Style};
use wellspring::parse::yaml::{parse_yaml, parse_yaml_part};
use wellspring::source::{FileId, Lines, Sources, Span};

/// A text that was read, and what was reported as `line:column code: message`.
struct Read {
    node: Option<Node>,
    broken: bool,
    problems: Vec<String>,
}

fn read(text: &str) -> Read {
    let mut sink = Sink::default();
    let parsed = parse_yaml(FileId::new(0), text, &mut sink);
    let lines = Lines::new(text);
    let problems = sink.iter().map(|problem| {
        let at = lines.locate(text, problem.span.expect("every problem has a place").start);
        format!("{}:{} {}: {}", at.line, at.column, problem.code.name(), problem.message)
    });
    Read { problems: problems.collect(), node: parsed.node, broken: parsed.broken }
}

/// A tree as text, with what stands at each place between `<` and `>`.
fn tree(text: &str, node: &Node) -> String {
    let raw = |span: Span| &text[span.range()];
    match &node.kind {
        NodeKind::Null => format!("null<{}>", raw(node.span)),
        NodeKind::Invalid => format!("invalid<{}>", raw(node.span)),
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) if **text == *raw(node.span) => {
            format!("<{text}>")
        }
        NodeKind::Scalar(scalar) => format!("{:?}<{}>", scalar.text, raw(node.span)),
        NodeKind::Sequence(items) => {
            let items: Vec<_> = items.iter().map(|item| tree(text, item)).collect();
            format!("[{}]", items.join(" "))
        }
        NodeKind::Mapping(entries) => {
            let entries = entries.iter();
            let entries =
                entries.map(|(key, value)| format!("{}={}", raw(key.span), tree(text, value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
        }
    }
}

/// The tree of a text; what is reported stands behind `!`.
fn tree_of(text: &str) -> String {
    let read = read(text);
    let node = read.node.map(|node| tree(text, &node)).unwrap_or_default();
    let mut parts = if node.is_empty() { Vec::new() } else { vec![node] };
    parts.extend(read.problems.iter().map(|problem| format!("! {problem}")));
    parts.extend(read.broken.then(|| "(broken)".to_owned()));
    parts.join(" ")
}

/// The range of bytes and the text of the value that a path of keys leads to.
fn value_at(text: &str, path: &str) -> (String, String) {
    let node = read(text).node.expect("the text is valid");
    let value = path.split(' ').try_fold(&node, |node, key| node.get(key));
    let range = value.expect("the path exists").span.range();
    (format!("{range:?}"), text[range].to_owned())
}

#[test]
fn yaml_becomes_values_with_places() {
    check_tables(
        "yaml/values",
        &[
            ("tree", &|cells| tree_of(cells[0])),
            ("bytes", &|cells| value_at(cells[0], cells[1]).0),
            ("stands", &|cells| value_at(cells[0], cells[1]).1),
        ],
    );
    check_tables("yaml/slips", &[("what is said", &|cells| read(cells[0]).problems.join("; "))]);
}

#[test]
fn aliases_and_depth_cannot_blow_up() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    let found = read(&text);
    assert!(found.broken);
    assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
    assert!(found.problems[0].ends_with("the aliases of this file expand to too much"));
    assert_eq!(read(&"[".repeat(100_000)).problems.len(), 1);
    let deep = read(&"- ".repeat(5_000)).problems;
    assert_eq!(deep, ["1:129 yaml-syntax: more than 64 levels inside each other"]);
}

#[test]
fn a_part_has_places_in_its_file() {
    let text = "---\na: [园\nb: 1\n---\nText: x\n";
    let mut sink = Sink::default();
    let part = 4..text.find("---\nText").expect("is there");
    assert!(parse_yaml_part(FileId::new(0), text, part, &mut sink).broken);
    let spans = sink.iter().map(|problem| problem.span.expect("has a place").range());
    assert_eq!(spans.collect::<Vec<_>>(), vec![7..8]);
    let text = "---\na: 园\n---\n";
    let parsed = parse_yaml_part(FileId::new(0), text, 4..11, &mut Sink::default());
    let node = parsed.node.expect("valid");
    assert_eq!(&text[node.get("a").expect("is there").span.range()], "园");
}

/// The YAML blocks of a section of what `explain` says about a code.
fn yaml_blocks(code: Code, section: &str) -> Vec<&'static str> {
    let text = code.info().explanation;
    let section = text.split("### ").find(|part| part.starts_with(section)).unwrap_or_default();
    let blocks = section.split("```yaml\n").skip(1);
    blocks.filter_map(|block| block.split_once("```").map(|(block, _)| block)).collect()
}

#[test]
fn explained_examples_fire_and_their_fixes_are_valid() {
    let own = [
        Code::YamlSyntax,
        Code::DuplicateKey,
        Code::SpreadsheetError,
        Code::ReplacementCharacter,
        Code::TextNotShown,
    ];
    for code in CODES.iter().copied() {
        let name = code.name();
        for example in yaml_blocks(code, "Example") {
            let found = read(example).problems;
            let fires = found.len() == 1 && found[0].contains(&format!(" {name}: "));
            assert_eq!(fires, own.contains(&code), "{name}: {found:?}");
            assert!(fires || found.is_empty(), "{name}: {found:?}");
        }
        for fix in yaml_blocks(code, "Fix") {
            assert_eq!(read(fix).problems, [""; 0], "{name}");
        }
    }
}

/// What was reported, with what it points at and its helps.
fn told(sink: &Sink, text: &str) -> Vec<String> {
    let shown = sink.iter().map(|found| {
        let at = &text[found.span.expect("has a place").range()];
        let help = found.help.join("; ");
        format!("{} at `{at}`: {}; {help}", found.code.name(), found.message)
    });
    shown.collect()
}

/// Reads a record with a required `name` and `park` and an optional `note`.
fn project(text: &str) -> String {
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), text, &mut sink).node.expect("valid YAML");
    if let Some(mut fields) = Fields::new(&node, "a project", &mut sink) {
        fields.optional("id");
        fields.required("name");
        fields.required("park");
        fields.optional("note");
        fields.finish(&mut sink);
    }
    told(&sink, text).join("\n")
}

/// A value as it is read, or what is said instead.
fn value<T: Debug>(text: &str, read: impl Fn(&Node, &mut Sink) -> Option<T>) -> String {
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), text, &mut sink).node.expect("valid YAML");
    let found = read(&node, &mut sink);
    let told = told(&sink, text);
    match (found, &told[..]) {
        (Some(value), []) => format!("{value:?}"),
        (None, [_]) => told.concat(),
        (found, _) => panic!("{text} is {found:?} with {told:?}"),
    }
}

#[test]
fn fields_are_read_with_all_that_is_wrong() {
    check_tables(
        "yaml/fields",
        &[
            ("what is said", &|cells| project(cells[0])),
            ("yes or no", &|cells| {
                value(cells[0], |node, sink| expect_bool(node, "`leading`", sink))
            }),
            ("whole number", &|cells| {
                value(cells[0], |node, sink| expect_u32(node, "`weight`", sink))
            }),
            ("length of a list", &|cells| {
                value(cells[0], |node, sink| expect_list(node, "`parks`", sink).map(<[_]>::len))
            }),
            ("word", &|cells| {
                let words = [("signing", "signing"), ("meeting", "meeting")];
                value(cells[0], |node, sink| expect_one_of(node, "`kind`", &words, sink))
            }),
        ],
    );
}

#[test]
fn what_was_reported_is_not_reported_again() {
    let mut sink = Sink::default();
    let node = parse_yaml(FileId::new(0), "['#N/A']", &mut sink).node.expect("valid YAML");
    let item = &one_or_many(&node)[0];
    assert_eq!(sink.len(), 1);
    assert_eq!(expect_str(item, "`a`", &mut sink), None);
    assert_eq!(expect_bool(item, "`a`", &mut sink), None);
    assert_eq!(expect_u32(item, "`a`", &mut sink), None);
    assert!(expect_list(item, "`a`", &mut sink).is_none());
    assert!(Fields::new(item, "a project", &mut sink).is_none());
    assert_eq!(sink.len(), 1);
}

/// The front matter and the body of a page, or what is wrong with its fences.
fn halves(text: &str) -> [String; 3] {
    let mut sources = Sources::default();
    let file = sources.add("content/pages/a.zh.md", text);
    let mut sink = Sink::default();
    let found = split(file, text, &mut sink);
    assert_eq!(found.broken, !sink.is_empty(), "{text:?}");
    let yaml = found.yaml.map_or("none".to_owned(), |range| format!("{:?}", &text[range]));
    let problems = sink.finish(&sources, &Levels::default());
    let problems = problems.iter().map(|(_, problem)| {
        let place = problem.span.expect("has a place").range();
        let related =
            problem.related.iter().map(|(span, _)| format!(", see `{}`", &text[span.range()]));
        format!("{place:?}: {}{}", problem.message, related.collect::<String>())
    });
    [yaml, text[found.body].to_owned(), problems.collect::<Vec<_>>().join("; ")]
}

#[test]
fn front_matter_stands_between_two_fences() {
    check_tables(
        "yaml/front-matter",
        &[
            ("front matter", &|cells| halves(cells[0])[0].clone()),
            ("body", &|cells| halves(cells[0])[1].clone()),
            ("what is said", &|cells| halves(cells[0])[2].clone()),
        ],
    );
}

/// Whatever is wrong with a file can be shown.
#[test]
fn slips_are_shown_in_their_lines() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "a: 园区\n\tb: 2\n");
    let mut sink = Sink::default();
    parse_yaml(file, &sources.file(file).text.clone(), &mut sink);
    let found = sink.finish(&sources, &Levels::default());
    let shown = render(Format::Human, &found, &sources, false);
    assert!(shown.contains(" --> a.yaml:2:1\n"), "{shown}");
}
