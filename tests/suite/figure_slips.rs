//! One slip put into each agreeing pair of `cases/figures/pairs.md`, of every kind that a
//! translator makes: how many are found. Run with `--nocapture` it lists those that are not.

use crate::figure_accuracy::rows;
use crate::figure_pairs::Languages;
use crate::figures::reader;
use std::ops::Range;
use wellspring::locale::{Figure, Reading};

/// Every changed text of one kind of slip.
type Slips = fn(&str, &Reading) -> Vec<String>;

/// What can go wrong, and of how many thousands it must be found at least.
const KINDS: [(&str, Slips, usize); 7] = [
    ("amount", amounts, 950),
    ("scale", scales, 950),
    ("unit", units, 900),
    ("period", periods, 900),
    ("direction", directions, 850),
    ("swap", swaps, 850),
    ("loss", losses, 900),
];

fn put(text: &str, range: &Range<usize>, new: &str) -> String {
    [&text[..range.start], new, &text[range.end..]].concat()
}

/// The figures that a reader would take for one, in digits.
fn typed(read: &Reading) -> impl Iterator<Item = &Figure> {
    read.figures.iter().filter(|figure| !figure.is_spelled && figure.upper.is_none())
}

fn amounts(text: &str, read: &Reading) -> Vec<String> {
    let change = |figure: &Figure| {
        let written = &text[figure.number_range.clone()];
        let at = written.find(|c: char| c.is_ascii_digit())?;
        let digit = written[at..].chars().next()?.to_digit(10)?;
        let changed = format!("{}{}{}", &written[..at], digit % 9 + 1, &written[at + 1..]);
        Some(put(text, &figure.number_range, &changed))
    };
    typed(read).filter_map(change).collect()
}

/// Each text in which one of these words stands for the other.
fn exchanged(text: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let both = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
    let is_word = |at: usize, word: &str| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(text[..at].chars().next_back())
            && !is_letter(text[at + word.len()..].chars().next())
    };
    let found = both.flat_map(|(from, to)| {
        let places = text.match_indices(from).filter(move |(at, word)| is_word(*at, word));
        places.map(move |(at, word)| put(text, &(at..at + word.len()), to)).collect::<Vec<_>>()
    });
    found.collect()
}

fn scales(text: &str, _: &Reading) -> Vec<String> {
    exchanged(text, &[("billion", "million"), ("trillion", "billion")])
}

fn units(text: &str, _: &Reading) -> Vec<String> {
    let units = [
        ("percent", "percentage points"),
        ("RMB", "US$"),
        ("km", "miles"),
        ("mu", "hectares"),
        ("tonnes", "kg"),
        ("square metres", "square kilometres"),
        ("years", "months"),
        ("hours", "minutes"),
    ];
    exchanged(text, &units)
}

fn periods(text: &str, read: &Reading) -> Vec<String> {
    let times = [
        ("first quarter", "second quarter"),
        ("third quarter", "fourth quarter"),
        ("first half", "second half"),
        ("Q1", "Q2"),
        ("January", "February"),
        ("March", "April"),
        ("May", "June"),
        ("July", "August"),
        ("September", "October"),
        ("November", "December"),
    ];
    let mut texts = exchanged(text, &times);
    for found in read.periods.iter().filter(|found| found.times.iter().any(|t| t.year.is_some())) {
        let written = &text[found.range.clone()];
        let Some(year) = found.times.iter().rev().find_map(|time| time.year) else { continue };
        let Some(at) = written.find(&year.to_string()) else { continue };
        let start = found.range.start + at;
        texts.push(put(text, &(start..start + 4), &(year + 1).to_string()));
    }
    texts
}

fn directions(text: &str, _: &Reading) -> Vec<String> {
    let words = [
        ("up", "down"),
        ("rose", "fell"),
        ("grew", "shrank"),
        ("increase", "decrease"),
        ("higher", "lower"),
        ("more than", "less than"),
        ("at least", "at most"),
    ];
    exchanged(text, &words)
}

fn swaps(text: &str, read: &Reading) -> Vec<String> {
    let all: Vec<&Figure> = typed(read).collect();
    let mut texts = Vec::new();
    for (at, first) in all.iter().enumerate() {
        for second in &all[at + 1..] {
            let is_alike = first.kind == second.kind && first.unit == second.unit;
            let [a, b] = [&first.number_range, &second.number_range];
            if is_alike && text[a.clone()] != text[b.clone()] {
                let parts = [&text[..a.start], &text[b.clone()], &text[a.end..b.start]];
                texts.push([parts.concat().as_str(), &text[a.clone()], &text[b.end..]].concat());
            }
        }
    }
    texts
}

fn losses(text: &str, read: &Reading) -> Vec<String> {
    let is_large = |figure: &&Figure| figure.number.value().is_some_and(|value| value > 12.into());
    typed(read).filter(is_large).map(|figure| put(text, &figure.range, "")).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "this test is there to print")]
fn slips_in_agreeing_texts_are_found() {
    let (languages, english) = (Languages::new(), reader("en"));
    let pairs = rows("pairs", "they agree", 3);
    assert!(pairs.len() > 200, "{} pairs", pairs.len());
    let mut too_few = Vec::new();
    for (kind, slips, least) in KINDS {
        let (mut n_all, mut misses) = (0, Vec::new());
        for pair in &pairs {
            let as_it_was = languages.describe([&pair[0], &pair[1]]);
            for text in slips(&pair[1], &english.read(&pair[1])) {
                n_all += 1;
                if languages.describe([&pair[0], &text]) == as_it_was {
                    misses.push(format!("{}\n      {text}", pair[0]));
                }
            }
        }
        let n_found = n_all - misses.len();
        println!("{kind}: {n_found} of {n_all} found");
        misses.iter().for_each(|miss| println!("    {miss}"));
        if n_found * 1000 < n_all * least || n_all < 10 {
            too_few.push(format!("{kind}: {n_found} of {n_all}"));
        }
    }
    assert!(too_few.is_empty(), "too few slips are found: {too_few:?}");
}
