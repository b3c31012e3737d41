//! What is said of files that are not read, or whose names do not hold everywhere.

use super::walk::Refused;
use crate::diag::{Code, Diagnostic};
use crate::limits::{MAX_FOLDERS, MAX_TEXT_BYTES};
use crate::source::{FileId, Span};
use crate::value::is_device;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::BTreeMap;

/// The problem of something that is not read; `path` is its path in the site.
pub(super) fn refused(path: &str, refused: Refused, place: FileId) -> Diagnostic {
    let span = Span::new(place, 0..0);
    match refused {
        Refused::Outside => Diagnostic::new(
            Code::PathLeavesSite,
            span,
            format!("`{path}` is a link to something outside the site folder"),
        )
        .help("put a copy in its place"),
        Refused::Nowhere => {
            let message = format!("`{path}` is a link that leads nowhere");
            Diagnostic::new(Code::NotAFile, span, message)
                .help("put the file in its place, or remove it")
        }
        Refused::FolderLink => Diagnostic::new(
            Code::NotAFile,
            span,
            format!("`{path}` is a link to a folder, which is not followed"),
        )
        .help("put the folder in its place"),
        Refused::Special => Diagnostic::new(
            Code::NotAFile,
            span,
            format!("`{path}` is neither a file nor a folder"),
        )
        .help("remove it"),
        Refused::TooDeep => Diagnostic::new(
            Code::TooLarge,
            span,
            format!("`{path}` lies in more than {MAX_FOLDERS} folders"),
        )
        .help("move it up"),
        Refused::NotText => {
            Diagnostic::new(Code::BadFileName, span, format!("the name of `{path}` is not UTF-8"))
                .help("rename it")
        }
    }
}

/// The problem of a text that is too large to be read.
pub(super) fn too_large(path: &str, n_bytes: u64, place: FileId) -> Diagnostic {
    let message = format!("`{path}` has {n_bytes} bytes; a text has at most {MAX_TEXT_BYTES}");
    Diagnostic::new(Code::TooLarge, Span::new(place, 0..0), message)
        .help("put records into several files, and what readers download into `content/files/`")
}

/// What is wrong with the name of a file or a folder on some system.
pub(super) fn bad_name(path: &str) -> Option<(String, &'static str)> {
    let hidden = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    path.split('/').find_map(|name| {
        let strange = |c: &char| c.is_control() || "<>:\"|?*\\".contains(*c);
        if let Some(c) = name.chars().find(|c| strange(c) || hidden(c)) {
            let message = format!(
                "the name `{}` has the character U+{:04X}",
                name.escape_debug(),
                u32::from(c)
            );
            return Some((message, "rename it: not every system can have such a file"));
        }
        if name.ends_with(['.', ' ']) {
            let message = format!("the name `{name}` ends in a full stop or a space");
            return Some((message, "rename it: Windows leaves such an end out"));
        }
        is_device(name)
            .then(|| (format!("`{name}` is the name of a device on Windows"), "rename it"))
    })
}

/// Names that are one name where case or the form of accents does not count, each with the first.
pub(super) fn alike<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut alike = Vec::new();
    for name in names {
        let folded = match name.is_ascii() {
            true => name.to_ascii_lowercase(),
            false => normalizer.normalize(&normalizer.normalize(name).to_lowercase()).into_owned(),
        };
        match first.get(&folded) {
            Some(known) => alike.push((*known, name)),
            None => {
                first.insert(folded, name);
            }
        }
    }
    alike
}

/// A file for a record that says nothing.
pub(super) fn empty(file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyFile,
        Span::new(file, 0..0),
        "the file is empty, so there is no record",
    )
    .help("take it from a backup or from the history of the site, or delete it")
}
