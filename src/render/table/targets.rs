//! The targets of one period with their results.

use super::{Column, Table};
use crate::model::Progress;
use crate::render::order::targets_of;
use crate::render::progress::{completion_key, progress_view, status_note};
use crate::render::scope::Scope;
use crate::render::view::{CellView, ProgressView};
use crate::value::Period;

/// The targets of a period.
pub(in crate::render) struct Targets {
    period: Period,
    /// How many rows the list of the page has before them.
    n_before: usize,
}

impl Targets {
    /// Those of a period; on a page with one list, from its beginning.
    pub(in crate::render) const fn of(period: Period) -> Self {
        Self { period, n_before: 0 }
    }

    /// The same after so many rows of the list of a page.
    pub(in crate::render) const fn after(self, n_before: usize) -> Self {
        Self { n_before, ..self }
    }
}

type C = Column<Targets>;

impl Table for Targets {
    type Row<'a> = Target<'a>;
    const DATA_SET: &'static str = "progress";
    const COLUMNS: &'static [C] = &[
        C::words("indicator", |_, _, row| {
            let scope = row.view.scope.clone();
            CellView::link(row.view.indicator.clone()).note(scope.map(|scope| scope.text))
        }),
        C::numbers("target", |_, _, row| row.target()),
        C::numbers("result", |_, _, row| row.result()),
        C::numbers("completion", |_, scope, row| row.completion_with_bar(scope)),
        C::numbers("planned", |_, _, row| CellView::maybe(row.view.planned.clone())),
        C::numbers("pace", |_, _, row| CellView::maybe(row.view.pace.clone())),
        C::words("status", |_, _, row| row.status()),
    ];

    fn key(&self) -> &'static str {
        "targets"
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        scope.t("caption-targets", &[("period", &scope.date(self.period))])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Target<'a>> {
        let all = targets_of(scope, self.period);
        let shown = scope.rows_after(self.n_before, &all).iter();
        shown.map(|one| Target::new(scope, one)).collect()
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        vec![status_note(scope)]
    }
}

/// A target with its result, in words.
pub(in crate::render) struct Target<'a> {
    progress: &'a Progress<'a>,
    view: ProgressView<'a>,
}

impl<'a> Target<'a> {
    pub(super) fn new(scope: &Scope<'a>, progress: &'a Progress<'a>) -> Self {
        Self { progress, view: progress_view(scope, progress) }
    }

    pub(super) fn target(&self) -> CellView<'a> {
        CellView::figure(self.view.target.clone())
    }

    /// The result, with the period that it covers.
    pub(super) fn result(&self) -> CellView<'a> {
        CellView::figure(self.view.actual.clone()).note(self.view.covers.clone())
    }

    /// The share of the target that is done, with a bar.
    pub(super) fn completion_with_bar(&self, scope: &Scope<'a>) -> CellView<'a> {
        let bar = self.view.bar.clone().map(Box::new);
        CellView { bar, ..self.completion(scope) }
    }

    /// The share of the target that is done, with its own name where it is a share of a limit or a
    /// way.
    pub(super) fn completion(&self, scope: &Scope<'a>) -> CellView<'a> {
        let Some(completion) = self.view.completion.clone() else { return CellView::none() };
        let key = completion_key(self.progress);
        CellView::words(completion).note((key != "completion").then(|| scope.t(key, &[])))
    }

    pub(super) fn status(&self) -> CellView<'a> {
        let status = &self.view.status;
        CellView { status: Some(status.key), ..CellView::words(status.word.clone()) }
    }
}
