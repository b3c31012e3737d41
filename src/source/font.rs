//! Typefaces of the site folder, with which pictures are drawn.

use std::fmt;
use std::sync::Arc;

/// A typeface in `content/fonts/`.
#[derive(Clone)]
pub struct Font {
    /// Its path below `content/`: `fonts/NotoSansSC-Regular.otf`.
    pub path: Arc<str>,
    /// The BLAKE3 hash of its bytes.
    pub digest: [u8; 32],
    /// The file; `None` if it has too many bytes.
    pub bytes: Option<Arc<Vec<u8>>>,
}

impl PartialEq for Font {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.digest == other.digest
    }
}

impl Eq for Font {}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}
