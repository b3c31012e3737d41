//! Records that lie in another one of their kind: regions, industries, projects of a programme,
//! groups of indicators.

use super::dependencies::one_read;
use super::{Collected, IndicatorGroup, Industry, Model, Project, Ref, Region};

/// A kind of which a record can be a part of another.
pub trait InParent: Collected {
    /// What a record is a part of.
    fn parent(&self) -> Option<Ref<Self>>;
}

macro_rules! nested {
    ($($kind:ty),*) => {$(
        impl InParent for $kind {
            fn parent(&self) -> Option<Ref<Self>> {
                self.parent
            }
        }
    )*};
}

nested!(Region, Industry, Project, IndicatorGroup);

/// What a record is a part of, the next one up first. Of records that lie in each other, which is
/// reported, each comes once.
pub fn ancestors<T: InParent>(model: &Model, record: Ref<T>) -> impl Iterator<Item = Ref<T>> + '_ {
    let all = T::all(model);
    let up = move |one: &Ref<T>| all.get(*one).parent();
    std::iter::successors(up(&record), up)
        .take(all.n_numbers())
        .take_while(move |one| *one != record)
}

/// Some records with all that they are a part of, each once.
pub fn with_ancestors<T: InParent>(model: &Model, records: &[Ref<T>]) -> Vec<Ref<T>> {
    let mut found = records.to_vec();
    for one in records {
        for above in ancestors(model, *one) {
            if !found.contains(&above) {
                found.push(above);
            }
        }
    }
    found
}

/// Whether one of some records is another one or a part of it.
pub fn any_within<T: InParent>(model: &Model, records: &[Ref<T>], whole: Ref<T>) -> bool {
    let is_within = |one: &Ref<T>| *one == whole || ancestors(model, *one).any(|up| up == whole);
    records.iter().any(is_within)
}

/// What lies directly in a record, in the order of the ledger.
pub fn parts<T: InParent>(model: &Model, record: Ref<T>) -> impl Iterator<Item = Ref<T>> + '_ {
    let all = T::all(model).iter();
    all.filter(move |(_, other)| other.parent() == Some(record)).map(|(one, _)| one)
}

impl Model {
    /// The region of the park of a project, which the page of the park says.
    #[must_use]
    pub fn region_of_park(&self, one: Ref<Project>) -> Option<Ref<Region>> {
        self.parks.get(self.projects.get(one).park?).region
    }

    /// Notes the projects whose amount is told by those of their parts: a sum takes these, because
    /// it would count the same money twice.
    pub(super) fn tell_programmes(&mut self) {
        let stated = self.projects.iter().filter(|(_, project)| project.investment.is_some());
        self.told_by_parts = stated.flat_map(|(one, _)| ancestors(self, one)).collect();
    }

    /// Whether a part of a project states an amount, so that sums do not take its own. It counts
    /// as reading the project.
    #[must_use]
    pub fn is_told_by_parts(&self, one: Ref<Project>) -> bool {
        one_read::<Project>(one.number());
        self.told_by_parts.contains(&one)
    }
}
