//! How a file looks from outside.

use serde::{Deserialize, Serialize};

/// What tells that a file is still the same one and was not written to since: its place on the
/// disk, its length, and the times of its last change. The last of them cannot be set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Device and number of the file there.
    pub place: [u64; 2],
    /// Its length.
    pub n_bytes: u64,
    /// What it is, and who may read it.
    pub mode: u32,
    /// Seconds and nanoseconds of the last change of its bytes.
    pub modified: [i64; 2],
    /// Seconds and nanoseconds of the last change of anything about it.
    pub changed: [i64; 2],
}

impl Stat {
    /// Whether it is the same file with the same bytes; another name for it may have come or gone.
    #[must_use]
    pub fn is_same_but_for_names(self, other: Self) -> bool {
        Self { changed: other.changed, ..self } == other
    }

    /// Whether its last change lies before that of another file.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.changed < other.changed && self.modified < other.changed
    }
}
