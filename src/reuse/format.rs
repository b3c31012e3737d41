//! The memory of a build as bytes: sealed with a hash, so that anything that happened to them is
//! noticed.

use super::{Digest, GENERATOR, Quiet, Remembered, Stat, State};

/// What the file starts with; a number for each change of the format.
const HEAD: &[u8] = b"wellspring state 4\n";

impl State {
    /// As bytes, for [`Self::from_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(256 * (self.files.len() + self.folders.len()));
        out.extend_from_slice(HEAD);
        text(&mut out, GENERATOR);
        out.extend_from_slice(&self.inputs);
        out.push(u8::from(self.clean));
        out.extend_from_slice(&self.quiet.others);
        number(&mut out, self.quiet.texts.len() as u64);
        self.quiet.texts.iter().for_each(|text| digest_opt(&mut out, text.as_ref()));
        number(&mut out, self.files.len() as u64);
        for file in &self.files {
            text(&mut out, &file.path);
            digest_opt(&mut out, file.key.as_ref());
            number(&mut out, file.dependencies.len() as u64);
            file.dependencies.iter().for_each(|one| number(&mut out, *one));
            out.extend_from_slice(&file.hash);
            number(&mut out, file.n_bytes);
            stat(&mut out, file.stat);
        }
        number(&mut out, self.folders.len() as u64);
        for (path, found) in &self.folders {
            text(&mut out, path);
            stat(&mut out, *found);
        }
        let seal = blake3::hash(&out);
        out.extend_from_slice(seal.as_bytes());
        out
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` if it is anything else, or another program's.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, seal) = bytes.split_last_chunk::<32>()?;
        let mut rest = Rest(body.strip_prefix(HEAD)?);
        if rest.text()? != GENERATOR || *blake3::hash(body).as_bytes() != *seal {
            return None;
        }
        let (inputs, clean) = (rest.digest()?, rest.bool()?);
        let others = rest.digest()?;
        let n_texts = rest.number()?;
        let texts = (0..n_texts).map(|_| rest.digest_opt()).collect::<Option<_>>()?;
        let quiet = Quiet { others, texts };
        let n_files = rest.number()?;
        let files = (0..n_files).map(|_| rest.file()).collect::<Option<_>>()?;
        let n_folders = rest.number()?;
        let folders = (0..n_folders).map(|_| Some((rest.text()?.to_owned(), rest.stat()?)));
        let folders = folders.collect::<Option<_>>()?;
        rest.0.is_empty().then_some(Self { inputs, clean, quiet, files, folders })
    }
}

fn number(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn digest_opt(out: &mut Vec<u8>, digest: Option<&Digest>) {
    out.push(u8::from(digest.is_some()));
    out.extend_from_slice(digest.map_or(&[], |digest| digest));
}

fn stat(out: &mut Vec<u8>, stat: Option<Stat>) {
    out.push(u8::from(stat.is_some()));
    let Some(Stat { place, n_bytes, mode, modified, changed }) = stat else { return };
    place.into_iter().chain([n_bytes, mode.into()]).for_each(|one| number(out, one));
    for time in modified.into_iter().chain(changed) {
        out.extend_from_slice(&time.to_le_bytes());
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*chunk)
    }

    fn digest(&mut self) -> Option<Digest> {
        self.chunk()
    }

    /// `None` if there is nothing to be read.
    #[expect(clippy::option_option, reason = "the outer says whether reading went well")]
    fn digest_opt(&mut self) -> Option<Option<Digest>> {
        Some(if self.bool()? { Some(self.digest()?) } else { None })
    }

    fn number(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }

    fn numbers(&mut self) -> Option<Vec<u64>> {
        let n = self.number()?;
        (0..n).map(|_| self.number()).collect()
    }

    fn time(&mut self) -> Option<i64> {
        self.chunk().map(i64::from_le_bytes)
    }

    fn bool(&mut self) -> Option<bool> {
        match self.chunk()? {
            [0] => Some(false),
            [1] => Some(true),
            [_] => None,
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let n_bytes = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(n_bytes)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn file(&mut self) -> Option<Remembered> {
        Some(Remembered {
            path: self.text()?.to_owned(),
            key: self.digest_opt()?,
            dependencies: self.numbers()?,
            hash: self.digest()?,
            n_bytes: self.number()?,
            stat: self.stat()?,
        })
    }

    /// `None` if there is nothing to be read, `Some(None)` for a file that was not looked at.
    #[expect(clippy::option_option, reason = "the outer says whether reading went well")]
    fn stat(&mut self) -> Option<Option<Stat>> {
        if !self.bool()? {
            return Some(None);
        }
        Some(Some(Stat {
            place: [self.number()?, self.number()?],
            n_bytes: self.number()?,
            mode: self.number()?.try_into().ok()?,
            modified: [self.time()?, self.time()?],
            changed: [self.time()?, self.time()?],
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Quiet;
    use super::super::Remembered;
    use super::super::Stat;
    use super::super::State;

    fn state() -> State {
        let (modified, changed) = ([4, 5], [i64::MAX, i64::MIN]);
        let stat = Stat { place: [1, 2], n_bytes: 3, mode: 6, modified, changed };
        let file = |path: &str, key, stat| Remembered {
            path: path.to_owned(),
            key,
            dependencies: vec![1, 1 << 56],
            hash: [7; 32],
            n_bytes: 11,
            stat,
        };
        State {
            inputs: [9; 32],
            clean: true,
            quiet: Quiet { others: [3; 32], texts: vec![None, Some([4; 32])] },
            files: vec![file("en/index.html", Some([5; 32]), Some(stat)), file("文", None, None)],
            folders: vec![(String::new(), Some(stat)), ("en".to_owned(), None)],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(State::from_bytes(&state().to_bytes()), Some(state()));
    }

    #[test]
    fn nothing_that_is_not_whole_is_read() {
        let bytes = state().to_bytes();
        for n_bytes in 0..bytes.len() {
            assert_eq!(State::from_bytes(&bytes[..n_bytes]), None, "cut to {n_bytes} bytes");
            let mut other = bytes.clone();
            other[n_bytes] ^= 1;
            assert_eq!(State::from_bytes(&other), None, "another byte at {n_bytes}");
        }
        assert_eq!(State::from_bytes(&[bytes.clone(), bytes].concat()), None);
    }
}
