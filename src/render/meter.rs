//! The bar of a target with its result, plan and target written at it.
//!
//! Lengths are thousandths of its width, so that it is as wide as its place while texts keep their
//! size. How wide a text is can only be estimated: for the narrowest place, a phone. Heights are
//! in the size of the text, so that lines stay apart where that is enlarged; where there is no room
//! for lines beside each other, the style sheet shows the texts below the bar instead.

use super::view::{MeterTextView, MeterView};

/// How wide a bar is at least that has texts at it, in pixels: in a narrower one, as on a phone with
/// enlarged text, the style sheet shows them below.
const PHONE: u32 = 300;

/// How wide it is at least where the style sheet has a desk's room, in pixels.
const DESK: u32 = 680;

/// Between a text and what it must not touch, in thousandths.
const GAP: u32 = 15;

/// Where the baselines of the lines below the bar are, in pixels from its top at the usual size.
const LINES: [u32; 3] = [72, 94, 116];

/// And that of the text in the bar.
const IN_BAR: u32 = 28;

/// The usual size of the text of the result, and of the others.
const TEXT: u32 = 17;
const SMALL: u32 = 14;

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
    fn is_free(self, marks: &[u32]) -> bool {
        let is_apart = |mark: &u32| *mark + GAP < self.from || self.to + GAP < *mark;
        self.to <= 1000 && marks.iter().all(is_apart)
    }

    fn meets(self, other: Self) -> bool {
        self.from < other.to + GAP && other.from < self.to + GAP
    }

    fn view(self, text: String, y: u32, size: u32) -> MeterTextView {
        let (x, anchor) = match self.anchor {
            Anchor::Start => (self.from, "start"),
            Anchor::Middle => (self.from.midpoint(self.to), "middle"),
            Anchor::End => (self.to, "end"),
        };
        MeterTextView { text, x: percent(x), y: em(y, size), anchor }
    }
}

/// The bar of a target.
pub(super) fn meter(of: Measured) -> MeterView {
    // A result beyond its target makes the bar longer, up to four times; what is more is cut off.
    let whole = of.done.clamp(1000, 4000);
    let place = |thousandths: u32| (thousandths.min(whole) * 1000).div_ceil(whole);
    let (fill, target, tick) = (place(of.done), place(1000), of.plan.map(place));
    // At the end of the bar the target needs no mark.
    let target_mark = (target < 1000).then_some(target);
    let marks: Vec<u32> = tick.into_iter().chain(target_mark).collect();
    let width = width_in(PHONE, &of.result, TEXT);
    let result = result_place(width, fill, &marks);
    let stands = match result {
        Some((_, true)) => "inside",
        Some((_, false)) => "behind",
        None => "below",
    };
    let result = result.map_or_else(|| Place::under(fill, width), |(place, _)| place);
    let below = |wide: u32| {
        let target_width = width_in(wide, &of.target_words, SMALL);
        let target_place = Place::before(target, target_width).unwrap_or_else(|| {
            Place::after(target.min(1000_u32.saturating_sub(target_width)), target_width)
        });
        let plan_width = width_in(wide, &of.plan_words, SMALL);
        (tick.map(|tick| Place::under(tick, plan_width)), target_place)
    };
    let meet = |(plan, target): (Option<Place>, Place)| plan.is_some_and(|plan| plan.meets(target));
    let (plan, target_place) = below(PHONE);
    // Below the bar there is a line for the plan, one for the target where the two would meet, and
    // one for a result that has no place in the bar.
    let target_line = usize::from(meet((plan, target_place)));
    let is_lifted = target_line == 1 && !meet(below(DESK));
    let n_lines = 1 + target_line + usize::from(stands == "below");
    MeterView {
        fill: percent(fill),
        tick: tick.map(percent),
        target_tick: target_mark.map(percent),
        is_cut: of.done > whole,
        is_lifted,
        stands,
        height: em(LINES[n_lines - 1] + 4, TEXT),
        result: result.view(
            of.result,
            if stands == "below" { LINES[n_lines - 1] } else { IN_BAR },
            TEXT,
        ),
        plan: plan.map(|plan| plan.view(of.plan_words, LINES[0], SMALL)),
        target: target_place.view(of.target_words, LINES[target_line], SMALL),
        label: of.label,
    }
}

/// Where the result touches neither a mark nor the ends, and whether it stands on the filled part:
/// before the end of that or before a mark, else behind them. `None` if it has no place in the bar.
fn result_place(width: u32, fill: u32, marks: &[u32]) -> Option<(Place, bool)> {
    let inside = |end: u32| {
        let place = Place::before(end.checked_sub(GAP)?, width)?;
        place.is_free(marks).then_some((place, true))
    };
    let behind = |start: u32| {
        let place = Place::after(start + GAP, width);
        place.is_free(marks).then_some((place, false))
    };
    let (before, after): (Vec<u32>, Vec<u32>) = marks.iter().partition(|mark| **mark < fill);
    inside(fill)
        .or_else(|| behind(fill))
        .or_else(|| before.into_iter().rev().find_map(|mark| inside(mark.checked_sub(GAP)?)))
        .or_else(|| after.into_iter().find_map(|mark| behind(mark + GAP)))
}

/// About how wide a bold text of a size is, in thousandths of a bar of so many pixels.
fn width_in(bar: u32, text: &str, size: u32) -> u32 {
    let em: u32 = text.chars().map(letter).sum();
    // Fonts differ: one in sixteen more.
    let em = em + em / 16;
    (em * size).div_ceil(bar)
}

/// About how wide a letter of a bold sans serif is, in thousandths of its size.
fn letter(c: char) -> u32 {
    match c {
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'' | '’' | ':' | 'i' | 'j' | 'l' => 280,
        '(' | ')' | '-' | 'I' | 'f' | 'r' | 't' => 390,
        'm' | 'w' | 'M' | 'W' | '%' => 900,
        '0'..='9' => 560,
        _ if c >= '\u{2e80}' => 1000,
        _ if c.is_uppercase() => 740,
        _ => 620,
    }
}

/// A length in thousandths as one of an SVG.
fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// Pixels at the usual size in the size of a text.
fn em(pixels: u32, size: u32) -> String {
    let hundredths = (pixels * 100 + size / 2) / size;
    format!("{}.{:02}em", hundredths / 100, hundredths % 100)
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
        let needed = width_in(PHONE, "RMB 29 billion", TEXT);
        for done in (0..5000_u32).step_by(13) {
            for plan in (0..1000).step_by(17).map(Some).chain([None]) {
                let whole = done.clamp(1000, 4000);
                let fill = (done.min(whole) * 1000).div_ceil(whole);
                let place = |of: u32| (of * 1000).div_ceil(whole);
                let target = Some(place(1000)).filter(|target| *target < 1000);
                let marks: Vec<u32> = plan.map(place).into_iter().chain(target).collect();
                match result_place(needed, fill, &marks) {
                    Some((place, is_inside)) => {
                        assert!(place.is_free(&marks), "{done} {plan:?}");
                        assert!(!is_inside || place.to <= fill, "{done} {plan:?}");
                        assert!(is_inside || place.from >= fill, "{done} {plan:?}");
                    }
                    None => assert_eq!(drawn(done, plan).stands, "below"),
                }
            }
        }
    }

    /// Neither do the texts below the bar stand on each other.
    #[test]
    fn lines_below_are_apart() {
        for done in [0, 20, 500, 1200, 3000] {
            for plan in (0..1000).step_by(17) {
                let drawn = drawn(done, Some(plan));
                let plan_line = drawn.plan.map(|plan| plan.y).expect("it has a plan");
                let line = |y: &str| {
                    LINES
                        .iter()
                        .position(|line| [TEXT, SMALL].iter().any(|size| em(*line, *size) == y))
                };
                let plan_line = line(&plan_line);
                if drawn.stands == "below" {
                    let result_line = line(&drawn.result.y);
                    assert_ne!(result_line, plan_line, "{done} {plan}");
                    assert_ne!(result_line, line(&drawn.target.y), "{done} {plan}");
                }
            }
        }
    }

    /// Where there is room plan and target share a line, unless they meet there, too.
    #[test]
    fn a_target_is_lifted_where_there_is_room() {
        let of_plan = |plan| {
            let drawn = drawn(725, plan);
            (drawn.target.y, drawn.is_lifted)
        };
        assert_eq!(of_plan(Some(500)), (em(LINES[1], SMALL), true));
        assert_eq!(of_plan(Some(900)), (em(LINES[1], SMALL), false));
        assert_eq!(of_plan(Some(247)), (em(LINES[0], SMALL), false));
        assert_eq!(of_plan(None), (em(LINES[0], SMALL), false));
    }

    /// A result that is longer than what is filled, and stands close to the plan, is beside it.
    #[test]
    fn a_result_stands_behind_the_plan() {
        let place = result_place(width_in(PHONE, "RMB 23.89 billion", TEXT), 459, &[450]);
        assert!(place.is_some_and(|(place, is_inside)| !is_inside && place.from > 459));
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
