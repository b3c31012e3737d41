//! Puts translations of what a workbook says into YAML: a record with the id of a row says the
//! rest of it. The workbook itself is never changed.

use super::Texts;
use super::data::{DataText, record_of, texts_of_file};
use super::edit::{Edit, edited, with_line_ends_of};
use super::scalar::double_quoted;
use crate::diag::Sink;
use crate::parse::node::{Node, NodeKind};
use crate::parse::yaml::parse_yaml;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// A translation of a text that only a workbook has.
pub(super) struct Added<'a> {
    pub(super) text: &'a DataText,
    pub(super) new: &'a str,
}

impl Added<'_> {
    /// Where it goes; `None` for a text of a part of which nothing says what it is of.
    fn place(&self) -> Option<Place<'_>> {
        let record = record_of(&self.text.id);
        let (collection, id) = record.split_once(':')?;
        let path = self.text.id.strip_prefix(record)?.strip_prefix(':')?;
        let steps: Vec<&str> = path.split(':').collect();
        let (list, field) = match steps[..] {
            [field] => (None, field),
            [list, _, field] => (Some((list, self.text.part.as_deref()?)), field),
            _ => return None,
        };
        Some(Place { collection, id, list, field })
    }
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    collection: &'a str,
    /// Of its record.
    id: &'a str,
    /// The list of the part that it is in, and what that part is of.
    list: Option<(&'a str, &'a str)>,
    field: &'a str,
}

/// A translation with the place that it goes to.
type Placed<'a> = (&'a Added<'a>, Place<'a>);

/// The files with these translations, by their paths, and which are not taken, with the reason.
/// `changed` are files that hold other translations already.
pub(super) fn add<'a>(
    texts: &Texts<'_>,
    code: &str,
    all: &'a [Added<'a>],
    changed: &BTreeMap<String, String>,
) -> (BTreeMap<String, String>, Vec<(&'a Added<'a>, String)>) {
    let mut refused = Vec::new();
    let mut by_file: BTreeMap<String, Vec<Placed<'_>>> = BTreeMap::new();
    let mut layers = Layers::new(texts, changed);
    for one in all {
        match one.place() {
            Some(place) => {
                let path = layers.path_of(one.text, place);
                by_file.entry(path).or_default().push((one, place));
            }
            None => {
                let why =
                    "nothing names the part of a list that it is in: write it into the workbook";
                refused.push((one, why.to_owned()));
            }
        }
    }
    let mut files = BTreeMap::new();
    for (path, added) in by_file {
        match layers.written(&path, code, &added) {
            Some(text) => {
                files.insert(path, text);
            }
            None => refused.extend(
                added.iter().map(|(one, _)| (*one, format!("it cannot be written into `{path}`"))),
            ),
        }
    }
    (files, refused)
}

/// The files of YAML that hold records, as they are and as they will be.
struct Layers<'a> {
    texts: &'a Texts<'a>,
    changed: &'a BTreeMap<String, String>,
    /// The records of each collection by their ids, with the paths of their files.
    known: BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Layers<'a> {
    const fn new(texts: &'a Texts<'a>, changed: &'a BTreeMap<String, String>) -> Self {
        Self { texts, changed, known: BTreeMap::new() }
    }

    /// The text of a file, as it will be so far; `None` if there is none.
    fn text(&self, path: &str) -> Option<&str> {
        let changed = self.changed.get(path).map(String::as_str);
        let known = || self.texts.sources.by_path(path);
        changed.or_else(|| Some(&*self.texts.sources.file(known()?).text))
    }

    /// The file that holds the record, or that it goes into.
    fn path_of(&mut self, text: &DataText, place: Place<'_>) -> String {
        let Place { collection, id, .. } = place;
        if !self.known.contains_key(collection) {
            let known = self.records(collection);
            self.known.insert(collection.to_owned(), known);
        }
        if let Some(path) = self.known[collection].get(id) {
            return path.clone();
        }
        let whole = format!("content/data/{collection}.yaml");
        if self.text(&whole).is_some() {
            return whole;
        }
        let workbook = &self.texts.sources.file(text.file).path;
        let stem = workbook.rsplit('/').next().and_then(|name| name.split('.').next());
        format!("content/data/{collection}/{}.yaml", stem.unwrap_or("workbook"))
    }

    fn records(&self, collection: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for (file, source) in self.texts.sources.iter() {
            let Some(rest) = source.path.strip_prefix("content/data/") else { continue };
            let Some(rest) = rest.strip_prefix(collection) else { continue };
            let is_yaml = rest.ends_with(".yaml") || rest.ends_with(".yml");
            if !is_yaml || !rest.starts_with(['.', '/']) || rest.ends_with(".mapping.yaml") {
                continue;
            }
            let path = source.path.to_string();
            for (id, _) in records_of(file, &path, &source.text) {
                found.entry(id).or_insert_with(|| path.clone());
            }
        }
        found
    }

    /// A file with texts added to its records; `None` unless it then holds them, and all others as
    /// they were.
    fn written(&self, path: &str, code: &str, added: &[Placed<'_>]) -> Option<String> {
        let before = self.text(path).unwrap_or_default();
        // A file that is new has no number; its places are not told to anybody.
        let file = self.texts.sources.by_path(path).unwrap_or_else(|| added[0].0.text.file);
        let records = records_of(file, path, before);
        let mut by_record: BTreeMap<&str, Fields<'_>> = BTreeMap::new();
        for (one, place) in added {
            by_record.entry(place.id).or_default().add(place, code, one.new);
        }
        let (mut edits, mut lines) = (Vec::new(), String::new());
        for (id, fields) in &by_record {
            match records.get(*id) {
                Some(record) => edits.extend(fields.insertions(before, record)?),
                None => lines.push_str(&format!("- {{ id: {id}, {} }}\n", fields.all().join(", "))),
            }
        }
        let mut after = edited(before, edits);
        if !lines.is_empty() {
            if !after.is_empty() && !after.ends_with('\n') {
                after.push_str(&with_line_ends_of(before, "\n"));
            }
            after.push_str(&with_line_ends_of(before, &lines));
        }
        self.is_right(file, path, (before, &after), code, added).then_some(after)
    }

    fn is_right(
        &self,
        file: FileId,
        path: &str,
        (before, after): (&str, &str),
        code: &str,
        added: &[Placed<'_>],
    ) -> bool {
        let mut sink = Sink::default();
        let is_whole =
            parse_yaml(file, after, &mut sink).node.is_some() && sink.iter().count() == 0;
        let known = |text: &str| -> BTreeMap<String, DataText> {
            let found = texts_of_file(self.texts, file, path, text);
            found.into_iter().map(|text| (text.id.clone(), text)).collect()
        };
        let (before, after) = (known(before), known(after));
        let Some(lang) = self.texts.lang(code) else { return false };
        let said = |texts: &BTreeMap<String, DataText>, id: &str, lang| {
            texts.get(id)?.text(lang).map(|(_, text)| text.to_owned())
        };
        let stands = before.keys().all(|id| {
            let mut languages = self.texts.languages.iter();
            languages.all(|one| said(&before, id, one.lang) == said(&after, id, one.lang))
        });
        let is_there = |(one, place): &Placed<'_>| {
            // An item of a list may stand at another place of it here.
            let is_same = |text: &&DataText| {
                text.field == one.text.field
                    && text.part == one.text.part
                    && record_of(&text.id) == record_of(&one.text.id)
            };
            match place.list {
                None => said(&after, &one.text.id, lang).as_deref() == Some(one.new),
                Some(_) => { after.values().filter(is_same) }
                    .any(|text| text.text(lang).is_some_and(|(_, text)| text == one.new)),
            }
        };
        is_whole && stands && added.iter().all(is_there)
    }
}

/// What is added to a record.
#[derive(Default)]
struct Fields<'a> {
    plain: Vec<String>,
    /// By list and by what the part is of: the fields of the part.
    parts: BTreeMap<&'a str, BTreeMap<&'a str, Vec<String>>>,
}

impl<'a> Fields<'a> {
    fn add(&mut self, place: &Place<'a>, code: &str, new: &str) {
        let written = format!("{}: {{ {code}: {} }}", place.field, double_quoted(new));
        match place.list {
            None => self.plain.push(written),
            Some((list, of)) => {
                self.parts.entry(list).or_default().entry(of).or_default().push(written);
            }
        }
    }

    /// The items of a list.
    fn items(parts: &BTreeMap<&str, Vec<String>>) -> Vec<String> {
        let item =
            |(of, fields): (&&str, &Vec<String>)| format!("{{ {of}, {} }}", fields.join(", "));
        parts.iter().map(item).collect()
    }

    fn list((list, parts): (&&str, &BTreeMap<&str, Vec<String>>)) -> String {
        format!("{list}: [ {} ]", Self::items(parts).join(", "))
    }

    /// All of them, for a record that has none.
    fn all(&self) -> Vec<String> {
        self.plain.iter().cloned().chain(self.parts.iter().map(Self::list)).collect()
    }

    /// What makes them of a record: items of lists that it has, and fields that it has not.
    fn insertions(&self, text: &str, record: &Node) -> Option<Vec<Edit>> {
        let (mut edits, mut fields) = (Vec::new(), self.plain.clone());
        for (list, parts) in &self.parts {
            match record.get(list) {
                Some(known) => edits.push(items_insertion(text, known, &Self::items(parts))?),
                None => fields.push(Self::list((list, parts))),
            }
        }
        if !fields.is_empty() {
            edits.push(insertion(text, record, &fields)?);
        }
        Some(edits)
    }
}

/// Items added to a list, behind its last one; `None` if it is no list of parts.
fn items_insertion(text: &str, list: &Node, items: &[String]) -> Option<Edit> {
    let NodeKind::Sequence(known) = &list.kind else { return None };
    let written = text.get(list.span.range())?;
    if written.starts_with('[') {
        return Some(before_bracket(list.span.range(), written.strip_suffix(']')?, items));
    }
    let (first, last) = (known.first()?.span.range(), known.last()?.span.range());
    let line = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let (indent, _) = text[line..first.start].rsplit_once('-')?;
    let end = last.start + text.get(last)?.trim_end().len();
    let at = text[end..].find(['\r', '\n']).map_or(text.len(), |more| end + more);
    let lines: String = items.iter().map(|item| format!("\n{indent}- {item}")).collect();
    Some(Edit { range: at..at, text: with_line_ends_of(text, &lines) })
}

/// What is added within braces or brackets, whose inner text is given.
fn before_bracket(range: Range<usize>, inner: &str, added: &[String]) -> Edit {
    let inner = inner.trim_end();
    let at = range.start + inner.len();
    let joint = if inner.ends_with(['{', '[', ',']) { " " } else { ", " };
    Edit { range: at..at, text: format!("{joint}{}", added.join(", ")) }
}

/// The records of a file with an id.
fn records_of(file: FileId, path: &str, text: &str) -> BTreeMap<String, Node> {
    let Some(root) = parse_yaml(file, text, &mut Sink::default()).node else {
        return BTreeMap::new();
    };
    let id_of = |node: &Node| Some(node.get("id")?.as_str()?.to_owned());
    match root.kind {
        NodeKind::Sequence(items) => {
            let named = items.into_iter().filter_map(|node| Some((id_of(&node)?, node)));
            named.collect()
        }
        NodeKind::Mapping(_) => {
            let name = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
            let id = id_of(&root).or_else(|| Some(name?.0.to_owned()));
            id.into_iter().map(|id| (id, root.clone())).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// Fields added to a record, behind its last one; `None` if it has one of them, or is none.
fn insertion(text: &str, record: &Node, fields: &[String]) -> Option<Edit> {
    let NodeKind::Mapping(entries) = &record.kind else { return None };
    let range = record.span.range();
    let is_new = |field: &String| {
        let key = field.split(':').next().unwrap_or_default();
        entries.iter().all(|(known, _)| &*known.text != key)
    };
    if !fields.iter().all(is_new) {
        return None;
    }
    let written = text.get(range.clone())?;
    if written.starts_with('{') {
        return Some(before_bracket(range, written.strip_suffix('}')?, fields));
    }
    let (first, _) = entries.first()?;
    let start: usize = start_of(first.span);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(text[line..start].chars().count());
    let last = range.start + written.trim_end().len();
    let at = text[last..].find(['\r', '\n']).map_or(text.len(), |end| last + end);
    let lines: String = fields.iter().map(|field| format!("\n{indent}{field}")).collect();
    Some(Edit { range: at..at, text: with_line_ends_of(text, &lines) })
}

fn start_of(span: Span) -> usize {
    span.range().start
}
