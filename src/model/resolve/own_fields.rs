//! Decodes the fields that a site declares for its records, and what these have in them.

use super::super::{
    Collected, Declared, EachKind, OwnChoice, OwnDatum, OwnField, OwnKind, OwnValue, each_kind,
};
use super::context::Context;
use super::fit::fit_field;
use super::header::KEYS;
use super::measures;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::Expect;
use crate::parse::fields::{
    Fields, expect_bool, expect_list, expect_mapping, expect_str, one_or_many,
};
use crate::parse::identity::id;
use crate::parse::node::{Key, Node};
use crate::source::Span;
use crate::value::{Id, Unit};

/// The fields of the site, those of a collection one after another.
pub(super) fn own_fields(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Vec<OwnField> {
    let mut found: Vec<OwnField> = Vec::new();
    let collections = node.and_then(|node| expect_mapping(node, "`fields`", sink));
    for (key, node) in collections.unwrap_or_default() {
        let Some(collection) = collection(key, sink) else { continue };
        let what = format!("`{}`", key.text);
        for item in expect_list(node, &what, sink).unwrap_or_default() {
            let Some((field, at)) = own_field(cx, collection, item, sink) else { continue };
            if found.iter().any(|one| one.collection == collection && one.id == field.id) {
                let message = format!("`{}` is the id of two fields of `{collection}`", field.id);
                sink.push(Diagnostic::new(Code::DuplicateId, at, message));
                continue;
            }
            found.push(field);
        }
    }
    found
}

/// The collections whose records have a name and no page that shows their fields.
const WITHOUT_PAGE: [&str; 3] = ["terms", "dimensions", "groups"];

/// The collections whose records have a page that shows their fields, each with the keys that its
/// records have anyway.
fn collections() -> Vec<(&'static str, Vec<String>)> {
    struct Each(Vec<(&'static str, Vec<String>)>);
    impl EachKind for Each {
        fn kind<T: Collected>(&mut self) {
            let Some(name) = T::NAME_KEY.filter(|_| !WITHOUT_PAGE.contains(&T::COLLECTION)) else {
                return;
            };
            let mut keys: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
            keys.push(name.to_owned());
            for field in T::FIELDS {
                match ((field.schema)()["properties"].as_object(), field.key) {
                    (Some(several), "") => keys.extend(several.keys().cloned()),
                    (_, key) => keys.push(key.to_owned()),
                }
            }
            self.0.push((T::COLLECTION, keys));
        }
    }
    let mut each = Each(Vec::new());
    each_kind(&mut each);
    each.0
}

fn collection(key: &Key, sink: &mut Sink) -> Option<&'static str> {
    let known = collections();
    let known = || known.iter().map(|(collection, _)| *collection);
    let found = known().find(|known| *known == &*key.text);
    if found.is_none() {
        let help = match closest(&key.text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("fields of their own have {}", list_known(known())),
        };
        let message = format!("records of `{}` have no fields of a site's own", key.text);
        sink.push(Diagnostic::new(Code::UnknownValue, key.span, message).help(help));
    }
    found
}

fn own_field(
    cx: &Context<'_>,
    collection: &'static str,
    item: &Node,
    sink: &mut Sink,
) -> Option<(OwnField, Span)> {
    let mut fields = Fields::new(item, "a field of the site's own", sink)?;
    let id_node = fields.required("id");
    let id = id_node.and_then(|node| id(node, sink));
    let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
    let type_node = fields.required("type");
    let word = type_node.and_then(|node| type_word(node, sink));
    let holds = word.and_then(|word| holds(cx, collection, word, &mut fields, sink));
    let total_node = if word == Some("quantity") { fields.optional("total") } else { None };
    let total = total_node.and_then(|node| expect_bool(node, "`total`", sink)).unwrap_or(false);
    fields.finish(sink);
    let (id, at, holds) = (id?, id_node?.span, holds?);
    if let (true, Some(node), OwnKind::Quantity(unit)) = (total, total_node, &holds) {
        refuse_total(cx, *unit, node.span, sink)?;
    }
    refuse_built_in(collection, &id, at, sink)?;
    Some((OwnField { collection, id, name: name?, holds, total }, at))
}

fn type_word(node: &Node, sink: &mut Sink) -> Option<&'static str> {
    let text = expect_str(node, "`type`", sink)?;
    let known = || OwnKind::WORDS.into_iter();
    let found = known().find(|word| *word == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write {}", list_known(known())),
        };
        let message = format!("there is no type of field `{text}`");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    }
    found
}

/// What a field of a type holds, with the settings that this type has.
fn holds(
    cx: &Context<'_>,
    collection: &'static str,
    word: &str,
    fields: &mut Fields<'_>,
    sink: &mut Sink,
) -> Option<OwnKind> {
    Some(match word {
        "quantity" => {
            let node = fields.optional("unit");
            let unit = node.and_then(|node| measures::unit(cx, node, sink));
            if node.is_some() && unit.is_none() {
                return None;
            }
            OwnKind::Quantity(unit)
        }
        "date" => OwnKind::Date,
        "link" => OwnKind::Link,
        "record" => OwnKind::Record(collection_of(collection, fields.required("of")?, sink)?),
        "choice" => {
            let nodes = expect_list(fields.required("choices")?, "`choices`", sink)?;
            OwnKind::Choice(choices(cx, nodes, sink))
        }
        _ => OwnKind::Text,
    })
}

/// The collection that a field refers to: one that is read before its own, or its own, so that it
/// is known of each record whether it could be read.
fn collection_of(of: &'static str, node: &Node, sink: &mut Sink) -> Option<&'static str> {
    let text = expect_str(node, "`of`", sink)?;
    let all = collections();
    let own = all.iter().position(|(collection, _)| *collection == of)?;
    let known = || all[..=own].iter().map(|(collection, _)| *collection);
    let found = known().find(|known| *known == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it may refer to {}", list_known(known())),
        };
        let message = format!("a field of `{of}` cannot refer to `{text}`");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    }
    found
}

fn choices(cx: &Context<'_>, nodes: &[Node], sink: &mut Sink) -> Vec<OwnChoice> {
    let mut found: Vec<OwnChoice> = Vec::new();
    for node in nodes {
        let Some(mut fields) = Fields::new(node, "a choice", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        fields.finish(sink);
        let (Some(id), Some(name)) = (id, name) else { continue };
        if found.iter().any(|known| known.id == id) {
            let message = format!("`{id}` is the id of two choices");
            sink.push(Diagnostic::new(Code::DuplicateId, node.span, message));
            continue;
        }
        found.push(OwnChoice { id, name });
    }
    found
}

fn refuse_total(cx: &Context<'_>, unit: Option<Unit>, at: Span, sink: &mut Sink) -> Option<()> {
    let message = match unit {
        Some(unit) if cx.units.can_add_up(unit) => return Some(()),
        Some(unit) => format!("figures in {} do not add up", cx.units.name(unit)),
        None => "a total needs figures of one unit".to_owned(),
    };
    let help = if unit.is_some() { "leave out `total`" } else { "add `unit: …`" };
    sink.push(Diagnostic::new(Code::ImpossibleValue, at, message).help(help));
    None
}

fn refuse_built_in(collection: &str, id: &Id, at: Span, sink: &mut Sink) -> Option<()> {
    let all = collections();
    let keys = all.iter().find(|(known, _)| *known == collection).map(|(_, keys)| keys);
    // In downloads, words are joined by `_`.
    let is_taken = |key: &String| key.replace('_', "-") == id.as_str();
    if !keys.is_some_and(|keys| keys.iter().any(is_taken)) {
        return Some(());
    }
    let message = format!("records of `{collection}` have a field `{id}` anyway");
    sink.push(Diagnostic::new(Code::DuplicateId, at, message).help("give it another id"));
    None
}

impl Context<'_> {
    /// What a record has in the fields of the site's own.
    pub(super) fn own_values<'n, T: Declared>(
        &'n self,
        fields: &mut Fields<'n>,
        sink: &mut Sink,
    ) -> Vec<OwnValue> {
        let numbered = self.own_fields.iter().enumerate();
        let own = numbered.filter(|(_, field)| field.collection == T::COLLECTION);
        own.filter_map(|(number, field)| {
            let node = fields.optional(field.id.as_str())?;
            let datum = self.own_datum(field, node, sink)?;
            Some(OwnValue { field: number, span: node.span, datum })
        })
        .collect()
    }

    fn own_datum(&self, field: &OwnField, node: &Node, sink: &mut Sink) -> Option<OwnDatum> {
        let what = format!("`{}`", field.id);
        let nodes = one_or_many(node);
        Some(match &field.holds {
            OwnKind::Text => OwnDatum::Text(self.text(node, &what, sink)?),
            OwnKind::Quantity(unit) => {
                let expect = match unit {
                    Some(Unit::Money(currency)) => Expect::Money(*currency),
                    Some(unit) => Expect::Unit(*unit),
                    None => Expect::Any,
                };
                let quantity = self.quantity(node, &what, expect, sink)?;
                OwnDatum::Quantity(match unit {
                    // Money of other currencies is told, and left out of totals.
                    Some(unit) if !matches!(unit, Unit::Money(_)) => {
                        fit_field(self, node, quantity, (&field.id, *unit), sink)?
                    }
                    _ => quantity,
                })
            }
            OwnKind::Date => OwnDatum::Date(self.period(node, &what, sink)?),
            OwnKind::Link => OwnDatum::Links(self.links(Some(node), sink)),
            OwnKind::Record(collection) => {
                let one = |node| self.reference_in(collection, node, &what, sink);
                OwnDatum::Records(nodes.iter().filter_map(one).collect())
            }
            OwnKind::Choice(choices) => {
                let one = |node| choice(choices, &field.id, node, sink);
                OwnDatum::Choices(nodes.iter().filter_map(one).collect())
            }
        })
    }
}

/// The number of a choice.
fn choice(choices: &[OwnChoice], of: &Id, node: &Node, sink: &mut Sink) -> Option<usize> {
    let text = expect_str(node, &format!("`{of}`"), sink)?;
    let known = || choices.iter().map(|choice| choice.id.as_str());
    let found = known().position(|known| known == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write {}", list_known(known())),
        };
        let message = format!("`{text}` is none of the choices of `{of}`");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    }
    found
}
