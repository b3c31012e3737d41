//! Decodes what every record has.

use super::super::declared::Declared;
use super::super::{Header, Phrase};
use super::context::Context;
use super::moves::former_ids;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_one_of};
use crate::parse::node::{Node, NodeKind, Style};
use crate::source::Span;
use crate::value::{Id, Localized, Period, YearStart};

/// The keys that every record with a name may have, besides that of its name.
pub(super) const KEYS: &[&str] = &[
    "id",
    "source",
    "published",
    "note",
    "links",
    "files",
    "images",
    "extra",
    "sort_key",
    "former_ids",
    "visibility",
];

impl Context<'_> {
    /// Takes id, name, sort key, source, note, links, files, pictures, own fields and extra. A record without a usable name is named
    /// by its id; the missing name has been reported. One of a kind without a name is a figure: it
    /// has no page, and needs a source.
    pub(in crate::model) fn header<'n, T: Declared>(
        &'n self,
        fields: &mut Fields<'n>,
        id: &Id,
        sink: &mut Sink,
    ) -> Header {
        let (span, extent) = (fields.start(), fields.span());
        fields.optional("id");
        let name = T::NAME_KEY.and_then(|key| {
            let node = fields.required(key)?;
            self.name(node, &format!("`{key}`"), sink)
        });
        let name = name.unwrap_or_else(|| {
            let phrase = Phrase { text: id.as_str().into(), span };
            Localized::same(phrase, self.languages.len())
        });
        let former_ids = former_ids(of_named::<T>(fields, "former_ids"), sink);
        // A language without one sorts by the name.
        let sort_key = of_named::<T>(fields, "sort_key");
        let sort_key = sort_key.and_then(|node| self.same_or_each(node, "`sort_key`", sink));
        let citations = self.citations(fields.optional("source"), sink);
        let published = self.published::<T>(fields, sink);
        let note = self.inline(fields.optional("note"), "`note`", sink);
        let links = self.links(of_named::<T>(fields, "links"), sink);
        let files = self.files(of_named::<T>(fields, "files"), sink);
        let images = self.images(of_named::<T>(fields, "images"), sink);
        let extra = of_named::<T>(fields, "extra").map_or(serde_json::Value::Null, free);
        let own = self.own_values::<T>(fields, sink);
        visibility(fields, sink);
        // A record without a name is a figure, whose source is asked for; one with a reason of its
        // own may well rest on nothing else.
        let has_reason = T::FIELDS.iter().any(|field| field.key == "reason");
        if T::NAME_KEY.is_none() && fields.optional("source").is_none() && !has_reason {
            sink.push(missing_source(T::noun(), span));
        }
        Header {
            id: id.clone(),
            span,
            extent,
            former_ids,
            name,
            sort_key,
            citations,
            published,
            note,
            links,
            files,
            images,
            own,
            extra,
        }
    }

    /// When a record became known. One that says what it covers may say `period-end`: it counts as
    /// known from the last day of that, because its source came later and when it was first
    /// published is not known.
    fn published<T: Declared>(&self, fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Period> {
        let node = fields.optional("published")?;
        let may_cover = T::FIELDS.iter().any(|field| field.key == "covers");
        if may_cover && node.as_str() == Some("period-end") {
            let covers = fields.peek("covers").and_then(|node| self.period_silently(node));
            return Some(Period::Day(covers.or_else(|| self.period_of(fields))?.last_day()));
        }
        self.period(node, "`published`", sink)
    }

    /// What a record has for its period; what is wrong with it is reported where it is read.
    pub(in crate::model) fn period_of(&self, fields: &Fields<'_>) -> Option<Period> {
        let start = self.year_start_of(fields);
        fields
            .peek("period")
            .and_then(|node| self.period_of_figure(node, "", start, &mut Sink::default()))
    }

    /// When reporting years begin that a record speaks of: as its indicator says, or the site.
    pub(in crate::model) fn year_start_of(&self, fields: &Fields<'_>) -> Option<YearStart> {
        let indicator = fields.peek("indicator").and_then(Node::as_str);
        let gauge = indicator.and_then(|id| self.gauge(self.named(id)?));
        gauge.and_then(|gauge| gauge.year_start).or(self.year_start)
    }

    fn period_silently(&self, node: &Node) -> Option<Period> {
        self.period(node, "", &mut Sink::default())
    }
}

/// A field that only records with a name have.
fn of_named<'n, T: Declared>(fields: &mut Fields<'n>, key: &'static str) -> Option<&'n Node> {
    T::NAME_KEY.and_then(|_| fields.optional(key))
}

fn missing_source(what: &str, start: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingSource, start, format!("this {what} names no source"))
        .help("add `source:` with the id of a record in `content/data/sources.yaml`")
}

/// What `visibility` may say, and whether the record is published.
pub(super) const VISIBILITIES: &[(&str, bool)] = &[("public", true), ("internal", false)];

/// Takes the field that every record may have. One that is not published has been left out when
/// records were identified; here the word is checked.
fn visibility(fields: &mut Fields<'_>, sink: &mut Sink) {
    if let Some(node) = fields.optional("visibility") {
        expect_one_of(node, "`visibility`", VISIBILITIES, sink);
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
