//! Pages that lead on from old addresses.

use super::direction::with_directions;
use super::layout::absolute_address;
use super::scope::Scope;
use super::site::RenderSite;
use super::view::RedirectView;
use crate::diag::Diagnostic;
use crate::plan::{PagePlan, Redirect, relative_address};

/// The page at an old address.
///
/// # Errors
///
/// If the template cannot be rendered with its view.
pub fn redirect_page(site: &RenderSite<'_>, one: &Redirect) -> Result<Vec<u8>, Box<Diagnostic>> {
    let id = site.plan.kinds.home();
    let page = PagePlan { id, lang: one.lang, number: 0, path: one.from.clone() };
    let scope = Scope::new(site, &page);
    let settings = &site.model.site;
    let view = RedirectView {
        tag: &settings.language(one.lang).tag,
        title: scope.t("title-moved", &[]),
        site_title: scope.text(settings.short_title.as_ref().unwrap_or(&settings.title)),
        href: relative_address(&one.from, &one.to),
        canonical: absolute_address(&settings.base_url, &one.to),
        css_href: scope.up_to(site.theme.asset_path("style.css")),
        icon_href: scope.up_to(site.theme.asset_path("icon.svg")),
    };
    let html = site.theme.render("redirect.html", &page, site, &view)?;
    Ok(with_directions(&scope, html))
}
