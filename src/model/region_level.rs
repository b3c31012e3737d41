//! The levels that the parts of a territory are of, such as provinces and counties.

use super::declared::{Input, Item};
use super::resolve::region_level;
use super::{Model, Ref, Region, Text, ancestors};
use crate::parse::node::Node;
use crate::value::Id;

/// A level of regions.
#[derive(Debug, Clone)]
pub struct RegionLevel {
    /// Its id.
    pub id: Id,
    /// What it is called: "County".
    pub name: Text,
}

/// The number of a level among those of the site, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelIndex(pub usize);

impl Item for LevelIndex {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        region_level(input.cx, node, input.sink)
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({
            "type": "string",
            "description": "Its level, one of `region_levels` of the site.",
        })
    }
}

/// Which regions stand side by side, so that none of them lies in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Those of a level.
    Level(LevelIndex),
    /// Those that lie in no other.
    Top,
    /// Those that lie directly in one.
    PartsOf(Ref<Region>),
}

impl Tier {
    /// The tiers of a site, the highest first: its levels, or else the regions that lie in no
    /// other.
    #[must_use]
    pub fn all(model: &Model) -> Vec<Self> {
        let levels =
            (0..model.site.region_levels.len()).map(|level| Self::Level(LevelIndex(level)));
        let used = levels.filter(|tier| model.regions.iter().any(|(one, _)| tier.has(model, one)));
        let used: Vec<_> = used.collect();
        if used.is_empty() { vec![Self::Top] } else { used }
    }

    /// Whether a region is of it.
    #[must_use]
    pub fn has(self, model: &Model, region: Ref<Region>) -> bool {
        let is_of = |one: &Region, level| one.level == Some(level);
        match self {
            Self::Top => model.regions.get(region).parent.is_none(),
            Self::PartsOf(whole) => model.regions.get(region).parent == Some(whole),
            // Of regions of a level that lie in each other, the highest.
            Self::Level(level) => {
                let mut up = ancestors(model, region).map(|one| model.regions.get(one));
                is_of(model.regions.get(region), level) && !up.any(|one| is_of(one, level))
            }
        }
    }
}
