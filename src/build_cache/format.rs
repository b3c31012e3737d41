//! The memory of a build as bytes: sealed with a hash, so that anything that happened to them is
//! noticed.

use super::{BuildCache, GENERATOR};

/// What the file starts with; a number for each change of the format.
const HEAD: &[u8] = b"wellspring state 4\n";

impl BuildCache {
    /// As bytes, for [`Self::from_bytes`].
    ///
    /// # Panics
    ///
    /// Never: all of it can be written.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = HEAD.to_vec();
        out.reserve(256 * (self.files.len() + self.folders.len()));
        let mut out = postcard::to_extend(&(GENERATOR, self), out).expect("memory is enough");
        let seal = blake3::hash(&out);
        out.extend_from_slice(seal.as_bytes());
        out
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` if it is anything else, or another program's.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, seal) = bytes.split_last_chunk::<32>()?;
        let written = body.strip_prefix(HEAD)?;
        if *blake3::hash(body).as_bytes() != *seal {
            return None;
        }
        // What another program wrote has perhaps another form.
        let (generator, rest) = postcard::take_from_bytes::<&str>(written).ok()?;
        let (state, rest) =
            (generator == GENERATOR).then(|| postcard::take_from_bytes(rest).ok())??;
        rest.is_empty().then_some(state)
    }
}
