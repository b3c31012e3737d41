//! The room that labels take in a drawing, and what they must keep off.
//!
//! All places are those of the narrowest drawing: in a wider one labels are shorter and marks
//! smaller for the same percentages, so what is apart there is apart at every width.

use super::svg::{FULL, LINE};
use std::ops::Range;

/// How far a text reaches above its baseline and below it, in tenths of an `em`.
const ABOVE: i64 = 9;
const BELOW: i64 = 2;

/// The room that a label takes in a drawing of the narrowest width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Extent {
    /// Thousandths across; what sticks out to the left is below zero.
    pub(in crate::render) from: i64,
    pub(in crate::render) to: i64,
    /// The baseline, in tenths of an `em` down.
    pub(in crate::render) baseline: u32,
}

impl Extent {
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.baseline.abs_diff(other.baseline) < LINE - 2 && self.meets(other)
    }

    /// Whether they share a place across.
    pub(in crate::render) fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether it lies within the drawing.
    pub(in crate::render) fn fits(self) -> bool {
        self.from >= 0 && self.to <= i64::from(FULL)
    }

    /// Its edges down.
    fn down(self) -> (i64, i64) {
        let baseline = i64::from(self.baseline);
        (baseline - ABOVE, baseline + BELOW)
    }
}

/// A line from one point to another, or the diagonal of a rectangle that is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Obstacle {
    from: (i64, i64),
    to: (i64, i64),
    is_full: bool,
}

impl Obstacle {
    pub(super) fn line(from: (u32, u32), to: (u32, u32)) -> Self {
        let point = |(x, y): (u32, u32)| (i64::from(x), i64::from(y));
        Self { from: point(from), to: point(to), is_full: false }
    }

    pub(super) fn rect(across: Range<u32>, down: Range<u32>) -> Self {
        let line = Self::line((across.start, down.start), (across.end, down.end));
        Self { is_full: true, ..line }
    }

    /// Whether a label meets it.
    pub(super) fn touches(self, label: Extent) -> bool {
        let (top, bottom) = label.down();
        let is_apart = |(one, other): (i64, i64), (low, high): (i64, i64)| {
            one.max(other) <= low || high <= one.min(other)
        };
        if is_apart((self.from.0, self.to.0), (label.from, label.to))
            || is_apart((self.from.1, self.to.1), (top, bottom))
        {
            return false;
        }
        if self.is_full {
            return true;
        }
        // A line misses a box if all corners of that are on one side of it.
        let run = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let corners =
            [(label.from, top), (label.to, top), (label.from, bottom), (label.to, bottom)];
        let side = |(x, y): (i64, i64)| run.0 * (y - self.from.1) - run.1 * (x - self.from.0);
        let sides = corners.map(side);
        !(sides.iter().all(|side| *side > 0) || sides.iter().all(|side| *side < 0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Obstacle};

    #[test]
    fn a_line_beside_a_label_does_not_touch_it() {
        let label = Extent { from: 100, to: 300, baseline: 50 };
        assert!(Obstacle::line((0, 0), (400, 100)).touches(label));
        assert!(!Obstacle::line((0, 0), (400, 30)).touches(label));
        assert!(!Obstacle::line((0, 100), (1000, 40)).touches(label));
        assert!(Obstacle::line((200, 0), (200, 100)).touches(label));
        assert!(!Obstacle::line((300, 0), (300, 100)).touches(label));
        assert!(Obstacle::rect(290..400, 0..42).touches(label));
        assert!(!Obstacle::rect(290..400, 0..41).touches(label));
    }
}
