//! The citations of a page: each is listed once, under its source.
//!
//! While a page is made each citation gets a mark that names it by the order in which it was made.
//! What readers see, numbers and the list, follows from where the marks stand on the finished page
//! (`finish.rs`), because a view makes marks that no template prints, and a template may put the
//! end of a view first.

use super::scope::Scope;
use super::view::{CiteRefView, Finished};
use crate::model::{Citation, Ref, Source};
use std::collections::BTreeMap;

/// What stands on a page for the mark of a citation until it is finished, around its place among
/// the citations made.
pub(super) const MARK: &str = "<!--cite ";
/// What stands behind that place.
pub(super) const MARK_END: &str = "-->";

/// A source; `None` for all those that came later than the day that the site speaks of.
pub(super) type Group = Option<Ref<Source>>;

/// Source, quote and page: citations that agree in them are one.
type Key<'a> = (Group, Option<&'a str>, Option<&'a str>);

/// A citation that a view has made.
#[derive(Debug, Clone)]
pub(super) struct Made<'a> {
    pub(super) citation: &'a Citation,
    /// The page as a whole rests on it, so that it is listed without a mark as well.
    pub(super) is_of_page: bool,
    mark: Finished,
}

/// The citations made so far. A page can have thousands, so nothing here goes through all of
/// them.
#[derive(Debug, Default)]
pub(super) struct Cites<'a> {
    made: Vec<Made<'a>>,
    places: BTreeMap<Key<'a>, usize>,
    /// The citation made last, which is often made again.
    last: Option<(Key<'a>, usize)>,
}

/// The source under which a citation is listed.
pub(super) fn group_of(citation: &Citation) -> Group {
    (!citation.is_later).then_some(citation.source)
}

fn key(citation: &Citation) -> Key<'_> {
    let quote = citation.quote.as_ref().map(|quote| &*quote.text);
    (group_of(citation), quote, citation.page.as_deref())
}

/// Whether two citations agree, so that a page lists them as one.
pub(super) fn have_one_mark(one: &Citation, other: &Citation) -> bool {
    key(one) == key(other)
}

/// Cites the sources of a block once, if all its parts rest on the same; nothing if they differ, or
/// are so few that each can have its own mark.
pub(super) fn cite_for_all<'a>(
    scope: &Scope<'a>,
    parts: impl IntoIterator<Item = &'a [Citation]>,
) -> Vec<CiteRefView> {
    const FEW: usize = 3;
    let mut parts = parts.into_iter();
    let Some(first) = parts.next().filter(|first| !first.is_empty()) else { return Vec::new() };
    let agrees = |part: &[Citation]| {
        let mut both = part.iter().zip(first);
        part.len() == first.len() && both.all(|(one, other)| have_one_mark(one, other))
    };
    let mut n_parts = 1;
    let agree = parts.all(|part| {
        n_parts += 1;
        agrees(part)
    });
    if agree && n_parts >= FEW { scope.cite(first) } else { Vec::new() }
}

impl<'a> Cites<'a> {
    /// Whether no view has cited anything so far.
    pub(super) fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// The mark of a citation.
    pub(super) fn cite(&mut self, citation: &'a Citation) -> CiteRefView {
        let number = self.place(citation);
        CiteRefView { number, mark: self.made[number].mark.clone() }
    }

    /// The source of a citation that was made.
    pub(super) fn source(&self, number: usize) -> Group {
        group_of(self.made.get(number)?.citation)
    }

    /// Lists a citation on which the page as a whole rests.
    pub(super) fn cite_for_page(&mut self, citation: &'a Citation) {
        let place = self.place(citation);
        self.made[place].is_of_page = true;
    }

    fn place(&mut self, citation: &'a Citation) -> usize {
        let key = key(citation);
        let place = match self.last {
            Some((last, place)) if last == key => place,
            _ => *self.places.entry(key).or_insert_with(|| {
                let place = self.made.len();
                let mark = Finished::new(&format!("{MARK}{place}{MARK_END}"));
                self.made.push(Made { citation, is_of_page: false, mark });
                place
            }),
        };
        self.last = Some((key, place));
        place
    }

    /// All of them, in the order in which they were made.
    pub(super) fn take(&mut self) -> Vec<Made<'a>> {
        std::mem::take(self).made
    }
}
