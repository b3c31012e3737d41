//! Reads the fields of a record one by one and collects all that is wrong with them.
//!
//! A decoder takes every field that it knows and then calls [`Fields::finish`], which reports
//! required fields that are missing and fields that nobody took. Values that were reported when
//! the file was read ([`NodeKind::Invalid`]) never give a second message.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;

/// The fields of one mapping, while they are read.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: &'a [(Key, Node)],
    span: Span,
    what: &'a str,
    /// Every field asked for, in that order.
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of a mapping; `what` names the record with its article: "a project". Anything
    /// but a mapping is reported.
    pub fn new(node: &'a Node, what: &'a str, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                let (known, missing) = (Vec::new(), Vec::new());
                Some(Self { entries, span: node.span, what, known, missing })
            }
            NodeKind::Invalid => None,
            _ => {
                let message = format!("{what} is a mapping, but this is {}", node.describe());
                let diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
                sink.push(diagnostic.help("write its fields as `key: value`, one a line"));
                None
            }
        }
    }

    /// Where the record starts: its `id`, or else its first key.
    #[must_use]
    pub fn start(&self) -> Span {
        let id = self.entries.iter().find(|(key, _)| &*key.text == "id").map(|(_, id)| id.span);
        let first = self.entries.first().map(|(key, _)| key.span);
        id.filter(|span| span.start < span.end).or(first).unwrap_or(self.span)
    }

    /// The whole record.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The field, if it is there and not empty. From now on it is known.
    pub fn take(&mut self, name: &'static str) -> Option<(&'a Key, &'a Node)> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        let (key, node) = self.entries.iter().find(|(key, _)| &*key.text == name)?;
        (node.kind != NodeKind::Null).then_some((key, node))
    }

    /// The value of a field that another reads: it does not become known by it.
    #[must_use]
    pub fn peek(&self, name: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
    }

    /// The value of a field, if it is there and not empty. From now on the field is known.
    pub fn optional(&mut self, name: &'static str) -> Option<&'a Node> {
        self.take(name).map(|(_, node)| node)
    }

    /// The value of a field that must be there; [`Self::finish`] reports it if it is not.
    pub fn required(&mut self, name: &'static str) -> Option<&'a Node> {
        let found = self.optional(name);
        if found.is_none() && !self.missing.contains(&name) {
            self.missing.push(name);
        }
        found
    }

    /// Reports the fields that nobody took, and the required ones that are missing. A key that is
    /// a slip of a missing field counts as that field: one mistake, one message.
    pub fn finish(mut self, sink: &mut Sink) {
        let unknown: Vec<&Key> = self
            .entries
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !self.known.contains(&&*key.text))
            .collect();
        for key in unknown {
            let meant = closest(&key.text, self.missing.iter().copied());
            self.missing.retain(|name| Some(*name) != meant);
            let absent = |name: &&&str| !self.entries.iter().any(|(key, _)| *key.text == ***name);
            let meant = meant
                .or_else(|| closest(&key.text, self.known.iter().filter(absent).copied()))
                .or_else(|| closest(&key.text, self.known.iter().copied()));
            sink.push(self.unknown_field(key, meant));
        }
        for name in &self.missing {
            sink.push(self.missing_field(name));
        }
    }

    fn unknown_field(&self, key: &Key, meant: Option<&str>) -> Diagnostic {
        let message = format!("{} has no field `{}`", self.what, key.text);
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("its fields are {}", list_known(self.known.iter().copied())),
        };
        Diagnostic::new(Code::UnknownField, key.span, message).help(help)
    }

    fn missing_field(&self, name: &str) -> Diagnostic {
        let empty = self.entries.iter().find(|(key, _)| &*key.text == name);
        match empty {
            Some((key, _)) => {
                let message = format!("the field `{name}` of {} is empty", self.what);
                Diagnostic::new(Code::MissingField, key.span, message)
                    .help(format!("write a value behind `{name}:`"))
            }
            None => {
                let message = format!("{} needs the field `{name}`", self.what);
                Diagnostic::new(Code::MissingField, self.start(), message)
                    .help(format!("add `{name}: …`"))
            }
        }
    }
}

/// The text of a scalar, with it the scalar; anything else is reported. `what` names the field:
/// "`name`".
pub fn expect_scalar<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a Scalar> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(scalar),
        _ => report(node, what, "a text", None, sink),
    }
}

/// The text of a scalar; anything else is reported.
pub fn expect_str<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a str> {
    expect_scalar(node, what, sink).map(|scalar| &*scalar.text)
}

/// `true` or `false` without quotes; anything else is reported.
pub fn expect_bool(node: &Node, what: &str, sink: &mut Sink) -> Option<bool> {
    let help = match &node.kind {
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) => match &**text {
            "true" => return Some(true),
            "false" => return Some(false),
            text => meant_bool(text),
        },
        NodeKind::Scalar(scalar) if matches!(&*scalar.text, "true" | "false") => {
            Some(format!("remove the quotes: `{}`", scalar.text))
        }
        _ => None,
    };
    let help = help.unwrap_or_else(|| "write `true` or `false`".to_owned());
    report(node, what, "`true` or `false`", Some(help), sink)
}

/// What another word for yes or no stands for.
fn meant_bool(text: &str) -> Option<String> {
    let value = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" | "是" | "有" => "true",
        "no" | "n" | "off" | "0" | "false" | "否" | "无" => "false",
        _ => return None,
    };
    Some(format!("write `{value}`"))
}

/// A whole number from 0, in ASCII digits; anything else is reported.
pub fn expect_u32(node: &Node, what: &str, sink: &mut Sink) -> Option<u32> {
    let digits = |scalar: &Scalar| scalar.text.bytes().all(|byte| byte.is_ascii_digit());
    match &node.kind {
        NodeKind::Scalar(scalar) if digits(scalar) && scalar.text.parse::<u32>().is_ok() => {
            scalar.text.parse().ok()
        }
        _ => {
            let help = "write it with the digits 0 to 9 only".to_owned();
            report(node, what, "a whole number", Some(help), sink)
        }
    }
}

/// The items of a list; anything else is reported.
pub fn expect_list<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a [Node]> {
    match &node.kind {
        NodeKind::Sequence(items) => Some(items),
        NodeKind::Scalar(scalar) => {
            report(node, what, "a list", Some(format!("write `[{}]`", scalar.text)), sink)
        }
        _ => {
            let help = "write `- ` before each item".to_owned();
            report(node, what, "a list", Some(help), sink)
        }
    }
}

/// The items of a list, or the value itself as the only one, for fields that take both.
#[must_use]
pub fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The entries of a mapping; anything else is reported.
pub fn expect_mapping<'a>(
    node: &'a Node,
    what: &str,
    sink: &mut Sink,
) -> Option<&'a [(Key, Node)]> {
    match &node.kind {
        NodeKind::Mapping(entries) => Some(entries),
        _ => report(node, what, "a mapping", Some("write `key: value`".to_owned()), sink),
    }
}

/// The value that a word stands for; other words are reported with the one that may be meant.
pub fn expect_one_of<T: Copy>(
    node: &Node,
    what: &str,
    values: &[(&str, T)],
    sink: &mut Sink,
) -> Option<T> {
    let text = expect_str(node, what, sink)?;
    if let Some((_, value)) = values.iter().find(|(word, _)| *word == text) {
        return Some(*value);
    }
    let words = || values.iter().map(|(word, _)| *word);
    let help = match closest(text, words()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its values are {}", list_known(words())),
    };
    let message = format!("{what} cannot be `{text}`");
    sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    None
}

/// Reports a value of the wrong type, unless it has been reported.
fn report<T>(
    node: &Node,
    what: &str,
    expected: &str,
    help: Option<String>,
    sink: &mut Sink,
) -> Option<T> {
    if node.kind == NodeKind::Invalid {
        return None;
    }
    let found = match &node.kind {
        NodeKind::Scalar(scalar) if scalar.text.chars().count() <= 40 => {
            format!("`{}`", scalar.text)
        }
        _ => node.describe().to_owned(),
    };
    let message = format!("{what} takes {expected}, but this is {found}");
    sink.push(Diagnostic::new(Code::WrongType, node.span, message).help_opt(help));
    None
}

#[cfg(test)]
mod tests {
    use super::{
        Fields, expect_bool, expect_list, expect_one_of, expect_str, expect_u32, one_or_many,
    };
    use crate::diag::Sink;
    use crate::parse::node::Node;
    use crate::parse::yaml::parse_yaml;
    use crate::source::FileId;

    fn shown(sink: &Sink, text: &str) -> Vec<String> {
        sink.iter()
            .map(|found| {
                let at = &text[found.span.expect("has a place").range()];
                let (code, message, help) =
                    (found.code.name(), &found.message, found.help.join("; "));
                format!("{code} at `{at}`: {message}; {help}")
            })
            .collect()
    }

    /// Reads a record with a required `name` and `park` and an optional `note`.
    #[track_caller]
    fn check_record(text: &str, expected: &[&str]) {
        let mut sink = Sink::default();
        let node = parse_yaml(FileId::new(0), text, &mut sink).node.expect("valid YAML");
        if let Some(mut fields) = Fields::new(&node, "a project", &mut sink) {
            fields.optional("id");
            fields.required("name");
            fields.required("park");
            fields.optional("note");
            fields.finish(&mut sink);
        }
        assert_eq!(shown(&sink, text), expected, "{text}");
    }

    #[track_caller]
    fn check_value<T: std::fmt::Debug + PartialEq>(
        text: &str,
        read: impl Fn(&Node, &mut Sink) -> Option<T>,
        expected: Result<T, &str>,
    ) {
        let mut sink = Sink::default();
        let node = parse_yaml(FileId::new(0), text, &mut sink).node.expect("valid YAML");
        let found = read(&node, &mut sink);
        let problems = shown(&sink, text);
        match expected {
            Ok(value) => assert_eq!((found, problems), (Some(value), Vec::new()), "{text}"),
            Err(problem) => {
                assert_eq!((found, problems), (None, vec![problem.to_owned()]), "{text}")
            }
        }
    }

    #[test]
    fn all_problems_of_a_record_come_out_at_once() {
        check_record("name: x\npark: y\n", &[]);
        check_record(
            "id: a\ncolour: red\n",
            &[
                "unknown-field at `colour`: a project has no field `colour`; its fields are `id`, `name`, `park` and `note`",
                "missing-field at `a`: a project needs the field `name`; add `name: …`",
                "missing-field at `a`: a project needs the field `park`; add `park: …`",
            ],
        );
        check_record(
            "[a]\n",
            &[
                "wrong-type at `[a]`: a project is a mapping, but this is a list; write its fields as `key: value`, one a line",
            ],
        );
    }

    #[test]
    fn a_misspelt_field_is_one_mistake() {
        check_record(
            "nmae: x\npark: y\n",
            &["unknown-field at `nmae`: a project has no field `nmae`; did you mean `name`?"],
        );
        check_record(
            "name: x\npark: y\nnotes: z\n",
            &["unknown-field at `notes`: a project has no field `notes`; did you mean `note`?"],
        );
    }

    #[test]
    fn an_empty_field_is_missing_where_it_is_required() {
        check_record(
            "name:\npark: y\nnote: ~\n",
            &[
                "missing-field at `name`: the field `name` of a project is empty; write a value behind `name:`",
            ],
        );
    }

    #[test]
    fn what_was_reported_is_not_reported_again() {
        check_record(
            "name: '#REF!'\npark: y\n",
            &[
                "spreadsheet-error at `'#REF!'`: `#REF!` is an error of a spreadsheet, not a value; correct the formula and take its result; leave the value out if nothing is known",
            ],
        );
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

    #[test]
    fn booleans_are_true_and_false_only() {
        let read = |node: &Node, sink: &mut Sink| expect_bool(node, "`leading`", sink);
        check_value("true", read, Ok(true));
        check_value("false", read, Ok(false));
        check_value(
            "yes",
            read,
            Err(
                "wrong-type at `yes`: `leading` takes `true` or `false`, but this is `yes`; write `true`",
            ),
        );
        check_value(
            "是",
            read,
            Err(
                "wrong-type at `是`: `leading` takes `true` or `false`, but this is `是`; write `true`",
            ),
        );
        check_value(
            "\"true\"",
            read,
            Err(
                "wrong-type at `\"true\"`: `leading` takes `true` or `false`, but this is `true`; remove the quotes: `true`",
            ),
        );
        check_value(
            "[]",
            read,
            Err(
                "wrong-type at `[]`: `leading` takes `true` or `false`, but this is a list; write `true` or `false`",
            ),
        );
    }

    #[test]
    fn whole_numbers_have_digits_only() {
        let read = |node: &Node, sink: &mut Sink| expect_u32(node, "`weight`", sink);
        check_value("12", read, Ok(12));
        for text in ["-1", "1.5", "1e3", "１", "99999999999"] {
            let problem = format!(
                "wrong-type at `{text}`: `weight` takes a whole number, but this is `{text}`; write it with the digits 0 to 9 only"
            );
            check_value(text, read, Err(&problem));
        }
    }

    #[test]
    fn a_single_value_is_no_list() {
        let read =
            |node: &Node, sink: &mut Sink| expect_list(node, "`parks`", sink).map(<[_]>::len);
        check_value("[a, b]", read, Ok(2));
        check_value(
            "a",
            read,
            Err("wrong-type at `a`: `parks` takes a list, but this is `a`; write `[a]`"),
        );
    }

    #[test]
    fn words_are_those_of_the_field() {
        let values = [("signing", 1), ("meeting", 2)];
        let read = |node: &Node, sink: &mut Sink| expect_one_of(node, "`kind`", &values, sink);
        check_value("meeting", read, Ok(2));
        check_value(
            "signning",
            read,
            Err(
                "unknown-value at `signning`: `kind` cannot be `signning`; did you mean `signing`?",
            ),
        );
        check_value(
            "visit",
            read,
            Err(
                "unknown-value at `visit`: `kind` cannot be `visit`; its values are `signing` and `meeting`",
            ),
        );
    }
}
