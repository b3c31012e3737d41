//! The entries of a mapping: keys, and values that are not what they seem.

use super::{Part, place, slip};
use crate::diag::{Code, Diagnostic};
use crate::parse::damage;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;
use std::collections::BTreeMap;

/// A key with its value, before it is looked at closely.
pub(super) struct Entry<'a> {
    pub(super) part: Part<'a>,
    pub(super) key: Key,
    pub(super) node: Node,
    /// In a flow mapping.
    pub(super) flow: bool,
}

impl Entry<'_> {
    /// Reports what is wrong with it; what cannot be used becomes [`NodeKind::Invalid`].
    pub(super) fn check(self, found: &mut Vec<Diagnostic>) -> (Key, Node) {
        let Self { part, key, node, flow } = self;
        if let Some(entry) = wrong_key(part, &key, &node, flow, found) {
            return entry;
        }
        let node = comment_error(part, place::empty_value(part, &key, node), found);
        let between = part.range(key.span).end..part.range(node.span).start;
        let own_line = part.text.get(between).is_some_and(|between| between.contains('\n'));
        if own_line && let Some(slip) = wrong_colon(part, &node, slip::find_word) {
            found.push(slip);
            return (key, Node { kind: NodeKind::Invalid, ..node });
        }
        (key, node)
    }
}

/// A plain key that holds the colon that was to end it: `名称：x` in a flow mapping.
fn wrong_key(
    part: Part<'_>,
    key: &Key,
    node: &Node,
    flow: bool,
    found: &mut Vec<Diagnostic>,
) -> Option<(Key, Node)> {
    let raw = part.slice(key.span);
    let slip = slip::find(raw)?;
    let missing = flow
        && node.kind == NodeKind::Null
        && node.span.start >= key.span.end
        && !part.text[part.range(key.span).end..].trim_start().starts_with(':');
    if slip.kind == slip::Kind::NoSpace && !missing {
        return None;
    }
    found.push(slip::report(slip.kind, key.span.part(slip.colon.clone())));
    let value = key.span.part(slip.colon.end..raw.len());
    let key = Key { text: raw[slip.key.clone()].into(), span: key.span.part(slip.key) };
    Some((key, Node { span: value, kind: NodeKind::Invalid }))
}

/// A wrong colon in the first line of a plain text.
pub(super) fn wrong_colon(
    part: Part<'_>,
    node: &Node,
    find: fn(&str) -> Option<slip::Slip>,
) -> Option<Diagnostic> {
    let NodeKind::Scalar(Scalar { style: Style::Plain, .. }) = &node.kind else {
        return None;
    };
    let slip = find(part.slice(node.span).lines().next()?)?;
    Some(slip::report(slip.kind, node.span.part(slip.colon)))
}

/// An empty value before `#REF!`, which YAML takes for a comment.
pub(super) fn comment_error(part: Part<'_>, node: Node, found: &mut Vec<Diagnostic>) -> Node {
    if node.kind != NodeKind::Null || node.span.start != node.span.end {
        return node;
    }
    let start = part.range(node.span).start;
    let rest = part.text.get(start..).unwrap_or_default();
    let text = rest.trim_start_matches([' ', '\t']);
    let Some(error) = damage::leading_spreadsheet_error(text) else {
        return node;
    };
    let start = start + rest.len() - text.len();
    let span = part.span(start..start + error.len());
    found.push(damage::spreadsheet_error_at(span, error));
    Node { span, kind: NodeKind::Invalid }
}

/// Whether a key is the inside of `{{ … }}`, with which an unquoted text was meant to start.
pub(super) fn is_call(part: Part<'_>, key: &Node) -> bool {
    let before = &part.text[..part.range(key.span).start];
    matches!(key.kind, NodeKind::Mapping(_)) && before.ends_with('{')
}

/// What to do about a text with `{{ … }}` that is not in quotes.
pub(super) const QUOTE_CALL: &str =
    "put the whole text in single quotes: `'{{ figure(of=\"…\", in=\"…\") }} …'`";

/// Makes a value a key; only texts are keys.
pub(super) fn key_of(part: Part<'_>, node: Node, found: &mut Vec<Diagnostic>) -> Option<Key> {
    let (span, is_call) = (node.span, is_call(part, &node));
    let message = match node.kind {
        NodeKind::Scalar(scalar) => {
            return Some(Key { text: scalar.text, span });
        }
        NodeKind::Null if span.start < span.end => {
            return Some(Key { text: part.slice(span).into(), span });
        }
        NodeKind::Invalid => return None,
        NodeKind::Null => "a key is missing before the colon",
        NodeKind::Sequence(_) => "a list cannot be a key",
        NodeKind::Mapping(_) if is_call => {
            let message = "a text with `{{ … }}` stands here without quotes";
            let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message);
            found.push(diagnostic.help(QUOTE_CALL));
            return None;
        }
        NodeKind::Mapping(_) => "a mapping cannot be a key",
    };
    let diagnostic = Diagnostic::new(Code::YamlSyntax, span, message)
        .help("write `key: value`; put a text with brackets or braces in quotes");
    found.push(diagnostic);
    None
}

/// The entries of a mapping that is not complete.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) all: Vec<(Key, Node)>,
    /// Where each key stands in `all`, once there are many.
    places: BTreeMap<Box<str>, usize>,
}

/// So many keys are faster compared one by one than looked up.
const FEW: usize = 32;

impl Entries {
    /// Adds an entry, or reports that its key is there already.
    pub(super) fn add(&mut self, entry: (Key, Node), found: &mut Vec<Diagnostic>) {
        let key = &entry.0;
        let Some(first) = self.find(&key.text) else {
            if self.all.len() == FEW {
                let keys = self.all.iter().map(|(key, _)| key.text.clone());
                self.places = keys.zip(0..).collect();
            }
            if self.all.len() >= FEW {
                self.places.insert(key.text.clone(), self.all.len());
            }
            return self.all.push(entry);
        };
        let message = format!("`{}` stands twice in one mapping", key.text);
        let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message)
            .label("the second one")
            .help("keep one of the two")
            .related(first, "the first one is here");
        found.push(diagnostic);
    }

    /// Takes an entry for the rest of the number before it: the comma in `{ cost: £7,446 million }`
    /// ends the field, and the rest reads as a field without a value. Neither part can be used.
    pub(super) fn join(&mut self, entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> bool {
        let Entry { part, key, node, flow } = entry;
        let Some((field, before)) = self.all.last_mut() else { return false };
        let (start, end) = (part.range(before.span).start, part.range(before.span).end);
        let rest = part.slice(key.span);
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let follows = part.text.get(end..part.range(key.span).start) == Some(",");
        if !*flow || !follows || n_digits != 3 || node.kind != NodeKind::Null {
            return false;
        }
        match &before.kind {
            // What follows the second comma of a number.
            NodeKind::Invalid => {}
            NodeKind::Scalar(Scalar { text, style: Style::Plain })
                if text.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                let whole = part.text.get(start..).unwrap_or_default();
                let whole = whole.split([' ', '}', '\n']).next().map_or(0, str::len);
                let tail = part.text.get(start + whole..).unwrap_or_default();
                let tail = tail.find([',', '}', '\n']).unwrap_or(0);
                let whole =
                    part.text.get(start..start + whole + tail).unwrap_or_default().trim_end();
                let name = &field.text;
                let message = format!("the comma ends the value of `{name}` at `{text}`");
                let help = format!("put it into quotes: `{name}: \"{whole}\"`");
                let diagnostic = Diagnostic::new(Code::UnknownField, key.span, message);
                found.push(diagnostic.label("this is read as a field").help(help));
            }
            _ => return false,
        }
        before.kind = NodeKind::Invalid;
        before.span = before.span.to(key.span);
        true
    }

    fn find(&self, key: &str) -> Option<Span> {
        if self.places.is_empty() {
            return self.all.iter().find(|(first, _)| *first.text == *key).map(|(key, _)| key.span);
        }
        self.places.get(key).and_then(|at| self.all.get(*at)).map(|(key, _)| key.span)
    }
}

/// The diagnostic for a merge key at that place. The mapping is given up: what it would have is
/// not known.
pub(super) fn refuse_merge(key: Span) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, key, "`<<` does not merge mappings here")
        .help("write the fields out")
}
