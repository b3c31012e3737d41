//! Links to hosts that only the author's machine or network can reach.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::each_outside_link;
use crate::value::WebAddress;
use std::collections::BTreeMap;

/// What ends the host of an address, or may make another of it.
const END: [char; 4] = ['/', '?', '#', '\\'];

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    if subject.model.site.external_links.tries_private {
        return;
    }
    // A ledger names few hosts, and very many addresses.
    let mut hosts: BTreeMap<String, bool> = BTreeMap::new();
    let mut is_private = |address: &str| {
        let parse = || WebAddress::parse(address).is_some_and(|address| address.is_private());
        let Some((_, rest)) = address.split_once("://") else { return parse() };
        let host = &address[..address.len() - rest.len() + rest.find(END).unwrap_or(rest.len())];
        match hosts.get(host) {
            Some(known) => *known,
            None => WebAddress::parse(address).is_some_and(|parsed| {
                *hosts.entry(host.to_owned()).or_insert_with(|| parsed.is_private())
            }),
        }
    };
    each_outside_link(subject.model, &mut |address, span| {
        if is_private(address) && WebAddress::parse(address).is_some() {
            let message = format!("`{address}` leads to a host that readers cannot reach");
            sink.push(
                Diagnostic::new(Code::PrivateAddress, span, message)
                    .help("write the address that readers have, or link to the source file"),
            );
        }
    });
}
