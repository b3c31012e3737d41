//! Chinese names by their sounds, as people type them: `hyk` and `huayuankou` find 花园口.

use super::segment::fold;
use crate::locale::reading_of;
use pinyin::ToPinyin;

/// How many letters of initials, and of whole sounds, are kept: nobody types more.
const MOST_INITIALS: usize = 8;
const MOST_LETTERS: usize = 24;

/// How many characters what is looked for has at least.
const LEAST: usize = 2;

/// The initials of a name from each of its characters on, and its whole sound.
pub(super) fn sounds(name: &str) -> Vec<String> {
    let folded = fold(name);
    let (mut all, mut rest): (Vec<String>, &str) = (Vec::new(), &folded);
    while let Some(c) = rest.chars().next() {
        let known = reading_of(rest, rest.len() == folded.len());
        let n_bytes = match known {
            Some(known) => {
                all.extend(known.sounds.iter().cloned());
                known.name.len()
            }
            None => {
                let sound = c.to_pinyin().map(|sound| sound.plain().replace('ü', "v"));
                all.extend(sound);
                c.len_utf8()
            }
        };
        rest = &rest[n_bytes..];
    }
    if all.len() < LEAST {
        return Vec::new();
    }
    let initials: String = all.iter().filter_map(|sound| sound.chars().next()).collect();
    let from = |start: usize| initials[start..].chars().take(MOST_INITIALS).collect::<String>();
    let mut terms: Vec<String> = (0..=all.len() - LEAST).map(from).collect();
    terms.push(all.concat().chars().take(MOST_LETTERS).collect());
    terms
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn initials_from_each_character_and_the_whole_sound() {
        assert_eq!(sounds("花园口"), ["hyk", "yk", "huayuankou"]);
        assert_eq!(sounds("重慶A区"), ["cqq", "qq", "chongqingqu"]);
        assert_eq!(sounds("Park"), Vec::<String>::new());
    }
}
