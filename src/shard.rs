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
