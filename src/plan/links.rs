//! Where links in Markdown lead: from source files to the pages made from them.

use super::{Index, PageId, PageKinds};
use crate::model::{AnyRef, Collection, Declared, EachCollection, Model, Page, Ref};
use crate::parse::markdown::{Destination, Markdown, Part};
use crate::source::{FileId, Sources};
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};
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
    /// A picture that is published in a few widths, by its path below `content/`.
    Picture(String),
    /// A page, in the language of the reader.
    Page {
        /// Which.
        id: PageId,
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
    /// It is an address on the site, as browsers show it, not a source file.
    SitePath {
        /// As written.
        path: String,
        /// The source file of the page at that address, if there is one.
        source: Option<String>,
    },
    /// It leads out of the site folder.
    Outside {
        /// As written.
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
#[derive(Debug)]
pub struct Links {
    kinds: &'static PageKinds,
    paths: Vec<Arc<str>>,
    by_path: BTreeMap<Arc<str>, FileId>,
    /// Pages made of a whole file: written pages, single records, collections.
    pages: BTreeMap<FileId, PageId>,
    /// Records in a file with several, by their ids.
    records: BTreeMap<FileId, BTreeMap<String, PageId>>,
    /// Records of workbooks by their collections and ids: they have no file that is named for them.
    in_tables: BTreeMap<&'static str, BTreeMap<String, PageId>>,
    /// Which files are workbooks or other tables.
    tables: BTreeSet<FileId>,
    files: BTreeSet<Arc<str>>,
    /// Pictures that are not copied as they are, by their paths below `content/`.
    pictures: BTreeSet<Arc<str>>,
    /// Both as source files, by their paths in the site folder.
    copied: Vec<String>,
    /// Files that are broken and reported, or known only after the as-of day.
    set_aside: BTreeSet<FileId>,
}

impl Links {
    /// Finds what is published from every file.
    #[must_use]
    pub fn new(
        kinds: &'static PageKinds,
        model: &Model,
        index: &Index,
        sources: &Sources,
        set_aside: &BTreeSet<FileId>,
    ) -> Self {
        let pictures = sources.pictures.iter();
        let pictures = pictures.filter(|picture| !picture.path.starts_with("files/"));
        let mut links = Self {
            kinds,
            paths: sources.iter().map(|(_, file)| file.path.clone()).collect(),
            by_path: sources.iter().map(|(id, file)| (file.path.clone(), id)).collect(),
            pages: BTreeMap::new(),
            records: BTreeMap::new(),
            in_tables: BTreeMap::new(),
            tables: { sources.iter() }
                .filter(|(_, file)| file.cells.is_some())
                .map(|(id, _)| id)
                .collect(),
            files: sources.static_files.iter().cloned().collect(),
            pictures: pictures.clone().map(|picture| picture.path.clone()).collect(),
            copied: { sources.static_files.iter() }
                .map(|file| format!("content/files/{file}"))
                .chain(pictures.map(|picture| format!("content/{}", picture.path)))
                .collect(),
            set_aside: set_aside.clone(),
        };
        for (number, page) in model.pages.iter().enumerate() {
            let id = kinds.of_text(model, index, number);
            links.pages.extend(page.texts.iter().map(|(_, text)| (text.file, id)));
        }
        model.each_collection(&mut links);
        let targets = kinds.list_of("targets");
        links
            .pages
            .extend(model.targets.all().map(|(_, target)| (target.header.span.file, targets)));
        for (_, observation) in model.observations.all() {
            let list = kinds.list_of("observations");
            links.pages.entry(observation.header.span.file).or_insert(list);
        }
        links
    }
}

impl<'m> EachCollection<'m> for Links {
    fn collection<T: Declared>(&mut self, records: &'m Collection<T>)
    where
        AnyRef: From<Ref<T>>,
    {
        // Links lead to what has a name; files of all else lead to the page of their collection.
        if T::NAME_KEY.is_none() {
            return;
        }
        let list = self.kinds.list_of(T::COLLECTION);
        let common = format!("content/data/{}.yaml", T::COLLECTION);
        for (one, record) in records.iter() {
            let (file, id) = (record.header().span.file, self.kinds.of(one));
            self.records.entry(file).or_default().insert(record.id().to_string(), id);
            self.add_in_table(T::COLLECTION, file, record.id().as_str(), id);
            let is_single = *self.paths[file.index()] != *common;
            self.pages.insert(file, if is_single { id } else { list });
        }
        // Links to records that are not known yet are not dead: they lead home.
        let home = self.kinds.home();
        for record in records.not_yet_known() {
            let file = record.header().span.file;
            self.records.entry(file).or_default().insert(record.id().to_string(), home);
            self.add_in_table(T::COLLECTION, file, record.id().as_str(), home);
            self.pages.entry(file).or_insert(home);
        }
    }
}

impl Links {
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
        if path.starts_with('/') {
            return Err(self.site_path(model, path));
        }
        let Some(joined) = joined(&self.paths[from.index()], path) else {
            return Err(LinkError::Outside { path: path.to_string() });
        };
        let written = path;
        let path = joined;
        if let Some(file) = path.strip_prefix("content/files/")
            && self.files.contains(file)
        {
            return Ok(LinkTarget::Static(format!("files/{file}")));
        }
        if let Some(picture) = path.strip_prefix("content/")
            && self.pictures.contains(picture)
        {
            return Ok(LinkTarget::Picture(picture.to_owned()));
        }
        let Some(file) = self.by_path.get(&*path).copied() else {
            if written.ends_with('/') || written.ends_with(".html") {
                return Err(self.site_path(model, written));
            }
            let id = fragment.as_deref();
            return self.in_table(&path, id).ok_or(LinkError::NoFile { path });
        };
        if self.set_aside.contains(&file) {
            return Ok(LinkTarget::Page { id: self.kinds.home(), fragment: None });
        }
        let records = self.records.get(&file);
        if let (Some(id), Some(records)) = (fragment, records) {
            return match records.get(&**id) {
                Some(page) => {
                    let fragment = page.kind.anchor.map(|anchor| format!("{anchor}{id}"));
                    Ok(LinkTarget::Page { id: *page, fragment })
                }
                None => Err(LinkError::NoFragment {
                    id: id.to_string(),
                    known: records.keys().cloned().collect(),
                }),
            };
        }
        let Some(page) = self.page_of(file) else {
            return Err(LinkError::NoPage { path });
        };
        if let Some(id) = fragment {
            self.own_fragment(model, file, id)?;
        }
        Ok(LinkTarget::Page { id: page, fragment: fragment.as_ref().map(ToString::to_string) })
    }

    fn add_in_table(&mut self, collection: &'static str, file: FileId, id: &str, page: PageId) {
        if self.tables.contains(&file) {
            self.in_tables.entry(collection).or_default().insert(id.to_owned(), page);
        }
    }

    /// The page of a record of a workbook by the file that it would have in YAML: a link need not
    /// tell how the ledger is kept.
    fn in_table(&self, path: &str, fragment: Option<&str>) -> Option<LinkTarget> {
        let path = path.strip_prefix("content/data/")?.strip_suffix(".yaml")?;
        let (collection, stem) = match path.split_once('/') {
            Some((collection, rest)) => (collection, rest.rsplit('/').next()),
            None => (path, None),
        };
        let (collection, records) = self.in_tables.get_key_value(collection)?;
        let page = match fragment.or(stem) {
            Some(id) => *records.get(id)?,
            None => self.kinds.list_of(collection),
        };
        let anchor = page.kind.anchor.zip(fragment);
        let fragment = anchor.map(|(anchor, id)| format!("{anchor}{id}"));
        Some(LinkTarget::Page { id: page, fragment })
    }

    /// An id in the text of a file.
    fn own_fragment(&self, model: &Model, file: FileId, id: &str) -> Result<LinkTarget, LinkError> {
        let texts = model.pages.iter().flat_map(|page| page.texts.iter());
        let text = texts.map(|(_, text)| text).find(|text| text.file == file);
        let known = match text {
            Some(text) if has_footnote(&text.body, id) => {
                return Ok(LinkTarget::Fragment(id.to_owned()));
            }
            Some(text) if text.body.heading(id).is_some() => {
                let found = text.body.heading(id).map_or(id, |at| &*text.body.headings[at].id);
                return Ok(LinkTarget::Fragment(found.to_owned()));
            }
            Some(text) => text.body.headings.iter().map(|heading| heading.id.to_string()).collect(),
            None => Vec::new(),
        };
        Err(LinkError::NoFragment { id: id.to_owned(), known })
    }

    /// The id that an id of a page has in a language: headings are paired by their order.
    #[must_use]
    pub fn fragment_in(&self, model: &Model, page: PageId, id: &str, lang: Lang) -> Option<String> {
        if page.kind.anchor.is_some() {
            return Some(id.to_owned());
        }
        let number = page.text(model)?;
        let texts = &model.pages[number].texts;
        let (_, own) = texts.get_or_fallback(lang);
        let position = own.body.heading(id);
        let position =
            position.or_else(|| texts.iter().find_map(|(_, text)| text.body.heading(id)))?;
        own.body.headings.get(position).map(|heading| heading.id.to_string())
    }

    /// The page that shows the text of a file.
    #[must_use]
    pub fn page_of(&self, file: FileId) -> Option<PageId> {
        self.pages.get(&file).copied()
    }

    /// Files that are broken and reported, or known only after the as-of day.
    #[must_use]
    pub fn set_aside(&self) -> &BTreeSet<FileId> {
        &self.set_aside
    }

    /// All files that a link could name, for suggestions.
    pub fn known_paths(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.keys().map(|file| &*self.paths[file.index()]);
        pages.chain(self.copied.iter().map(|path| &**path))
    }

    /// Whether a path of the site is that of a file that is copied as it is.
    #[must_use]
    pub fn is_static(&self, path: &str) -> bool {
        path.strip_prefix("files/").is_some_and(|file| self.files.contains(file))
    }

    /// A link written as an address on the site: in a language of the site, or relative.
    fn site_path(&self, model: &Model, written: &str) -> LinkError {
        let languages = || model.site.languages.iter();
        let mut parts: Vec<&str> = written
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".." | "index.html"))
            .collect();
        let code = parts.first().and_then(|first| languages().find(|one| *one.code == **first));
        if code.is_some() {
            parts.remove(0);
        }
        let path = parts.join("/");
        let path = path.trim_end_matches(".html");
        let of_page = |page: &&Page| *page.path == *path || *page.path == *format!("{path}/index");
        let page = model.pages.iter().find(of_page);
        let lang = code.map_or(model.site.default_lang(), |code| code.lang);
        let page = page.map(|page| page.texts.get_or_fallback(lang).1.file);
        let of_record = || {
            let (collection, id) = path.split_once('/')?;
            let is_of = |file: &&FileId| {
                self.paths[file.index()].starts_with(&format!("content/data/{collection}"))
            };
            let found = self.records.iter().filter(|(file, _)| is_of(file));
            found.into_iter().find(|(_, records)| records.contains_key(id)).map(|(file, _)| *file)
        };
        let source = page.or_else(of_record).map(|file| self.paths[file.index()].to_string());
        LinkError::SitePath { path: written.to_owned(), source }
    }
}

/// Whether a text has the footnote, or the reference to one, that an id names.
fn has_footnote(text: &Markdown, id: &str) -> bool {
    let is_in = |part: &Part| match part {
        Part::Html(html) => html.contains(&format!("id=\"{id}\"")),
        _ => false,
    };
    id.starts_with("fn") && text.parts.iter().any(is_in)
}

/// A relative path seen from a file, without `.` and `..`; `None` if it leads out of the folder.
#[must_use]
pub fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
