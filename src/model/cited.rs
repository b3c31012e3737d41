//! Every citation of the ledger, wherever it stands.

use super::{Citation, Model, each_citation_of};

impl Model {
    /// Hands every citation of a known source to `visit`: those of records, of their facts and
    /// milestones, and of written pages.
    pub fn each_citation<'a>(&'a self, visit: &mut dyn FnMut(&'a Citation)) {
        let visit: &mut dyn FnMut(&'a Citation) = &mut |citation| {
            if !citation.is_later {
                visit(citation);
            }
        };
        self.each_record(&mut |_, record| each_citation_of(record, visit));
        let texts = self.pages.iter().flat_map(|page| page.texts.iter());
        texts.flat_map(|(_, text)| &text.citations).for_each(&mut *visit);
    }
}
