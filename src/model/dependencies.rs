//! What a page is made from, noted while it is made, so that it is made again when one of these
//! changes and only then.
//!
//! Records of the ledger are told apart, each by its kind and number. Everything else (settings,
//! written pages, the theme, which records and pages there are) is taken to be read by every page.

use super::{Record, RecordKind};
use std::cell::RefCell;

/// Something that a page is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    /// All records of a kind.
    All(RecordKind),
    /// One of them, by its number.
    Record(RecordKind, u32),
    /// What was reported and promised of an indicator, by its number.
    Figures(u32),
    /// What belongs to a group, by the number of the list and of the group.
    List(u8, u32),
    /// The first of these, as many as [`START`].
    Start(u8, u32),
    /// Which records stand before and after one in their list in a language, by the number of the
    /// language and of the record.
    Neighbours(RecordKind, u8, u32),
}

/// The numbers of dependencies begin with these: a record of the first kind,
const RECORD: u8 = 0;
/// all records of the first kind,
const ALL: u8 = 32;
/// the figures of an indicator,
const FIGURES: u8 = 64;
/// neighbours,
const NEIGHBOURS: u8 = 65;
/// the first list,
const LIST: u8 = 96;
/// and the start of it. There are no more lists or kinds than these leave room for.
const START_OF: u8 = 160;

impl Dependency {
    /// A number of its own, which is small where what it names has a small one: a build keeps those
    /// of every page.
    #[must_use]
    pub fn to_number(self) -> u64 {
        let number = |tag: u8, of: u32| u64::from(of) << 8 | u64::from(tag);
        match self {
            Self::Record(kind, of) => number(RECORD + kind.number(), of),
            Self::All(kind) => number(ALL + kind.number(), 0),
            Self::Figures(of) => number(FIGURES, of),
            Self::Neighbours(kind, lang, of) => {
                let of = u64::from(of) << 8 | u64::from(lang);
                (of << 8 | u64::from(kind.number())) << 8 | u64::from(NEIGHBOURS)
            }
            Self::List(list, of) => number(LIST + list, of),
            Self::Start(list, of) => number(START_OF + list, of),
        }
    }

    /// From such a number; `None` if it stands for nothing.
    fn from_number(number: u64) -> Option<Self> {
        let [tag, low, lang, ..] = number.to_le_bytes();
        let of = u32::try_from(number >> 8).ok();
        let numbered = |kind: u8| RecordKind::NOTED.get(usize::from(kind)).copied();
        let kind = |first: u8| numbered(tag - first);
        Some(match tag {
            RECORD..ALL => Self::Record(kind(RECORD)?, of?),
            ALL..FIGURES => Self::All(kind(ALL)?),
            FIGURES => Self::Figures(of?),
            NEIGHBOURS => Self::Neighbours(numbered(low)?, lang, u32::try_from(number >> 24).ok()?),
            LIST..START_OF => Self::List(tag - LIST, of?),
            START_OF.. => Self::Start(tag - START_OF, of?),
            _ => return None,
        })
    }
}

/// How many items of a list are its start.
pub const START: usize = 9;

/// Everything that a page is made from; each once, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies(Vec<Dependency>);

/// From how many records of a kind on a part that pages share counts as made from all of that kind.
/// A list of half a million rows has a thousand pages, and each would name all of its rows.
const MOST_SHARED: usize = 1 << 12;

impl Dependencies {
    /// The same, or all of a kind where it names very many of them.
    pub(super) fn coarse(mut self) -> Self {
        let kind_of = |one: &Dependency| match one {
            Dependency::Record(kind, _) => Some(*kind),
            _ => None,
        };
        for &kind in RecordKind::NOTED {
            let is_one = |one: &Dependency| kind_of(one) == Some(kind);
            if self.0.iter().filter(|one| is_one(one)).count() > MOST_SHARED {
                self.0.retain(|one| !is_one(one));
                self.0.push(Dependency::All(kind));
            }
        }
        self.0.sort_unstable();
        self
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = Dependency> + '_ {
        self.0.iter().copied()
    }

    /// As numbers, for a memory that knows nothing of them.
    #[must_use]
    pub fn to_numbers(&self) -> Vec<u64> {
        self.0.iter().map(|one| one.to_number()).collect()
    }

    /// From such numbers; `None` if one of them stands for nothing.
    #[must_use]
    pub fn from_numbers(numbers: &[u64]) -> Option<Self> {
        numbers.iter().map(|one| Dependency::from_number(*one)).collect::<Option<_>>().map(Self)
    }
}

/// What is noted while something is made.
#[derive(Default)]
struct Noted {
    found: Dependencies,
    /// How many there were when each stood there once.
    n_tidy: usize,
    /// The kinds of which all records are among them, so that none needs to be named, as bits.
    whole: u32,
}

impl Noted {
    fn has_all(&self, kind: RecordKind) -> bool {
        self.whole & (1 << kind.number()) != 0
    }

    fn add(&mut self, one: Dependency) {
        match one {
            Dependency::Record(kind, _) | Dependency::All(kind) if self.has_all(kind) => return,
            Dependency::All(kind) => self.whole |= 1 << kind.number(),
            _ => {}
        }
        let found = &mut self.found.0;
        // What is read is mostly read several times in a row.
        if found.last() != Some(&one) {
            found.push(one);
        }
        // Put in order when it has doubled: a list of all projects would be sorted for each otherwise.
        if found.len() >= (self.n_tidy * 2).max(1 << 14) {
            self.tidy();
        }
    }

    fn tidy(&mut self) {
        let mut found = std::mem::take(&mut self.found.0);
        found.sort_unstable();
        found.dedup();
        found.retain(|one| !matches!(one, Dependency::Record(kind, _) if self.has_all(*kind)));
        self.n_tidy = found.len();
        self.found.0 = found;
    }
}

thread_local! {
    static NOTED: RefCell<Option<Noted>> = const { RefCell::new(None) };
}

/// What a closure makes, and from what; nothing of that is noted for whoever calls it.
pub fn noting<R>(make: impl FnOnce() -> R) -> (R, Dependencies) {
    let outer = NOTED.replace(Some(Noted::default()));
    let made = make();
    let mut noted = NOTED.replace(outer).unwrap_or_default();
    noted.tidy();
    (made, noted.found)
}

/// What a closure makes, where that does not depend on what it reads: an order of all names is
/// that of those that a page prints.
pub fn unnoted<R>(make: impl FnOnce() -> R) -> R {
    noting(make).0
}

/// Notes that a page is made from something.
pub fn note(one: Dependency) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted {
            noted.add(one);
        }
    });
}

/// Notes what a part that several pages share is made from.
pub fn note_all(dependencies: &Dependencies) {
    dependencies.iter().for_each(note);
}

/// Notes that a page is made from every record.
pub fn note_ledger() {
    RecordKind::NOTED.iter().for_each(|kind| note(Dependency::All(*kind)));
}

/// A record of some collection is read.
pub(super) fn one_read<T: Record>(number: u32) {
    if T::KIND.is_noted() {
        note(Dependency::Record(T::KIND, number));
    }
}

/// All records of some collection are read.
pub(super) fn all_read<T: Record>() {
    if T::KIND.is_noted() {
        note(Dependency::All(T::KIND));
    }
}
