//! Drawing SVG whose text never changes its size.
//!
//! A drawing has no `viewBox`, because one would scale its text with its width: what is legible on
//! a desk would be 6 pixels high on a phone. Instead, places across are in percent of the width,
//! whatever that is, and places down are in `em`. Text has the size that the style sheet gives it,
//! and one drawing serves every screen, paper, and readers who enlarge their text.
//!
//! Labels are laid out for the narrowest width that a drawing must have, with a generous estimate
//! of their own; a wider drawing only moves them apart. `path` takes no percentages, so curves are
//! drawn as lines from point to point, and shapes stand in a nested `svg` at their place.
//!
//! All numbers are whole: thousandths across, tenths of an `em` down.

use super::hatch;
use super::room::{Extent, Obstacle};
pub(in crate::render) use super::wrap::{text_width, wrap};
use std::fmt::Write;
use std::ops::Range;

/// The full width.
pub(in crate::render) const FULL: u32 = 1000;

/// The width in tenths of an `em` that a drawing has on the narrowest screens: 20 `em` of 14
/// pixels are the 320 pixels of a small phone, without its margins.
pub(in crate::render) const NARROW: u32 = 200;

/// How far apart the baselines of two lines of text are, in tenths of an `em`.
pub(in crate::render) const LINE: u32 = 14;

/// Between the words of an axis and its lines, in tenths of an `em`.
const MARGIN_GAP: u32 = 6;

/// The widest margin that the style sheet knows, in `em`.
const WIDEST_MARGIN: u32 = 9;

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Anchor {
    Start,
    Middle,
    End,
}

/// A shape at a point. Shapes differ where colours do, so that they are told apart in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Shape {
    Dot,
    Square,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Toward {
    Left,
    Right,
    Up,
    Down,
}

/// A text as a drawing has it.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Label<'t> {
    pub(in crate::render) class: &'static str,
    pub(in crate::render) anchor: Anchor,
    pub(in crate::render) text: &'t str,
    /// The tag of its language, only if it differs from the page's.
    pub(in crate::render) lang: Option<&'t str>,
}

impl<'t> Label<'t> {
    pub(in crate::render) fn new(class: &'static str, anchor: Anchor, text: &'t str) -> Self {
        Self { class, anchor, text, lang: None }
    }

    pub(in crate::render) fn lang(self, lang: Option<&'t str>) -> Self {
        Self { lang, ..self }
    }
}

/// A drawing in the making.
#[derive(Debug)]
pub(in crate::render) struct Drawing {
    out: String,
    /// Tenths of an `em`.
    narrow: u32,
    /// What is kept free at the left for the words of an axis, in tenths of an `em`.
    margin: u32,
    /// How high it is in tenths of an `em` at its narrowest, if it grows with its width: places
    /// down are then shares of that.
    grows_to: Option<u32>,
    labels: Vec<Extent>,
    /// What labels beside figures keep off.
    obstacles: Vec<Obstacle>,
}

impl Drawing {
    /// An empty drawing that is never narrower than that many tenths of an `em`.
    pub(in crate::render) fn new(narrow: u32) -> Self {
        Self {
            out: String::new(),
            narrow,
            margin: 0,
            grows_to: None,
            labels: Vec::new(),
            obstacles: Vec::new(),
        }
    }

    /// One that lies over a picture and grows with it, that high at its narrowest.
    pub(in crate::render) fn over_picture(height: u32) -> Self {
        Self { grows_to: Some(height), ..Self::new(NARROW) }
    }

    /// A place down.
    fn down(&self, tenths: u32) -> Down {
        Down { tenths, of: self.grows_to }
    }

    /// The same with room at the left for the widest of some texts, which lines then never cross.
    pub(in crate::render) fn with_margin<'t>(
        narrow: u32,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let widest = texts.into_iter().map(text_width).max().unwrap_or_default();
        let margin = (widest + MARGIN_GAP).div_ceil(10).min(WIDEST_MARGIN) * 10;
        Self { margin, ..Self::new(narrow - margin) }
    }

    /// Writes a text into the margin, at the middle of a place down.
    pub(in crate::render) fn margin_text(&mut self, label: Label<'_>, middle: u32) {
        self.put(format_args!(
            "<text class=\"chart-{}\" x=\"-0.6em\" y=\"{}em\" text-anchor=\"end\"",
            label.class,
            Tenths(middle + 3),
        ));
        self.words(label);
    }

    /// A rectangle; `class` names it for the style sheet.
    /// On paper a fill of a series gets its pattern.
    pub(in crate::render) fn rect(&mut self, class: &str, across: Range<u32>, down: Range<u32>) {
        let (x, y) = (Tenths(across.start), Tenths(down.start));
        let width = Tenths(across.end.saturating_sub(across.start));
        let height = Tenths(down.end.saturating_sub(down.start));
        for (class, fill) in hatch::layers(class, plain_fill(class)) {
            self.put(format_args!(
                "<rect class=\"chart-{class}\" x=\"{x}%\" y=\"{y}em\" width=\"{width}%\" height=\"{height}em\"{fill}/>",
            ));
        }
        if is_of_figure(class) {
            self.obstacles.push(Obstacle::rect(across, down));
        }
    }

    /// A straight line.
    pub(in crate::render) fn line(&mut self, class: &str, from: (u32, u32), to: (u32, u32)) {
        self.put(format_args!(
            "<line class=\"chart-{class}\" x1=\"{}%\" y1=\"{}em\" x2=\"{}%\" y2=\"{}em\" stroke=\"#567\"/>",
            Tenths(from.0),
            Tenths(from.1),
            Tenths(to.0),
            Tenths(to.1),
        ));
        self.obstacles.push(Obstacle::line(from, to));
    }

    /// A shape whose middle is at a point.
    pub(in crate::render) fn mark(&mut self, class: &str, shape: Shape, at: (u32, u32)) {
        let side = self.across(MARK);
        self.obstacles.push(Obstacle::rect(
            at.0.saturating_sub(side)..at.0 + side,
            at.1.saturating_sub(MARK)..at.1 + MARK,
        ));
        let (x, y) = (Tenths(at.0), self.down(at.1));
        match shape {
            Shape::Dot => self.put(format_args!(
                "<circle class=\"chart-{class}\" cx=\"{x}%\" cy=\"{y}\" r=\"0.35em\"/>"
            )),
            Shape::Square => self.put(format_args!(
                "<svg x=\"{x}%\" y=\"{y}\" overflow=\"visible\"><rect class=\"chart-{class}\" x=\"-0.32em\" y=\"-0.32em\" width=\"0.64em\" height=\"0.64em\"/></svg>"
            )),
        }
    }

    /// The head of an arrow whose tip is at a point.
    pub(in crate::render) fn arrow_head(&mut self, class: &str, at: (u32, u32), toward: Toward) {
        let ends = match toward {
            Toward::Left => [("0.45em", "-0.32em"), ("0.45em", "0.32em")],
            Toward::Right => [("-0.45em", "-0.32em"), ("-0.45em", "0.32em")],
            Toward::Up => [("-0.32em", "0.45em"), ("0.32em", "0.45em")],
            Toward::Down => [("-0.32em", "-0.45em"), ("0.32em", "-0.45em")],
        };
        self.strokes(class, at, ends.map(|(x, y)| ("0", "0", x, y)));
    }

    /// Two strokes across a bar that goes on beyond its end.
    pub(in crate::render) fn break_mark(&mut self, at: (u32, u32)) {
        let strokes =
            [("-0.35em", "0.5em", "0.05em", "-0.5em"), ("0em", "0.5em", "0.4em", "-0.5em")];
        self.strokes("break", at, strokes);
    }

    /// Short lines around a point, in `em` whatever the width of the drawing.
    fn strokes(&mut self, class: &str, at: (u32, u32), strokes: [(&str, &str, &str, &str); 2]) {
        let (x, y) = (Tenths(at.0), Tenths(at.1));
        self.put(format_args!("<svg x=\"{x}%\" y=\"{y}em\" overflow=\"visible\">"));
        for (x1, y1, x2, y2) in strokes {
            self.put(format_args!(
                "<line class=\"chart-{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{}\"/>",
                if class == "break" { "#fff" } else { "#567" },
            ));
        }
        self.out.push_str("</svg>");
    }

    /// A sample of a line or a fill with its words beside it, whatever the width of the drawing.
    pub(in crate::render) fn key(
        &mut self,
        class: &str,
        is_line: bool,
        label: Label<'_>,
        at: (u32, u32),
    ) {
        let (x, y) = (Tenths(at.0), Tenths(at.1));
        self.put(format_args!("<svg x=\"{x}%\" y=\"{y}em\" overflow=\"visible\">"));
        match is_line {
            true => self.put(format_args!(
                "<line class=\"chart-{class}\" x2=\"1.4em\" y1=\"-0.4em\" y2=\"-0.4em\" stroke=\"#567\"/>"
            )),
            false => {
                for (class, fill) in hatch::layers(class, plain_fill(class)) {
                    self.put(format_args!(
                        "<rect class=\"chart-{class}\" y=\"-0.85em\" width=\"0.9em\" height=\"0.9em\"{fill}/>",
                    ));
                }
            }
        }
        self.key_words(is_line, label, at);
    }

    /// One more line of the words beside a sample.
    pub(in crate::render) fn key_more(&mut self, is_line: bool, label: Label<'_>, at: (u32, u32)) {
        let (x, y) = (Tenths(at.0), Tenths(at.1));
        self.put(format_args!("<svg x=\"{x}%\" y=\"{y}em\" overflow=\"visible\">"));
        self.key_words(is_line, label, at);
    }

    /// The words beside a sample, at the end of what moves with its place.
    fn key_words(&mut self, is_line: bool, label: Label<'_>, at: (u32, u32)) {
        let sample = key_width(is_line);
        let mut extent = self.extent(label, at);
        extent.to += i64::from(self.across(sample));
        self.labels.push(extent);
        self.put(format_args!("<text class=\"chart-{}\" x=\"{}em\"", label.class, Tenths(sample)));
        self.words(label);
        self.out.push_str("</svg>");
    }

    /// A text with its baseline at a place.
    pub(in crate::render) fn text(&mut self, label: Label<'_>, at: (u32, u32)) {
        self.labels.push(self.extent(label, at));
        self.put(format_args!(
            "<text class=\"chart-{}\" x=\"{}%\" y=\"{}\"",
            label.class,
            Tenths(at.0),
            self.down(at.1),
        ));
        self.out.push_str(match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        self.words(label);
    }

    /// The rest of a text element.
    fn words(&mut self, label: Label<'_>) {
        if let Some(lang) = label.lang {
            self.out.push_str(" lang=\"");
            escape(&mut self.out, lang);
            self.out.push('"');
        }
        self.out.push('>');
        escape(&mut self.out, label.text);
        self.out.push_str("</text>");
    }

    /// Writes a text unless it would touch another one, a mark or a line, or leave the drawing.
    pub(in crate::render) fn text_if_free(&mut self, label: Label<'_>, at: (u32, u32)) -> bool {
        let is_free = self.is_free(self.extent(label, at));
        if is_free {
            self.text(label, at);
        }
        is_free
    }

    /// Whether nothing is there, and it is within the drawing.
    pub(in crate::render) fn is_free(&self, extent: Extent) -> bool {
        extent.fits()
            && !self.labels.iter().any(|known| known.overlaps(extent))
            && !self.obstacles.iter().any(|known| known.touches(extent))
    }

    /// The room that a text would take.
    pub(in crate::render) fn extent(&self, label: Label<'_>, at: (u32, u32)) -> Extent {
        let width = i64::from(self.across(text_width(label.text)));
        let x = i64::from(at.0);
        let from = match label.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2,
            Anchor::End => x - width,
        };
        Extent { from, to: from + width, baseline: at.1 }
    }

    /// The width in tenths of an `em` that it has at its narrowest, without the words of an axis.
    pub(in crate::render) const fn narrow(&self) -> u32 {
        self.narrow
    }

    /// A length in tenths of an `em` as thousandths of the narrowest width.
    pub(in crate::render) fn across(&self, tenths: u32) -> u32 {
        (tenths * FULL).div_ceil(self.narrow)
    }

    /// How many pairs of labels touch each other, a mark or a line, or leave the drawing with one.
    #[cfg(test)]
    pub(in crate::render) fn n_clashes(&self) -> usize {
        let pairs = self.labels.iter().enumerate().map(|(number, label)| {
            let later = &self.labels[number + 1..];
            let n_touching = later.iter().filter(|other| label.overlaps(**other)).count();
            let n_struck = self.obstacles.iter().filter(|other| other.touches(*label)).count();
            n_touching + n_struck + usize::from(!label.fits())
        });
        pairs.sum()
    }

    /// The finished drawing of a height in tenths of an `em`: an image with a name and a text in
    /// its place.
    pub(in crate::render) fn finish(
        self,
        id: &str,
        title: &str,
        words: &str,
        height: u32,
    ) -> String {
        let mut svg = String::with_capacity(self.out.len() + words.len() + 300);
        let height = Tenths(height);
        let margin = match self.margin {
            0 => String::new(),
            tenths => format!(" margin-{}", tenths / 10),
        };
        write!(svg, "<svg class=\"drawing{margin}\" role=\"img\" aria-labelledby=\"{id}-title {id}-words\" width=\"100%\" height=\"{height}em\"><title id=\"{id}-title\">")
            .expect("writing to memory does not fail");
        escape(&mut svg, title);
        write!(svg, "</title><desc id=\"{id}-words\">").expect("writing to memory does not fail");
        escape(&mut svg, words);
        svg.push_str("</desc>");
        svg.push_str(&hatch::with_patterns(&self.out, id, 1));
        svg.push_str("</svg>");
        svg
    }

    /// The finished drawing as a layer that only eyes see: what it shows is said by another one.
    pub(in crate::render) fn finish_layer(self, id: &str, height: Option<u32>) -> String {
        let height =
            height.map_or_else(|| "100%".to_owned(), |tenths| format!("{}em", Tenths(tenths)));
        let class = if self.grows_to.is_some() { "drawing over" } else { "drawing layer" };
        let within = hatch::with_patterns(&self.out, id, 1);
        format!(
            "<svg class=\"{class}\" aria-hidden=\"true\" width=\"100%\" height=\"{height}\">{within}</svg>"
        )
    }

    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.out.write_fmt(arguments).expect("writing to memory does not fail");
    }
}

/// The room that a sample takes before its words, in tenths of an `em`.
pub(in crate::render) const fn key_width(is_line: bool) -> u32 {
    if is_line { 19 } else { 14 }
}

/// Half the size of a mark with its edge, in tenths of an `em`.
const MARK: u32 = 4;

/// Whether a rectangle stands for a figure, so that labels beside it keep off.
fn is_of_figure(class: &str) -> bool {
    class.starts_with("bar") || class.starts_with("span") || matches!(class, "unsure" | "none")
}

/// How a rectangle looks to readers without styles.
pub(super) fn plain_fill(class: &str) -> &'static str {
    match class {
        "none" => hatch::HATCHED,
        "track" | "tile" | "seq-1" | "seq-2" | "cat-2" | "cat-4" => " fill=\"#ddd\"",
        "seq-3" | "seq-4" | "cat-6" | "cat-8" => " fill=\"#abc\"",
        "blank" => " fill=\"none\"",
        "seq-none" => hatch::HATCHED,
        end if end.starts_with("seq-end") => " fill=\"#fff\" stroke=\"#567\"",
        hollow
            if hollow.ends_with("hollow") || hollow.ends_with("computed") || hollow == "unsure" =>
        {
            " fill=\"#fff\" stroke=\"#567\""
        }
        _ => " fill=\"#567\"",
    }
}

/// A whole number of tenths as a decimal.
#[derive(Clone, Copy)]
struct Tenths(u32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            rest => write!(f, "{}.{rest}", self.0 / 10),
        }
    }
}

/// A place down: in `em`, or as a share of a height.
struct Down {
    tenths: u32,
    of: Option<u32>,
}

impl std::fmt::Display for Down {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.of {
            None => write!(f, "{}em", Tenths(self.tenths)),
            Some(all) => write!(f, "{}%", Tenths(self.tenths * FULL / all.max(1))),
        }
    }
}

/// Appends text with the characters replaced that mean something in HTML, also within quotes.
pub(in crate::render) fn escape(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}
