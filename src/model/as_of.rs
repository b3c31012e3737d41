//! The model as it was known on a day: what became known later is left out.
//!
//! A figure, a milestone or a page is known from the day it was published, or else from the day
//! its source was; what neither dates is taken as known all along. Records that others refer to
//! (projects, parks, events) stay, with what was known of them.

use super::Citation;
use super::Collection;
use super::Model;
use super::Source;
use crate::source::FileId;
use crate::value::Period;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What was left out because it became known later.
#[derive(Debug, Clone, Default)]
pub struct HeldBack {
    /// Files of written pages; links to them are not dead.
    pub pages: BTreeSet<FileId>,
    /// How many targets, observations and milestones.
    pub n_parts: usize,
}

impl Model {
    /// Sets the day that the site speaks of and leaves out what became known after it.
    pub fn look_from(&mut self, as_of: Date) -> HeldBack {
        self.site.as_of = as_of;
        let mut held_back = HeldBack::default();
        let n_before = self.n_parts();
        let sources = &self.sources;
        let known = |published: Option<Period>, citations: &[Citation]| {
            known_from(sources, published, citations).is_none_or(|day| day <= as_of)
        };
        self.targets.retain(|target| known(target.published, &target.citations));
        self.observations.retain(|found| known(found.published, &found.citations));
        self.pages.retain(|page| {
            let shown = page.texts.iter().all(|(_, text)| known(text.date, &text.citations));
            if !shown {
                held_back.pages.extend(page.texts.iter().map(|(_, text)| text.file));
            }
            shown
        });
        for project in self.projects.records_mut() {
            project.milestones.retain(|milestone| known(None, &milestone.citations));
        }
        held_back.n_parts = n_before - self.n_parts();
        held_back
    }

    /// How many targets, observations and milestones there are.
    fn n_parts(&self) -> usize {
        let milestones: usize =
            self.projects.records().map(|project| project.milestones.len()).sum();
        self.targets.len() + self.observations.len() + milestones
    }
}

/// The day from which something is known.
fn known_from(
    sources: &Collection<Source>,
    published: Option<Period>,
    citations: &[Citation],
) -> Option<Date> {
    let cited = citations.iter().filter_map(|citation| sources.get(citation.source).published);
    published.map(Period::first_day).or_else(|| cited.map(Period::first_day).min())
}
