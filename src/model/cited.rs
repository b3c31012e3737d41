//! Every citation of the ledger, wherever it stands.

use super::Citation;
use super::Collection;
use super::Model;
use super::Record;
use super::each_citation_of;

impl Model {
    /// Hands every citation of a known source to `visit`: those of records, of their facts and
    /// milestones, and of written pages.
    pub fn each_citation<'a>(&'a self, visit: &mut dyn FnMut(&'a Citation)) {
        let visit: &mut dyn FnMut(&'a Citation) = &mut |citation| {
            if !citation.is_later {
                visit(citation);
            }
        };
        of_records(&self.site.categories, visit);
        of_records(&self.indicators, visit);
        self.each_record(&mut |_, record| each_citation_of(record, visit));
        self.targets.all().flat_map(super::Target::cited).for_each(&mut *visit);
        self.observations.all().flat_map(|found| &found.citations).for_each(&mut *visit);
        let texts = self.pages.iter().flat_map(|page| page.texts.iter());
        texts.flat_map(|(_, text)| &text.citations).for_each(&mut *visit);
    }
}

fn of_records<'a, T: Record>(records: &'a Collection<T>, visit: &mut dyn FnMut(&'a Citation)) {
    records.records().flat_map(|record| &record.header().citations).for_each(visit);
}
