//! `wellspring list translations`: what a translator has to do.

use crate::cli::FormatArg;
use crate::commands::export::place;
use crate::pipeline::CompiledSite;
use crate::source::Sources;
use crate::translation::Texts;
use crate::translation::work::Everything;
use crate::translation::work::State;
use crate::translation::work::Unit;
use crate::value::Lang;
use serde_json::json;
use std::fmt::Write;

/// Characters of an original that a table shows.
const SHOWN: usize = 60;

/// Missing and stale texts, of one language or of all.
pub(super) fn translations(
    site: &CompiledSite,
    sources: &Sources,
    lang: Option<&str>,
    format: FormatArg,
) -> Result<String, String> {
    let languages = &site.model.site.languages;
    let texts = Texts { sources, languages };
    let langs: Vec<Lang> = match lang {
        Some(_) => vec![crate::commands::export::chosen(&texts, lang)?],
        None => languages.iter().map(|language| language.lang).collect(),
    };
    let all = Everything::read(texts);
    let mut rows = Vec::new();
    for lang in langs {
        let code = &*languages[lang.index()].code;
        let work = all.units(lang).into_iter().filter(|unit| unit.state != State::Translated);
        rows.extend(work.map(|unit| (code, place(sources, unit.source_span), unit)));
    }
    match format {
        FormatArg::Csv => csv(&rows).map_err(|error| error.to_string()),
        FormatArg::Json => Ok(json_lines(&rows)),
        _ => Ok(table(&rows)),
    }
}

type Row<'a> = (&'a str, String, Unit);

fn table(rows: &[Row<'_>]) -> String {
    let mut table = String::new();
    for (lang, place, unit) in rows {
        let line = unit.source.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut shown: String = line.chars().take(SHOWN).collect();
        if shown.len() < line.len() {
            shown.push('…');
        }
        let (state, kind) = (unit.state.name(), &unit.kind);
        let _ = writeln!(table, "{lang}\t{state}\t{kind}\t{place}\t{shown}");
    }
    table
}

fn csv(rows: &[Row<'_>]) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["lang", "state", "kind", "id", "place", "source", "target"])?;
    for (lang, place, unit) in rows {
        let target = unit.target.as_ref().map_or("", |target| &target.text);
        let state = unit.state.name();
        out.write_record([lang, state, &unit.kind, &unit.id, place, &unit.source, target])?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

fn json_lines(rows: &[Row<'_>]) -> String {
    let line = |(lang, place, unit): &Row<'_>| {
        let target = unit.target.as_ref().map(|target| &target.text);
        let object = json!({
            "lang": lang,
            "state": unit.state.name(),
            "kind": unit.kind,
            "id": unit.id,
            "place": place,
            "source": unit.source,
            "target": target,
        });
        format!("{object}\n")
    };
    rows.iter().map(line).collect()
}
