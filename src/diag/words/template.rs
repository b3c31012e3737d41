//! A text with holes, such as `there is no {what} {id}`: what stands in them is taken out of a text of
//! one language and put into that of another.

/// A text with holes. A hole is `{}`, or `{name}` with letters, digits and `_`; every other brace
/// stands for itself.
#[derive(Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Hole(Hole),
}

/// A hole of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hole {
    /// Its name; of one without a name its number among those without.
    name: String,
    /// What stands in it is taken over letter by letter: a quotation, a path, a name, or what another
    /// program said.
    pub(super) is_verbatim: bool,
    /// It is one word, such as a path or the ending of an English plural.
    pub(super) is_word: bool,
}

/// Whether what follows a character is quoted, as what was found in a file and what is to be written
/// into one; given whether the character is.
pub(super) const fn quoted_after(is_quoted: bool, character: char) -> bool {
    match character {
        '`' => !is_quoted,
        '“' => true,
        '”' => false,
        _ => is_quoted,
    }
}

impl Template {
    pub(super) fn new(text: &str) -> Self {
        let (mut parts, mut rest, mut n_unnamed, mut is_quoted) = (Vec::new(), text, 0, false);
        while let Some((before, name, after)) = next_hole(rest) {
            is_quoted = before.chars().fold(is_quoted, quoted_after);
            let is_word = !is_quoted && (name.starts_with("path") || name == "plural");
            let is_verbatim = is_quoted || is_word || name == "error" || name.starts_with("raw");
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let name = if name.is_empty() {
                n_unnamed += 1;
                format!("{}", n_unnamed - 1)
            } else {
                name.to_owned()
            };
            parts.push(Part::Hole(Hole { name, is_verbatim, is_word }));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Self { parts }
    }

    pub(super) fn has_holes(&self) -> bool {
        self.holes().next().is_some()
    }

    pub(super) fn holes(&self) -> impl Iterator<Item = &Hole> {
        self.parts.iter().filter_map(|part| match part {
            Part::Hole(hole) => Some(hole),
            Part::Text(_) => None,
        })
    }

    /// How much of it is said by the template itself.
    pub(super) fn n_bytes_of_text(&self) -> usize {
        let lengths = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.len(),
            Part::Hole(_) => 0,
        });
        lengths.sum()
    }

    /// The character that every text of it begins with; none if it begins with a hole.
    pub(super) fn first(&self) -> Option<char> {
        match self.parts.first() {
            Some(Part::Text(text)) => text.chars().next(),
            _ => None,
        }
    }

    /// What stands in its holes in this text, in their order; `None` if the text is not of it.
    pub(super) fn take<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let mut found = Vec::new();
        take(&self.parts, text, &mut found).then_some(found)
    }

    /// The text with its holes filled by name; `None` if one of them has no name of those given.
    pub(super) fn fill<'v>(&self, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Hole(hole) => value(&hole.name),
        });
        parts.collect()
    }

    /// The number of the hole of that name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.holes().position(|hole| hole.name == name)
    }
}

/// What stands before the next hole, its name, and what follows.
fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('{').find_map(|(start, _)| {
        let inner = &text[start + 1..];
        let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        let after = inner[end..].strip_prefix('}')?;
        Some((&text[..start], &inner[..end], after))
    })
}

/// Fills `found` with what stands in the holes; the nearest of several ways.
fn take<'t>(parts: &[Part], text: &'t str, found: &mut Vec<&'t str>) -> bool {
    match parts {
        [] => text.is_empty(),
        [Part::Text(start), rest @ ..] => {
            text.strip_prefix(start.as_str()).is_some_and(|text| take(rest, text, found))
        }
        [Part::Hole(_)] => {
            found.push(text);
            true
        }
        [Part::Hole(_), Part::Text(end)] => match text.strip_suffix(end.as_str()) {
            Some(inner) => {
                found.push(inner);
                true
            }
            None => false,
        },
        [Part::Hole(_), Part::Text(next), rest @ ..] => {
            let n_found = found.len();
            text.match_indices(next.as_str()).any(|(at, _)| {
                found.truncate(n_found);
                found.push(&text[..at]);
                take(rest, &text[at + next.len()..], found)
            })
        }
        // Two holes side by side: the first has all of it.
        [Part::Hole(_), rest @ ..] => {
            found.push("");
            take(rest, text, found)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn holes_are_taken_out_and_put_in() {
        let english = Template::new("there is no {what} `{id}`");
        assert_eq!(english.take("there is no park `a` `b`"), Some(vec!["park", "a` `b"]));
        assert_eq!(english.take("there is a park `a`"), None);
        let said = Template::new("没有{what}`{id}`");
        let fill = |name: &str| if name == "what" { Some("园区") } else { Some("a") };
        assert_eq!(said.fill(fill).as_deref(), Some("没有园区`a`"));
    }

    #[test]
    fn other_braces_stand_for_themselves() {
        let text = "write `{{ figure(of=\"a\") }}` or `{ name: … }` or `{#id}`";
        assert!(!Template::new(text).has_holes());
        let unnamed = Template::new("{} of {}");
        assert_eq!(unnamed.take("1 of 2"), Some(vec!["1", "2"]));
        assert_eq!((unnamed.position("0"), unnamed.position("1")), (Some(0), Some(1)));
    }
}
