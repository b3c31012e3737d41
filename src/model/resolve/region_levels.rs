//! Decodes the levels of regions that a site declares, and the level of a region.

use super::super::{LevelIndex, RegionLevel};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{Fields, expect_list, expect_str};
use crate::parse::identity::id;
use crate::parse::node::Node;

/// The levels of the site, the highest first.
pub(super) fn region_levels(
    cx: &Context<'_>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Vec<RegionLevel> {
    let mut found: Vec<RegionLevel> = Vec::new();
    let items = node.and_then(|node| expect_list(node, "`region_levels`", sink));
    for item in items.unwrap_or_default() {
        let Some(mut fields) = Fields::new(item, "a level", sink) else { continue };
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        fields.finish(sink);
        let (Some(id), Some(name)) = (id, name) else { continue };
        if found.iter().any(|known| known.id == id) {
            let message = format!("`{id}` is the id of two levels");
            sink.push(Diagnostic::new(Code::DuplicateId, item.span, message));
            continue;
        }
        found.push(RegionLevel { id, name });
    }
    found
}

/// The level that a node names.
pub(in crate::model) fn region_level(
    cx: &Context<'_>,
    node: &Node,
    sink: &mut Sink,
) -> Option<LevelIndex> {
    let text = expect_str(node, "`level`", sink)?;
    let known = || cx.region_levels.iter().map(|level| level.id.as_str());
    let found = known().position(|id| id == text);
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known().next().is_none() => {
                "add it to `region_levels` in `content/site.yaml`, the highest level first"
                    .to_owned()
            }
            None => format!("the levels of this site are {}", list_known(known())),
        };
        let message = format!("there is no level of regions `{text}`");
        sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
    }
    found.map(LevelIndex)
}
