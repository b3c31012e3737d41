//! Values of the ledger, exact and typed: numbers, quantities, periods, languages, ids.
//!
//! Nothing here knows of files or of languages. Reading returns a [`ValueError`] with the place
//! inside the text; the caller adds the file. How quantities and periods are written in a
//! language is the matter of [`crate::locale`].

mod currency;
mod error;
mod id;
mod interval;
mod lang;
mod localized;
mod number;
mod period;
mod plural;
mod quantity;
mod relation;
mod script;
mod shrink;
mod unit;
mod units;
mod web;

pub use currency::Currency;
pub use error::{ValueError, ValueErrorKind};
pub use id::{Id, is_device};
pub use interval::{End, Interval};
pub use lang::{Lang, LanguageTag};
pub use localized::Localized;
pub use number::{Number, round};
pub use period::{
    Half, NamedBy, Period, Quarter, ReportingYear, Third, YearPart, YearStart, two_years_help,
};
pub use plural::{Count, PluralForms, Plurals};
pub use quantity::Quantity;
pub use relation::Relation;
pub use script::{differs as tags_differ, is_from_the_right, is_in_characters};
pub use shrink::shrink;
pub use unit::{Unit, UnitId};
pub use units::{UnitDefinition, UnitFactor, UnitKind, Units};
pub use web::{WebAddress, is_private};
