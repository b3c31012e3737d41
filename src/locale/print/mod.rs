//! Printing values in a language.

mod column;
mod list;
mod number;
mod period;
mod quantity;
mod rounded;

pub use column::{ColumnCell, ColumnUnit};
pub use number::NumberMarks;
pub(in crate::locale) use number::count_at;
pub use period::PeriodStyle;
pub use rounded::{rounded, rounded_beside, rounded_number};
