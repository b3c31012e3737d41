//! The order of names in a language.

use super::Locale;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use std::cmp::Ordering;

/// A name's place in the order of a language: compare keys to sort many names quickly. Ties are
/// broken by code points, so the order is the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    weights: Vec<u8>,
    text: Box<str>,
}

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
        self.collation.0.compare(left, right).then_with(|| left.cmp(right))
    }

    /// The key under which a name sorts.
    #[must_use]
    pub fn sort_key(&self, name: &str) -> SortKey {
        let mut weights = Vec::with_capacity(name.len() * 2);
        let Ok(()) = self.collation.0.write_sort_key_to(name, &mut weights);
        SortKey { weights, text: name.into() }
    }
}
