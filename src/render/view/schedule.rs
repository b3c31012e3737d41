//! Plan and actual milestones of projects on one axis of dates, by park.

use super::markup::{Markup, finished};
use super::{ChromeView, CiteRefView, LinkView, TextView};
use serde::{Serialize, Serializer};

/// Plan and actual of all projects.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView<'a> {
    /// What stands around.
    pub page: ChromeView<'a>,
    /// One line on what is shown.
    pub lead: String,
    /// The stages with the numbers that stand for them in the drawing.
    pub stages: Vec<StageKeyView<'a>>,
    /// "as of June 30, 2030": what the line across all rows means.
    pub today: String,
    /// "From 2029 to 2031".
    pub span: String,
    /// The parts of the axis, finished.
    #[serde(serialize_with = "finished")]
    pub axis: AxisView,
    /// The projects by park.
    pub groups: Vec<ScheduleGroupView<'a>>,
    /// Projects without a dated milestone.
    #[serde(serialize_with = "finished")]
    pub undated: Vec<LinkView<'a>>,
}

/// A stage and its number.
#[derive(Debug, Clone, Serialize)]
pub struct StageKeyView<'a> {
    /// Its place among the stages, from 1.
    pub number: usize,
    /// Its name.
    #[serde(serialize_with = "finished")]
    pub name: TextView<'a>,
}

/// The parts of the axis of dates, and where the as-of day stands on it.
#[derive(Debug, Clone, Default)]
pub struct AxisView {
    /// Where each part starts, in thousandths, and its name; parts cut off have none.
    pub ticks: Vec<(u32, String)>,
    /// The end of the as-of day.
    pub today: u32,
}

/// The projects of a park.
#[derive(Debug, Clone)]
pub struct ScheduleGroupView<'a> {
    /// The park.
    pub park: LinkView<'a>,
    /// Its id on the page.
    pub id: String,
    /// Its projects.
    pub rows: Vec<ScheduleRowView<'a>>,
}

/// One project: drawn, and in words.
#[derive(Debug, Clone)]
pub struct ScheduleRowView<'a> {
    /// The project.
    pub project: LinkView<'a>,
    /// What was planned, in the drawing.
    pub plan: Vec<MarkView>,
    /// What sources report, in the drawing.
    pub actual: Vec<MarkView>,
    /// Each stage in words, with how far what happened is from the plan.
    pub words: Vec<StageWordsView>,
    /// Which of these stand beside the drawing: what says most of how far the project is.
    pub summary: Vec<usize>,
}

/// A milestone in the drawing, in thousandths of the axis.
#[derive(Debug, Clone)]
pub struct MarkView {
    /// The first day of its date.
    pub from: u32,
    /// The last day of its date.
    pub to: u32,
    /// The number of its stage; nothing for a milestone that opens none.
    pub number: Option<usize>,
    /// What it says when pointed at.
    pub label: String,
}

/// A stage in words.
#[derive(Debug, Clone)]
pub struct StageWordsView {
    /// "Signed: planned for March 2030, reported for May 2, 2030".
    pub text: String,
    /// "1 to 20 days late".
    pub delay: Option<String>,
    /// "Signed: 1 to 20 days late".
    pub brief: Option<String>,
    /// It was planned and nothing was heard of it since.
    pub is_unreported: bool,
    /// It opened the stage that the project is at, or none.
    pub is_current: bool,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

/// A group comes to the template with its rows finished.
impl Serialize for ScheduleGroupView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Group<'g> {
            park: &'g LinkView<'g>,
            id: &'g str,
            rows: tera::Value,
            words: tera::Value,
        }
        let (mut rows, mut words) = (String::new(), String::new());
        for row in &self.rows {
            row.write(&mut rows);
            row.write_words(&mut words);
        }
        let [rows, words] = [rows, words].map(|html| tera::Value::safe_string(&html));
        Group { park: &self.park, id: &self.id, rows, words }.serialize(serializer)
    }
}

impl Markup for AxisView {
    fn write(&self, out: &mut String) {
        drawing::axis(self, out);
    }
}

mod drawing {
    //! Places across are in thousandths of the width and places down in `em`, so that text keeps
    //! its size however wide the column is.

    use super::AxisView;
    use super::MarkView;
    use super::ScheduleRowView;
    use super::StageWordsView;
    use crate::render::view::markup::Markup;
    use crate::render::view::markup::escape;
    use std::fmt::Arguments;
    use std::fmt::Write;

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

    pub(super) fn axis(axis: &AxisView, out: &mut String) {
        out.push_str(r#"<svg class="schedule-axis" width="100%" height="1.5em" aria-hidden="true" focusable="false">"#);
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
    }

    fn today(axis: &AxisView, height: &str, out: &mut String) {
        let x = Percent(axis.today);
        put(
            out,
            format_args!(
                r##"<line class="schedule-today" stroke="#000" x1="{x}" x2="{x}" y1="0" y2="{height}"/>"##
            ),
        );
    }

    impl ScheduleRowView<'_> {
        pub(super) fn write(&self, out: &mut String) {
            out.push_str("<tr><th scope=\"row\">");
            self.project.write(out);
            out.push_str("</th><td class=\"drawn\">");
            self.draw(out);
            out.push_str("</td><td class=\"words\">");
            list(self.summary.iter().filter_map(|number| self.words.get(*number)), true, out);
            out.push_str("</td></tr>\n");
        }

        pub(super) fn write_words(&self, out: &mut String) {
            out.push_str("<tr><th scope=\"row\">");
            self.project.write(out);
            out.push_str("</th><td class=\"words\">");
            list(self.words.iter(), false, out);
            out.push_str("</td></tr>\n");
        }

        fn draw(&self, out: &mut String) {
            out.push_str(r#"<svg class="schedule-row" width="100%" height="3.2em" aria-hidden="true" focusable="false">"#);
            out.push_str(r##"<use href="#schedule-lines"/>"##);
            lane(&self.plan, "plan", ("0.85em", "0.65em"), out);
            lane(&self.actual, "actual", ("2.35em", "2.15em"), out);
            out.push_str("</svg>");
        }
    }

    /// Stages in words; in brief, only how far they are from the plan where that is known.
    fn list<'w>(lines: impl Iterator<Item = &'w StageWordsView>, is_brief: bool, out: &mut String) {
        out.push_str("<ul>");
        for line in lines {
            out.push_str("<li>");
            match (&line.delay, &line.brief) {
                (_, Some(brief)) if is_brief => escape(out, brief),
                (None, _) => escape(out, &line.text),
                (Some(delay), _) => {
                    escape(out, &line.text);
                    out.push_str(" <strong>");
                    escape(out, delay);
                    out.push_str("</strong>");
                }
            }
            line.cites.write(out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }

    /// The marks of a plan, or of what happened, and the line that joins them.
    fn lane(marks: &[MarkView], class: &str, (y, top): (&str, &str), out: &mut String) {
        let middle = |mark: &MarkView| (mark.from + mark.to) / 2;
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
                    format_args!(
                        r##"</title><circle fill="{fill}" stroke="#000" r="0.35em"/></svg>"##
                    ),
                ),
            }
        }
    }
}
