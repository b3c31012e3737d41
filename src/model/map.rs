//! The map that a site supplies: the areas of its regions.
//!
//! The program has no map of its own. What is drawn, with which borders, is what the file of the
//! site says.

use super::{Ref, Region, Text};

/// A place in units of 10⁻⁷ degrees, some centimetres on the ground: eastwards, northwards.
pub type Place = (i32, i32);

/// The units of a degree.
pub const DEGREE: i64 = 10_000_000;

/// The areas of regions.
#[derive(Debug, Clone, Default)]
pub struct SiteMap {
    /// The areas, in the order of the file; each region has one.
    pub areas: Vec<Area>,
    /// Who made the map and under which number it was approved.
    pub credit: Option<Text>,
}

/// What a region covers.
#[derive(Debug, Clone)]
pub struct Area {
    /// The region.
    pub region: Ref<Region>,
    /// Its borders, each a ring whose first place does not stand again at its end. What lies within
    /// an even number of them is no part of it.
    pub rings: Vec<Vec<Place>>,
}
