//! The words of a locale file, by subject.

mod figures;
mod list;
mod money;
mod numbers;
mod periods;
mod relations;
mod units;

pub(super) use figures::{FigureWords, PlaceWords};
pub(super) use list::ListWords;
pub(super) use money::MoneyWords;
pub(super) use numbers::NumberWords;
pub(super) use periods::{Form, Name, PeriodSort, PeriodWords, Printed};
pub(super) use relations::{Governed, RelationWords, Role};
pub(super) use units::{UnitWords, read_words};
