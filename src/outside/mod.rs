//! Links to other sites, tried one by one: only `check --external` does that.
//!
//! Nothing of it reaches a page. The steps: `gather` finds every address once, `queue` has them
//! asked, a host at a time by one of several threads, `errand` decides after each answer what is
//! next, `wire` asks, and `seen` remembers what answered for some days.

mod errand;
mod gather;
mod queue;
mod report;
mod seen;
mod wire;

pub use gather::{Address, addresses};
pub use report::{Outside, check};
pub use seen::now_seconds;
