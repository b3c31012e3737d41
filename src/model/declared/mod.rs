//! Records declared once: `record!` writes from the declaration of a kind its struct, how it is
//! decoded, what a visitor is shown of it, what is left of it before it was known as a whole, and
//! the table of its fields.

mod field;
mod items;
mod kinds;
mod record;
mod visit;

pub(in crate::model) use field::{
    Added, Address, Announced, Apart, Corrected, Decimals, Decoded, Field, Gauged, Input, Item,
    OfSite, Regions, Share, Usual,
};
pub use field::{AnyRecord, Declared, FieldInfo, Kept};
pub(in crate::model) use items::Part;
pub use items::Words;
pub use kinds::{
    AnyRef, Collected, EachCollection, EachKind, KINDS, Model, OF_SETTINGS, RecordKind, each_kind,
};
pub(in crate::model) use kinds::{EachDecoded, MapCollections};
pub(in crate::model) use record::{one_of, record};
pub use visit::{Visit, each_citation_of, each_markdown_of, each_words_of, facts_of};
pub(in crate::model) use visit::{each_link_of, visit_citations, visit_when};
