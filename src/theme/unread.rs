//! Templates and string files of the site's theme that nothing reads.

use super::ThemeFiles;
use super::components::{PIECES, calls, components};
use super::locales::strings_path;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::Language;
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeSet;

/// Reports them. Files in other folders were reported when they were read, and assets are all
/// published.
pub(super) fn report(
    own: &ThemeFiles,
    builtin: &ThemeFiles,
    languages: &[Language],
    sources: &Sources,
    sink: &mut Sink,
) {
    report_templates(own, builtin, sources, sink);
    report_strings(own, builtin, languages, sink);
}

/// A template that may be needed.
struct Template<'a> {
    name: &'a str,
    file: FileId,
    text: &'a str,
}

/// Reports the templates of the site that no page is made with: it has no built-in one's name, and
/// no template that is read names it or calls one of its components.
fn report_templates(own: &ThemeFiles, builtin: &ThemeFiles, sources: &Sources, sink: &mut Sink) {
    let template = |(name, file)| template(name, file, sources);
    let is_builtin = |name: &str| builtin.folder("templates").any(|(known, _)| known == name);
    let (named, mut waiting): (Vec<_>, Vec<_>) =
        own.folder("templates").filter_map(template).partition(|one| is_builtin(one.name));
    let mut reading: Vec<&str> = named.iter().map(|one| one.text).collect();
    reading.extend(builtin.folder("templates").filter_map(template).map(|one| one.text));
    loop {
        let is_needed = |one: &Template<'_>| reading.iter().any(|text| needs(text, one));
        let (found, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_needed);
        waiting = rest;
        if found.is_empty() {
            break;
        }
        reading = found.into_iter().map(|one| one.text).collect();
    }
    for one in waiting {
        let message = format!("nothing uses the template `{}`", one.name);
        let help = match closest(one.name, builtin.folder("templates").map(|(name, _)| name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "give it the name of a built-in one, as in `wellspring theme list`, or include it where it is needed".to_owned(),
        };
        sink.push(unread(one.file, message, help));
    }
}

fn template<'a>(
    name: &'a str,
    file: &super::ThemeFile,
    sources: &'a Sources,
) -> Option<Template<'a>> {
    let file = file.file?;
    Some(Template { name, file, text: &sources.file(file).text })
}

/// Whether a template has the name of another one in quotes, or calls a component of it.
fn needs(text: &str, other: &Template<'_>) -> bool {
    let names = [other.name.to_owned(), format!("site/{}", other.name)];
    let is_named = ['"', '\'', '`']
        .iter()
        .any(|quote| names.iter().any(|name| text.contains(&format!("{quote}{name}{quote}"))));
    let mut defined = components(other.text).map(|(name, _)| name);
    is_named || defined.any(|name| PIECES.contains(&name) || calls(text, name))
}

/// Reports string files of which no language of the site takes its words.
fn report_strings(own: &ThemeFiles, builtin: &ThemeFiles, languages: &[Language], sink: &mut Sink) {
    let read: BTreeSet<String> =
        languages.iter().filter_map(|one| strings_path(Some(own), builtin, one)).collect();
    // A copy of a built-in file says nothing of its own, and may stand there for a language to come.
    let is_copy = |name: &str, bytes: &[u8]| {
        builtin.folder("strings").any(|(known, file)| known == name && *file.bytes == *bytes)
    };
    for (name, file) in own.folder("strings").filter(|(name, file)| !is_copy(name, &file.bytes)) {
        let Some(file) = file.file.filter(|_| !read.contains(&format!("strings/{name}"))) else {
            continue;
        };
        let codes = || languages.iter().map(|language| &*language.code);
        let stem = name.strip_suffix(".yaml").unwrap_or(name);
        let message = format!("no language of the site takes its words from `strings/{name}`");
        let help = match closest(stem, codes()) {
            Some(meant) if meant != stem => format!("did you mean `strings/{meant}.yaml`?"),
            _ => format!("its languages are {}; `site.yaml` lists them", list_known(codes())),
        };
        sink.push(unread(file, message, help));
    }
}

fn unread(file: FileId, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::UnreadThemeFile, Span::new(file, 0..0), message).help(help)
}
