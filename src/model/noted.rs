//! What a thread reads of the projects: the proof that `plan::reads` names all that a page reads.
//! Debug builds only.

use super::Project;
use std::any::type_name;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Projects that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// Single ones, by their numbers.
    pub projects: BTreeSet<usize>,
    /// All of them were gone through.
    pub all: bool,
}

thread_local! {
    static NOTED: RefCell<Option<Noted>> = const { RefCell::new(None) };
}

/// Notes which projects a closure reads on this thread.
pub fn noting<R>(read: impl FnOnce() -> R) -> (R, Noted) {
    NOTED.with_borrow_mut(|noted| *noted = Some(Noted::default()));
    let result = read();
    (result, NOTED.take().unwrap_or_default())
}

/// A record of some collection is read.
pub(super) fn one<T>(index: usize) {
    note::<T>(|noted| {
        noted.projects.insert(index);
    });
}

/// All records of some collection are read.
pub(super) fn all<T>() {
    note::<T>(|noted| noted.all = true);
}

fn note<T>(note: impl FnOnce(&mut Noted)) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted
            && type_name::<T>() == type_name::<Project>()
        {
            note(noted);
        }
    });
}
