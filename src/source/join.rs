//! How lines of text join: Chinese and Japanese have no spaces between words.

/// How a character sits in a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Han, kana, and punctuation and forms of their width.
    Wide,
    /// Marks that Chinese and Latin text share: “ ” ‘ ’ — … ·
    Shared,
    /// Joins the character before it: variation selectors and joiners.
    Joined,
    /// Everything else, Hangul too, which puts spaces between words.
    Narrow,
}

fn kind(c: char) -> Kind {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2014}' | '\u{2026}' | '\u{b7}' => {
            Kind::Shared
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200d}' => Kind::Joined,
        '\u{2e80}'..='\u{303f}'
        | '\u{3040}'..='\u{312f}'
        | '\u{3190}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff9f}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{2e3a}'..='\u{2e3b}'
        | '\u{20000}'..='\u{3ffff}' => Kind::Wide,
        _ => Kind::Narrow,
    }
}

/// Whether emphasis may start or end beside this character without a space: wide characters and
/// Hangul, as in the CJK-friendly amendment to `CommonMark`.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    let hangul = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    hangul || kind(c) == Kind::Wide
}

/// What stands on one side of a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Han, kana, or punctuation of their width.
    Wide,
    /// Everything else, and nothing.
    Narrow,
    /// A shared mark, and whether the text next to it is wide.
    Shared {
        /// Whether it is.
        wide: bool,
    },
}

/// Judges a side by its characters, the nearest to the break first.
#[must_use]
pub fn side(chars: impl Iterator<Item = char>) -> Side {
    let mut shared = false;
    for kind in chars.map(kind) {
        match kind {
            Kind::Joined => {}
            Kind::Shared => shared = true,
            Kind::Wide | Kind::Narrow if shared => {
                return Side::Shared { wide: kind == Kind::Wide };
            }
            Kind::Wide => return Side::Wide,
            Kind::Narrow => return Side::Narrow,
        }
    }
    if shared { Side::Shared { wide: false } } else { Side::Narrow }
}

/// Whether two lines are joined without a space.
#[must_use]
pub fn joins(left: Side, right: Side) -> bool {
    match (left, right) {
        (Side::Narrow, _) | (_, Side::Narrow) => false,
        (Side::Wide, _) | (_, Side::Wide) => true,
        (Side::Shared { wide: left }, Side::Shared { wide: right }) => left && right,
    }
}
