//! Languages of a site.

use super::{ValueError, ValueErrorKind};
use std::sync::Arc;

/// One of the site's languages, by its place in `site.yaml`; the first is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lang(pub u8);

impl Lang {
    /// The first language of the site.
    pub const DEFAULT: Self = Self(0);

    /// Its place as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The first `count` languages, in order.
    pub fn all(count: usize) -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(count).map(Self)
    }
}

/// A BCP 47 language tag such as `zh-Hans`, in its canonical case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Arc<str>);

impl LanguageTag {
    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// If the text is no well-formed language tag.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        match icu_locale_core::Locale::normalize(text) {
            Ok(tag) if !text.is_empty() => Ok(Self(tag.as_ref().into())),
            _ => {
                let message = format!("`{text}` is not a language tag");
                Err(ValueError::new(ValueErrorKind::BadLanguage, 0..text.len(), message)
                    .help("use a tag of BCP 47, such as `en` or `zh-Hans`"))
            }
        }
    }

    /// The text, for `lang` attributes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
