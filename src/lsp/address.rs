//! Files of the site as editors name them.

use lsp_types::Uri;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

/// The site folder, as it was named, from the root of the disk on, and as the disk names it. Editors
/// show files under the name of the folder that is open in them, be it a link to another.
#[derive(Debug)]
pub(super) struct Root {
    named: PathBuf,
    real: PathBuf,
}

impl Root {
    pub(super) fn new(named: &Path) -> Self {
        let real = named.canonicalize().unwrap_or_else(|_| named.to_owned());
        let named = std::path::absolute(named).unwrap_or_else(|_| real.clone());
        Self { named, real }
    }

    /// The path in the site of a file, if it is one of its files.
    pub(super) fn path_of(&self, uri: &Uri) -> Option<String> {
        let path = file_of(uri)?;
        // The file itself may not be there yet.
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        let real = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
        let inner = path.strip_prefix(&self.named).ok().map(Path::to_owned);
        let inner = inner.or_else(|| path.strip_prefix(&self.real).ok().map(Path::to_owned));
        let inner = inner.or_else(|| real?.strip_prefix(&self.real).ok().map(Path::to_owned))?;
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// A file of the site.
    pub(super) fn uri_of(&self, path: &str) -> Option<Uri> {
        let file = path.split('/').fold(self.named.clone(), |folder, name| folder.join(name));
        Uri::from_str(Url::from_file_path(file).ok()?.as_str()).ok()
    }
}

/// The file that an address names.
pub(super) fn file_of(uri: &Uri) -> Option<PathBuf> {
    Url::parse(uri.as_str()).ok()?.to_file_path().ok()
}
