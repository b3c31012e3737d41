//! Texts in which nothing was found, so that a build checks only those that have changed.
//!
//! What is found in the texts of a file depends on that file, and on what is read by every page:
//! settings, languages, the other collections, options and this program. A text may be known to be
//! in order only under the hash of all that; so nothing can be taken for quiet that is not.

use super::{Digest, Inputs};
use crate::source::FileId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was found to be in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedTexts {
    /// Everything that was read, the paths of all files too, but not the texts of projects.
    pub others: Digest,
    /// The text of each file, by its number; `None` if something was found in it.
    pub texts: Vec<Option<Digest>>,
}

impl CheckedTexts {
    /// What a build of these inputs found out, which found something in these files.
    #[must_use]
    pub fn new(inputs: &Inputs, loud: &BTreeSet<FileId>) -> Self {
        let files = (0..).map(FileId::new).zip(&inputs.texts);
        let texts = files.map(|(file, text)| (!loud.contains(&file)).then_some(*text)).collect();
        Self { others: inputs.others, texts }
    }

    /// Which files of a build need not be checked again, by their numbers; `None` if all must be.
    #[must_use]
    pub fn of(&self, inputs: &Inputs) -> Option<Vec<bool>> {
        let is_comparable = self.others == inputs.others && self.texts.len() == inputs.texts.len();
        let pairs = || self.texts.iter().zip(&inputs.texts);
        is_comparable.then(|| pairs().map(|(then, now)| *then == Some(*now)).collect())
    }
}
