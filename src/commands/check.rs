//! `wellspring check`: everything that `build` does, but the writing.

use super::{Outcome, Printer, coverage, has_errors};
use crate::cli::FormatArg;
use crate::diag::format::summary_line;
use crate::options::BuildOptions;
use crate::outside;
use crate::pipeline::{Compiled, compile};
use crate::progress_bar::Progress;
use crate::write;

/// The file in the memory folder that tells which links answered lately.
const MEMORY: &str = "links.json";

pub(super) fn run(options: &BuildOptions, external: bool, out: &Printer<'_>) -> Outcome {
    let progress = out.progress();
    progress.begin("reading");
    let mut compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let read = super::summary::summary(&compiled);
    let coverage =
        compiled.site.as_ref().map(|site| coverage::coverage_of(site, &compiled.sources));
    let coverage = coverage.unwrap_or_default();
    let (lines, table) = (coverage::lines(&coverage), coverage::table(&coverage));
    let links = if external { try_links(&mut compiled, options, &progress) } else { None };
    let (sources, found) = compiled.finish(&progress);
    drop(progress);
    let is_summary = out.global.format == FormatArg::Markdown;
    if is_summary {
        let check = out.language().say("Check");
        let gap = if found.is_empty() { "" } else { "\n" };
        out.data(&format!("### {check}\n\n{}\n{gap}", out.language().say(&summary_line(&found))));
    }
    out.problems(&sources, &found);
    if is_summary {
        out.prose(&table);
    }
    read.iter().for_each(|read| out.remark(read));
    links.iter().for_each(|links| out.remark(links));
    lines.iter().for_each(|line| out.remark(line));
    if has_errors(&found) {
        return Outcome::ContentErrors;
    }
    if found.is_empty() {
        out.remark("no problems");
    }
    Outcome::Clean
}

/// Tries the links to other sites; says in a line what came of it.
fn try_links(
    compiled: &mut Compiled,
    options: &BuildOptions,
    progress: &Progress,
) -> Option<String> {
    let model = &compiled.site.as_ref()?.model;
    let addresses = outside::addresses(model, &compiled.sources);
    let settings = &model.site.external_links;
    let memory = write::kept(&options.output, MEMORY).unwrap_or_default();
    let own = model.site.base_url.as_deref();
    let now = outside::now_seconds();
    let found = outside::check(&addresses, settings, own, &memory, now, progress);
    write::keep(&options.output, MEMORY, &found.memory);
    found.found.into_iter().for_each(|one| compiled.problems.push(one));
    Some(found.summary)
}
