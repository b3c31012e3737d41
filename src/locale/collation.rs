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

#[cfg(test)]
mod tests {
    use crate::locale::test_locales::locale;

    #[track_caller]
    fn check(tag: &str, expected: &[&str]) {
        let locale = locale(tag);
        let mut names: Vec<_> = expected.iter().rev().copied().collect();
        names.sort_by(|left, right| locale.compare(left, right));
        assert_eq!(names, expected);
        names.sort_by_key(|name| std::cmp::Reverse(locale.sort_key(name)));
        names.reverse();
        assert_eq!(names, expected);
    }

    #[test]
    fn names_sort_by_the_rules_of_the_language() {
        check("zh", &["5G", "安阳", "北京", "惠济区", "郑州"]);
        check("zh", &["2号", "10号"]);
        check("en", &["anyang", "Anyang", "Beijing", "Zone 2", "Zone 10"]);
    }
}
