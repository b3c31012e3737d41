//! The lines of the file with a caret below the place, as compilers show problems.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Severity};
use crate::source::{FileId, Sources, Span};

/// Columns of a line that are shown; longer lines are cut around the place.
const WIDTH: usize = 120;

/// One problem with an empty line behind it.
pub(super) fn render(
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
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.name());
    let group = Group::with_title(title)
        .elements(snippets(diagnostic, sources))
        .elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(&**note)))
        .elements(diagnostic.help.iter().map(|help| Level::HELP.message(&**help)));
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(WIDTH).render(&[group]);
    let text: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    format!("{text}\n")
}

/// A place to show, with its words.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// One snippet for each file, that of the problem itself first.
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
        match files.iter_mut().find(|(file, _)| *file == mark.span.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((mark.span.file, vec![mark])),
        }
    }
    files.iter().map(|(file, marks)| snippet(*file, marks, sources)).collect()
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

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::{Code, Diagnostic, Severity};
    use crate::source::{Sources, Span};

    fn shown(text: &str, range: std::ops::Range<usize>) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let found =
            Diagnostic::new(Code::UnknownValue, Span::new(file, range), "not known").label("here");
        render(Severity::Error, &found, &sources, false)
    }

    /// Shows the problem at the first `needle`; `expected` are the lines from the third on.
    #[track_caller]
    fn check(text: &str, needle: &str, expected: &[&str]) {
        let at = text.find(needle).expect("is there");
        check_at(text, at..at + needle.len(), expected);
    }

    #[track_caller]
    fn check_at(text: &str, range: std::ops::Range<usize>, expected: &[&str]) {
        let shown = shown(text, range);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "error[unknown-value]: not known");
        assert_eq!(lines[1..lines.len() - 1], *expected, "\n{shown}");
    }

    #[test]
    fn carets_stand_under_chinese_text() {
        check(
            "名称: 惠济区, park: 花园囗 # 注\n",
            "花园囗",
            &[
                " --> a.yaml:1:16",
                "  |",
                "1 | 名称: 惠济区, park: 花园囗 # 注",
                "  |                     ^^^^^^ here",
            ],
        );
    }

    #[test]
    fn a_tab_is_shown_as_four_spaces() {
        check("a:\n\tb: 中\n", "b", &[" --> a.yaml:2:2", "  |", "2 |     b: 中", "  |     ^ here"]);
    }

    #[test]
    fn windows_line_ends_do_not_move_the_caret() {
        check(
            "a: 1\r\nb: 园 x\r\nc: 2\r\n",
            "x",
            &[" --> a.yaml:2:6", "  |", "2 | b: 园 x", "  |       ^ here"],
        );
    }

    #[test]
    fn ends_and_empty_spans_have_a_caret() {
        check_at("a:\nb: 1", 2..2, &[" --> a.yaml:1:3", "  |", "1 | a:", "  |   ^ here"]);
        check_at("a:", 2..2, &[" --> a.yaml:1:3", "  |", "1 | a:", "  |   ^ here"]);
        check_at("a: 1\n", 5..5, &[" --> a.yaml:2:1", "  |", "2 |", "  | ^ here"]);
        check_at("", 0..0, &[" --> a.yaml:1:1", "  |", "1 |", "  | ^ here"]);
        check_at("ab", 90..99, &[" --> a.yaml:1:3", "  |", "1 | ab", "  |   ^ here"]);
    }

    #[test]
    fn several_lines_are_shown_by_the_first() {
        check_at(
            "- a: 1\r\n  b: 2\r\n",
            2..14,
            &[" --> a.yaml:1:3", "  |", "1 | - a: 1", "  |   ^^^^ here"],
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("a: {}花园囗{}\n", "惠济".repeat(200), "招商x".repeat(200));
        let at = text.find("花园囗").expect("is there");
        let shown = shown(&text, at..at + 9);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1], " --> a.yaml:1:404");
        assert!(lines[3].starts_with("1 | ...") && lines[3].ends_with("..."), "{shown}");
        assert!(unicode_width::UnicodeWidthStr::width(lines[3]) < 140, "{shown}");
        let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
        let source = lines[3].find("花园囗").map(|index| width(&lines[3][..index]));
        let caret = lines[4].find("^^^^^^ here").map(|index| width(&lines[4][..index]));
        assert_eq!(source, caret, "{shown}");
    }

    #[test]
    fn related_places_are_shown_in_their_files() {
        let mut sources = Sources::default();
        let a = sources.add("a.yaml", "id: x\nname: 甲\nid: y\n");
        let b = sources.add("b.yaml", "id: z\n");
        let found = Diagnostic::new(Code::DuplicateKey, Span::new(a, 16..18), "`id` stands twice")
            .label("the second one")
            .note("a fact")
            .help("keep one")
            .related(Span::new(a, 0..2), "the first one")
            .related(Span::new(b, 4..5), "and this");
        let expected = "\
error[duplicate-key]: `id` stands twice
 --> a.yaml:3:1
  |
1 | id: x
  | -- the first one
2 | name: 甲
3 | id: y
  | ^^ the second one
  |
 ::: b.yaml:1:5
  |
1 | id: z
  |     - and this
  |
  = note: a fact
  = help: keep one

";
        assert_eq!(render(Severity::Error, &found, &sources, false), expected);
        let colored = render(Severity::Error, &found, &sources, true);
        assert!(colored.contains("\u{1b}["), "{colored}");
    }

    #[test]
    fn a_problem_of_the_folder_has_no_place() {
        let found = Diagnostic::new(Code::BadFileName, None, "no `site.yaml`").help("write one");
        let expected = "warning[bad-file-name]: no `site.yaml`\n |\n = help: write one\n\n";
        assert_eq!(render(Severity::Warning, &found, &Sources::default(), false), expected);
    }
}
