use super::{parse_yaml, parse_yaml_part};
use crate::diag::format::{Format, render};
use crate::diag::{CODES, Code, Levels, Sink};
use crate::parse::node::{Node, NodeKind, Scalar, Style};
use crate::source::{FileId, Lines, Sources, Span};

fn parse(text: &str) -> (Option<Node>, bool, Vec<String>) {
    let mut sink = Sink::default();
    let parsed = parse_yaml(FileId::new(0), text, &mut sink);
    let lines = Lines::new(text);
    let found = sink
        .iter()
        .map(|diagnostic| {
            let at = lines.locate(text, diagnostic.span.expect("every problem has a place").start);
            let (line, column) = (at.line, at.column);
            format!("{line}:{column} {}: {}", diagnostic.code.name(), diagnostic.message)
        })
        .collect();
    (parsed.node, parsed.broken, found)
}

/// The whole text of the diagnostics: places, codes and messages.
#[track_caller]
fn check_problems(text: &str, expected: &[&str]) {
    assert_eq!(parse(text).2, expected, "{text}");
}

/// A tree as text, with what stands under each span.
fn show(text: &str, node: &Node) -> String {
    let raw = |span: Span| &text[span.range()];
    match &node.kind {
        NodeKind::Null => format!("null<{}>", raw(node.span)),
        NodeKind::Invalid => format!("invalid<{}>", raw(node.span)),
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) if **text == *raw(node.span) => {
            format!("<{text}>")
        }
        NodeKind::Scalar(scalar) => format!("{:?}<{}>", scalar.text, raw(node.span)),
        NodeKind::Sequence(items) => {
            let items: Vec<_> = items.iter().map(|item| show(text, item)).collect();
            format!("[{}]", items.join(" "))
        }
        NodeKind::Mapping(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}={}", raw(key.span), show(text, value)))
                .collect();
            format!("{{{}}}", entries.join(" "))
        }
    }
}

#[track_caller]
fn check_tree(text: &str, expected: &str) {
    let (node, broken, found) = parse(text);
    assert!(found.is_empty() && !broken, "{found:?}");
    assert_eq!(node.map(|node| show(text, &node)).unwrap_or_default(), expected, "{text}");
}

#[track_caller]
fn check_span(text: &str, path: &[&str], expected: &str) {
    let (node, ..) = parse(text);
    let mut node = &node.expect("the text is valid");
    for key in path {
        node = node.get(key).expect("the path exists");
    }
    assert_eq!(&text[node.span.range()], expected, "{text}");
}

#[test]
fn scalars_keep_their_text_and_place() {
    check_tree("a: 010\nb: no\nc: 383.80\n", "{a=<010> b=<no> c=<383.80>}");
    check_tree("a: \"x\\n\"\nb: 'it''s'\n", r#"{a="x\n"<"x\n"> b="it's"<'it''s'>}"#);
    check_tree("a: |\n  x\n  y\nb: |-\n", "{a=\"x\\ny\\n\"<x\n  y> b=\"\"<>}");
    check_tree("a:\nb: ~\nc: null\nd: \"\"\n", "{a=null<> b=null<~> c=null<null> d=\"\"<\"\">}");
    check_tree("a: 1 # c\r\nb: 园区\r\n", "{a=<1> b=<园区>}");
    check_tree("1: a\ntrue: b\n", "{1=<a> true=<b>}");
    check_tree("a: !!str null\n", "{a=<null>}");
    check_tree("", "");
    check_tree("# only a comment\n", "");
}

#[test]
fn an_empty_value_stands_behind_its_colon() {
    let (node, ..) = parse("a:\nb: {c: , d}\n- ");
    assert_eq!(node, None);
    let text = "a:\nb: {c: , d}\n";
    let node = parse(text).0.expect("valid");
    assert_eq!(node.get("a").expect("is there").span.range(), 2..2);
    let inner = node.get("b").expect("is there");
    assert_eq!(inner.get("c").expect("is there").span.range(), 9..9);
    assert_eq!(inner.get("d").expect("is there").span.range(), 13..13);
}

#[test]
fn collections_span_from_their_first_to_their_last_part() {
    let text = "a:\n  b: 1\n  c:\n    - x\n    - y  # note\n\nd: {e: [1, 2 ] }\n";
    check_span(text, &["a"], "b: 1\n  c:\n    - x\n    - y");
    check_span(text, &["a", "c"], "- x\n    - y");
    check_span("a:\n- x\n- y\n", &["a"], "- x\n- y");
    check_span(text, &["d"], "{e: [1, 2 ] }");
    check_span(text, &["d", "e"], "[1, 2 ]");
}

#[test]
fn aliases_and_double_keys_do_not_move_the_spans_around_them() {
    let text = "a: &x 1\nb:\n  c: 2\n  d: *x\ne:\n  - *x\n  - *x\nf:\n  g: 1\n  g: 2\n";
    check_span(text, &["b"], "c: 2\n  d: *x");
    check_span(text, &["b", "d"], "1");
    check_span(text, &["e"], "- *x\n  - *x");
    check_span(text, &["f"], "g: 1\n  g: 2");
}

#[test]
fn chinese_lines_join_without_a_space() {
    check_tree("a: >-\n  惠济区\n  招商\nb: 1\n", "{a=\"惠济区招商\"<惠济区\n  招商> b=<1>}");
    check_tree("a: 惠济区\n  招商 in\n  Q1\n", "{a=\"惠济区招商 in Q1\"<惠济区\n  招商 in\n  Q1>}");
    check_tree("a: \"惠济，\n  区\"\n", "{a=\"惠济，区\"<\"惠济，\n  区\">}");
    check_tree("a: >\r\n  惠济\r\n  区\r\n", "{a=\"惠济区\\n\"<惠济\r\n  区>}");
}

#[test]
fn aliases_repeat_a_value() {
    check_tree("a: &x {b: 1}\nc: [*x, *x]\n", "{a={b=<1>} c=[{b=<1>} {b=<1>}]}");
    check_problems(
        "a: *x\n",
        &["1:4 yaml-syntax: `*x` repeats a value, but there is no `&x` before it"],
    );
    check_problems(
        "a: &x [*x]\n",
        &["1:8 yaml-syntax: `*x` repeats a value, but there is no `&x` before it"],
    );
}

#[test]
fn aliases_cannot_blow_up() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    let (_, broken, found) = parse(&text);
    assert!(broken);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("the aliases of this file expand to too much"));
}

#[test]
fn endless_depth_is_refused() {
    let (.., found) = parse(&"[".repeat(100_000));
    assert_eq!(found.len(), 1, "{found:?}");
    let (.., found) = parse(&"- ".repeat(5_000));
    assert_eq!(found, ["1:129 yaml-syntax: more than 64 levels inside each other"]);
}

#[test]
fn a_double_key_keeps_the_first() {
    let text = "a: 1\nb: 2\na: 3\n";
    let (node, broken, found) = parse(text);
    assert_eq!(found, ["3:1 duplicate-key: `a` stands twice in one mapping"]);
    assert!(!broken);
    assert_eq!(show(text, &node.expect("valid")), "{a=<1> b=<2>}");
}

#[test]
fn what_is_not_supported_is_said_once() {
    check_problems(
        "a: &x {b: 1}\nc: { <<: *x, d: 1 }\n",
        &["2:6 yaml-syntax: `<<` does not merge mappings here"],
    );
    check_problems(
        "a: 1\n---\nb: 2\n---\nc: 3\n",
        &["2:1 yaml-syntax: a second document starts here"],
    );
    check_problems("---\na: 1\n...\n", &[]);
    check_problems("a: !x 1\n", &["1:7 yaml-syntax: `!x` is a tag, and tags have no meaning here"]);
    check_problems("{[1]: x}\n", &["1:2 yaml-syntax: a list cannot be a key"]);
    check_problems(": x\n", &["1:1 yaml-syntax: a key is missing before the colon"]);
    check_problems(
        "%YAML 1.2\n---\na: 1\n",
        &["1:1 yaml-syntax: a text without quotes cannot start with `%`"],
    );
}

#[test]
fn tabs_are_shown_where_they_stand() {
    let message = "yaml-syntax: tabs cannot indent YAML";
    check_problems("a: 1\n\tb: 2\n", &[&format!("2:1 {message}")]);
    check_problems("a:\n\tb: 2\n", &[&format!("2:1 {message}")]);
    check_problems("a:\n  - x\n\t- y\n", &[&format!("3:1 {message}")]);
    check_problems("- a: 园区\n  \tb: 2\n", &[&format!("2:3 {message}")]);
    check_problems("a: {\n\tb: 1 }\n", &[&format!("2:1 {message}")]);
    check_problems("a:\n  b: 1\n\tc: 2\nd: 3\n", &[&format!("3:1 {message}")]);
}

#[test]
fn a_full_width_colon_is_shown_once() {
    let message = "yaml-syntax: a full-width colon does not end a key";
    check_problems("名称：x\n", &[&format!("1:3 {message}")]);
    check_problems("name：x\nb: 1\n", &[&format!("1:5 {message}")]);
    check_problems("b: 1\nname：x\n", &[&format!("2:5 {message}")]);
    check_problems("b: 1\n名称：x\nc: 1\n", &[&format!("2:3 {message}")]);
    check_problems("name：\n  zh: 1\n", &[&format!("1:5 {message}")]);
    check_problems("b: x\nname：\n  zh: 1\nc: 2\n", &[&format!("2:5 {message}")]);
    check_problems("a:\n  zh：x\n", &[&format!("2:5 {message}")]);
    check_problems("a:\n  名称：x\n  b: 2\n", &[&format!("2:5 {message}")]);
    check_problems("a:\n  zh：x\n  en：y\n", &[&format!("2:5 {message}")]);
    check_problems("- 名称：x\n  b: 1\n", &[&format!("1:5 {message}")]);
    check_problems("- 名称：x\n- name: y\n", &[&format!("1:5 {message}")]);
    check_problems("- { a: 1, zh：x }\n", &[&format!("1:13 {message}")]);
}

#[test]
fn a_full_width_colon_in_a_text_is_a_text() {
    check_tree("a: 备注：x\n", "{a=<备注：x>}");
    check_tree("a:\n  会议指出：要加快\n", "{a=<会议指出：要加快>}");
    check_tree("a: [备注：x]\n", "{a=[<备注：x>]}");
    check_tree("\"上：x\": 1\n", "{\"上：x\"=<1>}");
}

#[test]
fn a_missing_space_is_shown_once() {
    let message = "yaml-syntax: a space is missing after the colon of a key";
    check_problems("key:value\n", &[&format!("1:4 {message}")]);
    check_problems("key:value\nb: 1\n", &[&format!("1:4 {message}")]);
    check_problems("b: 1\nkey:value\nc: 2\n", &[&format!("2:4 {message}")]);
    check_problems("- key:value\n  b: 1\n", &[&format!("1:6 {message}")]);
    check_problems("a: {zh:名称, en: x}\n", &[&format!("1:7 {message}")]);
    check_problems("name:\n  zh:名称\n  en:Name\n", &[&format!("2:5 {message}")]);
    check_tree("url: https://example.org/a:b\n", "{url=<https://example.org/a:b>}");
    check_tree("url:\n  https://example.org/\n", "{url=<https://example.org/>}");
}

#[test]
fn quotes_and_brackets_that_stay_open() {
    check_problems("a: \"x\nb: 2\n", &["1:4 yaml-syntax: a quote is never closed"]);
    check_problems("a: 'x\nb: 2\n", &["1:4 yaml-syntax: a quote is never closed"]);
    check_problems("a: \"x\nb: \"y\"\n", &["1:4 yaml-syntax: a quote is never closed"]);
    check_problems("a: [1, 2\nb: 2\n", &["1:4 yaml-syntax: `[` is never closed"]);
    check_problems("a: [1, 2\n", &["1:4 yaml-syntax: `[` is never closed"]);
    check_problems("a: {x: 1\nb: 2\n", &["1:4 yaml-syntax: `{` is never closed"]);
    check_problems("- { x: 1\n- { x: 2 }\n", &["1:3 yaml-syntax: `{` is never closed"]);
    check_problems("a: [1}\n", &["1:4 yaml-syntax: `[` is closed by `}`"]);
    check_problems("a: [1]]\n", &["1:7 yaml-syntax: this bracket closes nothing"]);
    check_problems("a: {b: 1\n  c: 2}\n", &["2:4 yaml-syntax: `,` or `}` is missing before this"]);
    check_problems("a: 'it's'\n", &["1:8 yaml-syntax: a text follows the closing quote"]);
    check_problems(
        "a: \"C:\\dir\"\n",
        &["1:7 yaml-syntax: `\\d` means nothing inside double quotes"],
    );
}

#[test]
fn a_text_with_a_call_needs_quotes() {
    let message = "yaml-syntax: a text with `{{ … }}` stands here without quotes";
    check_problems("a: {{ f(x=1) }}\n", &[&format!("1:5 {message}")]);
    check_problems("a: { zh: {{ f(x=1) }}, en: x }\n", &[&format!("1:11 {message}")]);
    check_problems("a: { zh: 共{{ f(x=1) }}, en: x }\n", &[&format!("1:11 {message}")]);
    check_tree("a: 共{{ f(x=1) }}\n", "{a=<共{{ f(x=1) }}>}");
}

#[test]
fn wrong_indentation() {
    let deeper =
        "yaml-syntax: this line is indented deeper than the key above, which has its value already";
    check_problems("a: 1\n  b: 2\n", &[&format!("2:3 {deeper}")]);
    check_problems("- a: 1\n   b: 2\n", &[&format!("2:4 {deeper}")]);
    let ragged = "yaml-syntax: this line does not line up with the lines above";
    check_problems("a:\n    b: 1\n  c: 2\n", &[&format!("3:3 {ragged}")]);
    check_problems(" a: 1\nb: 2\n", &[&format!("2:1 {ragged}")]);
    check_problems("- a: 1\n b: 2\n", &[&format!("2:2 {ragged}")]);
    check_problems(
        "a:\n  - b\n  c: 1\n",
        &["3:3 yaml-syntax: a key stands between the entries of a list"],
    );
    check_problems(
        "a: b\nc\nd: 1\n",
        &["2:1 yaml-syntax: this line is neither a key with its value nor an entry of a list"],
    );
}

#[test]
fn signs_that_yaml_keeps_for_itself() {
    for sign in ['@', '`', '%'] {
        let message = format!("1:4 yaml-syntax: a text without quotes cannot start with `{sign}`");
        check_problems(&format!("a: {sign}x\n"), &[&message]);
    }
    check_problems("a: b: c\n", &["1:5 yaml-syntax: a second `: ` on one line"]);
    check_problems("a: 备注: x\n", &["1:6 yaml-syntax: a second `: ` on one line"]);
    let block = "1:4 yaml-syntax: `>` starts a block of text, which begins on the next line";
    check_problems("a: > 30\n", &[block]);
    check_problems("a: >= 10 亿元\n", &[block]);
    check_problems("a: -\n", &["1:4 yaml-syntax: `-` alone is the start of a list, not a value"]);
    check_problems(
        "a: - b\n",
        &["1:4 yaml-syntax: a list with dashes cannot start on the line of its key"],
    );
    check_problems(
        "a: x\0y\n",
        &["1:5 yaml-syntax: a control character (U+0000) stands in the text"],
    );
}

#[test]
fn spreadsheet_errors_are_found_even_as_comments() {
    let message = "spreadsheet-error: `#REF!` is an error of a spreadsheet, not a value";
    check_problems("investment: #REF!\nb: 1\n", &[&format!("1:13 {message}")]);
    check_problems("a: \"#REF!\"\n", &[&format!("1:4 {message}")]);
    check_problems("- #REF!\n- x\n", &[&format!("1:3 {message}")]);
    check_problems("- x\n-\n- #REF!\n", &[&format!("3:3 {message}")]);
    check_problems("- { a: 1, b: #REF! }\n", &[&format!("1:14 {message}")]);
    check_problems("a: 见 #REF!\n", &[]);
    check_problems(
        "a: #N/A\n",
        &["1:4 spreadsheet-error: `#N/A` is an error of a spreadsheet, not a value"],
    );
    let text = "a: #REF!\nb: '#NUM!'\n";
    assert_eq!(show(text, &parse(text).0.expect("valid")), "{a=invalid<#REF!> b=invalid<'#NUM!'>}");
}

#[test]
fn lost_characters_are_found_once_a_line() {
    let message = "replacement-character: the text holds U+FFFD: a character was lost";
    check_problems(
        "a: 惠\u{fffd}\u{fffd}\nb: \u{fffd}\n",
        &[&format!("1:5 {message}"), &format!("2:4 {message}")],
    );
}

#[test]
fn a_part_has_places_in_its_file() {
    let text = "---\na: [园\nb: 1\n---\nText: x\n";
    let mut sink = Sink::default();
    let part = 4..text.find("---\nText").expect("is there");
    let parsed = parse_yaml_part(FileId::new(0), text, part, &mut sink);
    assert!(parsed.broken);
    let spans: Vec<_> =
        sink.iter().map(|diagnostic| diagnostic.span.expect("has").range()).collect();
    assert_eq!(spans, vec![7..8]);
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
    let own =
        [Code::YamlSyntax, Code::DuplicateKey, Code::SpreadsheetError, Code::ReplacementCharacter];
    for code in CODES.iter().copied() {
        let name = code.name();
        for example in yaml_blocks(code, "Example") {
            let (.., found) = parse(example);
            let fires = found.len() == 1 && found[0].contains(&format!(" {name}: "));
            assert_eq!(fires, own.contains(&code), "{name}: {found:?}");
            assert!(fires || found.is_empty(), "{name}: {found:?}");
        }
        for fix in yaml_blocks(code, "Fix") {
            let (.., found) = parse(fix);
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
}

/// Every kind of syntax that the mutations below start from.
const SEED: &str = "- id: a-1\n  name: { zh: 惠济区, en: \"Huiji \\n District\" }\n  list: [a, 'b', #REF!\n    c]\n  \
    text: >-\n    中文\n    再来\n\n  note: &n |\n    x\n  again: *n\n  key:value\n  名称：x\n  ? k\n  : !!str v\n---\n\tb: @x\n";

#[test]
fn nothing_panics_and_spans_are_inside_the_text() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, RngSeed, TestRunner};
    let mut config = Config::with_cases(3000);
    config.rng_seed = RngSeed::Fixed(7);
    config.failure_persistence = None;
    let seed: Vec<char> = SEED.chars().collect();
    let inserted = prop::sample::select(
        "：:-[]{}'\"#&*!|>%@`\t\r\n \u{fffd}\u{feff}中a\0\\,?~<".chars().collect::<Vec<_>>(),
    );
    let edit = (0..seed.len(), 0..12usize, prop::collection::vec(inserted, 0..4));
    let edits = prop::collection::vec(edit, 1..8);
    let outcome = TestRunner::new(config).run(&edits, |edits| {
        let mut chars = seed.clone();
        for (at, removed, inserted) in edits {
            let at = at.min(chars.len());
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, inserted);
        }
        let text: String = chars.into_iter().collect();
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", &text);
        let text = sources.file(file).text.clone();
        let mut sink = Sink::default();
        let parsed = parse_yaml(file, &text, &mut sink);
        for diagnostic in sink.iter() {
            let span = diagnostic.span.expect("every problem has a place");
            prop_assert!(text.get(span.range()).is_some(), "{text:?} {diagnostic:?}");
        }
        if let Some(node) = parsed.node {
            show(&text, &node);
        }
        let found = sink.finish(&sources, &Levels::default());
        prop_assert_eq!(
            render(Format::Human, &found, &sources, false).is_empty(),
            found.is_empty()
        );
        Ok(())
    });
    assert_eq!(outcome.map_err(|error| error.to_string()), Ok(()));
}
