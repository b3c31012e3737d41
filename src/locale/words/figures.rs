//! What a language needs besides its numbers, units and relations so that figures can be found
//! in its running text.

use crate::diag::{Code, Diagnostic, list_known};
use crate::locale::decode::Decoder;
use crate::parse::node::Node;
use crate::value::Relation;

/// The words around figures in running text, and those that only look like figures.
#[derive(Debug, Default)]
pub(in crate::locale) struct FigureWords {
    /// Words for numbers below one hundred.
    pub(in crate::locale) numbers: Vec<(Box<str>, u32)>,
    /// Words that multiply what stands before them, such as `dozen`.
    pub(in crate::locale) multipliers: Vec<(Box<str>, u32)>,
    /// Words that are one before a scale word or a part: `a million`, `a third`.
    pub(in crate::locale) articles: Vec<Box<str>>,
    /// A half before a scale word: `half a million`.
    pub(in crate::locale) half: Vec<Box<str>>,
    /// A half more after a number in words: `two and a half`.
    pub(in crate::locale) and_half: Vec<Box<str>>,
    /// Words within a number: `one hundred and ten`.
    pub(in crate::locale) joins: Vec<Box<str>>,
    /// Between denominator and numerator, in this order.
    pub(in crate::locale) fraction_mark: Option<Box<str>>,
    /// Parts of a whole after their number: `thirds`.
    pub(in crate::locale) denominators: Vec<(Box<str>, u32)>,
    /// What must follow a single part, so that `a quarter of` is one and `a quarter` is not.
    pub(in crate::locale) part_of: Vec<Box<str>>,
    /// Between a part and its whole: `17 of the 21`.
    pub(in crate::locale) part_to_whole: Vec<Box<str>>,
    /// Whole phrases, with numerator and denominator.
    pub(in crate::locale) fractions: Vec<(Box<str>, (u32, u32))>,
    /// Words that say how many times as much something is.
    pub(in crate::locale) multiples: Vec<(Box<str>, u32)>,
    /// Whether growth by n times leads to n + 1 times as much.
    pub(in crate::locale) growth_adds_one: bool,
    /// Words for tenths, each ten percent.
    pub(in crate::locale) tenths: Vec<Box<str>>,
    /// What may stand between a figure and the words about it.
    pub(in crate::locale) fillers: Vec<Box<str>>,
    /// Relations that may stand apart from their figure.
    pub(in crate::locale) apart: Vec<(Box<str>, Relation)>,
    /// What stands between such a relation and an amount for each of something.
    pub(in crate::locale) each: Vec<Box<str>>,
    pub(in crate::locale) up: Sides,
    pub(in crate::locale) down: Sides,
    /// Words that count anything, which no unit has.
    pub(in crate::locale) measure_words: Vec<Box<str>>,
    /// Words of units that mean something else in running text.
    pub(in crate::locale) not_units: Vec<Box<str>>,
    /// The things that are counted, by the name of their unit.
    pub(in crate::locale) nouns: Vec<(Box<str>, Box<str>)>,
    /// Words that end the search for what is counted.
    pub(in crate::locale) noun_stops: Vec<Box<str>>,
    /// What may follow a number without a unit, in a script without spaces.
    pub(in crate::locale) particles: Vec<Box<str>>,
    /// Before a number that is a name or a code.
    pub(in crate::locale) not_before: Vec<Box<str>>,
    /// After a number that is a name or a code.
    pub(in crate::locale) not_after: Vec<Box<str>>,
    /// Words that hold numerals and are no figures.
    pub(in crate::locale) not_figures: Vec<Box<str>>,
    /// After the digits, making them no number: 十几.
    pub(in crate::locale) vague_inside: Vec<Box<str>>,
    /// Dates without a year and spans of time, as patterns.
    pub(in crate::locale) dates: Vec<Box<str>>,
}

/// Words before and after a figure.
#[derive(Debug, Default)]
pub(in crate::locale) struct Sides {
    pub(in crate::locale) before: Vec<Box<str>>,
    pub(in crate::locale) after: Vec<Box<str>>,
}

const FIELDS: [&str; 29] = [
    "numbers",
    "multipliers",
    "articles",
    "half",
    "and_half",
    "joins",
    "fraction_mark",
    "denominators",
    "part_of",
    "part_to_whole",
    "fractions",
    "multiples",
    "growth_adds_one",
    "tenths",
    "up",
    "down",
    "measure_words",
    "not_units",
    "nouns",
    "noun_stops",
    "particles",
    "not_before",
    "not_after",
    "not_figures",
    "vague_inside",
    "fillers",
    "apart",
    "each",
    "dates",
];

const DATE_SLOTS: [&str; 16] = [
    "year",
    "year2",
    "month",
    "month2",
    "month_name",
    "month_name2",
    "month_short_name",
    "month_short_name2",
    "day",
    "day2",
    "quarter",
    "quarter_name",
    "half",
    "half_name",
    "third_name",
    // Hours, minutes and the like.
    "number",
];

impl FigureWords {
    pub(in crate::locale) fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &FIELDS);
        let fraction_mark = node.get("fraction_mark").and_then(|part| decoder.text(part));
        let growth_adds_one = node.get("growth_adds_one");
        let growth_adds_one =
            growth_adds_one.and_then(|part| decoder.value(part, "true or false")).unwrap_or(false);
        let words = Self {
            numbers: decoder.numbers(node.get("numbers")),
            multipliers: decoder.numbers(node.get("multipliers")),
            denominators: decoder.numbers(node.get("denominators")),
            multiples: decoder.numbers(node.get("multiples")),
            fractions: decode_fractions(node.get("fractions"), decoder),
            fraction_mark: fraction_mark.map(Box::from),
            growth_adds_one,
            apart: decode_apart(node.get("apart"), decoder),
            up: Sides::decode(node.get("up"), decoder),
            down: Sides::decode(node.get("down"), decoder),
            nouns: decode_nouns(node.get("nouns"), decoder),
            dates: decode_dates(node.get("dates"), decoder),
            ..Self::default()
        };
        let mut texts = |key| decoder.texts(node.get(key));
        Some(Self {
            articles: texts("articles"),
            half: texts("half"),
            and_half: texts("and_half"),
            joins: texts("joins"),
            part_of: texts("part_of"),
            part_to_whole: texts("part_to_whole"),
            tenths: texts("tenths"),
            measure_words: texts("measure_words"),
            not_units: texts("not_units"),
            noun_stops: texts("noun_stops"),
            particles: texts("particles"),
            not_before: texts("not_before"),
            not_after: texts("not_after"),
            not_figures: texts("not_figures"),
            fillers: texts("fillers"),
            each: texts("each"),
            vague_inside: texts("vague_inside"),
            ..words
        })
    }
}

impl Sides {
    fn decode(node: Option<&Node>, decoder: &mut Decoder<'_>) -> Self {
        let Some(node) = node else { return Self::default() };
        decoder.close(node, &["before", "after"]);
        Self { before: decoder.texts(node.get("before")), after: decoder.texts(node.get("after")) }
    }
}

impl Decoder<'_> {
    /// Words with a whole number each.
    fn numbers(&mut self, node: Option<&Node>) -> Vec<(Box<str>, u32)> {
        let entries = node.map_or(&[][..], |node| self.entries(node));
        let mut words = Vec::with_capacity(entries.len());
        for (word, value) in entries {
            words.extend(self.value(value, "a whole number").map(|n| (word.text.clone(), n)));
        }
        words
    }
}

fn decode_fractions(node: Option<&Node>, decoder: &mut Decoder<'_>) -> Vec<(Box<str>, (u32, u32))> {
    let mut fractions = Vec::new();
    for (phrase, value) in node.map_or(&[][..], |node| decoder.entries(node)) {
        let Some(text) = decoder.text(value) else { continue };
        let parts = text.split_once('/').and_then(|(upper, lower)| {
            Some((upper.parse::<u32>().ok()?, lower.parse::<u32>().ok().filter(|n| *n > 0)?))
        });
        match parts {
            Some(parts) => fractions.push((phrase.text.clone(), parts)),
            None => {
                let message = format!("expected a fraction such as `1/2`, found `{text}`");
                decoder.push(Diagnostic::new(Code::WrongType, value.span, message));
            }
        }
    }
    fractions
}

fn decode_apart(node: Option<&Node>, decoder: &mut Decoder<'_>) -> Vec<(Box<str>, Relation)> {
    let mut apart = Vec::new();
    for (word, value) in node.map_or(&[][..], |node| decoder.entries(node)) {
        let Some(text) = decoder.text(value) else { continue };
        match Relation::from_name(text) {
            Some(relation) => apart.push((word.text.clone(), relation)),
            None => {
                let names = Relation::NAMED.map(|(name, _)| name);
                let message = format!("`{text}` is not a relation");
                let help = format!("the relations are {}", list_known(names));
                decoder.push(Diagnostic::new(Code::UnknownValue, value.span, message).help(help));
            }
        }
    }
    apart
}

fn decode_nouns(node: Option<&Node>, decoder: &mut Decoder<'_>) -> Vec<(Box<str>, Box<str>)> {
    let mut nouns = Vec::new();
    for (unit, words) in node.map_or(&[][..], |node| decoder.entries(node)) {
        let words = decoder.texts(Some(words)).into_iter();
        nouns.extend(words.map(|word| (word, unit.text.clone())));
    }
    nouns
}

fn decode_dates(node: Option<&Node>, decoder: &mut Decoder<'_>) -> Vec<Box<str>> {
    let items = node.map_or(&[][..], |node| decoder.items(node));
    items.iter().filter_map(|item| decoder.pattern(item, &DATE_SLOTS, &[])).collect()
}
