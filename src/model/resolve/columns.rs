//! Decodes the columns that a site asks for in its list of projects.

use super::super::{
    ColumnOf, DeclaredColumn, Indicator, OwnField, Project, ProjectField, Record, RoleIndex,
};
use super::context::Context;
use super::parties::role_named;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_bool, expect_list, expect_one_of, expect_str};
use crate::parse::node::Node;
use crate::value::{Id, Period};

/// The columns, in their order; `None` if the site says nothing of them.
pub(super) fn columns(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Option<Vec<DeclaredColumn>> {
    let items = expect_list(node?, "`columns`", sink)?;
    let columns: Vec<_> = items.iter().filter_map(|item| column(cx, item, sink)).collect();
    let asked = columns.iter().filter(|column| column.is_declared()).count();
    if let (Some(node), true) = (node, asked > DeclaredColumn::MOST_ASKED) {
        let most = DeclaredColumn::MOST_ASKED;
        let message = format!(
            "a list has at most {most} columns of figures and fields of its own, not {asked}"
        );
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message)
                .help("leave some out; all of them are on the page of its project"),
        );
        return None;
    }
    Some(columns)
}

/// Makes a column of figures of an indicator and a period.
type OfFigures = fn(Id, Option<Period>) -> ColumnOf;

/// The keys of the figures that a column may show.
const FIGURES: [(&str, &str, OfFigures); 3] = [
    ("figure", "`figure`", ColumnOf::Figure),
    ("target", "`target`", ColumnOf::Target),
    ("forecast", "`forecast`", ColumnOf::Forecast),
];

fn column(cx: &Context<'_>, item: &Node, sink: &mut Sink) -> Option<DeclaredColumn> {
    let mut fields = Fields::new(item, "a column", sink)?;
    let field = fields.optional("field");
    let role = fields.optional("role");
    let of_figures = FIGURES.map(|(key, what, of)| Some((fields.optional(key)?, what, of)));
    let mut figures = of_figures.into_iter().flatten();
    let figure = figures.next();
    let n_said = [field, role].into_iter().flatten().count() + usize::from(figure.is_some());
    if n_said + figures.count() != 1 {
        sink.push(
            Diagnostic::new(
                Code::MissingField,
                fields.start(),
                "a column needs one of `field`, `role`, `figure`, `target` and `forecast`",
            )
            .help("write `field: stage`, `role:` with the id of one, or `figure:`, `target:` or `forecast:` with the id of an indicator"),
        );
        return None;
    }
    let of = match (field, role, figure) {
        (Some(node), ..) => of_field(cx, node, sink),
        (_, Some(node), _) => public_role(cx, node, sink).map(ColumnOf::Role),
        (.., Some((node, what, of))) => {
            let gauge = node.as_str().and_then(|id| cx.gauge(cx.named(id)?));
            let start = gauge.and_then(|gauge| gauge.year_start).or(cx.year_start);
            let period = fields.optional("period");
            let period = period.and_then(|node| cx.period_of_figure(node, "`period`", start, sink));
            id(cx, node, what, sink).map(|id| of(id, period))
        }
        _ => None,
    };
    let name = fields.optional("name").and_then(|node| cx.name(node, "`name`", sink));
    let mut total = None;
    if figure.is_some() {
        let node = fields.optional("total");
        total = node.filter(|node| expect_bool(node, "`total`", sink) == Some(true));
    }
    fields.finish(sink);
    Some(DeclaredColumn { of: of?, name, total: total.map(|node| node.span) })
}

/// A field of projects, built in or of the site's own.
fn of_field(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<ColumnOf> {
    let is_meant = |field: &OwnField| {
        field.collection == Project::COLLECTION && Some(field.id.as_str()) == node.as_str()
    };
    if let Some(own) = cx.own_fields.iter().position(is_meant) {
        return Some(ColumnOf::Own(own));
    }
    expect_one_of(node, "`field`", ProjectField::words(), sink).map(ColumnOf::Field)
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
