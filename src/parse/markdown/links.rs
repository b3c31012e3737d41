//! Where links lead, and which are refused.

use percent_encoding::percent_decode_str;
use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

use super::parts::Destination;

/// Why a link is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    code: Code,
    message: String,
    help: &'static str,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>, help: &'static str) -> Self {
        Self { code, message: message.into(), help }
    }

    /// The problem, at the place of the destination.
    pub(super) fn into_diagnostic(self, span: Span) -> Diagnostic {
        Diagnostic::new(self.code, span, self.message).help(self.help)
    }
}

/// Reads a destination, as it is after Markdown's own unescaping.
pub(super) fn read(dest: &str) -> Result<Destination, Refusal> {
    let dest = dest.trim();
    if dest.chars().any(char::is_control) {
        // A browser drops line breaks and tabs, which would hide a scheme.
        let message = "the link holds a control character";
        return Err(Refusal::new(Code::UnsafeLink, message, "write the address without it"));
    }
    match scheme(dest) {
        Some(scheme) => read_external(dest, scheme),
        None if dest.starts_with("//") => Err(Refusal::new(
            Code::UnsafeLink,
            format!("the link `{dest}` names no scheme"),
            "write the address with `https:`",
        )),
        None => read_local(dest),
    }
}

/// Reads the destination of an image, which must be a file of the site.
pub(super) fn read_image(dest: &str) -> Result<Destination, Refusal> {
    match read(dest)? {
        Destination::External(_) => Err(Refusal::new(
            Code::UnsafeLink,
            "the image is on another site, which every reader's browser would have to ask",
            "put the file into `content/images/` and name it there",
        )),
        Destination::Fragment(_) => Err(Refusal::new(
            Code::DeadLink,
            format!("the image `{dest}` names no file"),
            "name a file, as in `../images/quay.jpg`",
        )),
        file @ Destination::File { .. } => Ok(file),
    }
}

/// Whether a destination is a page on the web.
pub(super) fn is_web(dest: &Destination) -> bool {
    matches!(dest, Destination::External(address)
        if address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")))
}

fn scheme(dest: &str) -> Option<&str> {
    let (scheme, _) = dest.split_once(':')?;
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    (starts && scheme.chars().all(is_part)).then_some(scheme)
}

fn read_external(dest: &str, scheme: &str) -> Result<Destination, Refusal> {
    let rest = &dest[scheme.len() + 1..];
    let has_target = match &*scheme.to_ascii_lowercase() {
        "http" | "https" => {
            let host = rest.strip_prefix("//").unwrap_or_default();
            !host.is_empty() && !host.starts_with(['/', '?', '#', '\\'])
        }
        "mailto" | "tel" => !rest.is_empty(),
        _ => {
            return Err(Refusal::new(
                Code::UnsafeLink,
                format!("a link must not have the scheme `{scheme}`"),
                "use `https`, `http`, `mailto` or `tel`, or link to a file of the site",
            ));
        }
    };
    if has_target {
        Ok(Destination::External(encode(dest).into()))
    } else {
        let message = format!("the link `{dest}` is not complete");
        Err(Refusal::new(Code::DeadLink, message, "write the whole address"))
    }
}

fn read_local(dest: &str) -> Result<Destination, Refusal> {
    let (path, fragment) = match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment).filter(|id| !id.is_empty())),
        None => (dest, None),
    };
    match (path, fragment) {
        ("", None) => Err(Refusal::new(
            Code::DeadLink,
            "the link leads nowhere",
            "write a file, a heading as in `#method`, or an address between the parentheses",
        )),
        ("", Some(id)) => Ok(Destination::Fragment(decode(id).into())),
        (path, id) => Ok(Destination::File {
            path: decode(path).into(),
            fragment: id.map(|id| decode(id).into()),
        }),
    }
}

/// Encodes what must not stand in an address; all else is left as the author wrote it.
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

/// Decodes `%E6%83%A0`; what does not decode to UTF-8 text is left as it is.
fn decode(text: &str) -> String {
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) if !decoded.chars().any(char::is_control) => decoded.into_owned(),
        _ => text.to_owned(),
    }
}

/// Finds a destination in the source of its link, after the link's own text; `None` if it is
/// written in another way there (escaped, or in a reference definition).
pub(super) fn locate(source: &str, dest: &str, after: usize) -> Option<Range<usize>> {
    let start = match source.strip_prefix('<') {
        Some(_) => 1,
        None => after + source.get(after..)?.find("](")? + "](".len(),
    };
    let found = start + source.get(start..)?.find(dest).filter(|_| !dest.is_empty())?;
    Some(found..found + dest.len())
}
