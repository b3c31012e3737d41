//! Markdown: as HTML, as words, and the calls in it.

use crate::targets::html::check_authored;
use crate::targets::places::{check_problem, check_range};
use std::borrow::Cow;
use wellspring::diag::Sink;
use wellspring::parse::markdown::{
    Block, Destination, Markdown, MarkdownOptions, parse_inline, parse_markdown,
    parse_markdown_text, prose, prose_line,
};
use wellspring::source::{Sources, Span};

/// Reads a text as a page, as a field of a record and as one line.
pub(crate) fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("content/pages/a.zh.md", text);
    let text = &*sources.file(file).text;
    let whole = Span::new(file, 0..text.len());
    let options = MarkdownOptions { top_heading: 2, ..MarkdownOptions::default() };
    let page = |sink: &mut Sink| parse_markdown(file, text, 0..text.len(), &options, sink);
    let field = |sink: &mut Sink| parse_markdown_text(text, whole, &options, sink);
    let line = |sink: &mut Sink| parse_inline(text, whole, &options, sink);
    let ways: [&dyn Fn(&mut Sink) -> Markdown; 3] = [&page, &field, &line];
    for read in ways {
        let mut sink = Sink::default();
        let markdown = read(&mut sink);
        check_markdown(&sources, text, &markdown);
        for problem in sink.iter() {
            check_problem(&sources, problem);
            assert!(problem.span.is_none_or(|span| !sources.text(span).is_empty()), "{problem:?}");
        }
        assert_eq!(read(&mut Sink::default()), markdown, "{text:?} is read in two ways");
    }
    check_one_line(&html(&line(&mut Sink::default())));
    prose(text).iter().chain(&prose_line(text)).for_each(|block| check_words(text, block));
}

fn check_markdown(sources: &Sources, text: &str, markdown: &Markdown) {
    let html = html(markdown);
    check_authored(&html);
    assert!(!html.contains('\u{e0f7}'), "a mark is left in {html:?}");
    let inside = |span: Span| {
        assert!(span.file.index() < sources.len());
        check_range(text, &span.range());
    };
    for link in &markdown.links {
        inside(link.span);
        assert!(!link.span.range().is_empty(), "a link of {text:?} stands nowhere");
    }
    markdown.headings.iter().for_each(|heading| inside(heading.span));
    check_range(&markdown.plain, &markdown.lead());
    for call in &markdown.calls {
        inside(call.span);
        inside(call.name_span);
        check_range(&markdown.plain, &call.plain);
        for argument in &call.arguments {
            inside(argument.name_span);
            inside(argument.value_span);
        }
    }
}

/// Elements that one line never has.
const BLOCKS: [&str; 10] =
    ["<p>", "<h2", "<ul", "<ol", "<li", "<pre", "<blockquote", "<div", "<table", "<section"];

fn check_one_line(html: &str) {
    let block = BLOCKS.iter().find(|block| html.contains(**block));
    assert_eq!(block, None, "a line is {html}");
}

fn check_words(text: &str, block: &Block) {
    for words in &block.texts {
        check_range(text, &words.extent());
        // A call is blanked byte by byte; nobody looks for the place of a blank.
        let is_blank = |c: char| c.is_whitespace() || c == '\u{fffc}';
        let chars = words.text.char_indices().filter(|(_, c)| !is_blank(*c));
        for (at, c) in chars {
            let place = words.source(at..at + c.len_utf8());
            check_range(text, &place);
        }
    }
}

fn html(markdown: &Markdown) -> String {
    let mut out = String::new();
    markdown.write_html(
        &mut out,
        |link| match &link.dest {
            Destination::External(address) => Cow::Owned(address.to_string()),
            Destination::Fragment(id) => Cow::Owned(format!("#{id}")),
            Destination::File { path, .. } => Cow::Owned(format!("file/{path}")),
        },
        |_| "async".to_owned(),
        Cow::Borrowed,
        |call| format!("[{}]", call.name.escape_debug()).replace(['<', '&'], ""),
    );
    out
}
