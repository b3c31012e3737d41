//! What stands around every page: header, navigation, language switch, breadcrumbs, footer.

use super::finish::{contents_slot, sources_slot};
use super::government::meta;
use super::layout_parts::{LayoutParts, Made, layout_parts_of};
use super::names::stage_name;
use super::order::neighbours;
use super::scope::Scope;
use super::structured::structured;
use super::view::{
    AlternateView, BannerView, ContentsView, LanguageView, LayoutView, LinkView, PageNumberView,
    RecordOfPageView, TextView,
};
use crate::model::{Header, Model};
use crate::picture::SHARE_SIZE;
use crate::plan::{Of, PageId, PagePlan, Role, encoded, numbered_path};
use crate::value::Period;

/// What a page says of itself.
pub(super) struct About<'a> {
    pub(super) title: TextView<'a>,
    pub(super) description: String,
    pub(super) contents: Vec<ContentsView>,
    pub(super) dates: Option<String>,
    /// The page exists only in another language: its tag and native name.
    pub(super) fallback: Option<LinkView<'a>>,
}

impl<'a> About<'a> {
    /// A page under the title that its kind gives it, with nothing else.
    pub(super) fn of(scope: &Scope<'a>, page: &PagePlan) -> Self {
        Self::titled(title(scope, page.id))
    }

    /// A page in its own language, with a title and nothing else.
    pub(super) fn titled(title: TextView<'a>) -> Self {
        Self {
            title,
            description: String::new(),
            contents: Vec::new(),
            dates: None,
            fallback: None,
        }
    }

    /// The same with a description.
    pub(super) fn described(self, description: impl Into<String>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// The same with the sections of the page, by id and title, as its contents.
    pub(super) fn sections<'s>(self, sections: impl Iterator<Item = (&'s str, &'s str)>) -> Self {
        let section = |(id, text): (&str, &str)| ContentsView {
            id: id.to_owned(),
            text: text.to_owned(),
            level: 2,
        };
        self.contents(sections.map(section).collect())
    }

    /// The same with on-page contents, if there are enough to need them.
    pub(super) fn contents(self, contents: Vec<ContentsView>) -> Self {
        if contents.len() < 3 { self } else { Self { contents, ..self } }
    }
}

/// Makes the surroundings of a page.
pub(super) fn layout<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    mut about: About<'a>,
) -> LayoutView<'a> {
    if page.number == 0 {
        scope.contents = std::mem::take(&mut about.contents);
    }
    let settings = &scope.site.model.site;
    let language = settings.language(page.lang);
    // A page whose layout parts cannot be rendered is not rendered either.
    let (made, none) = (layout_parts(scope, page), LayoutParts::default());
    let layout_parts = made.as_ref().as_ref().unwrap_or(&none);
    let full_title = scope.plain(&settings.title);
    let head_title = match page.id.kind.role {
        Role::Front => full_title.to_owned(),
        _ if page.number > 0 => {
            let number = scope.locale.integer(page.number as u64 + 1);
            format!("{} ({number}) – {full_title}", about.title.text)
        }
        _ => format!("{} – {full_title}", about.title.text),
    };
    let cite = cite(scope, page, &about.title.text);
    let meta = meta(scope, page, &about);
    let structured = structured(scope, page, &about.title.text, &about.description);
    let [previous, next] = beside(scope, page);
    let description = match about.description.is_empty() && page.id.kind.name != "home" {
        true => bare_description(scope, &about.title.text),
        false => about.description,
    };
    LayoutView {
        lang: &language.code,
        tag: &language.tag,
        site_title: scope.text(settings.short_title.as_ref().unwrap_or(&settings.title)),
        home_href: layout_parts.home_href.clone(),
        search_href: layout_parts.search_href.clone(),
        head_title,
        record: page.id.record().map(|one| {
            let record = scope.site.model.record(one);
            let Header { id, extra, .. } = record.any_header();
            RecordOfPageView { collection: record.collection(), id: id.as_str(), extra }
        }),
        description,
        nav: layout_parts.nav.clone(),
        languages: languages(scope, page),
        breadcrumbs: breadcrumbs(scope, page),
        as_of: layout_parts.as_of.clone(),
        as_of_iso: settings.as_of.to_string(),
        notice: layout_parts.notice.clone(),
        banner: banner(scope, page),
        editions: earlier_editions(scope, page),
        noindex: about.fallback.is_some() || page.id.kind.role == Role::Error,
        fallback: about.fallback,
        contents: (!scope.contents.is_empty()).then(contents_slot),
        pictures: scope.pictures(page),
        parts: parts(scope, page),
        showing: showing(scope, page),
        dates: about.dates,
        previous,
        next,
        sources: sources_slot(),
        cite,
        foot: layout_parts.foot.clone(),
        css_href: layout_parts.css_href.clone(),
        js_href: layout_parts.js_href.clone(),
        tables_js_href: layout_parts.tables_js_href.clone(),
        words_js_href: layout_parts.words_js_href.clone(),
        scheme_js_href: layout_parts.scheme_js_href.clone(),
        icon_href: layout_parts.icon_href.clone(),
        canonical: absolute(scope, &page.path),
        feed_href: feed_href(scope),
        og_locale: og_locale(&language.tag),
        og_locales: settings
            .languages
            .iter()
            .filter(|other| other.lang != page.lang)
            .map(|other| og_locale(&other.tag))
            .collect(),
        og_image: share_image(scope, page),
        og_image_size: image_size(scope),
        alternates: alternates(scope, page),
        meta,
        structured,
        colours: if settings.red_is_good { "red-good" } else { "red-bad" },
        title: about.title,
    }
}

/// The pages of the records before and after that of a page, in the list that it stands in.
fn beside<'a>(scope: &Scope<'a>, page: &PagePlan) -> [Option<LinkView<'a>>; 2] {
    let Some(one) = page.id.record() else { return [None, None] };
    neighbours(scope, one)
        .map(|beside| Some(scope.record(beside?)).filter(|link| link.href.is_some()))
}

/// The line that says which day the site speaks of, unless nothing became known since.
fn banner(scope: &Scope<'_>, page: &PagePlan) -> Option<BannerView> {
    let (site, settings) = (scope.site, &scope.site.model.site);
    let date = scope.date(Period::Day(settings.as_of));
    if settings.folder.is_empty() {
        let text = || scope.t("known-on", &[("date", &date)]);
        return settings.lacks_later.then(|| BannerView { text: text(), link: None });
    }
    let (path, is_same) = site.path_in(site.newest(), page);
    let key = if is_same { "newest-edition-page" } else { "newest-edition" };
    let link = (scope.t(key, &[]), scope.up_to(&path));
    Some(BannerView { text: scope.t("edition-of", &[("date", &date)]), link: Some(link) })
}

/// The way from a page of the newest edition to all others.
fn earlier_editions<'a>(scope: &Scope<'a>, page: &PagePlan) -> Vec<LinkView<'a>> {
    let site = scope.site;
    let others = site.editions.iter().rev().skip(1);
    let others = others.filter(|_| site.model.site.folder.is_empty() && page.id.is_for_readers());
    let links = others.filter_map(|other| {
        let (path, _) = site.path_in(other, page);
        let title = scope.text(&other.model.edition()?.title);
        Some(LinkView { href: Some(scope.up_to(&path)), ..title.into() })
    });
    links.collect()
}

/// What search engines show of a page that has nothing to say of itself: its name, and of what site.
fn bare_description(scope: &Scope<'_>, title: &str) -> String {
    let settings = &scope.site.model.site;
    let site = settings.description.as_ref().unwrap_or(&settings.title);
    scope.with_part(title, scope.plain(site))
}

/// How to cite the page: who publishes it, its title, as of when, and where. The day tells editions
/// apart, which have addresses of their own.
fn cite(scope: &Scope<'_>, page: &PagePlan, title: &str) -> Option<String> {
    if page.id.kind.role != Role::Usual {
        return None;
    }
    let settings = &scope.site.model.site;
    let site = scope.plain(&settings.title);
    let publisher = settings.publisher.as_ref().map(|publisher| scope.plain(publisher));
    let day = scope.date(Period::Day(settings.as_of));
    let args = [("title", title), ("site", site), ("day", &day)];
    let text = scope.t("cite-this-page-text", &args);
    let text = match publisher {
        Some(publisher) => {
            scope.t("cite-this-page-by", &[("publisher", publisher), ("text", &text)])
        }
        None => text,
    };
    // A name that ends with an abbreviation brings the full stop with it.
    let text = text.replace(".. ", ". ");
    Some(match absolute(scope, &page.path) {
        Some(address) => format!("{text} {address}"),
        None => text,
    })
}

/// The pages that a long list goes on.
fn parts(scope: &Scope<'_>, page: &PagePlan) -> Vec<PageNumberView> {
    let n_pages = page.id.n_pages(scope.site.model, scope.site.index);
    if n_pages == 1 {
        return Vec::new();
    }
    let first = scope.site.path(page.id, page.lang);
    (0..n_pages)
        .map(|part| PageNumberView {
            number: scope.locale.integer(part as u64 + 1),
            href: scope.up_to(&numbered_path(&first, part)),
            current: part == page.number,
        })
        .collect()
}

/// Which rows of how many a page of a long list shows.
fn showing(scope: &Scope<'_>, page: &PagePlan) -> Option<String> {
    let (model, index) = (scope.site.model, scope.site.index);
    if page.id.n_pages(model, index) == 1 {
        return None;
    }
    let n_rows = page.id.n_rows(model, index);
    let most = page.id.kind.page_rows;
    let (first, last) = (page.number * most + 1, ((page.number + 1) * most).min(n_rows));
    let [first, last, n_rows] = [first, last, n_rows].map(|n| scope.locale.integer(n as u64));
    Some(scope.t("rows-shown", &[("first", &first), ("last", &last), ("all", &n_rows)]))
}

/// What a page shares with others of its language and depth.
pub(super) fn layout_parts(scope: &Scope<'_>, page: &PagePlan) -> Made {
    layout_parts_of(scope, current_entry(scope, page))
}

/// The entry of the navigation that a page belongs to: itself, or the nearest one above it.
fn current_entry(scope: &Scope<'_>, page: &PagePlan) -> Option<usize> {
    let (model, index) = (scope.site.model, scope.site.index);
    let entries = &scope.site.navigation;
    // The home page is above every page, but no other page is the home page.
    let home = scope.page("home");
    std::iter::successors(Some(page.id), |id| id.parent(model, index))
        .filter(|id| *id != home || page.id == home)
        .find_map(|id| entries.iter().position(|entry| entry.id == id))
}

/// The language switch: this page in each language; nothing on a site with one language.
fn languages<'a>(scope: &Scope<'a>, page: &PagePlan) -> Vec<LanguageView<'a>> {
    let languages = &scope.site.model.site.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    languages
        .iter()
        .map(|language| LanguageView {
            tag: &language.tag,
            name: &language.name,
            href: match page.id.kind.is_common {
                true => scope.up_to(&scope.site.path(scope.page("home"), language.lang)),
                false => {
                    let path = scope.site.path(page.id, language.lang);
                    scope.up_to(&numbered_path(&path, page.number))
                }
            },
            current: language.lang == page.lang,
        })
        .collect()
}

fn breadcrumbs<'a>(scope: &Scope<'a>, page: &PagePlan) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let above = std::iter::successors(page.id.parent(model, index), |id| id.parent(model, index));
    let link = |id: PageId| LinkView { href: Some(scope.href(id)), ..title(scope, id).into() };
    let mut line: Vec<_> = above.map(link).collect();
    line.reverse();
    line
}

/// The title of a page that others lead to by name.
pub(super) fn title<'a>(scope: &Scope<'a>, id: PageId) -> TextView<'a> {
    let model = scope.site.model;
    match (id.kind.title, id.of) {
        (Some(key), _) => Scope::own(scope.t(key, &[])),
        (None, Of::Record(one)) => scope.text(&model.record(one).any_header().name),
        (None, Of::Stage(stage)) => stage_name(scope, stage),
        (None, Of::Section(number)) => section_title(scope, number),
        (None, Of::Text(number)) => scope.title_of(&model.pages[number]),
        (None, _) => Scope::own(id.kind.name),
    }
}

/// The title of a folder of pages: that of its `index` page, or else words of the interface for
/// `reports`, or else its name.
fn section_title<'a>(scope: &Scope<'a>, number: usize) -> TextView<'a> {
    let name = &scope.site.index.sections[number];
    let path = format!("{name}/index");
    if let Some(page) = scope.site.model.pages.iter().find(|page| *page.path == path) {
        return scope.title_of(page);
    }
    match name.as_str() {
        "reports" => Scope::own(scope.t("nav-reports", &[])),
        _ => Scope::own(name.clone()),
    }
}

/// The absolute address of a page, on a site that has one.
pub(super) fn absolute(scope: &Scope<'_>, path: &str) -> Option<String> {
    absolute_address(&scope.site.model.site.base_url, path)
}

/// The same for a page of another edition.
pub(super) fn absolute_in(scope: &Scope<'_>, edition: &Model, id: PageId) -> Option<String> {
    absolute(scope, &id.path(edition, scope.lang))
}

/// The absolute address of a page below the address of a site.
pub(super) fn absolute_address(base_url: &Option<Box<str>>, path: &str) -> Option<String> {
    let base = base_url.as_ref()?;
    Some(format!("{base}{}", encoded(path.strip_suffix("index.html").unwrap_or(path))))
}

/// The feed in the language of a page.
fn feed_href(scope: &Scope<'_>) -> Option<String> {
    let newest = scope.site.newest();
    let feed = scope.page("feed").path(newest.model, scope.lang);
    newest.plan.has(&feed).then(|| absolute(scope, &feed))?
}

/// The address of the picture that others show with a link to a page: that of the site, or the one
/// that is drawn.
fn share_image(scope: &Scope<'_>, page: &PagePlan) -> Option<String> {
    let settings = &scope.site.model.site;
    if let Some(image) = &settings.image {
        return absolute(scope, &image.text);
    }
    if !settings.draws_images {
        return None;
    }
    let drawn = match page.id.of {
        of @ Of::Period(_) => scope.page("share image of a target period").kind.page(of),
        _ => scope.page("share image"),
    };
    absolute(scope, &scope.site.path(drawn, scope.lang))
}

/// How large the picture is that others show with a link to the site.
fn image_size(scope: &Scope<'_>) -> Option<(String, String)> {
    let settings = &scope.site.model.site;
    let Some(image) = settings.image.as_ref() else {
        let (width, height) = SHARE_SIZE;
        return settings.draws_images.then(|| (width.to_string(), height.to_string()));
    };
    let size = scope.site.sources.picture(&image.text)?.size.as_ref().ok()?;
    Some((size.width.to_string(), size.height.to_string()))
}

/// A language as Open Graph names it: with the country if its tag has one.
fn og_locale(tag: &str) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    // A single letter begins an extension, in which two letters are no country.
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase());
    match parts.take_while(|part| part.len() > 1).find(is_region) {
        Some(region) => format!("{language}_{region}"),
        None => language.to_owned(),
    }
}

/// This page in every language that it really exists in, and the default for all others.
fn alternates(scope: &Scope<'_>, page: &PagePlan) -> Vec<AlternateView> {
    let model = scope.site.model;
    if model.site.base_url.is_none() || page.id.kind.role == Role::Error {
        return Vec::new();
    }
    let id = if page.id.kind.is_common { scope.page("home") } else { page.id };
    let languages = model.site.languages.iter();
    let mut alternates: Vec<_> = languages
        .filter(|language| id.exists_in(model, language.lang))
        .filter_map(|language| {
            let path = numbered_path(&scope.site.path(id, language.lang), page.number);
            let href = absolute(scope, &path)?;
            Some(AlternateView { hreflang: language.tag.to_string(), href })
        })
        .collect();
    let fallback = path_for_all(model, id, page.number).and_then(|path| absolute(scope, &path));
    alternates
        .extend(fallback.map(|href| AlternateView { hreflang: "x-default".to_owned(), href }));
    alternates
}

/// The page for readers of all other languages: the choice of languages for the home page, else the
/// first language in which there is one.
pub(super) fn path_for_all(model: &Model, id: PageId, number: usize) -> Option<String> {
    if id.kind.role == Role::Front && model.site.folder.is_empty() {
        return Some("index.html".to_owned());
    }
    let mut languages = model.site.languages.iter();
    let first = languages.find(|language| id.exists_in(model, language.lang))?;
    Some(numbered_path(&id.path(model, first.lang), number))
}
