//! What stands around every page: header, navigation, language switch, breadcrumbs, footer.

use super::finish::{contents_slot, sources_slot};
use super::frame::{Frame, Made};
use super::scope::Scope;
use super::view::{
    AlternateView, BannerView, ChromeView, ContentsView, LanguageView, LinkView, PartView,
    RecordOfPageView, TextView,
};
use crate::model::{Header, Model, Record};
use crate::plan::{Kind, PART_ROWS, PagePlan, parent, part_path, path};
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

    /// The same with on-page contents, if there are enough to need them.
    pub(super) fn contents(self, contents: Vec<ContentsView>) -> Self {
        if contents.len() < 3 { self } else { Self { contents, ..self } }
    }
}

/// Makes the surroundings of a page.
pub(super) fn chrome<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    about: About<'a>,
) -> ChromeView<'a> {
    if page.part == 0 {
        scope.contents = about.contents;
    }
    let model = scope.site.model;
    let settings = &model.site;
    let language = settings.language(page.lang);
    // A page whose frame cannot be rendered is not rendered either.
    let (made, none) = (frame(scope, page), Frame::default());
    let frame = made.as_ref().as_ref().unwrap_or(&none);
    let full_title = scope.plain(&settings.title);
    let head_title = match page.kind {
        Kind::Home | Kind::Chooser => full_title.to_owned(),
        _ if page.part > 0 => {
            let number = scope.locale.integer(page.part as u64 + 1);
            format!("{} ({number}) – {full_title}", about.title.text)
        }
        _ => format!("{} – {full_title}", about.title.text),
    };
    ChromeView {
        lang: &language.code,
        tag: &language.tag,
        site_title: scope.text(settings.short_title.as_ref().unwrap_or(&settings.title)),
        home_href: frame.home_href.clone(),
        head_title,
        record: page.kind.record().map(|one| {
            let record = scope.site.model.record(one);
            let Header { id, extra, .. } = record.any_header();
            RecordOfPageView { collection: record.collection(), id: id.as_str(), extra }
        }),
        description: about.description,
        nav: frame.nav.clone(),
        languages: languages(scope, page),
        breadcrumbs: breadcrumbs(scope, page),
        as_of: frame.as_of.clone(),
        as_of_iso: settings.as_of.to_string(),
        notice: frame.notice.clone(),
        banner: banner(scope, page),
        editions: earlier_editions(scope, page),
        noindex: about.fallback.is_some()
            || matches!(page.kind, Kind::NotFound | Kind::RootNotFound),
        fallback: about.fallback,
        contents: (!scope.contents.is_empty()).then(contents_slot),
        parts: parts(scope, page),
        showing: showing(scope, page),
        dates: about.dates,
        sources: sources_slot(),
        foot: frame.foot.clone(),
        css_href: frame.css_href.clone(),
        js_href: frame.js_href.clone(),
        scheme_js_href: frame.scheme_js_href.clone(),
        icon_href: frame.icon_href.clone(),
        canonical: absolute(scope, &page.path),
        feed_href: feed_href(scope),
        og_locale: og_locale(&language.tag),
        og_locales: settings
            .languages
            .iter()
            .filter(|other| other.lang != page.lang)
            .map(|other| og_locale(&other.tag))
            .collect(),
        og_image: settings.image.as_ref().and_then(|image| absolute(scope, &image.text)),
        alternates: alternates(scope, page),
        colours: if settings.red_is_good { "red-good" } else { "red-bad" },
        title: about.title,
    }
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
    let is_page = !matches!(page.kind, Kind::Chooser | Kind::RootNotFound | Kind::NotFound);
    let others = site.editions.iter().rev().skip(1);
    let others = others.filter(|_| site.model.site.folder.is_empty() && is_page);
    let links = others.filter_map(|other| {
        let TextView { text, lang } = scope.text(&other.model.edition()?.title);
        let (path, _) = site.path_in(other, page);
        Some(LinkView { text, href: Some(scope.up_to(&path)), lang })
    });
    links.collect()
}

/// The pages that a long list goes on.
fn parts(scope: &Scope<'_>, page: &PagePlan) -> Vec<PartView> {
    let n_parts = scope.site.index.n_parts(scope.site.model, page.kind);
    if n_parts == 1 {
        return Vec::new();
    }
    let first = scope.site.path(page.kind, page.lang);
    (0..n_parts)
        .map(|part| PartView {
            number: scope.locale.integer(part as u64 + 1),
            href: scope.up_to(&part_path(&first, part)),
            current: part == page.part,
        })
        .collect()
}

/// Which rows of how many a page of a long list shows.
fn showing(scope: &Scope<'_>, page: &PagePlan) -> Option<String> {
    let (model, index) = (scope.site.model, scope.site.index);
    if index.n_parts(model, page.kind) == 1 {
        return None;
    }
    let n_rows = index.n_rows(model, page.kind);
    let (first, last) = (page.part * PART_ROWS + 1, ((page.part + 1) * PART_ROWS).min(n_rows));
    let [first, last, n_rows] = [first, last, n_rows].map(|n| scope.locale.integer(n as u64));
    Some(scope.t("rows-shown", &[("first", &first), ("last", &last), ("all", &n_rows)]))
}

/// What a page shares with others of its language and depth.
pub(super) fn frame(scope: &Scope<'_>, page: &PagePlan) -> Made {
    scope.site.frames.get(scope, current_entry(scope, page))
}

/// The entry of the navigation that a page belongs to: itself, or the nearest one above it.
fn current_entry(scope: &Scope<'_>, page: &PagePlan) -> Option<usize> {
    let (model, index) = (scope.site.model, scope.site.index);
    let entries = &scope.site.navigation;
    // The home page is above every page, but no other page is the home page.
    std::iter::successors(Some(page.kind), |kind| parent(model, index, *kind))
        .filter(|kind| *kind != Kind::Home || page.kind == Kind::Home)
        .find_map(|kind| entries.iter().position(|entry| entry.kind == kind))
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
            href: match page.kind {
                Kind::Chooser | Kind::RootNotFound => {
                    scope.up_to(&scope.site.path(Kind::Home, language.lang))
                }
                kind => {
                    let path = scope.site.path(kind, language.lang);
                    scope.up_to(&part_path(&path, page.part))
                }
            },
            current: language.lang == page.lang,
        })
        .collect()
}

fn breadcrumbs<'a>(scope: &Scope<'a>, page: &PagePlan) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut line = Vec::new();
    let mut above = parent(model, index, page.kind);
    while let Some(kind) = above {
        let text = title(scope, kind).unwrap_or_else(|| Scope::own(scope.t("nav-home", &[])));
        line.push(LinkView { text: text.text, href: Some(scope.href(kind)), lang: text.lang });
        above = parent(model, index, kind);
    }
    line.reverse();
    line
}

/// The title of a page that others lead to by name.
pub(super) fn title<'a>(scope: &Scope<'a>, kind: Kind) -> Option<TextView<'a>> {
    let model = scope.site.model;
    let key = match kind {
        Kind::Home => "nav-home",
        Kind::Targets => "title-targets",
        Kind::Indicators => "title-indicators",
        Kind::Projects => "title-projects",
        Kind::Parks => "title-parks",
        Kind::Industries => "title-industries",
        Kind::Organizations => "title-organizations",
        Kind::Timeline => "title-timeline",
        Kind::Schedule => "title-schedule",
        Kind::Documents => "title-documents",
        Kind::Sources => "title-sources",
        Kind::Glossary => "title-glossary",
        Kind::Changes => "title-changes",
        Kind::Method => "title-method",
        Kind::Accessibility => "title-accessibility",
        Kind::Data => "title-data",
        Kind::Translations => "title-translations",
        Kind::Park(one) => return Some(scope.text(model.parks.get(one).name())),
        Kind::Region(one) => return Some(scope.text(model.regions.get(one).name())),
        Kind::Section(number) => return Some(section_title(scope, number)),
        Kind::Written(number) => {
            let (lang, text) = model.pages[number].texts.get_or_fallback(scope.lang);
            return Some(TextView { text: (&*text.title.text).into(), lang: scope.foreign(lang) });
        }
        _ => return None,
    };
    Some(Scope::own(scope.t(key, &[])))
}

/// The title of a folder of pages: that of its `index` page, or else words of the interface for
/// `reports`, or else its name.
pub(super) fn section_title<'a>(scope: &Scope<'a>, number: usize) -> TextView<'a> {
    let name = &scope.site.index.sections[number];
    let path = format!("{name}/index");
    if let Some(page) = scope.site.model.pages.iter().find(|page| *page.path == path) {
        let (lang, text) = page.texts.get_or_fallback(scope.lang);
        return TextView { text: (&*text.title.text).into(), lang: scope.foreign(lang) };
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
pub(super) fn absolute_in(scope: &Scope<'_>, edition: &Model, kind: Kind) -> Option<String> {
    absolute(scope, &path(edition, kind, scope.lang))
}

/// The absolute address of a page below the address of a site.
pub(super) fn absolute_address(base_url: &Option<Box<str>>, path: &str) -> Option<String> {
    let base = base_url.as_ref()?;
    Some(format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
}

/// The feed in the language of a page.
fn feed_href(scope: &Scope<'_>) -> Option<String> {
    let newest = scope.site.newest();
    let feed = path(newest.model, Kind::Feed, scope.lang);
    newest.plan.has(&feed).then(|| absolute(scope, &feed))?
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
    if model.site.base_url.is_none() || matches!(page.kind, Kind::NotFound | Kind::RootNotFound) {
        return Vec::new();
    }
    let exists = |lang| match page.kind {
        Kind::Written(number) => model.pages[number].texts.get(lang).is_some(),
        _ => true,
    };
    let languages = model.site.languages.iter().filter(|language| exists(language.lang));
    let mut alternates: Vec<_> = languages
        .filter_map(|language| {
            let kind = if page.kind == Kind::Chooser { Kind::Home } else { page.kind };
            let path = part_path(&scope.site.path(kind, language.lang), page.part);
            let href = absolute(scope, &path)?;
            Some(AlternateView { hreflang: language.tag.to_string(), href })
        })
        .collect();
    let fallback = match page.kind {
        Kind::Home | Kind::Chooser if model.site.folder.is_empty() => {
            absolute(scope, &scope.site.path(Kind::Chooser, page.lang))
        }
        kind => absolute(scope, &scope.site.path(kind, model.site.default_lang())),
    };
    alternates
        .extend(fallback.map(|href| AlternateView { hreflang: "x-default".to_owned(), href }));
    alternates
}
