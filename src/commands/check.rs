//! `wellspring check`: everything that `build` does, but the writing.

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::options::BuildOptions;
use crate::pipeline::compile;

pub(super) fn run(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let meter = out.meter();
    meter.begin("reading");
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let read = super::summary::summary(&compiled);
    let (sources, found) = compiled.finish(&meter);
    drop(meter);
    out.problems(&sources, &found);
    read.iter().for_each(|read| out.remark(read));
    if has_errors(&found) {
        return Outcome::ContentErrors;
    }
    if found.is_empty() {
        out.remark("no problems");
    }
    Outcome::Clean
}
