//! What a type of field knows: how it is read, shown and left out, and what it looks like in a
//! file. One implementation for each type serves every field of every record.

use super::super::as_of::Knowing;
use super::super::resolve::{Context, Gauge};
use super::super::{Collection, Header, Record};
use super::visit::Visit;
use crate::diag::Sink;
use crate::parse::fields::{Fields, one_or_many};
use crate::parse::node::Node;
use crate::value::{Id, Period, YearStart, shrink};
use serde_json::{Value, json};

/// A kind of record that is declared.
pub trait Declared: Record + Send + Sync + std::fmt::Debug {
    /// With its article, for messages: "a park".
    const WHAT: &'static str;
    /// The same without its article: "park".
    fn noun() -> &'static str {
        Self::WHAT.split_once(' ').map_or(Self::WHAT, |(_, noun)| noun)
    }

    /// The key of its name: `name` or `title`; `None` if it has none.
    const NAME_KEY: Option<&'static str>;
    /// Its fields besides those that every record has.
    const FIELDS: &'static [FieldInfo];

    /// Shows its fields besides those that every record has.
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visit<'a>);
}

/// A record of any declared kind.
pub trait AnyRecord: Send + Sync + std::fmt::Debug {
    /// The name of its collection.
    fn collection(&self) -> &'static str;
    /// What every record has.
    fn any_header(&self) -> &Header;
    /// Shows everything that it holds.
    fn show<'a>(&'a self, visitor: &mut dyn Visit<'a>);
}

impl<T: Declared> AnyRecord for T {
    fn collection(&self) -> &'static str {
        T::COLLECTION
    }

    fn any_header(&self) -> &Header {
        self.header()
    }

    fn show<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.header().visit(T::NAME_KEY.is_some(), visitor);
        self.visit_fields(visitor);
    }
}

/// A field as its declaration says.
#[derive(Debug)]
pub struct FieldInfo {
    /// Its key in the file; empty if it takes several, which its schema names.
    pub key: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// A record without it is reported.
    pub is_required: bool,
    /// Its values as JSON Schema.
    pub schema: fn() -> Value,
    /// The collection of the records that stand in it, if it holds records.
    pub holds: Option<&'static str>,
}

/// How much of a record is known, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Its name, because something known refers to it.
    Name,
    /// That it is there, what it belongs to, and those of its parts that are known for themselves.
    Parts,
    /// What it says as a whole, and those of its parts that are known.
    Whole,
}

/// What else a declaration gives, for the model alone.
pub(in crate::model) trait Decoded: Declared + Clone {
    /// Reads a record; `None` if it lacks what it cannot do without, which has been reported.
    fn decode(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Self>;
    /// Its header.
    fn header_mut(&mut self) -> &mut Header;
    /// Notes what records of other kinds depend on, when all of this kind are decoded.
    fn tell(_records: &Collection<Self>, _cx: &mut Context<'_>) {}
    /// It speaks of time after a day, so that it cannot be known on it.
    fn is_ahead_of(&self, _day: jiff::civil::Date) -> bool {
        false
    }
    /// Leaves out what is not known of its fields; returns how many milestones that were.
    fn reduce_fields(&mut self, knowing: &Knowing<'_>, known: Kept) -> usize;
}

/// A field while it is read.
pub(in crate::model) struct Input<'i, 'n> {
    pub(in crate::model) cx: &'i Context<'i>,
    pub(in crate::model) fields: &'i mut Fields<'n>,
    pub(in crate::model) header: &'i Header,
    pub(in crate::model) key: &'static str,
    /// For messages: "`kind`".
    pub(in crate::model) what: &'static str,
    pub(in crate::model) is_required: bool,
    pub(in crate::model) sink: &'i mut Sink,
}

impl<'n> Input<'_, 'n> {
    /// Takes the field; `Fields::finish` reports a required one that is not there.
    pub(in crate::model) fn take(&mut self) -> Option<&'n Node> {
        match self.is_required {
            true => self.fields.required(self.key),
            false => self.fields.optional(self.key),
        }
    }

    /// The period of the record, which reports itself what is wrong with it.
    pub(in crate::model) fn period_beside(&self) -> Option<Period> {
        self.cx.period_of(self.fields)
    }

    /// When reporting years begin that the record speaks of.
    pub(in crate::model) fn year_start(&self) -> Option<YearStart> {
        self.cx.year_start_of(self.fields)
    }

    /// What figures of the indicator of the record must be.
    pub(in crate::model) fn gauge(&self) -> Option<Gauge> {
        let indicator = self.fields.peek("indicator").and_then(Node::as_str)?;
        self.cx.gauge(self.cx.named(indicator)?)
    }
}

/// The usual reading of a type.
#[derive(Debug)]
pub(in crate::model) enum Usual {}
/// An address on the web.
#[derive(Debug)]
pub(in crate::model) enum Address {}
/// A day from which a record is known.
#[derive(Debug)]
pub(in crate::model) enum Announced {}

/// What a corrected figure is.
#[derive(Debug)]
pub(in crate::model) enum Corrected {}
/// How many decimals a figure has.
#[derive(Debug)]
pub(in crate::model) enum Decimals {}
/// An indicator of which it is known what its figures must be.
#[derive(Debug)]
pub(in crate::model) enum Gauged {}
/// A share of a whole.
#[derive(Debug)]
pub(in crate::model) enum Share {}
/// Why a figure stands apart from its target.
#[derive(Debug)]
pub(in crate::model) enum Apart {}
/// What the settings say, if nothing is said.
#[derive(Debug)]
pub(in crate::model) enum OfSite {}
/// Parts that were added to a record, and do not date it.
#[derive(Debug)]
pub(in crate::model) enum Added {}
/// Several regions, or one by a shorter key.
#[derive(Debug)]
pub(in crate::model) enum Regions {}

/// A type of field, in one of its forms.
#[diagnostic::on_unimplemented(
    message = "no field of a record can be `{Self}`",
    label = "this type does not implement `Field` in this form",
    note = "types of fields are listed in `model/declared/field.rs`"
)]
pub(in crate::model) trait Field<Form = Usual>: Sized {
    /// A record without it is reported.
    const IS_REQUIRED: bool = false;
    /// The collection of the records that stand in it, if it holds records.
    const HOLDS: Option<&'static str> = None;
    /// Reads it; `None` if it is required and cannot be read.
    fn decode(input: &mut Input<'_, '_>) -> Option<Self>;
    /// Shows what it holds.
    fn visit<'a>(&'a self, _visitor: &mut dyn Visit<'a>) {}
    /// Leaves out its parts that are not known; returns how many milestones that were.
    fn reduce(&mut self, _knowing: &Knowing<'_>, _known: Kept) -> usize {
        0
    }
    /// Leaves it out as a whole, if that can be done.
    fn clear(&mut self) {}
    /// Its values as JSON Schema.
    fn schema() -> Value;
}

/// A value that one node of a file holds. `Option<T>`, `Vec<T>` (one or a list), `T` itself
/// (required, or with a default) and `Spanned` of it are fields.
#[diagnostic::on_unimplemented(
    message = "no field of a record can hold a `{Self}`",
    note = "implement `Item` for it in `model/declared/items.rs`"
)]
pub(in crate::model) trait Item<Form = Usual>: Sized {
    /// It is counted among the milestones that are held back.
    const IS_COUNTED: bool = false;
    /// Reads one; `None` if it cannot be read, which has been reported.
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self>;
    /// Reads those of a list.
    fn read_all(nodes: &[Node], input: &mut Input<'_, '_>) -> Vec<Self> {
        shrink(nodes.iter().filter_map(|node| Self::read(node, input)).collect())
    }
    /// Shows what it holds.
    fn visit<'a>(&'a self, _visitor: &mut dyn Visit<'a>) {}
    /// Whether it is known; a part that becomes known for itself leaves out what is not.
    fn keep(&mut self, _knowing: &Knowing<'_>, _known: Kept) -> bool {
        true
    }
    /// Its values as JSON Schema.
    fn schema() -> Value;
}

/// Written out form by form: for any form at all, another crate could make `Option` an item.
macro_rules! fields_of_items {
    ($($form:ty),*) => {$(
        impl<T: Item<$form>> Field<$form> for T {
            const IS_REQUIRED: bool = true;

            fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
                let node = input.take()?;
                <T as Item<$form>>::read(node, input)
            }

            fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
                <T as Item<$form>>::visit(self, visitor);
            }

            fn schema() -> Value {
                <T as Item<$form>>::schema()
            }
        }

        impl<T: Item<$form>> Field<$form> for Option<T> {
            fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
                let node = input.take();
                Some(node.and_then(|node| <T as Item<$form>>::read(node, input)))
            }

            fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
                self.iter().for_each(|value| <T as Item<$form>>::visit(value, visitor));
            }

            fn reduce(&mut self, knowing: &Knowing<'_>, known: Kept) -> usize {
                *self = self.take_if(|value| <T as Item<$form>>::keep(value, knowing, known));
                0
            }

            fn clear(&mut self) {
                *self = None;
            }

            fn schema() -> Value {
                <T as Item<$form>>::schema()
            }
        }

        impl<T: Item<$form>> Field<$form> for Vec<T> {
            fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
                let nodes = input.take().map(one_or_many).unwrap_or_default();
                Some(<T as Item<$form>>::read_all(nodes, input))
            }

            fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
                self.iter().for_each(|value| <T as Item<$form>>::visit(value, visitor));
            }

            fn reduce(&mut self, knowing: &Knowing<'_>, known: Kept) -> usize {
                let n_before = self.len();
                self.retain_mut(|value| <T as Item<$form>>::keep(value, knowing, known));
                if <T as Item<$form>>::IS_COUNTED { n_before - self.len() } else { 0 }
            }

            fn clear(&mut self) {
                Vec::clear(self);
            }

            fn schema() -> Value {
                json!({ "type": "array", "items": <T as Item<$form>>::schema() })
            }
        }
    )*};
}

fields_of_items!(Usual, Added, Address, Corrected, Announced, Decimals, Gauged, Share, Apart);
