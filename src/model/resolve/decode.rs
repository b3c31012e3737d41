//! Decodes the records of a collection in parallel, or takes them from an earlier run.

use super::super::declared::Decoded;
use super::super::{AnyRecord, AnyRef, Collection, Model, Ref, Visit};
use super::Earlier;
use super::context::{Context, IdCollector};
use super::proposals::propose_from_quotes;
use crate::diag::Sink;
use crate::parse::identity::{Identity, Name};
use crate::parse::node::Node;
use crate::parse::records::DataFile;
use crate::source::FileId;
use crate::value::Id;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A record to be decoded, or those of a file that are there already.
#[derive(Debug)]
pub(super) enum Slot {
    New(Id, Node),
    /// A file that has not changed.
    Kept(FileId),
}

/// The records of each collection, in the order of their files.
#[derive(Debug, Default)]
pub(super) struct Slots(BTreeMap<&'static str, Vec<Slot>>);

/// Gives every record its id; reports those that stand twice. Targets and observations, which
/// nothing refers to, are numbered where they have none.
pub(super) fn identified(data: Vec<DataFile>, ids: &mut IdCollector, sink: &mut Sink) -> Slots {
    let mut slots = Slots::default();
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let nested = |mut data: DataFile| {
        let nested = std::mem::take(&mut data.nested);
        std::iter::once(data).chain(nested)
    };
    for DataFile { file, outline, nodes, .. } in data.into_iter().flat_map(nested) {
        let collection = outline.collection;
        let list = slots.0.entry(collection).or_default();
        let count = counts.entry(collection).or_default();
        let is_kept = nodes.is_none();
        let mut nodes = nodes.into_iter().flatten();
        for identity in &outline.records {
            let node = nodes.next();
            let Some(name) = name(identity, collection, *count) else { continue };
            if name.is_internal {
                ids.withhold(collection, &name.id);
            } else if ids.add(collection, &name.id, name.span, sink) {
                *count += 1;
                list.extend(node.map(|node| Slot::New(name.id, node)));
            }
        }
        if is_kept {
            list.push(Slot::Kept(file));
        }
    }
    slots
}

fn name(identity: &Identity, collection: &str, number: usize) -> Option<Name> {
    match identity {
        Identity::Unusable => None,
        Identity::Named(name) => Some(name.clone()),
        Identity::Numbered { span, is_internal } => {
            let stem = collection.trim_end_matches('s');
            let id = Id::parse(&format!("{stem}-{}", number + 1)).ok()?;
            Some(Name { id, span: *span, is_internal: *is_internal })
        }
    }
}

/// What decodes the records of one collection after the other.
pub(in crate::model) struct Decoder<'a, 's> {
    pub(super) cx: Context<'a>,
    pub(super) earlier: Option<Earlier<'a>>,
    pub(super) slots: Slots,
    pub(super) sink: &'s mut Sink,
}

impl Decoder<'_, '_> {
    /// All records of a collection; `of` is where the earlier run has them.
    pub(in crate::model) fn collection<T: Decoded>(
        &mut self,
        of: fn(&Model) -> &Collection<T>,
    ) -> Collection<T>
    where
        AnyRef: From<Ref<T>>,
    {
        let before = self.earlier.into_iter().flat_map(|earlier| of(earlier.model).shared());
        let mut records = self.records(before);
        if records.iter().any(Option::is_none) {
            leave_out_dependents(&mut records);
            let numbered = records.iter().enumerate();
            let lost = numbered.filter(|(_, record)| record.is_none()).map(|(number, _)| number);
            self.cx.lose(T::COLLECTION, lost.collect());
        }
        let named =
            records.into_iter().map(|record| Some((record.as_ref()?.id().clone(), record?)));
        let records = Collection::new(named.len(), named);
        T::tell(&records, &mut self.cx);
        records
    }

    /// Each record by its number; `None` where it cannot be read.
    fn records<'b, T: Decoded + 'b>(
        &mut self,
        before: impl Iterator<Item = &'b Arc<T>>,
    ) -> Vec<Option<Arc<T>>> {
        let (cx, file_of) = (&self.cx, |record: &T| record.header().span.file);
        let slots = self.slots.0.remove(T::COLLECTION).unwrap_or_default();
        let results: Vec<_> = slots
            .into_par_iter()
            .map(|slot| match slot {
                Slot::Kept(file) => Outcome::Kept(file),
                Slot::New(id, node) => {
                    // The node, which is larger than the record, is dropped here at once, and by
                    // the thread that decodes it.
                    let mut sink = Sink::default();
                    let record = T::decode(cx, &id, &node, &mut sink).map(Arc::new);
                    propose_from_quotes(cx, &node, &mut sink);
                    Outcome::New(record, sink)
                }
            })
            .collect();
        let mut records = Vec::with_capacity(results.len());
        let mut before = before.peekable();
        for result in results {
            match result {
                Outcome::New(record, problems) => {
                    self.sink.append(problems);
                    records.push(record);
                }
                Outcome::Kept(file) => {
                    while before.next_if(|record| file_of(record) < file).is_some() {}
                    while let Some(record) = before.next_if(|record| file_of(record) == file) {
                        records.push(Some(Arc::clone(record)));
                    }
                }
            }
        }
        records
    }
}

/// Leaves out the records that refer to one of their own kind that could not be read: nobody may
/// follow such a reference.
fn leave_out_dependents<T: Decoded>(records: &mut [Option<Arc<T>>])
where
    AnyRef: From<Ref<T>>,
{
    struct Refers<'r>(&'r BTreeSet<AnyRef>, bool);
    impl<'a> Visit<'a> for Refers<'_> {
        fn refers(&mut self, to: AnyRef) {
            self.1 |= self.0.contains(&to);
        }
    }
    loop {
        let numbered = records.iter().enumerate().filter(|(_, record)| record.is_none());
        let lost: BTreeSet<AnyRef> = numbered.map(|(n, _)| Ref::<T>::new(n).into()).collect();
        for one in records.iter_mut() {
            let mut refers = Refers(&lost, false);
            if let Some(record) = one {
                (**record).show(&mut refers);
            }
            if refers.1 {
                *one = None;
            }
        }
        if records.iter().filter(|record| record.is_none()).count() == lost.len() {
            return;
        }
    }
}

enum Outcome<T> {
    New(Option<Arc<T>>, Sink),
    Kept(FileId),
}
