//! What answered lately, so that it is not asked again: a file beside the output folder.
//!
//! Only what answered is remembered; what did not is asked each time. A file that cannot be read
//! is as good as none.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_OF_A_DAY: u64 = 86_400;

/// Addresses that answered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    addresses: BTreeMap<String, Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// When, in seconds since 1970.
    at: u64,
    /// Where it has moved to for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<String>,
}

impl Seen {
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("texts and numbers can be written")
    }

    /// Forgets what is older than so many days, and what comes from the future.
    pub(super) fn forget(&mut self, now: u64, keep_days: u32) {
        let most = u64::from(keep_days) * SECONDS_OF_A_DAY;
        self.addresses.retain(|_, entry| now.checked_sub(entry.at).is_some_and(|age| age < most));
    }

    /// Where an address has moved to that answered; `None` if it is not known to answer.
    #[expect(clippy::option_option, reason = "most addresses have not moved")]
    pub(super) fn get(&self, address: &str) -> Option<Option<&str>> {
        self.addresses.get(address).map(|entry| entry.moved.as_deref())
    }

    pub(super) fn insert(&mut self, address: &str, at: u64, moved: Option<String>) {
        self.addresses.insert(address.to_owned(), Entry { at, moved });
    }
}

/// The time of the machine, in seconds since 1970; it decides only what is asked again.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "no page sees when a link was tried")]
pub fn now_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
