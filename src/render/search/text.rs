//! Finished HTML as plain text, by headings.

use crate::parse::html::{Piece, Tag, pieces, with_references_read};

/// How long a text may be that is shown and found as one, in bytes.
const MOST_BYTES: usize = 3000;

/// What stands below a heading, or before the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// The id of the heading.
    pub(super) id: Option<String>,
    /// The heading.
    pub(super) heading: String,
    /// What stands below it, a line for each paragraph and cell.
    pub(super) text: String,
}

/// Elements that stand within a line.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "small", "span", "strong",
    "time",
];

/// The parts of finished HTML; drawings, marks of sources and anchors are left out.
pub(super) fn parts_of_html(html: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let (mut in_heading, mut in_anchor) = (false, false);
    let attribute = |tag: &Tag, name: &str| {
        let found = tag.attributes.iter().find(|one| one.name == name);
        found.map(|one| one.value.clone())
    };
    for piece in pieces(html, |name| matches!(name, "svg" | "sup" | "style" | "script")) {
        let last = parts.last_mut().expect("there is always one");
        match piece {
            Piece::Text(range) if !in_anchor => {
                let text = with_references_read(&html[range]);
                if in_heading { &mut last.heading } else { &mut last.text }.push_str(&text);
            }
            Piece::Tag(tag) if matches!(&*tag.name, "h2" | "h3" | "h4") => {
                in_heading = !tag.is_end;
                if let Some(id) = attribute(&tag, "id").filter(|_| !tag.is_end) {
                    parts.push(Part { id: Some(id), ..Part::default() });
                }
            }
            Piece::Tag(tag) if tag.name == "a" => {
                in_anchor =
                    !tag.is_end && attribute(&tag, "class").is_some_and(|class| class == "anchor");
            }
            Piece::Tag(tag)
                if !in_heading && !tag.hides_content && !INLINE.contains(&&*tag.name) =>
            {
                last.text.push('\n');
            }
            _ => {}
        }
    }
    for part in &mut parts {
        part.heading = lines(&part.heading);
        part.text = lines(&part.text);
    }
    parts.retain(|part| !part.heading.is_empty() || !part.text.is_empty());
    parts
}

/// A text without needless spaces and empty lines.
fn lines(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A long text in pieces, each ending where a line or a sentence does, so that nothing that can be
/// asked for is cut.
pub(super) fn in_pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > MOST_BYTES {
        let head = &rest[..last_boundary(rest)];
        let ends = |c: char| matches!(c, '\n' | '。' | '；' | '，' | ';');
        let end = head.rfind(ends).or_else(|| head.rfind(' '));
        let end =
            end.map_or(head.len(), |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
        pieces.push(rest[..end].trim());
        rest = &rest[end..];
    }
    pieces.push(rest.trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The last place at which a text that is too long can be cut.
fn last_boundary(text: &str) -> usize {
    (0..=MOST_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Part, in_pieces, parts_of_html};

    #[test]
    fn headings_part_a_text() {
        let html = "<p>One &amp; <b>two</b><sup>1</sup>.</p><h2 id=\"x\">Next <a class=\"anchor\" href=\"#x\">#</a></h2><ul><li>a</li><li>b</li></ul>";
        let part = |id: Option<&str>, heading: &str, text: &str| Part {
            id: id.map(str::to_owned),
            heading: heading.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            parts_of_html(html),
            [part(None, "", "One & two."), part(Some("x"), "Next", "a\nb")]
        );
    }

    #[test]
    fn a_long_text_is_cut_at_sentences() {
        let sentence = "总签约额达290亿元。";
        let text = sentence.repeat(300);
        let pieces = in_pieces(&text);
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|piece| piece.ends_with('。')));
        assert_eq!(pieces.concat(), text);
    }
}
