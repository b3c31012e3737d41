//! How much of a site there is in each language.

use super::Texts;
use super::work::Spot;
use super::work::State;
use super::work::units;
use crate::value::Lang;
use std::collections::BTreeSet;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that are there.
    pub n_present: usize,
    /// All.
    pub n_all: usize,
}

/// What there is in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The language.
    pub lang: Lang,
    /// Written pages.
    pub pages: Share,
    /// Texts of the ledger and of the settings.
    pub texts: Share,
    /// Translations whose original has changed.
    pub n_stale: usize,
}

/// What there is in each language, in the site's order.
#[must_use]
pub fn coverage(texts: &Texts<'_>) -> Vec<Coverage> {
    let langs: Vec<Lang> = texts.languages.iter().map(|language| language.lang).collect();
    let n_data =
        super::data::data_texts(texts).iter().filter(|text| text.original().is_some()).count();
    let pages = super::page::pages(texts);
    let one = |lang: &Lang| {
        let units = units(texts, *lang);
        let n_missing = units
            .iter()
            .filter(|unit| matches!(unit.spot, Spot::Data(_)) && unit.state == State::Missing)
            .count();
        let mut stale = BTreeSet::new();
        for unit in units.iter().filter(|unit| unit.state == State::Stale) {
            let name = match &unit.spot {
                Spot::Data(text) => &text.id,
                Spot::Page(path, _) => path,
            };
            stale.insert(name.as_str());
        }
        Coverage {
            lang: *lang,
            pages: Share {
                n_present: pages.values().filter(|page| page.contains_key(lang)).count(),
                n_all: pages.len(),
            },
            texts: Share { n_present: n_data - n_missing, n_all: n_data },
            n_stale: stale.len(),
        }
    };
    langs.iter().map(one).collect()
}
