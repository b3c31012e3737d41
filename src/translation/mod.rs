//! What a translator works on: every text that is, or should be, in every language.
//!
//! 1. [`page`] cuts a written page into its parts: title, description and the blocks of its body.
//! 2. [`data`] finds the localized texts of the ledger and of the settings.
//!    [`rows`] finds those of workbooks, whose translations `layer.rs` puts into YAML.
//! 3. [`stamp`] says what a translation was made from, and what of it has changed since.
//! 4. [`work`] puts a unit together for each text: original, translation, state.
//! 5. [`xliff`] writes units for translation programs and reads them back; [`apply`] puts the
//!    translations into the texts of the files and changes nothing else in them.

pub mod apply;
pub mod coverage;
pub mod data;
mod edit;
mod layer;
pub mod ledger_stamps;
pub mod page;
pub mod rows;
mod scalar;
pub mod stamp;
pub mod terms;
pub mod work;
pub mod xliff;

use crate::model::{Language, Model};
use crate::source::Sources;
use crate::value::Lang;
use data::DataText;

/// Where the stamps of texts in the ledger are kept.
pub const STAMPS_PATH: &str = "content/translations.yaml";

/// The texts of a site with the languages they should be in.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The languages of the site.
    pub languages: &'a [Language],
    /// The texts of rows of workbooks.
    pub rows: &'a [DataText],
}

impl<'a> Texts<'a> {
    /// The texts of a site.
    #[must_use]
    pub fn new(sources: &'a Sources, model: &'a Model) -> Self {
        Self { sources, languages: &model.site.languages, rows: &model.row_texts }
    }

    /// The language with that code.
    #[must_use]
    pub fn lang(&self, code: &str) -> Option<Lang> {
        self.languages.iter().find(|known| *known.code == *code).map(|known| known.lang)
    }
}
