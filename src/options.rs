//! Decided values of one run: what was typed, with every default filled in.

use crate::diag::MessageLanguage;
use crate::shard::Shard;
use crate::timings::Timings;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;

/// What a build is asked for.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line of its own"
)]
pub struct BuildOptions {
    /// The site folder, which holds `content/`.
    pub root: PathBuf,
    /// Where the site is written.
    pub output: PathBuf,
    /// The absolute address, instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that the site speaks of, instead of the one in `site.yaml`.
    pub as_of: Option<Date>,
    /// Publish drafts too.
    pub drafts: bool,
    /// Write texts compressed as well.
    pub precompress: bool,
    /// Warnings count as errors.
    pub strict: bool,
    /// Wait for another build of the same output, rather than fail.
    pub waits: bool,
    /// The time to write where one must be written, instead of the as-of day.
    pub source_date_epoch: Option<Timestamp>,
    /// The part of the files that is made, where it is not all of them.
    pub shard: Option<Shard>,
    /// What measures the phases, where that was asked for.
    pub timings: Timings,
    /// What the program speaks to those who write the site; no page depends on it.
    pub language: MessageLanguage,
}

impl BuildOptions {
    /// The options of a plain `build` in that folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let output = root.join("output");
        Self {
            root,
            output,
            base_url: None,
            as_of: None,
            drafts: false,
            precompress: false,
            strict: false,
            waits: true,
            source_date_epoch: None,
            shard: None,
            timings: Timings::default(),
            language: MessageLanguage::default(),
        }
    }
}
