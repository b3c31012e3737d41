//! How progress is measured.

use super::written::own_or_bare;
use super::{Page, data};
use crate::model::{Method, PaceBy, Progress};
use crate::plan::{PageKind, PagePlan};
use crate::render::data::downloads;
use crate::render::progress::{cut_off, progress_view};
use crate::render::scope::Scope;
use crate::render::view::PageView;
use crate::render::view::page::MethodView;
use crate::render::workings::steps;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "method",
        path: "method/index.html",
        text: Some("method"),
        parent: Some(&data::PAGE.kind),
        title: Some("title-method"),
        foot: Some(15),
        about: Some("about-method"),
        ..PageKind::USUAL
    },
    content: html!("page.html", method),
};

/// The page on how progress is measured: what the site says itself, then the general method with
/// one target of the site recomputed.
fn method<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    let method = Some(method_view(scope));
    let mut view = own_or_bare(scope, page);
    view.method = method;
    view
}

pub(super) fn method_view<'a>(scope: &Scope<'a>) -> MethodView<'a> {
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
        published: scope.link_to("published", "title-published"),
        example,
        steps,
    }
}
