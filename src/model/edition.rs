//! Editions: the dated reports of a site, each with what was known on its day.

use super::record::Text;
use super::{HeldBack, Model};
use crate::source::Span;
use crate::value::Id;
use jiff::civil::Date;

/// A dated report: the site as it was known on a day.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its id, a part of addresses.
    pub id: Id,
    /// The day that it speaks of.
    pub as_of: Date,
    /// Its title.
    pub title: Text,
    /// Where it is.
    pub span: Span,
}

impl Edition {
    /// The folder of its pages once it is no longer the newest.
    fn folder(&self) -> Box<str> {
        ["editions/", self.id.as_str(), "/"].concat().into()
    }
}

impl Model {
    /// The editions of a complete ledger in the order of their days, as known on a day; the last
    /// one is that of the day itself, which is the site.
    #[must_use]
    pub fn editions(&self, as_of: Date) -> Vec<(Self, HeldBack)> {
        let n_published = self.site.editions.partition_point(|edition| edition.as_of <= as_of);
        let published = &self.site.editions[..n_published];
        let of_day = |(_, edition): &(usize, &Edition)| edition.as_of == as_of;
        let own = published.iter().enumerate().find(of_day).map(|(number, _)| number);
        let edition = |day: Date, number: Option<usize>, folder: Box<str>| {
            let (mut model, held_back) = self.known_on(day);
            model.site.editions.truncate(n_published);
            model.site.edition = number;
            model.site.folder = folder;
            model.site.lacks_later = !held_back.is_empty();
            (model, held_back)
        };
        let earlier = published.iter().enumerate().filter(|(_, edition)| edition.as_of < as_of);
        let earlier = earlier.map(|(number, one)| edition(one.as_of, Some(number), one.folder()));
        let mut editions: Vec<_> = earlier.collect();
        editions.push(edition(as_of, own, "".into()));
        editions
    }

    /// The edition that this model is; `None` for a site that speaks of a later day than all of
    /// its editions, or has none.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        self.site.editions.get(self.site.edition?)
    }
}
