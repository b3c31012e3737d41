//! A site as far as it can be known without resolving anything: what commands need that add files.

use super::{Outcome, Printer};
use crate::diag::{Levels, Sink};
use crate::load::{LoadError, Loaded, load};
use crate::model::KINDS;
use crate::model::resolve::{Preamble, preamble, refusal};
use crate::parse::records::{Parsed, parse};
use crate::source::Sources;
use std::path::Path;

/// A site whose settings can be read; whatever else is wrong with it does not matter here.
pub(super) struct SiteOutline {
    /// Its files.
    pub(super) loaded: Loaded,
    /// Its settings and records as they stand in the files.
    pub(super) parsed: Parsed,
    /// Its languages and the name of its theme.
    pub(super) preamble: Preamble,
}

/// Why there is no outline of a site.
pub(super) enum Unread {
    /// There is no site, or the disk cannot be read.
    Load(LoadError),
    /// Its settings cannot be read.
    Settings(Box<Sources>, Sink),
}

impl SiteOutline {
    pub(super) fn read(root: &Path) -> Result<Self, Unread> {
        let mut sink = Sink::default();
        let loaded = load(root, None, &mut sink).map_err(Unread::Load)?;
        let parsed = parse(&loaded.sources, KINDS, &loaded.unreadable, None, &mut sink);
        let site = parsed.site.as_ref();
        if let Some(refusal) = site.and_then(refusal) {
            let mut only = Sink::default();
            only.push(refusal);
            return Err(Unread::Settings(Box::new(loaded.sources), only));
        }
        match site.and_then(|site| preamble(site, &mut sink)) {
            Some(preamble) => Ok(Self { loaded, parsed, preamble }),
            None => Err(Unread::Settings(Box::new(loaded.sources), sink)),
        }
    }
}

impl Unread {
    /// Says why.
    pub(super) fn report(self, out: &Printer<'_>) -> Outcome {
        match self {
            Self::Load(error) => out.failure(&error.to_string()),
            Self::Settings(sources, sink) => {
                let found = sink.finish(&sources, &Levels::default());
                if found.is_empty() {
                    return out.failure("`content/site.yaml` is empty");
                }
                out.problems(&sources, &found);
                Outcome::ContentErrors
            }
        }
    }
}
