//! Lists of projects: all of them, or those of something.

use super::asked::{self, Asked};
use super::list::id_of;
use super::{Column, Place, Table};
use crate::locale::ColumnUnit;
use crate::model::{AnyRef, ColumnOf, DeclaredColumn, Milestone, Model, Project, Record, Ref};
use crate::plan::{Of, PAGE_ROWS};
use crate::render::asserted::status_cell;
use crate::render::cache::Cache;
use crate::render::data::shown;
use crate::render::names::{role_name, stage_link, stage_name};
use crate::render::numbers::{Numbers, Sum, amount_cell};
use crate::render::of_projects::{asked_columns, within};
use crate::render::order::sorted;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Lang, Relation};
use std::borrow::Cow;
use std::sync::Arc;

/// Projects by name, with the sum of what they invest.
pub(in crate::render) struct Projects {
    of: Of,
    listed: Arc<Listed>,
    /// The keys of its columns behind the name, in their order.
    keys: Vec<&'static str>,
    /// Those of them that only this site has, with words in them.
    of_words: Vec<&'static str>,
    /// Those of them with one of a few words.
    choices: Vec<&'static str>,
}

/// The columns that a list has behind the name if the site says nothing.
const USUAL: [&str; 7] =
    ["investors", "park", "industries", "stage", "status", "latest", "investment"];

/// What all pages of a list have in common.
#[derive(Debug)]
struct Listed {
    order: Vec<Ref<Project>>,
    sum: Sum,
    numbers: Numbers,
    /// The columns that only this site has.
    asked: Vec<Asked>,
}

/// The lists that go on several pages, sorted and added up once for all of them.
type Lists = Cache<(Of, Lang), Arc<Listed>>;

impl Projects {
    /// The projects of something that has a page of them; [`Of::Nothing`] stands for all projects.
    pub(in crate::render) fn of(scope: &Scope<'_>, of: impl Into<Of>) -> Self {
        let (model, index, of) = (scope.site.model, scope.site.index, of.into());
        let all: Vec<_>;
        let projects = match of {
            Of::Record(AnyRef::Park(one)) => &index.by_park[one.index()],
            Of::Record(AnyRef::Region(one)) => &index.by_region[one.index()],
            Of::Record(AnyRef::Industry(one)) => &index.by_industry[one.index()],
            Of::Record(AnyRef::Organization(one)) => &index.by_organization[one.index()],
            Of::Record(AnyRef::Category(one)) => &index.by_category[one.index()],
            Of::Record(AnyRef::Project(one)) => &index.by_programme[one.index()],
            Of::Stage(stage) => &index.by_stage[stage.0],
            _ => {
                all = model.projects.iter().map(|(one, _)| one).collect();
                &all
            }
        };
        let make = || Arc::new(Listed::new(scope, of, projects));
        let listed = match projects.len() <= PAGE_ROWS {
            true => make(),
            false => scope.site.caches.of::<Lists>().get((of, scope.lang), make),
        };
        Self::made(model, of, listed)
    }

    /// Projects for which there is no page.
    pub(in crate::render) fn some(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Self {
        let listed = Arc::new(Listed::new(scope, Of::Nothing, projects));
        Self::made(scope.site.model, Of::Nothing, listed)
    }

    fn made(model: &Model, of: Of, listed: Arc<Listed>) -> Self {
        let keys = keys(model);
        let of_words = keys.iter().copied().filter(|key| asked::is_of_words(model, key)).collect();
        Self { of, listed, keys, of_words, choices: asked::choices(model).collect() }
    }
}

impl Listed {
    fn new(scope: &Scope<'_>, of: Of, projects: &[Ref<Project>]) -> Self {
        // What the programmes among them have is told by their parts, which are no rows.
        let mut sum = match of {
            Of::Record(AnyRef::Project(one)) => Sum::new(scope, &within(scope.site, one)),
            _ => Sum::new(scope, projects),
        };
        // The rows decide the scale of the column, not what they add up to.
        let numbers = Numbers::new(scope, sum.unit, &std::mem::take(&mut sum.numbers));
        let n_asked = asked_columns(scope.site.model).count();
        let asked = (0..n_asked).filter_map(|number| Asked::new(scope, number, projects));
        Self { order: sorted(scope, projects), sum, numbers, asked: asked.collect() }
    }
}

type C = Column<Projects>;

impl Table for Projects {
    type Row<'a> = Ref<Project>;
    const DATA_SET: &'static str = Project::COLLECTION;
    const COLUMNS: &'static [C] = &[
        C::name("project")
            .totalled(|list, scope| CellView::words(scope.t_n("total-projects", list.n(), &[]))),
        C::words("role", |list, scope, one| list.role(scope, *one)),
        C::words("stage", |list, scope, one| list.stage(scope, *one)),
        C::words("status", |_, scope, one| status_cell(scope, scope.site.model.projects.get(*one))),
        C::data("park"),
        C::words("region", |_, scope, one| regions_cell(scope, *one)),
        C::words("industries", |_, scope, one| industries_cell(scope, *one)),
        C::data("categories"),
        C::numbers("investment", |list, scope, one| list.investment(scope, *one))
            .unit_of(|list| Some(&list.listed.numbers.unit))
            .totalled(|list, scope| list.listed.sum.total_cell(scope, &list.listed.numbers)),
        C::data("investors"),
        C::data("partners"),
        C::data("announced"),
        C::words("latest", |list, scope, one| list.latest(scope, *one)),
    ];
    const FILTERS: &'static [&'static str] = &["park", "industries", "stage", "status", "role"];

    fn filters(&self) -> Vec<&'static str> {
        Self::FILTERS.iter().chain(&self.choices).copied().collect()
    }

    /// Those that the site asks for, behind the name; else those that most sites have.
    fn columns(&self) -> Vec<C> {
        let of_key = |key: &str| Self::COLUMNS.iter().find(|column| column.key == key).copied();
        let is_of_words = |key: &&'static str| self.of_words.contains(key);
        let column =
            |key: &&'static str| of_key(key).unwrap_or_else(|| C::declared(key, !is_of_words(key)));
        Self::COLUMNS[..2].iter().copied().chain(self.keys.iter().map(column)).collect()
    }

    fn declared_name(&self, scope: &Scope<'_>, key: &str) -> Option<String> {
        if let Some(asked) = self.asked(key) {
            return Some(asked.name(scope));
        }
        let mut columns = scope.site.model.site.columns.iter().flatten();
        let is_meant = |column: &&DeclaredColumn| matches!(column.of, ColumnOf::Field(field) if field.key() == key);
        let name = columns.find(is_meant)?.name.as_ref()?;
        Some(scope.plain(name).to_owned())
    }

    fn declared_unit(&self, key: &str) -> Option<&ColumnUnit> {
        self.asked(key).and_then(Asked::unit)
    }

    fn declared_cell<'a>(
        &self,
        scope: &Scope<'a>,
        row: Option<&Ref<Project>>,
        key: &str,
    ) -> CellView<'a> {
        match (self.asked(key), row) {
            (None, _) => CellView::none(),
            (Some(asked), None) => asked.total_cell(scope),
            (Some(asked), Some(one)) => asked.cell(scope, *one),
        }
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        let key = match self.of {
            Of::Record(AnyRef::Project(_)) => "caption-programme",
            _ => "caption-projects",
        };
        scope.t_n(key, self.n(), &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Ref<Project>> {
        scope.rows(&self.listed.order).to_vec()
    }

    fn all_rows<'a>(&self, scope: &Scope<'a>) -> Option<Vec<Ref<Project>>> {
        (self.n() > PAGE_ROWS && scope.part.is_some()).then(|| self.listed.order.clone())
    }

    fn of(&self) -> Of {
        self.of
    }

    fn row_id(&self, scope: &Scope<'_>, row: &Ref<Project>) -> Option<String> {
        id_of(scope.site.model.projects.get(*row))
    }

    fn row_place(&self, scope: &Scope<'_>, row: &Ref<Project>) -> Option<Place> {
        Some(Place::Rank(scope.site.rank(*row, scope.lang)))
    }

    /// Who invests, where the list does not say it.
    fn row_words(&self, scope: &Scope<'_>, row: &Ref<Project>) -> Option<String> {
        let is_shown = self.keys.contains(&"investors");
        let investors = (!is_shown).then(|| Self::datum(scope, row, "investors"))?;
        (!investors.missing).then(|| investors.text.into_owned())
    }

    fn datum<'a>(scope: &Scope<'a>, row: &Ref<Project>, key: &str) -> CellView<'a> {
        shown(scope, scope.site.model.projects.get(*row), key)
    }

    fn leaves_out(&self, key: &str) -> bool {
        match (self.of, key) {
            (Of::Record(AnyRef::Organization(_)), "role") => false,
            (Of::Record(AnyRef::Park(_)), "park")
            | (Of::Record(AnyRef::Region(_)), "region")
            | (Of::Stage(_), "stage")
            | (_, "role") => true,
            _ => false,
        }
    }

    fn has_total(&self, _: &Scope<'_>) -> bool {
        let has_sum = self.listed.sum.invested.n_stated > 0 && self.keys.contains(&"investment");
        let has_totals = self.listed.asked.iter().any(|found| found.total.is_some());
        self.n() > 1 && (has_sum || has_totals)
    }

    fn notes_on_total(&self, scope: &Scope<'_>) -> Vec<String> {
        let is_summed = self.has_total(scope) && self.listed.sum.invested.n_stated > 0;
        let sum = is_summed.then_some(&self.listed.sum);
        sum.map(|sum| sum.notes(scope)).unwrap_or_default()
    }
}

/// The keys of the columns that the site asks for; else of those that most sites have.
fn keys(model: &Model) -> Vec<&'static str> {
    let Some(asked) = &model.site.columns else {
        let is_there = |key: &&str| *key != "status" || !model.site.statuses.is_empty();
        return USUAL.into_iter().filter(is_there).collect();
    };
    let mut keys = asked::keys();
    let is_known = |column: &&DeclaredColumn| {
        column.indicator().is_none_or(|one| model.indicators.find(one.as_str()).is_some())
    };
    let key = |column: &DeclaredColumn| match column.of {
        ColumnOf::Field(field) => Some(field.key()),
        _ => keys.next(),
    };
    asked.iter().filter(is_known).filter_map(key).collect()
}

impl Projects {
    fn n(&self) -> usize {
        self.listed.order.len()
    }

    /// What the organization of the page is to a project.
    fn role<'a>(&self, scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
        let Of::Record(AnyRef::Organization(organization)) = self.of else {
            return CellView::none();
        };
        let parties = &scope.site.model.projects.get(one).parties;
        let roles = parties.roles_of(organization);
        let roles: Vec<_> = roles.map(|role| role_name(scope, role)).collect();
        if let [only] = &roles[..] {
            return CellView::text(Some(only.clone()));
        }
        let names: Vec<_> = roles.iter().map(|role| &*role.text).collect();
        CellView::maybe((!names.is_empty()).then(|| scope.locale.list(&names)))
    }

    /// The stage, with the day on which it was reached if nothing happened since.
    fn stage<'a>(&self, scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
        let Some(stage) = scope.site.index.stage(one) else { return CellView::none() };
        let cell = CellView::link(stage_link(scope, stage)).sort(stage.0.to_string());
        let reached = latest(scope, one).filter(|found| found.stage == Some(stage));
        let reached = reached.filter(|found| self.is_told_by_stage(scope, found));
        cell.note(reached.map(|found| scope.when(found.when)))
    }

    /// Whether the column of stages says all of a milestone.
    fn is_told_by_stage(&self, scope: &Scope<'_>, milestone: &Milestone) -> bool {
        let has_stages = self.keys.contains(&"stage") && !self.leaves_out("stage");
        let name = milestone.stage.map(|stage| stage_name(scope, stage).text);
        let says_more = |text| name.as_deref() != Some(scope.plain(text));
        has_stages && !milestone.text.as_ref().is_some_and(says_more)
    }

    /// The latest milestone that has happened, where the stage does not say it.
    fn latest<'a>(&self, scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
        let stage = scope.site.index.stage(one);
        let is_new =
            |found: &&Milestone| !(found.stage == stage && self.is_told_by_stage(scope, found));
        let Some(milestone) = latest(scope, one).filter(is_new) else { return CellView::none() };
        let sort = milestone.when.first_day().map(|day| day.to_string()).unwrap_or_default();
        let what = match (&milestone.text, milestone.stage) {
            (Some(text), _) => scope.text(text).text,
            (None, Some(stage)) => stage_name(scope, stage).text,
            (None, None) => Cow::Borrowed(""),
        };
        CellView::words(what).note(Some(scope.when(milestone.when))).sort(sort)
    }

    fn asked(&self, key: &str) -> Option<&Asked> {
        self.listed.asked.iter().find(|found| found.key == key)
    }

    /// An investment in the column's unit; in words where a column of bare numbers would mislead:
    /// in another currency, or with a relation such as "at least".
    fn investment<'a>(&self, scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
        let Some(investment) = scope.site.model.projects.get(one).investment.as_ref() else {
            return CellView::none();
        };
        let unit = self.listed.sum.unit;
        // What a programme invests is told by its projects.
        let is_in_parts = !scope.site.index.by_programme[one.index()].is_empty();
        if investment.value.unit == unit {
            let cell = amount_cell(scope, &self.listed.numbers, investment);
            let cell = cell.note(scope.note_of_investment(one, investment));
            return CellView { unsummed: cell.unsummed || is_in_parts, ..cell };
        }
        let converted = investment.in_unit(unit);
        let sort = converted.and_then(|amount| amount.number.value());
        let sort = sort.map(|value| value.normalize().to_string().into());
        // The total has what was converted, which the remark says.
        let is_exact = converted.is_some_and(|amount| amount.relation == Relation::Exactly);
        let words = CellView::words(scope.shown(investment, None))
            .note(scope.note_of_investment(one, investment));
        CellView { sort, unsummed: !is_exact || is_in_parts, ..words }
    }
}

/// The latest milestone that has happened.
fn latest<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Option<&'a Milestone> {
    let (model, as_of) = (scope.site.model, scope.site.model.site.as_of);
    model.projects.get(one).milestones.iter().rev().find(|found| found.is_done(as_of))
}

fn industries_cell<'a>(scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
    names_cell(scope, &scope.site.model.projects.get(one).industries)
}

fn regions_cell<'a>(scope: &Scope<'a>, one: Ref<Project>) -> CellView<'a> {
    names_cell(scope, &scope.site.model.projects.get(one).regions)
}

/// The names of records, linked to its page where there is only one.
fn names_cell<'a, R: Copy + Into<AnyRef>>(scope: &Scope<'a>, records: &[R]) -> CellView<'a> {
    match *records {
        [only] => CellView::link(scope.record(only)),
        _ => CellView { values: lines_of(scope, records), ..CellView::names(scope, records) },
    }
}

/// The names of several records, each on a line.
fn lines_of<R: Copy + Into<AnyRef>>(scope: &Scope<'_>, records: &[R]) -> Option<String> {
    let names = records.iter().map(|one| scope.record(*one).text);
    (records.len() > 1).then(|| names.collect::<Vec<_>>().join("\n"))
}
