//! Files that programs write: translations that come back, and the memory of a build.

use crate::targets::setting::{SITE, setting};
use std::sync::OnceLock;
use wellspring::build_cache::{BuildCache, CheckedTexts};
use wellspring::diag::Sink;
use wellspring::model::KINDS;
use wellspring::parse::records::parse;
use wellspring::source::Sources;
use wellspring::translation::Texts;
use wellspring::translation::apply::apply;
use wellspring::translation::xliff::read_xliff;
use wellspring::value::Lang;

/// A ledger and pages to be translated.
const FILES: [(&str, &str); 3] = [
    (
        "content/data/parks.yaml",
        "- id: harbor\n  name: { zh: 帆影港, en: Harbor }\n  summary:\n    zh: >-\n      一段\n      文字。\n    en: \"A \\\"text\\\".\"\n- id: kiln\n  name: { zh: '老窑' }\n  note:\n    zh: |\n      一\n\n      二\n",
    ),
    (
        "content/pages/about.zh.md",
        "---\ntitle: 关于\n---\n第一段。\n\n- 甲\n- 乙\n\n## 标题\n\n第二段。\n",
    ),
    ("content/pages/about.en.md", "---\ntitle: About\n---\nFirst.\n\n- a\n- b\n"),
];

/// Takes the bytes as a document of translations, and as the memory of a build.
pub(crate) fn check(data: &[u8]) {
    check_translations(&String::from_utf8_lossy(data));
    check_memory(data);
}

/// What comes back is put into its places; the files are read as before.
fn check_translations(text: &str) {
    let Ok(document) = read_xliff(text) else { return };
    let languages = &setting().preamble.languages;
    let texts = Texts { sources: site(), languages, rows: &[] };
    for language in languages.iter().filter(|language| language.lang != Lang::DEFAULT) {
        let applied = apply(&texts, language.lang, &document.units);
        let mut sources = Sources::default();
        for (path, text) in &applied.files {
            sources.add(path, text);
        }
        let mut sink = Sink::default();
        let parsed = parse(&sources, KINDS, &[], None, &mut sink);
        assert!(parsed.broken_files.is_empty(), "{sink:?} in {:?}", applied.files);
        assert!(applied.refused.iter().all(|(_, why)| !why.is_empty()));
    }
}

fn site() -> &'static Sources {
    static SOURCES: OnceLock<Sources> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let mut sources = Sources::default();
        for (path, text) in FILES {
            sources.add(path, text);
        }
        sources.add("content/site.yaml", SITE);
        sources
    })
}

/// The memory is sealed, so the input is sealed too; what can be read is written alike.
fn check_memory(data: &[u8]) {
    assert!(BuildCache::from_bytes(data).is_none_or(|state| state.to_bytes() == data));
    let mut sealed = head().to_vec();
    sealed.extend_from_slice(data);
    let seal = blake3::hash(&sealed);
    sealed.extend_from_slice(seal.as_bytes());
    if let Some(state) = BuildCache::from_bytes(&sealed) {
        assert_eq!(state.to_bytes(), sealed, "{state:?}");
    }
}

/// What every memory starts with: all of an empty one up to its first value.
fn head() -> &'static [u8] {
    static HEAD: OnceLock<Vec<u8>> = OnceLock::new();
    HEAD.get_or_init(|| {
        let marked = |inputs| BuildCache {
            inputs: [inputs; 32],
            clean: false,
            checked_texts: CheckedTexts::default(),
            files: Vec::new(),
            folders: Vec::new(),
        };
        let (one, other) = (marked(1).to_bytes(), marked(2).to_bytes());
        let n_same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        one[..n_same].to_vec()
    })
}
