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
    match checked(&address.text, what) {
        Ok(_) => Some(address),
        Err(problem) => {
            sink.push(Diagnostic { span: Some(address.span), ..*problem });
            None
        }
    }
}

/// The address of a site, with a slash at its end and in ASCII, from `site.yaml` or from the
/// command line.
///
/// # Errors
///
/// If nothing can be published there. The problem has no place.
pub fn site_address(address: &str, what: &str) -> Result<Box<str>, Box<Diagnostic>> {
    let address = address.trim();
    let found = checked(address, what)?;
    let refuse = |message: &str, help: &str| {
        let message = format!("{what} {message}: `{address}`");
        Err(Box::new(Diagnostic::new(Code::UnsafeLink, None, message).help(help)))
    };
    if found.has_user() {
        return refuse(
            "names a user or a password, which would stand on every page",
            "write it without what stands before `@`",
        );
    }
    if found.has_query_or_fragment() {
        return refuse(
            "has a `?` or a `#`, behind which no page can be",
            "write the address of the folder in which the site is, as in `https://example.org/report/`",
        );
    }
    let address = found.as_str();
    let slash = if address.ends_with('/') { "" } else { "/" };
    Ok(format!("{address}{slash}").into())
}

/// The address of a site that was asked for on the command line, read like that of `site.yaml`; `None`
/// if it is none, which is reported.
pub fn asked_address(address: Option<&str>, sink: &mut Sink) -> Option<Option<Box<str>>> {
    let Some(address) = address else { return Some(None) };
    match site_address(address, "`base_url`") {
        Ok(address) => Some(Some(address)),
        Err(problem) => {
            sink.push(problem.note("it was given by `--base-url`"));
            None
        }
    }
}

fn checked(address: &str, what: &str) -> Result<WebAddress, Box<Diagnostic>> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    match WebAddress::parse(address).filter(|_| is_web) {
        Some(found) => Ok(found),
        None if is_web => {
            let message = format!("{what} is not a whole address: `{address}`");
            let help = "write it with its host and without blanks, as in `https://example.org/a`";
            Err(Box::new(Diagnostic::new(Code::UnsafeLink, None, message).help(help)))
        }
        None => {
            let message = format!("{what} is not an address on the web: `{address}`");
            let help = "write it with `https://` or `http://`";
            Err(Box::new(Diagnostic::new(Code::UnsafeLink, None, message).help(help)))
        }
    }
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
