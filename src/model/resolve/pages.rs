//! Decodes written pages and pairs their languages.

use super::super::{Page, PageText};
use super::context::Context;
use super::images::images_of_page;
use super::moves::aliases;
use super::text::refuse_call;
use super::values::phrase;
use super::{Setting, Sinks};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{Fields, expect_bool, expect_u32};
use crate::parse::markdown::{MarkdownOptions, parse_markdown};
use crate::parse::node::Node;
use crate::parse::records::RawPage;
use crate::source::{FileId, Sources, Span};
use crate::value::{Id, Lang, Localized};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The texts of pages by their files, to be taken over by later runs.
pub(super) type Texts = BTreeMap<FileId, Decoded>;

/// A page in one language; without a text it is there but broken.
type OneText = (Lang, Option<Arc<PageText>>);

/// All written pages, in the order of their paths; drafts are left out unless asked for. Texts
/// that are kept are taken from `earlier`.
pub(super) fn pages(
    cx: &Context<'_>,
    raw: &[RawPage],
    earlier: Option<&Texts>,
    setting: &Setting<'_>,
    sinks: &mut Sinks<'_>,
) -> (Vec<Page>, Texts) {
    let decoded: Vec<_> = raw
        .par_iter()
        .map(|page| {
            let (mut local, mut sink) = (Sink::default(), Sink::default());
            let lang = language(cx, page, &mut sink);
            let kept = || earlier?.get(&page.file).filter(|_| page.is_kept).cloned();
            let decoded = lang.map(|lang| {
                report_path(page, &mut sink);
                (lang, kept().unwrap_or_else(|| text(cx, page, lang, setting.sources, &mut local)))
            });
            (decoded, local, sink)
        })
        .collect();
    let mut by_path: BTreeMap<&str, Vec<OneText>> = BTreeMap::new();
    let mut texts = Texts::new();
    for (page, (decoded, local, sink)) in raw.iter().zip(decoded) {
        sinks.local.append(local);
        sinks.site.append(sink);
        let Some((lang, decoded)) = decoded else { continue };
        if !page.broken {
            texts.insert(page.file, decoded.clone());
        }
        if setting.drafts || !decoded.draft {
            by_path.entry(&page.path).or_default().push((lang, decoded.text));
        }
    }
    let mut pages = Vec::new();
    for (path, texts) in by_path {
        let broken = texts.iter().any(|(_, text)| text.is_none());
        let found = texts.into_iter().filter_map(|(lang, text)| Some((lang, text?)));
        let Some(texts) = Localized::new(found) else { continue };
        if !broken {
            report_missing(cx, path, &texts, sinks.site);
            report_missing_images(cx, &texts, sinks.site);
        }
        pages.push(Page { path: path.into(), texts });
    }
    (pages, texts)
}

/// A page in one language; without a text it is there but broken.
#[derive(Debug, Clone, Default)]
pub(super) struct Decoded {
    draft: bool,
    text: Option<Arc<PageText>>,
}

impl Decoded {
    pub(super) const fn is_draft(&self) -> bool {
        self.draft
    }
}

/// The language in the name of a page; a name without one will do on a site with one language.
fn language(cx: &Context<'_>, page: &RawPage, sink: &mut Sink) -> Option<Lang> {
    let start = Span::new(page.file, 0..0);
    let Some(code) = &page.lang else {
        if let [only] = cx.languages {
            return Some(only.lang);
        }
        let example = &cx.languages[0].code;
        let message = format!("the name of page `{}` does not say its language", page.path);
        sink.push(
            Diagnostic::new(Code::BadFileName, start, message)
                .help(format!("rename it to `{}.{example}.md`", page.path)),
        );
        return None;
    };
    let found = cx.languages.iter().find(|language| language.code == *code);
    if found.is_none() {
        let known = || cx.languages.iter().map(|language| &*language.code);
        let help = match closest(code, known()) {
            Some(meant) => format!("did you mean `{}.{meant}.md`?", page.path),
            None => format!("its languages are {}; `site.yaml` lists them", list_known(known())),
        };
        let message = format!("this site has no language `{code}`");
        sink.push(Diagnostic::new(Code::UnknownLanguage, start, message).help(help));
    }
    found.map(|language| language.lang)
}

/// A path becomes an address, so it takes what ids take.
fn report_path(page: &RawPage, sink: &mut Sink) {
    if let Some(part) = page.path.split('/').find(|part| Id::parse(part).is_err()) {
        let message = format!("`{part}` cannot be a part of an address");
        sink.push(
            Diagnostic::new(Code::BadFileName, Span::new(page.file, 0..0), message)
                .help("name pages with a-z, 0-9 and `-`; the title is free"),
        );
    }
}

fn report_missing(cx: &Context<'_>, path: &str, texts: &Localized<Arc<PageText>>, sink: &mut Sink) {
    let absent: Vec<_> =
        cx.languages.iter().filter(|language| texts.get(language.lang).is_none()).collect();
    let (Some(first), Some((_, there))) = (absent.first(), texts.iter().next()) else { return };
    let names: Vec<_> =
        absent.iter().map(|language| format!("{} (`{}`)", language.name, language.code)).collect();
    let message = format!("page `{path}` is missing in {}", names.join(", "));
    sink.push(
        Diagnostic::new(Code::MissingTranslation, there.span, message)
            .note("until then the page shows this text there, marked as such")
            .help(format!("write `content/pages/{path}.{}.md`", first.code)),
    );
}

/// Pictures that the page shows in one language, but not in another that it exists in.
fn report_missing_images(cx: &Context<'_>, texts: &Localized<Arc<PageText>>, sink: &mut Sink) {
    for (lang, text) in texts.iter() {
        for image in &text.images {
            let lacks = |other: &&PageText| {
                !other.images.iter().any(|one| one.file.text == image.file.text)
            };
            let mut others = texts.iter().filter(|(other, _)| *other != lang);
            let Some((other, _)) = others.find(|(_, other)| lacks(&&***other)) else { continue };
            let language = &cx.languages[other.index()];
            let message = format!("`{}` is missing in {}", image.file.text, language.name);
            sink.push(Diagnostic::new(Code::MissingTranslation, image.file.span, message).help(
                "give the page the same pictures in each language, with `alt` in that language",
            ));
        }
    }
}

fn text(
    cx: &Context<'_>,
    page: &RawPage,
    lang: Lang,
    sources: &Sources,
    sink: &mut Sink,
) -> Decoded {
    if page.broken {
        return Decoded::default();
    }
    let start = Span::new(page.file, 0..0);
    let Some(node) = &page.front_matter else {
        sink.push(
            Diagnostic::new(Code::FrontMatter, start, "a page needs front matter with a `title`")
                .help("begin the file with the lines `---`, `title: …`, `---`"),
        );
        return Decoded::default();
    };
    let Some(mut fields) = Fields::new(node, "a page", sink) else { return Decoded::default() };
    let title_node = fields.required("title");
    let title = phrase(title_node, "`title`", sink);
    title.iter().for_each(|title| refuse_call(title, "`title`", sink));
    let draft = flag(fields.optional("draft"), "`draft`", sink).unwrap_or(false);
    let file = sources.file(page.file);
    let is_statement = matches!(&*page.path, "method" | "accessibility");
    let options = MarkdownOptions { is_statement, ..cx.blocks() };
    let decoded = PageText {
        file: page.file,
        span: title_node.map_or(start, |node| node.span),
        description: phrase(fields.optional("description"), "`description`", sink),
        date: cx.period_opt(fields.optional("date"), "`date`", sink),
        updated: cx.period_opt(fields.optional("updated"), "`updated`", sink),
        period: cx.period_opt(fields.optional("period"), "`period`", sink),
        weight: fields
            .optional("weight")
            .and_then(|node| expect_u32(node, "`weight`", sink))
            .unwrap_or(1000),
        unlisted: flag(fields.optional("nav"), "`nav`", sink) == Some(false),
        aliases: aliases(cx, fields.optional("aliases"), sink),
        citations: cx.citations(fields.optional("source"), sink),
        images: images_of_page(fields.optional("images"), lang, sink),
        translated_from: phrase(fields.optional("translated_from"), "`translated_from`", sink),
        body: parse_markdown(page.file, &file.text, page.body.clone(), &options, sink),
        title: match title {
            Some(title) => title,
            None => {
                fields.finish(sink);
                return Decoded { draft, text: None };
            }
        },
    };
    decoded.description.iter().for_each(|text| refuse_call(text, "`description`", sink));
    fields.finish(sink);
    Decoded { draft, text: Some(Arc::new(decoded)) }
}

fn flag(node: Option<&Node>, what: &str, sink: &mut Sink) -> Option<bool> {
    expect_bool(node?, what, sink)
}
