//! What is asserted of how a project or a target stands, in words.

use super::scope::Scope;
use super::view::{AssertedView, CellView, StatusView};
use crate::model::{Asserted, HasStatus, When};

/// What was asserted of a record, the latest first.
pub(super) fn statuses<'a>(scope: &Scope<'a>, of: &'a impl HasStatus) -> Vec<AssertedView<'a>> {
    of.statuses().into_iter().map(|status| asserted(scope, status)).collect()
}

/// A status that was asserted, with who says so.
fn asserted<'a>(scope: &Scope<'a>, status: &'a Asserted) -> AssertedView<'a> {
    let declared = &scope.site.model.site.statuses[status.is];
    AssertedView {
        name: scope.text(&declared.name),
        mark: declared.tone.mark().map(|tone| StatusView { key: tone.key(), word: String::new() }),
        stated: stated(scope, status),
        note: scope.text_opt(status.note.as_ref()),
        cites: scope.cite(&status.citations),
    }
}

/// "stated by the district office, March 31, 2023".
fn stated<'a>(scope: &Scope<'a>, status: &'a Asserted) -> Option<String> {
    let stated = match &status.by {
        Some(by) => scope.t("asserted-by", &[("by", &scope.party(by).text)]),
        None => scope.t("asserted", &[]),
    };
    let date = (status.when != When::Unknown).then(|| scope.when(status.when));
    scope.details([Some(stated), date])
}

/// The latest that was asserted of a record, with its mark.
pub(super) fn status_cell<'a>(scope: &Scope<'a>, of: &'a impl HasStatus) -> CellView<'a> {
    let Some(latest) = of.latest_status() else { return CellView::none() };
    let declared = &scope.site.model.site.statuses[latest.is];
    let cell = CellView::text(Some(scope.text(&declared.name))).sort(latest.is.to_string());
    CellView { status: declared.tone.mark().map(|tone| tone.key()), ..cell }
}

/// The same with who says so and when.
pub(super) fn stated_cell<'a>(scope: &Scope<'a>, of: &'a impl HasStatus) -> CellView<'a> {
    let latest = of.latest_status();
    let cell = status_cell(scope, of).note(latest.and_then(|latest| stated(scope, latest)));
    cell.cites(latest.map(|latest| scope.cite(&latest.citations)).unwrap_or_default())
}
