//! How texts and questions are taken apart: the same rule for both, as `docs/search.md` says it.
//! `themes/default/assets/search.js` has it a second time, for questions, and
//! `tests/cases/search.json` holds both to the same cases.

use super::lists::{hash, number};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Traditional characters, each before the simplified one that it is looked for as. From
/// `TSCharacters.txt` of `OpenCC` (Apache-2.0), where there are several, the first.
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let mut all = include_str!("traditional.txt").chars().filter(|c| *c != '\n');
    std::iter::from_fn(move || Some((all.next()?, all.next()?))).collect()
});

/// Every pair of a traditional and a simplified character.
pub(super) fn traditional() -> impl Iterator<Item = (char, char)> {
    SIMPLIFIED.iter().map(|(one, other)| (*one, *other))
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Atom {
    kind: Kind,
    text: String,
    /// What stands before it.
    before: Before,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters of a script that puts spaces between words.
    Word,
    /// Digits, with a point between two of them.
    Number,
    /// A character of a script without spaces, such as Chinese.
    Tight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Space,
    /// A mark, or the beginning.
    Break,
}

/// What a text is found by.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    /// Words and numbers, and a number with the word beside it: `billion`, `29`, `29 billion`.
    pub(super) words: Vec<String>,
    /// Two characters that stand side by side, where one of them is of a script without spaces.
    pub(super) pairs: Vec<(char, char)>,
    /// Three of these.
    pub(super) triples: Vec<(char, char, char)>,
}

/// A text as it is compared: width, case, accents and Traditional characters make no difference.
pub(super) fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii()) {
        return text.to_ascii_lowercase();
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let bare: String =
        decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&bare).into_owned();
    composed.chars().map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)).collect()
}

/// Whether a script puts no spaces between words: from the CJK radicals on, and those of
/// South-East Asia.
fn is_tight(c: char) -> bool {
    let ranges = [0x0e00..=0x0eff, 0x1000..=0x109f, 0x1780..=0x17ff, 0x2e80..=0x0003_ffff];
    ranges.iter().any(|range| range.contains(&u32::from(c)))
}

/// A character as part of a piece; nothing for spaces and marks.
fn kind(c: char) -> Option<Kind> {
    // The signs of Indian scripts belong to the letters they stand at.
    let is_sign = matches!(u32::from(c), 0x0900..=0x0963 | 0x0966..=0x0dff);
    match c {
        _ if c.is_ascii_digit() => Some(Kind::Number),
        _ if !c.is_alphanumeric() && !is_sign => None,
        _ if is_tight(c) => Some(Kind::Tight),
        _ => Some(Kind::Word),
    }
}

fn atoms(text: &str) -> Vec<Atom> {
    let chars: Vec<char> = fold(text).chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut atoms: Vec<Atom> = Vec::new();
    let mut before = Before::Break;
    for (at, &c) in chars.iter().enumerate() {
        let is_inside = at > 0 && is_digit(at - 1) && is_digit(at + 1);
        // 1,200 is the number 1200; 21,22 are two.
        let is_group = || (2..4).all(|ahead| is_digit(at + ahead)) && !is_digit(at + 4);
        let kind = match c {
            '.' if is_inside => Some(Kind::Number),
            ',' if is_inside && is_group() => continue,
            _ => kind(c),
        };
        let Some(kind) = kind else {
            before = match (c.is_whitespace(), before) {
                (true, Before::Nothing | Before::Space) => Before::Space,
                _ => Before::Break,
            };
            continue;
        };
        match atoms.last_mut() {
            Some(last) if before == Before::Nothing && kind == last.kind && kind != Kind::Tight => {
                last.text.push(c);
            }
            _ => atoms.push(Atom { kind, text: c.to_string(), before }),
        }
        before = Before::Nothing;
    }
    atoms
}

/// A text as a whole, as one term: it is found by exactly the same, spaces and marks aside.
pub(super) fn whole(text: &str) -> String {
    let atoms = atoms(text).into_iter().flat_map(|atom| [atom.text, " ".to_owned()]);
    let hash = hash(&atoms.collect::<String>());
    let mut term = "^".to_owned();
    number(hash, &mut term);
    term
}

/// What a text is found by.
pub(super) fn terms(text: &str) -> Terms {
    let mut terms = Terms::default();
    let atoms = atoms(text);
    // Runs of characters side by side, with a character of a script without spaces in each.
    let mut run: Vec<(char, bool)> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        let is_tight = atom.kind == Kind::Tight;
        let last = at.checked_sub(1).map(|before| &atoms[before]);
        let joins = last.is_some_and(|last| {
            // A space beside a Chinese character means nothing.
            let meets = is_tight || last.kind == Kind::Tight;
            meets && atom.before != Before::Break
        });
        if !joins {
            end_run(&mut run, &mut terms);
        }
        run.extend(atom.text.chars().map(|c| (c, is_tight)));
        if is_tight {
            continue;
        }
        terms.words.push(atom.text.clone());
        let is_number = atom.kind == Kind::Number;
        if let Some(last) = last.filter(|last| last.kind != Kind::Tight)
            && atom.before != Before::Break
            && (is_number || last.kind == Kind::Number)
        {
            terms.words.push(format!("{} {}", last.text, atom.text));
        }
    }
    end_run(&mut run, &mut terms);
    terms
}

fn end_run(run: &mut Vec<(char, bool)>, terms: &mut Terms) {
    // Words alone are found as words.
    if run.iter().any(|(_, is_tight)| *is_tight) {
        // Of letters only those beside a character without spaces take part; all digits do.
        let counts = |pair: &[(char, bool)]| {
            let is_digit = |(c, _): &(char, bool)| c.is_ascii_digit() || *c == '.';
            pair.iter().any(|(_, is_tight)| *is_tight) || pair.iter().all(is_digit)
        };
        let pairs = run.windows(2).filter(|pair| counts(pair));
        terms.pairs.extend(pairs.map(|pair| (pair[0].0, pair[1].0)));
        let triples = run.windows(3).filter(|all| counts(&all[..2]) && counts(&all[1..]));
        terms.triples.extend(triples.map(|all| (all[0].0, all[1].0, all[2].0)));
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::{Terms, terms};
    use serde_json::Value;

    /// The cases that the script is held to as well.
    const CASES: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/search.json"));

    #[test]
    fn texts_are_taken_apart_as_the_cases_say() {
        let cases: Vec<Value> = serde_json::from_str(CASES).expect("the cases are JSON");
        assert!(cases.len() > 10);
        for case in &cases {
            let text = case["text"].as_str().expect("each has a text");
            let Terms { words, pairs, triples } = terms(text);
            let pairs: Vec<_> =
                pairs.into_iter().map(|(one, two)| String::from_iter([one, two])).collect();
            let triples: Vec<_> = triples
                .into_iter()
                .map(|(one, two, three)| String::from_iter([one, two, three]))
                .collect();
            for (key, found) in [("words", words), ("pairs", pairs), ("triples", triples)] {
                assert_eq!(case[key], serde_json::json!(found), "{key} of {text}");
            }
        }
    }
}
