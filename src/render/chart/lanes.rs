//! The drawings of the schedule: an axis of dates, and for each project two lanes of marks.
//!
//! Places across are in thousandths of the width and places down in `em`, so that text keeps
//! its size however wide the column is.

use super::svg::escape;
use crate::render::view::Finished;
use std::fmt::Arguments;
use std::fmt::Write;

/// The parts of the axis of dates, and where the as-of day stands on it.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Axis {
    /// Where each part starts, in thousandths, and its name; parts cut off have none.
    pub(in crate::render) ticks: Vec<(u32, String)>,
    /// The end of the as-of day.
    pub(in crate::render) today: u32,
}

/// A milestone in the drawing, in thousandths of the axis.
#[derive(Debug, Clone)]
pub(in crate::render) struct Mark {
    /// The first day of its date.
    pub(in crate::render) from: u32,
    /// The last day of its date.
    pub(in crate::render) to: u32,
    /// The number of its stage; nothing for a milestone that opens none.
    pub(in crate::render) number: Option<usize>,
    /// What it says when pointed at.
    pub(in crate::render) label: String,
}

/// Thousandths of the axis that the mark of a date covers in any case.
const LEAST_SPAN: u32 = 10;

/// A share of the width in thousandths, as a percentage.
struct Percent(u32);

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}%", self.0 / 10, self.0 % 10)
    }
}

fn put(out: &mut String, arguments: Arguments<'_>) {
    out.write_fmt(arguments).expect("writing to memory does not fail");
}

/// The names of the parts of the axis, the lines that all rows share, and the marks that they use: those
/// of stages with these numbers, and the small one.
pub(in crate::render) fn axis(axis: &Axis, numbers: &[usize]) -> Finished {
    let out = &mut String::new();
    out.push_str(r#"<svg class="schedule-axis" width="100%" height="1.5em" aria-hidden="true">"#);
    for (from, name) in &axis.ticks {
        let x = Percent(*from);
        put(
            out,
            format_args!(
                r##"<line class="schedule-grid" stroke="#bbb" x1="{x}" x2="{x}" y1="0" y2="1.5em"/>"##
            ),
        );
        if !name.is_empty() {
            put(out, format_args!(r#"<text x="{x}" dx="0.35em" y="1.1em">"#));
            escape(out, name);
            out.push_str("</text>");
        }
    }
    today(axis, "1.5em", out);
    // Every row shows the same lines: they are drawn once.
    out.push_str(r#"<defs><g id="schedule-lines">"#);
    for (from, _) in axis.ticks.iter().filter(|(from, _)| *from > 0) {
        let x = Percent(*from);
        put(
            out,
            format_args!(
                r##"<line class="schedule-grid" stroke="#bbb" x1="{x}" x2="{x}" y1="0" y2="3.2em"/>"##
            ),
        );
    }
    today(axis, "3.2em", out);
    out.push_str("</g>");
    for lane in [PLAN, ACTUAL] {
        for number in numbers.iter().copied().map(Some).chain([None]) {
            lane.define(number, out);
        }
    }
    out.push_str("</defs></svg>");
    Finished::new(out)
}

fn today(axis: &Axis, height: &str, out: &mut String) {
    let x = Percent(axis.today);
    put(
        out,
        format_args!(
            r##"<line class="schedule-today" stroke="#000" x1="{x}" x2="{x}" y1="0" y2="{height}"/>"##
        ),
    );
}

/// A lane of marks: what was planned, or what happened.
#[derive(Clone, Copy)]
struct Lane {
    class: &'static str,
    /// How far down its middle is, and the top of its spans.
    middle: &'static str,
    top: &'static str,
    fill: &'static str,
    ink: &'static str,
}

const PLAN: Lane =
    Lane { class: "plan", middle: "0.85em", top: "0.65em", fill: "#fff", ink: "#000" };

const ACTUAL: Lane =
    Lane { class: "actual", middle: "2.35em", top: "2.15em", fill: "#000", ink: "#fff" };

impl Lane {
    /// The id of the mark of a stage, or of that of no stage. Pages have it by the thousand.
    fn id(self, number: Option<usize>) -> String {
        let lane = &self.class[..1];
        number.map_or_else(|| format!("m{lane}"), |number| format!("m{lane}{number}"))
    }

    /// Draws the mark of a stage once, at the left edge.
    fn define(self, number: Option<usize>, out: &mut String) {
        let Self { class, middle, fill, ink, .. } = self;
        let (id, radius) = (self.id(number), if number.is_some() { "0.68em" } else { "0.35em" });
        put(
            out,
            format_args!(
                r##"<g id="{id}" class="mark-{class}"><circle fill="{fill}" stroke="#000" cy="{middle}" r="{radius}"/>"##
            ),
        );
        if let Some(number) = number {
            put(
                out,
                format_args!(
                    r##"<text fill="{ink}" text-anchor="middle" y="{middle}"><tspan dy="0.35em">{number}</tspan></text>"##
                ),
            );
        }
        out.push_str("</g>");
    }

    /// Its marks, and the line that joins them.
    fn draw(self, marks: &[Mark], out: &mut String) {
        let Self { class, middle: y, top, .. } = self;
        let middle = |mark: &Mark| (mark.from + mark.to) / 2;
        let middles = || marks.iter().map(middle);
        if let (Some(first), Some(last)) = (middles().min(), middles().max()) {
            let (from, to) = (Percent(first), Percent(last));
            put(
                out,
                format_args!(
                    r##"<line class="lane-{class}" stroke="#567" x1="{from}" x2="{to}" y1="{y}" y2="{y}"/>"##
                ),
            );
        }
        // A span that its mark hides need not be drawn.
        for mark in marks.iter().filter(|mark| mark.to > mark.from + LEAST_SPAN) {
            let (x, width) = (Percent(mark.from), Percent(mark.to - mark.from));
            put(
                out,
                format_args!(
                    r##"<rect class="span" fill="#567" fill-opacity="0.4" x="{x}" y="{top}" width="{width}" height="0.4em"/>"##
                ),
            );
        }
        for mark in marks {
            let (id, x) = (self.id(mark.number), Percent(middle(mark)));
            put(out, format_args!(r##"<use href="#{id}" x="{x}"><title>"##));
            escape(out, &mark.label);
            out.push_str("</title></use>");
        }
    }
}

/// A project: what was planned above what happened.
pub(in crate::render) fn lanes(plan: &[Mark], actual: &[Mark]) -> Finished {
    let mut out = String::new();
    out.push_str(r#"<svg class="schedule-row" width="100%" height="3.2em" aria-hidden="true">"#);
    out.push_str(r##"<use href="#schedule-lines"/>"##);
    PLAN.draw(plan, &mut out);
    ACTUAL.draw(actual, &mut out);
    out.push_str("</svg>");
    Finished::new(&out)
}
