//! `wellspring check`: everything that `build` does, but the writing.

use super::Outcome;
use super::Printer;
use super::coverage;
use super::has_errors;
use crate::cli::FormatArg;
use crate::diag::format::summary_line;
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
    let coverage =
        compiled.site.as_ref().map(|site| coverage::coverage_of(site, &compiled.sources));
    let coverage = coverage.unwrap_or_default();
    let (lines, table) = (coverage::lines(&coverage), coverage::table(&coverage));
    let (sources, found) = compiled.finish(&meter);
    drop(meter);
    let is_summary = out.global.format == FormatArg::Markdown;
    if is_summary {
        let gap = if found.is_empty() { "" } else { "\n" };
        out.data(&format!("### Check\n\n{}\n{gap}", summary_line(&found)));
    }
    out.problems(&sources, &found);
    if is_summary {
        out.data(&table);
    }
    read.iter().for_each(|read| out.remark(read));
    lines.iter().for_each(|line| out.remark(line));
    if has_errors(&found) {
        return Outcome::ContentErrors;
    }
    if found.is_empty() {
        out.remark("no problems");
    }
    Outcome::Clean
}
