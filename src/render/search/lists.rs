//! How numbers of rows are written: as differences or as bits, whichever is shorter.

/// What stands for six bits, or for five and whether more follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Numbers in rising order. The differences less one, five bits a sign, the low ones first; or after
/// a `~` a bit for each number up to the last.
pub(super) fn encode(rows: &[u32]) -> String {
    let mut text = String::new();
    let mut next = 0;
    for row in rows {
        number(row - next, &mut text);
        next = row + 1;
    }
    let n_signs = next.div_ceil(6) as usize;
    if text.len() <= n_signs + 1 {
        return text;
    }
    let mut bits = vec![0_u8; n_signs];
    for row in rows {
        bits[(row / 6) as usize] |= 1 << (row % 6);
    }
    let bits = bits.into_iter().map(sign);
    std::iter::once('~').chain(bits).collect()
}

/// A number, five bits a sign, the low ones first.
pub(super) fn number(mut value: u32, text: &mut String) {
    loop {
        let low = (value & 31) as u8;
        value >>= 5;
        text.push(sign(if value > 0 { low | 32 } else { low }));
        if value == 0 {
            return;
        }
    }
}

fn sign(value: u8) -> char {
    DIGITS[usize::from(value & 63)] as char
}

/// What decides in which part a word is: its beginning, so that all words with that beginning are in
/// one part; of two words, the first and the letter that the second begins with.
pub(super) fn word_key(word: &str) -> &str {
    let end = match word.find(' ') {
        Some(space) => word[space + 1..].char_indices().nth(1).map(|(at, _)| space + 1 + at),
        None => word.char_indices().nth(3).map(|(at, _)| at),
    };
    &word[..end.unwrap_or(word.len())]
}

/// The same of characters side by side: three stand with the first two of them.
pub(super) fn pair_key(pair: &str) -> &str {
    &pair[..pair.char_indices().nth(2).map_or(pair.len(), |(at, _)| at)]
}

/// The part that a key is in, of so many.
pub(super) fn part_of(key: &str, n_parts: u32) -> u32 {
    hash(key) % n_parts
}

/// FNV-1a of the characters of a text, with its upper half mixed into the lower.
pub(super) fn hash(text: &str) -> u32 {
    let hash = text
        .chars()
        .fold(0x811c_9dc5_u32, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193));
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::{encode, pair_key, word_key};

    #[test]
    fn words_that_begin_alike_are_in_one_part() {
        assert_eq!(
            [word_key("photovoltaic"), word_key("29"), word_key("pho")],
            ["pho", "29", "pho"]
        );
        assert_eq!(
            [word_key("29 billion"), word_key("29 b"), word_key("rmb 29")],
            ["29 b", "29 b", "rmb 2"]
        );
        assert_eq!([pair_key("招商"), pair_key("招商引")], ["招商", "招商"]);
    }

    #[test]
    fn few_are_differences_and_many_are_bits() {
        assert_eq!(encode(&[]), "");
        assert_eq!(encode(&[0]), "A");
        assert_eq!(encode(&[0, 1, 40]), "AAmB");
        let all: Vec<u32> = (0..60).collect();
        assert_eq!(encode(&all), "~__________");
    }
}
