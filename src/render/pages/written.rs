//! What pages with written text have in common.

use crate::model::{Page, PageText};
use crate::plan::{Of, PagePlan};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::home::ReportCardView;
use crate::render::view::{ContentsView, HtmlView, LinkView, PageView, TextView};
use crate::value::Lang;

/// A page that every site has, with the text that the site writes for it.
pub(super) fn own_or_bare<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    let model = scope.site.model;
    if let Some(number) = page.id.text(model) {
        return page_view(scope, page, &model.pages[number]);
    }
    let about = About::of(scope, page);
    PageView {
        lead: None,
        body: None,
        kind: page.id.kind.text.unwrap_or_default(),
        method: None,
        previous: None,
        next: None,
        page: layout(scope, page, about),
    }
}

/// A page with a written text.
pub(super) fn page_view<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    written: &'a Page,
) -> PageView<'a> {
    let (lang, text) = written.texts.get_or_fallback(scope.lang);
    let foreign = scope.foreign(lang);
    let body = HtmlView { html: scope.markdown(&text.body, Some(text.file), lang), lang: foreign };
    scope.cite_for_page(&text.citations);
    let lead = text.description.as_ref().map(|lead| lead.text.to_string());
    let description = lead.clone().unwrap_or_else(|| scope.lead(&text.body, lang));
    let contents = text
        .body
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| ContentsView {
            id: heading.id.to_string(),
            text: heading.text.to_string(),
            level: heading.level,
        })
        .collect();
    let mut about = About::titled(TextView { text: (&*text.title.text).into(), lang: foreign })
        .described(description)
        .contents(contents);
    about.dates = dates(scope, text);
    about.fallback = fallback(scope, page, lang);
    PageView {
        lead: lead.filter(|_| about.fallback.is_none()),
        body: (!text.body.is_empty()).then_some(body),
        kind: page.id.kind.text.unwrap_or_default(),
        method: None,
        previous: None,
        next: None,
        page: layout(scope, page, about),
    }
}

/// Says that a page is shown in another language, with a link to it there.
fn fallback<'a>(scope: &Scope<'a>, page: &PagePlan, lang: Lang) -> Option<LinkView<'a>> {
    if lang == scope.lang {
        return None;
    }
    let language = scope.site.model.site.language(lang);
    Some(LinkView {
        text: (&*language.name).into(),
        href: Some(scope.up_to(&scope.site.path(page.id, lang))),
        lang: Some(&language.tag),
    })
}

fn dates(scope: &Scope<'_>, text: &PageText) -> Option<String> {
    let published = text.date.map(|date| {
        let date = scope.date(date);
        scope.t("published-on", &[("date", &date)])
    });
    let updated = text.updated.map(|date| {
        let date = scope.date(date);
        scope.t("updated-on", &[("date", &date)])
    });
    scope.details([published, updated])
}

/// The pages of a folder in their order: newest period first, then by weight and path.
pub(super) fn section_pages(scope: &Scope<'_>, section: &str) -> Vec<usize> {
    let model = scope.site.model;
    let mut pages: Vec<_> = model
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.section() == Some(section) && !page.path.ends_with("/index"))
        .filter(|(_, page)| page.texts.iter().all(|(_, text)| !text.unlisted))
        .map(|(number, _)| number)
        .collect();
    pages.sort_by_key(|number| {
        let (_, text) = model.pages[*number].texts.get_or_fallback(scope.lang);
        let covered = text.period.map(|period| period.last_day());
        (
            text.weight,
            std::cmp::Reverse(covered),
            std::cmp::Reverse(text.date.map(|date| date.last_day())),
            *number,
        )
    });
    pages
}

pub(super) fn written_link<'a>(scope: &Scope<'a>, number: usize) -> LinkView<'a> {
    let href = scope.href_opt(scope.page_of(Of::Text(number)));
    LinkView { href, ..scope.title_of(&scope.site.model.pages[number]).into() }
}

/// A written page as a card.
pub(in crate::render) fn report_card<'a>(scope: &Scope<'a>, number: usize) -> ReportCardView<'a> {
    let (lang, text) = scope.site.model.pages[number].texts.get_or_fallback(scope.lang);
    let description = text.description.as_ref().map(|lead| lead.text.to_string());
    ReportCardView {
        title: written_link(scope, number),
        date: text.date.map(|date| scope.date(date)),
        description: description.unwrap_or_else(|| scope.lead(&text.body, lang)),
    }
}
