//! What is fuzzed: each target takes any bytes, and panics where something does not hold.
//!
//! The test suite feeds them a fixed number of inputs, `tests/fuzz/run` as many as there is time
//! for.

mod date;
mod figures;
mod formats;
mod front_matter;
mod html;
mod markdown;
mod nothing;
mod places;
mod quantity;
mod record;
mod setting;
mod site;
pub(crate) mod yaml;

/// A target of fuzzing.
#[derive(Debug)]
pub(crate) struct Target {
    /// The name of its folder in the corpus, too.
    pub(crate) name: &'static str,
    /// Takes an input.
    pub(crate) run: fn(&[u8]),
}

/// All of them, the quickest first.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "quantity", run: |data| quantity::check(&text(data)) },
    Target { name: "date", run: |data| date::check(&text(data)) },
    Target { name: "figures", run: |data| figures::check(&text(data)) },
    Target { name: "yaml", run: |data| yaml::check(&text(data)) },
    Target { name: "front_matter", run: |data| front_matter::check(&text(data)) },
    Target { name: "markdown", run: |data| markdown::check(&text(data)) },
    Target { name: "record", run: |data| record::check(&text(data)) },
    Target { name: "formats", run: formats::check },
    Target { name: "nothing", run: nothing::check },
    Target { name: "site", run: |data| site::check(&text(data)) },
];

/// The input as a text; what is not UTF-8 is replaced as the loader would for a report.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
