//! Columns of the list of projects that only this site has: figures of its indicators, fields of its
//! own, and who has a role.

use crate::locale::ColumnUnit;
use crate::model::{
    ColumnOf, DeclaredColumn, Model, OwnDatum, OwnKind, OwnValue, Project, Ref, ancestors,
};
use crate::render::data::shown_parties;
use crate::render::names::figure_column_name;
use crate::render::numbers::{Numbers, amount_cell, promised_cell};
use crate::render::of_projects::{
    asked_columns, figure_of, own_column, own_quantity, own_value, total,
};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Number, Quantity, Relation, Unit};
use std::collections::BTreeSet;

/// Such a column of a list.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) key: &'static str,
    /// What it is, by its number among those that the site asks for.
    number: usize,
    /// How its numbers are printed; `None` where it has none.
    numbers: Option<Numbers>,
    /// What they add up to, if that is asked for and can be said.
    pub(super) total: Option<Quantity>,
    /// How many projects have none.
    n_without: usize,
}

/// What such columns are called in tables.
const KEYS: [&str; DeclaredColumn::MOST_ASKED] = [
    "own-1", "own-2", "own-3", "own-4", "own-5", "own-6", "own-7", "own-8", "own-9", "own-10",
    "own-11", "own-12",
];

/// The keys of the columns that a site asks for, in their order.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter()
}

/// Whether a column has numbers.
fn has_numbers(model: &Model, column: &DeclaredColumn) -> bool {
    match own_column(model, column) {
        Some(own) => matches!(own.holds, OwnKind::Quantity(Some(_))),
        None => column.role().is_none(),
    }
}

/// Whether a key is that of a column of words.
pub(super) fn is_of_words(model: &Model, key: &str) -> bool {
    let number = KEYS.iter().position(|known| *known == key);
    let column = number.and_then(|number| asked_columns(model).nth(number));
    column.is_some_and(|column| !has_numbers(model, column))
}

/// The keys of the columns whose cells are of a few words.
pub(super) fn choices(model: &Model) -> impl Iterator<Item = &'static str> {
    let is_choice = |column: &DeclaredColumn| {
        own_column(model, column).is_some_and(|own| matches!(own.holds, OwnKind::Choice(_)))
    };
    let keyed = KEYS.iter().zip(asked_columns(model));
    keyed.filter(move |(_, column)| is_choice(column)).map(|(key, _)| *key)
}

impl Asked {
    /// A column of a list of projects.
    pub(super) fn new(scope: &Scope<'_>, number: usize, projects: &[Ref<Project>]) -> Option<Self> {
        let (site, model) = (scope.site, scope.site.model);
        let column = asked_columns(model).nth(number)?;
        let key = KEYS.get(number)?;
        if column.role().is_some() {
            return Some(Self { key, number, numbers: None, total: None, n_without: 0 });
        }
        let amount = |one: &Ref<Project>| match column.own() {
            Some(own) => own_quantity(model.projects.get(*one), own),
            None => figure_of(site, column, *one).map(|found| found.amount),
        };
        let found: Vec<_> = projects.iter().map(|one| (*one, amount(one))).collect();
        let has_figure = found.iter().filter(|(_, amount)| amount.is_some());
        // What a programme has is told by its parts, which a sum must not take twice.
        let told: BTreeSet<_> = match column.own() {
            Some(_) => BTreeSet::new(),
            None => has_figure.flat_map(|(one, _)| ancestors(model, *one)).collect(),
        };
        let summed = found.iter().filter(|(one, _)| !told.contains(one));
        let n_without = summed.clone().filter(|(_, amount)| amount.is_none()).count();
        let summed: Vec<_> = summed.filter_map(|(_, amount)| *amount).collect();
        let found = found.iter().filter_map(|(_, amount)| *amount);
        let exact = found.filter(|amount| amount.relation == Relation::Exactly);
        let exact: Vec<_> = exact.map(|amount| amount.number).collect();
        let (unit, adds, numbers) = match own_column(model, column) {
            Some(own) => match own.holds {
                OwnKind::Quantity(Some(unit)) => {
                    (unit, own.total, Numbers::new(scope, Some(unit), &exact))
                }
                _ => return Some(Self { key, number, numbers: None, total: None, n_without }),
            },
            None => {
                let indicator = model.indicators.find(column.indicator()?.as_str())?;
                let indicator = model.indicators.get(indicator);
                let is_asked = column.total.is_some() && column.period().is_some();
                let all = exact_of_indicator(scope, column, projects);
                let unit = Some(indicator.unit);
                let numbers = Numbers::beside(scope, indicator, unit, [&exact, &all]);
                (indicator.unit, is_asked && indicator.adds_parts(), numbers)
            }
        };
        let of_unit: Vec<_> = summed.iter().filter(|amount| fits(amount, unit)).collect();
        let adds = adds && of_unit.len() == summed.len() && summed.len() > 1;
        let total = if adds { total(of_unit.into_iter()) } else { None };
        let total = total.and_then(|total| total.quantity(Some(unit)));
        Some(Self { key, number, numbers: Some(numbers), total, n_without })
    }

    fn declared<'m>(&self, model: &'m Model) -> Option<&'m DeclaredColumn> {
        asked_columns(model).nth(self.number)
    }

    /// What it is called.
    pub(super) fn name(&self, scope: &Scope<'_>) -> String {
        let column = self.declared(scope.site.model);
        column.map(|column| figure_column_name(scope, column)).unwrap_or_default()
    }

    /// The unit of its numbers.
    pub(super) fn unit(&self) -> Option<&ColumnUnit> {
        self.numbers.as_ref().map(|numbers| &numbers.unit)
    }

    /// What it adds up to.
    pub(super) fn total_cell<'a>(&self, scope: &Scope<'a>) -> CellView<'a> {
        let (Some(numbers), Some(total)) = (&self.numbers, &self.total) else {
            return CellView::words("");
        };
        let n_without = Some(self.n_without).filter(|n| *n > 0);
        let column = self.declared(scope.site.model);
        let is_own = column.is_some_and(|column| column.own().is_some());
        let key = if is_own { "left-out-own" } else { "left-out-figure" };
        let note = n_without.map(|n| scope.t_n(key, n, &[]));
        let total = match total.relation {
            Relation::Exactly => numbers.total(scope, Some(total.number)),
            _ => amount_cell(scope, numbers, total),
        };
        total.note(note)
    }

    /// What a project has in it.
    pub(super) fn cell<'a>(&self, scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
        let model = scope.site.model;
        let Some(column) = self.declared(model) else { return CellView::none() };
        if let Some(own) = column.own() {
            let value = own_value(model.projects.get(one), own);
            return value.map_or_else(CellView::none, |value| self.own_cell(scope, value));
        }
        if let Some(role) = column.role() {
            return shown_parties(scope, model.projects.get(one).parties.of(role));
        }
        let found = figure_of(scope.site, column, one);
        let (Some(found), Some(numbers)) = (found, &self.numbers) else {
            return CellView::none();
        };
        // The heading names the period that was asked for.
        let period =
            (column.period() != Some(found.period)).then(|| scope.short_date(found.period));
        let cell = match column.of {
            ColumnOf::Target(..) => promised_cell(scope, numbers, &found.amount),
            _ => amount_cell(scope, numbers, &found.amount),
        };
        let standing = found.standing.and_then(|standing| scope.standing(standing));
        let cell = cell.note(scope.details([period, standing]));
        CellView { computed: scope.computed().filter(|_| found.is_sum), ..cell }
    }

    fn own_cell<'a>(&self, scope: &Scope<'a>, value: &'a OwnValue) -> CellView<'a> {
        match (&value.datum, &self.numbers) {
            (OwnDatum::Quantity(amount), Some(numbers)) => amount_cell(scope, numbers, amount),
            (OwnDatum::Quantity(amount), None) => CellView::words(scope.shown(amount, None)),
            (OwnDatum::Text(text), _) => CellView::text(Some(scope.text(text))),
            (OwnDatum::Date(date), _) => {
                CellView::words(scope.date(*date)).sort(date.first_day().to_string())
            }
            (OwnDatum::Records(records), _) => match records[..] {
                [only] => CellView::link(scope.record(only)),
                _ => CellView::names(scope, records),
            },
            (OwnDatum::Links(links), _) => match &scope.record_links([links])[..] {
                [only] => CellView::link(only.clone()),
                several => {
                    let titles = several.iter().map(|link| &*link.text).collect::<Vec<_>>();
                    CellView::words(scope.locale.list(&titles))
                }
            },
            (OwnDatum::Choices(chosen), _) => {
                let field = &scope.site.model.site.fields[value.field];
                let names = chosen.iter().filter_map(|one| field.holds.choices().get(*one));
                let names: Vec<_> = names.map(|one| scope.plain(&one.name)).collect();
                CellView::maybe((!names.is_empty()).then(|| scope.locale.list(&names)))
            }
        }
    }
}

/// The exact figures in every column of an indicator: plan and result of a year stand side by side,
/// and are read in one unit.
fn exact_of_indicator(
    scope: &Scope<'_>,
    column: &DeclaredColumn,
    projects: &[Ref<Project>],
) -> Vec<Number> {
    let alike = asked_columns(scope.site.model)
        .filter(|other| other.indicator().is_some() && other.indicator() == column.indicator());
    let of_column = |other| {
        projects.iter().filter_map(move |one| {
            let amount = figure_of(scope.site, other, *one)?.amount;
            (amount.relation == Relation::Exactly).then_some(amount.number)
        })
    };
    alike.flat_map(of_column).collect()
}

/// Whether an amount can be added up with those of a unit.
fn fits(amount: &Quantity, unit: Unit) -> bool {
    match (amount.unit, unit) {
        (Some(Unit::Money(one)), Unit::Money(other)) => one == other,
        _ => true,
    }
}
