//! What indicators are listed under: words, or a group that the site declares, such as a goal.

use super::declared::{Input, Item, Visit, record};
use super::{Model, Record, Ref, Text};
use crate::parse::node::Node;

record! {
    /// What indicators are listed under, such as a goal, or a part of it.
    pub struct IndicatorGroup in "groups", "a group" with "name" {
        /// The group that it is a part of.
        #[kept(Name)]
        pub parent: Option<Ref<IndicatorGroup>>,
    }
}

/// What an indicator is listed under.
#[derive(Debug, Clone)]
pub enum Heading {
    /// A group of the site.
    Declared(Ref<IndicatorGroup>),
    /// Words.
    Words(Text),
}

impl Heading {
    /// What it says.
    #[must_use]
    pub fn name<'m>(&'m self, model: &'m Model) -> &'m Text {
        match self {
            Self::Declared(one) => model.site.groups.get(*one).name(),
            Self::Words(words) => words,
        }
    }

    /// The group, if the site declares it.
    #[must_use]
    pub fn declared(&self) -> Option<Ref<IndicatorGroup>> {
        if let Self::Declared(one) = self { Some(*one) } else { None }
    }
}

/// Words; on a site with groups, what looks like an id is one.
impl Item for Heading {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        match input.cx.has_groups() && node.looks_like_id() {
            true => input.cx.reference(node, input.what, input.sink).map(Self::Declared),
            false => <Text as Item>::read(node, input).map(Self::Words),
        }
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        match self {
            Self::Declared(one) => visitor.refers((*one).into()),
            Self::Words(words) => visitor.text(words),
        }
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({
            "anyOf": [{ "$ref": "#/$defs/text" }, { "$ref": "#/$defs/id-of-groups" }],
        })
    }
}
