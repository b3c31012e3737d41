//! Written pages, and those that every site has: method, accessibility, glossary, data, 404.

use crate::model::{Method, PaceBy, Page, PageText, Progress, Record, Ref, Term};
use crate::plan::{Of, PagePlan};
use crate::render::chrome::{About, chrome, section_title, title};
use crate::render::data::{SETS, downloads};
use crate::render::progress::{cut_off, progress_view};
use crate::render::scope::Scope;
use crate::render::view::data::{DataFileView, DataPageView};
use crate::render::view::glossary::TermGroupView;
use crate::render::view::home::ReportCardView;
use crate::render::view::page::MethodView;
use crate::render::view::{
    ChooserView, ContentsView, DataView, GlossaryView, HtmlView, LanguageView, LinkView,
    NotFoundInView, NotFoundView, PageView, SectionView, TermView, TextView,
};
use crate::render::workings::steps;
use crate::render::{sort_key, table};
use crate::value::Lang;

/// A written page.
pub(super) fn written<'a>(scope: &mut Scope<'a>, page: &PagePlan, number: usize) -> PageView<'a> {
    let written = &scope.site.model.pages[number];
    let (previous, next) = neighbours(scope, number);
    let mut view = page_view(scope, page, written, "");
    (view.previous, view.next) = (previous, next);
    view
}

/// The page on how progress is measured: what the site says itself, then the general method with
/// one target of the site recomputed.
pub(super) fn method<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    let method = Some(method_view(scope));
    let mut view = own_or_bare(scope, page, "method", "title-method");
    view.method = method;
    view
}

/// The accessibility statement.
pub(super) fn accessibility<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    own_or_bare(scope, page, "accessibility", "title-accessibility")
}

fn own_or_bare<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    name: &'static str,
    title: &str,
) -> PageView<'a> {
    if let Some(written) = scope.site.model.pages.iter().find(|page| &*page.path == name) {
        return page_view(scope, page, written, name);
    }
    let about = About::titled(Scope::own(scope.t(title, &[])));
    PageView {
        lead: None,
        body: None,
        kind: name,
        method: None,
        previous: None,
        next: None,
        page: chrome(scope, page, about),
    }
}

fn page_view<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    written: &'a Page,
    kind: &'static str,
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
        kind,
        method: None,
        previous: None,
        next: None,
        page: chrome(scope, page, about),
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
    let parts: Vec<_> = [published, updated].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&scope.t("detail-separator", &[])))
}

/// The pages of a folder in their order: newest period first, then by weight and path.
fn section_pages(scope: &Scope<'_>, section: &str) -> Vec<usize> {
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

fn neighbours<'a>(
    scope: &Scope<'a>,
    number: usize,
) -> (Option<LinkView<'a>>, Option<LinkView<'a>>) {
    let Some(section) = scope.site.model.pages[number].section() else { return (None, None) };
    let pages = section_pages(scope, section);
    let Some(position) = pages.iter().position(|known| *known == number) else {
        return (None, None);
    };
    let link = |index: Option<usize>| Some(written_link(scope, *pages.get(index?)?));
    (link(position.checked_sub(1)), link(Some(position + 1)))
}

fn written_link<'a>(scope: &Scope<'a>, number: usize) -> LinkView<'a> {
    let (lang, text) = scope.site.model.pages[number].texts.get_or_fallback(scope.lang);
    LinkView {
        text: (&*text.title.text).into(),
        href: scope.href_opt(scope.page_of(Of::Text(number))),
        lang: scope.foreign(lang),
    }
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

/// The pages of a folder.
pub(super) fn section<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    number: usize,
) -> SectionView<'a> {
    let name = &scope.site.index.sections[number];
    let pages = section_pages(scope, name).into_iter().map(|one| report_card(scope, one)).collect();
    let path = format!("{name}/index");
    let index = scope.site.model.pages.iter().find(|page| *page.path == path);
    let lead = index.and_then(|page| {
        let text = page.texts.get(scope.lang)?;
        text.description.as_ref().map(|lead| lead.text.to_string())
    });
    let about =
        About::titled(section_title(scope, number)).described(lead.clone().unwrap_or_default());
    SectionView { lead, pages, page: chrome(scope, page, about) }
}

fn method_view<'a>(scope: &mut Scope<'a>) -> MethodView<'a> {
    let cutoffs = scope.site.model.site.cutoffs;
    let [ahead, on_track, behind] =
        [cutoffs.ahead, cutoffs.on_track, cutoffs.behind].map(|value| cut_off(scope, value));
    let in_months = scope.site.model.site.pace_by == PaceBy::Months;
    let whole_percent = |share| scope.locale.percent(share, 0);
    let project_from = whole_percent(cutoffs.project_from);
    let assess_from = (!cutoffs.assess_from.is_zero()).then(|| whole_percent(cutoffs.assess_from));
    let data = downloads(scope, &["progress"]);
    let all = &scope.site.progress();
    let is_paced = |one: &&Progress<'_>| {
        one.status.is_assessed()
            && matches!(one.method, Some(Method::Pace | Method::Limit))
            && one.pace.is_some()
    };
    let any = || all.iter().find(|one| one.status.is_assessed());
    let progress = all.iter().find(is_paced).or_else(any);
    let steps = progress.map(|progress| steps(scope, progress)).unwrap_or_default();
    let example = progress.map(|progress| progress_view(scope, progress));
    MethodView {
        in_months,
        ahead,
        on_track,
        behind,
        project_from,
        assess_from,
        data,
        example,
        steps,
    }
}

/// All terms by group, in the order of the page's language.
pub(super) fn glossary<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> GlossaryView<'a> {
    let terms = &scope.site.model.terms;
    let mut order: Vec<Ref<Term>> = terms.iter().map(|(reference, _)| reference).collect();
    order.sort_by_cached_key(|one| sort_key(scope, terms.get(*one)));
    let mut groups: Vec<TermGroupView> = Vec::new();
    let mut names: Vec<Option<&str>> = Vec::new();
    for one in order {
        let term = terms.get(one);
        let name = term.group.as_ref().map(|group| scope.plain(group));
        let position = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            groups.push(TermGroupView {
                title: scope.text_opt(term.group.as_ref()),
                id: String::new(),
                terms: Vec::new(),
            });
            names.len() - 1
        });
        groups[position].terms.push(term_view(scope, term));
    }
    groups.extend(category_terms(scope));
    groups.sort_by_cached_key(|group| {
        group.title.as_ref().map(|title| scope.locale.sort_key(&title.text))
    });
    for (number, group) in groups.iter_mut().enumerate() {
        group.id = format!("group-{}", number + 1);
    }
    let lead = scope.t_n("lead-glossary", terms.len(), &[]);
    let contents = groups.iter().filter_map(|group| {
        let title = group.title.as_ref()?;
        Some(ContentsView { id: group.id.clone(), text: title.text.to_string(), level: 2 })
    });
    let about = About::titled(Scope::own(scope.t("title-glossary", &[])))
        .described(lead.clone())
        .contents(contents.collect());
    GlossaryView { lead, groups, page: chrome(scope, page, about) }
}

/// The categories that projects and results are marked as, which are terms as well.
fn category_terms<'a>(scope: &Scope<'a>) -> Option<TermGroupView<'a>> {
    let categories = &scope.site.model.site.categories;
    let terms: Vec<_> = table::in_order(scope, categories)
        .into_iter()
        .map(|one| categories.get(one))
        .map(|category| TermView {
            id: format!("category-{}", category.id()),
            name: scope.text(category.name()),
            others: crate::render::project::other_names(scope, category.name()),
            aliases: Vec::new(),
            avoid: Vec::new(),
            definition: scope.html_opt(category.definition.as_ref()),
            cites: scope.cite(&category.header.citations),
        })
        .collect();
    let title = Some(Scope::own(scope.t("categories", &[])));
    (!terms.is_empty()).then(|| TermGroupView { title, id: String::new(), terms })
}

fn term_view<'a>(scope: &Scope<'a>, term: &'a Term) -> TermView<'a> {
    let forms = |forms: &Option<crate::value::Localized<Vec<crate::model::Phrase>>>| {
        let own = forms.as_ref().and_then(|forms| forms.get(scope.lang));
        own.into_iter().flatten().map(|phrase| phrase.text.to_string()).collect()
    };
    TermView {
        id: format!("term-{}", term.id()),
        name: scope.text(term.name()),
        others: crate::render::project::other_names(scope, term.name()),
        aliases: forms(&term.aliases),
        avoid: forms(&term.avoid),
        definition: scope.html_opt(term.definition.as_ref()),
        cites: scope.cite(&term.header.citations),
    }
}

/// All downloads, and the pages about the data.
pub(super) fn data<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> DataView<'a> {
    let kinds = scope.site.plan.kinds.iter();
    let pages = kinds
        .filter_map(|kind| Some((kind.page(Of::Nothing), kind.about?)))
        .filter(|(page, _)| scope.href_opt(*page).is_some())
        .map(|(page, about)| {
            let TextView { text, .. } = title(scope, page);
            DataPageView { link: scope.own_link(page, text), text: scope.t(about, &[]) }
        })
        .collect();
    let site = scope.site;
    let known = SETS.iter().filter(|set| site.index.data_sets.contains(&set.name));
    let mut files: Vec<_> = known
        .map(|set| {
            let size = [
                scope.t_n("data-rows", set.n_rows(site), &[]),
                scope.t_n("data-columns", set.n_fields(site.model), &[]),
            ];
            DataFileView {
                title: scope.t(set.title, &[]),
                size: Some(scope.locale.list(&size)),
                downloads: downloads(scope, &[set.name]),
            }
        })
        .collect();
    if let Some(href) = scope.href_opt(scope.page("data package")) {
        let link = LinkView { text: "datapackage.json".into(), href: Some(href), lang: None };
        let title = scope.t("data-package", &[]);
        files.push(DataFileView { title, size: None, downloads: vec![link] });
    }
    if let Some(href) = scope.href_opt(scope.page("calendar")) {
        let link = LinkView { text: "iCalendar".into(), href: Some(href), lang: None };
        let title = scope.t("calendar-title", &[]);
        files.push(DataFileView { title, size: None, downloads: vec![link] });
    }
    let lead = scope.t("lead-data", &[]);
    let about = About::titled(Scope::own(scope.t("title-data", &[]))).described(lead.clone());
    DataView { lead, pages, files, page: chrome(scope, page, about) }
}

/// The 404 page.
pub(super) fn not_found<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> NotFoundView<'a> {
    let about = About::titled(Scope::own(scope.t("title-not-found", &[])));
    let site = scope.site;
    let languages = site.model.site.languages.iter().zip(site.locales);
    let others = languages.filter(|(language, _)| language.lang != page.lang);
    // Beside the pages of a language there is one for readers of none.
    let others = others.filter(|_| page.id.kind.is_common);
    let others = others.map(|(language, (_, locale))| {
        let words = |key: &str| locale.text(key, &[]).unwrap_or_default();
        NotFoundInView {
            tag: &language.tag,
            title: words("title-not-found"),
            text: words("not-found"),
            home: words("not-found-home"),
            href: scope.up_to(&site.path(scope.page("home"), language.lang)),
        }
    });
    NotFoundView { others: others.collect(), page: chrome(scope, page, about) }
}

/// The page at `/`.
pub(super) fn chooser<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ChooserView<'a> {
    let settings = &scope.site.model.site;
    let titles = settings
        .title
        .iter()
        .map(|(lang, phrase)| TextView {
            text: (&*phrase.text).into(),
            lang: Some(&settings.language(lang).tag),
        })
        .collect();
    let languages = settings
        .languages
        .iter()
        .map(|language| LanguageView {
            tag: &language.tag,
            name: &language.name,
            href: scope.up_to(&scope.site.path(scope.page("home"), language.lang)),
            current: false,
        })
        .collect();
    let about = About::titled(scope.text(&settings.title))
        .described(settings.description.as_ref().map(|text| scope.plain(text)).unwrap_or_default());
    ChooserView { titles, languages, page: chrome(scope, page, about) }
}
