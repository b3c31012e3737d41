//! `wellspring build`: the site into the output folder.

use super::schema::keep_up;
use super::{Outcome, Printer};
use crate::options::BuildOptions;
use crate::pipeline::{Built, Compiled, build, with};
use crate::progress_bar::Progress;
use crate::write::WriteReport;
use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "the command times itself; no page sees it")]
pub(super) fn run(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let start = Instant::now();
    let progress = out.progress();
    let built = build(options, &progress);
    drop(progress);
    match built {
        Ok(Built::Unchanged { n_files, n_bytes }) => {
            let wrote = format!(
                "wrote    nothing: {n_files} files are as they were, {} in all",
                size(n_bytes)
            );
            out.remark(&format!("{wrote}\n{}", end(options, start.elapsed())));
            Outcome::Clean
        }
        Ok(Built::Published(compiled, report)) => {
            out.problems(&compiled.sources, &compiled.problems());
            out.remark(&summary(&compiled, options, report, start.elapsed()));
            let site = compiled.site.as_ref();
            if let Some(Err(why)) = site.map(|site| keep_up(&options.root, &site.model)) {
                out.remark(&why);
            }
            // The program ends here; giving back a large ledger record by record takes longer.
            std::mem::forget(compiled);
            Outcome::Clean
        }
        Ok(Built::Broken(compiled, errors)) => {
            let read = super::summary::summary(&compiled);
            if errors.is_empty() {
                let (sources, found) = compiled.finish(&Progress::hidden());
                out.problems(&sources, &found);
            } else {
                out.problems(&compiled.sources, &with(&compiled, errors));
            }
            read.iter().for_each(|read| out.remark(read));
            out.remark(&format!(
                "nothing was published; `{}` is as it was",
                options.output.display()
            ));
            Outcome::ContentErrors
        }
        Err(message) => out.failure(&message),
    }
}

/// Where the site is, and how long it took.
fn end(options: &BuildOptions, time: Duration) -> String {
    let home = match options.shard {
        None => options.output.join("index.html"),
        Some(_) => options.output.clone(),
    };
    format!("output   {} in {}", home.display(), duration(time))
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
    let read = super::summary::summary(compiled).unwrap_or_default();
    let earlier = site.earlier.iter().map(|edition| {
        let pages = edition.plan.pages.iter().filter(|page| page.path.ends_with(".html"));
        let id = edition.model.edition().map(|edition| edition.id.as_str()).unwrap_or_default();
        format!("{} in edition {id}", pages.count())
    });
    let languages: Vec<_> = languages.into_iter().chain(earlier).collect();
    let part = options.shard.map(|shard| {
        format!("\npart     {} of {}: the files below are its share", shard.number(), shard.of())
    });
    let part = part.unwrap_or_default();
    format!(
        "{read}\npages    {}{part}\nwrote    {} files new or changed, {} unchanged, {} removed, {} in all\n{}",
        languages.join(", "),
        report.n_written,
        report.n_unchanged,
        report.n_removed,
        size(report.n_bytes),
        end(options, time),
    )
}

pub(super) fn size(n_bytes: u64) -> String {
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
