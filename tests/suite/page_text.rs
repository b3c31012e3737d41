//! What a reader sees of a page: its text without tags, and its links.

const CITES: &str = "<sup class=\"cites\">";

/// The part of a page that differs from page to page.
#[track_caller]
pub(crate) fn inside_of_main(html: &str) -> &str {
    let start = html.find("<main").expect("a page has `main`");
    let start = start + html[start..].find('>').expect("the tag ends") + 1;
    let end = html.find("</main>").expect("`main` ends");
    html[start..end].trim()
}

/// The text without tags and without the marks of sources, which stand within sentences; entities
/// decoded, no-break spaces and runs of white space as one space.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        if tag.starts_with(CITES) {
            rest = tag.split_once("</sup>").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        if is_block(&tag[..end]) {
            text.push(' ');
        }
        rest = &tag[end..];
    }
    text.push_str(rest);
    let decoded = decoded(&text).replace(['\u{a0}', '\u{202f}'], " ");
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a tag separates words; `<a>`, `<em>` and the like stand within them.
fn is_block(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    let inline = [
        "a", "abbr", "bdi", "b", "cite", "code", "del", "em", "i", "mark", "q", "span", "strong",
        "sub", "sup", "time", "wbr",
    ];
    !inline.contains(&name.as_str())
}

/// A text with the five named entities and numbered ones as the characters that they mean.
pub(crate) fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let entity = part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
        match entity {
            Some((character, rest)) => {
                result.push(character);
                result.push_str(rest);
            }
            None => {
                result.push('&');
                result.push_str(part);
            }
        }
    }
    result
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// The values of an attribute on all tags of a page, decoded.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(&start).skip(1);
    values.filter_map(|rest| Some(decoded(rest.split_once('"')?.0))).collect()
}

#[test]
fn tags_go_and_entities_are_decoded() {
    let html =
        "<main id=\"main\"><p>A&amp;B <em>290</em>&#160;亿元&#x2F;x</p><p>&lt;b&gt;</p></main>";
    assert_eq!(text_of(html), "A&B 290 亿元/x <b>");
    assert_eq!(inside_of_main(html).len(), html.len() - "<main id=\"main\"></main>".len());
    assert_eq!(attributes(html, "id"), ["main"]);
}
