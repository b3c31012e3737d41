//! The languages of a site from the string files of its theme and of the built-in one.

use super::ThemeFiles;
use super::unread_strings::Strings;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Chosen, Lexicon, Locale, LocaleOptions};
use crate::model::{Language, Phrase};
use crate::parse::node::Node;
use crate::parse::yaml::parse_yaml;
use crate::source::{FileId, Sources, Span};
use crate::value::{Lang, Units, tags_differ};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The languages of a site, and those built in besides, in which figures can be read too.
#[derive(Debug)]
pub struct Languages {
    /// The site's languages by their codes, in the site's order.
    pub own: Arc<Vec<(String, Locale)>>,
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
    let files = Files::read(own, builtin, languages, sources, sink);
    let in_each = languages.par_iter().map(|language| {
        let mut sink = Sink::default();
        (files.own_language(language, &mut sink), sink)
    });
    let in_each: Vec<_> = in_each.collect();
    let mut found = Vec::new();
    for (language, problems) in in_each {
        found.extend(language);
        sink.append(problems);
    }
    if found.len() < languages.len() {
        return None;
    }
    files.report_missing_strings(&found, sink);
    files.report_unread_strings(languages, sources, sink);
    let is_known = |name: &str| {
        let code = name.strip_suffix(".yaml").unwrap_or(name);
        let mut tags = found.iter().map(|(_, locale, _)| locale.tag().as_str());
        tags.any(|tag| tag.split('-').next() == Some(code))
    };
    let others: Vec<FileId> = builtin
        .folder("strings")
        .filter_map(|(name, file)| file.file.filter(|_| !is_known(name)))
        .collect();
    let others = others.par_iter().filter_map(|file| {
        let (mut sink, options) = (Sink::default(), LocaleOptions::default());
        files.decode(None, Some(*file), Lang::DEFAULT, options, &mut sink)
    });
    let others = others.collect();
    let own = found.into_iter().map(|(code, locale, _)| (code, locale)).collect();
    Some(Languages { own: Arc::new(own), others })
}

/// The string files of the site's theme and of the one below it.
struct Files<'a> {
    own: Option<&'a ThemeFiles>,
    builtin: &'a ThemeFiles,
    /// What they hold.
    nodes: BTreeMap<FileId, Node>,
}

/// A language of the site by its code, and its string file; a stand-in has none.
type OwnLanguage = (String, Locale, Option<FileId>);

impl<'a> Files<'a> {
    /// Reads all that are built in, and of the site's those that its languages have.
    fn read(
        own: Option<&'a ThemeFiles>,
        builtin: &'a ThemeFiles,
        languages: &[Language],
        sources: &Sources,
        sink: &mut Sink,
    ) -> Self {
        let paths = languages.iter().filter_map(|one| strings_path(own, builtin, one));
        let of_site = paths.filter_map(|path| own?.get(&path)?.file);
        let built_in = builtin.folder("strings").filter_map(|(_, file)| file.file);
        // Several languages may have one file.
        let files: BTreeSet<FileId> = of_site.chain(built_in).collect();
        let files: Vec<FileId> = files.into_iter().collect();
        let read = files.par_iter().map(|file| {
            let mut sink = Sink::default();
            (*file, parse_yaml(*file, &sources.file(*file).text, &mut sink).node, sink)
        });
        let mut nodes = BTreeMap::new();
        for (file, node, problems) in read.collect::<Vec<_>>() {
            nodes.extend(node.map(|node| (file, node)));
            sink.append(problems);
        }
        Self { own, builtin, nodes }
    }

    /// A language of the site, or another in its place.
    fn own_language(&self, language: &Language, sink: &mut Sink) -> Option<OwnLanguage> {
        let file = |theme: Option<&ThemeFiles>, path: &str| theme?.get(path)?.file;
        let path = strings_path(self.own, self.builtin, language);
        let options =
            LocaleOptions { dates: chosen(&language.dates), money: chosen(&language.money) };
        let files = path.as_deref();
        let files = files.map(|path| (file(self.own, path), file(Some(self.builtin), path)));
        let (own, builtin) = files.unwrap_or_default();
        if files.is_none() {
            sink.push(no_file(language));
        }
        let (locale, file) = match self.decode(own, builtin, language.lang, options, sink) {
            Some(locale) => (locale, own.or(builtin)),
            None => (self.stand_in(language.lang)?.borrowed(), None),
        };
        let (locale, file) = match other_script(language, &locale) {
            Some(problem) if file.is_some() => {
                sink.push(problem);
                (locale.borrowed(), file)
            }
            _ => (locale, file),
        };
        Some((language.code.to_string(), locale, file))
    }

    /// A built-in language in place of one that cannot be used. Nothing is published then, but the
    /// rest of the site can be read and its problems come out in the same run.
    fn stand_in(&self, lang: Lang) -> Option<Locale> {
        let (_, file) = self.builtin.folder("strings").next()?;
        self.decode(None, file.file, lang, LocaleOptions::default(), &mut Sink::default())
    }

    fn decode(
        &self,
        own: Option<FileId>,
        builtin: Option<FileId>,
        lang: Lang,
        options: LocaleOptions<'_>,
        sink: &mut Sink,
    ) -> Option<Locale> {
        let [own, builtin] = [own, builtin].map(|file| self.nodes.get(&file?));
        let has_words = |node: &&Node| node.get("locale").is_some();
        let base = own.filter(has_words).or(builtin).or(own)?;
        let mut locale = Locale::decode(base, lang, options, sink)?;
        if let (Some(own), Some(builtin)) = (own, builtin) {
            locale.add_strings(builtin, sink);
            locale.add_strings(own, sink);
        }
        Some(locale)
    }

    /// Reports strings of the site's theme that nothing reads.
    fn report_unread_strings(&self, languages: &[Language], sources: &Sources, sink: &mut Sink) {
        let Some(theme) = self.own else { return };
        let node = |file: FileId| self.nodes.get(&file);
        let builtin = self.builtin.folder("strings").filter_map(|(_, file)| node(file.file?));
        let paths: BTreeSet<String> = { languages.iter() }
            .filter_map(|one| strings_path(Some(theme), self.builtin, one))
            .collect();
        let own: Vec<_> = { paths.iter() }
            .filter_map(|path| Some((path, node(theme.get(path)?.file?)?)))
            .collect();
        if own.is_empty() {
            return;
        }
        let strings = Strings::new(builtin, theme, sources);
        for (path, file) in own {
            strings.report(file, self.builtin.get(path).is_none(), sink);
        }
    }

    /// Reports the strings that the built-in languages have and a language of the site lacks.
    fn report_missing_strings(&self, found: &[OwnLanguage], sink: &mut Sink) {
        let files = self.builtin.folder("strings").filter_map(|(_, file)| file.file);
        let strings = files.filter_map(|file| self.nodes.get(&file)?.get("strings"));
        let needed: BTreeSet<&str> = strings.flat_map(Node::keys).collect();
        // A stand-in has all strings, and its file is not the language's own.
        for (code, locale, file) in found.iter().filter(|(_, _, file)| file.is_some()) {
            let known: BTreeSet<&str> = locale.string_keys().collect();
            let missing: Vec<_> = needed.difference(&known).collect();
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
