//! Quotations against the archived texts of their sources.

use super::Subject;
use super::archive::{Placed, fold, plain};
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::model::{Citation, Phrase, Record};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let mut archives: BTreeMap<usize, Archive> = BTreeMap::new();
    for (one, source) in subject.model.sources.iter() {
        let Some(phrase) = &source.archive else { continue };
        match file(subject.sources, phrase) {
            Ok(Some(file)) => {
                archives.insert(one.index(), Archive::new(subject.sources, file));
            }
            Ok(None) => {}
            Err(problem) => sink.push(*problem),
        }
    }
    if archives.is_empty() {
        return;
    }
    let mut found = Vec::new();
    subject.model.each_citation(&mut |citation: &Citation| {
        let (Some(quote), Some(archive)) =
            (&citation.quote, archives.get(&citation.source.index()))
        else {
            return;
        };
        let source = subject.model.sources.get(citation.source);
        // A quotation from an edition in another language stands in another text.
        let is_other = citation.quote_lang.as_ref().zip(source.lang.as_ref());
        if is_other.is_some_and(|(quote, source)| primary(quote) != primary(source)) {
            return;
        }
        if !archive.has(&quote.text) {
            found.push(not_found(archive, quote, source.id().as_str()));
        }
    });
    sink.extend(found);
}

/// The language of a tag without script and region.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The text that a source names as its archive; `None` if what is wrong with it has been said.
fn file(sources: &Sources, phrase: &Phrase) -> Result<Option<FileId>, Box<Diagnostic>> {
    let problem = |message: String| Diagnostic::new(Code::BadArchive, phrase.span, message);
    let name = &*phrase.text;
    let is_text = [".txt", ".md", ".html", ".htm"].iter().any(|ending| name.ends_with(ending));
    let is_placed = name.starts_with("files/") || name.starts_with("archive/");
    if !is_text || !is_placed {
        let message = format!("`{name}` is not the name of an archived text");
        let help = "name a `.txt`, `.md` or `.html` file: `files/report.txt` in `content/files/`, which is published, or `archive/report.txt` in `content/archive/`, which is not";
        return Err(Box::new(problem(message).help(help)));
    }
    let path = format!("content/{name}");
    if sources.too_large.iter().any(|known| **known == *path) {
        let message = format!("`{path}` is larger than 5 MB");
        let help = "save the text of the publication alone, without pictures and scripts";
        return Err(Box::new(problem(message).help(help)));
    }
    match sources.by_path(&path) {
        // What is not UTF-8 was reported when it was read.
        Some(file) if sources.file(file).text.contains('\u{fffd}') => Ok(None),
        Some(file) => Ok(Some(file)),
        None => {
            let known = sources.static_files.iter().map(|file| format!("files/{file}"));
            let known: Vec<_> = known.collect();
            let meant = closest(name, known.iter().map(String::as_str));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "save the text there, or leave `archive` out".to_owned(),
            };
            Err(Box::new(problem(format!("there is no file `{path}`")).help(help)))
        }
    }
}

/// An archived text, as it is and folded.
struct Archive {
    file: FileId,
    plain: Vec<Placed>,
    folded: Vec<Placed>,
    text: String,
}

impl Archive {
    fn new(sources: &Sources, file: FileId) -> Self {
        let plain = plain(sources.file(file));
        let folded = fold(plain.iter().map(|(_, c)| *c));
        let text = folded.iter().map(|(_, c)| *c).collect();
        Self { file, plain, folded, text }
    }

    /// Whether a quotation stands in the text; where it leaves something out (…), its parts do, one
    /// after the other.
    fn has(&self, quote: &str) -> bool {
        let mut rest = &*self.text;
        for part in parts(quote) {
            let Some(at) = rest.find(&part) else { return false };
            rest = &rest[at + part.len()..];
        }
        true
    }

    /// The passage that shares most with a quotation, if it shares two thirds: its text, and where
    /// it stands.
    fn closest(&self, quote: &str) -> Option<(String, Span)> {
        let wanted: Vec<char> = fold(quote.chars()).into_iter().map(|(_, c)| c).collect();
        let length = wanted.len().min(self.folded.len());
        let n_pairs = wanted.len().checked_sub(1).filter(|n| *n > 0)?;
        let mut lacking: BTreeMap<(char, char), i64> = BTreeMap::new();
        for pair in wanted.windows(2) {
            *lacking.entry((pair[0], pair[1])).or_default() += 1;
        }
        let pairs: Vec<_> = self.folded.windows(2).map(|two| (two[0].1, two[1].1)).collect();
        let (mut shared, mut best) = (0, (0, 0));
        for (end, pair) in pairs.iter().enumerate() {
            if let Some(left) = lacking.get_mut(pair) {
                shared += usize::from(*left > 0);
                *left -= 1;
            }
            let start = (end + 2).saturating_sub(length);
            // The pair that the window has just left.
            if let Some(gone) = start.checked_sub(1)
                && let Some(left) = lacking.get_mut(&pairs[gone])
            {
                *left += 1;
                shared -= usize::from(*left > 0);
            }
            if shared > best.0 {
                best = (shared, start);
            }
        }
        let (shared, start) = best;
        if shared * 3 < n_pairs * 2 {
            return None;
        }
        let last = (start + length - 1).min(self.folded.len() - 1);
        let (first, last) = (self.folded[start].0, self.folded[last].0);
        let text = self.plain[first..=last].iter().map(|(_, c)| *c).collect::<String>();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = self.plain[last].0 + self.plain[last].1.len_utf8();
        Some((text, Span::new(self.file, self.plain[first].0..end)))
    }
}

/// The parts of a quotation between omissions, folded.
fn parts(quote: &str) -> impl Iterator<Item = String> {
    let parts = quote.split("...").flat_map(|part| part.split('…'));
    let folded = parts.map(|part| fold(part.chars()).into_iter().map(|(_, c)| c).collect());
    folded.filter(|part: &String| !part.is_empty())
}

fn not_found(archive: &Archive, quote: &Phrase, source: &str) -> Diagnostic {
    let message = format!("this quotation is not in the archived text of `{source}`");
    let problem = Diagnostic::new(Code::QuoteNotFound, quote.span, message);
    match archive.closest(&quote.text) {
        Some((text, place)) => problem
            .related(place, "the closest passage")
            .help(format!("the closest passage is “{text}”")),
        None => problem.help("copy the phrase from the source as it is printed there"),
    }
}
