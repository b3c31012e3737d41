//! Pictures of records and written pages.

use super::{Model, Phrase, Text, Visit};

/// A picture that a record or a written page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its path below `content/`: `images/port.jpg`.
    pub file: Phrase,
    /// What is to be seen on it, for those who do not see it.
    pub alt: Text,
    /// Whose it is.
    pub credit: Option<Text>,
}

impl Image {
    /// Shows its texts.
    pub(super) fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.text(&self.alt);
        self.credit.iter().for_each(|credit| visitor.text(credit));
    }
}

/// Visits the pictures of every record and written page, those in texts apart.
pub fn each_image<'m>(model: &'m Model, visit: &mut impl FnMut(&'m Image)) {
    model.each_record(&mut |_, record| record.any_header().images.iter().for_each(&mut *visit));
    let texts = model.pages.iter().flat_map(|page| page.texts.iter());
    texts.flat_map(|(_, text)| &text.images).for_each(visit);
}
