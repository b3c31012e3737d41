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

/// The part that a term is in, of so many: of a word, its beginning decides, so that all words with
/// that beginning are in one part.
pub(super) fn part_of(key: &str, n_parts: u32) -> u32 {
    let hash = key
        .chars()
        .take(3)
        .fold(0x811c_9dc5_u32, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15) % n_parts
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn few_are_differences_and_many_are_bits() {
        assert_eq!(encode(&[]), "");
        assert_eq!(encode(&[0]), "A");
        assert_eq!(encode(&[0, 1, 40]), "AAmB");
        let all: Vec<u32> = (0..60).collect();
        assert_eq!(encode(&all), "~__________");
    }
}
