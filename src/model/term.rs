//! The glossary.

use super::declared::record;
use super::record::{MarkdownText, Phrase, Text};
use crate::value::Localized;

record! {
    /// A term in every language, with the forms to use and to avoid.
    pub struct Term in "terms", "a term" with "name" {
        /// What it means.
        pub definition: Option<MarkdownText>,
        /// Other accepted forms: `{ en: [ … ] }`.
        pub aliases: Option<Localized<Vec<Phrase>>>,
        /// Forms that must not be used: `{ en: [ … ] }`.
        pub avoid: Option<Localized<Vec<Phrase>>>,
        /// Whether it is explained where it first occurs on a page; `false` for words that everybody
        /// knows, and for what is there for translators.
        pub explained: bool = true,
        /// The heading that it is listed under.
        pub group: Option<Text>,
    }
}
