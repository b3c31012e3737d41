//! Decodes events, documents and terms.

use super::super::{Document, DocumentKind, Event, EventKind, Phrase, Term};
use super::context::Context;
use crate::diag::Sink;
use crate::parse::fields::{Fields, expect_bool, expect_mapping, expect_one_of, expect_str, one_or_many};
use crate::parse::node::Node;
use crate::value::{Id, Localized};

pub(super) fn event(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Event> {
    let mut fields = Fields::new(node, "an event", sink)?;
    let header = cx.header(&mut fields, id, "title", sink);
    let event = Event {
        when: cx.when(fields.optional("date"), header.published, &header.citations, sink),
        planned: fields
            .optional("planned")
            .and_then(|node| expect_bool(node, "`planned`", sink))
            .unwrap_or(false),
        kind: fields
            .optional("kind")
            .and_then(|node| expect_one_of(node, "`kind`", EventKind::WORDS, sink))
            .unwrap_or(EventKind::Other),
        place: cx.text_opt(fields.optional("place"), "`place`", sink),
        region: fields.optional("region").and_then(|node| cx.reference(node, "`region`", sink)),
        park: fields.optional("park").and_then(|node| cx.reference(node, "`park`", sink)),
        participants: cx.parties(fields.optional("participants"), "`participants`", sink),
        projects: cx.references(fields.optional("projects"), "`projects`", sink),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
        facts: cx.facts(fields.optional("facts"), sink),
        header,
    };
    fields.finish(sink);
    Some(event)
}

pub(super) fn document(
    cx: &Context<'_>,
    id: &Id,
    node: &Node,
    sink: &mut Sink,
) -> Option<Document> {
    let mut fields = Fields::new(node, "a document", sink)?;
    let document = Document {
        header: cx.header(&mut fields, id, "title", sink),
        kind: fields
            .optional("kind")
            .and_then(|node| expect_one_of(node, "`kind`", DocumentKind::WORDS, sink))
            .unwrap_or(DocumentKind::Policy),
        date: cx.period_opt(fields.optional("date"), "`date`", sink),
        issuer: fields.optional("issuer").and_then(|node| cx.party(node, "`issuer`", sink)),
        status: cx.text_opt(fields.optional("status"), "`status`", sink),
        group: cx.text_opt(fields.optional("group"), "`group`", sink),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
    };
    fields.finish(sink);
    Some(document)
}

pub(super) fn term(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Term> {
    let mut fields = Fields::new(node, "a term", sink)?;
    let term = Term {
        header: cx.header(&mut fields, id, "name", sink),
        definition: cx.markdown(fields.optional("definition"), "`definition`", sink),
        aliases: forms(cx, fields.optional("aliases"), "`aliases`", sink),
        avoid: forms(cx, fields.optional("avoid"), "`avoid`", sink),
        group: cx.text_opt(fields.optional("group"), "`group`", sink),
    };
    fields.finish(sink);
    Some(term)
}

/// Forms of a term by language.
fn forms(
    cx: &Context<'_>,
    node: Option<&Node>,
    what: &str,
    sink: &mut Sink,
) -> Option<Localized<Vec<Phrase>>> {
    let entries = expect_mapping(node?, what, sink)?;
    let mut found = Vec::new();
    for (key, value) in entries {
        let Some(lang) = cx.language(key, sink) else { continue };
        let phrases = one_or_many(value)
            .iter()
            .filter_map(|node| {
                let text = expect_str(node, what, sink)?;
                Some(Phrase { text: text.into(), span: node.span })
            })
            .collect();
        found.push((lang, phrases));
    }
    Localized::new(found)
}
