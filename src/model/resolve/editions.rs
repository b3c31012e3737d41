//! Decodes the dated reports that `content/site.yaml` lists.

use super::super::Edition;
use super::context::Context;
use super::site::day;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_list};
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::source::Span;
use jiff::civil::Date;

/// The dated reports in the order of their days; what is wrong with one leaves it out.
pub(super) fn editions(
    cx: &Context<'_>,
    node: &Node,
    as_of: Option<Date>,
    sink: &mut Sink,
) -> Vec<Edition> {
    let mut editions: Vec<Edition> = Vec::new();
    for node in expect_list(node, "`editions`", sink).unwrap_or_default() {
        let Some((edition, day)) = edition(cx, node, sink) else { continue };
        if let Some(first) = editions.iter().find(|known| known.id == edition.id) {
            let message = format!("`{}` is the id of two editions", edition.id);
            sink.push(
                Diagnostic::new(Code::DuplicateId, edition.span, message)
                    .related(first.span, "the first one")
                    .help("give one of the two another id"),
            );
            continue;
        }
        if let Some(before) = editions.last().filter(|before| edition.as_of <= before.as_of) {
            sink.push(out_of_order(before, &edition, day));
            continue;
        }
        if as_of.is_some_and(|as_of| edition.as_of > as_of) {
            sink.push(
                Diagnostic::new(
                    Code::LaterEdition,
                    day,
                    format!("edition `{}` is of a later day than the site", edition.id),
                )
                .note("it is not published")
                .help("move `as_of` of the site to that day, or correct the day of the edition"),
            );
        }
        editions.push(edition);
    }
    editions
}

/// An edition, and where its day stands.
fn edition(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<(Edition, Span)> {
    let mut fields = Fields::new(node, "an edition", sink)?;
    let id_node = fields.required("id");
    let id = id_node.and_then(|node| id(node, sink));
    let day_node = fields.required("as_of");
    let as_of = day_node.and_then(|node| day(cx, node, sink));
    let title = fields.required("title").and_then(|node| cx.name(node, "`title`", sink));
    fields.finish(sink);
    let span = id_node?.span;
    Some((Edition { id: id?, as_of: as_of?, title: title?, span }, day_node?.span))
}

fn out_of_order(before: &Edition, edition: &Edition, day: Span) -> Diagnostic {
    let (id, other) = (&edition.id, &before.id);
    let message = match edition.as_of == before.as_of {
        true => format!("editions `{other}` and `{id}` are of the same day"),
        false => {
            format!("edition `{id}` is of an earlier day than `{other}`, which stands before it")
        }
    };
    Diagnostic::new(Code::EditionOrder, day, message)
        .related(before.span, format!("`{other}` is here"))
        .help("list editions in the order of their days, one for each day")
}
