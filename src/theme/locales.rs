//! The languages of a site from the string files of its theme and of the built-in one.

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Chosen, Lexicon, Locale, LocaleOptions};
use crate::model::{Language, Phrase};
use crate::parse::node::Node;
use crate::parse::yaml::parse_yaml;
use crate::source::{FileId, Sources, Span};
use crate::value::{Lang, Units, tags_differ};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};

/// The languages of a site, and those built in besides, in which figures can be read too.
#[derive(Debug)]
pub struct Languages {
    /// The site's languages by their codes, in the site's order.
    pub own: Vec<(String, Locale)>,
    others: Vec<Locale>,
}

impl Languages {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Locale> {
        self.own.iter().map(|(_, locale)| locale).chain(&self.others)
    }

    /// What can be read in them.
    #[must_use]
    pub fn lexicon(&self, units: &Units) -> Lexicon {
        Lexicon::of_site(self.own.iter().map(|(_, locale)| locale), &self.others, units)
    }
}

/// Reads the string files of a site's languages; `None` if one of them is missing or cannot be
/// used, which is reported.
///
/// The file of a language is `strings/CODE.yaml`, by its code in the site or else by the first
/// part of its tag. A theme's file goes before the built-in one of the same name, string by string.
pub fn load(
    own: Option<&ThemeFiles>,
    builtin: &ThemeFiles,
    languages: &[Language],
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Languages> {
    let file = |theme: Option<&ThemeFiles>, path: &str| theme?.get(path)?.file;
    let mut found = Vec::new();
    for language in languages {
        let path = strings_path(own, builtin, language);
        let options =
            LocaleOptions { dates: chosen(&language.dates), money: chosen(&language.money) };
        let files = path.as_deref().map(|path| (file(own, path), file(Some(builtin), path)));
        let (own_file, builtin_file) = files.unwrap_or_default();
        if files.is_none() {
            sink.push(no_file(language));
        }
        let locale = decode(own_file, builtin_file, language.lang, options, sources, sink)
            .map(|locale| (locale, own_file.or(builtin_file)))
            .or_else(|| Some((stand_in(builtin, language.lang, sources)?.borrowed(), None)));
        let locale = locale.map(|(locale, file)| match other_script(language, &locale) {
            Some(problem) if file.is_some() => {
                sink.push(problem);
                (locale.borrowed(), file)
            }
            _ => (locale, file),
        });
        found.extend(locale.map(|(locale, file)| (language.code.to_string(), locale, file)));
    }
    if found.len() < languages.len() {
        return None;
    }
    report_missing_strings(builtin, &found, sources, sink);
    let others = builtin
        .folder("strings")
        .filter_map(|(name, file)| {
            let code = name.strip_suffix(".yaml")?;
            let known = found
                .iter()
                .any(|(_, locale, _)| locale.tag().as_str().split('-').next() == Some(code));
            let options = LocaleOptions::default();
            if known {
                None
            } else {
                decode(None, file.file, Lang::DEFAULT, options, sources, sink)
            }
        })
        .collect();
    Some(Languages {
        own: found.into_iter().map(|(code, locale, _)| (code, locale)).collect(),
        others,
    })
}

/// The path of a language's string file in a theme, if the site's theme or the built-in one has it.
pub(super) fn strings_path(
    own: Option<&ThemeFiles>,
    builtin: &ThemeFiles,
    language: &Language,
) -> Option<String> {
    let primary = language.tag.split('-').next().unwrap_or(&language.tag);
    let is_text = |theme: Option<&ThemeFiles>, path: &str| {
        theme.and_then(|theme| theme.get(path)).is_some_and(|file| file.file.is_some())
    };
    let mut paths =
        [&*language.code, primary].into_iter().map(|name| format!("strings/{name}.yaml"));
    paths.find(|path| is_text(own, path) || is_text(Some(builtin), path))
}

/// A built-in language in place of one that cannot be used. Nothing is published then, but the
/// rest of the site can be read and its problems come out in the same run.
fn stand_in(builtin: &ThemeFiles, lang: Lang, sources: &Sources) -> Option<Locale> {
    let (_, file) = builtin.folder("strings").next()?;
    decode(None, file.file, lang, LocaleOptions::default(), sources, &mut Sink::default())
}

fn chosen(name: &Option<Phrase>) -> Option<Chosen<'_>> {
    name.as_ref().map(|name| Chosen { name: &name.text, span: Some(name.span) })
}

fn no_file(language: &Language) -> Diagnostic {
    let code = &language.code;
    let message = format!("there are no interface strings for {} (`{code}`)", language.name);
    Diagnostic::new(Code::MissingString, language.span, message).help(format!(
        "copy the built-in file of another language to `themes/default/strings/{code}.yaml` and translate it"
    ))
}

/// The problem of a language whose strings are those of another script, region or language.
fn other_script(language: &Language, locale: &Locale) -> Option<Diagnostic> {
    let (tag, found) = (&*language.tag, locale.tag().as_str());
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let (wanted, given) = match tags_differ(tag, found) {
        _ if primary(tag) != primary(found) => (primary(tag), primary(found)),
        differing => differing?,
    };
    let code = &language.code;
    let message = format!(
        "the interface strings of {} (`{code}`) are in `{found}`, and the language is `{tag}`",
        language.name
    );
    Some(
        Diagnostic::new(Code::OtherScript, language.span, message)
            .note(format!("readers see `{given}` where the page says `{wanted}`"))
            .help(format!(
                "write its own strings into `themes/default/strings/{code}.yaml`, with `tag: {tag}`"
            )),
    )
}

fn decode(
    own: Option<FileId>,
    builtin: Option<FileId>,
    lang: Lang,
    options: LocaleOptions<'_>,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Locale> {
    let mut read = |file: FileId| parse_yaml(file, &sources.file(file).text, sink).node;
    let own = own.and_then(&mut read);
    let builtin = builtin.and_then(&mut read);
    let has_words = |node: &&Node| node.get("locale").is_some();
    let base = own.as_ref().filter(has_words).or(builtin.as_ref()).or(own.as_ref())?;
    let mut locale = Locale::decode(base, lang, options, sink)?;
    if let (Some(own), Some(builtin)) = (&own, &builtin) {
        locale.add_strings(builtin, sink);
        locale.add_strings(own, sink);
    }
    Some(locale)
}

/// The keys of the interface strings in a file.
#[derive(Deserialize)]
struct StringKeys {
    strings: BTreeMap<String, IgnoredAny>,
}

/// Reports the strings that the built-in languages have and a language of the site lacks.
fn report_missing_strings(
    builtin: &ThemeFiles,
    found: &[(String, Locale, Option<FileId>)],
    sources: &Sources,
    sink: &mut Sink,
) {
    let mut needed: BTreeSet<String> = BTreeSet::new();
    for (_, file) in builtin.folder("strings") {
        let Some(id) = file.file else { continue };
        // Of a built-in file nothing but the keys is asked here, and no place in it.
        let built_in: Result<StringKeys, _> = serde_yaml::from_str(&sources.file(id).text);
        needed.extend(built_in.into_iter().flat_map(|file| file.strings.into_keys()));
    }
    // A stand-in has all strings, and its file is not the language's own.
    for (code, locale, file) in found.iter().filter(|(_, _, file)| file.is_some()) {
        let known: BTreeSet<&str> = locale.string_keys().collect();
        let missing: Vec<_> = needed.iter().filter(|key| !known.contains(key.as_str())).collect();
        let Some(first) = missing.first() else { continue };
        let rest = if missing.len() > 1 {
            format!(" and {} more", missing.len() - 1)
        } else {
            String::new()
        };
        let span = file.map(|file| Span::new(file, 0..0));
        let message = format!("the interface string `{first}`{rest} is missing in `{code}`");
        let all: Vec<_> = missing.iter().map(|key| format!("`{key}`")).collect();
        sink.push(
            Diagnostic::new(Code::MissingString, span, message)
                .help(format!("add to `strings`: {}", all.join(", "))),
        );
    }
}
