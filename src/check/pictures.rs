//! Pictures that are not there, cannot be shown, or are named nowhere.

use super::Subject;
use super::dead_link::no_file;
use crate::diag::{Code, Diagnostic, Sink};
use crate::limits::{MAX_FONT_BYTES, MAX_FONTS};
use crate::model::each_image;
use crate::picture::is_font;
use crate::plan::shown_pictures;
use crate::source::{BadPicture, FileId, Font, Picture, Span};
use std::collections::BTreeSet;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    check_fonts(subject, sink);
    let sources = subject.sources;
    each_image(subject.model, &mut |image| {
        let path = &*image.file.text;
        if sources.picture(path).is_some() {
            return;
        }
        let is_copied = sources.static_files.iter().any(|file| path == format!("files/{file}"));
        sink.push(match is_copied {
            true => {
                let message = format!("`{path}` is no picture by its name");
                Diagnostic::new(Code::BadPicture, image.file.span, message)
                    .help("JPEG, PNG and WebP are read: `.jpg`, `.png`, `.webp`")
            }
            false => {
                let known = sources.pictures.iter().map(|picture| picture.path.to_string());
                let help = "put it into `content/images/` and write `images/NAME`";
                no_file(&image.file, known, help)
            }
        });
    });
    let shown = shown_pictures(subject.model, &subject.plan.links);
    let mut told = BTreeSet::new();
    for (path, span) in &shown {
        let picture = sources.picture(path);
        // A picture that many pages show is one mistake.
        if let Some(Err(bad)) = picture.map(|picture| &picture.size)
            && told.insert(path)
        {
            sink.push(bad_picture(path, bad, Some(*span)));
        }
    }
    let shown: BTreeSet<_> = shown.into_iter().map(|(path, _)| path).collect();
    let is_own = |picture: &&Picture| picture.path.starts_with("images/");
    let unshown = |picture: &&Picture| !shown.contains(&*picture.path);
    for picture in sources.pictures.iter().filter(is_own).filter(unshown) {
        if !is_named(subject, picture) {
            let message =
                format!("nothing names `content/{}`, so it is not published", picture.path);
            sink.push(
                Diagnostic::new(Code::UnusedPicture, first_line(subject), message)
                    .help("name it in `images` of a record or page, or remove it"),
            );
        }
    }
}

/// What is wrong with a picture, at the place that shows it.
pub(crate) fn bad_picture(path: &str, bad: &BadPicture, span: Option<Span>) -> Diagnostic {
    let BadPicture { message, help } = bad;
    Diagnostic::new(Code::BadPicture, span, format!("`content/{path}`: {message}")).help(*help)
}

/// Whether any text names a picture, be it a draft or a record that is not published.
fn is_named(subject: Subject<'_>, picture: &Picture) -> bool {
    let name = picture.path.rsplit('/').next().unwrap_or_default();
    let mut texts = subject.sources.iter().map(|(_, file)| &*file.text);
    texts.any(|text| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some())
}

/// Typefaces that cannot be used, and those with which nothing is drawn.
fn check_fonts(subject: Subject<'_>, sink: &mut Sink) {
    let fonts = &subject.sources.fonts;
    if let Some(more) = fonts.get(MAX_FONTS) {
        sink.push(bad_font(subject, more, format!("a site has at most {MAX_FONTS} typefaces")));
    }
    for font in fonts {
        match &font.bytes {
            None => {
                let message = format!("the typeface has more than {MAX_FONT_BYTES} bytes");
                sink.push(bad_font(subject, font, message));
            }
            Some(bytes) if !is_font(bytes) => {
                sink.push(bad_font(subject, font, "no typeface can be read in it".to_owned()));
            }
            Some(_) => {}
        }
    }
    let settings = &subject.model.site;
    let is_good = |font: &Font| font.bytes.as_ref().is_some_and(is_font);
    if let Some(font) = fonts.first()
        && fonts.iter().all(is_good)
        && settings.base_url.is_none()
        && settings.image.is_none()
    {
        let message = format!("`content/{}` is not used: the site has no address", font.path);
        sink.push(
            Diagnostic::new(Code::UnusedPicture, first_line(subject), message)
                .note("a picture that others show with a link is named by its whole address")
                .help("add `base_url: https://…/` to `site.yaml`, or build with `--base-url`"),
        );
    }
}

fn bad_font(subject: Subject<'_>, font: &Font, message: String) -> Diagnostic {
    let message = format!("`content/{}`: {message}", font.path);
    Diagnostic::new(Code::BadFont, first_line(subject), message)
        .help("put a file of type TrueType or OpenType there: `.ttf`, `.otf`, `.ttc`")
}

/// A picture is no text, so what is said of it stands at the settings.
fn first_line(subject: Subject<'_>) -> Option<Span> {
    let file: FileId = subject.sources.by_path("content/site.yaml")?;
    Some(Span::new(file, 0..0))
}
