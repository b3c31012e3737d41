//! `cases/markdown/`: what becomes of Markdown, and what is reported of it.

use crate::blocks::{Input, check_blocks};
use crate::tables::check_tables;
use std::borrow::Cow;
use std::ops::Range;
use wellspring::diag::{Levels, Sink};
use wellspring::parse::html::{Piece, pieces, with_references_read};
use wellspring::parse::markdown::{
    Destination, Markdown, MarkdownOptions, parse_inline, parse_markdown, parse_markdown_text,
    prose, prose_line,
};
use wellspring::source::{Sources, Span};

/// What stands before a text in its file, so that places count from the start of the file.
const BEFORE: &str = "---\ntitle: 甲\n---\n";

/// A text that was read as Markdown, with the file in which it stands.
struct Read {
    file: String,
    markdown: Markdown,
    problems: Vec<String>,
}

/// Reads a text as a page, as one `line`, or as the text of a `folded` scalar, which has no place
/// of its own; `raw` HTML is left alone.
fn read(text: &str, words: &[String]) -> Read {
    let has = |word: &str| words.iter().any(|found| found == word);
    let options = MarkdownOptions { top_heading: 2, unsafe_html: has("raw"), ..Default::default() };
    let before = if has("line") || has("folded") { "notice: " } else { BEFORE };
    let content = format!("{before}{text}");
    let mut sources = Sources::default();
    let file = sources.add("content/pages/a.zh.md", &content);
    let mut sink = Sink::default();
    let place = before.len()..content.len();
    let markdown = if has("line") {
        parse_inline(text, Span::new(file, place), &options, &mut sink)
    } else if has("folded") {
        parse_markdown_text(text, Span::new(file, 0..content.len()), &options, &mut sink)
    } else {
        parse_markdown(file, &content, place, &options, &mut sink)
    };
    let found = sink.finish(&sources, &Levels::default());
    let problems = found.iter().map(|(_, problem)| {
        let at = problem.span.map(|span| sources.text(span)).unwrap_or_default();
        format!("{} at `{at}`: {}", problem.code.name(), problem.message)
    });
    Read { file: content.clone(), markdown, problems: problems.collect() }
}

/// Links show their kind, interface strings their key in brackets.
fn html(markdown: &Markdown) -> String {
    let mut out = String::new();
    markdown.write_html(
        &mut out,
        |link| match &link.dest {
            Destination::External(address) => Cow::Owned(address.to_string()),
            Destination::Fragment(id) => Cow::Owned(format!("#{id}")),
            Destination::File { path, fragment: None } => Cow::Owned(format!("file:{path}")),
            Destination::File { path, fragment: Some(id) } => {
                Cow::Owned(format!("file:{path}#{id}"))
            }
        },
        |_| "async".to_owned(),
        |key| Cow::Owned(format!("[{key}]")),
        |call| format!("[{}]", call.name),
    );
    out
}

/// The HTML of a line of a table; what is reported stands behind it.
fn html_of_line(text: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let read = read(text, &words);
    let html = html(&read.markdown);
    let inside = html.trim_end().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    let inside = inside.filter(|inside| !inside.contains("<p>"));
    let mut parts = vec![inside.unwrap_or(html.trim_end()).to_owned()];
    parts.extend(read.problems.iter().map(|problem| format!("! {problem}")));
    parts.join(" ")
}

/// Where the links lead from, in the order of the text.
fn links(read: &Read) -> String {
    let shown = read.markdown.links.iter().map(|link| {
        let image = if link.image { "image " } else { "" };
        format!("{image}{}", place(read, link.span))
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// What stands at a place, with its column if the same stands elsewhere, too.
fn place(read: &Read, span: Span) -> String {
    let text = &read.file[span.range()];
    match read.file.matches(text).count() {
        1 => text.to_owned(),
        _ => format!("{text} at {}", span.start),
    }
}

/// The calls of a text with their arguments, and the place of each in the plain text.
fn calls(read: &Read) -> String {
    let at = |span: Span| read.file[span.range()].to_owned();
    let shown = read.markdown.calls.iter().map(|call| {
        let mut names = vec![at(call.name_span)];
        assert_eq!(names[0], *call.name);
        for argument in &call.arguments {
            assert_eq!(at(argument.name_span), *argument.name);
            assert!(format!("{:?}", argument.value).contains(&at(argument.value_span)));
            names.push(format!("{}={:?}", argument.name, argument.value));
        }
        assert_eq!(&read.markdown.plain[call.plain.clone()], "\u{fffc}");
        format!("{} is {}", at(call.span), names.join(" "))
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn lines_become_html() {
    check_tables(
        "markdown/lines",
        &[
            ("HTML", &|cells| html_of_line(cells[0], &[])),
            ("as a line", &|cells| html_of_line(cells[0], &["line"])),
            ("links", &|cells| links(&read(cells[0], &[]))),
            ("calls", &|cells| calls(&read(cells[0], &[]))),
            ("plain text", &|cells| read(cells[0], &[]).markdown.plain.to_string()),
            ("in a table", &|cells| sort_of_cell(cells[0]).to_owned()),
        ],
    );
}

/// What a cell is taken for, told by how a column with it alone and one with a figure below are
/// aligned.
fn sort_of_cell(cell: &str) -> &'static str {
    let is_numeric = |rows: &str| {
        let table = format!("|a|\n|-|\n{rows}\n");
        html(&read(&table, &[]).markdown).contains("<td class=\"numeric\">")
    };
    match (is_numeric(&format!("|{cell}|")), is_numeric(&format!("|{cell}|\n|1|"))) {
        (true, true) => "figure",
        (false, true) => "missing",
        _ => "text",
    }
}

#[test]
fn texts_become_html() {
    let read = |input: &Input| read(&input.text, &input.words);
    check_blocks(
        "markdown/texts",
        "diagnostics",
        &[
            ("html", &|input| html(&read(input).markdown)),
            ("plain", &|input| read(input).markdown.plain.to_string()),
            ("lead", &|input| read(input).markdown.plain_text().to_string()),
            ("links", &|input| links(&read(input))),
            ("headings", &|input| {
                let read = read(input);
                let spans = read.markdown.headings.iter().map(|heading| heading.span.range());
                spans.map(|span| read.file[span].to_owned()).collect::<Vec<_>>().join("\n")
            }),
            ("diagnostics", &|input| read(input).problems.join("\n")),
        ],
    );
}

/// Every block as its sort and its words.
fn words(text: &str) -> String {
    let blocks = prose(text).into_iter().map(|block| {
        let texts: Vec<_> = block.texts.iter().map(|prose| &*prose.text).collect();
        format!("{:?}: {}", block.kind, texts.join(" | "))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn words_stand_without_their_markup() {
    check_blocks("markdown/words", "words", &[("words", &|input| words(&input.text))]);
    let written = |text: &str, words: &str| {
        let blocks = prose(text).into_iter().chain(prose_line(text));
        let places = blocks.map(|block| {
            let prose = &block.texts[0];
            let at = prose.text.find(words).expect("is among the words");
            let place: Range<usize> = prose.source(at..at + words.len());
            text[place].to_owned()
        });
        let places: Vec<_> = places.collect();
        assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
        places[0].clone()
    };
    check_tables(
        "markdown/words-in-their-place",
        &[
            ("written as", &|cells| written(cells[0], cells[1])),
            ("blocks of a line", &|cells| {
                let blocks = prose_line(cells[0]).into_iter();
                let shown =
                    blocks.map(|block| format!("{:?}: {}", block.kind, block.texts[0].text));
                shown.collect::<Vec<_>>().join("; ")
            }),
            ("calls", &|cells| prose(cells[0])[0].texts[0].bound.len().to_string()),
        ],
    );
}

/// The pieces of HTML: text in quotes, tags with their attributes, others by their first letters.
fn pieces_of(html: &str) -> String {
    let hides = |name: &str| ["script", "style", "textarea"].contains(&name);
    let shown = pieces(html, hides).into_iter().map(|piece| match piece {
        Piece::Text(range) => format!("{:?}", &html[range]),
        Piece::Tag(tag) => {
            let attributes = tag.attributes.iter();
            let attributes = attributes.map(|found| format!(" {}={}", found.name, found.value));
            let end = if tag.is_end { "/" } else { "" };
            format!("<{end}{}{}>", tag.name, attributes.collect::<String>())
        }
        Piece::Comment => "--".to_owned(),
        Piece::OpenComment(_) => "--…".to_owned(),
        Piece::Declaration(range) => format!("!{}", &html[range]),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn html_is_taken_apart_as_browsers_do() {
    check_tables(
        "markdown/html",
        &[
            ("pieces", &|cells| pieces_of(cells[0])),
            ("with references read", &|cells| with_references_read(cells[0]).to_string()),
        ],
    );
}

/// Quadratic steps would take minutes here.
#[test]
fn large_and_deep_texts_take_linear_time() {
    for text in [
        "**中文。**后\n".repeat(20_000),
        ">".repeat(20_000),
        "*（".repeat(50_000),
        "![".repeat(20_000) + &"](a)".repeat(20_000),
        "# 甲\n".repeat(20_000),
        "<b>".repeat(20_000),
        "甲[^1]".repeat(20_000) + "\n\n[^1]: 乙",
        "*甲*\n".repeat(20_000),
        "|a".repeat(2_000) + "\n" + &"|-".repeat(2_000) + "\n|1",
    ] {
        let read = read(&text, &[]);
        assert!(!read.markdown.is_empty() || !read.problems.is_empty());
    }
}
