//! `wellspring check`: everything that `build` does, but the writing.

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::cli::FormatArg;
use crate::diag::format::summary_line;
use crate::options::BuildOptions;
use crate::pipeline::CompiledSite;
use crate::pipeline::compile;
use crate::source::Sources;
use crate::translation::coverage;
use crate::translation::coverage::Share;
use std::collections::BTreeSet;

pub(super) fn run(options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let meter = out.meter();
    meter.begin("reading");
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let read = super::summary::summary(&compiled);
    let coverage = compiled.site.as_ref().map(|site| coverage_of(site, &compiled.sources));
    let coverage = coverage.unwrap_or_default();
    let (lines, table) = (coverage_lines(&coverage), coverage_table(&coverage));
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

/// How much there is in a language.
struct Coverage<'a> {
    code: &'a str,
    pages: Share,
    texts: Share,
    strings: Share,
    n_stale: usize,
}

/// What there is in each language; nothing for a site with one.
fn coverage_of<'a>(site: &'a CompiledSite, sources: &Sources) -> Vec<Coverage<'a>> {
    let languages = &site.model.site.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    let strings: BTreeSet<&str> =
        site.locales.iter().flat_map(|(_, locale)| locale.string_keys()).collect();
    let of_language = |one: &coverage::Coverage| {
        let locale = site.locales.get(one.lang.index());
        let n_present = locale.map_or(0, |(_, locale)| locale.string_keys().count());
        Coverage {
            code: &languages[one.lang.index()].code,
            pages: one.pages,
            texts: one.texts,
            strings: Share { n_present, n_all: strings.len() },
            n_stale: one.n_stale,
        }
    };
    coverage::coverage(sources, &site.model).iter().map(of_language).collect()
}

fn of(share: Share) -> String {
    format!("{} of {}", share.n_present, share.n_all)
}

/// One line a language.
fn coverage_lines(coverage: &[Coverage<'_>]) -> Vec<String> {
    let line = |one: &Coverage<'_>| {
        let stale = match one.n_stale {
            0 => String::new(),
            n => format!(", {n} out of date"),
        };
        let [pages, texts, strings] = [one.pages, one.texts, one.strings].map(of);
        format!("{}: {pages} pages, {texts} texts, {strings} strings{stale}", one.code)
    };
    coverage.iter().map(line).collect()
}

/// The same as a table, for the summary of a review; empty for a site with one language.
fn coverage_table(coverage: &[Coverage<'_>]) -> String {
    if coverage.is_empty() {
        return String::new();
    }
    let mut text = "\n### Translations\n\n| | pages | texts | strings | out of date |\n\
                    |---|---|---|---|---|\n"
        .to_owned();
    for one in coverage {
        let [pages, texts, strings] = [one.pages, one.texts, one.strings].map(of);
        let Coverage { code, n_stale, .. } = one;
        text.push_str(&format!("| {code} | {pages} | {texts} | {strings} | {n_stale} |\n"));
    }
    text
}
