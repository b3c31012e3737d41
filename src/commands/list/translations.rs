//! `wellspring list translations`: what a translator has to do.

use super::super::listing::Listing;
use crate::commands::export::{chosen, place};
use crate::pipeline::Compiled;
use crate::translation::Texts;
use crate::translation::work::{Everything, State};
use crate::value::Lang;

const COLUMNS: &[&str] = &["lang", "state", "kind", "id", "place", "source", "target"];

/// Missing and stale texts, of one language or of all.
pub(super) fn list(compiled: &Compiled, lang: Option<&str>) -> Result<Option<Listing>, String> {
    let (Some(site), sources) = (&compiled.site, &compiled.sources) else { return Ok(None) };
    let languages = &site.model.site.languages;
    let texts = Texts::new(sources, &site.model);
    let langs: Vec<Lang> = match lang {
        Some(_) => vec![chosen(&texts, lang)?],
        None => languages.iter().map(|language| language.lang).collect(),
    };
    let all = Everything::read(texts);
    let mut rows = Vec::new();
    for lang in langs {
        let code = &languages[lang.index()].code;
        let work = all.units(lang).into_iter().filter(|unit| unit.state != State::Translated);
        for unit in work {
            rows.push(vec![
                code.to_string(),
                unit.state.name().to_owned(),
                unit.kind.to_string(),
                unit.id.to_string(),
                place(sources, unit.source_span),
                unit.source,
                unit.target.map(|target| target.text).unwrap_or_default(),
            ]);
        }
    }
    Ok(Some(Listing { what: "translations", columns: COLUMNS, rows }))
}
