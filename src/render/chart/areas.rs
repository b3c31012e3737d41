//! The map that a site supplies: its regions as areas, shaded by the figures of an indicator or by
//! how many projects are listed of them; parks and projects with coordinates as points.
//!
//! The picture has three layers: the legend, the areas, which grow with their width, and over these
//! names and marks, which keep their size.

use super::Empty;
use super::amount::Amount;
use super::axis::ValueAxis;
use super::data::{titled, told, view, words};
use super::finding::{greatest, most_projects};
use super::hatch;
use super::legend::{Key, legend};
use super::outline::{Outline, Point, Projection, Rings, WIDTH, outlines};
use super::places::write_beside;
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, Shape, escape, plain_fill, wrap};
use crate::model::map::{Area, SiteMap};
use crate::model::{Indicator, Member, Members, Observation, Position, Record, Ref};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::numbers::{Numbers, listed};
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView, Finished, LinkView};
use crate::value::{Number, Period};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt::Write;

/// The fills of classes, the lowest first.
const FILLS: [&str; 5] = ["seq-1", "seq-2", "seq-3", "seq-4", "seq-5"];

/// The fill of a region without a figure, or whose figure may be of several classes.
const NONE: &str = "seq-none";

/// How many projects are marked.
const MARKED: usize = 500;

/// How wide the name of a region may be, in tenths of an `em`.
const NAME: u32 = 80;

/// A region of the map, with what it is shaded by.
struct Shaded<'a> {
    name: LinkView<'a>,
    value: Option<Amount>,
    /// What the value is in the table.
    cell: CellView<'a>,
    /// And on the map.
    shown: String,
}

/// Classes of values, and the fill of each.
struct Classes {
    axis: ValueAxis,
    fills: Vec<&'static str>,
    /// Each class is one number.
    is_of_ones: bool,
}

impl Classes {
    fn new(values: &[Amount], is_count: bool) -> Option<Self> {
        let ends = values.iter().flat_map(|value| [value.span().low, value.span().high]);
        let axis = ValueAxis::around(ends.flatten(), 4, is_count)?;
        let n = axis.ticks().len() - 1;
        let last = FILLS.len() - 1;
        let fill = |class: usize| match n {
            1 => FILLS[last / 2],
            n => FILLS[(class * last / (n - 1)).min(last)],
        };
        let is_of_ones = is_count && axis.is_of_ones();
        Some(Self { fills: (0..n).map(fill).collect(), axis, is_of_ones })
    }

    /// The fill of a value, if all that it may be is of one class.
    fn fill(&self, value: Option<Amount>) -> &'static str {
        let ticks = self.axis.ticks();
        let class = |end: Decimal| ticks[1..].iter().take_while(|tick| **tick <= end).count();
        let span = value.map(Amount::span);
        let ends = span.and_then(|span| Some((class(span.low?), class(span.high?))));
        match ends {
            Some((low, high)) if low == high => self.fills[low.min(self.fills.len() - 1)],
            _ => NONE,
        }
    }

    /// What each class is called.
    fn names(&self, scope: &Scope<'_>, numbers: &Numbers) -> Vec<String> {
        let ticks = self.axis.ticks();
        let label = |tick: Decimal| self.axis.label(scope.locale, &numbers.unit, tick);
        let name = |(number, ends): (usize, &[Decimal])| {
            let (from, to) = (label(ends[0]), label(ends[1]));
            if self.is_of_ones {
                return from;
            }
            // The highest class has its upper end, too.
            let is_last = number + 2 == ticks.len();
            let key = if is_last { "areas-class-last" } else { "areas-class" };
            scope.t(key, &[("from", &from), ("to", &to)])
        };
        ticks.windows(2).enumerate().map(name).collect()
    }
}

/// The areas of the map whose regions are known.
fn known_areas<'m>(scope: &Scope<'m>) -> Vec<&'m Area> {
    let model = scope.site.model;
    let map: Option<&SiteMap> = model.site.map.as_deref();
    let areas = map.into_iter().flat_map(|map| &map.areas);
    areas.filter(|area| model.regions.is_known(area.region)).collect()
}

/// The period for which most regions of the map have figures of an indicator, the last one of
/// several; `None` where no period has two.
pub(in crate::render) fn period_of_areas(scope: &Scope<'_>, one: Ref<Indicator>) -> Option<Period> {
    let areas = known_areas(scope);
    let mut counted: Vec<(Period, usize)> = Vec::new();
    for found in areas.iter().flat_map(|area| reported(scope, one, area)) {
        match counted.iter_mut().find(|(period, _)| *period == *found.period) {
            Some((_, n)) => *n += 1,
            None => counted.push((*found.period, 1)),
        }
    }
    let counted = counted.into_iter().filter(|(_, n)| *n > 1);
    counted
        .max_by_key(|(period, n)| (*n, period.last_day(), period.first_day()))
        .map(|(one, _)| one)
}

/// The results of an indicator for the region of an area.
fn reported<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
    area: &Area,
) -> impl Iterator<Item = &'a Observation> + use<'a> {
    let part = Members::new(vec![Member::Region(area.region)]);
    let found = scope.site.observations.of_part(one, &part).to_vec();
    found.into_iter().filter(|found| found.value.is_some() && !found.is_forecast())
}

/// Draws regions by the figures of an indicator for a period.
pub(super) fn by_indicator<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    period: Period,
) -> Result<ChartView<'a>, Empty> {
    let areas = areas_to_draw(scope)?;
    let indicator = scope.site.model.indicators.get(one);
    let found: Vec<_> = areas
        .iter()
        .map(|area| reported(scope, one, area).find(|found| found.period == period))
        .collect();
    let amounts: Vec<_> =
        found.iter().map(|found| Amount::stated((*found)?.value.as_ref()?)).collect();
    let known: Vec<_> = amounts.iter().copied().flatten().collect();
    let is_count = scope.site.model.units.is_count(indicator.unit);
    let classes = Classes::new(&known, is_count).ok_or(ALIKE)?;
    let mut every: Vec<_> = known.iter().flat_map(|amount| amount.numbers()).collect();
    every.push(Number::plain(classes.axis.high().normalize()));
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &every);
    let shaded = areas.iter().zip(found.iter().zip(amounts)).map(|(area, (found, value))| {
        let cell = value.map(|value| value.cell(scope, &numbers));
        let cites = found.map(|found| scope.cite(&found.header.citations)).unwrap_or_default();
        Shaded {
            name: scope.record(area.region),
            value,
            shown: cell.as_ref().map(|cell| cell.text.to_string()).unwrap_or_default(),
            cell: cell.unwrap_or_else(CellView::none).cites(cites),
        }
    });
    let shaded: Vec<_> = shaded.collect();
    let (name, when) = (scope.plain(indicator.name()), scope.date(period));
    let title = scope.t("areas-title", &[("indicator", name), ("period", &when)]);
    let title = titled(scope, &title, &numbers.unit);
    let named: Vec<_> =
        shaded.iter().filter_map(|one| Some((&*one.name.text, one.value?))).collect();
    let finding = greatest(&named).map(|(names, most)| {
        let (names, value) = (scope.locale.list(&names), most.words(scope, Some(indicator)));
        scope.t("finding-areas", &[("names", &names), ("value", &value)])
    });
    let column = scope.t("column-value", &[]);
    let indicator = Some(indicator);
    let what = Map { id, title, finding, column, indicator, shaded, classes };
    let mut chart = what.draw(scope, &areas, &numbers, false)?;
    let cited = found.iter().flatten().map(|found| &*found.header.citations);
    chart.cites = scope.cite_once(cited);
    if let Some(table) = &mut chart.table {
        table.downloads = downloads(scope, &["observations"]);
    }
    Ok(chart)
}

/// Draws regions by how many projects are listed of them, with parks and projects as points.
pub(super) fn by_projects<'a>(scope: &Scope<'a>, id: &str) -> Result<ChartView<'a>, Empty> {
    let areas = areas_to_draw(scope)?;
    let site = scope.site;
    let unit = site.model.units.unit("project");
    let n = |area: &&Area| site.index.by_region[area.region.index()].len();
    let amount = |n: usize| Amount::exactly(Number::plain(n as u64), unit);
    let value = |area: &&Area| scope.listed(n(area)).map(|_| amount(n(area)));
    let known: Vec<_> = areas.iter().filter_map(value).collect();
    let classes = Classes::new(&known, true).ok_or(ALIKE)?;
    let numbers: Vec<_> = known.iter().flat_map(|amount| amount.numbers()).collect();
    let numbers = Numbers::new(scope, unit, &numbers);
    let shaded = areas.iter().map(|area| Shaded {
        name: scope.record(area.region),
        value: value(area),
        shown: scope.listed(n(area)).unwrap_or_default(),
        cell: listed(scope, n(area)),
    });
    let shaded: Vec<_> = shaded.collect();
    let counts: Vec<_> =
        shaded.iter().filter_map(|one| Some((&*one.name.text, one.value?))).collect();
    let projects = site.model.projects.records();
    let n_unstated = projects.filter(|project| project.regions.is_empty()).count();
    let finding = most_projects(scope, &counts, site.model.projects.len(), n_unstated);
    let title = scope.t("areas-projects", &[]);
    let column = scope.t("column-projects", &[]);
    let mut chart = Map { id, title, finding, column, indicator: None, shaded, classes }
        .draw(scope, &areas, &numbers, true)?;
    chart.notes.insert(0, scope.t("home-counts", &[]));
    if let Some(table) = &mut chart.table {
        table.downloads = downloads(scope, &["projects"]);
    }
    Ok(chart)
}

const ALIKE: Empty = Empty::because("fewer than two regions of the map have figures that differ");

fn areas_to_draw<'m>(scope: &Scope<'m>) -> Result<Vec<&'m Area>, Empty> {
    let areas = known_areas(scope);
    match areas.len() {
        0 | 1 => Err(Empty::because("the site has no `map` of two regions or more")),
        _ => Ok(areas),
    }
}

/// What a map shows.
struct Map<'a, 'd> {
    id: &'d str,
    title: String,
    finding: Option<String>,
    /// The heading of its figures.
    column: String,
    /// What its figures are of; projects are of none.
    indicator: Option<&'a Indicator>,
    shaded: Vec<Shaded<'a>>,
    classes: Classes,
}

impl<'a> Map<'a, '_> {
    fn draw(
        self,
        scope: &Scope<'a>,
        areas: &[&Area],
        numbers: &Numbers,
        has_points: bool,
    ) -> Result<ChartView<'a>, Empty> {
        let rings: Vec<&Rings> = areas.iter().map(|area| &*area.rings).collect();
        let projection =
            Projection::new(&rings).ok_or(Empty::because("the areas of the map cover nothing"))?;
        let outlines = outlines(&rings, &projection);
        let fills: Vec<_> = self.shaded.iter().map(|one| self.classes.fill(one.value)).collect();
        let mut data = Draft::of_chart(scope, self.id, &self.title)
            .words(scope, "region", "column-region")
            .numbers("value", self.column.clone(), None);
        let mut sentences = Vec::new();
        for one in &self.shaded {
            sentences.extend(
                one.value
                    .map(|value| told(scope, &one.name.text, &value.words(scope, self.indicator))),
            );
            data.row(vec![CellView::link(one.name.clone()), one.cell.clone()]);
        }
        let key = self.legend(scope, numbers, &fills);
        let mut picture = String::from("<div class=\"map\">");
        picture.push_str(&key);
        picture.push_str("<div class=\"map-layers\">");
        self.areas(&outlines, &fills, projection.height, &words(scope, &sentences), &mut picture);
        let (over, points) = self.over(scope, &outlines, &projection, has_points);
        picture.push_str(&over);
        picture.push_str("</div></div>");
        let mut chart = view(self.id, "areas", self.title, self.finding, "", data.finish(scope));
        chart.drawings = vec![Finished::new(&picture)];
        chart.notes.extend(points);
        let credit = scope.site.model.site.map.as_ref().and_then(|map| map.credit.as_ref());
        chart.notes.extend(credit.map(|credit| scope.plain(credit).to_owned()));
        Ok(chart)
    }

    /// The classes that are on the map.
    fn legend(&self, scope: &Scope<'_>, numbers: &Numbers, fills: &[&str]) -> String {
        let names = self.classes.names(scope, numbers);
        let none = scope.t("areas-none", &[]);
        let classes = self.classes.fills.iter().zip(&names);
        let classes = classes.filter(|(fill, _)| fills.contains(fill));
        let mut keys: Vec<_> = classes.map(|(fill, name)| Key::fill(fill, name, None)).collect();
        if fills.contains(&NONE) {
            keys.push(Key::fill(NONE, &none, None));
        }
        let mut drawing = Drawing::new(NARROW);
        let height = legend(&mut drawing, &keys) + 6;
        drawing.finish_layer(&format!("{}-key", self.id), Some(height))
    }

    /// The areas, as an image with a name and a text in its place.
    fn areas(
        &self,
        outlines: &[Outline],
        fills: &[&str],
        height: i64,
        words: &str,
        picture: &mut String,
    ) {
        let id = self.id;
        let mut paths = String::new();
        for (outline, fill) in outlines.iter().zip(fills) {
            let path = outline.path();
            for (class, fill) in hatch::layers(fill, plain_fill(fill)) {
                write!(
                    paths,
                    "<path class=\"chart-{class}\" fill-rule=\"evenodd\" d=\"{path}\"{fill}/>"
                )
                .expect("writing to memory does not fail");
            }
        }
        write!(picture, "<svg class=\"drawing\" role=\"img\" aria-labelledby=\"{id}-title {id}-words\" viewBox=\"0 0 {WIDTH} {height}\"><title id=\"{id}-title\">")
            .expect("writing to memory does not fail");
        escape(picture, &self.title);
        write!(picture, "</title><desc id=\"{id}-words\">")
            .expect("writing to memory does not fail");
        escape(picture, words);
        picture.push_str("</desc>");
        picture.push_str(&hatch::with_patterns(&paths, id, 4));
        picture.push_str("</svg>");
    }

    /// Names of regions with their figures, and points; with notes on the points.
    fn over(
        &self,
        scope: &Scope<'_>,
        outlines: &[Outline],
        projection: &Projection,
        has_points: bool,
    ) -> (String, Vec<String>) {
        let place = |(x, y): Point| {
            // The drawing is as wide as its own units say, and so high in tenths of an `em`.
            let across = (x * i64::from(FULL) / WIDTH).to_u32().unwrap_or(0);
            (across, (y * i64::from(NARROW) / WIDTH).to_u32().unwrap_or(0))
        };
        let (_, height) = place((0, projection.height));
        let mut drawing = Drawing::over_picture(height);
        let notes = match has_points {
            true => draw_points(&mut drawing, scope, projection, &place),
            false => Vec::new(),
        };
        for (one, outline) in self.shaded.iter().zip(outlines) {
            let (across, middle) = place(outline.middle());
            let name = wrap(&one.name.text, NAME, 1).join("");
            let both = format!("{name} {}", one.shown);
            let rows = [middle, middle + LINE, middle.saturating_sub(LINE)];
            let mut tried =
                [both.trim_end(), &name].into_iter().flat_map(|text| rows.map(|down| (text, down)));
            tried.any(|(text, down)| {
                let label = Label::new("map-name", Anchor::Middle, text).lang(one.name.lang);
                drawing.text_if_free(label, (across, down))
            });
        }
        (drawing.finish_layer(self.id, None), notes)
    }
}

/// Marks parks and projects that have coordinates; returns what there is to say of the marks.
fn draw_points(
    drawing: &mut Drawing,
    scope: &Scope<'_>,
    projection: &Projection,
    place: &impl Fn(Point) -> (u32, u32),
) -> Vec<String> {
    let model = scope.site.model;
    let point = |position: Option<Position>| {
        let position = position?;
        Some(place(projection.point_at(position.lat, position.lon)?))
    };
    let projects = model.projects.iter().filter_map(|(_, one)| point(one.position));
    let projects: Vec<_> = projects.collect();
    for at in projects.iter().take(MARKED) {
        drawing.mark("map-project", Shape::Dot, *at);
    }
    let parks = model.parks.iter().filter_map(|(one, park)| Some((one, point(park.position)?)));
    let mut parks: Vec<_> = parks.collect();
    for (_, at) in &parks {
        drawing.mark("map-park", Shape::Square, *at);
    }
    // Where names would touch, that of the park with more projects stands.
    parks.sort_by_key(|(one, _)| std::cmp::Reverse(scope.site.index.by_park[one.index()].len()));
    for (one, at) in &parks {
        let link = scope.record(*one);
        // The whole name, if there is room.
        let mut widths = [NARROW, NAME].into_iter();
        widths.any(|width| {
            let name = wrap(&link.text, width, 1).join("");
            write_beside(drawing, ("map-place", &link), &name, *at)
        });
    }
    let mut notes = Vec::new();
    if !parks.is_empty() {
        notes.push(scope.t("areas-parks", &[]));
    }
    if !projects.is_empty() {
        notes.push(scope.t("areas-points", &[]));
    }
    if projects.len() > MARKED {
        notes.push(scope.t_n("areas-more-points", projects.len() - MARKED, &[]));
    }
    notes
}
