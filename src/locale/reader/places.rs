//! Of which sort of place a text speaks: a city, a district, a county.

use super::{FigureReader, has_word};
use std::collections::BTreeSet;

impl FigureReader {
    /// The smallest sort of place that a text has in a name: that of 惠济区 in 郑州市惠济区.
    #[must_use]
    pub fn place_in(&self, text: &str) -> Option<&str> {
        let mut text = text.to_lowercase();
        for word in &self.no_places {
            text = text.replace(&**word, " ");
        }
        let mut sorts = self.places.iter().rev();
        let found = sorts.find(|(_, words)| words.names.iter().any(|name| has_name(&text, name)));
        found.map(|(sort, _)| &**sort)
    }

    /// Whether a clause speaks of a place of another sort than these, or of one of which it is not
    /// known: 全区, `the district's`.
    #[must_use]
    pub fn tells_other_place(&self, clause: &str, own: &BTreeSet<Box<str>>) -> bool {
        let clause = clause.to_lowercase();
        let words = self.places.values().flat_map(|words| &words.whole);
        let said: BTreeSet<_> = words.filter(|word| has_name(&clause, word)).collect();
        said.into_iter().any(|word| {
            let is_own =
                |sort: &str| self.places.get(sort).is_some_and(|words| words.whole.contains(word));
            !own.iter().any(|sort| is_own(sort))
        })
    }
}

/// Whether a text in small letters has a word, in a script with spaces as a whole one.
fn has_name(text: &str, word: &str) -> bool {
    has_word(text, &[word.into()])
}
