//! How numbers are written: marks, scale words, numbers in characters.

use crate::locale::decode::{Decoder, Part, pattern, words};
use crate::parse::node::Node;
use crate::value::{Count, PluralForms, Plurals};
use indexmap::IndexMap;

words! {
    /// Marks, scale words and numerals of a language.
    #[derive(Debug, Clone)]
    NumberWords {
        decimal: Box<str>,
        group: Box<str>,
        /// Least number of digits before the point that are grouped.
        group_from: usize,
        minus: Box<str>,
        /// Those that are printed, lowest first.
        scales: Vec<Scale> = decode_scales,
        scale: Box<str> = pattern(&["n", "scale"]),
        /// Words that are only read, with their power of ten.
        read_scales: IndexMap<Box<str>, u8>,
        numerals: Option<Numerals>,
    }
}

words! {
    /// A word for a power of ten, in its forms by the number before it.
    #[derive(Debug, Clone)]
    Scale {
        power: u8,
        word: PluralForms,
    }
}

words! {
    /// Numbers written with characters for digits and powers of ten.
    #[derive(Debug, Clone)]
    Numerals {
        /// The characters for 0 to 9.
        digits: [Box<str>; 10],
        /// Characters for powers of ten below those of the scale words.
        powers: IndexMap<char, u8> as required,
        /// The character between the whole and the decimals.
        point: Option<Box<str>>,
    }
}

impl NumberWords {
    /// The word for a power of ten that is printed behind these digits.
    pub(in crate::locale) fn scale_word(&self, count: Count, plurals: Plurals) -> Option<&str> {
        let scale = self.scales.iter().find(|scale| scale.power == count.power())?;
        Some(plurals.choose(&scale.word, count.digits()))
    }

    /// Every word for a power of ten, printed ones first.
    pub(in crate::locale) fn all_scales(&self) -> impl Iterator<Item = (&str, u8)> {
        let printed = self.scales.iter();
        let printed = printed.flat_map(|one| one.word.iter().map(move |word| (word, one.power)));
        printed.chain(self.read_scales.iter().map(|(word, power)| (&**word, *power)))
    }
}

fn decode_scales(node: &Node, decoder: &mut Decoder<'_>) -> Option<Vec<Scale>> {
    let mut scales = Vec::<Scale>::decode(node, decoder)?;
    scales.sort_by_key(|scale| scale.power);
    Some(scales)
}
