//! The script that a language tag names or implies, and the way in which it runs.

/// Scripts that run from right to left (ISO 15924).
const FROM_THE_RIGHT: &[&str] =
    &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Languages that are written from right to left where their tag names no script (CLDR).
const WRITTEN_FROM_THE_RIGHT: &[&str] = &[
    "ar", "arc", "arq", "ary", "arz", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw",
    "ks", "lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug",
    "ur", "yi",
];

/// The script of languages whose tags mostly name none, and the places where it is another one (CLDR,
/// likely subtags).
const IMPLIED: &str =
    "zh hans\nzh hant tw hk mo\nyue hant\nyue hans cn\nwuu hans\nhak hans\nnan hans";

/// Scripts of Chinese characters.
const OF_CHARACTERS: &[&str] = &["hans", "hant", "hani"];

/// Whether a language is written in Chinese characters alone.
#[must_use]
pub fn is_in_characters(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let script = named_script(&tag).or_else(|| implied_script(&tag));
    script.is_some_and(|script| OF_CHARACTERS.contains(&script))
}

/// Whether a language runs from right to left.
#[must_use]
pub fn is_from_the_right(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    match named_script(&tag) {
        Some(script) => FROM_THE_RIGHT.contains(&script),
        None => WRITTEN_FROM_THE_RIGHT.contains(&tag.split('-').next().unwrap_or_default()),
    }
}

/// What tells two ways of writing one language apart: its script and its region, where both tags
/// name or imply one and they differ.
#[must_use]
pub fn differs(tag: &str, other: &str) -> Option<(String, String)> {
    let tags = [tag, other].map(str::to_ascii_lowercase);
    let scripts = [0, 1].map(|n| script(&tags[n]));
    if let [Some(one), Some(two)] = &scripts
        && one != two
    {
        return Some((one.clone(), two.clone()));
    }
    let regions = [0, 1].map(|n| region(&tags[n]));
    match regions {
        [Some(one), Some(two)] if one != two => Some((one.to_uppercase(), two.to_uppercase())),
        _ => None,
    }
}

fn script(tag: &str) -> Option<String> {
    let script = named_script(tag).or_else(|| implied_script(tag))?;
    let mut letters = script.chars();
    let first = letters.next()?;
    Some(first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn implied_script(tag: &str) -> Option<&'static str> {
    let language = tag.split('-').next()?;
    let region = region(tag);
    let rows = IMPLIED.lines().map(|row| row.split(' ').collect::<Vec<_>>());
    let own = rows.filter(|row| row[0] == language);
    let fitting =
        own.filter(|row| row.len() == 2 || region.is_some_and(|of| row[2..].contains(&of)));
    fitting.max_by_key(Vec::len).map(|row| row[1])
}

fn named_script(tag: &str) -> Option<&str> {
    let parts = tag.split('-').skip(1).take_while(|part| part.len() > 1);
    parts.into_iter().find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn region(tag: &str) -> Option<&str> {
    let mut parts = tag.split('-').skip(1).take_while(|part| part.len() > 1);
    parts.find(|part| {
        part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic())
            || part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{differs, is_from_the_right, is_in_characters};

    #[test]
    fn the_script_decides_and_then_the_language() {
        for tag in ["ar", "he-IL", "ur-PK", "fa", "az-Arab", "ug-CN", "ar-Arab-EG"] {
            assert!(is_from_the_right(tag), "{tag}");
        }
        for tag in ["en", "zh-Hans", "sd-Deva", "az", "ku-Latn", "ks-Deva-IN"] {
            assert!(!is_from_the_right(tag), "{tag}");
        }
    }

    #[test]
    fn languages_are_written_in_characters_or_not() {
        for tag in ["zh", "zh-Hans-CN", "zh-TW", "yue-HK"] {
            assert!(is_in_characters(tag), "{tag}");
        }
        for tag in ["en", "zh-Latn-pinyin", "ja", "ar"] {
            assert!(!is_in_characters(tag), "{tag}");
        }
    }

    #[test]
    fn another_script_or_region_is_told() {
        let pair = |one: &str, two: &str| Some((one.to_owned(), two.to_owned()));
        assert_eq!(differs("zh-Hant-TW", "zh-Hans"), pair("Hant", "Hans"));
        assert_eq!(differs("zh-HK", "zh-Hans"), pair("Hant", "Hans"));
        assert_eq!(differs("sr-Latn", "sr-Cyrl"), pair("Latn", "Cyrl"));
        assert_eq!(differs("en-GB", "en-US"), pair("GB", "US"));
        assert_eq!(differs("en-GB", "en"), None);
        assert_eq!(differs("zh", "zh-Hans"), None);
        assert_eq!(differs("zh-CN", "zh-Hans"), None);
    }
}
