//! How links to other sites are tried.

/// What `external_links` in `content/site.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLinks {
    /// Addresses that are not tried: hosts, or the beginnings of addresses; `*` is anything.
    pub skip: Vec<Box<str>>,
    /// How long an answer may take, in seconds.
    pub timeout_seconds: u32,
    /// How often an address is tried again that does not answer, or answers that it cannot now.
    pub n_retries: u32,
    /// The pause between two questions to one host, in seconds.
    pub pause_seconds: u32,
    /// How many hosts are asked at one time.
    pub n_at_once: u32,
    /// For how many days an address that answered is not tried again.
    pub keep_days: u32,
    /// Hosts that only this machine or its network can reach are tried like others.
    pub tries_private: bool,
}

impl Default for ExternalLinks {
    fn default() -> Self {
        Self {
            skip: Vec::new(),
            timeout_seconds: 10,
            n_retries: 2,
            pause_seconds: 1,
            n_at_once: 8,
            keep_days: 7,
            tries_private: false,
        }
    }
}

impl ExternalLinks {
    /// Whether an address is not to be tried.
    #[must_use]
    pub fn skips(&self, address: &str) -> bool {
        let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
        self.skip.iter().any(|pattern| {
            let text = if pattern.contains("://") { address } else { bare };
            matches_start(text, pattern)
        })
    }
}

/// Whether a text begins as a pattern says. A part of a name is not the name: after the pattern
/// the text ends, or one of the two has a character that parts addresses.
fn matches_start(text: &str, pattern: &str) -> bool {
    let (head, rest) = match pattern.split_once('*') {
        Some((head, rest)) => (head, Some(rest)),
        None => (pattern, None),
    };
    let Some(after) = text.strip_prefix(head) else { return false };
    let Some(rest) = rest else {
        let parts = ['/', '?', '#', ':', '='];
        return after.is_empty() || after.starts_with(parts) || head.ends_with(parts);
    };
    if rest.is_empty() {
        return true;
    }
    let starts = after.char_indices().map(|(at, _)| at).chain([after.len()]);
    starts.into_iter().any(|at| matches_start(&after[at..], rest))
}
