//! How many targets have which status.

use super::{Progress, Status};
use std::collections::BTreeMap;

/// The targets of a period or of a group by their statuses. Percentages of different targets are
/// never averaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rollup {
    by_status: BTreeMap<Status, usize>,
}

impl Rollup {
    /// Counts targets.
    pub fn of<'p, 'a: 'p>(progress: impl IntoIterator<Item = &'p Progress<'a>>) -> Self {
        let mut by_status = BTreeMap::new();
        for one in progress {
            *by_status.entry(one.status).or_default() += 1;
        }
        Self { by_status }
    }

    /// The statuses that there are, best first, with the number of targets of each.
    pub fn counts(&self) -> impl Iterator<Item = (Status, usize)> {
        self.by_status.iter().map(|(status, n)| (*status, *n))
    }

    /// The number of all targets.
    #[must_use]
    pub fn n_targets(&self) -> usize {
        self.by_status.values().sum()
    }
}
