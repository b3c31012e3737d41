//! Other things that are kept in the memory folder beside the output folder.

use super::memory::Memory;
use std::path::Path;

/// What is kept under a name, if it can be read.
#[must_use]
pub fn kept(output: &Path, name: &str) -> Option<Vec<u8>> {
    Memory::beside(output).read(name)
}

/// Keeps something under a name. What cannot be kept has to be found out again, so that is no
/// failure.
pub fn keep(output: &Path, name: &str, bytes: &[u8]) {
    let mut memory = Memory::beside(output);
    if memory.make::<()>().is_ok() {
        memory.put(name, bytes);
    }
}
