//! From the files of a site to raw records and pages: every file is parsed on its own.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::damage::report_replacement_characters;
use crate::parse::front_matter;
use crate::parse::identity::{Identity, identity};
use crate::parse::nested::take_nested;
use crate::parse::node::{Node, NodeKind};
use crate::parse::yaml::{parse_yaml, parse_yaml_part};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::value::Id;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A kind of record, as its files need to know it.
#[derive(Debug, Clone, Copy)]
pub struct CollectionKind {
    /// The name of its collection.
    pub collection: &'static str,
    /// The field that holds the names of its records, which have ids to be referred to by; those of
    /// others are numbered where they have no id.
    pub name_key: Option<&'static str>,
    /// The collection of the records that stand in a field of its records, if some do in that
    /// field.
    pub holds: fn(&str) -> Option<&'static str>,
    /// The fields of its records.
    pub fields: fn() -> Vec<&'static str>,
}

/// Everything that was parsed, nothing of it resolved.
#[derive(Debug, Default)]
pub struct Parsed {
    /// `content/site.yaml`; `None` if it cannot be read.
    pub site: Option<Node>,
    /// The files of all collections, in their order.
    pub data: Vec<DataFile>,
    /// Collections with a file that cannot be read: their ids are not all known.
    pub broken: BTreeSet<&'static str>,
    /// Written pages, in the order of their files.
    pub pages: Vec<RawPage>,
    /// Files that cannot be read, wholly or in part: what leads to them is not reported again.
    pub broken_files: BTreeSet<FileId>,
    /// Workbooks and other tables, which are read when it is known what their columns mean.
    pub tables: Vec<FileId>,
    /// What says how they are read: files named [`MAPPING_ENDING`], `None` where one cannot be read.
    pub mappings: Vec<(FileId, Option<Node>)>,
}

/// How the file ends that says how a workbook is read: `ledger.mapping.yaml` for `ledger.xlsx`.
pub const MAPPING_ENDING: &str = ".mapping.yaml";

/// A file with records.
#[derive(Debug)]
pub struct DataFile {
    /// Its number.
    pub file: FileId,
    /// What it holds.
    pub outline: Arc<Outline>,
    /// The records as they stand in it; `None` for a file that is as it was in an earlier run,
    /// from which its records are taken.
    pub nodes: Option<Vec<Node>>,
    /// The records of other collections that stand in these.
    pub nested: Vec<DataFile>,
}

impl DataFile {
    /// A file with some records; `stem` is its name, where it is the id of its only record.
    pub fn new(
        file: FileId,
        kind: &CollectionKind,
        stem: Option<&str>,
        mut nodes: Vec<Node>,
        is_broken: bool,
        kinds: &[CollectionKind],
        sink: &mut Sink,
    ) -> Self {
        let names: Vec<_> = nodes.iter().map(|node| identity(kind, stem, node, sink)).collect();
        let taken = take_nested(kind, &mut nodes, &names, kinds, sink);
        let outline = Outline {
            collection: kind.collection,
            records: names,
            extents: nodes.iter().map(|node| node.span).collect(),
            broken: is_broken,
            nested: taken.iter().map(|(outline, _)| Arc::clone(outline)).collect(),
        };
        let nested = taken.into_iter().map(|(outline, nodes)| Self {
            file,
            outline,
            nodes: Some(nodes),
            nested: Vec::new(),
        });
        let nested = nested.collect();
        Self { file, outline: Arc::new(outline), nodes: Some(nodes), nested }
    }

    /// A file as an earlier run left it.
    fn kept(file: FileId, outline: &Arc<Outline>) -> Self {
        let nested = outline.nested.iter().map(|nested| Self::kept(file, nested)).collect();
        Self { file, outline: Arc::clone(outline), nodes: None, nested }
    }
}

/// What is known of the records of a file before they are resolved.
#[derive(Debug, Clone)]
pub struct Outline {
    /// Their collection.
    pub collection: &'static str,
    /// How each is named.
    pub records: Vec<Identity>,
    /// Where each of them stands, in the order of the file.
    pub extents: Vec<Span>,
    /// Something of the file cannot be read.
    pub broken: bool,
    /// What is known of records of other collections that stand in these.
    pub nested: Vec<Arc<Outline>>,
}

impl Outline {
    /// The ids of its records; `None` for what has none or is not published.
    pub fn names(&self) -> impl Iterator<Item = Option<&Id>> {
        self.records.iter().map(|identity| match identity {
            Identity::Named(name) if !name.is_internal => Some(&name.id),
            _ => None,
        })
    }

    /// Itself, and those of the records that stand in its records.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.nested.iter().map(|nested| &**nested))
    }

    /// How many of its records are never published.
    #[must_use]
    pub fn n_internal(&self) -> usize {
        let is_internal = |identity: &&Identity| match identity {
            Identity::Named(name) => name.is_internal,
            Identity::Numbered { is_internal, .. } => *is_internal,
            Identity::Unusable => false,
        };
        self.records.iter().filter(is_internal).count()
    }
}

/// A written page as it stands in its file.
#[derive(Debug)]
pub struct RawPage {
    /// Its file.
    pub file: FileId,
    /// Its path below `content/pages/` without language and ending.
    pub path: Box<str>,
    /// The language in its name, if there is one.
    pub lang: Option<Box<str>>,
    /// Its front matter; `None` without one.
    pub front_matter: Option<Node>,
    /// The front matter cannot be read; what it lacks is not reported.
    pub broken: bool,
    /// Where its text stands in the file.
    pub body: Range<usize>,
    /// It is as it was in an earlier run, from which its text is taken.
    pub is_kept: bool,
}

/// What an earlier run leaves to the next one: the files that are still the same.
pub trait Kept: Sync {
    /// What a file held, if it held records and has not changed.
    fn outline(&self, file: FileId) -> Option<&Arc<Outline>>;

    /// Whether a file is a page that could be read and has not changed.
    fn has_page(&self, file: FileId) -> bool;
}

enum ParsedFile {
    Site(Option<Node>),
    Data(DataFile),
    Page(RawPage),
    Table(FileId),
    Mapping(FileId, Option<Node>),
    Other,
}

/// Parses every file of the site but those that are kept; `kinds` are the kinds of records that
/// there are. Files in `unreadable` were reported when
/// they were loaded.
pub fn parse(
    sources: &Sources,
    kinds: &[CollectionKind],
    unreadable: &[FileId],
    kept: Option<&dyn Kept>,
    sink: &mut Sink,
) -> Parsed {
    let files: Vec<_> = sources.iter().collect();
    let results: Vec<_> = files
        .into_par_iter()
        .map(|(id, file)| {
            let mut sink = Sink::default();
            let parsed = match kept.and_then(|kept| take_over(id, file, kept)) {
                Some(parsed) => parsed,
                None => parse_file(id, file, kinds, unreadable.contains(&id), &mut sink),
            };
            (parsed, sink)
        })
        .collect();
    let mut all = Parsed::default();
    all.broken_files.extend(unreadable);
    for (parsed, problems) in results {
        sink.append(problems);
        match parsed {
            ParsedFile::Site(site) => all.site = site,
            ParsedFile::Data(data) => {
                if data.outline.broken {
                    all.broken.insert(data.outline.collection);
                    all.broken_files.insert(data.file);
                }
                all.data.push(data);
            }
            ParsedFile::Page(page) => {
                if page.broken {
                    all.broken_files.insert(page.file);
                }
                all.pages.push(page);
            }
            ParsedFile::Table(file) => all.tables.push(file),
            ParsedFile::Mapping(file, node) => all.mappings.push((file, node)),
            ParsedFile::Other => {}
        }
    }
    all
}

/// A file as an earlier run left it.
fn take_over(id: FileId, file: &SourceFile, kept: &dyn Kept) -> Option<ParsedFile> {
    if let Some(outline) = kept.outline(id) {
        return Some(ParsedFile::Data(DataFile::kept(id, outline)));
    }
    let path = file.path.strip_prefix("content/pages/").filter(|_| kept.has_page(id))?;
    Some(ParsedFile::Page(RawPage { broken: false, is_kept: true, ..broken_page(id, path) }))
}

fn parse_file(
    id: FileId,
    file: &SourceFile,
    kinds: &[CollectionKind],
    unreadable: bool,
    sink: &mut Sink,
) -> ParsedFile {
    let Some(path) = file.path.strip_prefix("content/") else { return ParsedFile::Other };
    if path == "site.yaml" {
        let node = if unreadable { None } else { parse_yaml(id, &file.text, sink).node };
        return ParsedFile::Site(node);
    }
    if let Some(path) = path.strip_prefix("pages/") {
        if unreadable && !path.ends_with(".md") {
            return ParsedFile::Other;
        }
        let page = match unreadable {
            true => broken_page(id, path),
            false => parse_page(id, &file.text, path, sink),
        };
        return ParsedFile::Page(page);
    }
    let Some(path) = path.strip_prefix("data/") else { return ParsedFile::Other };
    if file.cells.is_some() {
        return ParsedFile::Table(id);
    }
    if path.ends_with(MAPPING_ENDING) {
        let node = if unreadable { None } else { parse_yaml(id, &file.text, sink).node };
        return ParsedFile::Mapping(id, node);
    }
    if unreadable && ![".yaml", ".yml", ".json"].iter().any(|ending| path.ends_with(ending)) {
        return ParsedFile::Other;
    }
    // The map of the site, which its settings name.
    if path.ends_with(".geojson") {
        return ParsedFile::Other;
    }
    let name = path.split('/').next().unwrap_or(path);
    let (name, alone) = match path.split_once('/') {
        Some(_) => (name, true),
        None => (name.rsplit_once('.').map_or(name, |(stem, _)| stem), false),
    };
    let Some(kind) = kinds.iter().find(|kind| kind.collection == name) else {
        sink.push(unknown_collection(id, name, kinds));
        return ParsedFile::Other;
    };
    let data = |stem, nodes, is_broken, sink: &mut Sink| {
        ParsedFile::Data(DataFile::new(id, kind, stem, nodes, is_broken, kinds, sink))
    };
    if unreadable {
        return data(None, Vec::new(), true, sink);
    }
    let parsed = parse_yaml(id, &file.text, sink);
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
    let is_one = matches!(&parsed.node, Some(Node { kind: NodeKind::Mapping(_), .. }));
    let stem = stem.filter(|_| alone && is_one);
    let nodes = match parsed.node {
        None => Vec::new(),
        Some(node) => records(kind.collection, node, alone, sink),
    };
    data(stem, nodes, parsed.broken, sink)
}

/// The records of a file or a field: the items of its list, or, where it may be one, the whole.
pub(super) fn records(collection: &str, node: Node, alone: bool, sink: &mut Sink) -> Vec<Node> {
    match node.kind {
        NodeKind::Sequence(items) => items,
        NodeKind::Mapping(_) if alone => vec![node],
        NodeKind::Null | NodeKind::Invalid => Vec::new(),
        _ => {
            let place = Span { end: node.span.start, ..node.span };
            let what = node.describe();
            sink.push(
                Diagnostic::new(
                    Code::WrongType,
                    place,
                    format!("`{collection}` is a list of records, but this is {what}"),
                )
                .help("write `- ` before each record"),
            );
            Vec::new()
        }
    }
}

fn unknown_collection(file: FileId, name: &str, kinds: &[CollectionKind]) -> Diagnostic {
    let known = kinds.iter().map(|kind| kind.collection);
    let help = match closest(name, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("collections are {}", list_known(known)),
    };
    Diagnostic::new(
        Code::BadFileName,
        Span::new(file, 0..0),
        format!("there is no collection `{name}`"),
    )
    .help(help)
}

fn parse_page(file: FileId, text: &Arc<str>, path: &str, sink: &mut Sink) -> RawPage {
    let page = broken_page(file, path);
    let split = front_matter::split(file, text, sink);
    let parsed = split.yaml.clone().map(|range| parse_yaml_part(file, text, range, sink));
    report_replacement_characters(file, text, split.body.clone(), sink);
    let broken = split.broken || parsed.as_ref().is_some_and(|parsed| parsed.broken);
    RawPage {
        front_matter: parsed.and_then(|parsed| parsed.node),
        broken,
        body: split.body,
        ..page
    }
}

/// A page of which only the name is known.
fn broken_page(file: FileId, path: &str) -> RawPage {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
    let (name, lang) = match name.rsplit_once('.') {
        Some((name, lang)) => (name, Some(lang.into())),
        None => (name, None),
    };
    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    RawPage {
        file,
        path: path.into(),
        lang,
        front_matter: None,
        broken: true,
        body: 0..0,
        is_kept: false,
    }
}
