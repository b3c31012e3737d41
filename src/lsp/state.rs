//! The site as it is now: the disk, with the texts that are open in the editor over it.
//!
//! It is read beside the answers ([`Reading`]), which takes a large site a while. What stands in an
//! open file and which records it names is known at once; everything else is as it was read last.

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
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The site, and what is open of it.
pub(super) struct State {
    options: BuildOptions,
    root: Root,
    open: BTreeMap<String, Open>,
    overlay: Overlay,
    changed: Changed,
    /// How often something has changed; the site itself counts as the first time.
    n_changes: u64,
    /// How many of these changes are on disk, or come before one that is.
    n_on_disk: u64,
    /// How many are in the reading that was begun last, and in the one that was done last.
    n_begun: u64,
    n_read: u64,
    /// Open files that have been changed since their names were looked for.
    typed: BTreeSet<String>,
    /// The site as it was read last.
    now: Option<Arc<Compiled>>,
    /// The same before, while its settings cannot be read.
    good: Option<Arc<Compiled>>,
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
            n_changes: 1,
            n_on_disk: 1,
            n_begun: 0,
            n_read: 0,
            typed: BTreeSet::new(),
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
        self.open.insert(path.clone(), Open { uri, version });
        self.note_typed(path);
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
        self.note_typed(path);
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = self.root.path_of(uri) else { return };
        self.open.remove(&path);
        if self.overlay.remove(&path).is_some() {
            self.note_on_disk(path);
        }
    }

    /// Notes that a file on disk is another one.
    pub(super) fn note_change(&mut self, uri: &Uri) {
        let Some(path) = self.root.path_of(uri) else { return };
        let is_of_site = path.starts_with("content/") || path.starts_with("themes/");
        if is_of_site && !self.overlay.contains_key(&path) {
            self.note_on_disk(path);
        }
    }

    /// Notes that a file was saved. An editor that does not watch the disk tells of nothing else, so
    /// other files are looked at as well.
    pub(super) fn note_saved(&mut self, uri: &Uri) {
        if let Some(path) = self.root.path_of(uri) {
            self.note_on_disk(path);
        }
    }

    fn note_typed(&mut self, path: String) {
        self.typed.insert(path);
        self.n_changes += 1;
    }

    fn note_on_disk(&mut self, path: String) {
        self.changed.files.insert(path);
        self.n_changes += 1;
        self.n_on_disk = self.n_changes;
    }

    /// Whether something has changed since the last reading was begun.
    pub(super) const fn needs_reading(&self) -> bool {
        self.n_begun < self.n_changes
    }

    /// Whether something has changed that is not known yet.
    pub(super) const fn is_behind(&self) -> bool {
        self.n_read < self.n_changes
    }

    /// Whether a file that is not open has changed and is not known yet.
    pub(super) const fn is_behind_disk(&self) -> bool {
        self.n_read < self.n_on_disk
    }

    /// Whether an open file has changed in a way that is not known yet.
    pub(super) fn is_being_typed(&self, path: &str) -> bool {
        let read = self.now.as_ref().and_then(|now| text_of(now, path));
        let is_other = |typed: &Arc<str>| read != Some(&**typed);
        self.is_behind() && self.overlay.get(path).is_some_and(is_other)
    }

    /// Looks for the names in files that have been typed in.
    pub(super) fn look_at_typed(&mut self) {
        for path in std::mem::take(&mut self.typed) {
            if let Some(text) = self.overlay.get(&path) {
                self.names.write(&path, text, &self.schemas);
            }
        }
    }

    /// Begins to read the site again, as far as it has changed.
    pub(super) fn begin(&mut self) -> Reading {
        self.n_begun = self.n_changes;
        Reading {
            options: self.options.clone(),
            overlay: self.overlay.clone(),
            changed: std::mem::take(&mut self.changed),
            before: self.good.clone().or_else(|| self.now.clone()),
            n_changes: self.n_begun,
        }
    }

    /// Takes in what was read; a message for people, if it could not be.
    pub(super) fn finish(&mut self, read: Read) -> Result<(), String> {
        let Read { result, changed, n_changes } = read;
        self.n_read = n_changes;
        let is_whole = result.as_ref().is_ok_and(|next| next.site.is_some());
        if !is_whole {
            // The next reading begins where this one began.
            self.changed.files.extend(changed.files);
        }
        let next = result?;
        if is_whole {
            self.good = None;
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
        let is_other = |(path, text): &(&String, &Arc<str>)| text_of(&next, path) != Some(&***text);
        self.typed.extend(self.overlay.iter().filter(is_other).map(|(path, _)| path.clone()));
        self.now = Some(Arc::new(next));
        Ok(())
    }

    /// The site as it was read last, if it could be read at all.
    pub(super) fn compiled(&self) -> Option<&Compiled> {
        self.now.as_deref()
    }

    /// The site as far as it is known: as it is, or as it was before its settings broke.
    pub(super) fn known(&self) -> Option<(&Compiled, &CompiledSite)> {
        let known = self.good.as_deref().or(self.now.as_deref())?;
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

    /// A file as it was read last.
    pub(super) fn file(&self, path: &str) -> Option<&SourceFile> {
        let sources = &self.now.as_ref()?.sources;
        sources.by_path(path).map(|file| sources.file(file))
    }

    /// A place that an editor names, in the file as it is now.
    pub(super) fn at(&self, uri: &Uri, position: Position) -> Option<At<'_>> {
        let path = self.root.path_of(uri)?;
        let text = match self.overlay.get(&path) {
            Some(text) => text,
            None => &self.file(&path)?.text,
        };
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

/// What it takes to read the site, so that it can be done beside the answers.
pub(super) struct Reading {
    options: BuildOptions,
    overlay: Overlay,
    changed: Changed,
    before: Option<Arc<Compiled>>,
    n_changes: u64,
}

/// A site that was read.
pub(super) struct Read {
    result: Result<Compiled, String>,
    /// The changes on disk that were looked at.
    changed: Changed,
    n_changes: u64,
}

impl Reading {
    /// Reads the site.
    pub(super) fn run(self) -> Read {
        let read = catch_unwind(AssertUnwindSafe(|| self.compile()));
        let result = match read {
            Ok(read) => read.map_err(|error| error.to_string()),
            Err(_) => Err("the program has a bug: its log says where".to_owned()),
        };
        Read { result, changed: self.changed, n_changes: self.n_changes }
    }

    fn compile(&self) -> Result<Compiled, LoadError> {
        let before = self.before.as_deref();
        let earlier = before.map(|before| Earlier {
            sources: &before.sources,
            stamps: &before.stamps,
            changed: &self.changed,
        });
        let mut sink = Sink::default();
        let loaded = load_over(&self.options.root, &self.overlay, earlier, &mut sink)?;
        Ok(crate::compile::compile_loaded(&self.options, loaded, before, None, sink))
    }
}

fn text_of<'a>(compiled: &'a Compiled, path: &str) -> Option<&'a str> {
    let sources = &compiled.sources;
    sources.by_path(path).map(|file| &*sources.file(file).text)
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
