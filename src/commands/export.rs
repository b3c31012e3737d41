//! `wellspring export`: texts to translate, as a file for translation programs.

use super::put::write;
use super::{Outcome, Printer, readable};
use crate::cli::ExportArgs;
use crate::model::{Model, Record, Ref, Term};
use crate::options::BuildOptions;
use crate::source::{Sources, Span};
use crate::translation::Texts;
use crate::translation::terms::{Form, Terms};
use crate::translation::work::{State, Unit, units};
use crate::translation::xliff::{Exported, write_xliff};
use crate::value::Lang;

pub(super) fn run(args: &ExportArgs, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let compiled = match readable(options, out) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(site) = &compiled.site else { return Outcome::ContentErrors };
    let languages = &site.model.site.languages;
    let texts = Texts::new(&compiled.sources, &site.model);
    let lang = match chosen(&texts, args.lang.as_deref()) {
        Ok(lang) => lang,
        Err(why) => return out.failure(&why),
    };
    // A document has one language of originals: the first of the site that is not the target.
    let Some(from) = languages.iter().find(|language| language.lang != lang) else {
        return out.failure("the site has one language: there is nothing to translate");
    };
    let wanted = |unit: &Unit| args.all || unit.state != State::Translated;
    let (mut chosen, others): (Vec<Unit>, Vec<Unit>) =
        units(&texts, lang).into_iter().filter(wanted).partition(|unit| unit.from == from.lang);
    let path = |unit: &Unit| compiled.sources.file(unit.source_span.file).path.clone();
    chosen.sort_by_cached_key(path);
    let terms = Terms::new(&site.model, from.lang);
    let exported: Vec<Exported<'_>> = chosen
        .iter()
        .map(|unit| Exported {
            file: &compiled.sources.file(unit.source_span.file).path,
            unit,
            place: place(&compiled.sources, unit.source_span),
            terms: terms.iter().flat_map(|terms| notes(&site.model, terms, unit, lang)).collect(),
        })
        .collect();
    let tags = (&*from.tag, &*languages[lang.index()].tag);
    let written = write_xliff(tags, &exported).map_err(|error| error.to_string());
    if let Err(why) = written.and_then(|bytes| write(&args.file, &bytes)) {
        return out.failure(&why);
    }
    out.remark(&format!("wrote {} texts to `{}`", exported.len(), args.file.display()));
    if !others.is_empty() {
        let message = format!(
            "left out {} texts that were not written in {} (`{}`)",
            others.len(),
            from.name,
            from.code
        );
        out.remark(&message);
    }
    Outcome::Clean
}

/// The language to translate into: the one that was named, or the only one there can be.
pub(super) fn chosen(texts: &Texts<'_>, code: Option<&str>) -> Result<Lang, String> {
    let known = || {
        let codes: Vec<_> =
            texts.languages.iter().map(|language| format!("`{}`", language.code)).collect();
        codes.join(", ")
    };
    match (code, texts.languages) {
        (Some(code), _) => texts
            .lang(code)
            .ok_or_else(|| format!("this site has no language `{code}`; it has {}", known())),
        (None, [_, second]) => Ok(second.lang),
        (None, _) => Err(format!("say into which language: `--lang` with one of {}", known())),
    }
}

/// Path, line and column of a place.
pub(super) fn place(sources: &Sources, span: Span) -> String {
    sources.place(span)
}

/// The terms in an original, each once, with their renderings.
fn notes(model: &Model, terms: &Terms, unit: &Unit, lang: Lang) -> Vec<String> {
    let mut found: Vec<(Ref<Term>, &str)> = Vec::new();
    for (range, form) in terms.find(&unit.source) {
        if let Form::Right(term) = form
            && !found.iter().any(|(known, _)| *known == term)
        {
            found.push((term, &unit.source[range]));
        }
    }
    found.into_iter().filter_map(|(term, words)| note(model.terms.get(term), words, lang)).collect()
}

fn note(term: &Term, words: &str, lang: Lang) -> Option<String> {
    let mut note = format!("{words}: {}", term.name().get(lang)?.text);
    let lists = [("also", &term.aliases), ("not", &term.avoid)];
    for (what, forms) in lists {
        let forms = forms.as_ref().and_then(|forms| forms.get(lang));
        let forms: Vec<&str> = forms.into_iter().flatten().map(|form| &*form.text).collect();
        if !forms.is_empty() {
            note.push_str(&format!("; {what}: {}", forms.join(", ")));
        }
    }
    Some(note)
}
