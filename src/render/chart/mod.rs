//! Charts, drawn as SVG when the site is built: one kind, one file.
//!
//! A chart is made from a few rows that are finished text already. The same rows make its data
//! table, so the two cannot differ. A chart that would say nothing, such as one with a single mark,
//! is not made; each kind says what it needs. No chart grows with the ledger: what is past the
//! number of rows that a reader can compare is put together in a last one, or counted.

pub(super) mod axis;
mod bars;
mod bullets;
mod data;
mod groups;
pub(super) mod svg;

use super::scope::Scope;
use super::view::ChartView;
use crate::model::binding::Chart;

/// Draws a chart; `None` if there is too little to show.
pub(super) fn chart<'a>(scope: &mut Scope<'a>, id: &str, chart: Chart) -> Option<ChartView<'a>> {
    match chart {
        Chart::Bullets(period) => bullets::bullets(scope, id, period),
        Chart::Bars(by, of, park) => groups::bars(scope, id, by, of, park),
        _ => None,
    }
}
