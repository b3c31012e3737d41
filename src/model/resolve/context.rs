//! What decoding a record needs to know: languages, ids, units.

use super::super::declared::Declared;
use super::super::{
    AnyRef, Collected, Collection, DeclaredStatus, Dimension, EachKind, Indicator, IndicatorGroup,
    KINDS, Language, MissingReason, NamedPeriod, OF_SETTINGS, OwnField, PaceBy, Record, Ref,
    Region, RegionLevel, Role, Stage, StageIndex, each_kind,
};
use super::measures::Gauge;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::Lexicon;
use crate::parse::fields::expect_str;
use crate::parse::node::Node;
use crate::parse::records::CollectionKind;
use crate::source::{FileId, Sources, Span};
use crate::value::{Currency, Id, Period, Units, YearStart};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The ids of one collection with their numbers and places.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) by_id: BTreeMap<Id, (usize, Span)>,
    /// A file of the collection cannot be read, so an unknown id may be in it.
    pub(super) broken: bool,
    /// Records that are not published; what refers to them is left out without a word.
    withheld: BTreeSet<Id>,
}

impl Ids {
    /// Whether these are the same records of the same files, so that references to them come out
    /// alike; where in their files does not matter.
    pub(super) fn resolve_like(&self, other: &Self) -> bool {
        let mut pairs = self.by_id.iter().zip(&other.by_id);
        self.broken == other.broken
            && self.withheld == other.withheld
            && self.by_id.len() == other.by_id.len()
            && pairs.all(|((id, own), (other, others))| {
                id == other && own.0 == others.0 && own.1.file == others.1.file
            })
    }
}

/// What decoding a record needs to know.
pub(in crate::model) struct Context<'a> {
    pub(super) languages: &'a [Language],
    /// Raw HTML in texts is published as it is.
    pub(super) unsafe_html: bool,
    pub(super) lexicon: &'a Lexicon,
    pub(in crate::model) units: &'a Units,
    pub(super) currency: Option<Currency>,
    pub(in crate::model) pace_by: PaceBy,
    /// When reporting years begin, if there are any.
    pub(super) year_start: Option<YearStart>,
    pub(super) stages: &'a [Stage],
    pub(super) statuses: &'a [DeclaredStatus],
    /// Periods with a name.
    pub(super) periods: &'a [NamedPeriod],
    /// Why figures may be missing.
    pub(super) missing: &'a [MissingReason],
    pub(super) roles: &'a [Role],
    /// Fields that the site declares for its records.
    pub(super) own_fields: &'a [OwnField],
    /// The levels that regions are of.
    pub(super) region_levels: &'a [RegionLevel],
    /// Whom to ask is said to readers.
    pub(in crate::model) publishes_contacts: bool,
    /// What figures are broken down by, as the site says.
    pub(super) dimensions: &'a Collection<Dimension>,
    pub(super) ids: BTreeMap<&'static str, Ids>,
    /// Every record with an id could be read.
    pub(super) is_whole: bool,
    /// What records depend on of others.
    pub(in crate::model) told: Told,
    /// The day of each file that is the ledger as it was on a day.
    pub(in crate::model) days: &'a BTreeMap<FileId, Date>,
    /// The texts, for proposals.
    pub(super) sources: &'a Sources,
    /// The power of ten of the scale word that most amounts of money have, once it was asked for.
    pub(super) scale: OnceLock<Option<u8>>,
}

/// What records depend on of others, by the numbers of these.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Told {
    /// When each source was published.
    pub(in crate::model) published: Vec<Option<Period>>,
    /// The region of each park.
    pub(in crate::model) regions_of_parks: Vec<Option<Ref<Region>>>,
    /// What figures of each indicator must be; `None` where it cannot be read.
    pub(in crate::model) gauges: Vec<Option<Gauge>>,
}

impl Context<'_> {
    /// The record that a node names by its id; an unknown id is reported.
    pub(in crate::model) fn reference<T: Declared>(
        &self,
        node: &Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Ref<T>> {
        let text = expect_str(node, what, sink)?;
        self.named(text).or_else(|| {
            let ids = &self.ids[T::COLLECTION];
            if !ids.broken && !ids.withheld.contains(text) {
                sink.push(unknown_reference::<T>(text, node.span, ids));
            }
            None
        })
    }

    /// The same for a collection that is known by its name alone.
    pub(super) fn reference_in(
        &self,
        collection: &str,
        node: &Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<AnyRef> {
        struct Find<'f, 'c> {
            cx: &'f Context<'c>,
            asked: (&'f str, &'f Node, &'f str),
            sink: &'f mut Sink,
            found: Option<AnyRef>,
        }
        impl EachKind for Find<'_, '_> {
            fn kind<T: Collected>(&mut self) {
                let (collection, node, what) = self.asked;
                if T::COLLECTION == collection {
                    self.found = self.cx.reference::<T>(node, what, self.sink).map(T::any);
                }
            }
        }
        let mut find = Find { cx: self, asked: (collection, node, what), sink, found: None };
        each_kind(&mut find);
        find.found
    }

    /// The site declares what indicators are listed under.
    pub(in crate::model) fn has_groups(&self) -> bool {
        self.ids.get(IndicatorGroup::COLLECTION).is_some_and(|ids| !ids.by_id.is_empty())
    }

    /// The currency of the site.
    pub(in crate::model) fn site_currency(&self) -> Option<Currency> {
        self.currency
    }

    /// How many languages the site has.
    pub(in crate::model) fn n_languages(&self) -> usize {
        self.languages.len()
    }

    /// Takes note that some records of a collection, by their numbers, could not be read, which was
    /// reported: what refers to one is left out without a word.
    pub(super) fn lose(&mut self, collection: &'static str, numbers: BTreeSet<usize>) {
        self.is_whole = false;
        let Some(ids) = self.ids.get_mut(collection) else { return };
        let lost: Vec<Id> = { ids.by_id.iter() }
            .filter(|(_, (number, _))| numbers.contains(number))
            .map(|(id, _)| id.clone())
            .collect();
        for id in lost {
            ids.by_id.remove(&id);
            ids.withheld.insert(id);
        }
    }

    /// The record with that id, if there is one.
    pub(in crate::model) fn named<T: Declared>(&self, id: &str) -> Option<Ref<T>> {
        self.ids.get(T::COLLECTION)?.by_id.get(id).map(|(number, _)| Ref::new(*number))
    }

    /// Something of each record of a kind, by its number.
    pub(in crate::model) fn by_number<T: Declared, V: Clone>(
        &self,
        records: &Collection<T>,
        of: impl Fn(&T) -> Option<V>,
    ) -> Vec<Option<V>> {
        let mut found = vec![None; records.n_numbers()];
        for (one, record) in records.all() {
            found[one.index()] = of(record);
        }
        found
    }

    /// What figures of an indicator must be; `None` if it cannot be read.
    pub(in crate::model) fn gauge(&self, one: Ref<Indicator>) -> Option<Gauge> {
        self.told.gauges.get(one.index()).copied().flatten()
    }

    /// The stage with that id; an unknown one is reported.
    pub(super) fn stage(&self, node: &Node, what: &str, sink: &mut Sink) -> Option<StageIndex> {
        let text = expect_str(node, what, sink)?;
        let found = self.stages.iter().position(|stage| stage.id.as_str() == text);
        if found.is_none() {
            let known = || self.stages.iter().map(|stage| stage.id.as_str());
            let help = match closest(text, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the stages of this site are {}", list_known(known())),
            };
            let message = format!("there is no stage `{text}`");
            sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
        }
        found.map(StageIndex)
    }
}

fn unknown_reference<T: Declared>(text: &str, span: Span, ids: &Ids) -> Diagnostic {
    let what = T::noun();
    let known = || ids.by_id.keys().map(Id::as_str);
    let diagnostic =
        Diagnostic::new(Code::UnknownReference, span, format!("there is no {what} `{text}`"));
    match closest(text, known()) {
        Some(meant) => {
            let place = ids.by_id.get(meant).map(|(_, place)| *place);
            let diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            match place {
                Some(place) => diagnostic.related(place, format!("`{meant}` is here")),
                None => diagnostic,
            }
        }
        None if ids.by_id.is_empty() => {
            let place = match T::COLLECTION {
                collection if OF_SETTINGS.contains(&collection) => {
                    format!("`{collection}` in `content/site.yaml`")
                }
                collection => format!("`content/data/{collection}.yaml`"),
            };
            diagnostic.help(format!("add it to {place}"))
        }
        None => diagnostic.help(format!("known ids are {}", list_known(known()))),
    }
}

/// Finds the ids of records and reports those that stand twice.
#[derive(Debug, Default)]
pub(super) struct IdCollector {
    seen: BTreeMap<&'static str, Ids>,
}

impl IdCollector {
    pub(super) fn new(broken: &BTreeSet<&'static str>) -> Self {
        let mut seen: BTreeMap<&'static str, Ids> = BTreeMap::new();
        for CollectionKind { collection, .. } in KINDS {
            let ids = Ids { broken: broken.contains(collection), ..Ids::default() };
            seen.insert(collection, ids);
        }
        for of_site in OF_SETTINGS {
            seen.insert(of_site, Ids::default());
        }
        Self { seen }
    }

    /// Takes an id; false if another record of the collection has it, which is reported.
    pub(super) fn add(
        &mut self,
        collection: &'static str,
        id: &Id,
        span: Span,
        sink: &mut Sink,
    ) -> bool {
        let ids = self.seen.entry(collection).or_default();
        if let Some((_, first)) = ids.by_id.get(id) {
            sink.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    span,
                    format!("`{id}` is the id of two records in `{collection}`"),
                )
                .related(*first, "the first one")
                .help("give one of the two another id"),
            );
            return false;
        }
        let number = ids.by_id.len();
        ids.by_id.insert(id.clone(), (number, span));
        true
    }

    /// Takes the id of a record that is not published.
    pub(super) fn withhold(&mut self, collection: &'static str, id: &Id) {
        self.seen.entry(collection).or_default().withheld.insert(id.clone());
    }

    pub(super) fn finish(self) -> BTreeMap<&'static str, Ids> {
        self.seen
    }
}
