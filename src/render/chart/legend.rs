//! What lines and fills stand for, above a drawing.

use super::svg::Anchor;
use super::svg::Drawing;
use super::svg::FULL;
use super::svg::LINE;
use super::svg::Label;
use super::svg::text_width;

/// What a line or a fill stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'t> {
    class: &'t str,
    is_line: bool,
    text: &'t str,
    lang: Option<&'t str>,
}

impl<'t> Key<'t> {
    pub(super) fn line(class: &'t str, text: &'t str) -> Self {
        Self { class, is_line: true, text, lang: None }
    }

    pub(super) fn fill(class: &'t str, text: &'t str, lang: Option<&'t str>) -> Self {
        Self { class, is_line: false, text, lang }
    }
}

/// The width of a sample, and the space after it, in tenths of an `em`.
const SAMPLE: u32 = 14;
const AFTER: u32 = 5;

/// Draws samples with their words, in as many rows as they need; returns where the last ends.
pub(super) fn legend(drawing: &mut Drawing, keys: &[Key<'_>]) -> u32 {
    let (mut across, mut baseline) = (0, LINE - 3);
    for key in keys {
        let sample = drawing.across(if key.is_line { SAMPLE } else { 9 });
        let gap = drawing.across(AFTER);
        let width = sample + gap + drawing.across(text_width(key.text));
        if across > 0 && across + width > FULL {
            (across, baseline) = (0, baseline + LINE + 3);
        }
        let middle = baseline - 4;
        if key.is_line {
            drawing.line(key.class, (across, middle), (across + sample, middle));
        } else {
            drawing.rect(key.class, across..across + sample, middle - 4..middle + 5);
        }
        let label = Label::new("key", Anchor::Start, key.text).lang(key.lang);
        drawing.text(label, (across + sample + gap, baseline));
        across += width + 3 * gap;
    }
    baseline + 3
}
