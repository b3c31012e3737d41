//! All texts of the program in one other language, found by the English ones.

use super::template::{Template, quoted_after};
use indexmap::IndexMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How deep texts stand in holes of others.
const MOST_LEVELS: usize = 5;

/// A file of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the language is called in itself.
    name: String,
    /// Its tag after BCP 47.
    tag: String,
    lists: Lists,
    /// What is said by itself.
    texts: IndexMap<String, String>,
    /// What only stands in holes of others, as what a record is called.
    parts: IndexMap<String, String>,
}

/// How a list is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    /// Between two items.
    between: String,
    /// Before the last one.
    and: String,
    /// Before the last one, if one of them is enough.
    or: String,
    /// How many more there are, with one hole.
    more: String,
    /// Between a level and what is said: a colon.
    colon: String,
}

/// All texts of the program in one language.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) name: String,
    pub(super) tag: String,
    lists: Lists,
    exact: BTreeMap<String, String>,
    exact_parts: BTreeMap<String, String>,
    /// Those with holes, the most telling first.
    patterns: Vec<Pattern>,
    /// Which patterns a text can be of, by its first character.
    by_start: BTreeMap<char, Vec<usize>>,
    /// The same of any other text.
    open: Vec<usize>,
}

#[derive(Debug)]
struct Pattern {
    english: Template,
    said: Template,
    /// It only stands in holes of others.
    is_part: bool,
}

impl Catalogue {
    /// Reads the file of a language.
    ///
    /// # Panics
    ///
    /// If it is not of that shape, which a test would have found.
    pub(super) fn read(text: &str) -> Self {
        let file: File = serde_yaml::from_str(text).expect("the files of languages are tested");
        let (mut exact, mut exact_parts) = (BTreeMap::new(), BTreeMap::new());
        let mut patterns = Vec::new();
        let texts = file.texts.into_iter().map(|(english, said)| (english, said, false));
        let parts = file.parts.into_iter().map(|(english, said)| (english, said, true));
        for (text, said, is_part) in texts.chain(parts) {
            let english = Template::new(&text);
            if english.has_holes() {
                patterns.push(Pattern { english, said: Template::new(&said), is_part });
            } else {
                let known = if is_part { &mut exact_parts } else { &mut exact };
                known.insert(text, said);
            }
        }
        patterns.sort_by_key(|pattern| usize::MAX - pattern.english.n_bytes_of_text());
        let starting = |first: Option<char>| -> Vec<usize> {
            let of = |pattern: &Pattern| {
                pattern.english.first().is_none() || pattern.english.first() == first
            };
            (0..patterns.len()).filter(|index| of(&patterns[*index])).collect()
        };
        let firsts = patterns.iter().filter_map(|pattern| pattern.english.first());
        let by_start = firsts.map(|first| (first, starting(Some(first)))).collect();
        let open = starting(None);
        let File { name, tag, lists, .. } = file;
        Self { name, tag, lists, exact, exact_parts, patterns, by_start, open }
    }

    /// A text in this language; `None` if it has none.
    pub(super) fn text(&self, english: &str) -> Option<String> {
        self.whole(english, 0).or_else(|| self.list(english, 0))
    }

    /// What only stands in other texts, in this language.
    pub(super) fn part(&self, english: &str) -> Option<String> {
        self.inner(english, 1)
    }

    /// What stands between a level and its text.
    pub(super) fn colon(&self) -> &str {
        &self.lists.colon
    }

    fn whole(&self, english: &str, level: usize) -> Option<String> {
        let exact = self.exact.get(english);
        let part = || self.exact_parts.get(english).filter(|_| level > 0);
        if let Some(said) = exact.or_else(part) {
            return Some(said.clone());
        }
        let first = english.chars().next()?;
        let candidates = self.by_start.get(&first).unwrap_or(&self.open);
        // What is quoted has backticks in it only if nothing else is possible.
        [false, true].into_iter().find_map(|may_quote| {
            let patterns = candidates.iter().map(|index| &self.patterns[*index]);
            let mut patterns = patterns.filter(|pattern| level > 0 || !pattern.is_part);
            patterns.find_map(|pattern| self.filled(pattern, english, level, may_quote))
        })
    }

    fn filled(
        &self,
        pattern: &Pattern,
        english: &str,
        level: usize,
        may_quote: bool,
    ) -> Option<String> {
        let found = pattern.english.take(english)?;
        let values: Option<Vec<String>> = { pattern.english.holes().zip(found) }
            .map(|(hole, value)| match hole.is_verbatim {
                true if hole.is_word && value.contains(' ') => None,
                true => (may_quote || !value.contains('`')).then(|| value.to_owned()),
                false => self.inner(value, level + 1),
            })
            .collect();
        let values = values?;
        pattern.said.fill(|name| {
            pattern.english.position(name).and_then(|index| values.get(index)).map(String::as_str)
        })
    }

    /// What stands in a hole; `None` if it is English prose that this language has no words for.
    fn inner(&self, english: &str, level: usize) -> Option<String> {
        let trimmed = english.trim();
        if level > MOST_LEVELS {
            return None;
        }
        let known = self.exact_parts.get(trimmed).or_else(|| self.exact.get(trimmed));
        if let Some(said) = known {
            return Some(said.clone());
        }
        if !is_prose(trimmed) {
            return self.list(trimmed, level).or_else(|| Some(trimmed.to_owned()));
        }
        // A list first: otherwise its last item could be taken for all of it.
        self.list(trimmed, level).or_else(|| self.whole(trimmed, level))
    }

    /// A list such as "`a`, `b` and `c`" or "2 errors, 1 warning".
    fn list(&self, english: &str, level: usize) -> Option<String> {
        let (items, n_more) = items(english);
        if items.len() < 2 && n_more.is_none() {
            return None;
        }
        let items: Option<Vec<String>> =
            items.iter().map(|item| self.inner(item, level + 1)).collect();
        let items = items?;
        let (last, before) = items.split_last()?;
        let Lists { between, and, or, .. } = &self.lists;
        let before_last = match () {
            () if n_more.is_some() || before.is_empty() => between,
            () if english.contains(" and ") => and,
            () if english.contains(" or ") => or,
            () => between,
        };
        let gap = if before.is_empty() { "" } else { before_last };
        let mut text = format!("{}{gap}{last}", before.join(between));
        if let Some(n_more) = n_more {
            text.push_str(&Template::new(&self.lists.more).fill(|_| Some(n_more))?);
        }
        Some(text)
    }
}

/// The items of a list in English, and how many more it counts at its end.
fn items(text: &str) -> (Vec<&str>, Option<&str>) {
    let (text, n_more) = match text.strip_suffix(" more").and_then(|text| text.rsplit_once(" and "))
    {
        Some((text, n)) if n.bytes().all(|byte| byte.is_ascii_digit()) => (text, Some(n)),
        _ => (text, None),
    };
    let mut items: Vec<&str> = Vec::new();
    let (mut start, mut depth, mut is_quoted) = (0, 0_usize, false);
    for (at, character) in text.char_indices() {
        is_quoted = quoted_after(is_quoted, character);
        match character {
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if is_quoted || depth > 0 || at < start {
            continue;
        }
        let gap = [", ", " and ", " or "].into_iter().find(|gap| text[at..].starts_with(gap));
        if let Some(gap) = gap {
            items.push(&text[start..at]);
            start = at + gap.len();
        }
    }
    items.push(&text[start..]);
    (items, n_more)
}

/// Whether a text has words that would have to be said in another language: two small letters side
/// by side that are not quoted.
fn is_prose(text: &str) -> bool {
    let (mut n_small, mut is_quoted) = (0, false);
    for character in text.chars() {
        is_quoted = quoted_after(is_quoted, character);
        n_small = if character.is_ascii_lowercase() && !is_quoted { n_small + 1 } else { 0 };
        if n_small > 1 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{is_prose, items};

    #[test]
    fn lists_are_taken_apart() {
        assert_eq!(items("`a, b`, `c` and `d`"), (vec!["`a, b`", "`c`", "`d`"], None));
        assert_eq!(items("`a`, `b` and 9 more"), (vec!["`a`", "`b`"], Some("9")));
        assert_eq!(
            items("2 records (a 1, b 1), 1 page"),
            (vec!["2 records (a 1, b 1)", "1 page"], None)
        );
    }

    #[test]
    fn prose_is_told_from_quotations_and_numbers() {
        assert!(is_prose("a park") && is_prose("`a` and `b`"));
        assert!(!is_prose("`a park`") && !is_prose("2031-Q1") && !is_prose("园区A"));
    }
}
