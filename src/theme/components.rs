//! Components: the named parts of templates, as their texts have them.

/// The components that the program itself calls, each with its view as `v`.
pub const PIECES: [&str; 13] = [
    "cite",
    "entries",
    "entry",
    "facts",
    "figure",
    "figure_alone",
    "in_language",
    "remark",
    "list_row",
    "row",
    "schedule_row",
    "schedule_words",
    "term",
];

/// The components that a template defines, `{% component NAME(…) %}`, each with what is behind its
/// name.
pub fn components(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find("{%")?;
            rest = &rest[at + 2..];
            let tag = rest.strip_prefix('-').unwrap_or(rest).trim_start();
            let named =
                tag.strip_prefix("component").filter(|tag| tag.starts_with(char::is_whitespace));
            let Some((name, behind)) = named.and_then(|named| named.split_once('(')) else {
                continue;
            };
            let body = behind.find("endcomponent").map_or(behind, |end| &behind[..end]);
            return Some((name.trim(), body));
        }
    })
}

/// Whether a template names another in quotes, as `extends` and `include` do.
#[must_use]
pub fn names(text: &str, template: &str) -> bool {
    text.match_indices(template).any(|(at, _)| {
        let around = (text[..at].chars().next_back(), text[at + template.len()..].chars().next());
        matches!(around, (Some('"' | '/'), Some('"')) | (Some('\'' | '/'), Some('\'')))
    })
}

/// Whether a template calls a component: `<NAME `, `<NAME/>` or `<NAME>`.
#[must_use]
pub fn calls(text: &str, component: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let after = rest.strip_prefix(component).and_then(|after| after.chars().next());
        after.is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
    })
}
