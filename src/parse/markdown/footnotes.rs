//! Footnotes are numbered as they are referred to, and stand at the end of the text.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag};

use super::marks::Spanned;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Index of the event that starts each definition, by label.
    definitions: BTreeMap<String, usize>,
    /// All definitions, in the order of the source.
    all: Vec<usize>,
    /// Definitions in the order of their numbers.
    order: Vec<usize>,
    /// Number and count of references, by label.
    referred: BTreeMap<String, (usize, usize)>,
}

impl Footnotes {
    /// Finds the definitions.
    pub(super) fn new(events: &[Spanned<'_>]) -> Self {
        let mut footnotes = Self::default();
        for (index, (event, _)) in events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                footnotes.definitions.entry(key(label)).or_insert(index);
                footnotes.all.push(index);
            }
        }
        footnotes
    }

    /// Whether none is defined.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The number of a footnote that is referred to, and how many references it has by now;
    /// `None` if it is not defined.
    pub(super) fn refer(&mut self, label: &str) -> Option<(usize, usize)> {
        let label = key(label);
        let definition = *self.definitions.get(&label)?;
        let order = &mut self.order;
        let (number, count) = self.referred.entry(label).or_insert_with(|| {
            order.push(definition);
            (order.len(), 0)
        });
        *count += 1;
        Some((*number, *count))
    }

    /// The definition with that number, from 1.
    pub(super) fn definition(&self, number: usize) -> Option<usize> {
        self.order.get(number - 1).copied()
    }

    /// The definitions that nothing refers to; they are shown too.
    pub(super) fn unreferred(&self) -> Vec<usize> {
        let referred: std::collections::BTreeSet<_> = self.order.iter().collect();
        self.all.iter().copied().filter(|index| !referred.contains(index)).collect()
    }
}

/// Labels are compared without regard to case.
fn key(label: &str) -> String {
    label.to_lowercase()
}
