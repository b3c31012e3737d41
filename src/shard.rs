//! A stable part of a site: which files of it a machine makes where several share the work.

use std::fmt;
use std::str::FromStr;

/// The most parts of a site: more than any list of machines, and few enough to name those missing.
const MOST_PARTS: u16 = 1000;

/// One part of a site: `3/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    number: u16,
    of: u16,
}

impl Shard {
    /// The part with that number, from 1; `None` if there is no such part.
    #[must_use]
    pub fn new(number: u16, of: u16) -> Option<Self> {
        (1 <= number && number <= of && of <= MOST_PARTS).then_some(Self { number, of })
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.number
    }

    /// How many parts there are.
    #[must_use]
    pub const fn of(self) -> u16 {
        self.of
    }

    /// Whether a file is in this part. Only its path decides, so that a page that comes or goes
    /// moves no other.
    #[must_use]
    pub fn holds(self, path: &str) -> bool {
        let hash = blake3::hash(path.as_bytes());
        let first = hash.as_bytes().first_chunk().expect("a hash has 32 bytes");
        u64::from_le_bytes(*first) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(number, of)| Some((decimal(number)?, decimal(of)?)));
        numbers.and_then(|(number, of)| Self::new(number, of)).ok_or_else(|| {
            format!("a part is written as `3/16`, the third of 16; there are at most {MOST_PARTS}")
        })
    }
}

/// A number in digits alone, which a plus sign is not.
fn decimal(text: &str) -> Option<u16> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn parts_are_numbered_from_one() {
        let read = |text: &str| text.parse::<Shard>().map(|shard| shard.to_string());
        for text in ["1/1", "3/16", "1000/1000"] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
        for text in ["0/4", "5/4", "1", "1/", "/4", "a/4", "+1/4", "1/ 4", "1/1001", "1/4/4", ""] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_path_is_in_one_part_and_parts_are_about_equal() {
        let paths: Vec<_> = (0..4000).map(|n| format!("zh/projects/p-{n}/index.html")).collect();
        let parts: Vec<_> = (1..=4).filter_map(|number| Shard::new(number, 4)).collect();
        let n_held = |path: &String| parts.iter().filter(|part| part.holds(path)).count();
        assert!(paths.iter().all(|path| n_held(path) == 1));
        for part in parts {
            let n_paths = paths.iter().filter(|path| part.holds(path)).count();
            assert!((900..1100).contains(&n_paths), "{part}: {n_paths}");
        }
    }

    #[test]
    fn where_a_path_is_never_changes() {
        let part =
            |path: &str| (1..=16).find(|n| Shard::new(*n, 16).is_some_and(|s| s.holds(path)));
        assert_eq!(part("index.html"), Some(1));
        assert_eq!(part("zh/项目/index.html"), Some(10));
    }
}
