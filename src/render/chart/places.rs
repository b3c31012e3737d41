//! A map by the coordinates of parks: north at the top, stretched to the drawing.

use super::map::{Field, Tile, counted};
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, Shape, wrap};
use crate::render::scope::Scope;
use crate::render::view::LinkView;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::ops::RangeInclusive;

/// How high the drawing is, and how far marks stay from its edges: tenths of an `em`.
const HEIGHT: u32 = 220;
const ABOVE: u32 = 30;

/// How far marks stay from the sides, in thousandths.
const ASIDE: u32 = 80;

/// The room for a name beside its mark, in tenths of an `em`.
const NAME: u32 = 90;

/// How far parks with coordinates lie apart.
pub(super) struct Places {
    lat: RangeInclusive<Decimal>,
    lon: RangeInclusive<Decimal>,
    /// How many parks have coordinates.
    pub(super) n_parks: usize,
}

impl Places {
    /// Measures the parks; `None` if fewer than two have coordinates, or all have the same.
    pub(super) fn new(fields: &[Field<'_>]) -> Option<Self> {
        let known: Vec<_> = fields.iter().flat_map(|field| &field.parks).collect();
        let known: Vec<_> = known.into_iter().filter_map(|tile| tile.position).collect();
        let (lats, lons) = (known.iter().map(|one| one.lat), known.iter().map(|one| one.lon));
        let lat = lats.clone().min()?..=lats.max()?;
        let lon = lons.clone().min()?..=lons.max()?;
        let are_apart = lat.start() < lat.end() || lon.start() < lon.end();
        are_apart.then_some(Self { lat, lon, n_parks: known.len() })
    }

    /// Draws a mark for each park, its name and number where there is room, and the names of
    /// regions amid their parks.
    pub(super) fn draw(&self, scope: &Scope<'_>, fields: &[Field<'_>]) -> (Drawing, u32) {
        let mut drawing = Drawing::new(NARROW);
        drawing.rect("tile", 0..FULL, 0..HEIGHT);
        let parks = fields.iter().flat_map(|field| &field.parks);
        let mut placed: Vec<_> = parks.filter_map(|tile| Some((tile, self.place(tile)?))).collect();
        for (_, at) in &placed {
            drawing.mark("dot", Shape::Dot, *at);
        }
        // Where names would touch, that of the park with more projects stands.
        placed.sort_by_key(|(tile, _)| Reverse(tile.n_projects));
        for (tile, at) in placed {
            let name = wrap(&tile.name.text, NAME, 1).join("");
            let text = counted(scope, &name, tile.n_projects);
            write_beside(&mut drawing, ("name", &tile.name), &text, at);
        }
        for field in fields.iter().filter(|field| field.name.href.is_some()) {
            let marks: Vec<_> = field.parks.iter().filter_map(|tile| self.place(tile)).collect();
            let Some(n) = u32::try_from(marks.len()).ok().filter(|n| *n > 0) else { continue };
            let middle = (
                marks.iter().map(|at| at.0).sum::<u32>() / n,
                marks.iter().map(|at| at.1).sum::<u32>() / n,
            );
            let name = wrap(&field.name.text, NAME, 1).join("");
            let rows = [0, 2 * LINE, 4 * LINE].map(|up| middle.1.saturating_sub(up).max(LINE));
            let mut rows = rows.into_iter().map(|down| (middle.0, down));
            rows.any(|at| write_beside(&mut drawing, ("panel-name", &field.name), &name, at));
        }
        (drawing, HEIGHT)
    }

    fn place(&self, tile: &Tile<'_>) -> Option<(u32, u32)> {
        let position = tile.position?;
        let across = along(position.lon, &self.lon, FULL - 2 * ASIDE)?;
        let up = along(position.lat, &self.lat, HEIGHT - 2 * ABOVE)?;
        Some((ASIDE + across, HEIGHT - ABOVE - up))
    }
}

/// How far along a range a value lies, in parts of a length; the middle where the range is a point.
fn along(value: Decimal, range: &RangeInclusive<Decimal>, length: u32) -> Option<u32> {
    let whole = range.end().checked_sub(*range.start())?;
    let part = value.checked_sub(*range.start())?.checked_mul(length.into())?;
    match part.checked_div(whole) {
        Some(along) => u32::try_from(along.round()).ok(),
        None => Some(length / 2),
    }
}

/// Writes a text to the right of a place, to the left, below or above, wherever it is free;
/// whether it is there.
pub(super) fn write_beside(
    drawing: &mut Drawing,
    (class, of): (&'static str, &LinkView<'_>),
    text: &str,
    (across, down): (u32, u32),
) -> bool {
    let aside = drawing.across(7);
    let places = [
        (Anchor::Start, (across + aside, down + 4)),
        (Anchor::End, (across.saturating_sub(aside), down + 4)),
        (Anchor::Middle, (across, down + LINE + 2)),
        (Anchor::Middle, (across, down - 7)),
    ];
    let mut places = places.into_iter();
    places
        .any(|(anchor, at)| drawing.text_if_free(Label::new(class, anchor, text).lang(of.lang), at))
}

#[cfg(test)]
mod tests {
    use super::along;
    use rust_decimal::Decimal;

    #[test]
    fn places_lie_along_their_range() {
        let degrees = |tenths| Decimal::new(tenths, 1);
        let range = degrees(-15)..=degrees(25);
        assert_eq!(along(degrees(-15), &range, 800), Some(0));
        assert_eq!(along(degrees(-5), &range, 800), Some(200));
        assert_eq!(along(degrees(25), &range, 800), Some(800));
        let point = degrees(5)..=degrees(5);
        assert_eq!(along(degrees(5), &point, 800), Some(400));
    }
}
