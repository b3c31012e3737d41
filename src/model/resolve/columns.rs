//! Decodes the columns that a site asks for in its list of projects.

use super::super::{ColumnOf, DeclaredColumn, Indicator, ProjectField, RoleIndex};
use super::context::Context;
use super::parties::role_named;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_bool, expect_list, expect_one_of, expect_str};
use crate::parse::node::Node;
use crate::value::Id;

/// The columns, in their order; `None` if the site says nothing of them.
pub(super) fn columns(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Option<Vec<DeclaredColumn>> {
    let items = expect_list(node?, "`columns`", sink)?;
    let columns: Vec<_> = items.iter().filter_map(|item| column(cx, item, sink)).collect();
    let n_figures = columns.iter().filter(|column| column.indicator().is_some()).count();
    let n_roles = columns.iter().filter(|column| column.role().is_some()).count();
    let kinds = [
        ("figures", n_figures, DeclaredColumn::MOST_FIGURES),
        ("roles", n_roles, DeclaredColumn::MOST_ROLES),
    ];
    for (what, n, most) in kinds {
        if let (Some(node), true) = (node, n > most) {
            let message = format!("a list has at most {most} columns of {what}, not {n}");
            sink.push(
                Diagnostic::new(Code::ImpossibleValue, node.span, message)
                    .help("leave some out; all that is known is on the page of each project"),
            );
            return None;
        }
    }
    Some(columns)
}

fn column(cx: &Context<'_>, item: &Node, sink: &mut Sink) -> Option<DeclaredColumn> {
    let mut fields = Fields::new(item, "a column", sink)?;
    let field = fields.optional("field");
    let figure = fields.optional("figure");
    let target = fields.optional("target");
    let role = fields.optional("role");
    if [field, figure, target, role].into_iter().flatten().count() != 1 {
        sink.push(
            Diagnostic::new(
                Code::MissingField,
                fields.start(),
                "a column needs one of `field`, `role`, `figure` and `target`",
            )
            .help("write `field: stage`, `role:` with the id of one, or `figure:` or `target:` with the id of an indicator"),
        );
        return None;
    }
    let of_field =
        field.and_then(|node| expect_one_of(node, "`field`", ProjectField::words(), sink));
    let mut period = None;
    let is_of_figures = figure.or(target).is_some();
    if is_of_figures {
        period = cx.period_opt(fields.optional("period"), "`period`", sink);
    }
    let of = match (of_field, role, figure, target) {
        (Some(field), ..) => Some(ColumnOf::Field(field)),
        (_, Some(node), ..) => public_role(cx, node, sink).map(ColumnOf::Role),
        (_, _, Some(node), _) => {
            id(cx, node, "`figure`", sink).map(|id| ColumnOf::Figure(id, period))
        }
        (.., Some(node)) => id(cx, node, "`target`", sink).map(|id| ColumnOf::Target(id, period)),
        _ => None,
    };
    let name = fields.optional("name").and_then(|node| cx.name(node, "`name`", sink));
    let mut total = None;
    if is_of_figures {
        let node = fields.optional("total");
        total = node.filter(|node| expect_bool(node, "`total`", sink) == Some(true));
    }
    fields.finish(sink);
    Some(DeclaredColumn { of: of?, name, total: total.map(|node| node.span) })
}

/// A role that is published: who has another one is in no file of the site.
fn public_role(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<RoleIndex> {
    let text = expect_str(node, "`role`", sink)?;
    let found = role_named(cx, text, node.span, sink)?;
    if !cx.roles[found.0].is_internal {
        return Some(found);
    }
    let message = format!("who is `{text}` is internal, so no list can show it");
    let help = "leave the column out, or take `visibility: internal` from the role";
    sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message).help(help));
    None
}

/// The id of an indicator that there is.
fn id(cx: &Context<'_>, node: &Node, what: &str, sink: &mut Sink) -> Option<Id> {
    cx.reference::<Indicator>(node, what, sink)?;
    Id::parse(node.as_str()?).ok()
}
