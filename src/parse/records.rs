//! From the files of a site to raw records and pages: every file is parsed on its own.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::diag::closest;
use crate::diag::list_known;
use crate::parse::damage::report_replacement_characters;
use crate::parse::front_matter;
use crate::parse::node::Node;
use crate::parse::node::NodeKind;
use crate::parse::yaml::parse_yaml;
use crate::parse::yaml::parse_yaml_part;
use crate::source::FileId;
use crate::source::SourceFile;
use crate::source::Sources;
use crate::source::Span;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// The collections of the ledger, in the order in which a newcomer fills them.
pub const COLLECTIONS: &[&str] = &[
    "sources",
    "regions",
    "parks",
    "industries",
    "organizations",
    "projects",
    "indicators",
    "targets",
    "observations",
    "events",
    "documents",
    "terms",
];

/// Everything that was parsed, nothing of it resolved.
#[derive(Debug, Default)]
pub struct Parsed {
    /// `content/site.yaml`; `None` if it cannot be read.
    pub site: Option<Node>,
    /// The records of all collections, in the order of their files.
    pub records: Vec<RawRecord>,
    /// Collections with a file that cannot be read: their ids are not all known.
    pub broken: BTreeSet<&'static str>,
    /// Written pages, in the order of their files.
    pub pages: Vec<RawPage>,
    /// Files that cannot be read, wholly or in part: what leads to them is not reported again.
    pub broken_files: BTreeSet<FileId>,
}

/// A record as it stands in its file.
#[derive(Debug)]
pub struct RawRecord {
    /// Its collection.
    pub collection: &'static str,
    /// The stem of its file, where it is the only record in it.
    pub stem: Option<Box<str>>,
    /// The record.
    pub node: Node,
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
}

enum ParsedFile {
    Site(Option<Node>),
    Records { collection: &'static str, records: Vec<RawRecord>, broken: bool },
    Page(RawPage),
    Other,
}

/// Parses every file of the site. Files in `unreadable` were reported when they were loaded.
pub fn parse(sources: &Sources, unreadable: &[FileId], sink: &mut Sink) -> Parsed {
    let files: Vec<_> = sources.iter().collect();
    let results: Vec<_> = files
        .par_iter()
        .map(|(id, file)| {
            let mut sink = Sink::default();
            let parsed = parse_file(*id, file, unreadable.contains(id), &mut sink);
            (parsed, sink)
        })
        .collect();
    let mut all = Parsed::default();
    all.broken_files.extend(unreadable);
    for ((id, _), (parsed, problems)) in files.iter().zip(results) {
        sink.append(problems);
        match parsed {
            ParsedFile::Site(site) => all.site = site,
            ParsedFile::Records { collection, records, broken } => {
                all.records.extend(records);
                if broken {
                    all.broken.insert(collection);
                    all.broken_files.insert(*id);
                }
            }
            ParsedFile::Page(page) => {
                if page.broken {
                    all.broken_files.insert(*id);
                }
                all.pages.push(page);
            }
            ParsedFile::Other => {}
        }
    }
    all
}

fn parse_file(id: FileId, file: &SourceFile, unreadable: bool, sink: &mut Sink) -> ParsedFile {
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
    if unreadable && !path.ends_with(".yaml") && !path.ends_with(".yml") {
        return ParsedFile::Other;
    }
    let name = path.split('/').next().unwrap_or(path);
    let (name, alone) = match path.split_once('/') {
        Some(_) => (name, true),
        None => (name.rsplit_once('.').map_or(name, |(stem, _)| stem), false),
    };
    let Some(collection) = COLLECTIONS.iter().copied().find(|known| *known == name) else {
        sink.push(unknown_collection(id, name));
        return ParsedFile::Other;
    };
    if unreadable {
        return ParsedFile::Records { collection, records: Vec::new(), broken: true };
    }
    let parsed = parse_yaml(id, &file.text, sink);
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
    let records = match parsed.node {
        None => Vec::new(),
        Some(node) => records(collection, node, stem.filter(|_| alone), sink),
    };
    ParsedFile::Records { collection, records, broken: parsed.broken }
}

fn records(
    collection: &'static str,
    node: Node,
    stem: Option<&str>,
    sink: &mut Sink,
) -> Vec<RawRecord> {
    match node.kind {
        NodeKind::Sequence(items) => {
            items.into_iter().map(|node| RawRecord { collection, stem: None, node }).collect()
        }
        NodeKind::Mapping(_) if stem.is_some() => {
            vec![RawRecord { collection, stem: stem.map(Into::into), node }]
        }
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

fn unknown_collection(file: FileId, name: &str) -> Diagnostic {
    let known = COLLECTIONS.iter().copied();
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
    RawPage { file, path: path.into(), lang, front_matter: None, broken: true, body: 0..0 }
}
