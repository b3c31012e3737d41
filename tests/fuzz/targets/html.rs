//! What holds for all HTML.

/// Elements without an end.
const VOID: [&str; 14] = [
    "!doctype", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
];

/// Attributes with an address.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "data", "poster"];

/// Elements that no text of an author may make.
const NEVER: [&str; 8] = ["script", "style", "iframe", "object", "embed", "base", "form", "meta"];

/// Every element is closed by its own end, no id stands twice, and nothing is a script.
#[track_caller]
pub(crate) fn check_authored(html: &str) {
    let mut open = Vec::new();
    let mut ids = Vec::new();
    for tag in tags(html) {
        match tag.name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if VOID.contains(&tag.name) => {}
            None => open.push(tag.name),
        }
        assert!(!NEVER.contains(&tag.name), "<{}> in {html}", tag.name);
        check_attributes(&tag, html);
        ids.extend(tag.attributes.iter().filter(|(name, _)| *name == "id").map(|(_, id)| *id));
    }
    assert!(open.is_empty(), "{open:?} in {html}");
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "an id stands twice in {html}");
}

/// No attribute is a script, whoever wrote it.
#[track_caller]
pub(crate) fn check_page(html: &str) {
    let mut is_code = false;
    for tag in tags(html) {
        is_code = match tag.name {
            "script" => true,
            "/script" => false,
            _ => is_code,
        };
        if !is_code {
            check_attributes(&tag, html);
        }
        let has_source = tag.attributes.iter().any(|(name, _)| *name == "src" || *name == "type");
        assert!(tag.name != "script" || has_source, "an inline script in {html}");
    }
}

#[track_caller]
fn check_attributes(tag: &Tag<'_>, html: &str) {
    for (name, value) in &tag.attributes {
        assert!(!name.starts_with("on") && *name != "style", "{name}={value:?} in {html}");
        if ADDRESSES.contains(name) {
            let plain = decoded(value).to_ascii_lowercase();
            let scheme = plain.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
            let is_script =
                ["javascript:", "vbscript:", "data:"].iter().any(|s| scheme.starts_with(s));
            assert!(!is_script, "{name}={value:?} in {html}");
        }
    }
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

/// The tags of a text, as a browser finds them: `<` before a letter, `/` or `!`, to the next `>`
/// outside of quotes.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            let is_tag =
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
            if rest.starts_with("!--") {
                rest = &rest[rest.find("-->").unwrap_or(rest.len())..];
            } else if is_tag {
                break;
            }
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        let name = &rest[..end];
        let (attributes, after) = attributes(&rest[end..]);
        rest = after;
        Some(Tag { name, attributes })
    })
}

/// The attributes of a tag, and what stands behind it.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        assert!(!name.is_empty(), "a tag does not end: {rest:?}");
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            found.push((name, ""));
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).expect("the quote ends"),
            _ => value.split_at(value.find([' ', '>', '\n']).unwrap_or(value.len())),
        };
        found.push((name, value));
        rest = after;
    }
}

/// An attribute without the entities that matter in a scheme.
fn decoded(value: &str) -> String {
    value.replace("&amp;", "&").replace("&colon;", ":").replace("&#58;", ":").replace("&#x3a;", ":")
}
