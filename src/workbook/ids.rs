//! Ids from keys and names: names in Chinese by their sound.

use crate::limits::MAX_ID_BYTES;
use crate::locale::reading_of;
use crate::value::Id;
use pinyin::ToPinyin;

/// An id for what a key column or a name says; the same for the same text, in every build. `None`
/// if the text has nothing that an id can be made of.
pub(super) fn slug(text: &str) -> Option<String> {
    if Id::parse(text.trim()).is_ok() {
        return Some(text.trim().to_owned());
    }
    let mut parts = String::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        if let Some(known) = reading_of(rest, rest.len() == text.trim().len()) {
            parts += &format!("-{}-", known.sounds.join("-"));
            rest = &rest[known.name.len()..];
            continue;
        }
        match (super::pattern::narrow(c), c.to_pinyin()) {
            (narrow, _) if narrow.is_ascii_alphanumeric() => {
                parts.push(narrow.to_ascii_lowercase());
            }
            (_, Some(sound)) => parts += &format!("-{}-", ascii(sound.plain())),
            ('\'' | '’', None) => {}
            _ => parts.push_str(&transcribed(c).unwrap_or_else(|| "-".to_owned())),
        }
        rest = &rest[c.len_utf8()..];
    }
    let words: Vec<&str> = parts.split('-').filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| cut(&words.join("-"), text))
}

/// A Latin letter with a mark, without it.
fn transcribed(c: char) -> Option<String> {
    let decomposed = icu_normalizer::DecomposingNormalizer::new_nfd()
        .normalize(c.encode_utf8(&mut [0; 4]))
        .into_owned();
    let letters: String = decomposed.chars().filter(char::is_ascii_alphanumeric).collect();
    (!letters.is_empty()).then(|| letters.to_ascii_lowercase())
}

/// `lü` is written `lv` where there are no marks.
fn ascii(sound: &str) -> String {
    sound.replace('ü', "v")
}

/// An id that is not too long; what is cut off is told apart by a hash.
fn cut(id: &str, text: &str) -> String {
    const LONGEST: usize = MAX_ID_BYTES - 20;
    if id.len() <= LONGEST {
        return id.to_owned();
    }
    let end = id[..LONGEST].rfind('-').unwrap_or(LONGEST);
    let hash = blake3::hash(text.as_bytes()).to_hex();
    format!("{}-{}", &id[..end], &hash[..6])
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn ids_are_made_of_names() {
        let cases = [
            ("花园口", "hua-yuan-kou"),
            ("重庆路3号", "chong-qing-lu-3-hao"),
            ("HJ-2023/001", "hj-2023-001"),
            ("Reed Mill", "reed-mill"),
            ("O'Neill’s Café", "oneills-cafe"),
            ("项目（二期）", "xiang-mu-er-qi"),
            ("ＡＢ１", "ab1"),
            ("a--b", "a--b"),
        ];
        for (name, id) in cases {
            assert_eq!(slug(name).as_deref(), Some(id));
        }
        assert_eq!(slug("——"), None);
        let long = slug(&"项目".repeat(60)).expect("has sounds");
        assert!(long.len() <= 110, "{long}");
    }
}
