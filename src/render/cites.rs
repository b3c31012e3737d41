//! The citations of a page: each is listed once, under its source, and numbered as it is made.

use super::cited::{MARK, MARK_END};
use super::view::markup::escape;
use super::view::{CiteGroupView, CiteRefView, CiteView};
use crate::model::{Citation, Ref, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A source; `None` for all those that came later than the day that the site speaks of.
type Group = Option<Ref<Source>>;

/// Source, quote and page: citations that agree in them are one.
type Key<'a> = (Group, Option<&'a str>, Option<&'a str>);

/// The citations made so far. A page can have thousands, so nothing here goes through all of
/// them.
#[derive(Debug, Default)]
pub(super) struct Cites<'a> {
    groups: Vec<CiteGroupView<'a>>,
    group_of: BTreeMap<Group, usize>,
    numbers: BTreeMap<Key<'a>, usize>,
    marks: Vec<Arc<str>>,
    /// The citation made last, which is often made again.
    last: Option<(Key<'a>, usize)>,
}

fn group_of(citation: &Citation) -> Group {
    (!citation.is_later).then_some(citation.source)
}

fn key(citation: &Citation) -> Key<'_> {
    let quote = citation.quote.as_ref().map(|quote| &*quote.text);
    (group_of(citation), quote, citation.page.as_deref())
}

impl<'a> Cites<'a> {
    /// The mark of a citation that was made before.
    pub(super) fn known(&mut self, citation: &'a Citation) -> Option<CiteRefView> {
        let key = key(citation);
        let number = match self.last {
            Some((last, number)) if last == key => number,
            _ => *self.numbers.get(&key)?,
        };
        self.last = Some((key, number));
        Some(self.mark(number))
    }

    /// The number of the next new citation, from 1.
    pub(super) fn next_number(&self) -> usize {
        self.marks.len() + 1
    }

    /// Whether anything of the source of a citation was cited before.
    pub(super) fn has_group(&self, citation: &Citation) -> bool {
        self.group_of.contains_key(&group_of(citation))
    }

    /// Adds a citation that was not made before; `group` opens the list of a new source, `label`
    /// says what the mark is.
    pub(super) fn add(
        &mut self,
        citation: &'a Citation,
        item: CiteView<'a>,
        group: Option<CiteGroupView<'a>>,
        label: &str,
    ) -> CiteRefView {
        let number = self.next_number();
        let mut html = format!("{MARK}{number}{MARK_END}");
        escape(&mut html, label);
        html.push_str(&format!("\">{number}</a>"));
        self.marks.push(html.into());
        self.numbers.insert(key(citation), number);
        let place = *self.group_of.entry(group_of(citation)).or_insert(self.groups.len());
        self.groups.extend(group);
        self.groups[place].items.push(item);
        self.mark(number)
    }

    /// The list for the end of the page.
    pub(super) fn take(&mut self) -> Vec<CiteGroupView<'a>> {
        std::mem::take(self).groups
    }

    fn mark(&self, number: usize) -> CiteRefView {
        CiteRefView { number, html: Arc::clone(&self.marks[number - 1]) }
    }
}
