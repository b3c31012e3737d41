//! The model as it was known on a day: what became known later is left out.
//!
//! A figure, a milestone or a page is known from the day it was published, or else from the day
//! its source was; what neither dates is taken as known all along. Records that others refer to
//! (projects, parks, events) stay, with what was known of them.

use super::Citation;
use super::Milestone;
use super::Model;
use super::revision::known_from;
use crate::source::FileId;
use crate::source::Span;
use crate::value::Period;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was left out because it became known later.
#[derive(Debug, Clone, Default)]
pub struct HeldBack {
    /// Files of written pages; links to them are not dead.
    pub pages: BTreeSet<FileId>,
    /// Targets, observations and milestones by their files.
    parts: BTreeMap<FileId, Vec<Later>>,
}

/// A part of the ledger that became known later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// A target or an observation, by where it starts.
    Record(Span),
    /// A milestone of a project.
    Milestone,
}

impl HeldBack {
    /// How many targets, observations and milestones.
    #[must_use]
    pub fn n_parts(&self) -> usize {
        self.parts.values().map(Vec::len).sum()
    }

    /// Targets and observations, by where they start.
    pub fn records(&self) -> impl Iterator<Item = Span> {
        self.parts.values().flatten().filter_map(|later| match later {
            Later::Record(span) => Some(*span),
            Later::Milestone => None,
        })
    }

    /// How many milestones.
    #[must_use]
    pub fn n_milestones(&self) -> usize {
        self.parts.values().flatten().filter(|later| **later == Later::Milestone).count()
    }

    /// What was left out of files that are still the same: it is not in the model any more.
    #[must_use]
    pub fn of(&self, is_same: impl Fn(FileId) -> bool) -> Self {
        let parts = self.parts.iter().filter(|(file, _)| is_same(**file));
        let parts = parts.map(|(file, parts)| (*file, parts.clone())).collect();
        Self { pages: BTreeSet::new(), parts }
    }
}

impl Model {
    /// Sets the day that the site speaks of and leaves out what became known after it; `before` is
    /// what has been left out already.
    pub fn look_from(&mut self, as_of: Date, before: HeldBack) -> HeldBack {
        self.site.as_of = as_of;
        let HeldBack { mut pages, mut parts } = before;
        let sources = &self.sources;
        let known = |published: Option<Period>, citations: &[Citation]| {
            known_from(sources, published, citations).is_none_or(|day| day <= as_of)
        };
        let mut keep = |is_known: bool, file: FileId, later: Later| {
            if !is_known {
                parts.entry(file).or_default().push(later);
            }
            is_known
        };
        let mut keep_record = |is_known, span: Span| keep(is_known, span.file, Later::Record(span));
        self.targets
            .retain(|target| keep_record(known(target.published, &target.citations), target.span));
        self.observations
            .retain(|found| keep_record(known(found.published, &found.citations), found.span));
        self.pages.retain(|page| {
            let shown = page.texts.iter().all(|(_, text)| known(text.date, &text.citations));
            if !shown {
                pages.extend(page.texts.iter().map(|(_, text)| text.file));
            }
            shown
        });
        for project in self.projects.shared_mut() {
            let is_known = |milestone: &Milestone| known(None, &milestone.citations);
            // Most projects stay as they are, and stay shared.
            if !project.milestones.iter().all(is_known) {
                let file = project.header.span.file;
                let milestones = &mut Arc::make_mut(project).milestones;
                milestones.retain(|milestone| keep(is_known(milestone), file, Later::Milestone));
            }
        }
        self.tell_revisions();
        HeldBack { pages, parts }
    }
}
