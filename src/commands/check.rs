//! `wellspring check`: everything that `build` does, but the writing.

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::options::BuildOptions;
use crate::pipeline::CompiledSite;
use crate::pipeline::compile;
use crate::source::Sources;
use crate::translation::coverage::Share;
use crate::translation::coverage::coverage;
use std::collections::BTreeSet;

pub(super) fn run(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let meter = out.meter();
    meter.begin("reading");
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let read = super::summary::summary(&compiled);
    let coverage = compiled.site.as_ref().map(|site| coverage_lines(site, &compiled.sources));
    let (sources, found) = compiled.finish(&meter);
    drop(meter);
    out.problems(&sources, &found);
    read.iter().for_each(|read| out.remark(read));
    coverage.into_iter().flatten().for_each(|line| out.remark(&line));
    if has_errors(&found) {
        return Outcome::ContentErrors;
    }
    if found.is_empty() {
        out.remark("no problems");
    }
    Outcome::Clean
}

/// What there is in each language; nothing for a site with one.
fn coverage_lines(site: &CompiledSite, sources: &Sources) -> Vec<String> {
    let languages = &site.model.site.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    let strings: BTreeSet<&str> =
        site.locales.iter().flat_map(|(_, locale)| locale.string_keys()).collect();
    let of = |share: Share| format!("{} of {}", share.n_present, share.n_all);
    coverage(sources, &site.model)
        .iter()
        .map(|one| {
            let code = &languages[one.lang.index()].code;
            let locale = site.locales.get(one.lang.index());
            let n_strings = locale.map_or(0, |(_, locale)| locale.string_keys().count());
            let stale = match one.n_stale {
                0 => String::new(),
                n => format!(", {n} out of date"),
            };
            format!(
                "{code}: {} pages, {} texts, {n_strings} of {} strings{stale}",
                of(one.pages),
                of(one.texts),
                strings.len()
            )
        })
        .collect()
}
