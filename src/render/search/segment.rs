//! How texts and questions are taken apart: the same rule for both, as `docs/search.md` says it.
//! `themes/default/assets/search.js` has it a second time, for questions, and
//! `tests/cases/search.json` holds both to the same cases.

use super::lists::{hash, number};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use std::collections::BTreeMap;
use std::ops::Range;
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

/// A piece of a text: which of the characters that were kept.
#[derive(Debug)]
struct Atom {
    kind: Kind,
    chars: Range<usize>,
    /// What stands before it.
    before: Before,
}

/// Takes texts apart. It keeps its memory from one text to the next, since an index has very many.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// The text as it is compared.
    folded: Vec<char>,
    /// What of it is looked for: letters, digits, characters.
    kept: Vec<char>,
    atoms: Vec<Atom>,
    /// Characters side by side, and whether each is of a script without spaces.
    run: Vec<(char, bool)>,
    word: String,
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

/// Something that a text is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term<'t> {
    /// A word or a number, or a number with the word beside it: `billion`, `29`, `29 billion`.
    Word(&'t str),
    /// Characters side by side, one of which at least is of a script without spaces: they are found
    /// by two and by three of them, see [`Run`].
    Run(Run<'t>),
}

/// Characters that stand side by side, and whether each is of a script without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'t>(&'t [(char, bool)]);

impl<'t> Run<'t> {
    /// The characters that it is made of, for later.
    pub(super) const fn chars(self) -> &'t [(char, bool)] {
        self.0
    }

    /// One that was kept.
    pub(super) const fn of(chars: &'t [(char, bool)]) -> Self {
        Self(chars)
    }

    /// Each two that are looked for, and their place: of letters only those beside a character
    /// without spaces take part; all digits do.
    pub(super) fn pairs(self) -> impl Iterator<Item = (usize, [char; 2])> {
        let counts = |pair: &[(char, bool)]| {
            let is_digit = |(c, _): &(char, bool)| c.is_ascii_digit() || *c == '.';
            pair.iter().any(|(_, is_tight)| *is_tight) || pair.iter().all(is_digit)
        };
        let pairs = self.0.windows(2).enumerate().filter(move |(_, pair)| counts(pair));
        pairs.map(|(at, pair)| (at, [pair[0].0, pair[1].0]))
    }

    /// Each three of them of which the first two and the last two are such pairs, and pass.
    pub(super) fn triples(self, mut passes: impl FnMut([char; 2]) -> bool) -> Vec<[char; 3]> {
        let mut last = None;
        let triple = |(at, pair): (usize, [char; 2])| {
            let before = last.replace(at).filter(|before| before + 1 == at);
            before.map(|before| [self.0[before].0, pair[0], pair[1]])
        };
        self.pairs().filter(|(_, pair)| passes(*pair)).filter_map(triple).collect()
    }
}

/// The simplified character of each of the Chinese characters in use, as a table: most characters
/// of an index are looked up in it.
static IDEOGRAPHS: LazyLock<Box<[char]>> = LazyLock::new(|| {
    let simple = |c: char| SIMPLIFIED.get(&c).copied().unwrap_or(c);
    (FIRST_IDEOGRAPH..=LAST_IDEOGRAPH).map(simple).collect()
});

const FIRST_IDEOGRAPH: char = '\u{4e00}';
const LAST_IDEOGRAPH: char = '\u{9fff}';

/// A character as it is compared, where that does not depend on those beside it.
fn folded(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        FIRST_IDEOGRAPH..=LAST_IDEOGRAPH => {
            IDEOGRAPHS.get(u32::from(c) as usize - u32::from(FIRST_IDEOGRAPH) as usize).copied()
        }
        // Full width letters, digits and marks stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase())
        }
        '、' | '。' | '《' | '》' | '“' | '”' | '–' | '—' => Some(c),
        _ => None,
    }
}

/// A text as it is compared: width, case, accents and Traditional characters make no difference.
pub(super) fn fold(text: &str) -> String {
    let mut folded = Vec::new();
    fold_into(text, &mut folded);
    folded.into_iter().collect()
}

/// Puts a folded text in place of another.
fn fold_into(text: &str, into: &mut Vec<char>) {
    into.clear();
    if text.is_ascii() {
        into.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    let is_whole = text.chars().all(|c| folded(c).map(|c| into.push(c)).is_some());
    if is_whole {
        return;
    }
    into.clear();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let bare: String =
        decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&bare).into_owned();
    into.extend(composed.chars().map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)));
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
        FIRST_IDEOGRAPH..=LAST_IDEOGRAPH => Some(Kind::Tight),
        _ if c.is_ascii_digit() => Some(Kind::Number),
        _ if c.is_ascii() => c.is_ascii_alphabetic().then_some(Kind::Word),
        _ if !c.is_alphanumeric() && !is_sign => None,
        _ if is_tight(c) => Some(Kind::Tight),
        _ => Some(Kind::Word),
    }
}

impl Cutter {
    fn cut(&mut self, text: &str) {
        let Self { folded, kept, atoms, .. } = self;
        fold_into(text, folded);
        kept.clear();
        atoms.clear();
        let chars: &[char] = folded;
        let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let mut before = Before::Break;
        for (at, &c) in chars.iter().enumerate() {
            let is_inside = || at > 0 && is_digit(at - 1) && is_digit(at + 1);
            // 1,200 is the number 1200; 21,22 are two.
            let is_group = || (2..4).all(|ahead| is_digit(at + ahead)) && !is_digit(at + 4);
            let kind = match c {
                '.' if is_inside() => Some(Kind::Number),
                ',' if is_inside() && is_group() => continue,
                _ => kind(c),
            };
            let Some(kind) = kind else {
                before = match (c.is_whitespace(), before) {
                    (true, Before::Nothing | Before::Space) => Before::Space,
                    _ => Before::Break,
                };
                continue;
            };
            let from = kept.len();
            kept.push(c);
            match atoms.last_mut() {
                Some(Atom { kind: last, chars, .. })
                    if before == Before::Nothing && kind == *last && kind != Kind::Tight =>
                {
                    chars.end = kept.len();
                }
                _ => atoms.push(Atom { kind, chars: from..kept.len(), before }),
            }
            before = Before::Nothing;
        }
    }

    /// A text as a whole, as one term: it is found by exactly the same, spaces and marks aside.
    pub(super) fn whole(&mut self, text: &str) -> String {
        self.cut(text);
        let mut all = String::new();
        for atom in &self.atoms {
            all.extend(&self.kept[atom.chars.clone()]);
            all.push(' ');
        }
        let mut term = "^".to_owned();
        number(hash(&all), &mut term);
        term
    }

    /// Tells what a text is found by.
    pub(super) fn each_term(&mut self, text: &str, found: &mut impl FnMut(Term<'_>)) {
        self.cut(text);
        let Self { kept, atoms, run, word, .. } = self;
        for (at, atom) in atoms.iter().enumerate() {
            let is_tight = atom.kind == Kind::Tight;
            let last = at.checked_sub(1).map(|before| &atoms[before]);
            let joins = last.is_some_and(|last| {
                // A space beside a Chinese character means nothing.
                let meets = is_tight || last.kind == Kind::Tight;
                meets && atom.before != Before::Break
            });
            if !joins {
                end_run(run, found);
            }
            run.extend(kept[atom.chars.clone()].iter().map(|c| (*c, is_tight)));
            if is_tight {
                continue;
            }
            word.clear();
            word.extend(&kept[atom.chars.clone()]);
            found(Term::Word(word));
            let is_number = atom.kind == Kind::Number;
            if let Some(last) = last.filter(|last| last.kind != Kind::Tight)
                && atom.before != Before::Break
                && (is_number || last.kind == Kind::Number)
            {
                word.clear();
                word.extend(&kept[last.chars.clone()]);
                word.push(' ');
                word.extend(&kept[atom.chars.clone()]);
                found(Term::Word(word));
            }
        }
        end_run(run, found);
    }
}

/// Tells what characters side by side are found by, and forgets them.
fn end_run(run: &mut Vec<(char, bool)>, found: &mut impl FnMut(Term<'_>)) {
    // Words alone are found as words.
    if run.iter().any(|(_, is_tight)| *is_tight) {
        found(Term::Run(Run(run)));
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::{Cutter, Term, fold};
    use icu_normalizer::DecomposingNormalizerBorrowed;
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
            let (mut words, mut pairs, mut triples) = (Vec::new(), Vec::new(), Vec::new());
            Cutter::default().each_term(text, &mut |term| match term {
                Term::Word(word) => words.push(word.to_owned()),
                Term::Run(run) => {
                    pairs.extend(run.pairs().map(|(_, pair)| String::from_iter(pair)));
                    triples.extend(run.triples(|_| true).into_iter().map(String::from_iter));
                }
            });
            for (key, found) in [("words", words), ("pairs", pairs), ("triples", triples)] {
                assert_eq!(case[key], serde_json::json!(found), "{key} of {text}");
            }
        }
    }

    #[test]
    fn characters_that_are_folded_alone_are_what_the_standard_says() {
        let all = (0..=0xffff).filter_map(char::from_u32);
        for c in all.filter(|c| super::folded(*c).is_some()) {
            let text = c.to_string();
            let standard = DecomposingNormalizerBorrowed::new_nfkd().normalize(&text);
            let simple: String = standard
                .to_lowercase()
                .chars()
                .map(|c| super::SIMPLIFIED.get(&c).copied().unwrap_or(c))
                .collect();
            assert_eq!(fold(&text), simple, "{c}");
        }
    }
}
