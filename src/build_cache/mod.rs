//! What a build remembers for the next one: which pages it made from what, and how the files that
//! it wrote can be told from others.
//!
//! All of it is about bytes: a key says what a page was made from, and a hash which bytes that
//! gave. So a memory that is old, or was left by a build that was killed, says nothing wrong, and
//! one that cannot be read is as good as none.

mod checked_texts;
mod format;
mod keys;
mod record_texts;
mod stat;

pub use checked_texts::CheckedTexts;
pub use keys::{Inputs, Keys};
pub use stat::Stat;

use serde::{Deserialize, Serialize};

/// A BLAKE3 hash.
pub type Digest = [u8; 32];

/// What this program is made from: pages that another one made are not its own.
pub const GENERATOR: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("WELLSPRING_DIGEST"));

/// The memory of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildCache {
    /// Everything that was read, and all options.
    pub inputs: Digest,
    /// There was nothing to report, so that a build of the same inputs need not look for problems.
    pub clean: bool,
    /// Which texts need not be checked again.
    pub checked_texts: CheckedTexts,
    /// Every file of the site, by path.
    pub files: Vec<CachedFile>,
    /// Every folder of the site, the site itself included (as the empty path), by path.
    pub folders: Vec<(String, Option<Stat>)>,
}

/// A file that a build wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedFile {
    /// Its path relative to the output folder.
    pub path: String,
    /// What it was made from, as one hash; `None` if that is not known.
    pub key: Option<Digest>,
    /// What that is of the things that change for themselves, as whoever made it numbers them.
    pub dependencies: Vec<u64>,
    /// The hash of its bytes.
    pub hash: Digest,
    /// How many there are.
    pub n_bytes: u64,
    /// How the file looked from outside when it held these bytes; `None` if its bytes have to be
    /// looked at.
    pub stat: Option<Stat>,
}

impl BuildCache {
    /// Forgets how files and folders looked that changed so lately that another change might look
    /// the same.
    pub fn forget_since(&mut self, now: Stat) {
        let stats = self.files.iter_mut().map(|file| &mut file.stat);
        for stat in stats.chain(self.folders.iter_mut().map(|(_, stat)| stat)) {
            *stat = stat.filter(|stat| stat.is_before(now));
        }
    }

    /// Whether something changed so lately that another change might look the same.
    #[must_use]
    pub fn is_fresh(&self, now: Stat) -> bool {
        let stats = self.files.iter().filter_map(|file| file.stat);
        stats.chain(self.folders.iter().filter_map(|(_, stat)| *stat)).any(|s| !s.is_before(now))
    }
}
