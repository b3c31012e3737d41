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

#[cfg(test)]
mod tests {
    use super::super::BuildCache;
    use super::super::CachedFile;
    use super::super::CheckedTexts;
    use super::super::Stat;

    fn state() -> BuildCache {
        let (modified, changed) = ([4, 5], [i64::MAX, i64::MIN]);
        let stat = Stat { place: [1, 2], n_bytes: 3, mode: 6, modified, changed };
        let file = |path: &str, key, stat| CachedFile {
            path: path.to_owned(),
            key,
            dependencies: vec![1, 1 << 56],
            hash: [7; 32],
            n_bytes: 11,
            stat,
        };
        BuildCache {
            inputs: [9; 32],
            clean: true,
            checked_texts: CheckedTexts { others: [3; 32], texts: vec![None, Some([4; 32])] },
            files: vec![file("en/index.html", Some([5; 32]), Some(stat)), file("文", None, None)],
            folders: vec![(String::new(), Some(stat)), ("en".to_owned(), None)],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(BuildCache::from_bytes(&state().to_bytes()), Some(state()));
    }

    #[test]
    fn nothing_that_is_not_whole_is_read() {
        let bytes = state().to_bytes();
        for n_bytes in 0..bytes.len() {
            assert_eq!(BuildCache::from_bytes(&bytes[..n_bytes]), None, "cut to {n_bytes} bytes");
            let mut other = bytes.clone();
            other[n_bytes] ^= 1;
            assert_eq!(BuildCache::from_bytes(&other), None, "another byte at {n_bytes}");
        }
        assert_eq!(BuildCache::from_bytes(&[bytes.clone(), bytes].concat()), None);
    }
}
