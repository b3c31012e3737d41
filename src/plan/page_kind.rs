//! What a kind of page declares of itself, and a page as one kind and what it is of.
//!
//! Each kind stands in one file of `render/pages/`, with its template and its view. Whatever has to
//! know of all of them (paths, breadcrumbs, header and foot, links, old addresses, sitemaps, lists)
//! walks the table of them, [`PageKinds`].

use super::{Format, Index, PAGE_ROWS};
use crate::model::{AnyRef, Model, RecordKind, StageIndex, unnoted};
use crate::source::Span;
use crate::value::{Id, Lang, Period};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// A kind of page.
pub struct PageKind {
    /// What users know it by, no two alike: `park`.
    pub name: &'static str,
    /// Its path below the folder of the language: `parks/*/index.html`. The star stands for the
    /// name of what the page is of.
    pub path: &'static str,
    /// Whether there is one for all languages, outside of their folders.
    pub is_common: bool,
    /// Which of its pages a site has.
    pub pages: Pages,
    /// What links to such a thing lead here.
    pub shows: Option<Shown>,
    /// Collections whose records it lists: links to a file with many of them lead here.
    pub lists: &'static [&'static str],
    /// What ids of records begin with on it, where records that have no page of their own stand.
    pub anchor: Option<&'static str>,
    /// The path of a written page whose text it shows with its own.
    pub text: Option<&'static str>,
    /// The page above it, for breadcrumbs and for the entry of the header that it belongs to.
    pub parent: Option<&'static Self>,
    /// The interface string that is its title; without one, it is named by what it is of.
    pub title: Option<&'static str>,
    /// The interface string of its entry in the header.
    pub header: Option<&'static str>,
    /// Its place among the pages that the foot of every page names.
    pub foot: Option<u8>,
    /// The interface string that says what it is, on the page of all data.
    pub about: Option<&'static str>,
    /// How many rows its list has, which goes on several pages.
    pub n_rows: fn(&Model, &Index, Of) -> usize,
    /// How many of them go on one page: as many as keep it below 300 kB.
    pub page_rows: usize,
    /// What is special about it.
    pub role: Role,
    /// Whether its pages come and go with the data, so that none of them is missed.
    pub is_passing: bool,
    /// Whether the time of writing stands in it.
    pub has_time: bool,
}

/// Which pages of a kind a site has.
pub enum Pages {
    /// One, or none.
    One(fn(&Model, &Index) -> bool),
    /// One for each record of a kind: a reference to the record is proof of the page.
    EachRecord(RecordKind),
    /// One for each of these.
    Each(fn(&Model, &Index) -> Vec<Of>),
}

/// What is special about a kind of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Usual,
    /// It is what a visitor comes to first, and is named by the site.
    Front,
    /// Hosts show it at any address that they do not know.
    Error,
}

/// What a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// Of nothing: there is one of its kind.
    Nothing,
    /// A record.
    Record(AnyRef),
    /// A period.
    Period(Period),
    /// A stage.
    Stage(StageIndex),
    /// A year.
    Year(i16),
    /// A folder of written pages, by its number.
    Section(usize),
    /// A written page, by its number.
    Text(usize),
    /// A data set, by its name, as a file.
    DataSet(&'static str, Format),
    /// All data sets in a language, as a workbook.
    Workbook(Lang),
}

/// A sort of things that can have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Records of a kind.
    Record(RecordKind),
    /// Periods.
    Period,
    /// Stages.
    Stage,
    /// Years.
    Year,
    /// Folders of written pages.
    Section,
    /// Written pages.
    Text,
    /// Data sets.
    DataSet,
    /// Workbooks.
    Workbook,
}

/// A page in whichever language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    /// Its kind.
    pub kind: &'static PageKind,
    /// What it is of.
    pub of: Of,
}

impl PageKind {
    /// A page that every site has once in each language.
    pub const USUAL: Self = Self {
        name: "",
        path: "",
        is_common: false,
        pages: Pages::One(|_, _| true),
        shows: None,
        lists: &[],
        anchor: None,
        text: None,
        parent: None,
        title: None,
        header: None,
        foot: None,
        about: None,
        n_rows: |_, _, _| 0,
        page_rows: PAGE_ROWS,
        role: Role::Usual,
        is_passing: false,
        has_time: false,
    };

    /// The page that each record of a kind has.
    #[must_use]
    pub const fn of_record(one: RecordKind) -> Self {
        Self { pages: Pages::EachRecord(one), shows: Some(Shown::Record(one)), ..Self::USUAL }
    }

    /// The page of something, or the only one.
    #[must_use]
    pub fn page(&'static self, of: Of) -> PageId {
        PageId { kind: self, of }
    }

    /// Those of its pages that a site has.
    #[must_use]
    pub fn pages(&'static self, model: &Model, index: &Index) -> Vec<PageId> {
        let all = match self.pages {
            Pages::One(is_there) if is_there(model, index) => vec![Of::Nothing],
            Pages::One(_) => Vec::new(),
            Pages::EachRecord(kind) => model.records(kind).into_iter().map(Of::Record).collect(),
            Pages::Each(all) => all(model, index),
        };
        all.into_iter().map(|of| self.page(of)).collect()
    }

    /// Whether it is a file for programs, which has neither a layout nor links.
    #[must_use]
    pub fn is_file(&self) -> bool {
        !self.path.ends_with(".html")
    }

    /// Whether a path below the folder of a language is that of one of its pages.
    #[must_use]
    pub fn has_path(&self, inner: &str) -> bool {
        let Some((before, after)) = self.path.split_once('*') else { return inner == self.path };
        let name = inner.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        name.is_some_and(|name| !name.contains('/'))
    }

    /// The path of the page of what has this name, relative to the output folder.
    fn path_named(&self, model: &Model, name: &str, lang: Lang) -> String {
        let (top, code) = match self.is_common {
            true => (&*model.site.folder, ["", ""]),
            false => (&*model.site.folder, [&*model.site.language(lang).code, "/"]),
        };
        match self.path.split_once('*') {
            Some((before, after)) => [top, code[0], code[1], before, name, after].concat(),
            None => [top, code[0], code[1], self.path].concat(),
        }
    }
}

impl PartialEq for PageKind {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for PageKind {}

impl PartialOrd for PageKind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PageKind {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl fmt::Debug for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PageId {
    /// The record that it shows, where it is the page of one.
    #[must_use]
    pub fn record(self) -> Option<AnyRef> {
        match self.of {
            Of::Record(one) if self.kind.shows.is_some() => Some(one),
            _ => None,
        }
    }

    /// Whether it is certain that there is such a page.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self.kind.pages, Pages::EachRecord(_))
    }

    /// The path of the page, relative to the output folder.
    #[must_use]
    pub fn path(self, model: &Model, lang: Lang) -> String {
        self.kind.path_named(model, &self.of.name(model), lang)
    }

    /// Its paths when the record that it is of had other ids, with the places of these.
    pub(super) fn former_paths(self, model: &Model, lang: Lang) -> Vec<(String, Span)> {
        let Of::Record(one) = self.of else { return Vec::new() };
        let ids: &[(Id, Span)] = &model.record(one).any_header().former_ids;
        let path = |id: &Id| self.kind.path_named(model, id.as_str(), lang);
        ids.iter().map(|(id, span)| (path(id), *span)).collect()
    }

    /// The page above it; `None` for the home page and what stands outside. Where a site has not
    /// the one that its kind names, it is the next above that.
    #[must_use]
    pub fn parent(self, model: &Model, index: &Index) -> Option<Self> {
        let above = std::iter::successors(self.kind.parent, |kind| kind.parent);
        above.into_iter().find_map(|kind| {
            let of = match (&kind.pages, self.of) {
                // Which pages there are is known of every page.
                (Pages::One(is_there), _) => {
                    unnoted(|| is_there(model, index)).then_some(Of::Nothing)
                }
                (_, Of::Text(number)) => index.section_of(model, number).map(Of::Section),
                (_, of) => Some(of),
            };
            of.map(|of| kind.page(of))
        })
    }

    /// How many rows its list has; 0 for pages without a list that can grow.
    #[must_use]
    pub fn n_rows(self, model: &Model, index: &Index) -> usize {
        (self.kind.n_rows)(model, index, self.of)
    }

    /// How many pages its list goes on; 1 for pages without a list that can grow.
    #[must_use]
    pub fn n_pages(self, model: &Model, index: &Index) -> usize {
        self.n_rows(model, index).div_ceil(self.kind.page_rows).max(1)
    }

    /// The number of the written page whose text it shows.
    #[must_use]
    pub fn text(self, model: &Model) -> Option<usize> {
        match (self.of, self.kind.text) {
            (Of::Text(number), _) => Some(number),
            (_, Some(path)) => model.pages.iter().position(|page| &*page.path == path),
            _ => None,
        }
    }

    /// Where the record or text that it is made from stands.
    #[must_use]
    pub fn origin(self, model: &Model, lang: Lang) -> Option<Span> {
        match self.of {
            Of::Text(number) => {
                let (_, text) = model.pages[number].texts.get_or_fallback(lang);
                Some(Span::new(text.file, 0..0))
            }
            _ => Some(model.record(self.record()?).any_header().span),
        }
    }

    /// Whether it is written in a language, not only shown there in another.
    #[must_use]
    pub fn exists_in(self, model: &Model, lang: Lang) -> bool {
        match self.of {
            Of::Text(number) => model.pages[number].texts.get(lang).is_some(),
            _ => true,
        }
    }

    /// Whether it has an address of its own in a language, at which readers come to it.
    #[must_use]
    pub fn is_for_readers(self) -> bool {
        self.kind.role != Role::Error && !self.kind.is_common
    }
}

impl Of {
    /// What stands for it in a path.
    fn name<'m>(self, model: &'m Model) -> Cow<'m, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Record(one) => model.id(one).as_str().into(),
            Self::Period(period) => model.site.slug_of(period).into(),
            Self::Stage(one) => model.site.stage(one).id.as_str().into(),
            Self::Year(year) => year.to_string().into(),
            Self::Section(number) => super::index::sections(model).swap_remove(number).into(),
            Self::Text(number) => (&*model.pages[number].path).into(),
            Self::Workbook(lang) => [&model.site.language(lang).code, ".xlsx"].concat().into(),
            Self::DataSet(name, format) => [name, ".", format.ending()].concat().into(),
        }
    }

    /// What sort of thing it is.
    const fn shown(self) -> Option<Shown> {
        Some(match self {
            Self::Nothing => return None,
            Self::Record(one) => Shown::Record(one.kind()),
            Self::Period(_) => Shown::Period,
            Self::Stage(_) => Shown::Stage,
            Self::Year(_) => Shown::Year,
            Self::Section(_) => Shown::Section,
            Self::Text(_) => Shown::Text,
            Self::DataSet(..) => Shown::DataSet,
            Self::Workbook(_) => Shown::Workbook,
        })
    }

    /// The language that it is in wherever it is shown, where it has one.
    #[must_use]
    pub const fn lang(self) -> Option<Lang> {
        if let Self::Workbook(lang) = self { Some(lang) } else { None }
    }

    /// Its number in the model, where it has one.
    #[must_use]
    pub const fn number(self) -> usize {
        match self {
            Self::Record(one) => one.index(),
            Self::Stage(one) => one.0,
            Self::Section(number) | Self::Text(number) => number,
            _ => 0,
        }
    }
}

/// The table of all kinds of pages.
#[derive(Debug)]
pub struct PageKinds {
    all: Vec<&'static PageKind>,
    by_shown: BTreeMap<Shown, &'static PageKind>,
}

impl PageKinds {
    /// The table, in the order in which pages are listed; the first is the home page.
    #[must_use]
    pub fn new(all: Vec<&'static PageKind>) -> Self {
        let by_shown = all.iter().filter_map(|kind| Some((kind.shows?, *kind))).collect();
        Self { all, by_shown }
    }

    /// All kinds.
    pub fn iter(&self) -> impl Iterator<Item = &'static PageKind> {
        self.all.iter().copied()
    }

    /// The home page of a language.
    #[must_use]
    pub fn home(&self) -> PageId {
        self.all[0].page(Of::Nothing)
    }

    /// The only page of the kind with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> PageId {
        let kind = self.iter().find(|kind| kind.name == name);
        kind.expect("only kinds in the table are asked for").page(Of::Nothing)
    }

    /// The page of something; of a record without one, the page that lists it.
    #[must_use]
    pub fn of(&self, one: impl Into<Of>) -> PageId {
        let of = one.into();
        match (of.shown().and_then(|shown| self.by_shown.get(&shown)), of) {
            (Some(kind), _) => kind.page(of),
            (None, Of::Record(one)) => self.list_of(one.kind().collection()),
            (None, _) => self.home(),
        }
    }

    /// The page that lists the records of a collection; the home page if none does.
    #[must_use]
    pub fn list_of(&self, collection: &str) -> PageId {
        let list = self.iter().find(|kind| kind.lists.contains(&collection));
        list.map_or_else(|| self.home(), |kind| kind.page(Of::Nothing))
    }

    /// The page on which the text of a written page is shown.
    #[must_use]
    pub fn of_text(&self, model: &Model, index: &Index, number: usize) -> PageId {
        let path = &*model.pages[number].path;
        if let Some(kind) = self.iter().find(|kind| kind.text == Some(path)) {
            return kind.page(Of::Nothing);
        }
        let opened = index.section_of(model, number).filter(|_| path.ends_with("/index"));
        self.of(opened.map_or(Of::Text(number), Of::Section))
    }

    /// The page that hosts show at addresses that they do not know: that of a language, or that
    /// for all.
    #[must_use]
    pub fn error(&self, is_common: bool) -> PageId {
        let is_meant = |kind: &&PageKind| kind.role == Role::Error && kind.is_common == is_common;
        self.iter().find(is_meant).map_or_else(|| self.home(), |kind| kind.page(Of::Nothing))
    }
}
