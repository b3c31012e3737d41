//! What a browser asks for, and of whom.

use percent_encoding::percent_decode_str;
use std::net::IpAddr;

/// A path of the site, decoded and safe: no segment leads up, is hidden or names another disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SitePath {
    /// The names between the slashes.
    pub(super) segments: Vec<String>,
    /// Whether it ends in a slash, so that it means the `index.html` below it.
    pub(super) is_folder: bool,
}

impl SitePath {
    /// Reads the target of a request, without its query; `None` if it is not a path of any site.
    pub(super) fn parse(target: &str) -> Option<Self> {
        let path = without_query(target).strip_prefix('/')?;
        let mut parts: Vec<&str> = path.split('/').collect();
        let is_folder = parts.last().is_some_and(|last| last.is_empty());
        if is_folder {
            parts.pop();
        }
        let segments = parts.into_iter().map(segment).collect::<Option<Vec<_>>>()?;
        Some(Self { segments, is_folder })
    }

    /// The path of the file that is meant, relative to the output folder.
    pub(super) fn file(&self) -> String {
        let mut path = self.segments.join("/");
        if self.is_folder {
            let slash = if path.is_empty() { "" } else { "/" };
            path.push_str(slash);
            path.push_str("index.html");
        }
        path
    }

    /// The path below a first segment, if this is one.
    pub(super) fn below(&self, first: &str) -> Option<Self> {
        let (found, rest) = self.segments.split_first()?;
        (found == first).then(|| Self { segments: rest.to_vec(), is_folder: self.is_folder })
    }
}

/// The target of a request up to its query.
pub(super) fn without_query(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or(target)
}

/// Decodes one segment and refuses what no file of a site is called.
fn segment(text: &str) -> Option<String> {
    let name = percent_decoded(text)?;
    let strange =
        |c: char| matches!(c, '/' | '\\') || c.is_control() || (cfg!(windows) && c == ':');
    let is_hidden = name.starts_with('.') && name != ".well-known";
    (!name.is_empty() && !is_hidden && !name.contains(strange)).then_some(name)
}

/// A text without `%` escapes; `None` if one is cut off or the bytes are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let is_whole = |rest: &str| {
        rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    text.split('%').skip(1).all(is_whole).then(|| decoded.into_owned())
}

/// Whether a `Host` header names this server. A foreign name means that a page elsewhere has had
/// its own name resolved to this machine, to read what only this machine may see.
pub(super) fn is_own_host(header: &str, bound_host: &str, bound: IpAddr) -> bool {
    let host = without_port(header).trim_matches(['[', ']']);
    let bound_host = bound_host.trim_matches(['[', ']']);
    let is_address = host.parse::<IpAddr>().is_ok();
    ["localhost", "127.0.0.1", "::1", bound_host]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(host))
        // Shortcode to every address: any of them is this machine, and a number cannot be rebound.
        || (bound.is_unspecified() && is_address)
}

fn without_port(host: &str) -> &str {
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    match host.rsplit_once(':') {
        Some((name, port)) if digits(port) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::is_own_host;
    use std::net::{IpAddr, Ipv4Addr};

    /// A name of this machine that no test can listen on.
    #[test]
    fn a_server_answers_to_the_name_that_it_was_given() {
        assert!(is_own_host("office:3000", "office", IpAddr::V4(Ipv4Addr::LOCALHOST)));
    }
}
