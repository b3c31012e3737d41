//! All corrections of what was published.

use super::list::list;
use super::{Page, data};
use crate::model::{Correction, Ref};
use crate::plan::{PageKind, Pages};
use crate::render::scope::{MISSING, Scope};
use crate::render::table::{Column, RecordTable};
use crate::render::view::CellView;
use crate::value::Quantity;
use std::cmp::Reverse;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "corrections",
        path: "corrections/index.html",
        pages: Pages::One(|model, _| !model.corrections.is_empty()),
        lists: &["corrections"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-corrections"),
        foot: Some(12),
        about: Some("lead-corrections"),
        n_rows: |model, _, _| model.corrections.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", list, Corrections),
};

/// All corrections, the last first.
struct Corrections;

type C = Column<Corrections>;

fn get<'a>(scope: &Scope<'a>, one: Ref<Correction>) -> &'a Correction {
    scope.site.model.corrections.get(one)
}

impl RecordTable for Corrections {
    type One = Correction;
    const COLUMNS: &'static [C] = &[
        C::words("figure", |_, scope, one| {
            let correction = get(scope, *one);
            let (link, period) = match (correction.indicator, correction.project) {
                (Some(indicator), _) => (scope.record(indicator), correction.period),
                (None, Some(project)) => (scope.record(project), None),
                (None, None) => return CellView::none(),
            };
            let is_target = correction.is_target.then(|| scope.t("column-target", &[]));
            let period = period.map(|period| scope.date(period));
            let note = scope.details([period, scope.part_name(&correction.part), is_target]);
            CellView::link(link).note(note)
        }),
        C::words("edition", |_, scope, one| {
            let edition = &get(scope, *one).edition.value;
            let editions = &scope.site.model.site.editions;
            let known = editions.iter().find(|known| known.id.as_str() == &**edition);
            CellView::words(known.map_or(&**edition, |known| scope.plain(&known.title)).to_owned())
        }),
        C::words("was", |_, scope, one| {
            amount(scope, get(scope, *one), get(scope, *one).was(scope.site.model))
        }),
        C::words("to", |_, scope, one| amount(scope, get(scope, *one), get(scope, *one).to)),
        C::data("date"),
        C::words("reason", |_, scope, one| {
            let correction = get(scope, *one);
            let cites = scope.cite(&correction.header.citations);
            CellView::text(Some(scope.text(&correction.reason))).cites(cites)
        }),
    ];

    fn order(scope: &Scope<'_>) -> Vec<Ref<Correction>> {
        let corrections = &scope.site.model.corrections;
        let mut order: Vec<_> = corrections.iter().map(|(one, _)| one).collect();
        order.sort_by_key(|one| Reverse(corrections.get(*one).date.first_day()));
        order
    }
}

fn amount<'a>(scope: &Scope<'a>, correction: &Correction, value: Option<Quantity>) -> CellView<'a> {
    let indicator = correction.indicator.map(|one| scope.site.model.indicators.get(one));
    CellView::words(match value {
        Some(value) => scope.shown(&value, indicator),
        None => MISSING.to_owned(),
    })
}
