//! What a page is made from, noted while it is made, so that it is made again when one of these
//! changes and only then.
//!
//! Of what a ledger holds only projects are told apart: everything else (settings, other records,
//! written pages, the theme, which pages there are) is taken to be read by every page.

use super::Project;
use std::any::type_name;
use std::cell::RefCell;

/// Something that a page is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    /// All projects.
    Projects,
    /// One of them, by its number.
    Project(u32),
    /// What belongs to a group, by the number of the list and of the group.
    List(u8, u32),
    /// The first of these, as many as [`START`].
    Start(u8, u32),
    /// Which projects stand before and after one in the order of a language, by the number of the
    /// language and of the project.
    Neighbours(u8, u32),
}

impl Dependency {
    /// A number of its own.
    #[must_use]
    pub fn to_number(self) -> u64 {
        let number =
            |kind: u64, list: u8, of: u32| u64::from(of) << 16 | u64::from(list) << 8 | kind;
        match self {
            Self::Projects => number(0, 0, 0),
            Self::Project(of) => number(1, 0, of),
            Self::List(list, of) => number(2, list, of),
            Self::Start(list, of) => number(3, list, of),
            Self::Neighbours(lang, of) => number(4, lang, of),
        }
    }
}

/// How many items of a list are its start.
pub const START: usize = 9;

/// Everything that a page is made from; each once, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies(Vec<Dependency>);

impl Dependencies {
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
        let dependency = |number: &u64| {
            let [kind, list, ..] = number.to_le_bytes();
            let of = u32::try_from(number >> 16).ok()?;
            Some(match kind {
                0 => Dependency::Projects,
                1 => Dependency::Project(of),
                2 => Dependency::List(list, of),
                3 => Dependency::Start(list, of),
                4 => Dependency::Neighbours(list, of),
                _ => return None,
            })
        };
        numbers.iter().map(dependency).collect::<Option<_>>().map(Self)
    }
}

/// What is noted while something is made.
#[derive(Default)]
struct Noted {
    found: Dependencies,
    /// How many there were when each stood there once.
    n_tidy: usize,
    /// All projects are among them, so that none needs to be named.
    has_all: bool,
}

impl Noted {
    fn add(&mut self, one: Dependency) {
        match one {
            Dependency::Project(_) if self.has_all => return,
            Dependency::Projects => self.has_all = true,
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
        let found = &mut self.found.0;
        found.sort_unstable();
        found.dedup();
        if self.has_all {
            found.retain(|one| !matches!(one, Dependency::Project(_)));
        }
        self.n_tidy = found.len();
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

/// A record of some collection is read.
pub(super) fn one<T>(index: usize) {
    if type_name::<T>() == type_name::<Project>() {
        note(Dependency::Project(u32::try_from(index).unwrap_or(u32::MAX)));
    }
}

/// All records of some collection are read.
pub(super) fn all<T>() {
    if type_name::<T>() == type_name::<Project>() {
        note(Dependency::Projects);
    }
}
