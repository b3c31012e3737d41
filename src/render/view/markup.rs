//! The small pieces of HTML that pages have by the thousand: table rows, facts, entries, figures,
//! marks of sources.
//!
//! They come to the templates finished, because a template that put together every cell of a
//! ledger would take most of the time of a build; see `docs/performance.md`. Templates decide
//! where they stand, style sheets how they look.

use super::{
    BarView, CellView, CiteRefView, ColumnView, EntryView, FactView, FigureView, LinkView, RowView,
    StatusView, TableView, TextView,
};
use crate::model::Status;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::fmt::Write;

/// Something that is written as a piece of HTML.
pub(in crate::render) trait Markup {
    /// Appends the piece.
    fn write(&self, out: &mut String);

    /// The piece as a value that templates do not escape.
    fn value(&self) -> tera::Value {
        let mut out = String::new();
        self.write(&mut out);
        tera::Value::safe_string(&out)
    }
}

/// Serializes a field as its finished piece.
pub(super) fn finished<T: Markup + ?Sized, S: Serializer>(
    piece: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    piece.value().serialize(serializer)
}

macro_rules! serialized_as_finished {
    ($($view:ty),*) => {
        $(impl Serialize for $view {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                finished(self, serializer)
            }
        })*
    };
}

serialized_as_finished!(FigureView, BarView, StatusView);

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

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// An element around a text of whatever language; without a need for one, the text alone.
fn phrase(out: &mut String, text: &str, lang: Option<&str>) {
    match lang {
        Some(lang) => {
            out.push_str("<span");
            attribute(out, "lang", lang);
            out.push('>');
            escape(out, text);
            out.push_str("</span>");
        }
        None => escape(out, text),
    }
}

fn anchor(out: &mut String, text: &str, href: Option<&str>, lang: Option<&str>) {
    let Some(href) = href else { return phrase(out, text, lang) };
    out.push_str("<a");
    attribute(out, "href", href);
    if let Some(lang) = lang {
        attribute(out, "lang", lang);
    }
    out.push('>');
    escape(out, text);
    out.push_str("</a>");
}

/// Words in small print after a figure: what kind of figure it is, since when.
fn small(out: &mut String, class: &str, write: impl FnOnce(&mut String)) {
    out.push_str(" <small class=\"");
    out.push_str(class);
    out.push_str("\">");
    write(out);
    out.push_str("</small>");
}

fn standing(out: &mut String, words: &str) {
    small(out, "standing", |out| escape(out, words));
}

impl Markup for TextView<'_> {
    fn write(&self, out: &mut String) {
        phrase(out, &self.text, self.lang);
    }
}

impl Markup for LinkView<'_> {
    fn write(&self, out: &mut String) {
        anchor(out, &self.text, self.href.as_deref(), self.lang);
    }
}

impl Markup for [LinkView<'_>] {
    fn write(&self, out: &mut String) {
        for link in self {
            out.push_str("<li>");
            link.write(out);
            out.push_str("</li>");
        }
    }
}

impl Markup for Vec<LinkView<'_>> {
    fn write(&self, out: &mut String) {
        self[..].write(out);
    }
}

/// The numbers of the sources that a figure or a sentence rests on.
impl Markup for [CiteRefView] {
    fn write(&self, out: &mut String) {
        if self.is_empty() {
            return;
        }
        out.push_str("<sup class=\"cites\">");
        for (number, cite) in self.iter().enumerate() {
            if number > 0 {
                out.push(' ');
            }
            out.push_str(&cite.html);
        }
        out.push_str("</sup>");
    }
}

impl Markup for Vec<CiteRefView> {
    fn write(&self, out: &mut String) {
        self[..].write(out);
    }
}

impl Markup for FigureView {
    fn write(&self, out: &mut String) {
        out.push_str("<span class=\"figure");
        if self.missing {
            out.push_str(" missing");
        }
        if self.computed.is_some() {
            out.push_str(" computed");
        }
        out.push_str("\">");
        escape(out, &self.text);
        out.push_str("</span>");
        self.cites.write(out);
        for words in [&self.computed, &self.note].into_iter().flatten() {
            standing(out, words);
        }
    }
}

/// A mark whose shape differs for each status, and the word. The mark is drawn, so that it stays
/// on paper, in forced colours and in grey; its attributes serve readers without styles.
impl Markup for StatusView {
    fn write(&self, out: &mut String) {
        write_status(out, self.key, &self.word);
    }
}

/// A status with its mark, for templates.
pub(in crate::render) fn status(key: &str, word: &str) -> tera::Value {
    let mut out = String::new();
    write_status(&mut out, key, word);
    tera::Value::safe_string(&out)
}

fn write_status(out: &mut String, key: &str, word: &str) {
    let mark = match Status::tone_of(key) {
        Some(tone) => tone.key(),
        None => key,
    };
    out.push_str("<span class=\"status is-");
    out.push_str(mark);
    out.push_str("\"><svg class=\"mark\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">");
    out.push_str(match mark {
        "achieved" => r##"<circle class="solid" cx="8" cy="8" r="7.5"/><path class="cut" fill="none" stroke="#fff" d="M4.5 8.2 7 10.8 11.6 5.4"/>"##,
        "on-track" => r#"<circle class="solid" cx="8" cy="8" r="6.5"/>"#,
        "behind" => r#"<path class="solid" d="M8 1.5 15.5 14.5H.5z"/>"#,
        "far-behind" => r##"<path class="solid" d="M1.5 1.5h13v13h-13z"/><path class="cut" fill="none" stroke="#fff" d="M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4"/>"##,
        "deteriorating" => r##"<path class="solid" d="M.5 1.5h15L8 14.5z"/><path class="cut" fill="none" stroke="#fff" d="M8 4v5"/>"##,
        "stated" => r##"<circle class="line" fill="none" stroke="#000" cx="8" cy="8" r="6"/><circle class="solid" cx="8" cy="8" r="2.4"/>"##,
        "no-target" => r##"<path class="line" fill="none" stroke="#000" d="M2 8h12"/>"##,
        _ => r##"<circle class="line dashed" fill="none" stroke="#000" cx="8" cy="8" r="6"/>"##,
    });
    out.push_str("</svg>");
    escape(out, word);
    out.push_str("</span>");
}

/// A horizontal bar with a tick where the plan stands. The height is the style sheet's.
impl Markup for BarView {
    fn write(&self, out: &mut String) {
        out.push_str(r#"<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" width="100%" height="20" role="img"><title>"#);
        escape(out, &self.label);
        let value = self.value;
        put(
            out,
            format_args!(
                r##"</title><rect class="bar-track" fill="#ddd" y="4" width="1000" height="12"/><rect class="bar-fill" fill="#567" y="4" width="{value}" height="12"/>"##
            ),
        );
        if self.over {
            out.push_str(
                r##"<path class="bar-break" fill="none" stroke="#fff" d="M900 20 940 0"/>"##,
            );
        }
        if let Some(tick) = self.tick {
            put(
                out,
                format_args!(
                    r##"<path class="bar-halo" stroke="#fff" stroke-width="8" d="M{tick} 0V20"/><path class="bar-tick" stroke="#000" stroke-width="4" d="M{tick} 0V20"/>"##
                ),
            );
        }
        out.push_str("</svg>");
    }
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("writing to memory does not fail");
}

impl FactView<'_> {
    fn write_value(&self, out: &mut String) {
        match (&self.figure, &self.text, &self.links[..]) {
            (Some(figure), _, _) => figure.write(out),
            (None, Some(text), _) => text.write(out),
            (None, None, [only]) => only.write(out),
            (None, None, []) => {}
            (None, None, links) => {
                out.push_str("<ul>");
                links.write(out);
                out.push_str("</ul>");
            }
        }
        self.cites.write(out);
        if let Some(note) = &self.note {
            small(out, "remark", |out| note.write(out));
        }
    }
}

/// A fact is a label and a value, both finished.
impl Serialize for FactView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = String::new();
        self.write_value(&mut value);
        let mut fields = serializer.serialize_struct("FactView", 2)?;
        fields.serialize_field("label", &self.label.value())?;
        fields.serialize_field("value", &tera::Value::safe_string(&value))?;
        fields.end()
    }
}

impl Markup for EntryView<'_> {
    fn write(&self, out: &mut String) {
        put(out, format_args!("<li class=\"is-{} is-{}\"", self.course, self.kind));
        attribute(out, "data-kind", &self.key);
        if let Some(park) = self.park_key {
            attribute(out, "data-park", park);
        }
        out.push_str(">\n<p class=\"when\">");
        if let Some(datetime) = &self.datetime {
            out.push_str("<time");
            attribute(out, "datetime", datetime);
            out.push('>');
            escape(out, &self.date);
            out.push_str("</time>");
        } else {
            escape(out, &self.date);
        }
        out.push_str(" <span class=\"stage\">");
        escape(out, &self.kind_word);
        out.push_str("</span>");
        if let Some(words) = &self.standing {
            standing(out, words);
        }
        out.push_str("</p>\n<p class=\"what\">");
        self.title.write(out);
        self.cites.write(out);
        out.push_str("</p>\n");
        if let Some(text) = &self.text {
            out.push_str("<p class=\"more\">");
            text.write(out);
            out.push_str("</p>\n");
        }
        if let Some(park) = &self.park {
            out.push_str("<p class=\"more where\">");
            park.write(out);
            out.push_str("</p>\n");
        }
        out.push_str("</li>\n");
    }
}

/// Milestones and events on a vertical line.
impl Markup for Vec<EntryView<'_>> {
    fn write(&self, out: &mut String) {
        if self.is_empty() {
            return;
        }
        out.push_str("<ol class=\"line\">\n");
        for entry in self {
            entry.write(out);
        }
        out.push_str("</ol>\n");
    }
}

impl CellView<'_> {
    fn write(&self, out: &mut String, numeric: bool) {
        if let Some(key) = &self.status {
            write_status(out, key, &self.text);
        } else if self.href.is_some() {
            anchor(out, &self.text, self.href.as_deref(), self.lang);
        } else if numeric && self.pad > 0 {
            // A number that lacks a point lacks its width too, which is less than a digit's.
            let point = if self.text.contains('.') { "" } else { " no-point" };
            put(out, format_args!("<span class=\"pad-{}{point}\">", self.pad));
            escape(out, &self.text);
            out.push_str("</span>");
        } else {
            phrase(out, &self.text, self.lang);
        }
        self.cites.write(out);
        if let Some(words) = &self.computed {
            standing(out, words);
        }
        if let Some(bar) = &self.bar {
            Markup::write(&**bar, out);
        }
        if let Some(note) = &self.note {
            standing(out, note);
        }
        if let Some(drawing) = &self.drawing {
            out.push_str(drawing);
        }
    }

    fn write_attributes(&self, out: &mut String, column: &ColumnView) {
        if column.numeric {
            let missing = if self.missing { " missing" } else { "" };
            put(out, format_args!(" class=\"num marks-{}{missing}\"", column.marks));
        } else if self.missing {
            out.push_str(" class=\" missing\"");
        }
        if let Some(sort) = &self.sort {
            attribute(out, "data-sort", sort);
        }
    }
}

/// A row; its first cell names it.
fn row(out: &mut String, row: &RowView<'_>, columns: &[ColumnView]) {
    out.push_str("<tr>");
    for (number, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
        let (start, end) =
            if number == 0 { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
        out.push_str(start);
        cell.write_attributes(out, column);
        out.push('>');
        cell.write(out, column.numeric);
        out.push_str(end);
    }
    out.push_str("</tr>");
}

/// A table comes with its rows finished: `body`, and `total` where there is one.
impl Serialize for TableView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = String::new();
        for one in &self.rows {
            row(&mut body, one, &self.columns);
            body.push('\n');
        }
        let total = self.total.as_ref().map(|total| {
            let mut out = String::new();
            row(&mut out, total, &self.columns);
            tera::Value::safe_string(&out)
        });
        let mut fields = serializer.serialize_struct("TableView", 9)?;
        fields.serialize_field("id", &self.id)?;
        fields.serialize_field("caption", &self.caption)?;
        fields.serialize_field("columns", &self.columns)?;
        fields.serialize_field("body", &tera::Value::safe_string(&body))?;
        fields.serialize_field("total", &total)?;
        fields.serialize_field("empty", &self.empty)?;
        fields.serialize_field("notes", &self.notes)?;
        fields.serialize_field("downloads", &self.downloads)?;
        fields.serialize_field("filters", &self.filters)?;
        fields.end()
    }
}
