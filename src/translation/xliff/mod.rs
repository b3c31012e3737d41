//! XLIFF 2.1, the format of translation programs.

mod read;
mod write;

pub use read::Document;
pub use read::read_xliff;
pub use write::Exported;
pub use write::write_xliff;
