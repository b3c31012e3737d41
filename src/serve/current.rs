//! The edition that is shown now, shared by the thread that makes it and those that show it.

use super::edition::Edition;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a request waits for a change that is being read; then it gets what there is.
const PATIENCE: Duration = Duration::from_secs(20);

/// The edition that is shown now.
#[derive(Debug)]
pub(super) struct Current {
    shared: Mutex<Shared>,
    changed: Condvar,
}

/// What a request is answered from.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The newest edition, with its errors.
    pub(super) edition: Arc<Edition>,
    /// The newest edition before it that was good.
    pub(super) good_before: Option<Arc<Edition>>,
}

#[derive(Debug)]
struct Shared {
    shown: Shown,
    /// Changes on disk that the system has told of.
    n_seen: u64,
    /// How many of them are in the edition.
    n_covered: u64,
    is_closed: bool,
}

impl Current {
    /// Starts with a first edition.
    pub(super) fn new(edition: Edition) -> Self {
        let edition = Arc::new(edition);
        let shown = Shown { edition, good_before: None };
        let shared = Shared { shown, n_seen: 0, n_covered: 0, is_closed: false };
        Self { shared: Mutex::new(shared), changed: Condvar::new() }
    }

    /// What is shown, once all changes that have been seen are in it.
    pub(super) fn fresh(&self) -> Shown {
        let shared = self.lock();
        let n_wanted = shared.n_seen;
        let waiting = |shared: &mut Shared| shared.n_covered < n_wanted && !shared.is_closed;
        let waited = self.changed.wait_timeout_while(shared, PATIENCE, waiting);
        waited.unwrap_or_else(PoisonError::into_inner).0.shown.clone()
    }

    /// What is shown, without waiting.
    pub(super) fn shown(&self) -> Shown {
        self.lock().shown.clone()
    }

    /// A change has been seen; from now on requests wait for it.
    pub(super) fn see_change(&self) {
        self.lock().n_seen += 1;
    }

    /// Whether changes have been seen that are still being read.
    pub(super) fn is_behind(&self) -> bool {
        let shared = self.lock();
        shared.n_covered < shared.n_seen
    }

    /// How many changes have been seen.
    pub(super) fn n_seen(&self) -> u64 {
        self.lock().n_seen
    }

    /// Puts a new edition in place, if there is one, which has the first `n_covered` changes in it.
    pub(super) fn replace(&self, edition: Option<Edition>, n_covered: u64) {
        let old = {
            let mut shared = self.lock();
            shared.n_covered = n_covered;
            edition.map(|edition| {
                let edition = Arc::new(edition);
                let good_before = match shared.shown.edition.is_good() {
                    true => Some(Arc::clone(&shared.shown.edition)),
                    false => shared.shown.good_before.clone(),
                };
                std::mem::replace(&mut shared.shown, Shown { edition, good_before })
            })
        };
        self.changed.notify_all();
        // Taking a large ledger down takes a while; nobody waits for it here.
        drop(old);
    }

    /// Waits until another edition than that number is shown; its number, or `None` if the time is
    /// over or the server ends.
    pub(super) fn wait_for_other(&self, number: u64, patience: Duration) -> Option<u64> {
        let waiting =
            |shared: &mut Shared| shared.shown.edition.number == number && !shared.is_closed;
        let waited = self.changed.wait_timeout_while(self.lock(), patience, waiting);
        let found = waited.unwrap_or_else(PoisonError::into_inner).0.shown.edition.number;
        (found != number).then_some(found)
    }

    /// Lets everything end that waits.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Whether the server ends.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // Every change below is a single assignment, so a panic elsewhere leaves nothing half done.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
