//! One value per language.

use super::Lang;

/// A value in some of the site's languages; at least one of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Localized<T> {
    /// By language; ends with the last language that has a value.
    values: Box<[Option<T>]>,
}

impl<T> Localized<T> {
    /// The given values; `None` if there is none. Of two for one language the later one stays.
    pub fn new(values: impl IntoIterator<Item = (Lang, T)>) -> Option<Self> {
        let mut slots = Vec::new();
        for (lang, value) in values {
            let n_missing = (lang.index() + 1).saturating_sub(slots.len());
            // A ledger has very many texts, so none has room for languages that it lacks.
            slots.reserve_exact(n_missing);
            slots.extend((0..n_missing).map(|_| None));
            slots[lang.index()] = Some(value);
        }
        (!slots.is_empty()).then_some(Self { values: slots.into() })
    }

    /// The value of exactly that language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.values.get(lang.index())?.as_ref()
    }

    /// The value of that language, or of the first language in the site's order that has one,
    /// with the language it is in.
    ///
    /// # Panics
    ///
    /// Never: there is at least one value.
    #[must_use]
    pub fn get_or_fallback(&self, lang: Lang) -> (Lang, &T) {
        self.get(lang)
            .map(|value| (lang, value))
            .or_else(|| self.iter().next())
            .expect("a localized value has at least one language")
    }

    /// Every value with its language, in the site's order.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        let langs = Lang::all(self.values.len());
        langs.zip(&self.values).filter_map(|(lang, value)| Some((lang, value.as_ref()?)))
    }

    /// The same languages with other values.
    #[must_use]
    pub fn map<U>(&self, mut change: impl FnMut(Lang, &T) -> U) -> Localized<U> {
        let langs = Lang::all(self.values.len());
        let changed = |(lang, value): (Lang, &Option<T>)| value.as_ref().map(|v| change(lang, v));
        Localized { values: langs.zip(&self.values).map(changed).collect() }
    }
}

impl<T: Clone> Localized<T> {
    /// The same value in each of the first `n_languages` languages (in one, if that is 0).
    #[must_use]
    pub fn same(value: T, n_languages: usize) -> Self {
        Self { values: vec![Some(value); n_languages.max(1)].into() }
    }
}
