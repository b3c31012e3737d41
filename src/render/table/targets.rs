//! The targets of one period with their results.

use super::{Column, Table};
use crate::model::{Indicator, Member, Progress, Ref};
use crate::plan::PAGE_ROWS;
use crate::render::asserted::stated_cell;
use crate::render::order::{targets_about, targets_of, targets_of_indicator};
use crate::render::progress::{completion_key, progress_view};
use crate::render::scope::Scope;
use crate::render::view::{CellView, ProgressView};
use crate::value::Period;

/// The targets of a period, further targets of an indicator, or those for a region and the like.
pub(in crate::render) struct Targets {
    of: Of,
    /// How many rows the list of the page has before them.
    n_before: usize,
}

/// How many targets of a period or an indicator stand with bar and inputs before the table.
pub(in crate::render) const LARGE: usize = 12;

/// Lists of more targets have no bars: nobody compares so many at a glance, and they are half of
/// the bytes of a row.
const MOST_BARS: usize = 100;

/// Of what targets are.
#[derive(Clone, Copy)]
enum Of {
    Period(Period),
    /// All but the first so many.
    Indicator(Ref<Indicator>, usize),
    /// Those for a member of a dimension, as many as a page has rows.
    Member(Member),
}

impl Targets {
    /// Those of an indicator but the first so many.
    pub(in crate::render) const fn of_indicator(one: Ref<Indicator>, n_first: usize) -> Self {
        Self { of: Of::Indicator(one, n_first), n_before: 0 }
    }

    /// Those for a member of a dimension.
    pub(in crate::render) const fn about(member: Member) -> Self {
        Self { of: Of::Member(member), n_before: 0 }
    }

    /// Those of a period; on a page with one list, from its beginning.
    pub(in crate::render) const fn of(period: Period) -> Self {
        Self { of: Of::Period(period), n_before: 0 }
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
        C::words("indicator", |table, scope, row| {
            let target = row.progress.target;
            // The member that the page is of is not said again.
            let part = match table.of {
                Of::Member(member) => scope.part_name(&target.part.without(member)),
                _ => row.view.part.clone(),
            };
            let added = target.scope.as_ref().map(|added| scope.plain(added).to_owned());
            CellView::link(row.view.indicator.clone()).note(scope.details([part, added]))
        }),
        C::words("period", |table, scope, row| {
            let target = row.progress.target;
            let period = *target.period;
            // Where indicators are named, it stands with them.
            let added = target.scope.as_ref().filter(|_| matches!(table.of, Of::Indicator(..)));
            let wording = added.map(|added| scope.plain(added).to_owned());
            CellView::words(scope.short_date(period))
                .sort(period.first_day().to_string())
                .note(wording)
        }),
        C::words("part", |_, scope, row| {
            CellView::words(row.view.part.clone().unwrap_or_else(|| scope.t("whole", &[])))
        }),
        C::numbers("target", |_, _, row| row.target()),
        C::numbers("result", |_, scope, row| row.result(scope)),
        C::numbers("completion", |_, scope, row| row.completion_with_bar(scope)),
        C::numbers("planned", |_, _, row| CellView::maybe(row.view.planned.clone())),
        C::numbers("pace", |_, _, row| CellView::maybe(row.view.pace.clone())),
        C::words("status", |_, scope, row| row.status(scope)),
        C::words("asserted", |_, scope, row| stated_cell(scope, row.progress.target)),
    ];

    fn key(&self) -> &'static str {
        "targets"
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        match self.of {
            Of::Period(period) => scope.t("caption-targets", &[("period", &scope.date(period))]),
            Of::Indicator(..) => scope.t("caption-targets-more", &[]),
            Of::Member(member) => {
                let name = scope.plain(member.name(scope.site.model));
                scope.t("caption-targets-about", &[("name", name)])
            }
        }
    }

    fn leaves_out(&self, key: &str) -> bool {
        match self.of {
            Of::Period(_) => matches!(key, "period" | "part"),
            Of::Indicator(..) => key == "indicator",
            Of::Member(_) => key == "part",
        }
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Target<'a>> {
        let all = match self.of {
            Of::Period(period) => targets_of(scope, period),
            Of::Indicator(one, n_first) => targets_of_indicator(scope, one).split_off(n_first),
            Of::Member(member) => {
                let all = targets_about(scope, member);
                let shown = all.into_iter().take(PAGE_ROWS);
                return shown.map(|one| Target::new(scope, one).alone()).collect();
            }
        };
        let shown = scope.rows_after(self.n_before, &all).iter();
        let has_others = matches!(self.of, Of::Period(_)) && all.len() <= LARGE;
        let row = |one: &&'a Progress<'a>| {
            let target = Target::new(scope, one);
            let target = if has_others { target } else { target.alone() };
            if all.len() <= MOST_BARS { target } else { target.without_bar() }
        };
        shown.map(row).collect()
    }

    fn has_statuses(&self, _: &Scope<'_>) -> bool {
        true
    }
}

/// A target with its result, in words.
pub(in crate::render) struct Target<'a> {
    progress: &'a Progress<'a>,
    view: ProgressView<'a>,
    /// Nothing else on the page says why it cannot be assessed.
    stands_alone: bool,
}

impl<'a> Target<'a> {
    pub(super) fn new(scope: &Scope<'a>, progress: &'a Progress<'a>) -> Self {
        Self { progress, view: progress_view(scope, progress), stands_alone: false }
    }

    pub(super) fn target(&self) -> CellView<'a> {
        CellView::figure(self.view.target.clone())
    }

    /// The result, with the period that it covers.
    pub(super) fn result(&self, scope: &Scope<'_>) -> CellView<'a> {
        let actual = self.view.actual.clone();
        let note = scope.details([actual.note.clone(), self.view.covers.clone()]);
        CellView::figure(actual).note(note)
    }

    /// The same where no card of the target is on the page.
    pub(super) fn alone(self) -> Self {
        Self { stands_alone: true, ..self }
    }

    fn without_bar(self) -> Self {
        Self { view: ProgressView { bar: None, ..self.view }, ..self }
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

    pub(super) fn status(&self, scope: &Scope<'a>) -> CellView<'a> {
        let status = &self.view.status;
        let computed = self.view.status_computed.clone();
        let why = self.progress.why.filter(|_| self.stands_alone);
        let why = why.map(|why| scope.t(&format!("why-{}", why.key()), &[]));
        CellView {
            status: Some(status.key),
            computed,
            ..CellView::words(status.word.clone()).note(why)
        }
    }
}
