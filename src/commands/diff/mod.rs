//! `wellspring diff`: what has changed between two states of a site.

mod json;

use super::{Outcome, Printer, has_errors};
use crate::cli::{DiffArgs, FormatArg};
use crate::model::Model;
use crate::model::changes::{Since, changes};
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, compile};
use crate::render::changes::{Words, in_words};
use crate::value::{Lang, Period};
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &DiffArgs, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let [old, new] = [&args.old, &args.new].map(|name| state(name, options, out));
    let (old, mut new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(outcome), _) | (_, Err(outcome)) => return outcome,
    };
    let (Some(old), Some(site)) = (&old.site, &mut new.site) else { return Outcome::Failed };
    let lang = match chosen(&site.model, args.lang.as_deref()) {
        Ok(lang) => lang,
        Err(why) => return out.failure(&why),
    };
    let changes = changes(&old.model, &site.model);
    let is_different = !changes.is_empty();
    let since = Arc::new(Since { day: old.model.site.as_of, changes });
    if out.global.format == FormatArg::Json {
        out.data(&format!("{:#}\n", json::object(&site.model, &since)));
    } else {
        site.index.set_since(Some(Arc::clone(&since)));
        let Some(site) = new.render_site() else { return Outcome::Failed };
        let words = match out.global.format {
            FormatArg::Markdown => Words::Markdown,
            _ => Words::Plain,
        };
        out.data(&in_words(&site, lang, &since, words));
    }
    if is_different && args.exit_code { Outcome::Different } else { Outcome::Clean }
}

/// The site as of a day or as an edition, or another site folder. What has errors cannot be
/// compared: the records that have them are left out.
fn state(name: &str, options: &BuildOptions, out: &Printer<'_>) -> Result<Compiled, Outcome> {
    let day = day_of(name, options).map_err(|why| out.failure(&why))?;
    let options = match day {
        Some(day) => BuildOptions { as_of: Some(day), ..options.clone() },
        None => BuildOptions::new(name),
    };
    let compiled = compile(&options).map_err(|error| {
        let hint =
            "name two days such as `2023-03-31`, two editions of the site, two workbooks that are its ledger on several days, or two site folders";
        out.failure(&format!("cannot read `{name}`: {error}\n  help: {hint}"))
    })?;
    let problems = compiled.problems();
    if has_errors(&problems) {
        out.problems_apart(&compiled.sources, &problems);
        return Err(out.failure(&format!("`{name}` has errors, so it cannot be compared")));
    }
    Ok(compiled)
}

/// The day that a name stands for: one that it is, or that of an edition of the site or of one of
/// the workbooks that are its ledger on several days, or the last one of a period as `--as-of` takes it.
fn day_of(name: &str, options: &BuildOptions) -> Result<Option<Date>, String> {
    let day = name.parse().ok().or_else(|| day_in_site(name, options));
    if day.is_some() || Path::new(name).exists() {
        return Ok(day);
    }
    let is_like_a_day = name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_digit() || c == '-');
    match Period::parse_canonical(name) {
        Ok(period) => Ok(Some(period.last_day())),
        Err(error) if is_like_a_day => {
            let help = error.help.map(|help| format!("\n  help: {help}")).unwrap_or_default();
            let why = error.message;
            let message = format!("`{name}` is no state of a site: {why}");
            Err(format!("{message}{help}"))
        }
        Err(_) => Ok(None),
    }
}

/// The day of an edition of the site, or of a workbook of several days.
fn day_in_site(name: &str, options: &BuildOptions) -> Option<Date> {
    let compiled = compile(options).ok()?;
    let site = compiled.site?;
    let mut editions = site.ledger.site.editions.iter();
    if let Some(edition) = editions.find(|edition| edition.id.as_str() == name) {
        return Some(edition.as_of);
    }
    let path = Path::new(name);
    let within = path.strip_prefix(&options.root).unwrap_or(path);
    let path = within.to_str()?.replace('\\', "/");
    site.snapshots.day_of(compiled.sources.by_path(path.trim_start_matches("./"))?)
}

/// The language to tell the changes in.
fn chosen(model: &Model, code: Option<&str>) -> Result<Lang, String> {
    let Some(code) = code else { return Ok(model.site.default_lang()) };
    let languages = &model.site.languages;
    let found = languages.iter().find(|language| &*language.code == code);
    found.map(|language| language.lang).ok_or_else(|| {
        let known: Vec<_> =
            languages.iter().map(|language| format!("`{}`", language.code)).collect();
        format!("the site has no language `{code}`; it has {}", known.join(", "))
    })
}
