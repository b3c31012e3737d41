//! Links to hosts that only the author's machine or network can reach.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::each_address;
use crate::value::WebAddress;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    if subject.model.site.external_links.tries_private {
        return;
    }
    each_address(subject.model, &mut |address, span| {
        if WebAddress::parse(address).is_some_and(|address| address.is_private()) {
            let message = format!("`{address}` leads to a host that readers cannot reach");
            sink.push(
                Diagnostic::new(Code::PrivateAddress, span, message)
                    .help("write the address that readers have, or link to the source file"),
            );
        }
    });
}
