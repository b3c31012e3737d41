//! What an old state of a ledger says, in the terms of a new one: its languages, units, stages,
//! sources and records.

use super::super::{Citation, Collection, Member, Members, Model, Record, StageIndex, Text};
use super::{Named, PartOf};
use crate::value::{Id, Lang, Localized, Quantity};

/// Two states of a ledger.
pub(super) struct Bridge<'a> {
    pub(super) old: &'a Model,
    pub(super) new: &'a Model,
    /// The new place of each language of the old state.
    langs: Vec<Option<Lang>>,
    /// The new place of each stage of the old state.
    stages: Vec<Option<StageIndex>>,
}

impl<'a> Bridge<'a> {
    pub(super) fn new(old: &'a Model, new: &'a Model) -> Self {
        let languages = &new.site.languages;
        let lang = |code: &str| languages.iter().find(|one| &*one.code == code).map(|one| one.lang);
        let langs = old.site.languages.iter().map(|one| lang(&one.code)).collect();
        let stage = |id: &Id| new.site.stages.iter().position(|one| one.id == *id).map(StageIndex);
        let stages = old.site.stages.iter().map(|one| stage(&one.id)).collect();
        Self { old, new, langs, stages }
    }

    /// An old text; where it has no language of the new state, it stands for the first of these.
    pub(super) fn text(&self, text: &Text) -> Text {
        let known = text.iter().filter_map(|(lang, phrase)| {
            Some((self.langs.get(lang.index()).copied().flatten()?, phrase.clone()))
        });
        Localized::new(known).unwrap_or_else(|| {
            let (_, phrase) = text.get_or_fallback(Lang::DEFAULT);
            Localized::same(phrase.clone(), 1)
        })
    }

    /// Whether an old and a new text have the same words wherever both have some.
    pub(super) fn is_same_text(&self, old: &Text, new: &Text) -> bool {
        old.iter().all(|(lang, phrase)| {
            let lang = self.langs.get(lang.index()).copied().flatten();
            let new = lang.and_then(|lang| new.get(lang));
            new.is_none_or(|new| new.text == phrase.text)
        })
    }

    pub(super) fn quantity(&self, quantity: &Quantity) -> Quantity {
        let unit = quantity.unit.and_then(|unit| self.new.units.unit(self.old.units.name(unit)));
        Quantity { unit, ..*quantity }
    }

    pub(super) fn stage(&self, stage: StageIndex) -> Option<StageIndex> {
        self.stages.get(stage.0).copied().flatten()
    }

    /// Old citations, as far as the new state has their sources.
    pub(super) fn citations(&self, citations: &[Citation]) -> Vec<Citation> {
        let known = citations.iter().filter_map(|citation| {
            let source = self.new.sources.find(self.old.sources.id(citation.source).as_str())?;
            let note = citation.note.as_ref().map(|note| self.text(note));
            Some(Citation { source, note, is_later: false, ..citation.clone() })
        });
        known.collect()
    }

    /// An old record by its name: the new one, if it is still there.
    pub(super) fn named<T: Record>(&self, of: fn(&Model) -> &Collection<T>, old: &T) -> Named<T> {
        match of(self.new).find(old.id().as_str()) {
            Some(one) => named(of(self.new), one),
            None => Named { id: old.id().clone(), name: self.text(old.name()), record: None },
        }
    }

    /// The records that an old part of an indicator is told by.
    pub(super) fn part(&self, part: &Members) -> Vec<PartOf> {
        let parts = parts(self.old, part).into_iter();
        let told = parts.map(|one| PartOf {
            name: self.text(&one.name),
            project: self.new.projects.find(one.id.as_str()).filter(|_| one.project.is_some()),
            ..one
        });
        told.collect()
    }
}

/// A record by its name.
pub(super) fn named<T: Record>(records: &Collection<T>, one: super::super::Ref<T>) -> Named<T> {
    let record = records.get(one);
    Named { id: record.id().clone(), name: record.name().clone(), record: Some(one) }
}

/// The records that a part of an indicator is told by.
pub(super) fn parts(model: &Model, part: &Members) -> Vec<PartOf> {
    let told = part.iter().map(|one| PartOf {
        id: one.id(model).clone(),
        name: one.name(model).clone(),
        project: if let Member::Project(project) = one { Some(*project) } else { None },
    });
    told.collect()
}
