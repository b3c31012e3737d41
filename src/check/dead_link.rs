//! Links in Markdown that lead to no file, page, record or heading.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::{Phrase, RecordLink, each_address, each_markdown};
use crate::parse::markdown::Link;
use crate::plan::{LinkError, LinkTarget, relative};
use crate::source::{FileId, Span};
use icu_normalizer::ComposingNormalizer;
use std::cmp::Reverse;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let settings = &subject.model.site;
    if let Some(image) = &settings.image {
        let help = "put the picture into `content/files/` and write `image: files/NAME`";
        check_file(subject, image, help, sink);
    }
    subject.model.each_record(&mut |_, record| {
        for file in record.any_header().files.iter().flat_map(RecordLink::targets) {
            check_file(subject, file, "put it into `content/files/` and write `files/NAME`", sink);
        }
    });
    each_markdown(subject.model, &mut |markdown| {
        for link in &markdown.links {
            check_link(subject, link, sink);
        }
    });
    let Some(own) = subject.model.site.base_url.as_deref() else { return };
    each_address(subject.model, &mut |address, span| {
        if let Some(path) = address.strip_prefix(own) {
            check_own_address(subject, address, path, span, sink);
        }
    });
}

/// A file that a record or the settings name.
fn check_file(subject: Subject<'_>, path: &Phrase, help: &str, sink: &mut Sink) {
    let files = || subject.sources.static_files.iter().map(|file| format!("files/{file}"));
    if files().any(|file| *path.text == file) {
        return;
    }
    sink.push(no_file(path, files(), help));
}

/// There is no file at a path; what there is may be meant.
pub(super) fn no_file(
    path: &Phrase,
    known: impl Iterator<Item = String>,
    help: &str,
) -> Diagnostic {
    let message = format!("there is no file `{}`", path.text);
    let help = match closest(&path.text, known.collect::<Vec<_>>().iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => help.to_owned(),
    };
    Diagnostic::new(Code::DeadLink, path.span, message).help(help)
}

/// A page of the site by its full address: it must be planned, or copied as it is.
fn check_own_address(subject: Subject<'_>, address: &str, path: &str, span: Span, sink: &mut Sink) {
    let links = &subject.plan.links;
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let is_of_edition = path.starts_with("editions/");
    let is_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
    // Feeds and other files at the top are made without a plan.
    if is_of_edition || !(is_page || path.starts_with("files/")) || links.is_static(path) {
        return;
    }
    let file = with_index(path);
    if subject.plan.has(&file) || subject.plan.redirects.iter().any(|one| *one.from == *file) {
        return;
    }
    let meant = closest(
        path,
        subject.plan.pages.iter().map(|page| page.path.trim_end_matches("index.html")),
    );
    let help = match meant {
        Some(meant) => {
            format!("did you mean `{meant}`? A link to the source file would be checked in full")
        }
        None => "link to the source file, as in `about.zh.md`".to_owned(),
    };
    let message = format!("`{address}` is below the address of this site, which has no such page");
    sink.push(Diagnostic::new(Code::DeadAddress, span, message).help(help));
}

/// The file that a server sends for a path.
fn with_index(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn check_link(subject: Subject<'_>, link: &Link, sink: &mut Sink) {
    let file = link.span.file;
    let found = subject.plan.links.resolve(subject.model, file, &link.dest);
    let (message, help) = match &found {
        Ok(LinkTarget::Page { .. }) if link.image => (
            "the image names a page, not a file".to_owned(),
            "name a picture of `content/images/`, as in `../images/quay.jpg`".to_owned(),
        ),
        Ok(_) => return,
        Err(error) => words(subject, file, error),
    };
    sink.push(Diagnostic::new(Code::DeadLink, link.span, message).help(help));
}

/// What is wrong with a link, and what may be meant.
fn words(subject: Subject<'_>, file: FileId, error: &LinkError) -> (String, String) {
    let links = &subject.plan.links;
    match error {
        LinkError::NoFile { path } => {
            let composed = |path: &str| ComposingNormalizer::new_nfc().normalize(path).into_owned();
            let own = composed(path);
            let is_it = |known: &&str| !known.is_ascii() && composed(known) == own;
            if let Some(there) = links.known_paths().filter(|_| !path.is_ascii()).find(is_it) {
                let message = format!(
                    "there is no file `{path}`, only one whose letters with marks are stored in another way"
                );
                let way = if *there == own { "composed (NFC)" } else { "decomposed (NFD)" };
                let help = format!(
                    "give the file a new name, or copy its name into the link: in the file name the letters are {way}"
                );
                return (message, help);
            }
            let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            // Whoever has the name right has the folder wrong.
            let same = || links.known_paths().filter(|known| name(known) == name(path));
            let is_alike = |known: &&str| closest(&name(path), [name(known).as_str()]).is_some();
            let meant = closest(path, same()).or_else(|| nearest(path, same()));
            let meant = meant.or_else(|| closest(path, links.known_paths().filter(is_alike)));
            (format!("there is no file `{path}`"), meant_or_form(subject, file, meant))
        }
        LinkError::SitePath { path, source } => {
            let message = format!("the link `{path}` is an address on the site, not a source file");
            (message, meant_or_form(subject, file, source.as_deref()))
        }
        LinkError::Outside { path } => (
            format!("the link `{path}` leads out of the site folder"),
            "link to a file below `content/`".to_owned(),
        ),
        LinkError::NoPage { path } if is_draft(subject, path) => {
            let help = "take out `draft: true` if it is to be read, or take out the link; `--drafts` builds drafts, too";
            (format!("`{path}` is a draft, of which no page is made"), help.to_owned())
        }
        LinkError::NoPage { path } => {
            let help = "link to a page, a record or a file in `content/files/`".to_owned();
            (format!("no page is made from `{path}`"), help)
        }
        LinkError::NoFragment { id, known } => {
            let known = || known.iter().map(String::as_str);
            let help = match closest(id, known()) {
                Some(meant) => format!("did you mean `#{meant}`?"),
                None if known().next().is_none() => "remove the part from `#` on".to_owned(),
                None => format!("it has {}", list_known(known())),
            };
            (format!("there is no heading or record `{id}`"), help)
        }
    }
}

/// Of paths the one that has the most folders in common with another.
fn nearest<'p>(path: &str, known: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let in_common = |known: &&str| {
        path.split('/').zip(known.split('/')).take_while(|(one, other)| one == other).count()
    };
    known.min_by_key(|known| (Reverse(in_common(known)), *known))
}

/// A file as a link in another would name it, or what links look like.
fn meant_or_form(subject: Subject<'_>, from: FileId, meant: Option<&str>) -> String {
    let from = &*subject.sources.file(from).path;
    match meant {
        Some(meant) => format!("did you mean `{}`?", relative(from, meant)),
        None => "a link names a source file, relative to its own: `about.zh.md`, `../data/projects/solar.yaml`".to_owned(),
    }
}

/// Whether a file of a page says that it is not to be published yet.
fn is_draft(subject: Subject<'_>, path: &str) -> bool {
    let Some((_, file)) = subject.sources.iter().find(|(_, file)| *file.path == *path) else {
        return false;
    };
    let front_matter = file.text.split("\n---").next().unwrap_or_default();
    front_matter.lines().any(|line| line.split('#').next().map(str::trim) == Some("draft: true"))
}
