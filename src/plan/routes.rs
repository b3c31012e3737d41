//! Paths of files and parts, and the ways between them. The path of a page is that which its kind
//! declares.

use crate::model::Model;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// The format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Comma-separated values with a byte order mark, which Excel needs to see UTF-8.
    Csv,
    /// JSON.
    Json,
    /// What a CSV file holds, for programs that read CSV on the Web.
    Csvw,
    /// What a JSON file holds, as JSON Schema.
    Schema,
}

impl Format {
    /// The ending of such files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Csvw => "csv-metadata.json",
            Self::Schema => "schema.json",
        }
    }
}

/// The path that a page of one edition has in another.
#[must_use]
pub fn path_in_edition(path: &str, own: &Model, other: &Model) -> String {
    let inner = path.strip_prefix(&*own.site.folder).unwrap_or(path);
    [&other.site.folder, inner].concat()
}

/// The path of a part of a page: the page itself for the first, a neighbour for all others.
#[must_use]
pub fn numbered_path(path: &str, part: usize) -> String {
    match path.strip_suffix(".html") {
        Some(stem) if part > 0 => format!("{stem}-{}.html", part + 1),
        _ => path.to_owned(),
    }
}

/// All that has a meaning in an address, or is not ASCII (RFC 3986).
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// An output path as it stands in an address.
#[must_use]
pub fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, ESCAPED).into()
}

/// An id as it stands in an address behind `#`: browsers read `%` there, and nothing else.
#[must_use]
pub fn fragment(id: &str) -> Cow<'_, str> {
    if id.contains('%') { id.replace('%', "%25").into() } else { id.into() }
}

/// The same as an address.
#[must_use]
pub fn relative_address(from: &str, to: &str) -> String {
    // A colon in the first part of a path would end a scheme, and is written otherwise, too.
    let link = relative(from, to);
    match encoded(&link) {
        // Nearly all paths are addresses as they are.
        Cow::Borrowed(same) if same.len() == link.len() => link,
        other => other.into_owned(),
    }
}

/// The way from one output path to another, as a relative link that also works from disk.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let differ = from.bytes().zip(to.bytes()).take_while(|(from, to)| from == to).count();
    let shared = from.as_bytes()[..differ].iter().rposition(|byte| *byte == b'/');
    let shared = shared.map_or(0, |slash| slash + 1);
    let up = from.as_bytes()[shared..].iter().filter(|byte| **byte == b'/').count();
    let mut link = String::with_capacity(3 * up + to.len() - shared);
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(&to[shared..]);
    link
}
