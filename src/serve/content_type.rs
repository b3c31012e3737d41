//! What a file is, told by the end of its name.

use std::borrow::Cow;

/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// A script.
pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// A style sheet.
pub(super) const CSS: &str = "text/css; charset=utf-8";

/// A remark without markup.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

/// The content type of the file at a path; of an unknown one, that of mere bytes. All texts of a
/// site are UTF-8.
pub(super) fn content_type(path: &str) -> Cow<'static, str> {
    let kind = match mime_guess::from_path(path).first_raw() {
        // Browsers offer what `mime_guess` has for these as a download, or know it by a newer name.
        Some("text/xml") => "application/xml",
        Some("text/x-yaml") => "application/yaml",
        Some("application/font-woff") => "font/woff",
        kind => kind.unwrap_or("application/octet-stream"),
    };
    let is_text = kind.starts_with("text/")
        || kind.ends_with("xml")
        || kind.ends_with("json")
        || kind == "application/yaml";
    if is_text { format!("{kind}; charset=utf-8").into() } else { kind.into() }
}
