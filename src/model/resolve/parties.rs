//! Decodes the roles that a site declares, and who has them in a project.

use super::super::declared::{Input, Item};
use super::super::{Parties, Party, Role, RoleIndex};
use super::context::Context;
use super::header::VISIBILITIES;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{Fields, expect_list, expect_mapping, expect_one_of, one_or_many};
use crate::parse::identity::id;
use crate::parse::node::{Key, Node};
use crate::source::Span;
use crate::value::{Id, shrink};

/// The roles of a site: those that every site has, which it may call otherwise, and its own.
pub(super) fn roles(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Vec<Role> {
    let built_in = RoleIndex::BUILT_IN.map(|(id, _)| {
        let id = Id::parse(id).expect("the table holds ids");
        (Role { id, name: None, is_internal: false }, false)
    });
    let mut found: Vec<(Role, bool)> = built_in.into();
    let items = node.and_then(|node| expect_list(node, "`roles`", sink)).unwrap_or_default();
    for item in items {
        let Some(mut fields) = Fields::new(item, "a role", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        let visibility = fields.optional("visibility");
        let is_public =
            visibility.and_then(|node| expect_one_of(node, "`visibility`", VISIBILITIES, sink));
        fields.finish(sink);
        let (Some(id), Some(name)) = (id, name) else { continue };
        let role = Role { id, name: Some(name), is_internal: is_public == Some(false) };
        match found.iter_mut().find(|(known, _)| known.id == role.id) {
            Some((known, is_declared @ false)) => (*known, *is_declared) = (role, true),
            Some(_) => {
                let message = format!("`{}` is the id of two roles", role.id);
                sink.push(Diagnostic::new(Code::DuplicateId, item.span, message));
            }
            None => found.push((role, true)),
        }
    }
    found.into_iter().map(|(role, _)| role).collect()
}

/// Who has which role. What is internal is read, so that its mistakes are found, and dropped here.
pub(in crate::model) fn parties(input: &mut Input<'_, '_>) -> Parties {
    let mut said: Vec<(RoleIndex, Span, Vec<Party>)> = Vec::new();
    let by_role = input.fields.optional("parties");
    let by_role = by_role.and_then(|node| expect_mapping(node, "`parties`", input.sink));
    for (key, node) in by_role.unwrap_or_default() {
        if let Some(role) = role(input.cx, key, input.sink) {
            said.push((role, key.span, several(node, input)));
        }
    }
    for (number, (id, field)) in RoleIndex::BUILT_IN.into_iter().enumerate() {
        let Some((key, node)) = input.fields.take(field) else { continue };
        let parties = several(node, input);
        let role = RoleIndex(number);
        if let Some((_, first, _)) = said.iter().find(|(known, ..)| *known == role) {
            let message = format!("`{field}` says again who is `{id}` in `parties`");
            let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message);
            input.sink.push(diagnostic.related(*first, "here").help("keep one of the two"));
            continue;
        }
        said.push((role, key.span, parties));
    }
    let public = said.into_iter().filter(|(role, ..)| !input.cx.roles[role.0].is_internal);
    Parties::new(shrink(public.map(|(role, _, parties)| (role, parties)).collect()))
}

fn several(node: &Node, input: &mut Input<'_, '_>) -> Vec<Party> {
    Party::read_all(one_or_many(node), input)
}

fn role(cx: &Context<'_>, key: &Key, sink: &mut Sink) -> Option<RoleIndex> {
    role_named(cx, &key.text, key.span, sink)
}

/// The role with an id.
pub(super) fn role_named(
    cx: &Context<'_>,
    text: &str,
    span: Span,
    sink: &mut Sink,
) -> Option<RoleIndex> {
    let known = || cx.roles.iter().map(|role| role.id.as_str());
    let found = known().position(|id| id == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "the roles of this site are {}; `roles` in `content/site.yaml` declares others",
                list_known(known())
            ),
        };
        let message = format!("there is no role `{text}`");
        sink.push(Diagnostic::new(Code::UnknownReference, span, message).help(help));
    }
    found.map(RoleIndex)
}
