//! The areas of a map on a drawing: projected, thinned out, and as the paths of SVG.
//!
//! Everything is whole numbers. The projection is equirectangular with its standard parallel at the
//! middle of the map: it keeps directions along meridians and parallels, and over the extent of a
//! county or a province hardly anyone sees that it is not another one. Borders are thinned out
//! between the places where more than two of them meet, each once, so that neighbours stay
//! neighbours.

use crate::limits::MAX_DRAWN_POINTS;
use crate::model::map::{DEGREE, Place};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, MathematicalOps};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The width of a drawing in its own units, and the most that it is high.
pub(super) const WIDTH: i64 = 2000;
const HIGHEST: i64 = 1800;
const LOWEST: i64 = 700;

/// How far areas stay from the edges.
const EDGE: i64 = 20;

/// The borders of an area.
pub(super) type Rings = [Vec<Place>];

/// A point of the drawing.
pub(super) type Point = (i64, i64);

/// How places become points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    west: i64,
    north: i64,
    /// The length of a degree of longitude, in millionths of one of latitude.
    narrowing: i64,
    /// Units of the drawing for so many units of latitude.
    units: i64,
    per: i64,
    aside: i64,
    above: i64,
    pub(super) height: i64,
}

impl Projection {
    /// One in which all areas have room; `None` if they cover nothing.
    pub(super) fn new(areas: &[&Rings]) -> Option<Self> {
        let places = || areas.iter().flat_map(|rings| rings.iter().flatten());
        let easts = || places().map(|place| i64::from(place.0));
        let norths = || places().map(|place| i64::from(place.1));
        let (west, east) = (easts().min()?, easts().max()?);
        let (south, north) = (norths().min()?, norths().max()?);
        let middle = Decimal::new((south + north) / 2, 0) / Decimal::from(DEGREE);
        let narrowing = (middle * Decimal::PI / Decimal::from(180)).cos();
        let narrowing = (narrowing * Decimal::from(1_000_000)).round().to_i64()?.max(10_000);
        let (across, down) = ((east - west) * narrowing / 1_000_000, north - south);
        if across <= 0 || down <= 0 {
            return None;
        }
        // As wide as the drawing, unless that would be too high.
        let (wide, high) = (WIDTH - 2 * EDGE, HIGHEST - 2 * EDGE);
        let (units, per) = if down * wide <= across * high { (wide, across) } else { (high, down) };
        let (drawn_across, drawn_down) = (across * units / per, down * units / per);
        let height = (drawn_down + 2 * EDGE).max(LOWEST);
        let (aside, above) = ((WIDTH - drawn_across) / 2, (height - drawn_down) / 2);
        Some(Self { west, north, narrowing, units, per, aside, above, height })
    }

    /// Where a place is.
    pub(super) fn point(&self, (east, north): Place) -> Point {
        let across = (i64::from(east) - self.west) * self.narrowing / 1_000_000;
        let down = self.north - i64::from(north);
        (self.aside + across * self.units / self.per, self.above + down * self.units / self.per)
    }

    /// The same of a place in degrees; `None` if it lies outside the drawing.
    pub(super) fn point_at(&self, lat: Decimal, lon: Decimal) -> Option<Point> {
        let units = |degrees: Decimal| (degrees * Decimal::from(DEGREE)).round().to_i32();
        let point = self.point((units(lon)?, units(lat)?));
        let is_within = (0..=WIDTH).contains(&point.0) && (0..=self.height).contains(&point.1);
        is_within.then_some(point)
    }
}

/// An area as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    rings: Vec<Vec<Point>>,
}

impl Outline {
    /// As the `d` of a path, in absolute places.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for ring in &self.rings {
            for (number, (x, y)) in ring.iter().enumerate() {
                let letter = if number == 0 { 'M' } else { 'L' };
                write!(path, "{letter}{x} {y}").expect("writing to memory does not fail");
            }
            path.push('Z');
        }
        path
    }

    /// A point well within it, for its name: the middle of its widest stretch at its middle height.
    pub(super) fn middle(&self) -> Point {
        let heights = || self.rings.iter().flatten().map(|point| point.1);
        let level = (heights().min().unwrap_or(0) + heights().max().unwrap_or(0)) / 2;
        let mut crossings: Vec<i64> = Vec::new();
        for ring in &self.rings {
            for (from, to) in edges(ring) {
                if (from.1 <= level) != (to.1 <= level) {
                    crossings.push(from.0 + (to.0 - from.0) * (level - from.1) / (to.1 - from.1));
                }
            }
        }
        crossings.sort_unstable();
        let widest = crossings.chunks_exact(2).max_by_key(|pair| pair[1] - pair[0]);
        let middle = widest.map(|pair| i64::midpoint(pair[0], pair[1]));
        (middle.unwrap_or_else(|| self.rings[0][0].0), level)
    }
}

/// The sides of a ring.
fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Areas as they are drawn, each with as many points as a drawing can bear.
pub(super) fn outlines(areas: &[&Rings], projection: &Projection) -> Vec<Outline> {
    let drawn = areas
        .iter()
        .map(|area| area.iter().map(|ring| on_grid(ring, projection)).collect::<Vec<_>>());
    let drawn: Vec<Vec<Vec<Point>>> = drawn.collect();
    let joints = joints(&drawn);
    let mut away = 1;
    loop {
        let thin = |ring: &Vec<Point>| thinned(ring, &joints, away);
        let made = drawn.iter().map(|rings| {
            let thinned: Vec<_> = rings.iter().filter_map(thin).collect();
            Outline { rings: if thinned.is_empty() { vec![speck(rings)] } else { thinned } }
        });
        let made: Vec<_> = made.collect();
        let n_points: usize = made.iter().flat_map(|one| &one.rings).map(Vec::len).sum();
        if n_points <= MAX_DRAWN_POINTS || away > WIDTH {
            return made;
        }
        away *= 2;
    }
}

/// A ring in whole units, without points that fall together.
fn on_grid(ring: &[Place], projection: &Projection) -> Vec<Point> {
    let mut points: Vec<_> = ring.iter().map(|place| projection.point(*place)).collect();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// The points where borders meet or part.
fn joints(areas: &[Vec<Vec<Point>>]) -> BTreeSet<Point> {
    let mut neighbours: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for (from, to) in areas.iter().flatten().flat_map(|ring| edges(ring)) {
        neighbours.entry(from).or_default().insert(to);
        neighbours.entry(to).or_default().insert(from);
    }
    neighbours.into_iter().filter(|(_, next)| next.len() > 2).map(|(point, _)| point).collect()
}

/// A ring without the points that no reader misses; `None` if nothing is left to see.
fn thinned(ring: &[Point], joints: &BTreeSet<Point>, away: i64) -> Option<Vec<Point>> {
    if ring.len() < 3 {
        return None;
    }
    // It is cut where borders meet, or else at two points that do not depend on where it begins.
    let first = ring
        .iter()
        .position(|point| joints.contains(point))
        .or_else(|| (0..ring.len()).min_by_key(|number| ring[*number]))?;
    let mut turned: Vec<Point> = ring[first..].iter().chain(&ring[..first]).copied().collect();
    turned.push(turned[0]);
    let mut cuts: Vec<usize> =
        (0..turned.len()).filter(|number| joints.contains(&turned[*number])).collect();
    if cuts.len() < 3 {
        let farthest = (0..turned.len()).max_by_key(|number| {
            (distance(turned[*number], turned[0]), std::cmp::Reverse(turned[*number]))
        })?;
        cuts.extend([0, farthest, turned.len() - 1]);
        cuts.sort_unstable();
        cuts.dedup();
    }
    let mut points: Vec<Point> = Vec::new();
    for pair in cuts.windows(2) {
        let arc = &turned[pair[0]..=pair[1]];
        let mut kept = thinned_arc(arc, away);
        // The end of an arc begins the next one.
        kept.pop();
        points.extend(kept);
    }
    (points.len() > 2).then_some(points)
}

fn distance(one: Point, other: Point) -> i64 {
    let (across, down) = (one.0 - other.0, one.1 - other.1);
    across * across + down * down
}

/// Ramer, Douglas and Peucker: the points of a line that lie farther from the straight one than
/// that. The line is taken in the same direction for both of its sides.
fn thinned_arc(arc: &[Point], away: i64) -> Vec<Point> {
    let is_turned = arc.first().zip(arc.last()).is_some_and(|(first, last)| {
        (first, arc.get(1)) > (last, arc.len().checked_sub(2).and_then(|at| arc.get(at)))
    });
    let mut line = arc.to_vec();
    if is_turned {
        line.reverse();
    }
    let mut is_kept = vec![false; line.len()];
    let mut open = vec![(0, line.len() - 1)];
    while let Some((from, to)) = open.pop() {
        (is_kept[from], is_kept[to]) = (true, true);
        let farthest = (from + 1..to)
            .max_by_key(|at| (off(line[*at], line[from], line[to]), std::cmp::Reverse(*at)));
        let limit = match distance(line[from], line[to]) {
            0 => away * away,
            length => away * away * length,
        };
        if let Some(at) = farthest.filter(|at| off(line[*at], line[from], line[to]) > limit) {
            open.extend([(from, at), (at, to)]);
        }
    }
    let mut kept: Vec<_> =
        line.into_iter().zip(is_kept).filter(|(_, kept)| *kept).map(|(point, _)| point).collect();
    if is_turned {
        kept.reverse();
    }
    kept
}

/// How far a point is from a line: the square of that, times the square of the length of the line
/// where it has one.
fn off(point: Point, from: Point, to: Point) -> i64 {
    if from == to {
        return distance(point, from);
    }
    let across = (to.0 - from.0) * (point.1 - from.1) - (to.1 - from.1) * (point.0 - from.0);
    across * across
}

/// What stands for an area that is too small to be drawn.
fn speck(rings: &[Vec<Point>]) -> Vec<Point> {
    let (x, y) = rings.iter().flatten().next().copied().unwrap_or_default();
    vec![(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)]
}

#[cfg(test)]
mod tests {
    use super::{Point, Projection, WIDTH, outlines, thinned_arc};
    use crate::model::map::Place;
    use rust_decimal::Decimal;
    use std::collections::BTreeSet;

    /// A ring in hundredths of a degree.
    fn area(ring: &[(i32, i32)]) -> Vec<Vec<Place>> {
        vec![ring.iter().map(|(x, y)| (x * 100_000, y * 100_000)).collect()]
    }

    #[test]
    fn a_degree_of_longitude_is_half_as_long_at_sixty_degrees() {
        let square: &[(i32, i32)] = &[(0, 5900), (200, 5900), (200, 6100), (0, 6100)];
        let projection = Projection::new(&[&area(square)]).expect("it covers something");
        let at = |lat, lon| projection.point_at(Decimal::from(lat), Decimal::from(lon));
        let (low, high) = (at(59, 0).expect("within"), at(61, 2).expect("within"));
        let (across, down) = (high.0 - low.0, low.1 - high.1);
        assert!((across * 2 - down).abs() < 5, "{across} {down}");
        assert!(at(62, 0).is_none() && at(60, 10).is_none());
    }

    #[test]
    fn neighbours_keep_their_border() {
        // A border of many points between two areas, which each has in its own direction.
        let border: Vec<(i32, i32)> = (0..=400).map(|y| (500 + (y * 7919 % 13) - 6, y)).collect();
        let mut west = vec![(0, 0)];
        west.extend(&border);
        west.push((0, 400));
        let mut east: Vec<_> = border.iter().rev().copied().collect();
        east.extend([(1000, 0), (1000, 400)]);
        let (west, east) = (area(&west), area(&east));
        let areas: [&super::Rings; 2] = [&west, &east];
        let projection = Projection::new(&areas).expect("they cover something");
        let made = outlines(&areas, &projection);
        let edge = |x: i64| x > 40 && x < WIDTH - 40;
        let of = |number: usize| -> BTreeSet<Point> {
            made[number].rings[0].iter().copied().filter(|point| edge(point.0)).collect()
        };
        assert!(of(0).len() > 2);
        assert_eq!(of(0), of(1));
    }

    #[test]
    fn a_straight_line_needs_two_points() {
        let line: Vec<Point> = (0..100).map(|at| (at * 10, at * 5)).collect();
        assert_eq!(thinned_arc(&line, 1), [(0, 0), (990, 495)]);
        let corner: Vec<Point> = vec![(0, 0), (50, 1), (100, 0), (100, 100)];
        assert_eq!(thinned_arc(&corner, 2), [(0, 0), (100, 0), (100, 100)]);
        assert_eq!(thinned_arc(&[(5, 5), (5, 5)], 1).len(), 2);
    }

    #[test]
    fn a_name_stands_within_its_area() {
        // Like a U: its middle lies outside.
        let ring: &[(i32, i32)] = &[
            (0, 0),
            (300, 0),
            (300, 300),
            (200, 300),
            (200, 100),
            (100, 100),
            (100, 300),
            (0, 300),
        ];
        let shape = area(ring);
        let projection = Projection::new(&[&shape]).expect("it covers something");
        let made = outlines(&[&shape], &projection);
        let (x, _) = made[0].middle();
        let third = WIDTH / 3;
        assert!(x < third || x > 2 * third, "{x}");
        assert!(made[0].path().starts_with('M') && made[0].path().ends_with('Z'));
    }
}
