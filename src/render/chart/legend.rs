//! What lines and fills stand for, above a drawing.

use super::svg::{Anchor, Drawing, FULL, LINE, Label, key_width, text_width, wrap};

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

/// The least space between two keys, in tenths of an `em`.
const GAP: u32 = 14;

/// How many lines the words of one key have at most.
const MOST_LINES: usize = 3;

/// Draws samples with their words, in as many rows as they need; returns where the last ends. Words
/// that are wider than the drawing itself are broken into lines.
pub(super) fn legend(drawing: &mut Drawing, keys: &[Key<'_>]) -> u32 {
    let (mut across, mut baseline) = (0, LINE - 3);
    for key in keys {
        let sample = key_width(key.is_line);
        let lines = wrap(key.text, drawing.narrow() - sample, MOST_LINES);
        let widest = lines.iter().map(|line| text_width(line)).max().unwrap_or_default();
        let width = drawing.across(sample + widest);
        if across > 0 && (across + width > FULL || lines.len() > 1) {
            (across, baseline) = (0, baseline + LINE + 3);
        }
        for (number, line) in (0..).zip(&lines) {
            let label = Label::new("key", Anchor::Start, line).lang(key.lang);
            match number {
                0 => drawing.key(key.class, key.is_line, label, (across, baseline)),
                _ => {
                    baseline += LINE;
                    drawing.key_more(key.is_line, label, (across, baseline));
                }
            }
        }
        across += width + drawing.across(GAP);
    }
    baseline + 3
}

#[cfg(test)]
mod tests {
    use super::Key;
    use super::legend;
    use crate::render::chart::svg::Drawing;
    use crate::render::chart::svg::NARROW;

    #[test]
    fn keys_take_as_many_rows_as_they_need() {
        let names = ["Contacted", "Signed", "Registered", "Approved", "Construction started"];
        let keys = names.map(|name| Key::fill("seq-1", name, None));
        let mut drawing = Drawing::new(NARROW);
        let end = legend(&mut drawing, &keys);
        assert_eq!((end, drawing.n_clashes()), (48, 0));
    }

    #[test]
    fn words_wider_than_the_drawing_are_broken() {
        let names = ["Signed", "Main building topped out, equipment moving in", "Completed"];
        let keys = names.map(|name| Key::fill("seq-1", name, None));
        let mut drawing = Drawing::new(NARROW);
        let end = legend(&mut drawing, &keys);
        assert_eq!((end, drawing.n_clashes()), (62, 0));
    }
}
