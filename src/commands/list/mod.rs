//! `wellspring list`: what the site is made of, a line each.

mod translations;

use super::Outcome;
use super::Printer;
use super::has_errors;
use crate::cli::Listed;
use crate::model::Collection;
use crate::model::Record;
use crate::options::BuildOptions;
use crate::pipeline::Compiled;
use crate::pipeline::CompiledSite;
use crate::pipeline::compile;
use crate::source::Sources;
use crate::source::Span;
use std::fmt::Write;

pub(super) fn run(
    what: Listed,
    lang: Option<&str>,
    options: &BuildOptions,
    out: &Printer<'_>,
) -> Outcome {
    let compiled = match compile(options) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    if let Some(site) = &compiled.site {
        let sources = &compiled.sources;
        let list = match what {
            Listed::Pages => Ok(pages(site)),
            Listed::Records => Ok(records(site, sources)),
            Listed::Translations => {
                translations::translations(site, sources, lang, out.global.format)
            }
        };
        match list {
            Ok(list) => out.data(&list),
            Err(why) => return out.failure(&why),
        }
    }
    outcome(&compiled, out)
}

fn outcome(compiled: &Compiled, out: &Printer<'_>) -> Outcome {
    let found = compiled.problems();
    if !has_errors(&found) {
        return Outcome::Clean;
    }
    out.problems(&compiled.sources, &found);
    Outcome::ContentErrors
}

fn pages(site: &CompiledSite) -> String {
    let mut list = String::new();
    for page in &site.plan.pages {
        let code = &site.model.site.language(page.lang).code;
        let _ = writeln!(list, "{code}\t{}", page.path);
    }
    list
}

fn records(site: &CompiledSite, sources: &Sources) -> String {
    let model = &site.model;
    let mut list = String::new();
    let mut line = |collection: &str, id: &str, span: Span, name: &str| {
        let (start, _) = sources.locate(span);
        let path = &sources.file(span.file).path;
        let _ =
            writeln!(list, "{collection}\t{id}\t{path}:{}:{}\t{name}", start.line, start.column);
    };
    collection(&model.sources, &mut line);
    collection(&model.regions, &mut line);
    collection(&model.parks, &mut line);
    collection(&model.industries, &mut line);
    collection(&model.organizations, &mut line);
    collection(&model.projects, &mut line);
    collection(&model.indicators, &mut line);
    for target in &model.targets {
        let name = format!("{} {}", model.indicators.get(target.indicator).id(), target.period);
        line("targets", target.id.as_str(), target.span, &name);
    }
    for found in &model.observations {
        let name = format!("{} {}", model.indicators.get(found.indicator).id(), found.period);
        line("observations", found.id.as_str(), found.span, &name);
    }
    collection(&model.events, &mut line);
    collection(&model.documents, &mut line);
    collection(&model.terms, &mut line);
    list
}

fn collection<T: Record>(records: &Collection<T>, line: &mut impl FnMut(&str, &str, Span, &str)) {
    for record in records.records() {
        let header = record.header();
        let name = &header.name.get_or_fallback(crate::value::Lang::DEFAULT).1.text;
        line(T::COLLECTION, header.id.as_str(), header.span, name);
    }
}
