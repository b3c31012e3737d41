//! How numbers are written: marks, scale words, numbers in characters.

use crate::diag::{Code, Diagnostic};
use crate::locale::decode::Decoder;
use crate::parse::node::Node;

/// Marks, scale words and numerals of a language.
#[derive(Debug, Clone)]
pub(in crate::locale) struct NumberWords {
    pub(in crate::locale) decimal: Box<str>,
    pub(in crate::locale) group: Box<str>,
    /// Least number of digits before the point that are grouped.
    pub(in crate::locale) group_from: usize,
    pub(in crate::locale) minus: Box<str>,
    /// Power of ten and word, lowest first.
    pub(in crate::locale) scales: Vec<(u8, Box<str>)>,
    /// Has `{n}` and `{scale}`.
    pub(in crate::locale) scale: Box<str>,
    /// Words that are only read.
    pub(in crate::locale) read_scales: Vec<(u8, Box<str>)>,
    pub(in crate::locale) numerals: Option<Numerals>,
}

/// Numbers written with characters for digits and powers of ten.
#[derive(Debug, Clone)]
pub(in crate::locale) struct Numerals {
    /// The characters for 0 to 9.
    pub(in crate::locale) digits: [Box<str>; 10],
    /// Characters for powers of ten below those of the scale words.
    pub(in crate::locale) powers: Vec<(char, u8)>,
    /// The character between the whole and the decimals.
    pub(in crate::locale) point: Option<char>,
}

impl NumberWords {
    pub(in crate::locale) fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let known = [
            "decimal",
            "group",
            "group_from",
            "minus",
            "scales",
            "scale",
            "read_scales",
            "numerals",
        ];
        decoder.close(node, &known);
        let mut text = |key| decoder.part(node, key, |part, decoder| decoder.text(part));
        let (decimal, group, minus) = (text("decimal"), text("group"), text("minus"));
        let group_from = decoder
            .part(node, "group_from", |part, decoder| decoder.value(part, "a number of digits"));
        let scales = decoder.part(node, "scales", decode_scales);
        let scale = decoder.part(node, "scale", |part, decoder| {
            decoder.pattern(part, &["n", "scale"], &["n", "scale"])
        });
        let read_scales = node.get("read_scales").map_or(Vec::new(), |scales| {
            let words = decoder.entries(scales).iter();
            words
                .filter_map(|(word, power)| Some((read_power(power, decoder)?, word.text.clone())))
                .collect()
        });
        let numerals = match node.get("numerals") {
            Some(part) => Some(Numerals::decode(part, decoder)?),
            None => None,
        };
        Some(Self {
            decimal: decimal?.into(),
            group: group?.into(),
            group_from: group_from?,
            minus: minus?.into(),
            scales: scales?,
            scale: scale?,
            read_scales,
            numerals,
        })
    }

    /// The word for a power of ten that is printed.
    pub(in crate::locale) fn scale_word(&self, exponent: u8) -> Option<&str> {
        self.scales.iter().find(|(power, _)| *power == exponent).map(|(_, word)| &**word)
    }
}

impl Numerals {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &["digits", "powers", "point"]);
        let digits = decoder.part(node, "digits", |part, decoder| decoder.names(part));
        let powers = decoder.part(node, "powers", |part, decoder| {
            let powers = decoder.entries(part).iter();
            Some(
                powers
                    .filter_map(|(word, power)| {
                        Some((word.text.chars().next()?, read_power(power, decoder)?))
                    })
                    .collect(),
            )
        });
        let point = node.get("point").and_then(|part| decoder.text(part));
        Some(Self { digits: digits?, powers: powers?, point: point.and_then(|p| p.chars().next()) })
    }
}

fn decode_scales(node: &Node, decoder: &mut Decoder<'_>) -> Option<Vec<(u8, Box<str>)>> {
    let mut scales = Vec::new();
    for item in decoder.items(node) {
        decoder.close(item, &["power", "word"]);
        let power = decoder.part(item, "power", read_power);
        let word = decoder.part(item, "word", |part, decoder| decoder.text(part));
        scales.push((power?, word?.into()));
    }
    scales.sort();
    Some(scales)
}

/// A power of ten from 1 to 24, below the limit of 28 digits.
fn read_power(node: &Node, decoder: &mut Decoder<'_>) -> Option<u8> {
    let power = decoder.value(node, "a power of ten")?;
    if (1..=24).contains(&power) {
        return Some(power);
    }
    let message = format!("{power} is not a power of ten from 1 to 24");
    decoder.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
    None
}
