//! What is the same on all pages of a language at one depth: navigation, footer, titles.
//!
//! A site has a handful of frames and thousands of pages, so each frame is made once. Its links
//! go up to the top of the site and down again, which is right from every page of that depth.

use super::chrome::section_title;
use super::chrome::title;
use super::scope::Scope;
use super::view::FooterView;
use super::view::LinkView;
use super::view::NavView;
use super::view::Shared;
use super::view::TextView;
use crate::plan::Kind;
use crate::value::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::RwLock;

/// The parts of a page's surroundings that it shares with others.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) home_href: String,
    pub(super) site_title: Shared<TextView>,
    pub(super) nav: Shared<Vec<NavView>>,
    pub(super) sitemap: Shared<Vec<LinkView>>,
    pub(super) publisher: Shared<Option<TextView>>,
    pub(super) footer: Shared<Vec<FooterView>>,
    pub(super) css_href: String,
    pub(super) js_href: String,
    pub(super) scheme_js_href: String,
    pub(super) icon_href: String,
}

/// Language, depth below the top folder, and the number of the current entry of the navigation.
type Key = (Lang, usize, Option<usize>);

/// The frames made so far.
#[derive(Debug, Default)]
pub(super) struct Frames(RwLock<BTreeMap<Key, Arc<Frame>>>);

impl Frames {
    /// The frame of a page; `current` is the entry of the navigation that it belongs to.
    pub(super) fn get(&self, scope: &Scope<'_>, current: Option<usize>) -> Arc<Frame> {
        let depth = scope.path.matches('/').count();
        let key = (scope.lang, depth, current);
        let known = self.0.read().ok().and_then(|frames| frames.get(&key).cloned());
        known.unwrap_or_else(|| {
            let frame = Arc::new(frame(scope, depth, current));
            if let Ok(mut frames) = self.0.write() {
                frames.insert(key, Arc::clone(&frame));
            }
            frame
        })
    }
}

fn frame(scope: &Scope<'_>, depth: usize, current: Option<usize>) -> Frame {
    let settings = &scope.site.model.site;
    let up = "../".repeat(depth);
    let href = |path: &str| format!("{up}{path}");
    let asset = |name: &str| href(scope.site.theme.asset_path(name));
    let footer = settings.footer.iter().map(|line| FooterView {
        label: scope.text(&line.label),
        value: scope.text(&line.value),
        href: line.href.as_ref().map(ToString::to_string),
    });
    Frame {
        home_href: href(&scope.site.path(Kind::Home, scope.lang)),
        site_title: Shared::new(
            &scope.text(settings.short_title.as_ref().unwrap_or(&settings.title)),
        ),
        nav: Shared::new(&navigation(scope, &up, current)),
        sitemap: Shared::new(&sitemap(scope, &up)),
        publisher: Shared::new(&scope.text_opt(settings.publisher.as_ref())),
        footer: Shared::new(&footer.collect()),
        css_href: asset("style.css"),
        js_href: asset("site.js"),
        scheme_js_href: asset("scheme.js"),
        icon_href: asset("icon.svg"),
    }
}

fn navigation(scope: &Scope<'_>, up: &str, current: Option<usize>) -> Vec<NavView> {
    let entries = scope.site.navigation.iter().enumerate();
    entries
        .map(|(number, entry)| NavView {
            text: match entry.kind {
                Kind::Section(section) => section_title(scope, section).text,
                _ => scope.t(entry.key, &[]),
            },
            href: format!("{up}{}", scope.site.path(entry.kind, scope.lang)),
            current: current == Some(number),
        })
        .collect()
}

/// All sections of the site, for the footer.
fn sitemap(scope: &Scope<'_>, up: &str) -> Vec<LinkView> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut kinds = vec![
        Kind::Targets,
        Kind::Indicators,
        Kind::Projects,
        Kind::Parks,
        Kind::Industries,
        Kind::Organizations,
        Kind::Timeline,
    ];
    kinds.extend((0..index.sections.len()).map(Kind::Section));
    let top = |(_, page): &(usize, &crate::model::Page)| {
        page.section().is_none() && !matches!(&*page.path, "method" | "accessibility")
    };
    let unlisted = |page: &crate::model::Page| page.texts.iter().any(|(_, text)| text.unlisted);
    let written = model.pages.iter().enumerate().filter(top).filter(|(_, page)| !unlisted(page));
    kinds.extend([Kind::Documents, Kind::Sources, Kind::Glossary, Kind::Data]);
    kinds.extend(written.map(|(number, _)| Kind::Written(number)));
    kinds.extend([Kind::Method, Kind::Accessibility]);
    kinds
        .into_iter()
        .filter_map(|kind| {
            let path = scope.site.path(kind, scope.lang);
            let TextView { text, lang } = title(scope, kind)?;
            let href = scope.site.plan.has(&path).then(|| format!("{up}{path}"))?;
            Some(LinkView { text, href: Some(href), lang })
        })
        .collect()
}
