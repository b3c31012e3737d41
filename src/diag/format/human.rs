//! The lines of the file with a caret below the place, as compilers show problems.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::source::{Cell, CellKind, CellPlace, FileId, Sources, Span};

/// Columns of a line that are shown; longer lines are cut around the place.
const WIDTH: usize = 120;

/// One problem with an empty line behind it.
pub(super) fn render(
    language: MessageLanguage,
    severity: Severity,
    diagnostic: &Diagnostic,
    sources: &Sources,
    color: bool,
) -> String {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let named = |level: Level<'static>, name| match language.is_english() {
        true => level,
        false => level.with_name(language.say(name)),
    };
    let level = named(level, severity.name());
    let (note, help) = (named(Level::NOTE, "note"), named(Level::HELP, "help"));
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.name());
    let group = Group::with_title(title)
        .elements(snippets(diagnostic, sources))
        .elements(diagnostic.notes.iter().map(|text| note.clone().message(&**text)))
        .elements(diagnostic.help.iter().map(|text| help.clone().message(&**text)));
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(WIDTH).render(&[group]);
    let text = without_lines_of_cells(text, diagnostic, sources);
    let text: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    format!("{text}\n")
}

/// A place to show, with its words.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// One snippet for each file, or for each cell of a workbook, that of the problem itself first.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let label = diagnostic.label.as_deref();
    let primary = diagnostic.span.map(|span| Mark { span, kind: AnnotationKind::Primary, label });
    let related = diagnostic.related.iter().map(|(span, text)| Mark {
        span: *span,
        kind: AnnotationKind::Context,
        label: Some(text),
    });
    let mut files: Vec<(FileId, Vec<Mark<'a>>)> = Vec::new();
    for mark in primary.into_iter().chain(related) {
        let is_cell = sources.cell_of_table(mark.span).is_some();
        match files.iter_mut().find(|(file, _)| *file == mark.span.file && !is_cell) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((mark.span.file, vec![mark])),
        }
    }
    let mut elements = Vec::new();
    for (file, marks) in &files {
        match marks.iter().find_map(|mark| Some((mark, sources.cell_of_table(mark.span)?))) {
            Some((mark, place)) => elements.push(cell(mark, place, sources)),
            None => elements.push(snippet(*file, marks, sources)),
        }
    }
    elements
}

/// A cell as a line with what its row and its column are called, numbered as its row is. No other
/// cell of the row is shown: there may be names and telephone numbers in it.
fn cell<'a>(
    mark: &Mark<'a>,
    place: CellPlace<'a>,
    sources: &'a Sources,
) -> Snippet<'a, Annotation<'a>> {
    let CellPlace { sheet, cell: name } = place;
    let file = sources.file(mark.span.file);
    let text = |cell: Option<&Cell>| {
        let text = cell.map(|cell| cell.text(&file.text)).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let head = sheet.likely_head().filter(|head| *head < name.row);
    let head = head.map(|head| text(sheet.cell(head, name.column))).unwrap_or_default();
    let is_text = |cell: &Cell| matches!(cell.kind, CellKind::Text | CellKind::Quoted);
    let named = |cell: &&Cell| is_text(cell) && cell.column < name.column;
    let row = text(sheet.row(name.row).iter().find(named));
    let before = [row, head].into_iter().filter(|part| !part.is_empty());
    let mut line: String = before.flat_map(|part| [part, " | ".to_owned()]).collect();
    let start = line.len();
    line += &text(sheet.cell(name.row, name.column));
    let place_in_line = start..line.len();
    let annotation = mark.kind.span(place_in_line).label(mark.label);
    let line_start = match sources.cell(mark.span) {
        Some(_) => usize::try_from(name.row).unwrap_or(0) + 1,
        None => sources.locate(mark.span).0.line,
    };
    let path = sources.place(mark.span);
    Snippet::source(line).line_start(line_start).path(path).annotation(annotation)
}

/// The text without the line and the column that the renderer adds to the places of cells, which
/// are those of the excerpt.
fn without_lines_of_cells(text: String, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let related = diagnostic.related.iter().map(|(span, _)| *span);
    let mut text = text;
    let spans = diagnostic.span.into_iter().chain(related);
    for span in spans.filter(|span| sources.cell_of_table(*span).is_some()) {
        let place = sources.place(span);
        let name = format!("{place}:");
        let lines = text.lines().map(|line| match line.split_once(&name) {
            Some((before, rest)) if before.contains("--> ") || before.contains("::: ") => {
                let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
                format!("{before}{place}{after}\n")
            }
            _ => format!("{line}\n"),
        });
        text = lines.collect();
    }
    text
}

/// The lines of one file from the first mark to the last.
fn snippet<'a>(
    file: FileId,
    marks: &[Mark<'a>],
    sources: &'a Sources,
) -> Snippet<'a, Annotation<'a>> {
    let source = sources.file(file);
    let ranges = marks.iter().map(|mark| first_line_of(&source.text, mark.span));
    let ranges: Vec<Range<usize>> = ranges.collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let start = source.text[..first].rfind('\n').map_or(0, |index| index + 1);
    let rest = &source.text[last..];
    let end = last + rest.find('\n').unwrap_or(rest.len());
    let (text, shift) = without_carriage_returns(&source.text[start..end]);
    let line = source.lines().locate(&source.text, Span::new(file, start..start).start).line;
    let annotations = marks.iter().zip(ranges).map(|(mark, range)| {
        let place = shift(range.start - start)..shift(range.end - start);
        mark.kind.span(place).label(mark.label)
    });
    let annotations: Vec<Annotation<'a>> = annotations.collect();
    Snippet::source(text).line_start(line).path(&*source.path).annotations(annotations)
}

/// The part of a span on its first line, on character boundaries and inside the text. What goes
/// over several lines, such as a record, is clear from its first.
fn first_line_of(text: &str, span: Span) -> Range<usize> {
    let boundary = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
    };
    let start = boundary(span.range().start);
    let end = boundary(span.range().end).max(start);
    let length = text[start..end].find(['\n', '\r']).unwrap_or(end - start);
    start..start + length
}

/// The text with `\n` for each `\r\n`, and where a byte of the old text is in the new one.
fn without_carriage_returns(text: &str) -> (String, impl Fn(usize) -> usize) {
    let removed: Vec<usize> = text.match_indices("\r\n").map(|(index, _)| index).collect();
    let shift = move |at: usize| at - removed.partition_point(|index| *index < at);
    let text = text.replace("\r\n", "\n");
    (text.trim_end_matches('\r').to_owned(), shift)
}
