//! Printing values in a language.

mod column;
mod list;
mod number;
mod period;
mod quantity;

pub use column::{ColumnCell, ColumnUnit};
pub use number::NumberMarks;
pub(in crate::locale) use number::count_at;
pub use period::PeriodStyle;
