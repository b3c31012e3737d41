//! Links in Markdown that lead to no file, page, record or heading.

use super::Subject;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::diag::closest;
use crate::diag::list_known;
use crate::model::MarkdownText;
use crate::model::Record;
use crate::parse::markdown::Link;
use crate::parse::markdown::Markdown;
use crate::plan::LinkError;
use crate::source::FileId;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    for page in &model.pages {
        for (_, text) in page.texts.iter() {
            check_markdown(subject, text.file, &text.body, sink);
        }
    }
    let settings = &model.site;
    for text in [&settings.notice, &settings.contact].into_iter().flatten() {
        check_text(subject, text, sink);
    }
    if let Some(image) = &settings.image
        && !subject.sources.static_files.iter().any(|file| *image.text == format!("files/{file}"))
    {
        let message = format!("there is no file `{}`", image.text);
        let help = "put the picture into `content/files/` and write `image: files/NAME`";
        sink.push(Diagnostic::new(Code::DeadLink, image.span, message).help(help));
    }
    for category in settings.categories.records() {
        check_texts(subject, category, [&category.definition], sink);
    }
    for record in model.regions.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.parks.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.industries.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.organizations.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.projects.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.indicators.records() {
        check_texts(subject, record, [&record.definition, &record.method], sink);
    }
    for record in model.events.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.documents.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.sources.records() {
        check_texts(subject, record, [&record.summary], sink);
    }
    for record in model.terms.records() {
        check_texts(subject, record, [&record.definition], sink);
    }
}

fn check_texts<'a, T: Record>(
    subject: Subject<'_>,
    record: &'a T,
    texts: impl IntoIterator<Item = &'a Option<MarkdownText>>,
    sink: &mut Sink,
) {
    for text in texts.into_iter().chain([&record.header().note]).flatten() {
        check_text(subject, text, sink);
    }
}

fn check_text(subject: Subject<'_>, text: &MarkdownText, sink: &mut Sink) {
    for (_, markdown) in text.iter() {
        for link in &markdown.links {
            check_link(subject, link.span.file, link, sink);
        }
    }
}

fn check_markdown(subject: Subject<'_>, file: FileId, markdown: &Markdown, sink: &mut Sink) {
    for link in &markdown.links {
        check_link(subject, file, link, sink);
    }
}

fn check_link(subject: Subject<'_>, file: FileId, link: &Link, sink: &mut Sink) {
    let Err(error) = subject.plan.links.resolve(subject.model, file, &link.dest) else { return };
    let (message, help) = match &error {
        LinkError::NoFile { path } => {
            let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let meant = closest(path, subject.plan.links.known_paths())
                .filter(|meant| closest(&name(path), [name(meant).as_str()]).is_some());
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "a link names a source file, relative to its own: `about.zh.md`, `../data/projects/solar.yaml`".to_owned(),
            };
            (format!("there is no file `{path}`"), help)
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
    };
    sink.push(Diagnostic::new(Code::DeadLink, link.span, message).help(help));
}
