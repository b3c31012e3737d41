//! Every address on the web that a site names, once, with its places.

use crate::model::{Model, each_address};
use crate::source::{Sources, Span};
use std::collections::BTreeMap;

/// An address and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, without the part from `#` on.
    pub text: String,
    /// Where it stands, in the order of files and lines.
    pub places: Vec<Span>,
}

/// All of them, in the order of their first places.
#[must_use]
pub fn addresses(model: &Model, sources: &Sources) -> Vec<Address> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    each_address(model, &mut |address, span| {
        let text = address.split('#').next().unwrap_or(address);
        found.entry(text.to_owned()).or_default().push(span);
    });
    let place = |span: &Span| (sources.file(span.file).path.clone(), span.start, span.end);
    let mut addresses: Vec<_> = found
        .into_iter()
        .map(|(text, mut places)| {
            places.sort_by_cached_key(place);
            places.dedup();
            Address { text, places }
        })
        .collect();
    addresses.sort_by_cached_key(|address| place(&address.places[0]));
    addresses
}
