//! Charts, drawn as SVG when the site is built: one kind, one file.
//!
//! A chart is made from a few rows that are finished text already. The same rows make its data
//! table, so the two cannot differ. A chart that would say nothing, such as one with a single mark,
//! is not made; each kind says what it needs, and its author is told (`empty.rs`). No chart grows with the ledger: what is past the
//! number of rows that a reader can compare is put together in a last one, or counted.

mod amount;
mod areas;
pub(super) mod axis;
mod bars;
mod bullets;
mod data;
mod density;
mod empty;
mod finding;
mod groups;
mod hatch;
pub(super) mod lanes;
mod legend;
mod line;
mod map;
mod outline;
mod places;
mod plans;
mod room;
mod share;
mod stages;
mod strip;
pub(super) mod svg;
mod wrap;
mod yearly;

pub(super) use areas::period_of_areas;
pub use empty::{asks_for_charts, empty_charts};
pub(super) use yearly::sparkline;

use super::scope::Scope;
use super::view::ChartView;
use crate::model::shortcode::Chart;

/// Why nothing is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Empty {
    /// For the author, as the end of a sentence.
    pub(super) why: &'static str,
    /// What the page says instead, as the key of an interface string.
    pub(super) said: &'static str,
}

impl Empty {
    const OUT_OF_RANGE: Self = Self::because("a figure has too many digits");

    const fn because(why: &'static str) -> Self {
        Self { why, said: "chart-too-little" }
    }
}

/// Draws those charts of a page for which there is enough to show, under their ids.
pub(super) fn charts<'a>(scope: &Scope<'a>, meant: &[(&str, Chart)]) -> Vec<ChartView<'a>> {
    meant.iter().filter_map(|(id, meant)| chart(scope, id, *meant)).collect()
}

/// Draws a chart; `None` if there is too little to show.
pub(super) fn chart<'a>(scope: &Scope<'a>, id: &str, chart: Chart) -> Option<ChartView<'a>> {
    drawn(scope, id, chart).ok()
}

/// Draws a chart, or says why not.
pub(super) fn drawn<'a>(scope: &Scope<'a>, id: &str, chart: Chart) -> Result<ChartView<'a>, Empty> {
    let mut drawn = match chart {
        Chart::Bullets(period) => bullets::bullets(scope, id, period),
        Chart::Bars(by, of, park) => groups::bars(scope, id, by, of, park),
        Chart::Line(one, period) => line::line(scope, id, one, period),
        Chart::Years(one) => yearly::as_bars(scope, id, one),
        Chart::Panels => yearly::panels(scope, id),
        Chart::Sparkline(one) => yearly::single(scope, id, one),
        Chart::Stages(by) => stages::stages(scope, id, by),
        Chart::Share(one, period, by) => share::share(scope, id, one, period, by),
        Chart::Timeline(of) => strip::strip(scope, id, of),
        Chart::Plans(one, project) => plans::plans(scope, id, one, project),
        Chart::Map(Some((one, period))) => areas::by_indicator(scope, id, one, period),
        Chart::Map(None) if scope.site.model.site.map.is_some() => areas::by_projects(scope, id),
        Chart::Map(None) => map::map(scope, id),
    }?;
    let as_of = scope.site.model.site.as_of;
    drawn.credit = credit(scope, &drawn, as_of);
    drawn.as_of = as_of.to_string();
    Ok(drawn)
}

/// Where the data of a chart come from, and of which day they speak: for a picture that leaves its
/// page behind.
fn credit(scope: &Scope<'_>, chart: &ChartView<'_>, as_of: jiff::civil::Date) -> String {
    let day = scope.date(crate::value::Period::Day(as_of));
    let site = scope.plain(&scope.site.model.site.title);
    let sources = scope.sources_of(&chart.cites);
    if sources.is_empty() {
        return scope.t("chart-credit", &[("site", site), ("date", &day)]);
    }
    let sources = scope.locale.list(&sources);
    let args = [("sources", &*sources), ("site", site), ("date", &day)];
    scope.t("chart-credit-sources", &args)
}
