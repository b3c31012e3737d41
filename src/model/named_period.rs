//! Periods that a site calls by a name.

use super::record::Text;
use crate::value::{Id, Period};

/// A period with a name, such as a five-year plan. It is the period of these days also where it is
/// written otherwise.
#[derive(Debug, Clone)]
pub struct NamedPeriod {
    /// Its word in the ledger, in calls and in addresses.
    pub id: Id,
    /// Its days.
    pub period: Period,
    /// What it is called.
    pub name: Text,
}
