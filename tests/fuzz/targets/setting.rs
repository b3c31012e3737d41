//! The languages and units of a site, read once for all inputs.

use std::sync::OnceLock;
use wellspring::diag::{Diagnostic, Sink};
use wellspring::locale::{FigureReader, Lexicon, Locale};
use wellspring::model::resolve::{Preamble, preamble, units};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::Sources;
use wellspring::theme::locales::Languages;
use wellspring::theme::{BuiltinThemes, ThemeFiles, locales};
use wellspring::value::Units;

/// Two languages that are built in, and one that is not.
pub(crate) const SITE: &str = "title: { zh: 示例区, en: Example District, sw: Wilaya ya Mfano }
languages:
  zh: { tag: zh-Hans, name: 中文 }
  en: { tag: en, name: English }
  sw: { tag: sw, name: Kiswahili }
as_of: 2030-06-30
currency: CNY
units:
  - { id: seat, kind: count, forms: { zh: 席, en: { one: seat, other: seats }, sw: viti } }
";

const SW: &str = include_str!("../../cases/locale/sw.yaml");

/// What reading a record, a figure or a date depends on.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) preamble: Preamble,
    pub(crate) units: Units,
    pub(crate) languages: Languages,
    pub(crate) lexicon: Lexicon,
    pub(crate) readers: Vec<FigureReader>,
}

/// The setting of all targets.
pub(crate) fn setting() -> &'static Setting {
    static SETTING: OnceLock<Setting> = OnceLock::new();
    SETTING.get_or_init(read)
}

/// The locales of its languages.
pub(crate) fn all_locales() -> impl Iterator<Item = &'static Locale> {
    setting().languages.own.iter().map(|(_, locale)| locale)
}

/// The theme of the site: the words of the language that is not built in.
pub(crate) fn own_theme(sources: &mut Sources) -> ThemeFiles {
    let file = sources.add("themes/default/strings/sw.yaml", SW);
    let mut theme = ThemeFiles::default();
    theme.insert("strings/sw.yaml", SW.as_bytes().to_vec(), Some(file));
    theme
}

fn read() -> Setting {
    let mut sink = Sink::default();
    let mut sources = Sources::default();
    let site = sources.add("content/site.yaml", SITE);
    let own = own_theme(&mut sources);
    let builtin = BuiltinThemes::new(&mut sources);
    let node = parse_yaml(site, SITE, &mut sink).node.expect("the settings are a mapping");
    let preamble = preamble(&node, &mut sink).expect("there are languages");
    let units = units(&node, &preamble.languages, &mut sink);
    let languages = locales::load(
        Some(&own),
        builtin.below("default"),
        &preamble.languages,
        &sources,
        &mut sink,
    );
    let languages = languages.expect("each language has its words");
    // The interface of the third language is of no matter here.
    let is_wrong = |problem: &&Diagnostic| problem.code.name() != "missing-string";
    assert_eq!(sink.iter().find(is_wrong), None);
    let lexicon = languages.lexicon(&units);
    let readers = languages.own.iter().map(|(_, locale)| locale.figure_reader(&units)).collect();
    Setting { preamble, units, languages, lexicon, readers }
}
