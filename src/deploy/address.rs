//! Addresses as hosts match them, and as they are sent.

use crate::plan::Redirect;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what may stand in a path as it is (RFC 3986).
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b'%');

/// An old address, and what is there now.
pub(super) struct RedirectRule {
    /// The file that was there, relative to the output folder.
    pub(super) file: String,
    /// The address of the page now, from the root of the host.
    pub(super) to: String,
}

impl RedirectRule {
    pub(super) fn new(one: &Redirect, base: &str) -> Self {
        let to = one.to.strip_suffix("index.html").unwrap_or(&one.to);
        Self { file: one.from.clone(), to: escaped(&format!("{base}{to}")) }
    }

    /// Every address of the old page below a path: of a folder with and without its slash, and of
    /// the file in it.
    pub(super) fn forms(&self, base: &str) -> Vec<String> {
        let whole = format!("{base}{}", self.file);
        match whole.strip_suffix("/index.html") {
            Some(folder) => vec![folder.to_owned(), format!("{folder}/"), whole],
            None => vec![whole],
        }
    }
}

/// A path as it stands in an address.
pub(super) fn escaped(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// A text in which no character means anything in a regular expression.
pub(super) fn in_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_' | '~' | '%') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::RedirectRule;
    use super::escaped;
    use super::in_pattern;

    #[test]
    fn a_folder_has_three_addresses_and_a_file_one() {
        let of =
            |file: &str| RedirectRule { file: file.to_owned(), to: String::new() }.forms("/a/");
        assert_eq!(of("zh/old/index.html"), ["/a/zh/old", "/a/zh/old/", "/a/zh/old/index.html"]);
        assert_eq!(of("zh/old.html"), ["/a/zh/old.html"]);
    }

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(escaped("/a/zh/旧 址/"), "/a/zh/%E6%97%A7%20%E5%9D%80/");
        assert_eq!(in_pattern("/a.b/zh/old-1.html"), "/a\\.b/zh/old-1\\.html");
    }
}
