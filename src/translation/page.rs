//! A written page in the parts that are translated: title, description, and the blocks of its body.

use super::Texts;
use super::stamp::read_stamp;
use crate::diag::Sink;
use crate::parse::front_matter;
use crate::parse::node::Node;
use crate::parse::yaml::parse_yaml_part;
use crate::source::{FileId, Span};
use crate::value::Lang;
use std::collections::BTreeMap;
use std::ops::Range;

/// The field that holds what a page was translated from.
pub const STAMP_FIELD: &str = "translated_from";

/// A page in one language.
#[derive(Debug)]
pub struct PageFile {
    /// Its file.
    pub file: FileId,
    /// Its language.
    pub lang: Lang,
    /// Title, description, and the blocks of the body, as far as they are there.
    pub parts: Vec<PagePart>,
    /// Where the front matter stands.
    pub front_matter: Range<usize>,
    /// Where the body stands.
    pub body: Range<usize>,
    /// What it was translated from, as written.
    pub stamp: Option<(Span, String)>,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub struct PagePart {
    /// Its name within the page: `title`, `description`, or the number of the block from 1.
    pub name: String,
    /// The text; of a scalar after unquoting.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The scalar, if it is a field of the front matter.
    pub node: Option<Node>,
}

impl PageFile {
    /// The hashes that the page was translated from.
    #[must_use]
    pub fn hashes(&self) -> Option<Vec<&str>> {
        read_stamp(&self.stamp.as_ref()?.1)
    }
}

/// Which page a file is, and in which language.
#[must_use]
pub fn name_of<'a>(texts: &Texts<'_>, path: &'a str) -> Option<(&'a str, Lang)> {
    let stem = path.strip_prefix("content/pages/")?.strip_suffix(".md")?;
    let (page, code) = stem.rsplit_once('.')?;
    (!code.contains('/')).then_some(())?;
    Some((page, texts.lang(code)?))
}

/// Every page by its path, in each language it is written in.
#[must_use]
pub fn pages<'a>(texts: &Texts<'a>) -> BTreeMap<&'a str, BTreeMap<Lang, PageFile>> {
    pages_where(texts, |_| true)
}

/// The same of pages that pass.
#[must_use]
pub fn pages_where<'a>(
    texts: &Texts<'a>,
    passes: impl Fn(&str) -> bool,
) -> BTreeMap<&'a str, BTreeMap<Lang, PageFile>> {
    let mut pages: BTreeMap<&str, BTreeMap<Lang, PageFile>> = BTreeMap::new();
    for (file, source) in texts.sources.iter() {
        let Some((page, lang)) = name_of(texts, &source.path) else { continue };
        if let Some(read) = passes(page).then(|| page_file(file, &source.text, lang)).flatten() {
            pages.entry(page).or_default().insert(lang, read);
        }
    }
    pages
}

/// The language in which a page was written: the first that is not translated.
#[must_use]
pub fn original(page: &BTreeMap<Lang, PageFile>) -> Option<&PageFile> {
    page.values().find(|file| file.stamp.is_none()).or_else(|| page.values().next())
}

/// Reads a page; `None` if it has no front matter that can be read.
#[must_use]
pub fn page_file(file: FileId, text: &str, lang: Lang) -> Option<PageFile> {
    // What is wrong with the file was reported when the site was parsed.
    let mut sink = Sink::default();
    let split = front_matter::split(file, text, &mut sink);
    let range = split.yaml.clone()?;
    let node = parse_yaml_part(file, text, range.clone(), &mut sink).node?;
    let mut parts = Vec::new();
    for name in ["title", "description"] {
        let Some(field) = node.get(name) else { continue };
        let Some(value) = field.as_str() else { continue };
        parts.push(PagePart {
            name: name.to_owned(),
            text: value.trim().to_owned(),
            span: field.span,
            node: Some(field.clone()),
        });
    }
    for (number, block) in blocks(text, split.body.clone()).into_iter().enumerate() {
        parts.push(PagePart {
            name: (number + 1).to_string(),
            text: text[block.clone()].to_owned(),
            span: Span::new(file, block),
            node: None,
        });
    }
    let stamp = node.get(STAMP_FIELD);
    let stamp = stamp.and_then(|node| Some((node.span, node.as_str()?.to_owned())));
    Some(PageFile { file, lang, parts, front_matter: range, body: split.body, stamp })
}

/// The blocks of a Markdown text: what blank lines part, but a fenced block is one.
fn blocks(text: &str, body: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut fence: Option<(char, usize)> = None;
    let mut at = body.start;
    for line in text[body].split_inclusive('\n') {
        let content = line.trim_end();
        let range = at..at + content.len();
        at += line.len();
        if content.trim_start().is_empty() && fence.is_none() {
            blocks.extend(open.take());
            continue;
        }
        fence = next_fence(content.trim_start(), fence);
        let start = open.map_or(range.start, |open: Range<usize>| open.start);
        open = Some(start..range.end);
    }
    blocks.extend(open);
    blocks
}

/// The fence that is open after a line.
fn next_fence(line: &str, open: Option<(char, usize)>) -> Option<(char, usize)> {
    let Some(first) = line.chars().next().filter(|first| matches!(first, '`' | '~')) else {
        return open;
    };
    let length = line.len() - line.trim_start_matches(first).len();
    match open {
        None if length >= 3 && !(first == '`' && line[length..].contains('`')) => {
            Some((first, length))
        }
        Some((kind, least)) if kind == first && length >= least && line[length..].is_empty() => {
            None
        }
        open => open,
    }
}
