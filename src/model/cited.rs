//! Every citation of the ledger, wherever it stands.

use super::Citation;
use super::Collection;
use super::Fact;
use super::Model;
use super::Record;

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
        of_records(&self.sources, visit);
        of_records(&self.regions, visit);
        of_records(&self.parks, visit);
        of_records(&self.industries, visit);
        of_records(&self.organizations, visit);
        of_records(&self.projects, visit);
        of_records(&self.indicators, visit);
        of_records(&self.events, visit);
        of_records(&self.documents, visit);
        of_records(&self.terms, visit);
        self.parks.records().for_each(|park| of_facts(&park.facts, visit));
        let maps = self.industries.records().filter_map(|industry| industry.map.as_ref());
        maps.flat_map(|map| &map.citations).for_each(&mut *visit);
        self.organizations.records().for_each(|one| of_facts(&one.facts, visit));
        for project in self.projects.records() {
            let milestones = project.milestones.iter();
            milestones.flat_map(|milestone| &milestone.citations).for_each(&mut *visit);
            of_facts(&project.facts, visit);
        }
        self.targets.all().flat_map(super::Target::cited).for_each(&mut *visit);
        self.observations.all().flat_map(|found| &found.citations).for_each(&mut *visit);
        self.events.records().for_each(|event| of_facts(&event.facts, visit));
        let texts = self.pages.iter().flat_map(|page| page.texts.iter());
        texts.flat_map(|(_, text)| &text.citations).for_each(&mut *visit);
    }
}

fn of_records<'a, T: Record>(records: &'a Collection<T>, visit: &mut dyn FnMut(&'a Citation)) {
    records.records().flat_map(|record| &record.header().citations).for_each(visit);
}

fn of_facts<'a>(facts: &'a [Fact], visit: &mut dyn FnMut(&'a Citation)) {
    facts.iter().flat_map(|fact| &fact.citations).for_each(visit);
}
