//! `wellspring build`: the site into the output folder.

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::options::BuildOptions;
use crate::pipeline::Compiled;
use crate::pipeline::CompiledSite;
use crate::pipeline::Unpublished;
use crate::pipeline::check_output;
use crate::pipeline::compile;
use crate::pipeline::publish;
use crate::pipeline::with;
use crate::write::WriteReport;
use std::time::Duration;
use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "the command times itself; no page sees it")]
pub(super) fn run(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let start = Instant::now();
    if let Err(message) = check_output(&options.root, &options.output) {
        return out.failure(&message);
    }
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let found = compiled.problems();
    if has_errors(&found) {
        let (sources, found) = compiled.finish();
        out.problems(&sources, &found);
        return not_published(options, out);
    }
    match publish(&compiled, options) {
        Ok(report) => {
            out.problems(&compiled.sources, &found);
            out.remark(&summary(&compiled, options, report, start.elapsed()));
            // The program ends here, and the system takes back all memory at once.
            std::mem::forget(compiled);
            Outcome::Clean
        }
        Err(Unpublished::Content(errors)) => {
            out.problems(&compiled.sources, &with(&compiled, errors));
            not_published(options, out)
        }
        Err(Unpublished::Failed(message)) => out.failure(&message),
    }
}

fn not_published(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    out.remark(&format!("nothing was published; `{}` is as it was", options.output.display()));
    Outcome::ContentErrors
}

/// What was read and what was written, in a few lines.
fn summary(
    compiled: &Compiled,
    options: &BuildOptions,
    report: WriteReport,
    time: Duration,
) -> String {
    let Some(site) = &compiled.site else { return String::new() };
    let languages: Vec<_> = site
        .model
        .site
        .languages
        .iter()
        .map(|language| {
            let pages = site.plan.pages.iter().filter(|page| page.lang == language.lang);
            let n_pages = pages.filter(|page| page.path.ends_with(".html")).count();
            format!("{} {n_pages} pages", language.code)
        })
        .collect();
    let counts: Vec<_> = site.model.counts().filter(|(_, n)| *n > 0).collect();
    let n_records: usize = counts.iter().map(|(_, n)| n).sum();
    let kinds: Vec<_> = counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let held_back = held_back(site);
    format!(
        "read     {n_records} records{}{held_back}\npages    {}\nwrote    {} files new or changed, {} unchanged, {} removed, {} in all\noutput   {} in {}",
        if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) },
        languages.join(", "),
        report.n_written,
        report.n_unchanged,
        report.n_removed,
        size(report.n_bytes),
        options.output.join("index.html").display(),
        duration(time),
    )
}

/// What was read and not published, because it became known after the as-of day.
fn held_back(site: &CompiledSite) -> String {
    let (n_pages, n_parts) = (site.held_back.pages.len(), site.held_back.n_parts());
    if n_pages + n_parts == 0 {
        return String::new();
    }
    let as_of = site.model.site.as_of;
    format!(
        "\nheld     {n_pages} pages and {n_parts} targets, observations and milestones known after {as_of}"
    )
}

fn size(n_bytes: u64) -> String {
    match n_bytes {
        0..100_000 => format!("{} kB", n_bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", n_bytes / 1_000_000, n_bytes / 100_000 % 10),
    }
}

fn duration(time: Duration) -> String {
    let milliseconds = time.as_millis();
    match milliseconds {
        0..10_000 => format!("{milliseconds} ms"),
        _ => format!("{}.{} s", milliseconds / 1000, milliseconds / 100 % 10),
    }
}
