//! The localized texts of the ledger and of the settings, each with a name that stays.

use super::Texts;
use crate::diag::Sink;
pub use crate::parse::localized::DataText;
use crate::parse::node::{Key, Node, NodeKind};
use crate::parse::yaml::parse_yaml;
use crate::source::{FileId, SourceFile, Span};
use crate::value::Lang;
use crate::workbook::what_of_in_yaml;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;

/// Fields whose words are not translated although they are given for each language.
const NO_TEXTS: [&str; 4] = ["name_status", "sort_key", "url", "file"];

/// Whether a file holds such texts.
#[must_use]
pub fn holds_texts(path: &str) -> bool {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    path == "content/site.yaml" || is_yaml && path.starts_with("content/data/")
}

/// Every such text of a site, in the order of its files. What YAML says of a row of a workbook is a
/// part of what the row says.
#[must_use]
pub fn data_texts(texts: &Texts<'_>) -> Vec<DataText> {
    data_texts_in(texts, &|_| true)
}

/// Those that stand in files of YAML that pass, and all of workbooks.
#[must_use]
pub fn data_texts_in(texts: &Texts<'_>, passes: &(dyn Fn(FileId) -> bool + Sync)) -> Vec<DataText> {
    let of_rows: BTreeSet<&str> = texts.rows.iter().map(|text| record_of(&text.id)).collect();
    let mut all = texts_of_files_in(texts, passes);
    all.retain(|text| !of_rows.contains(record_of(&text.id)));
    all.extend(texts.rows.iter().cloned());
    all
}

/// Those that stand in files of YAML.
#[must_use]
pub fn texts_of_files(texts: &Texts<'_>) -> Vec<DataText> {
    texts_of_files_in(texts, &|_| true)
}

fn texts_of_files_in(texts: &Texts<'_>, passes: &(dyn Fn(FileId) -> bool + Sync)) -> Vec<DataText> {
    let holds = |(file, source): &(FileId, &SourceFile)| passes(*file) && holds_texts(&source.path);
    let files: Vec<_> = texts.sources.iter().filter(holds).collect();
    let found = files
        .into_par_iter()
        .map(|(file, source)| texts_of_file(texts, file, &source.path, &source.text));
    found.collect::<Vec<_>>().concat()
}

/// The record in the name of a text: `projects:solar-farm`.
pub(super) fn record_of(id: &str) -> &str {
    let end = id.match_indices(':').nth(1).map_or(id.len(), |(at, _)| at);
    &id[..end]
}

/// The texts of a record of a workbook, joined with what YAML says of it.
#[must_use]
pub fn texts_of_record(
    texts: &Texts<'_>,
    (file, collection, id): (FileId, &str, &str),
    record: &Node,
) -> Vec<DataText> {
    let mut walk = Walk { texts, file, found: Vec::new(), part: None, seen: BTreeSet::new() };
    walk.record(collection, id, record);
    walk.found
}

/// Those of one file.
#[must_use]
pub fn texts_of_file(texts: &Texts<'_>, file: FileId, path: &str, text: &str) -> Vec<DataText> {
    // What is wrong with the file was reported when the site was parsed.
    let Some(root) = parse_yaml(file, text, &mut Sink::default()).node else { return Vec::new() };
    let mut walk = Walk { texts, file, found: Vec::new(), part: None, seen: BTreeSet::new() };
    let Some(path) = path.strip_prefix("content/data/") else {
        walk.node("site", "site", &root);
        return walk.found;
    };
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let collection = stem.split('/').next().unwrap_or(stem);
    let file_id = stem.rsplit('/').next().unwrap_or(stem);
    match &root.kind {
        NodeKind::Sequence(records) => {
            for (number, record) in records.iter().enumerate() {
                let place = (number + 1).to_string();
                walk.record(collection, id_of(record).unwrap_or(&place), record);
            }
        }
        _ => walk.record(collection, id_of(&root).unwrap_or(file_id), &root),
    }
    walk.found
}

fn id_of(node: &Node) -> Option<&str> {
    node.get("id")?.as_str()
}

struct Walk<'a> {
    texts: &'a Texts<'a>,
    file: FileId,
    found: Vec<DataText>,
    /// What the item of a list that is looked at is of.
    part: Option<String>,
    /// The places of what was found.
    seen: BTreeSet<Span>,
}

impl Walk<'_> {
    /// A record; one that is not published needs no translation.
    fn record(&mut self, collection: &str, id: &str, record: &Node) {
        if record.get("visibility").and_then(Node::as_str) != Some("internal") {
            self.node(&format!("{collection}:{id}"), collection, record);
        }
    }

    fn node(&mut self, id: &str, field: &str, node: &Node) {
        match &node.kind {
            NodeKind::Sequence(items) => {
                for (number, item) in items.iter().enumerate() {
                    let place = (number + 1).to_string();
                    let name = id_of(item).unwrap_or(&place);
                    let around = std::mem::replace(&mut self.part, what_of_in_yaml(item));
                    self.node(&format!("{id}:{name}"), field, item);
                    self.part = around;
                }
            }
            NodeKind::Mapping(entries) => match self.entries(entries) {
                Some(found) => self.add(id, field, node.span, found),
                None => {
                    let fields = entries.iter().filter(|(key, _)| !NO_TEXTS.contains(&&*key.text));
                    for (key, value) in fields {
                        self.node(&format!("{id}:{}", key.text), &key.text, value);
                    }
                }
            },
            NodeKind::Null | NodeKind::Invalid | NodeKind::Scalar(_) => {}
        }
    }

    /// The entries by language, if the keys are languages and the values texts.
    fn entries(&self, entries: &[(Key, Node)]) -> Option<Vec<(Lang, Key, Node)>> {
        let is_text = |node: &Node| matches!(node.kind, NodeKind::Scalar(_) | NodeKind::Null);
        let one = |(key, node): &(Key, Node)| {
            let lang = self.texts.lang(&key.text).filter(|_| is_text(node))?;
            Some((lang, key.clone(), node.clone()))
        };
        let found: Option<Vec<_>> = entries.iter().map(one).collect();
        found.filter(|found| !found.is_empty())
    }

    /// Adds a text; what an alias repeats stands in the file once, and is one text.
    fn add(&mut self, id: &str, field: &str, span: Span, entries: Vec<(Lang, Key, Node)>) {
        if self.seen.insert(span) {
            let (id, field, part) = (id.to_owned(), field.to_owned(), self.part.clone());
            self.found.push(DataText { id, field, part, file: self.file, span, entries });
        }
    }
}
