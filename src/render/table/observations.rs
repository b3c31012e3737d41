//! The history of an indicator: every observation, what it superseded, and what the ledger adds
//! up to for the same periods.

use super::TableKey;
use super::build::Builder;
use super::listed::{listed_here, measured_rows};
use super::measures::{
    basis_name, observation_cell, observation_standing, part_name, share, share_note,
};
use crate::locale::PeriodStyle;
use crate::model::{Indicator, Observation, Record, Ref, Superseded};
use crate::plan::Of;
use crate::render::comparison;
use crate::render::numbers::Numbers;
use crate::render::revisions::history_word;
use crate::render::scope::Scope;
use crate::render::view::{CellView, TableView};
use crate::value::{Period, Relation};
use std::cmp::Reverse;

/// Every observation of an indicator, and what the ledger adds up to for the same periods.
pub(super) fn observations<'a>(
    scope: &mut Scope<'a>,
    key: TableKey,
    one: Ref<Indicator>,
) -> TableView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(one);
    let observations: Vec<_> = model
        .observations
        .all()
        .map(|(_, found)| found)
        .filter(|found| found.indicator == one)
        .collect();
    let measured = measured_rows(scope, one, indicator);
    let mut every: Vec<_> = observations
        .iter()
        .filter_map(|found| found.value.as_ref())
        .map(|value| value.number)
        .collect();
    every.extend(measured.iter().filter_map(|(_, value, _)| Some(value.as_ref()?.number)));
    let plain = |found: &&&Observation| {
        found.value.as_ref().is_none_or(|value| value.relation == Relation::Exactly)
    };
    let uniform = observations.iter().filter(plain).count() == observations.len();
    let unit = Some(indicator.unit).filter(|_| uniform);
    let numbers = Numbers::of(scope, indicator, unit, &every);
    let name = scope.plain(indicator.name());
    let caption = scope.t("caption-observations", &[("indicator", name)]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "period", "column-period")
        .words(scope, "part", "column-part")
        .numbers(
            scope,
            "value",
            "column-value",
            Some(numbers.unit.label.as_str()).filter(|_| uniform),
        )
        .words(scope, "origin", "column-origin")
        .words(scope, "share", "column-share")
        .words(scope, "standing", "column-standing");
    let n_compared = comparison::COLUMNS.len();
    for (_, key, label) in &comparison::COLUMNS {
        table.words(scope, key, label);
    }
    for (found, earlier) in history(scope, one) {
        let value = match &found.value {
            Some(value) if uniform => {
                let cites = scope.cite(&found.header.citations);
                numbers.cell(scope, Some(value.number)).cites(cites)
            }
            _ => observation_cell(scope, found),
        };
        let period = period_cell(scope, *found.period).note(basis_name(scope, found));
        let mut cells = vec![period, part_cell(scope, found), value];
        let origin = CellView::words(scope.t("origin-reported", &[]));
        let words = |text: Option<String>| text.map_or_else(CellView::none, CellView::words);
        cells.extend(match earlier {
            None => [
                origin.note(listed_here(scope, found)),
                words(share(scope, found)),
                words(observation_standing(scope, found)),
            ],
            Some(earlier) => {
                let word = history_word(scope, earlier);
                let parts = [scope.standing(found.status), Some(word)];
                let parts: Vec<_> = parts.into_iter().flatten().collect();
                let standing = parts.join(&scope.t("detail-separator", &[]));
                [origin, CellView::none(), CellView::words(standing)]
            }
        });
        match earlier {
            None => cells.extend(comparison::cells(scope, found, n_compared)),
            Some(_) => cells.extend(comparison::no_cells(n_compared)),
        }
        table.row(cells);
    }
    for (period, value, note) in measured {
        let value_cell = value.map_or_else(CellView::none, |value| {
            let cell = match value.relation {
                Relation::Exactly if uniform => numbers.cell(scope, Some(value.number)),
                _ => CellView::words(scope.shown(&value, Some(indicator))),
            };
            CellView { computed: scope.computed(), ..cell }
        });
        let mut cells = vec![
            period_cell(scope, period),
            CellView::words(scope.t("whole", &[])),
            value_cell,
            CellView::words(scope.t("origin-computed", &[])).note(note),
            CellView::none(),
            CellView::none(),
        ];
        cells.extend(comparison::no_cells(n_compared));
        table.row(cells);
    }
    let current = scope.site.observations.of(one).iter().copied();
    if let Some(note) = share_note(scope, current) {
        table.note(note);
    }
    table.finish(scope)
}

/// An observation; one that another has superseded with what is known of that.
type InHistory<'a> = (&'a Observation, Option<&'a Superseded<Observation>>);

/// The observations of an indicator, newest period first, each followed by what it supersedes.
fn history<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<InHistory<'a>> {
    let all = &scope.site.model.observations;
    let mut current: Vec<_> = all.iter().filter(|(_, found)| found.indicator == one).collect();
    current.sort_by_key(|(_, found)| Reverse((found.period.last_day(), found.is_whole())));
    let with_earlier = current.into_iter().flat_map(|(one, found)| {
        let earlier = all.revisions().superseded_by(one);
        let earlier = earlier.map(|earlier| (all.get(earlier.record), Some(earlier)));
        std::iter::once((found, None)).chain(earlier)
    });
    with_earlier.collect()
}

/// The part of the indicator that an observation speaks of, linked to what it means.
fn part_cell<'a>(scope: &Scope<'a>, observation: &Observation) -> CellView<'a> {
    let name = part_name(scope, observation).unwrap_or_else(|| scope.t("whole", &[]));
    let part = &observation.part;
    let of = part.category.map(Of::from);
    let of = of.or(part.industry.map(Of::from)).or(part.park.map(Of::from));
    let href = of.and_then(|of| scope.href_opt(scope.page_of(of)));
    CellView { href, ..CellView::words(name) }
}

fn period_cell<'a>(scope: &Scope<'a>, period: Period) -> CellView<'a> {
    let page = scope.site.index.periods.iter().find(|found| found.contains_period(period));
    let link = page.and_then(|page| scope.href_opt(scope.page_of(*page)));
    CellView {
        text: scope.locale.period(period, PeriodStyle::Short).into(),
        href: link,
        sort: Some(period.first_day().to_string().into()),
        ..CellView::default()
    }
}
