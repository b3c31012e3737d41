//! Every place at which a file names a record: by its id, in a reference, a call or a link.
//!
//! What a place of a YAML file refers to, the schema of its field says, which is made from the
//! declarations of records. Files are looked at once, and again when they change.

use super::calls::calls;
use super::written::{Written, inner_range};
use crate::model::shortcode::FUNCTIONS;
use crate::model::{AnyRef, Collected, EachKind, KINDS, Model, OF_SETTINGS, each_kind};
use crate::parse::node::{Node, NodeKind};
use crate::schema::{Expected, FileSchemas};
use crate::source::{SourceFile, Sources};
use percent_encoding::percent_decode_str;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The stages of the settings, which are named as records are.
pub(super) const STAGES: &str = "stages";

/// A place that names a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The collections that it may be of, the likeliest first.
    pub(super) of: Vec<&'static str>,
    pub(super) id: Box<str>,
    pub(super) range: Range<usize>,
    pub(super) role: Role,
}

impl Named {
    /// The record that stands here, if one does.
    fn defined(&self) -> Option<RecordName> {
        let is_defined = self.role != Role::Reference;
        is_defined.then(|| RecordName { collection: self.of[0], id: self.id.clone() })
    }
}

/// What a place has to do with the record that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The record stands here.
    Definition,
    /// The record is this file, and named as it is; its first field stands for it.
    File,
    /// It is referred to.
    Reference,
}

/// A record by its collection and id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RecordName {
    pub(super) collection: &'static str,
    pub(super) id: Box<str>,
}

/// All places of a site that name records.
#[derive(Debug, Default)]
pub(super) struct Names {
    files: BTreeMap<Arc<str>, (Arc<SourceFile>, Vec<Named>)>,
    /// The files that name each id, so that a question about one does not look at all files.
    files_of: BTreeMap<Box<str>, BTreeSet<Arc<str>>>,
    /// Where records stand, and how often.
    defined: BTreeMap<RecordName, usize>,
}

impl Names {
    /// Takes in some files, as far as they were not known as they are now, and forgets all others;
    /// what is known is of the same schemas.
    pub(super) fn update(&mut self, sources: &Sources, schemas: &FileSchemas) {
        let files = sources.iter().map(|(id, _)| sources.shared(id));
        let ours: Vec<_> = files.filter(|file| is_ours(&file.path)).collect();
        let is_known = |file: &Arc<SourceFile>| {
            self.files.get(&file.path).is_some_and(|(known, _)| Arc::ptr_eq(known, file))
        };
        let new: Vec<_> = ours.iter().filter(|file| !is_known(file)).collect();
        let found: Vec<_> =
            new.into_par_iter().map(|file| (Arc::clone(file), in_file(file, schemas))).collect();
        found.iter().for_each(|(file, _)| self.forget(&file.path));
        for (file, named) in found {
            self.take_in(file, named);
        }
        if self.files.len() > ours.len() {
            let paths: BTreeSet<&str> = ours.iter().map(|file| &*file.path).collect();
            let gone = self.files.keys().filter(|path| !paths.contains(&***path));
            let gone: Vec<_> = gone.cloned().collect();
            gone.iter().for_each(|path| self.forget(path));
        }
    }

    /// Takes in a file as it is being written.
    pub(super) fn write(&mut self, path: &str, text: &str, schemas: &FileSchemas) {
        if is_ours(path) {
            let file = Arc::new(SourceFile::new(path, text));
            let named = in_file(&file, schemas);
            self.forget(path);
            self.take_in(file, named);
        }
    }

    fn take_in(&mut self, file: Arc<SourceFile>, named: Vec<Named>) {
        let path = Arc::clone(&file.path);
        for one in &named {
            if let Some(name) = one.defined() {
                *self.defined.entry(name).or_default() += 1;
            }
            match self.files_of.get_mut(&one.id) {
                Some(paths) => drop(paths.insert(Arc::clone(&path))),
                None => {
                    drop(self.files_of.insert(one.id.clone(), BTreeSet::from([Arc::clone(&path)])))
                }
            }
        }
        self.files.insert(path, (file, named));
    }

    fn forget(&mut self, path: &str) {
        let Some((_, named)) = self.files.remove(path) else { return };
        for one in &named {
            if let Some(name) = one.defined()
                && let Some(n_places) = self.defined.get_mut(&name)
            {
                *n_places -= 1;
                if *n_places == 0 {
                    self.defined.remove(&name);
                }
            }
            if let Some(paths) = self.files_of.get_mut(&one.id) {
                paths.remove(path);
                if paths.is_empty() {
                    self.files_of.remove(&one.id);
                }
            }
        }
    }

    /// What stands at an offset of a file.
    pub(super) fn at(&self, path: &str, offset: usize) -> Option<&Named> {
        let (_, found) = self.files.get(path)?;
        found.iter().find(|one| (one.range.start..=one.range.end).contains(&offset))
    }

    /// The record that a place names, if there is one.
    pub(super) fn record(&self, named: &Named, model: Option<&Model>) -> Option<RecordName> {
        let name = |collection| RecordName { collection, id: named.id.clone() };
        let is_there = |name: &RecordName| {
            self.defined.contains_key(name)
                || model.is_some_and(|model| find(model, name).is_some())
        };
        named.of.iter().map(|collection| name(*collection)).find(is_there)
    }

    /// Every place that names a record, with its file.
    pub(super) fn of<'n>(
        &'n self,
        record: &'n RecordName,
        model: Option<&'n Model>,
    ) -> impl Iterator<Item = (&'n SourceFile, &'n Named)> {
        let paths = self.files_of.get(&record.id).into_iter().flatten();
        paths.filter_map(|path| self.files.get(path)).flat_map(move |(file, found)| {
            let meant = found.iter().filter(move |one| *one.id == *record.id);
            let meant = meant.filter(move |one| self.record(one, model).as_ref() == Some(record));
            meant.map(move |one| (&**file, one))
        })
    }
}

/// Whether a file may name records: archived texts of sources say what others wrote.
fn is_ours(path: &str) -> bool {
    path.starts_with("content/data/")
        || path.starts_with("content/pages/")
        || path == "content/site.yaml"
}

/// A record of the model; stages are none.
pub(super) fn find(model: &Model, name: &RecordName) -> Option<AnyRef> {
    struct Find<'f> {
        model: &'f Model,
        name: &'f RecordName,
        found: Option<AnyRef>,
    }
    impl EachKind for Find<'_> {
        fn kind<T: Collected>(&mut self) {
            if T::COLLECTION == self.name.collection {
                self.found = T::all(self.model).find(&self.name.id).map(T::any);
            }
        }
    }
    let mut each = Find { model, name, found: None };
    each_kind(&mut each);
    each.found
}

/// The name of a collection as the program has it.
pub(super) fn collection(name: &str) -> Option<&'static str> {
    let all = KINDS.iter().map(|kind| kind.collection).chain(OF_SETTINGS.iter().copied());
    all.chain([STAGES]).find(|known| *known == name)
}

fn in_file(file: &SourceFile, schemas: &FileSchemas) -> Vec<Named> {
    let mut found = Vec::new();
    // Places of a workbook are cells, which are not edited here.
    if file.cells.is_some() {
        return found;
    }
    let written = Written::new(&file.path, &file.text);
    if let (Some(node), Some(expected)) = (&written.yaml, schemas.of_file(&file.path)) {
        found.extend(of_file_name(&file.path, node, &expected));
        of_node(node, &expected, &file.text, &mut found);
    }
    of_calls(&file.text, &mut found);
    of_links(&file.path, &file.text, &mut found);
    found
}

/// A record whose id is the name of its file.
fn of_file_name(path: &str, node: &Node, expected: &Expected<'_>) -> Option<Named> {
    let (_, rest) = path.strip_prefix("content/data/")?.split_once('/')?;
    let (stem, _) = rest.rsplit('/').next()?.rsplit_once('.')?;
    let is_named = node.get("id").is_some_and(|id| id.kind != NodeKind::Null);
    let NodeKind::Mapping(entries) = &node.kind else { return None };
    // The file has no place for its name: its first field stands for it.
    let (first, _) = entries.first().filter(|_| !is_named)?;
    let of = vec![collection(expected.records().first()?)?];
    Some(Named { of, id: stem.into(), range: first.span.range(), role: Role::File })
}

fn of_node(node: &Node, expected: &Expected<'_>, text: &str, found: &mut Vec<Named>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Invalid => {}
        NodeKind::Sequence(items) => {
            let expected = expected.item();
            items.iter().for_each(|item| of_node(item, &expected, text, found));
        }
        NodeKind::Mapping(entries) => {
            let own = expected.one().records().first().and_then(|name| collection(name));
            for (key, value) in entries {
                match own {
                    Some(own) if &*key.text == "id" => {
                        found.extend(named(value, vec![own], Role::Definition, text));
                    }
                    _ => of_node(value, &expected.under(&key.text), text, found),
                }
            }
        }
        NodeKind::Scalar(_) => {
            let of = collections(&expected.one());
            found.extend(named(node, of, Role::Reference, text));
        }
    }
}

/// The collections whose records may be named at a place.
pub(super) fn collections(expected: &Expected<'_>) -> Vec<&'static str> {
    let mut of: Vec<_> = expected.collections().into_iter().filter_map(collection).collect();
    if expected.is("stage") {
        of.push(STAGES);
    }
    of
}

fn named(node: &Node, of: Vec<&'static str>, role: Role, text: &str) -> Option<Named> {
    let range = inner_range(node, text)?;
    let id: Box<str> = node.as_str()?.into();
    // What is written otherwise than it reads cannot be changed in place.
    (!of.is_empty() && text.get(range.clone()) == Some(&*id)).then_some(Named {
        of,
        id,
        range,
        role,
    })
}

fn of_calls(text: &str, found: &mut Vec<Named>) {
    for call in calls(text) {
        let function = FUNCTIONS.iter().find(|one| one.name == &text[call.name.clone()]);
        let Some(function) = function else { continue };
        for argument in &call.arguments {
            let of = function.collection(&text[argument.name.clone()]);
            if let (Some(of), Some(range)) = (of, argument.value.clone())
                && !range.is_empty()
            {
                let id = text[range.clone()].into();
                found.push(Named { of: vec![of], id, range, role: Role::Reference });
            }
        }
    }
}

/// Links such as `[text](../data/terms.yaml#fdi)` and `[name]: ../data/projects/plant.yaml`.
fn of_links(path: &str, text: &str, found: &mut Vec<Named>) {
    let mut at = 0;
    while let Some(start) = text[at..].find("/data/").map(|start| at + start) {
        at = start + "/data/".len();
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | '\'');
        let first = text[..start].rfind(is_end).map_or(0, |at| at + 1);
        let first = (first..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        let length = text[start..].find(is_end).unwrap_or(text.len() - start);
        found.extend(of_link(path, text, first..start + length));
    }
}

fn of_link(path: &str, text: &str, range: Range<usize>) -> Option<Named> {
    let link = &text[range.clone()];
    let (file, fragment) = link.split_once('#').map_or((link, None), |(file, id)| (file, Some(id)));
    let decoded = percent_decode_str(file).decode_utf8().ok()?;
    let joined = joined(path, &decoded)?;
    let inner = joined.strip_prefix("content/data/")?;
    let of = collection(inner.split(['/', '.']).next()?)?;
    let range = match fragment {
        Some(id) => range.end - id.len()..range.end,
        None => {
            let name = inner.split_once('/')?.1;
            let (stem, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
            let end = range.end - ending.len() - 1;
            // The name of a file may be written with codes in the link.
            (file.ends_with(&format!("{stem}.{ending}"))).then_some(end - stem.len()..end)?
        }
    };
    let id = text[range.clone()].into();
    Some(Named { of: vec![of], id, range, role: Role::Reference })
}

/// A path that another file names, from the site folder.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
