//! Locales for the unit tests of this folder, from the files of the default theme and of the tests.

use super::{Lexicon, Locale, LocaleOptions};
use crate::diag::Sink;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::{FileId, Span};
use crate::value::{Lang, Units};
use serde_yaml::granit_parser::{Event, Parser};
use std::sync::OnceLock;

const ZH: &str = include_str!("../../themes/default/strings/zh.yaml");
const EN: &str = include_str!("../../themes/default/strings/en.yaml");
const SW: &str = include_str!("../../tests/cases/locale/sw.yaml");

/// The locale of that name in its default style.
pub(super) fn locale(name: &str) -> Locale {
    locale_in_style(name, LocaleOptions::default())
}

pub(super) fn locale_in_style(name: &str, options: LocaleOptions<'_>) -> Locale {
    let (index, text) = source(name);
    decode(text, Lang(index), options)
}

/// The locale of that name with other interface strings.
pub(super) fn locale_with(name: &str, strings: &str) -> Locale {
    let mut locale = locale(name);
    let mut sink = Sink::default();
    locale.add_strings(&parse(strings), &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    locale
}

pub(super) fn source(name: &str) -> (u8, &'static str) {
    match name {
        "zh" => (0, ZH),
        "en" => (1, EN),
        _ => (2, SW),
    }
}

fn decode(text: &str, lang: Lang, options: LocaleOptions<'_>) -> Locale {
    let mut sink = Sink::default();
    let locale = Locale::decode(&parse(text), lang, options, &mut sink);
    assert!(sink.is_empty(), "{sink:#?}");
    locale.expect("a locale without problems")
}

/// The tree of a well-formed document without anchors; all spans are empty.
pub(super) fn parse(text: &str) -> Node {
    let mut parser = Parser::new_from_str(text);
    let mut events = std::iter::from_fn(|| parser.next_event());
    let mut next = || loop {
        let (event, _) = events.next().expect("a complete document").expect("well-formed YAML");
        match event {
            Event::StreamStart | Event::DocumentStart(..) | Event::Comment(..) => {}
            event => return event,
        }
    };
    let first = next();
    node(first, &mut next)
}

fn node<'a>(event: Event<'a>, next: &mut impl FnMut() -> Event<'a>) -> Node {
    let span = Span::new(FileId::new(0), 0..0);
    let kind = match event {
        Event::Scalar(text, ..) => {
            NodeKind::Scalar(Scalar { text: text.as_ref().into(), style: Style::Plain })
        }
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match next() {
                    Event::SequenceEnd => break NodeKind::Sequence(items),
                    event => items.push(node(event, next)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            loop {
                match next() {
                    Event::MappingEnd => break NodeKind::Mapping(entries),
                    Event::Scalar(key, ..) => {
                        let event = next();
                        let key = Key { text: key.as_ref().into(), span };
                        entries.push((key, node(event, next)));
                    }
                    other => panic!("a key is a scalar, found {other:?}"),
                }
            }
        }
        other => panic!("unexpected {other:?}"),
    };
    Node { span, kind }
}

/// Everything that Chinese, English and Swahili read.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let locales = ["zh", "en", "sw"].map(locale);
        Lexicon::new(&locales, &Units::builtin())
    })
}
