//! The text of each record of the ledger, as a hash: if it is the same, so is the record.

use super::keys::add;
use super::{Digest, Inputs};
use crate::model::{Collection, Declared, EachCollection, Header, Model, RecordKind};
use crate::parse::records::MAPPING_ENDING;
use crate::source::{FileId, Sources};
use blake3::Hasher;
use std::collections::{BTreeMap, BTreeSet};

/// Of which kind the records of a file are that pages note; `None` for a file that is read by every
/// page. Workbooks, and what says how they are read, may hold anything.
pub(super) fn kind_of_file(path: &str) -> Option<RecordKind> {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    if !is_yaml || path.ends_with(MAPPING_ENDING) {
        return None;
    }
    let path = path.strip_prefix("content/data/")?;
    let (name, _) = path.split_once('/').or_else(|| path.rsplit_once('.'))?;
    RecordKind::NOTED.iter().copied().find(|kind| kind.collection() == name)
}

/// The kinds of which a workbook has records.
pub(super) fn kinds_in_tables(model: &Model, sources: &Sources) -> BTreeSet<RecordKind> {
    struct Each<'s>(&'s Sources, BTreeSet<RecordKind>);
    impl<'m> EachCollection<'m> for Each<'_> {
        fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
            let mut files = records.every().map(|(_, record)| record.header().extent.file);
            if files.any(|file| self.0.file(file).cells.is_some()) {
                self.1.insert(T::KIND);
            }
        }
    }
    let mut each = Each(sources, BTreeSet::new());
    model.each_collection(&mut each);
    each.1
}

/// The text of each record, by its kind and number.
#[derive(Debug)]
pub(super) struct RecordTexts {
    each: Vec<Vec<Digest>>,
    /// All of a kind.
    all: Vec<Digest>,
}

impl RecordTexts {
    /// Those of a ledger. What stands in no file of records is read by every page.
    pub(super) fn new(inputs: &Inputs, model: &Model, sources: &Sources) -> Self {
        let mut found = Found { by_file: BTreeMap::new(), each: Vec::new() };
        model.each_collection(&mut found);
        let Found { by_file, mut each } = found;
        for (file, records) in by_file {
            let source = sources.file(file);
            if let Some(kind) = kind_of_file(&source.path) {
                let texts = FileTexts { text: &source.text, whole: inputs.texts[file.index()] };
                texts.add(model, kind, records, &mut each);
            }
        }
        let all = each.iter().map(|digests| together(digests.iter())).collect();
        Self { each, all }
    }

    /// That of one; `None` if there is none with that number.
    pub(super) fn one(&self, kind: RecordKind, number: u32) -> Option<Digest> {
        self.each.get(usize::from(kind.number()))?.get(number as usize).copied()
    }

    /// Those of all of a kind.
    pub(super) fn all(&self, kind: RecordKind) -> Digest {
        self.all.get(usize::from(kind.number())).copied().unwrap_or_default()
    }
}

/// A record in its file.
struct Place<'m> {
    start: usize,
    kind: RecordKind,
    number: usize,
    header: &'m Header,
}

/// The records of each file.
struct Found<'m> {
    by_file: BTreeMap<FileId, Vec<Place<'m>>>,
    /// Of each kind, by its number in the list, as many as there are numbers.
    each: Vec<Vec<Digest>>,
}

impl<'m> EachCollection<'m> for Found<'m> {
    fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
        debug_assert_eq!(usize::from(T::KIND.number()), self.each.len(), "all come in order");
        self.each.push(vec![[0; 32]; records.n_numbers()]);
        for (one, record) in records.every() {
            let header = record.header();
            let start = header.extent.range().start;
            let place = Place { start, kind: T::KIND, number: one.index(), header };
            self.by_file.entry(header.extent.file).or_default().push(place);
        }
    }
}

/// The text of a file with records.
struct FileTexts<'a> {
    text: &'a str,
    whole: Digest,
}

impl FileTexts<'_> {
    /// Adds the texts of its records, of which those of another kind than its own stand in these.
    fn add(
        &self,
        model: &Model,
        kind: RecordKind,
        records: Vec<Place<'_>>,
        each: &mut [Vec<Digest>],
    ) {
        let (mut own, nested): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|place| place.kind == kind);
        own.sort_by_key(|place| (place.start, place.number));
        let as_whole = has_anchors(self.text);
        let starts: Vec<usize> = own.iter().map(|place| place.start).collect();
        for (at, place) in own.iter().enumerate() {
            each[usize::from(kind.number())][place.number] = match starts.len() > 1 && !as_whole {
                true => part(self.text, starts[0], place.start, starts.get(at + 1).copied()),
                false => self.whole,
            };
        }
        for place in nested {
            let outer = starts.partition_point(|start| *start <= place.start).checked_sub(1);
            let mut hasher = Hasher::new();
            match as_whole {
                true => hasher.update(&self.whole),
                false => hasher.update(self.text[place.header.extent.range()].as_bytes()),
            };
            // What it is of, and where that comes from, its record may say.
            add(&mut hasher, outer.map_or("", |at| own[at].header.id.as_str()));
            for cited in &place.header.citations {
                add(&mut hasher, model.sources.id(cited.source).as_str());
            }
            let digest = *hasher.finalize().as_bytes();
            each[usize::from(place.kind.number())][place.number] = digest;
        }
    }
}

fn together<'a>(digests: impl Iterator<Item = &'a Digest>) -> Digest {
    let mut hasher = Hasher::new();
    digests.for_each(|digest| {
        hasher.update(digest);
    });
    *hasher.finalize().as_bytes()
}

/// The text of a record among others: from the line that it starts in up to the next record, with
/// what stands before the first. So whatever a record ends with, or is opened by, belongs to it.
fn part(text: &str, first: usize, start: usize, end: Option<usize>) -> Digest {
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut hasher = Hasher::new();
    add(&mut hasher, &text[..line(first)]);
    add(&mut hasher, &text[line(start)..end.unwrap_or(text.len())]);
    *hasher.finalize().as_bytes()
}

/// Whether a text may have a YAML anchor, by which one record becomes a part of another.
fn has_anchors(text: &str) -> bool {
    let mut before = ' ';
    let mut after = text.chars().skip(1);
    for c in text.chars() {
        let next = after.next();
        if c == '&' && !before.is_alphanumeric() && next.is_some_and(|next| !next.is_whitespace()) {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_anchors;
    use super::kind_of_file;
    use super::part;
    use crate::model::RecordKind;

    #[test]
    fn records_are_in_their_files_only() {
        let kind = |path: &str| kind_of_file(&format!("content/data/{path}"));
        for path in ["projects.yaml", "projects.yml", "projects/a.yaml", "projects/b/c.yml"] {
            assert_eq!(kind(path), Some(RecordKind::Project), "{path}");
        }
        assert_eq!(kind("parks.yaml"), Some(RecordKind::Park));
        for path in ["projects.xlsx", "projects/a.mapping.yaml", "projects-old.yaml", "a.b.yaml"] {
            assert_eq!(kind(path), None, "{path}");
        }
        assert_eq!(kind_of_file("content/site.yaml"), None);
        assert_eq!(kind_of_file("projects.yaml"), None);
    }

    #[test]
    fn anchors_are_told_from_other_ampersands() {
        for text in ["- &a {}", "&a {}", "[&a x]", "a:\n  &b\n  c: d"] {
            assert!(has_anchors(text), "{text}");
        }
        for text in ["a: R&D", "a: this & that", "a: **b**", "a: 研&究", ""] {
            assert!(!has_anchors(text), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_record_has_what_opens_and_ends_it() {
        let text = "# head\n- {id: a}\n- id: b\n  note: |+\n    c\n\n\n- id: d\n";
        let (a, b, d) = (10, 19, 46);
        assert!([a, b, d].iter().all(|at| text[*at..].starts_with("id")));
        let digest = |text: &str, start, end| part(text, a, start, end);
        let other = text.replace("# head", "# HEAD");
        assert_ne!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "before the first");
        let other = text.replace("|+\n    c\n\n\n", "|+\n    c\n\n\t");
        assert_ne!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "what it ends with");
        let other = text.replace("- {id: a}", "- [id: a]");
        assert_ne!(digest(text, a, Some(b)), digest(&other, a, Some(b)), "what opens it");
        assert_eq!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "another record");
    }
}
