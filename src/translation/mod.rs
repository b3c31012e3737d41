//! What a translator works on: every text that is, or should be, in every language.
//!
//! 1. [`page`] cuts a written page into its parts: title, description and the blocks of its body.
//! 2. [`data`] finds the localized texts of the ledger and of the settings.
//! 3. [`stamp`] says what a translation was made from, and what of it has changed since.
//! 4. [`work`] puts a unit together for each text: original, translation, state.
//! 5. [`xliff`] writes units for translation programs and reads them back; [`apply`] puts the
//!    translations into the texts of the files and changes nothing else in them.

pub mod apply;
pub mod coverage;
pub mod data;
mod edit;
pub mod ledger_stamps;
pub mod page;
mod scalar;
pub mod stamp;
pub mod terms;
pub mod work;
pub mod xliff;

use crate::model::Language;
use crate::source::Sources;
use crate::value::Lang;

/// Where the stamps of texts in the ledger are kept.
pub const STAMPS_PATH: &str = "content/translations.yaml";

/// The texts of a site with the languages they should be in.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The languages of the site.
    pub languages: &'a [Language],
}

impl Texts<'_> {
    /// The language with that code.
    #[must_use]
    pub fn lang(&self, code: &str) -> Option<Lang> {
        self.languages.iter().find(|known| *known.code == *code).map(|known| known.lang)
    }
}
