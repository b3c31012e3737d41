//! A map of regions and parks, with the number of projects in each. Where two parks have
//! coordinates, they are points by these (`places.rs`); otherwise it is a map without geography:
//! each region a field, its parks the tiles of it. At least two parks, of which one lies in a
//! region or two have coordinates.

use super::Empty;
use super::amount::Amount;
use super::axis::ValueAxis;
use super::data::{told, view, words};
use super::finding::most_projects;
use super::places::Places;
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, wrap};
use crate::model::{Park, Position, Ref};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::numbers::listed;
use crate::render::scope::{MISSING, Scope};
use crate::render::view::{CellView, ChartView, LinkView};
use crate::value::Number;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// How many parks of a region are drawn, those with most projects.
const SHOWN: usize = 12;

/// How many regions are drawn.
const REGIONS: usize = 12;

/// The width of a tile, two of which stand side by side, and the space between them.
const TILE: u32 = 490;
const GAP: u32 = 20;

/// A region, or what lies in none, with its parks.
pub(super) struct Field<'a> {
    pub(super) name: LinkView<'a>,
    pub(super) parks: Vec<Tile<'a>>,
}

/// A park.
pub(super) struct Tile<'a> {
    pub(super) name: LinkView<'a>,
    pub(super) n_projects: usize,
    pub(super) position: Option<Position>,
}

/// Draws the regions and their parks.
pub(super) fn map<'a>(scope: &Scope<'a>, id: &str) -> Result<ChartView<'a>, Empty> {
    let (fields, n_more) = fields(scope);
    let n_parks = fields.iter().map(|field| field.parks.len()).sum::<usize>();
    let placed = Places::new(&fields);
    let has_regions = fields.iter().any(|field| field.name.href.is_some());
    if n_parks < 2 || (!has_regions && placed.is_none()) {
        let why = "there are fewer than two parks, or neither regions nor coordinates of two";
        return Err(Empty::because(why));
    }
    let title = scope.t("chart-map", &[]);
    let mut data = Draft::of_chart(scope, id, &title)
        .words(scope, "region", "column-region")
        .words(scope, "park", "column-park")
        .numbers("projects", scope.t("column-projects", &[]), None);
    let mut sentences = Vec::new();
    for field in &fields {
        let mut names = Vec::new();
        for tile in &field.parks {
            names.push(counted(scope, &tile.name.text, tile.n_projects));
            data.row(vec![
                CellView::link(field.name.clone()),
                CellView::link(tile.name.clone()),
                listed(scope, tile.n_projects),
            ]);
        }
        let names = names.join(&scope.t("detail-separator", &[]));
        sentences.push(told(scope, &field.name.text, &names));
    }
    data.view.downloads = downloads(scope, &["parks"]);
    let words = words(scope, &sentences);
    let (drawing, height) = match &placed {
        Some(places) => places.draw(scope, &fields),
        None => draw(scope, &fields),
    };
    let svg = drawing.finish(id, &title, &words, height);
    let finding = finding(scope, &fields);
    let mut chart = view(id, "map", title, finding, &svg, data.finish(scope));
    match &placed {
        Some(places) => {
            chart.notes.push(scope.t("chart-map-places-note", &[]));
            let n_unplaced = n_parks - places.n_parks;
            if n_unplaced > 0 {
                chart.notes.push(scope.t_n("chart-map-unplaced", n_unplaced, &[]));
            }
        }
        None => chart.notes.push(scope.t("chart-map-note", &[])),
    }
    if n_more > 0 {
        chart.notes.push(scope.t_n("chart-more-parks", n_more, &[]));
    }
    Ok(chart)
}

/// The park with most projects, where all are drawn.
fn finding(scope: &Scope<'_>, fields: &[Field<'_>]) -> Option<String> {
    let unit = scope.site.model.units.unit("project");
    let tiles: Vec<_> = fields.iter().flat_map(|field| &field.parks).collect();
    let counts = tiles.iter().map(|tile| {
        (&*tile.name.text, Amount::exactly(Number::plain(tile.n_projects as u64), unit))
    });
    let n_projects = scope.site.model.projects.len();
    let n_unstated = n_projects - scope.site.index.by_park.iter().map(|of| of.len()).sum::<usize>();
    let is_all = tiles.len() == scope.site.model.parks.len();
    is_all.then(|| most_projects(scope, &counts.collect::<Vec<_>>(), n_projects, n_unstated))?
}

/// The regions in the order of the ledger; parks without one come last. With the number of parks
/// that are left out.
fn fields<'a>(scope: &Scope<'a>) -> (Vec<Field<'a>>, usize) {
    let model = scope.site.model;
    let n_regions = model.regions.n_numbers();
    let mut parks: Vec<Vec<Ref<Park>>> = vec![Vec::new(); n_regions + 1];
    for (one, park) in model.parks.iter() {
        parks[park.region.map_or(n_regions, |region| region.index())].push(one);
    }
    let regions = model.regions.iter();
    let named = regions.map(|(one, _)| (scope.record(one), one.index()));
    let mut fields: Vec<_> =
        named.map(|(name, at)| (name, std::mem::take(&mut parks[at]))).collect();
    fields.extend(parks.pop().map(|parks| (scope.not_stated(), parks)));
    let field = |(name, mut parks): (LinkView<'a>, Vec<Ref<Park>>)| {
        let n_projects = |one: Ref<Park>| scope.site.index.by_park[one.index()].len();
        parks.sort_by_key(|one| Reverse(n_projects(*one)));
        parks.truncate(SHOWN);
        let tile = |one: Ref<Park>| Tile {
            name: scope.record(one),
            n_projects: n_projects(one),
            position: model.parks.get(one).position,
        };
        Field { name, parks: parks.into_iter().map(tile).collect() }
    };
    let all = fields.into_iter().map(field);
    let shown: Vec<_> = all.filter(|field| !field.parks.is_empty()).take(REGIONS).collect();
    let n_shown = shown.iter().map(|field| field.parks.len()).sum();
    (shown, model.parks.len().saturating_sub(n_shown))
}

/// A name with how many projects are listed of it.
pub(super) fn counted(scope: &Scope<'_>, name: &str, n_projects: usize) -> String {
    match scope.listed(n_projects) {
        Some(n) => scope.t("chart-count-of", &[("name", name), ("n", &n)]),
        None => scope.with_part(name, MISSING),
    }
}

fn draw(scope: &Scope<'_>, fields: &[Field<'_>]) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let counts = fields.iter().flat_map(|field| &field.parks);
    let counts = counts.map(|tile| Decimal::from(tile.n_projects));
    let axis = ValueAxis::over(counts, 1, true);
    let mut down = 0;
    for field in fields {
        down += LINE + 2;
        let name = wrap(&field.name.text, NARROW, 1).join("");
        let label = Label::new("panel-name", Anchor::Start, &name).lang(field.name.lang);
        drawing.text(label, (0, down - 3));
        for pair in field.parks.chunks(2) {
            let lines: Vec<_> = pair.iter().map(lines).collect();
            let most = lines.iter().map(Vec::len).max().and_then(|n| u32::try_from(n).ok());
            let height = (most.unwrap_or(1) + 1) * LINE + 20;
            for (number, (tile, lines)) in (0..).zip(pair.iter().zip(&lines)) {
                let from = number * (TILE + GAP);
                draw_tile(
                    &mut drawing,
                    scope,
                    axis.as_ref(),
                    tile,
                    lines,
                    from,
                    down..down + height,
                );
            }
            down += height + 5;
        }
        down += 8;
    }
    (drawing, down)
}

fn lines(tile: &Tile<'_>) -> Vec<String> {
    wrap(&tile.name.text, TILE * NARROW / FULL - 8, 3)
}

fn draw_tile(
    drawing: &mut Drawing,
    scope: &Scope<'_>,
    axis: Option<&ValueAxis>,
    tile: &Tile<'_>,
    lines: &[String],
    from: u32,
    down: std::ops::Range<u32>,
) {
    drawing.rect("tile", from..from + TILE, down.clone());
    let inner = from + 20;
    let mut baseline = down.start + LINE + 2;
    for line in lines {
        let label = Label::new("name", Anchor::Start, line).lang(tile.name.lang);
        drawing.text(label, (inner, baseline));
        baseline += LINE;
    }
    let n = match scope.listed(tile.n_projects) {
        Some(_) => scope.t_n("chart-projects", tile.n_projects, &[]),
        None => MISSING.to_owned(),
    };
    drawing.text(Label::new("value", Anchor::Start, &n), (inner, down.end - 13));
    if let Some(axis) = axis {
        let length = axis.at(tile.n_projects.into()) * (TILE - 40) / FULL;
        drawing.rect("bar", inner..inner + length, down.end - 9..down.end - 4);
    }
}
