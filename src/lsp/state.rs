//! The site as it is now: the disk, with the texts that are open in the editor over it.

use super::address::Root;
use super::names::Names;
use super::position;
use crate::diag::{MessageLanguage, Sink};
use crate::load::{Changed, Earlier, LoadError, Overlay, load_over};
use crate::model::Model;
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, CompiledSite};
use crate::schema::{About, FileSchemas, OwnShape};
use crate::source::{SourceFile, Span};
use lsp_types::{Location, Position, TextDocumentContentChangeEvent, Uri};
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The site, and what is open of it.
pub(super) struct State {
    options: BuildOptions,
    root: Root,
    open: BTreeMap<String, Open>,
    overlay: Overlay,
    changed: Changed,
    is_stale: bool,
    /// The site as it is now.
    now: Option<Compiled>,
    /// The site as it was last, while its settings cannot be read.
    good: Option<Compiled>,
    about: String,
    schemas: FileSchemas,
    names: Names,
}

/// A file that is open in the editor.
struct Open {
    uri: Uri,
    version: i32,
}

/// A place in a file.
pub(super) struct At<'a> {
    /// The path of the file in the site.
    pub(super) path: String,
    pub(super) text: &'a str,
    pub(super) offset: usize,
}

impl State {
    pub(super) fn new(options: BuildOptions) -> Self {
        let about = About::default();
        Self {
            root: Root::new(&options.root),
            options,
            open: BTreeMap::new(),
            overlay: Overlay::new(),
            changed: Changed::default(),
            is_stale: true,
            now: None,
            good: None,
            about: format!("{about:?}"),
            schemas: FileSchemas::new(&about),
            names: Names::default(),
        }
    }

    /// What the editor's user reads.
    pub(super) fn language(&self) -> MessageLanguage {
        self.options.language
    }

    pub(super) fn open(&mut self, uri: Uri, version: i32, text: &str) {
        let Some(path) = self.root.path_of(&uri) else { return };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.overlay.insert(path.clone(), text.into());
        self.open.insert(path, Open { uri, version });
        self.is_stale = true;
    }

    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(path) = self.root.path_of(uri) else { return };
        let Some(text) = self.overlay.get_mut(&path) else { return };
        for change in changes {
            match change.range {
                None => *text = change.text.into(),
                Some(range) => {
                    let mut changed = text.to_string();
                    changed.replace_range(position::bytes(text, range), &change.text);
                    *text = changed.into();
                }
            }
        }
        if let Some(open) = self.open.get_mut(&path) {
            open.version = version;
        }
        self.is_stale = true;
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = self.root.path_of(uri) else { return };
        self.open.remove(&path);
        if self.overlay.remove(&path).is_some() {
            self.changed.files.insert(path);
            self.is_stale = true;
        }
    }

    /// Notes that a file on disk is another one.
    pub(super) fn note_change(&mut self, uri: &Uri) {
        let Some(path) = self.root.path_of(uri) else { return };
        let is_of_site = path.starts_with("content/") || path.starts_with("themes/");
        if is_of_site && !self.overlay.contains_key(&path) {
            self.changed.files.insert(path);
            self.is_stale = true;
        }
    }

    /// Whether something has changed since the site was read.
    pub(super) const fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Reads the site again, as far as it has changed.
    pub(super) fn update(&mut self) -> Result<(), String> {
        self.is_stale = false;
        let read = catch_unwind(AssertUnwindSafe(|| self.compile()));
        let next = match read {
            Ok(read) => read.map_err(|error| error.to_string())?,
            Err(_) => return Err("the program has a bug: its log says where".to_owned()),
        };
        if next.site.is_some() {
            self.good = None;
            self.changed = Changed::default();
        } else if self.good.is_none() {
            self.good = self.now.take();
        }
        if let Some(site) = &next.site {
            let about = about(&site.model);
            let shown = format!("{about:?}");
            if shown != self.about {
                self.schemas = FileSchemas::new(&about);
                self.about = shown;
                self.names = Names::default();
            }
        }
        self.names.update(&next.sources, &self.schemas);
        self.now = Some(next);
        Ok(())
    }

    fn compile(&self) -> Result<Compiled, LoadError> {
        let before = self.good.as_ref().or(self.now.as_ref());
        let earlier = before.map(|before| Earlier {
            sources: &before.sources,
            stamps: &before.stamps,
            changed: &self.changed,
        });
        let mut sink = Sink::default();
        let loaded = load_over(&self.options.root, &self.overlay, earlier, &mut sink)?;
        Ok(crate::compile::compile_loaded(&self.options, loaded, before, None, sink))
    }

    /// The site as it is now, if it could be read at all.
    pub(super) const fn compiled(&self) -> Option<&Compiled> {
        self.now.as_ref()
    }

    /// The site as far as it is known: as it is, or as it was before its settings broke.
    pub(super) fn known(&self) -> Option<(&Compiled, &CompiledSite)> {
        let known = self.good.as_ref().or(self.now.as_ref())?;
        Some((known, known.site.as_ref()?))
    }

    /// The whole ledger, whenever it became known.
    pub(super) fn ledger(&self) -> Option<&Model> {
        self.known().map(|(_, site)| &site.ledger)
    }

    pub(super) const fn schemas(&self) -> &FileSchemas {
        &self.schemas
    }

    pub(super) const fn names(&self) -> &Names {
        &self.names
    }

    /// A file as it is now.
    pub(super) fn file(&self, path: &str) -> Option<&SourceFile> {
        let sources = &self.now.as_ref()?.sources;
        sources.by_path(path).map(|file| sources.file(file))
    }

    /// A place that an editor names.
    pub(super) fn at(&self, uri: &Uri, position: Position) -> Option<At<'_>> {
        let path = self.root.path_of(uri)?;
        let text = &*self.file(&path)?.text;
        let offset = position::offset(text, position);
        Some(At { path, text, offset })
    }

    /// The path in the site of a file.
    pub(super) fn path_of(&self, uri: &Uri) -> Option<String> {
        self.root.path_of(uri)
    }

    /// A file as the editor names it.
    pub(super) fn uri(&self, path: &str) -> Option<Uri> {
        match self.open.get(path) {
            Some(open) => Some(open.uri.clone()),
            None => self.root.uri_of(path),
        }
    }

    /// The version of a file that is open.
    pub(super) fn version(&self, path: &str) -> Option<i32> {
        self.open.get(path).map(|open| open.version)
    }

    /// A part of a file. What stands in a workbook is the workbook.
    pub(super) fn location(&self, file: &SourceFile, bytes: Range<usize>) -> Option<Location> {
        Some(Location { uri: self.uri(&file.path)?, range: range_of(file, bytes) })
    }

    /// Parts of files, one after the other of each file: an address is made once for each.
    pub(super) fn locations<'f>(
        &self,
        parts: impl Iterator<Item = (&'f SourceFile, Range<usize>)>,
    ) -> Vec<Location> {
        let mut last: Option<(&SourceFile, Option<Uri>)> = None;
        let mut found = Vec::new();
        for (file, bytes) in parts {
            let uri = match &last {
                Some((known, uri)) if std::ptr::eq(*known, file) => uri.clone(),
                _ => self.uri(&file.path),
            };
            found.extend(uri.clone().map(|uri| Location { uri, range: range_of(file, bytes) }));
            last = Some((file, uri));
        }
        found
    }

    /// A place of the known site.
    pub(super) fn location_of(&self, span: Span) -> Option<Location> {
        let (compiled, _) = self.known()?;
        self.location(compiled.sources.file(span.file), span.range())
    }
}

/// Some bytes of a file as editors count.
fn range_of(file: &SourceFile, bytes: Range<usize>) -> lsp_types::Range {
    position::range(&file.text, if is_workbook(file) { 0..0 } else { bytes })
}

/// Whether a file is a workbook, whose text nobody sees.
pub(super) fn is_workbook(file: &SourceFile) -> bool {
    file.cells.as_ref().is_some_and(|cells| !cells.is_text)
}

/// What schemas know of a site.
fn about(model: &Model) -> About {
    let site = &model.site;
    About {
        languages: site.languages.iter().map(|one| one.code.to_string()).collect(),
        stages: site.stages.iter().map(|stage| stage.id.to_string()).collect(),
        fields: site.fields.iter().map(OwnShape::from).collect(),
    }
}
