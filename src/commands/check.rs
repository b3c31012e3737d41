//! `wellspring check`: everything that `build` does, but the writing.

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::meter::Meter;
use crate::options::BuildOptions;
use crate::outside;
use crate::pipeline::Compiled;
use crate::pipeline::CompiledSite;
use crate::pipeline::compile;
use crate::source::Sources;
use crate::translation::coverage::Share;
use crate::translation::coverage::coverage;
use crate::write;
use std::collections::BTreeSet;

/// The file in the memory folder that tells which links answered lately.
const MEMORY: &str = "links.json";

pub(super) fn run(options: &BuildOptions, external: bool, out: &Printer<'_>) -> Outcome {
    let meter = out.meter();
    meter.begin("reading");
    let mut compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let read = super::summary::summary(&compiled);
    let coverage = compiled.site.as_ref().map(|site| coverage_lines(site, &compiled.sources));
    let links = if external { try_links(&mut compiled, options, &meter) } else { None };
    let (sources, found) = compiled.finish(&meter);
    drop(meter);
    out.problems(&sources, &found);
    read.iter().for_each(|read| out.remark(read));
    links.iter().for_each(|links| out.remark(links));
    coverage.into_iter().flatten().for_each(|line| out.remark(&line));
    if has_errors(&found) {
        return Outcome::ContentErrors;
    }
    if found.is_empty() {
        out.remark("no problems");
    }
    Outcome::Clean
}

/// Tries the links to other sites; says in a line what came of it.
fn try_links(compiled: &mut Compiled, options: &BuildOptions, meter: &Meter) -> Option<String> {
    let model = &compiled.site.as_ref()?.model;
    let addresses = outside::addresses(model, &compiled.sources);
    let settings = &model.site.external_links;
    let memory = write::kept(&options.output, MEMORY).unwrap_or_default();
    let own = model.site.base_url.as_deref();
    let now = outside::now_seconds();
    let found = outside::check(&addresses, settings, own, &memory, now, meter);
    write::keep(&options.output, MEMORY, &found.memory);
    found.found.into_iter().for_each(|one| compiled.problems.push(one));
    Some(found.summary)
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
