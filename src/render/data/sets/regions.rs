//! Regions.

use crate::model::Region;
use crate::render::data::RecordSet;
use crate::render::data::column::Column;

/// Every part of the territory.
impl RecordSet for Region {
    const TITLE: &'static str = "data-regions";
    const COLUMNS: &'static [Column<Self>] = &[];
}
