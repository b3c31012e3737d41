//! Decodes the map of a site, a file of `GeoJSON` (RFC 7946).
//!
//! JSON is YAML, so the file is read by the parser of the ledger, which keeps the place of every
//! value and its text: coordinates never pass through floats.

use super::super::map::{Area, DEGREE, Place, SiteMap};
use super::super::{Ref, Region};
use super::context::Context;
use super::values::phrase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_list, expect_mapping, expect_str};
use crate::parse::node::{Node, NodeKind};
use crate::parse::yaml::parse_yaml;
use crate::source::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// What a map is called in the folder of data.
const ENDING: &str = ".geojson";

/// The words by which files say that they are in degrees of WGS 84, or of CGCS 2000, which is the
/// same to within a metre. Older files have such a `crs`; newer ones are always in degrees.
const DEGREES: [&str; 3] = ["CRS84", "4326", "4490"];

/// `map: { file: data/regions.geojson, region: id }`; a file that nothing names is told.
pub(super) fn map(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Option<Arc<SiteMap>> {
    let mut named = None;
    let map = node.and_then(|node| declared(cx, node, &mut named, sink));
    for (file, text) in cx.sources.iter() {
        let is_map = text.path.starts_with("content/data/") && text.path.ends_with(ENDING);
        if is_map && !text.text.is_empty() && named.as_deref() != Some(&*text.path) {
            let name = text.path.trim_start_matches("content/");
            let message = format!("`{}` is a map that nothing shows", text.path);
            let help = format!(
                "write `map: {{ file: {name}, region: PROPERTY }}` into `site.yaml`, or take the file away"
            );
            sink.push(Diagnostic::new(Code::BadMap, Span::new(file, 0..0), message).help(help));
        }
    }
    map
}

fn declared(
    cx: &Context<'_>,
    node: &Node,
    named: &mut Option<String>,
    sink: &mut Sink,
) -> Option<Arc<SiteMap>> {
    let mut fields = Fields::new(node, "a map", sink)?;
    let file = fields.required("file").and_then(|node| phrase(Some(node), "`file`", sink));
    let region = fields.required("region").and_then(|node| phrase(Some(node), "`region`", sink));
    let credit = cx.text_opt(fields.optional("credit"), "`credit`", sink);
    fields.finish(sink);
    let (file, region) = (file?, region?);
    let path = format!("content/{}", file.text.trim_start_matches("content/"));
    *named = Some(path.clone());
    let is_map = path.ends_with(ENDING);
    let Some(found) = cx.sources.by_path(&path).filter(|_| is_map) else {
        let message = format!("there is no map `{path}`");
        let help = "put the GeoJSON into `content/data/` and write `file: data/NAME.geojson`";
        sink.push(Diagnostic::new(Code::BadMap, file.span, message).help(help));
        return None;
    };
    let text = &cx.sources.file(found).text;
    let parsed = parse_yaml(found, text, sink);
    let Some(root) = parsed.node else {
        if !parsed.broken {
            bad(Span::new(found, 0..0), "the map is empty", sink);
        }
        return None;
    };
    let areas = areas(cx, &root, &region.text, sink)?;
    Some(Arc::new(SiteMap { areas, credit }))
}

fn bad(span: Span, message: impl Into<String>, sink: &mut Sink) {
    sink.push(Diagnostic::new(Code::BadMap, span, message.into()));
}

/// The areas of a `FeatureCollection`.
fn areas(cx: &Context<'_>, root: &Node, key: &str, sink: &mut Sink) -> Option<Vec<Area>> {
    expect_mapping(root, "a map", sink)?;
    let kind = root.get("type").and_then(Node::as_str);
    let features = root.get("features").filter(|_| kind == Some("FeatureCollection"));
    let Some(features) = features else {
        bad(root.span, "a map is a `FeatureCollection` of GeoJSON with its `features`", sink);
        return None;
    };
    if let Some(crs) = root.get("crs").filter(|crs| !is_in_degrees(crs)) {
        let message = "the coordinates of a map are degrees of WGS 84 or CGCS 2000";
        let help = "let your map program write GeoJSON as RFC 7946 has it, in EPSG:4326";
        sink.push(Diagnostic::new(Code::BadMap, crs.span, message).help(help));
        return None;
    }
    let mut areas: Vec<Area> = Vec::new();
    for feature in expect_list(features, "`features`", sink)? {
        let Some((region, rings)) = feature_of(cx, feature, key, sink) else { continue };
        match areas.iter_mut().find(|area| area.region == region) {
            Some(area) => area.rings.extend(rings),
            None => areas.push(Area { region, rings }),
        }
    }
    (!areas.is_empty()).then_some(areas)
}

fn is_in_degrees(crs: &Node) -> bool {
    let name = crs.get("properties").and_then(|of| of.get("name")).and_then(Node::as_str);
    crs.kind == NodeKind::Null
        || name.is_some_and(|name| DEGREES.iter().any(|known| name.ends_with(known)))
}

/// The region of a feature and its rings.
fn feature_of(
    cx: &Context<'_>,
    feature: &Node,
    key: &str,
    sink: &mut Sink,
) -> Option<(Ref<Region>, Vec<Vec<Place>>)> {
    expect_mapping(feature, "a feature", sink)?;
    let Some(region) = feature.get("properties").and_then(|of| of.get(key)) else {
        bad(
            feature.span,
            format!("the feature has no property `{key}`, which names its region"),
            sink,
        );
        return None;
    };
    let region = cx.reference::<Region>(region, "the region of a feature", sink);
    let Some(geometry) = feature.get("geometry") else {
        bad(feature.span, "the feature has no `geometry`", sink);
        return None;
    };
    let kind = geometry.get("type").and_then(Node::as_str);
    let coordinates = geometry.get("coordinates");
    let (Some(kind @ ("Polygon" | "MultiPolygon")), Some(coordinates)) = (kind, coordinates) else {
        bad(geometry.span, "the area of a region is a `Polygon` or a `MultiPolygon`", sink);
        return None;
    };
    let polygons = match kind {
        "Polygon" => std::slice::from_ref(coordinates),
        _ => expect_list(coordinates, "`coordinates`", sink)?,
    };
    let mut rings = Vec::new();
    for polygon in polygons {
        for ring in expect_list(polygon, "a polygon", sink)? {
            rings.push(ring_of(ring, sink)?);
        }
    }
    if rings.is_empty() {
        bad(coordinates.span, "the area has no border", sink);
        return None;
    }
    Some((region?, rings))
}

/// A ring, without its last place, which is the first again.
fn ring_of(node: &Node, sink: &mut Sink) -> Option<Vec<Place>> {
    let positions = expect_list(node, "a ring", sink)?;
    let mut places = Vec::with_capacity(positions.len());
    for position in positions {
        places.push(place_of(position, sink)?);
    }
    if places.len() < 4 || places.first() != places.last() {
        bad(node.span, "a ring has four positions or more, and ends where it begins", sink);
        return None;
    }
    places.pop();
    Some(places)
}

/// `[113.58, 34.87]`, eastwards first; a height is passed over.
fn place_of(node: &Node, sink: &mut Sink) -> Option<Place> {
    let parts = expect_list(node, "a position", sink)?;
    let [east, north, ..] = parts else {
        bad(node.span, "a position is a longitude and a latitude", sink);
        return None;
    };
    Some((degrees(east, 180, sink)?, degrees(north, 90, sink)?))
}

fn degrees(node: &Node, most: i64, sink: &mut Sink) -> Option<i32> {
    let text = expect_str(node, "a coordinate", sink)?;
    // Far more digits than a degree can have say nothing.
    let short: String = text.chars().take(24).collect();
    let known = Decimal::from_str_exact(&short).or_else(|_| Decimal::from_scientific(text)).ok();
    let units = known
        .filter(|known| known.abs() <= Decimal::from(most))
        .and_then(|known| known.checked_mul(Decimal::from(DEGREE))?.round().to_i32());
    if units.is_none() {
        let message =
            format!("a coordinate is in degrees, from -{most} to {most}, but this is `{text}`");
        let help = "longitude stands before latitude; coordinates in metres have to be converted to EPSG:4326";
        sink.push(Diagnostic::new(Code::BadMap, node.span, message).help(help));
    }
    units
}
