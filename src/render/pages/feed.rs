//! The Atom feed of a language (RFC 4287). Its dates are those of the ledger: same site, same bytes.

use super::{Content, Page};
use crate::model::Record;
use crate::plan::{FeedEntry, FeedSubject, PageId, PageKind, Pages, feed as entries};
use crate::render::layout::{absolute, absolute_in};
use crate::render::scope::Scope;
use crate::value::Lang;
use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "feed",
        path: "feed.xml",
        // Addresses in it are absolute, and what is new is told once, by the newest edition.
        pages: Pages::One(|model, _| {
            let is_told = model.site.base_url.is_some() && model.site.folder.is_empty();
            is_told && !entries(model).is_empty()
        }),
        ..PageKind::USUAL
    },
    content: Content::File(|scope, _| feed(scope)),
};

type Out = Writer<Vec<u8>>;

/// The feed in the language of the scope.
fn feed(scope: &Scope<'_>) -> Vec<u8> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(scope, &mut out).expect("memory can be written");
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(scope: &Scope<'_>, out: &mut Out) -> io::Result<()> {
    let settings = &scope.site.model.site;
    let subject = entries(scope.site.model);
    let own = absolute(scope, scope.path).unwrap_or_default();
    let home =
        absolute(scope, &scope.site.path(scope.page("home"), scope.lang)).unwrap_or_default();
    let title = scope.text(&settings.title);
    let publisher = settings.publisher.as_ref().map(|name| scope.text(name).text);
    let updated = subject.iter().map(|entry| entry.updated).max().unwrap_or(settings.as_of);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = out.create_element("feed").with_attributes([
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", &*settings.language(scope.lang).tag),
    ]);
    root.write_inner_content(|out| {
        text(out, "id", &own)?;
        text(out, "title", &title.text)?;
        text(out, "updated", &stamp(updated))?;
        link(out, "self", &own)?;
        link(out, "alternate", &home)?;
        let author = out.create_element("author");
        author.write_inner_content(|out| {
            text(out, "name", publisher.as_ref().unwrap_or(&title.text))
        })?;
        subject.iter().try_for_each(|one| entry(scope, one, out))
    })?;
    Ok(())
}

/// What an entry says, in which language.
struct Words {
    address: String,
    lang: Lang,
    title: String,
    summary: String,
    /// The language of the summary.
    summary_lang: Lang,
}

fn words(scope: &Scope<'_>, subject: FeedSubject) -> Option<Words> {
    let model = scope.site.model;
    let address = |id: PageId| absolute(scope, &scope.site.path(id, scope.lang));
    Some(match subject {
        FeedSubject::Event(one) => {
            let event = model.events.get(one);
            let (lang, name) = event.name().get_or_fallback(scope.lang);
            let summary = event.summary.as_ref().map(|text| scope.lead_of(text));
            let of_summary = event.summary.as_ref();
            let of_summary = of_summary.map(|text| text.get_or_fallback(scope.lang).0);
            Words {
                summary_lang: of_summary.unwrap_or(lang),
                address: address(scope.page_of(one))?,
                lang,
                title: scope.words(name, lang).into_owned(),
                summary: summary.unwrap_or_default(),
            }
        }
        FeedSubject::Page(number) => {
            let (lang, text) = model.pages[number].texts.get_or_fallback(scope.lang);
            let lead = text.description.as_ref().map(|lead| lead.text.to_string());
            Words {
                summary_lang: lang,
                address: address(scope.site.plan.links.page_of(text.file)?)?,
                lang,
                title: text.title.text.to_string(),
                summary: lead.unwrap_or_else(|| scope.lead(&text.body, lang)),
            }
        }
        FeedSubject::Edition(number) => {
            let edition = &model.site.editions[number];
            let (lang, title) = edition.title.get_or_fallback(scope.lang);
            let of = scope.site.editions.iter().find(|one| one.model.site.edition == Some(number));
            let date = scope.date(crate::value::Period::Day(edition.as_of));
            Words {
                summary_lang: scope.lang,
                address: absolute_in(scope, of?.model, scope.page("home"))?,
                lang,
                title: title.text.to_string(),
                summary: scope.t("as-of", &[("date", &date)]),
            }
        }
    })
}

fn entry(scope: &Scope<'_>, entry: &FeedEntry, out: &mut Out) -> io::Result<()> {
    let Some(words) = words(scope, entry.subject) else { return Ok(()) };
    let mut root = out.create_element("entry");
    if let Some(tag) = scope.foreign(words.lang) {
        root = root.with_attribute(("xml:lang", tag));
    }
    root.write_inner_content(|out| {
        text(out, "id", &stable_id(scope, entry.subject, &words.address))?;
        text(out, "title", &words.title)?;
        link(out, "alternate", &words.address)?;
        text(out, "published", &stamp(entry.published))?;
        text(out, "updated", &stamp(entry.updated))?;
        match words.summary.is_empty() {
            true => Ok(()),
            false if words.summary_lang == words.lang => text(out, "summary", &words.summary),
            false => {
                let tag = &*scope.site.model.site.language(words.summary_lang).tag;
                let summary = out.create_element("summary").with_attribute(("xml:lang", tag));
                summary.write_text_content(BytesText::new(&words.summary))?;
                Ok(())
            }
        }
    })?;
    Ok(())
}

/// What an entry is known by. The home page is that of the newest edition, whichever that is: an
/// edition keeps its own id when it moves to its folder.
fn stable_id(scope: &Scope<'_>, subject: FeedSubject, address: &str) -> String {
    let settings = &scope.site.model.site;
    match (subject, &settings.base_url) {
        (FeedSubject::Edition(number), Some(base)) => {
            let (id, code) = (&settings.editions[number].id, &settings.language(scope.lang).code);
            format!("{base}editions/{id}/{code}/")
        }
        _ => address.to_owned(),
    }
}

fn text(out: &mut Out, name: &str, words: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(out: &mut Out, relation: &str, address: &str) -> io::Result<()> {
    let link = out.create_element("link");
    link.with_attributes([("rel", relation), ("href", address)]).write_empty()?;
    Ok(())
}

/// The beginning of a day; the ledger knows no hours.
fn stamp(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
