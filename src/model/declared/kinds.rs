//! The kinds of records, in one list that everything walks.

use super::AnyRecord;
use super::super::{
    Category, Collection, Document, Event, Indicator, Industry, Model, Organization, Park, Project,
    Record, Ref, Region, Source, Term,
};

/// Is shown each collection.
pub trait EachCollection<'m> {
    /// A collection.
    fn collection<T: Record>(&mut self, records: &'m Collection<T>);
}

macro_rules! kinds {
    (
        declared { $($kind:ident in $place:ident;)* }
        not_yet { $($other:ident in $($where:ident).+;)* }
    ) => {
        /// A record of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AnyRef {
            $(#[doc = concat!("A record of `", stringify!($place), "`.")] $kind(Ref<$kind>),)*
            $(#[doc = concat!("One that is no `", stringify!(AnyRecord), "` yet.")]
            $other(Ref<$other>),)*
        }

        $(impl From<Ref<$kind>> for AnyRef {
            fn from(one: Ref<$kind>) -> Self {
                Self::$kind(one)
            }
        })*

        $(impl From<Ref<$other>> for AnyRef {
            fn from(one: Ref<$other>) -> Self {
                Self::$other(one)
            }
        })*

        impl Model {
            /// Shows each collection of `content/data/` with records that can be referred to.
            pub fn each_collection<'m>(&'m self, each: &mut impl EachCollection<'m>) {
                $(each.collection(&self.$place);)*
                each.collection(&self.indicators);
            }

            /// Shows each record of a kind that is declared.
            pub fn each_record<'m>(&'m self, each: &mut dyn FnMut(AnyRef, &'m dyn AnyRecord)) {
                $(self.$place.iter().for_each(|(one, record)| each(one.into(), record));)*
            }

            /// A record of a kind that is declared.
            #[must_use]
            pub fn record(&self, one: AnyRef) -> Option<&dyn AnyRecord> {
                match one {
                    $(AnyRef::$kind(one) => Some(self.$place.get(one)),)*
                    $(AnyRef::$other(_) => None,)*
                }
            }
        }
    };
}

kinds! {
    declared {
        Source in sources;
        Region in regions;
        Park in parks;
        Industry in industries;
        Organization in organizations;
        Project in projects;
        Event in events;
        Document in documents;
        Term in terms;
    }
    not_yet {
        Indicator in indicators;
        Category in site.categories;
    }
}
