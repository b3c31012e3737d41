//! Where links in Markdown lead: from source files to the pages made from them.

use super::Kind;
use super::index::Index;
use crate::model::Collection;
use crate::model::Model;
use crate::model::Record;
use crate::parse::markdown::Destination;
use crate::source::FileId;
use crate::source::Sources;
use crate::value::Lang;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the site.
    External(String),
    /// An id on the same page.
    Fragment(String),
    /// A file that is copied as it is, by its path in the output.
    Static(String),
    /// A page, in the language of the reader.
    Page {
        /// Which.
        kind: Kind,
        /// An id on it, as named in the linked file.
        fragment: Option<String>,
    },
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is no such file in the site folder.
    NoFile {
        /// The path it names, from the site folder.
        path: String,
    },
    /// The file is there, but nothing is published from it.
    NoPage {
        /// The path it names, from the site folder.
        path: String,
    },
    /// The file has no heading or record of that id.
    NoFragment {
        /// The id.
        id: String,
        /// Those it has.
        known: Vec<String>,
    },
}

/// Every file that links may name.
#[derive(Debug, Default)]
pub struct Links {
    paths: Vec<Arc<str>>,
    by_path: BTreeMap<Arc<str>, FileId>,
    /// Pages made of a whole file: written pages, single records, collections.
    pages: BTreeMap<FileId, Kind>,
    /// Records in a file with several, by their ids.
    records: BTreeMap<FileId, BTreeMap<String, Kind>>,
    files: BTreeSet<Arc<str>>,
    /// Files that are broken and reported, or known only after the as-of day.
    set_aside: BTreeSet<FileId>,
}

impl Links {
    /// Finds what is published from every file.
    #[must_use]
    pub fn new(
        model: &Model,
        index: &Index,
        sources: &Sources,
        set_aside: &BTreeSet<FileId>,
    ) -> Self {
        let mut links = Self {
            paths: sources.iter().map(|(_, file)| file.path.clone()).collect(),
            by_path: sources.iter().map(|(id, file)| (file.path.clone(), id)).collect(),
            files: sources.static_files.iter().cloned().collect(),
            set_aside: set_aside.clone(),
            ..Self::default()
        };
        for (number, page) in model.pages.iter().enumerate() {
            let kind = match (&*page.path, page.section()) {
                ("method", _) => Kind::Method,
                ("accessibility", _) => Kind::Accessibility,
                (path, Some(section)) if path.ends_with("/index") => {
                    let found = index.sections.iter().position(|known| known == section);
                    found.map_or(Kind::Home, Kind::Section)
                }
                _ => Kind::Written(number),
            };
            for (_, text) in page.texts.iter() {
                links.pages.insert(text.file, kind);
            }
        }
        links.add(
            model.sources.iter().map(|(one, record)| (record, Kind::Source(one))),
            Kind::Sources,
        );
        let home = Kind::Home;
        links.add(model.regions.iter().map(|(one, record)| (record, Kind::Region(one))), home);
        links.add(model.parks.iter().map(|(one, record)| (record, Kind::Park(one))), Kind::Parks);
        let industries = model.industries.iter().map(|(one, record)| (record, Kind::Industry(one)));
        links.add(industries, Kind::Industries);
        let organizations =
            model.organizations.iter().map(|(one, record)| (record, Kind::Organization(one)));
        links.add(organizations, Kind::Organizations);
        links.add(
            model.projects.iter().map(|(one, record)| (record, Kind::Project(one))),
            Kind::Projects,
        );
        let indicators =
            model.indicators.iter().map(|(one, record)| (record, Kind::Indicator(one)));
        links.add(indicators, Kind::Indicators);
        links.add(
            model.events.iter().map(|(one, record)| (record, Kind::Event(one))),
            Kind::Timeline,
        );
        let documents = model.documents.iter().map(|(one, record)| (record, Kind::Document(one)));
        links.add(documents, Kind::Documents);
        links.add(model.terms.iter().map(|(_, record)| (record, Kind::Glossary)), Kind::Glossary);
        for target in model.targets.all() {
            links.pages.insert(target.span.file, Kind::Targets);
        }
        for observation in model.observations.all() {
            links.pages.entry(observation.span.file).or_insert(Kind::Indicators);
        }
        links.add_later(model);
        links
    }

    /// Links to records that are not known yet are not dead: they lead home.
    fn add_later(&mut self, model: &Model) {
        self.add_later_of(&model.sources);
        self.add_later_of(&model.regions);
        self.add_later_of(&model.parks);
        self.add_later_of(&model.industries);
        self.add_later_of(&model.organizations);
        self.add_later_of(&model.projects);
        self.add_later_of(&model.indicators);
        self.add_later_of(&model.events);
        self.add_later_of(&model.documents);
        self.add_later_of(&model.terms);
    }

    fn add_later_of<T: Record>(&mut self, records: &Collection<T>) {
        for record in records.not_yet_known() {
            let file = record.header().span.file;
            self.records.entry(file).or_default().insert(record.id().to_string(), Kind::Home);
            self.pages.entry(file).or_insert(Kind::Home);
        }
    }

    fn add<'a, T: Record + 'a>(&mut self, records: impl Iterator<Item = (&'a T, Kind)>, all: Kind) {
        for (record, kind) in records {
            let file = record.header().span.file;
            self.records.entry(file).or_default().insert(record.id().to_string(), kind);
            let single =
                *self.paths[file.index()] != *format!("content/data/{}.yaml", T::COLLECTION);
            self.pages.insert(file, if single { kind } else { all });
        }
    }

    /// Where a link in a file leads.
    ///
    /// # Errors
    ///
    /// If it leads nowhere.
    pub fn resolve(
        &self,
        model: &Model,
        from: FileId,
        destination: &Destination,
    ) -> Result<LinkTarget, LinkError> {
        let (path, fragment) = match destination {
            Destination::External(address) => return Ok(LinkTarget::External(address.to_string())),
            Destination::Fragment(id) => return self.own_fragment(model, from, id),
            Destination::File { path, fragment } => (path, fragment),
        };
        let path = joined(&self.paths[from.index()], path);
        if let Some(file) = path.strip_prefix("content/files/")
            && self.files.contains(file)
        {
            return Ok(LinkTarget::Static(format!("files/{file}")));
        }
        let Some(file) = self.by_path.get(&*path).copied() else {
            return Err(LinkError::NoFile { path });
        };
        if self.set_aside.contains(&file) {
            return Ok(LinkTarget::Page { kind: Kind::Home, fragment: None });
        }
        let records = self.records.get(&file);
        if let (Some(id), Some(records)) = (fragment, records)
            && !matches!(self.pages.get(&file), Some(Kind::Written(_)))
        {
            return match records.get(&**id) {
                Some(Kind::Glossary) => {
                    let fragment = Some(format!("term-{id}"));
                    Ok(LinkTarget::Page { kind: Kind::Glossary, fragment })
                }
                Some(kind) => Ok(LinkTarget::Page { kind: *kind, fragment: None }),
                None => Err(LinkError::NoFragment {
                    id: id.to_string(),
                    known: records.keys().cloned().collect(),
                }),
            };
        }
        let Some(kind) = self.pages.get(&file).copied() else {
            return Err(LinkError::NoPage { path });
        };
        if let Some(id) = fragment {
            self.own_fragment(model, file, id)?;
        }
        Ok(LinkTarget::Page { kind, fragment: fragment.as_ref().map(ToString::to_string) })
    }

    /// An id in the text of a file.
    fn own_fragment(&self, model: &Model, file: FileId, id: &str) -> Result<LinkTarget, LinkError> {
        let texts = model.pages.iter().flat_map(|page| page.texts.iter());
        let text = texts.map(|(_, text)| text).find(|text| text.file == file);
        let known = match text {
            Some(text) if text.body.has_heading(id) || id.starts_with("fn") => {
                return Ok(LinkTarget::Fragment(id.to_owned()));
            }
            Some(text) => text.body.headings.iter().map(|heading| heading.id.to_string()).collect(),
            None => Vec::new(),
        };
        Err(LinkError::NoFragment { id: id.to_owned(), known })
    }

    /// The id that an id of a page has in a language: headings are paired by their order.
    #[must_use]
    pub fn fragment_in(&self, model: &Model, kind: Kind, id: &str, lang: Lang) -> Option<String> {
        let number = match kind {
            Kind::Glossary => return Some(id.to_owned()),
            Kind::Written(number) => number,
            Kind::Method => model.pages.iter().position(|page| &*page.path == "method")?,
            Kind::Accessibility => {
                model.pages.iter().position(|page| &*page.path == "accessibility")?
            }
            _ => return None,
        };
        let texts = &model.pages[number].texts;
        let (_, own) = texts.get_or_fallback(lang);
        if own.body.has_heading(id) {
            return Some(id.to_owned());
        }
        let position = texts.iter().find_map(|(_, text)| {
            text.body.headings.iter().position(|heading| &*heading.id == id)
        })?;
        own.body.headings.get(position).map(|heading| heading.id.to_string())
    }

    /// The page that shows the text of a file.
    #[must_use]
    pub fn page_of(&self, file: FileId) -> Option<Kind> {
        self.pages.get(&file).copied()
    }

    /// Files that are broken and reported, or known only after the as-of day.
    #[must_use]
    pub fn set_aside(&self) -> &BTreeSet<FileId> {
        &self.set_aside
    }

    /// All files that a link could name, for suggestions.
    pub fn known_paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(|file| &*self.paths[file.index()])
    }
}

/// A relative path seen from a file, without `.` and `..`.
fn joined(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
