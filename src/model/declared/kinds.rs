//! The kinds of records, in one list that everything walks.

use super::super::resolve::Decoder;
use super::super::shortcode::Sums;
use super::super::{
    Category, Collection, Correction, Dimension, Document, Event, Indicator, IndicatorGroup,
    Industry, Observation, Organization, Page, Park, Project, Record, Ref, Region, Site, Source,
    Target, Term,
};
use super::{AnyRecord, Declared, Decoded};
use crate::parse::localized::DataText;
use crate::parse::records::CollectionKind;
use crate::value::{Id, Units};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Is shown each collection.
pub trait EachCollection<'m> {
    /// A collection.
    fn collection<T: Declared>(&mut self, records: &'m Collection<T>)
    where
        AnyRef: From<Ref<T>>;
}

/// A kind of record of which a model has a collection.
pub trait Collected: Declared + Sized + 'static {
    /// All of its kind.
    fn all(model: &Model) -> &Collection<Self>;

    /// One of them as a record of any kind.
    fn any(one: Ref<Self>) -> AnyRef;
}

macro_rules! of_kind {
    ($kind:ident, $($place:ident).+) => {
        impl Collected for $kind {
            fn all(model: &Model) -> &Collection<Self> {
                &model.$($place).+
            }

            fn any(one: Ref<Self>) -> AnyRef {
                AnyRef::$kind(one)
            }
        }

        impl From<Ref<$kind>> for AnyRef {
            fn from(one: Ref<$kind>) -> Self {
                Self::$kind(one)
            }
        }

        impl TryFrom<AnyRef> for Ref<$kind> {
            type Error = RecordKind;

            /// The reference, or else the kind that the record is of.
            fn try_from(one: AnyRef) -> Result<Self, RecordKind> {
                match one {
                    AnyRef::$kind(one) => Ok(one),
                    other => Err(other.kind()),
                }
            }
        }
    };
}

/// Is shown each collection, and makes another one of it.
pub(in crate::model) trait MapCollections {
    /// A collection.
    fn collection<T: Decoded>(&mut self, records: &Collection<T>) -> Collection<T>
    where
        AnyRef: From<Ref<T>>;
}

/// Is shown each collection, those of the settings too.
pub(in crate::model) trait EachDecoded {
    /// A collection.
    fn collection<T: Decoded>(&mut self, records: &Collection<T>)
    where
        AnyRef: From<Ref<T>>;
}

macro_rules! kinds {
    (
        ledger { $($(#[doc = $doc:literal])+ $kind:ident in $place:ident;)* }
        settings { $($other:ident in $($where:ident).+;)* }
    ) => {
        /// Everything that the site is made from.
        #[derive(Debug, Clone)]
        pub struct Model {
            /// The settings.
            pub site: Site,
            /// The units that figures are in.
            pub units: Units,
            $($(#[doc = $doc])+ pub $place: Collection<$kind>,)*
            /// The texts of rows of workbooks, for translators.
            pub row_texts: Arc<[DataText]>,
            /// Written pages, in the order of their paths.
            pub pages: Vec<Page>,
            /// The projects whose amount is told by those of their parts.
            pub(in crate::model) told_by_parts: BTreeSet<Ref<Project>>,
            /// What the calls of texts add up, which many texts may ask for.
            pub(in crate::model) sums: Sums,
        }

        /// The collections of `content/data/`, in the order in which a newcomer fills them.
        pub const KINDS: &[CollectionKind] = &[$(CollectionKind {
            collection: <$kind as Record>::COLLECTION,
            name_key: <$kind as Declared>::NAME_KEY,
            holds: |key| {
                let fields = <$kind as Declared>::FIELDS;
                fields.iter().find(|field| field.key == key)?.holds
            },
            fields: || <$kind as Declared>::FIELDS.iter().map(|field| field.key).collect(),
        },)*];

        /// The collections that stand in `site.yaml`.
        pub const OF_SETTINGS: &[&str] = &[$(<$other as Record>::COLLECTION,)*];

        /// A record of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AnyRef {
            $(#[doc = concat!("A record of `", stringify!($place), "`.")] $kind(Ref<$kind>),)*
            $(#[doc = concat!("A record of `", stringify!($($where).+), "`.")]
            $other(Ref<$other>),)*
        }

        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RecordKind {
            $(#[doc = concat!("The records of `", stringify!($place), "`.")] $kind,)*
            $(#[doc = concat!("The records of `", stringify!($($where).+), "`.")] $other,)*
        }

        impl AnyRef {
            /// Which kind of record it is.
            #[must_use]
            pub const fn kind(self) -> RecordKind {
                match self {
                    $(Self::$kind(_) => RecordKind::$kind,)*
                    $(Self::$other(_) => RecordKind::$other,)*
                }
            }

            /// The record's number in its collection.
            #[must_use]
            pub const fn index(self) -> usize {
                match self {
                    $(Self::$kind(one) => one.index(),)*
                    $(Self::$other(one) => one.index(),)*
                }
            }
        }

        impl RecordKind {
            /// Those of which a page notes which records it reads, by their numbers: all that stand
            /// in files of their own. Settings are read by every page.
            pub const NOTED: &[Self] = &[$(Self::$kind,)*];

            /// Its number in the list.
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// Whether pages note which records of it they read.
            #[must_use]
            pub const fn is_noted(self) -> bool {
                (self as usize) < Self::NOTED.len()
            }

            /// The name of the collection.
            #[must_use]
            pub const fn collection(self) -> &'static str {
                match self {
                    $(Self::$kind => <$kind as Record>::COLLECTION,)*
                    $(Self::$other => <$other as Record>::COLLECTION,)*
                }
            }
        }

        $(of_kind!($kind, $place);)*
        $(of_kind!($other, $($where).+);)*

        impl Model {
            /// A model of all records, decoded in the order of the list, without pages.
            pub(in crate::model) fn decoded(
                site: Site,
                units: Units,
                decoder: &mut Decoder<'_, '_>,
            ) -> Self {
                Self {
                    site,
                    units,
                    $($place: decoder.collection(|model| &model.$place),)*
                    row_texts: Arc::default(),
                    pages: Vec::new(),
                    told_by_parts: BTreeSet::new(),
                    sums: Sums::default(),
                }
            }

            /// The same model with other collections, without pages.
            pub(in crate::model) fn map_collections(&self, map: &mut impl MapCollections) -> Self {
                let mut model = Self {
                    site: self.site.clone(),
                    units: self.units.clone(),
                    $($place: map.collection(&self.$place),)*
                    row_texts: Arc::clone(&self.row_texts),
                    pages: Vec::new(),
                    told_by_parts: BTreeSet::new(),
                    sums: Sums::default(),
                };
                $(model.$($where).+ = map.collection(&self.$($where).+);)*
                model
            }

            /// Shows each collection, those of the settings too.
            pub(in crate::model) fn each_decoded(&self, each: &mut impl EachDecoded) {
                $(each.collection(&self.$place);)*
                $(each.collection(&self.$($where).+);)*
            }

            /// How many records there are of each collection, written pages included.
            pub fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
                let counts = [$((stringify!($place), self.$place.len()),)*];
                counts.into_iter().chain([("pages", self.pages.len())])
            }

            /// Shows each collection of `content/data/` with records that can be referred to.
            pub fn each_collection<'m>(&'m self, each: &mut impl EachCollection<'m>) {
                $(each.collection(&self.$place);)*
            }

            /// Shows each record, superseded or not: those of the ledger, and those that stand in the settings.
            pub fn each_record<'m>(&'m self, each: &mut dyn FnMut(AnyRef, &'m dyn AnyRecord)) {
                $(self.$place.all().for_each(|(one, record)| each(one.into(), record));)*
                $(self.$($where).+.all().for_each(|(one, record)| each(one.into(), record));)*
            }

            /// Whether another record stands in for a record.
            #[must_use]
            pub fn is_superseded(&self, one: AnyRef) -> bool {
                match one {
                    $(AnyRef::$kind(one) => self.$place.revisions().get(one).is_some(),)*
                    $(AnyRef::$other(_) => false,)*
                }
            }

            /// Every record of a kind.
            #[must_use]
            pub fn records(&self, kind: RecordKind) -> Vec<AnyRef> {
                match kind {
                    $(RecordKind::$kind => self.$place.iter().map(|(one, _)| one.into()).collect(),)*
                    $(RecordKind::$other => {
                        self.$($where).+.iter().map(|(one, _)| one.into()).collect()
                    })*
                }
            }

            /// The id of a record, which does not count as reading the record.
            #[must_use]
            pub fn id(&self, one: AnyRef) -> &Id {
                match one {
                    $(AnyRef::$kind(one) => self.$place.id(one),)*
                    $(AnyRef::$other(one) => self.$($where).+.id(one),)*
                }
            }

            /// The record of a kind with that number, if it is known.
            #[must_use]
            pub fn numbered(&self, kind: RecordKind, number: u32) -> Option<AnyRef> {
                match kind {
                    $(RecordKind::$kind => self.$place.numbered_as(number).map(AnyRef::$kind),)*
                    $(RecordKind::$other => {
                        self.$($where).+.numbered_as(number).map(AnyRef::$other)
                    })*
                }
            }

            /// A record of any kind.
            #[must_use]
            pub fn record(&self, one: AnyRef) -> &dyn AnyRecord {
                match one {
                    $(AnyRef::$kind(one) => self.$place.get(one),)*
                    $(AnyRef::$other(one) => self.$($where).+.get(one),)*
                }
            }
        }

        /// Each kind as its declaration says, in the order of the list.
        pub fn each_kind(each: &mut impl EachKind) {
            $(each.kind::<$kind>();)*
            $(each.kind::<$other>();)*
        }
    };
}

/// Is shown each kind of record.
pub trait EachKind {
    /// A kind.
    fn kind<T: Collected>(&mut self);
}

kinds! {
    ledger {
        /// Where figures come from.
        Source in sources;
        /// Parts of the territory.
        Region in regions;
        /// Parks and other platforms.
        Park in parks;
        /// Sectors.
        Industry in industries;
        /// Investors, partners, operators.
        Organization in organizations;
        /// Investment projects.
        Project in projects;
        /// What is measured.
        Indicator in indicators;
        /// What was promised.
        Target in targets;
        /// What was reported.
        Observation in observations;
        /// What happened or is to happen, with its date.
        Event in events;
        /// Policies, plans, mechanisms.
        Document in documents;
        /// The glossary.
        Term in terms;
        /// What published editions said wrongly.
        Correction in corrections;
    }
    settings {
        Category in site.categories;
        Dimension in site.dimensions;
        IndicatorGroup in site.groups;
    }
}
