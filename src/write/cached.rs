//! Other things that are kept in the memory folder beside the output folder.

use super::System;
use super::cache_folder::{CacheFolder, Queue};
use std::path::Path;
use std::sync::Arc;

/// What is kept under a name, if it can be read.
#[must_use]
pub fn kept(output: &Path, name: &str) -> Option<Vec<u8>> {
    memory(output)?.read(name)
}

/// Keeps something under a name. What cannot be kept has to be found out again, so that is no
/// failure.
pub fn keep(output: &Path, name: &str, bytes: &[u8]) {
    if let Some(mut memory) = memory(output)
        && (memory.is_ready() || memory.make(QUEUE).is_ok())
    {
        memory.put(name, bytes);
    }
}

/// A build that is running is waited for; it does not take long.
const QUEUE: Queue<'static> = Queue { waits: true, say: &|_| {} };

fn memory(output: &Path) -> Option<CacheFolder> {
    CacheFolder::beside(output, &(Arc::new(System) as Arc<dyn super::Disk>), QUEUE).ok()
}
