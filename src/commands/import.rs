//! `wellspring import`: puts the translations of an XLIFF file into their places.

use super::put::{put_data, read};
use super::{Outcome, Printer, readable};
use crate::options::BuildOptions;
use crate::translation::Texts;
use crate::translation::apply::apply;
use crate::translation::xliff::{Document, read_xliff};
use crate::value::Lang;
use std::path::Path;

pub(super) fn run(file: &Path, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let named = file.display();
    let document = read(file)
        .and_then(|text| read_xliff(&text).map_err(|why| format!("cannot read `{named}`: {why}")));
    let document = match document {
        Ok(document) => document,
        Err(why) => return out.failure(&why),
    };
    let compiled = match readable(options, out) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(site) = &compiled.site else { return Outcome::ContentErrors };
    let texts = Texts::new(&compiled.sources, &site.model);
    let lang = match target(&texts, &document) {
        Ok(lang) => lang,
        Err(why) => return out.failure(&format!("cannot import `{named}`: {why}")),
    };
    let applied = apply(&texts, lang, &document.units);
    if let Err(why) = put_data(&options.root, &compiled.sources, &applied.files) {
        return out.failure(&why);
    }
    for path in applied.files.keys() {
        out.remark(&format!("wrote `{path}`"));
    }
    out.remark(&format!("changed {} texts", applied.n_changed));
    for (id, why) in &applied.refused {
        out.failure(&format!("`{id}` was not taken: {why}"));
    }
    if applied.refused.is_empty() { Outcome::Clean } else { Outcome::ContentErrors }
}

/// The language that a document was translated into.
fn target(texts: &Texts<'_>, document: &Document) -> Result<Lang, String> {
    let Some(tag) = &document.target_lang else {
        return Err("it does not say in `trgLang` which language it was translated into".into());
    };
    let is_it = |known: &str| known.eq_ignore_ascii_case(tag);
    let found = texts
        .languages
        .iter()
        .find(|language| is_it(&language.tag))
        .or_else(|| texts.languages.iter().find(|language| is_it(&language.code)));
    found
        .map(|language| language.lang)
        .ok_or_else(|| format!("it was translated into `{tag}`, which is no language of this site"))
}
