//! Decodes addresses on the web and places on the earth.

use super::super::{Phrase, Position};
use super::values::phrase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_str};
use crate::parse::node::Node;
use crate::value::WebAddress;
use rust_decimal::Decimal;

/// An address on the web; anything but http and https is refused.
pub(in crate::model) fn web_address(
    node: Option<&Node>,
    what: &str,
    sink: &mut Sink,
) -> Option<Phrase> {
    checked_web_address(phrase(node, what, sink)?, what, sink)
}

/// The same of one that has been read.
pub(super) fn checked_web_address(address: Phrase, what: &str, sink: &mut Sink) -> Option<Phrase> {
    let is_web = address.text.starts_with("https://") || address.text.starts_with("http://");
    if is_web && WebAddress::parse(&address.text).is_some() {
        return Some(address);
    }
    let (span, address) = (address.span, address.text);
    if is_web {
        let message = format!("{what} is not a whole address: `{address}`");
        let help = "write it with its host and without blanks, as in `https://example.org/a`";
        sink.push(Diagnostic::new(Code::DeadLink, span, message).help(help));
        return None;
    }
    let message = format!("{what} is not an address on the web: `{address}`");
    sink.push(
        Diagnostic::new(Code::UnsafeLink, span, message)
            .help("write it with `https://` or `http://`"),
    );
    None
}

/// `{ lat: 34.87, lon: 113.58 }`
pub(in crate::model) fn position(node: &Node, sink: &mut Sink) -> Option<Position> {
    let mut fields = Fields::new(node, "a position", sink)?;
    let mut degrees = |name: &'static str, most: u32| {
        let node = fields.required(name)?;
        let text = expect_str(node, name, sink)?;
        let known = Decimal::from_str_exact(text).ok();
        let known = known.filter(|degrees| degrees.abs() <= Decimal::from(most));
        if known.is_none() {
            let message =
                format!("`{name}` takes degrees from -{most} to {most}, but this is `{text}`");
            sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        }
        known
    };
    let (lat, lon) = (degrees("lat", 90), degrees("lon", 180));
    fields.finish(sink);
    Some(Position { lat: lat?, lon: lon? })
}
