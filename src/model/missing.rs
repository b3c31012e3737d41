//! Figures that are not there, and why.

use super::declared::{Input, Item, Visit};
use super::record::Text;
use super::resolve::missing;
use crate::parse::node::Node;
use crate::value::Id;

/// Why a figure may be missing.
#[derive(Debug, Clone)]
pub struct MissingReason {
    /// Its word in the ledger and in downloads.
    pub id: Id,
    /// What the site calls it; reasons that every site has are called by an interface string,
    /// `missing-` and their word.
    pub name: Option<Text>,
}

impl MissingReason {
    /// Those that every site has: kept back so that nobody can be recognised, never collected,
    /// without a meaning there, or not asked for.
    pub const WORDS: &'static [&'static str] =
        &["suppressed", "not-collected", "not-applicable", "exempt"];
}

/// That a figure is missing: the number of the reason among those of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub usize);

impl Item for Missing {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        missing(input.cx, node, input.sink)
    }

    fn visit<'a>(&'a self, _: &mut dyn Visit<'a>) {}

    fn schema() -> serde_json::Value {
        let one = MissingReason::WORDS.join("`, `");
        let description =
            format!("Why there is no figure: `{one}`, or one of `missing` of the site.");
        serde_json::json!({ "type": "string", "description": description })
    }
}
