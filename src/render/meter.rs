//! The bar of a target with its result, plan and target written at it.
//!
//! Lengths are thousandths of its width, so that it is as wide as its place while texts keep their
//! size. How wide a text is can only be estimated: for the narrowest place, a phone.

use super::view::{MeterTextView, MeterView};

/// How wide the bar of a phone is, in pixels.
const PHONE: u32 = 350;

/// How wide a letter of the bold text in the bar is on average, in pixels; Chinese takes two.
const LETTER: u32 = 11;

/// Between a text and what it must not touch, in thousandths.
const GAP: u32 = 15;

/// What a bar is drawn from.
pub(super) struct Measured {
    /// How much of the target is reached, in thousandths; it may be more than all.
    pub(super) done: u32,
    /// How much was planned to be, likewise.
    pub(super) plan: Option<u32>,
    /// The result, as pages print it.
    pub(super) result: String,
    /// The planned share in words: "Plan 24.7%".
    pub(super) plan_words: String,
    /// "Target RMB 40 billion".
    pub(super) target_words: String,
    /// All of it in words, for those who do not see it.
    pub(super) label: String,
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place {
    from: u32,
    to: u32,
    anchor: Anchor,
}

#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Place {
    /// Begins somewhere.
    fn after(start: u32, width: u32) -> Self {
        Self { from: start, to: start + width, anchor: Anchor::Start }
    }

    /// Ends somewhere; `None` if there is no room before it.
    fn before(end: u32, width: u32) -> Option<Self> {
        Some(Self { from: end.checked_sub(width)?, to: end, anchor: Anchor::End })
    }

    /// Under a mark, within the bar.
    fn under(mark: u32, width: u32) -> Self {
        let half = width / 2;
        match mark {
            mark if mark < half => Self::after(mark, width),
            mark if mark + half > 1000 => {
                Self::before(mark, width).unwrap_or(Self::after(0, width))
            }
            _ => Self { from: mark - half, to: mark + half, anchor: Anchor::Middle },
        }
    }

    /// Whether it neither leaves the bar nor touches a mark.
    fn is_free(self, mark: Option<u32>) -> bool {
        self.to <= 1000 && mark.is_none_or(|mark| mark + GAP < self.from || self.to + GAP < mark)
    }

    fn meets(self, other: Self) -> bool {
        self.from < other.to + GAP && other.from < self.to + GAP
    }

    fn view(self, text: String) -> MeterTextView {
        let (x, anchor) = match self.anchor {
            Anchor::Start => (self.from, "start"),
            Anchor::Middle => (self.from.midpoint(self.to), "middle"),
            Anchor::End => (self.to, "end"),
        };
        MeterTextView { text, x: percent(x), anchor }
    }
}

/// The bar of a target.
pub(super) fn meter(of: Measured) -> MeterView {
    // A result beyond its target makes the bar longer, up to four times; what is more is cut off.
    let whole = of.done.clamp(1000, 4000);
    let place = |thousandths: u32| (thousandths.min(whole) * 1000).div_ceil(whole);
    let (fill, target, tick) = (place(of.done), place(1000), of.plan.map(place));
    let result = result_place(width(&of.result), fill, tick);
    let stands = match result {
        Some((_, true)) => "inside",
        Some((_, false)) => "behind",
        None => "below",
    };
    let result = result.map_or(Place::after(0, width(&of.result)), |(place, _)| place);
    let target_width = width(&of.target_words);
    let target_place = Place::before(target, target_width).unwrap_or_else(|| {
        Place::after(target.min(1000_u32.saturating_sub(target_width)), target_width)
    });
    let plan = tick.map(|tick| Place::under(tick, width(&of.plan_words)));
    let has_two_lines = stands == "below" || plan.is_some_and(|plan| plan.meets(target_place));
    MeterView {
        fill: percent(fill),
        tick: tick.map(percent),
        // At the end of the bar the target needs no mark.
        target_tick: (target < 1000).then(|| percent(target)),
        is_cut: of.done > whole,
        stands,
        has_two_lines,
        result: result.view(of.result),
        plan: plan.map(|plan| plan.view(of.plan_words)),
        target: target_place.view(of.target_words),
        label: of.label,
    }
}

/// Where the result touches neither the mark of the plan nor the ends, and whether it stands on the
/// filled part: before the end of that or before the mark, else behind them. `None` if it has no
/// place in the bar.
fn result_place(width: u32, fill: u32, tick: Option<u32>) -> Option<(Place, bool)> {
    let inside = |end: u32| {
        let place = Place::before(end.checked_sub(GAP)?, width)?;
        place.is_free(tick).then_some((place, true))
    };
    let behind = |start: u32| {
        let place = Place::after(start + GAP, width);
        place.is_free(tick).then_some((place, false))
    };
    inside(fill)
        .or_else(|| behind(fill))
        .or_else(|| inside(tick.filter(|tick| *tick < fill)?.checked_sub(GAP)?))
        .or_else(|| behind(tick.filter(|tick| *tick > fill)? + GAP))
}

/// About how wide a text is, in thousandths of the bar.
fn width(text: &str) -> u32 {
    let letters: u32 = text.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum();
    (letters * LETTER * 1000).div_ceil(PHONE)
}

/// A length in thousandths as one of an SVG.
fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(done: u32, plan: Option<u32>) -> MeterView {
        meter(Measured {
            done,
            plan,
            result: "RMB 29 billion".to_owned(),
            plan_words: "Plan 24.7%".to_owned(),
            target_words: "Target RMB 40 billion".to_owned(),
            label: String::new(),
        })
    }

    /// Whatever the shares are, a result in the bar keeps off the mark of the plan.
    #[test]
    fn texts_keep_off_marks() {
        let needed = width("RMB 29 billion");
        for done in (0..5000_u32).step_by(13) {
            for plan in (0..1000).step_by(17).map(Some).chain([None]) {
                let whole = done.clamp(1000, 4000);
                let fill = (done.min(whole) * 1000).div_ceil(whole);
                let tick = plan.map(|plan: u32| (plan * 1000).div_ceil(whole));
                match result_place(needed, fill, tick) {
                    Some((place, is_inside)) => {
                        assert!(place.is_free(tick), "{done} {plan:?}");
                        assert!(!is_inside || place.to <= fill, "{done} {plan:?}");
                        assert!(is_inside || place.from >= fill, "{done} {plan:?}");
                    }
                    None => assert_eq!(drawn(done, plan).stands, "below"),
                }
            }
        }
    }

    #[test]
    fn a_result_beyond_its_target_marks_the_target() {
        assert_eq!(drawn(2000, None).target_tick.as_deref(), Some("50.0%"));
        assert!(drawn(9000, None).is_cut);
        assert_eq!(drawn(725, Some(247)).target_tick, None);
        assert_eq!(drawn(725, Some(247)).stands, "inside");
        assert_ne!(drawn(50, Some(247)).stands, "inside");
    }
}
