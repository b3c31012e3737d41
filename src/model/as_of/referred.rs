//! Which records known ones refer to, so that they are there with their names.

use super::super::declared::{AnyRef, Decoded, EachDecoded};
use super::super::{Collection, Kept, Model, Ref, Visit};
use super::knowing::Knowing;
use std::collections::BTreeSet;

/// The records that those refer to that are there.
pub(super) fn referred_to(model: &Model, knowing: &Knowing<'_>) -> BTreeSet<AnyRef> {
    let mut referred = Referred { knowing, marked: BTreeSet::new(), asked: BTreeSet::new() };
    let mut n_marked = None;
    // What is there by its name alone may refer to more.
    while n_marked != Some(referred.marked.len()) {
        n_marked = Some(referred.marked.len());
        model.each_decoded(&mut referred);
    }
    referred.marked
}

struct Referred<'k> {
    knowing: &'k Knowing<'k>,
    marked: BTreeSet<AnyRef>,
    /// Those that have been asked what they refer to.
    asked: BTreeSet<AnyRef>,
}

impl Visit<'_> for Referred<'_> {
    /// A source is known from its own day; what cites it does not bring it there.
    fn refers(&mut self, to: AnyRef) {
        if !matches!(to, AnyRef::Source(_)) {
            self.marked.insert(to);
        }
    }
}

impl EachDecoded for Referred<'_> {
    fn collection<T: Decoded>(&mut self, records: &Collection<T>)
    where
        AnyRef: From<Ref<T>>,
    {
        for (one, record) in records.all() {
            let one = AnyRef::from(one);
            if self.asked.contains(&one) {
                continue;
            }
            if self.knowing.known(record).is_some() {
                record.visit_fields(self);
            } else if self.marked.contains(&one) {
                self.knowing.reduced(record, Kept::Name).0.visit_fields(self);
            } else {
                continue;
            }
            self.asked.insert(one);
        }
    }
}
