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

#[cfg(test)]
mod tests {
    use super::content_type;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(content_type(path), expected);
    }

    #[test]
    fn the_ending_tells_the_type() {
        check("zh/index.html", "text/html; charset=utf-8");
        check("zh/feed.xml", "application/xml; charset=utf-8");
        check("zh/data/projects.json", "application/json; charset=utf-8");
        check("zh/data/projects.csv", "text/csv; charset=utf-8");
        check("zh/calendar.ics", "text/calendar; charset=utf-8");
        check("assets/menu.js", "text/javascript; charset=utf-8");
        check("assets/logo.svg", "image/svg+xml; charset=utf-8");
        check("assets/text.woff2", "font/woff2");
        check("assets/text.woff", "font/woff");
        check("site.webmanifest", "application/manifest+json; charset=utf-8");
        check("files/terms.yaml", "application/yaml; charset=utf-8");
        check("files/book.ods", "application/vnd.oasis.opendocument.spreadsheet");
        check("files/图.PNG", "image/png");
        check("files/archive.tar.zip", "application/zip");
        check("files/v1.2/README", "application/octet-stream");
        check("files/unknown.zzz", "application/octet-stream");
    }
}
