//! How much is looked at, counted in debug builds, so that a test can tell that a build of twice
//! the ledger looks at twice as much and not at four times as much. Time would tell it only on a
//! quiet machine.

use std::sync::atomic::{AtomicU64, Ordering};

static STEPS: AtomicU64 = AtomicU64::new(0);

/// Counts that a record or one of its values is looked at.
#[inline]
pub fn step() {
    if cfg!(debug_assertions) {
        STEPS.fetch_add(1, Ordering::Relaxed);
    }
}

/// What this process has looked at so far; 0 in a release build.
#[must_use]
pub fn steps() -> u64 {
    STEPS.load(Ordering::Relaxed)
}
