//! Decodes what every record has.

use super::super::{Header, Phrase, Text};
use super::context::Context;
use super::moves::former_ids;
use crate::diag::{Code, Sink};
use crate::parse::fields::{Fields, expect_one_of};
use crate::parse::node::{Node, NodeKind, Style};
use crate::value::{Id, Localized};

impl Context<'_> {
    /// Takes id, name, sort key, source, note and extra. A record without a usable name is named
    /// by its id; the missing name has been reported.
    pub(in crate::model) fn header(
        &self,
        fields: &mut Fields<'_>,
        id: &Id,
        name_field: &'static str,
        sink: &mut Sink,
    ) -> Header {
        let (span, extent) = (fields.start(), fields.span());
        fields.optional("id");
        let what = format!("`{name_field}`");
        let name = fields.required(name_field).and_then(|node| self.name(node, &what, sink));
        let name = name.unwrap_or_else(|| {
            let phrase = Phrase { text: id.as_str().into(), span };
            Localized::same(phrase, self.languages.len())
        });
        let header = Header {
            id: id.clone(),
            span,
            extent,
            former_ids: former_ids(fields.optional("former_ids"), sink),
            name,
            sort_key: self.sort_key(fields.optional("sort_key"), sink),
            citations: self.citations(fields.optional("source"), sink),
            published: self.period_opt(fields.optional("published"), "`published`", sink),
            note: self.inline(fields.optional("note"), "`note`", sink),
            extra: fields.optional("extra").map_or(serde_json::Value::Null, free),
        };
        visibility(fields, sink);
        header
    }
}

/// What `visibility` may say, and whether the record is published.
const VISIBILITIES: &[(&str, bool)] = &[("public", true), ("internal", false)];

/// Takes the field that every record may have. One that is not published has been left out when
/// records were identified; here the word is checked.
pub(super) fn visibility(fields: &mut Fields<'_>, sink: &mut Sink) {
    if let Some(node) = fields.optional("visibility") {
        expect_one_of(node, "`visibility`", VISIBILITIES, sink);
    }
}

impl Context<'_> {
    /// A sort key; a language without one sorts by the name, so none is missing.
    fn sort_key(&self, node: Option<&Node>, sink: &mut Sink) -> Option<Text> {
        let mut found = Sink::default();
        let text = self.text_opt(node, "`sort_key`", &mut found);
        let others = found.iter().filter(|problem| problem.code != Code::MissingTranslation);
        others.for_each(|problem| sink.push(problem.clone()));
        text
    }
}

/// Free fields as templates see them: plain words for nothing and truth are values, all other
/// scalars are texts, because a float would not be what the file says.
fn free(node: &Node) -> serde_json::Value {
    match &node.kind {
        NodeKind::Null | NodeKind::Invalid => serde_json::Value::Null,
        NodeKind::Scalar(scalar) => match (&*scalar.text, scalar.style) {
            ("true", Style::Plain) => true.into(),
            ("false", Style::Plain) => false.into(),
            (text, _) => text.into(),
        },
        NodeKind::Sequence(items) => items.iter().map(free).collect(),
        NodeKind::Mapping(entries) => {
            entries.iter().map(|(key, value)| (key.text.to_string(), free(value))).collect()
        }
    }
}
