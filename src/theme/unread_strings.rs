//! Interface strings of a site's theme that nothing reads, and placeholders in them that nothing fills.

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::placeholders;
use crate::parse::node::{Key, Node, NodeKind};
use crate::source::Sources;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the built-in string of a key.
#[derive(Debug, Default)]
struct Known<'a> {
    placeholders: BTreeSet<&'a str>,
    /// A number chooses among its forms, so it may be filled in.
    is_plural: bool,
}

/// The built-in strings of all languages, and what the templates of a site say.
pub(super) struct Strings<'a> {
    known: BTreeMap<&'a str, Known<'a>>,
    templates: Vec<&'a str>,
}

impl<'a> Strings<'a> {
    pub(super) fn new(
        files: impl Iterator<Item = &'a Node>,
        own: &'a ThemeFiles,
        sources: &'a Sources,
    ) -> Self {
        let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
        for (key, string) in files.flat_map(strings) {
            let known = known.entry(&*key.text).or_default();
            known.is_plural |= string.as_str().is_none();
            known.placeholders.extend(texts(string).flat_map(|(text, _)| placeholders(text)));
        }
        let templates = own.folder("templates").filter_map(|(_, template)| template.file);
        let templates = templates.map(|file| &*sources.file(file).text).collect();
        Self { known, templates }
    }

    /// Reports what a string file of the site has for nothing.
    pub(super) fn report(&self, file: &Node, is_whole_language: bool, sink: &mut Sink) {
        for (key, string) in strings(file) {
            let Some(known) = self.known.get(&*key.text) else {
                // What a language of its own lacks is reported as missing.
                let meant = closest(&key.text, self.known.keys().copied());
                // Other keys may belong to what a script of the site asks for.
                if let Some(meant) = meant.filter(|_| !is_whole_language && !self.ask(&key.text)) {
                    let message = format!("nothing reads the string `{}`", key.text);
                    sink.push(unread(key.span, message, format!("did you mean `{meant}`?")));
                }
                continue;
            };
            for (text, span) in texts(string) {
                let is_filled = |name: &str| {
                    known.placeholders.contains(name)
                        || name == "n" && known.is_plural
                        || self.ask(&key.text) && self.ask(&format!("{name}="))
                };
                let unknown = placeholders(text).find(|name| !is_filled(name));
                sink.extend(unknown.map(|name| unfilled(span, name, known)));
            }
        }
    }

    /// Whether a template of the site has that text.
    fn ask(&self, text: &str) -> bool {
        self.templates.iter().any(|template| template.contains(text))
    }
}

/// The strings of a file, with those that are spelled otherwise.
fn strings(file: &Node) -> impl Iterator<Item = (&Key, &Node)> {
    let spelled = file.get("spelling").map(entries).unwrap_or_default();
    let lists = file.get("strings").into_iter().chain(spelled.iter().map(|(_, list)| list));
    lists.flat_map(entries).map(|(key, string)| (key, string))
}

/// The texts of a string: itself, or its plural forms.
fn texts(string: &Node) -> impl Iterator<Item = (&str, Span)> {
    let forms = entries(string).iter().map(|(_, form)| form);
    std::iter::once(string).chain(forms).filter_map(|text| Some((text.as_str()?, text.span)))
}

fn entries(node: &Node) -> &[(Key, Node)] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    }
}

fn unfilled(span: Span, name: &str, known: &Known<'_>) -> Diagnostic {
    let names: Vec<String> = known.placeholders.iter().map(|name| format!("{{{name}}}")).collect();
    let names = || names.iter().map(String::as_str);
    let help = match closest(&format!("{{{name}}}"), names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.placeholders.is_empty() => "this string has no placeholders".to_owned(),
        None => {
            let known = list_known(names());
            format!("the placeholders here are {known}")
        }
    };
    unread(span, format!("nothing fills the placeholder `{{{name}}}` here"), help)
}

fn unread(span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::UnreadThemeFile, span, message).help(help)
}
