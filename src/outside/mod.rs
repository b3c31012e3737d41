//! Links to other sites, tried one by one: only `check --external` does that.
//!
//! Nothing of it reaches a page. The steps: `gather` finds every address once, `scheduler` has them
//! asked, a host at a time by one of several threads, `probe` decides after each answer what is
//! next, `http` asks, and `seen` remembers what answered for some days.

mod gather;
mod http;
mod probe;
mod report;
mod scheduler;
mod seen;

pub use gather::{Address, addresses};
pub use probe::{Ask, Method, Next, Probe, Reply, Verdict};
pub use report::{Outside, check};
pub use scheduler::ask_all;
pub use seen::now_seconds;
