//! Finds the calls among the events of a text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::markdown::marks::{Layout, Origin, Prepared, Spanned};
use crate::parse::markdown::write::Source;
use crate::source::Span;

use super::read::read;
use super::{Argument, Call, Place};

/// Takes the calls out of the events. Each leaves an event that holds its number: `InlineMath`
/// among words, `DisplayMath` in place of a paragraph; the parser makes neither.
pub(in crate::parse::markdown) fn mark<'a>(
    events: Vec<Spanned<'a>>,
    source: &Source<'_>,
    sink: &mut Sink,
) -> (Vec<Spanned<'a>>, Vec<Call>) {
    if !source.prepared.text.contains("{{") {
        return (events, Vec::new());
    }
    let mut marker =
        Marker { source, sink, out: Vec::new(), calls: Vec::new(), open: Open::default() };
    let mut rest = events.into_iter().peekable();
    while let Some(event) = rest.next() {
        if !matches!(event.0, Event::Text(_)) || marker.open.code > 0 {
            marker.open.follow(&event.0);
            marker.out.push(event);
            continue;
        }
        let mut run = vec![event];
        while let Some(next) =
            rest.next_if(|(event, _)| matches!(event, Event::Text(_) | Event::SoftBreak))
        {
            run.push(next);
        }
        marker.push_run(run);
    }
    let Marker { out, mut calls, .. } = marker;
    (blocks(out, &mut calls), calls)
}

/// The calls in a text that is not Markdown, with their places in it.
pub fn in_words(text: &str, span: Span, sink: &mut Sink) -> Vec<Call> {
    if !text.contains("{{") {
        return Vec::new();
    }
    let prepared = Prepared::bare(text);
    let origin = Origin::of_scalar(text, span);
    let source = Source { prepared: &prepared, origin: &origin, layout: Layout::Inline };
    let open = Open::default();
    let mut marker = Marker { source: &source, sink, out: Vec::new(), calls: Vec::new(), open };
    let events = [(Event::Text(text.into()), 0..text.len())];
    let run = Run::new(&prepared, &events);
    let found = marker.find(&run);
    let calls = found.into_iter().filter_map(|(range, call)| Some(Call { plain: range, ..call? }));
    calls.collect()
}

/// What is open around an event.
#[derive(Default)]
struct Open {
    code: usize,
    headings: usize,
    images: usize,
    links: usize,
}

impl Open {
    fn follow(&mut self, event: &Event<'_>) {
        let (count, is_start) = match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => (&mut self.code, true),
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => (&mut self.code, false),
            Event::Start(Tag::Heading { .. }) => (&mut self.headings, true),
            Event::End(TagEnd::Heading(_)) => (&mut self.headings, false),
            Event::Start(Tag::Image { .. }) => (&mut self.images, true),
            Event::End(TagEnd::Image) => (&mut self.images, false),
            Event::Start(Tag::Link { .. }) => (&mut self.links, true),
            Event::End(TagEnd::Link) => (&mut self.links, false),
            _ => return,
        };
        *count = if is_start { *count + 1 } else { count.saturating_sub(1) };
    }
}

/// The text of neighbouring events with the way back to their places.
struct Run<'e, 'a> {
    prepared: &'e Prepared,
    events: &'e [Spanned<'a>],
    text: String,
    /// Where each event starts in the text.
    starts: Vec<usize>,
}

impl<'e, 'a> Run<'e, 'a> {
    fn new(prepared: &'e Prepared, events: &'e [Spanned<'a>]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (event, _) in events {
            starts.push(text.len());
            match event {
                Event::Text(part) => text.push_str(part),
                _ => text.push(' '),
            }
        }
        Self { prepared, events, text, starts }
    }

    /// The place in the prepared text of an offset.
    fn offset(&self, at: usize) -> usize {
        let number = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let (event, range) = &self.events[number];
        let at = at - self.starts[number];
        let distance = match event {
            Event::Text(text) => self.prepared.distance(range.start, text, at),
            _ => at,
        };
        (range.start + distance).min(range.end)
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.offset(range.start);
            return at..at;
        }
        let last = self.text[range.clone()].chars().next_back().map_or(1, char::len_utf8);
        self.offset(range.start)..self.offset(range.end - last) + last
    }

    /// Whether a backslash before an offset has been taken as an escape.
    fn is_escaped(&self, at: usize) -> bool {
        self.starts.contains(&at) && self.prepared.text[..self.offset(at)].ends_with('\\')
    }
}

struct Marker<'s, 'a> {
    source: &'s Source<'s>,
    sink: &'s mut Sink,
    out: Vec<Spanned<'a>>,
    calls: Vec<Call>,
    open: Open,
}

impl<'a> Marker<'_, 'a> {
    fn push_run(&mut self, events: Vec<Spanned<'a>>) {
        let run = Run::new(self.source.prepared, &events);
        let found = self.find(&run);
        if found.is_empty() {
            self.out.extend(events);
            return;
        }
        let mut pieces = Vec::new();
        let mut done = 0;
        for (range, call) in found {
            pieces.extend(texts(&run, done..range.start));
            if let Some(call) = call {
                let number = self.calls.len().to_string().into();
                pieces.push((Event::InlineMath(number), run.place(range.clone())));
                self.calls.push(call);
            }
            done = range.end;
        }
        pieces.extend(texts(&run, done..run.text.len()));
        self.out.extend(pieces);
    }

    /// What stands in braces, with the call unless it is none.
    fn find(&mut self, run: &Run<'_, '_>) -> Vec<(Range<usize>, Option<Call>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = run.text[at..].find("{{").map(|found| at + found) {
            if run.is_escaped(start) {
                at = start + 2;
                continue;
            }
            let Some(length) = closing(&run.text[start + 2..]) else {
                self.report_unclosed(run, start);
                break;
            };
            let inner = start + 2..start + 2 + length;
            at = inner.end + 2;
            let call = self.call(run, inner);
            found.push((start..at, call));
        }
        found
    }

    fn report_unclosed(&mut self, run: &Run<'_, '_>, start: usize) {
        let span = self.source.span(run.place(start..start + 2));
        self.sink.push(
            Diagnostic::new(Code::CallSyntax, span, "`{{` is not closed in its paragraph")
                .help("end the call with `}}`; write `\\{{` for the braces themselves"),
        );
    }

    fn call(&mut self, run: &Run<'_, '_>, inner: Range<usize>) -> Option<Call> {
        let text = &run.text[inner.clone()];
        let span = |range: Range<usize>| {
            self.source.span(run.place(inner.start + range.start..inner.start + range.end))
        };
        let whole = self.source.span(run.place(inner.start - 2..inner.end + 2));
        let raw = match read(text) {
            Ok(raw) => raw,
            Err(slip) => {
                let place = if slip.range.is_empty() { whole } else { span(slip.range) };
                let problem =
                    Diagnostic::new(Code::CallSyntax, place, slip.message).help(slip.help);
                self.sink.push(problem);
                return None;
            }
        };
        if self.open.headings + self.open.images > 0 {
            let where_to = if self.open.images > 0 { "the text of an image" } else { "a heading" };
            let message = format!("a call cannot stand in {where_to}");
            self.sink.push(
                Diagnostic::new(Code::CallSyntax, whole, message)
                    .help("put the figure into the text below"),
            );
            return None;
        }
        let arguments = raw.arguments.into_iter().map(|argument| Argument {
            name: text[argument.name.clone()].into(),
            name_span: span(argument.name),
            value: argument.value,
            value_span: span(argument.value_range),
        });
        Some(Call {
            name: text[raw.name.clone()].into(),
            arguments: arguments.collect(),
            name_span: span(raw.name),
            span: whole,
            place: if self.open.links > 0 { Place::Link } else { Place::Text },
            plain: 0..0,
        })
    }
}

/// How long the text before the closing braces is; braces in quotes close nothing.
fn closing(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '}' if !is_quoted && text[at..].starts_with("}}") => return Some(at),
            _ => {}
        }
    }
    // A quote that is not closed is a slip of its own.
    is_quoted.then(|| text.find("}}")).flatten()
}

/// The events of a part of a run.
fn texts<'a>(run: &Run<'_, 'a>, part: Range<usize>) -> Vec<Spanned<'a>> {
    let mut pieces = Vec::new();
    for (number, (event, range)) in run.events.iter().enumerate() {
        let start = run.starts[number];
        let end = run.starts.get(number + 1).copied().unwrap_or(run.text.len());
        let (from, to) = (start.max(part.start), end.min(part.end));
        if from >= to {
            continue;
        }
        if (from, to) == (start, end) {
            pieces.push((event.clone(), range.clone()));
        } else {
            let text = run.text[from..to].to_owned();
            pieces.push((Event::Text(text.into()), run.place(from..to)));
        }
    }
    pieces
}

/// Makes a block of each call that is alone in its paragraph.
fn blocks<'a>(events: Vec<Spanned<'a>>, calls: &mut [Call]) -> Vec<Spanned<'a>> {
    let mut out: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    for (event, range) in events {
        let is_end = matches!(event, Event::End(TagEnd::Paragraph));
        if is_end
            && let [.., (Event::Start(Tag::Paragraph), _), (Event::InlineMath(number), _)] =
                &out[..]
        {
            if let Some(call) = number.parse().ok().and_then(|number: usize| calls.get_mut(number))
            {
                call.place = Place::Block;
            }
            let block = (Event::DisplayMath(number.clone()), range);
            out.truncate(out.len() - 2);
            out.push(block);
            continue;
        }
        out.push((event, range));
    }
    out
}
