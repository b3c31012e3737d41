//! XLIFF 2.1, the format of translation programs.

mod read;
mod write;

pub use read::{Document, read_xliff};
pub use write::{Exported, write_xliff};
