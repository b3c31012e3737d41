//! Looking ahead and around in the events of a text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::marks::Spanned;
use crate::source::join;

/// For each start event the index of its end; 0 elsewhere.
pub(super) fn matching_ends(events: &[Spanned<'_>]) -> Vec<usize> {
    let mut ends = vec![0; events.len()];
    let mut open = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(index),
            Event::End(_) => {
                let start: usize = open.pop().expect("events are balanced");
                ends[start] = index;
            }
            _ => {}
        }
    }
    ends
}

/// The text of some inline events without markup.
pub(super) fn plain_text(events: &[Spanned<'_>], range: Range<usize>) -> String {
    let mut text = String::new();
    for index in range {
        match &events[index].0 {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak if joins(events, index) => {}
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Whether the lines around a soft break are joined without a space. Both sides are looked at
/// through emphasis, links, code and footnote references (see goldmark issue 582).
///
/// Looks no further than the next break, so a whole text takes linear time.
pub(super) fn joins(events: &[Spanned<'_>], index: usize) -> bool {
    let left = events[..index].iter().rev().map_while(|(event, _)| characters(event));
    let right = events[index + 1..].iter().map_while(|(event, _)| characters(event));
    let left = join::side(left.flat_map(|text| text.chars().rev()));
    let right = join::side(right.flat_map(str::chars));
    join::joins(left, right)
}

/// What an event adds to its line; `None` where the line ends. An image counts as a letter.
fn characters<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        // A figure.
        Event::InlineMath(_) => Some("1"),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Some("x"),
        // A tag, or a comment.
        Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {
            Some("")
        }
        _ => None,
    }
}
