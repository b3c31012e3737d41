//! What a build remembers, as bytes.

use wellspring::build_cache::{BuildCache, CachedFile, CheckedTexts, Stat};

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
