//! How much of what a site publishes there is in each language.

use super::Texts;
use super::data::DataText;
use super::page::PageFile;
use super::work::{Everything, Spot, State, Unit};
use crate::model::{Model, Record};
use crate::source::{FileId, Sources};
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that are there.
    pub n_present: usize,
    /// All.
    pub n_all: usize,
}

/// What there is in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The language.
    pub lang: Lang,
    /// Written pages.
    pub pages: Share,
    /// Texts of the ledger and of the settings.
    pub texts: Share,
    /// Pages and texts whose original has changed since they were translated.
    pub n_stale: usize,
}

/// What there is in each language, in the site's order. Drafts, and projects that are not
/// published, are not counted: pages are made anew only when something published changes.
#[must_use]
pub fn coverage(sources: &Sources, model: &Model) -> Vec<Coverage> {
    let all = Everything::read(Texts::new(sources, model));
    let published = Published::new(model);
    let is_counted = |text: &&DataText| text.original().is_some() && published.has_text(text);
    let n_data = all.data.iter().filter(is_counted).count();
    let pages: Vec<&BTreeMap<Lang, PageFile>> = all
        .pages
        .iter()
        .filter(|(path, _)| published.pages.contains(*path))
        .map(|(_, page)| page)
        .collect();
    let one = |lang: Lang| {
        let units = all.units(lang);
        let units: Vec<&Unit> = units.iter().filter(|unit| published.has(unit)).collect();
        let n_missing = units
            .iter()
            .filter(|unit| matches!(unit.spot, Spot::Data(_)) && unit.state == State::Missing)
            .count();
        let stale = units.iter().filter(|unit| unit.state == State::Stale);
        let stale: BTreeSet<&str> = stale
            .map(|unit| match &unit.spot {
                Spot::Data(text) => text.id.as_str(),
                Spot::Page(path, _) => path.as_str(),
            })
            .collect();
        Coverage {
            lang,
            pages: Share {
                n_present: pages.iter().filter(|page| page.contains_key(&lang)).count(),
                n_all: pages.len(),
            },
            texts: Share { n_present: n_data - n_missing, n_all: n_data },
            n_stale: stale.len(),
        }
    };
    model.site.languages.iter().map(|language| one(language.lang)).collect()
}

/// What is published of that which changes alone.
struct Published<'a> {
    pages: BTreeSet<&'a str>,
    projects: BTreeSet<(FileId, &'a str)>,
}

impl<'a> Published<'a> {
    fn new(model: &'a Model) -> Self {
        let project =
            |project: &'a crate::model::Project| (project.header.span.file, project.id().as_str());
        Self {
            pages: model.pages.iter().map(|page| &*page.path).collect(),
            projects: model.projects.records().map(project).collect(),
        }
    }

    fn has(&self, unit: &Unit) -> bool {
        match &unit.spot {
            Spot::Data(text) => self.has_text(text),
            Spot::Page(path, _) => self.pages.contains(path.as_str()),
        }
    }

    fn has_text(&self, text: &DataText) -> bool {
        let Some(rest) = text.id.strip_prefix("projects:") else { return true };
        let id = rest.split(':').next().unwrap_or(rest);
        self.projects.contains(&(text.file, id))
    }
}
