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

/// The names of the parts of the axis, and the lines that all rows share.
pub(in crate::render) fn axis(axis: &Axis) -> Finished {
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
    out.push_str("</g></defs></svg>");
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

/// A project: what was planned above what happened.
pub(in crate::render) fn lanes(plan: &[Mark], actual: &[Mark]) -> Finished {
    let mut out = String::new();
    out.push_str(r#"<svg class="schedule-row" width="100%" height="3.2em" aria-hidden="true">"#);
    out.push_str(r##"<use href="#schedule-lines"/>"##);
    lane(plan, "plan", ("0.85em", "0.65em"), &mut out);
    lane(actual, "actual", ("2.35em", "2.15em"), &mut out);
    out.push_str("</svg>");
    Finished::new(&out)
}

/// The marks of a plan, or of what happened, and the line that joins them.
fn lane(marks: &[Mark], class: &str, (y, top): (&str, &str), out: &mut String) {
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
        let x = Percent(middle(mark));
        let (fill, ink) = if class == "plan" { ("#fff", "#000") } else { ("#000", "#fff") };
        put(
            out,
            format_args!(
                r##"<svg class="mark-{class}" x="{x}" y="{y}" overflow="visible"><title>"##
            ),
        );
        escape(out, &mark.label);
        match mark.number {
            Some(number) => put(
                out,
                format_args!(
                    r##"</title><circle fill="{fill}" stroke="#000" r="0.68em"/><text fill="{ink}" text-anchor="middle" y="0.3em">{number}</text></svg>"##
                ),
            ),
            None => put(
                out,
                format_args!(r##"</title><circle fill="{fill}" stroke="#000" r="0.35em"/></svg>"##),
            ),
        }
    }
}
