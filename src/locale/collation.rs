//! The order of names in a language.

use super::{Locale, readings};
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::RwLock;

/// A name's place in the order of a language: compare keys to sort many names quickly. Ties are
/// broken by code points, so the order is the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    weights: Vec<u8>,
    text: Box<str>,
}

/// The keys of names that were asked for. Most of them are asked for again, by each compile of a
/// server, and a key takes far longer than looking it up.
#[derive(Debug, Default)]
pub(super) struct SortKeys(RwLock<IndexMap<Box<str>, SortKey>>);

/// How many keys are remembered at most.
const MOST_KEYS: usize = 100_000;

/// The collation of CLDR for a language, with 2 before 10.
#[derive(Debug)]
pub(super) struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// `None` if there is no data, which the compiled-in data exclude.
    pub(super) fn new(tag: &icu_locale_core::Locale) -> Option<Self> {
        let mut preferences = CollatorPreferences::from(tag);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collator::try_new(preferences, CollatorOptions::default()).ok().map(Self)
    }
}

impl Locale {
    /// Compares two names as this language orders them.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        let [one, other] = [left, right].map(|name| self.as_sorted(name));
        self.collation.0.compare(&one, &other).then_with(|| left.cmp(right))
    }

    /// The key under which a name sorts.
    #[must_use]
    pub fn sort_key(&self, name: &str) -> SortKey {
        let SortKeys(known) = &self.sort_keys;
        if let Some(key) = known.read().ok().and_then(|known| known.get(name).cloned()) {
            return key;
        }
        let key = self.made_sort_key(name);
        if let Ok(mut known) = known.write() {
            if known.len() >= MOST_KEYS {
                known.clear();
            }
            known.insert(name.into(), key.clone());
        }
        key
    }

    fn made_sort_key(&self, name: &str) -> SortKey {
        let mut weights = Vec::with_capacity(name.len() * 2);
        let Ok(()) = self.collation.0.write_sort_key_to(&self.as_sorted(name), &mut weights);
        SortKey { weights, text: name.into() }
    }

    /// A name with stand-ins for the characters by whose sound it is not sorted.
    fn as_sorted<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.is_chinese() { readings::as_sorted(name) } else { name.into() }
    }

    /// Whether names are sorted by the sounds of Chinese characters.
    #[must_use]
    pub fn is_chinese(&self) -> bool {
        self.is_chinese
    }
}
