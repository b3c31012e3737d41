//! Projects added up by stage, status, park, region or industry.

use super::{Column, Table};
use crate::model::shortcode::SummaryBy;
use crate::model::{Project, Ref, Tier};
use crate::plan::Of;
use crate::render::groups::{Common, Group, groups, heading, overlap, overlap_of_regions, regions};
use crate::render::numbers::{Numbers, Sum, listed};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Number, round};
use rust_decimal::Decimal;

/// Number, share and investment of each group, and the total of all projects.
pub(in crate::render) struct Groups {
    by: SummaryBy,
    /// Of regions, which.
    tier: Option<Tier>,
    overlap: Option<&'static str>,
    groups: Vec<(Group, Sum)>,
    n_all: usize,
    whole: Sum,
    numbers: Numbers,
}

impl Groups {
    /// The projects of the ledger.
    pub(in crate::render) fn by(scope: &Scope<'_>, by: SummaryBy) -> Self {
        let all: Vec<_> = scope.site.model.projects.iter().map(|(one, _)| one).collect();
        Self::of(scope, by, None, &all)
    }

    /// Some projects, such as those of a park.
    pub(in crate::render) fn among(
        scope: &Scope<'_>,
        by: SummaryBy,
        some: &[Ref<Project>],
    ) -> Self {
        Self::of(scope, by, Some(some), some)
    }

    /// Regions of which none lies in another: all projects, or some.
    pub(in crate::render) fn of_tier(
        scope: &Scope<'_>,
        tier: Tier,
        some: Option<&[Ref<Project>]>,
    ) -> Self {
        let every: Vec<_>;
        let all = match some {
            Some(some) => some,
            None => {
                every = scope.site.model.projects.iter().map(|(one, _)| one).collect();
                &*every
            }
        };
        let overlap = overlap_of_regions(scope.site, tier);
        let groups = regions(scope.site, some, tier);
        let of = Self::new(scope, SummaryBy::Region, (groups, overlap), all);
        Self { tier: Some(tier), ..of }
    }

    fn of(
        scope: &Scope<'_>,
        by: SummaryBy,
        within: Option<&[Ref<Project>]>,
        all: &[Ref<Project>],
    ) -> Self {
        let of = (groups(scope.site, by, within), overlap(scope.site, by));
        Self::new(scope, by, of, all)
    }

    fn new(
        scope: &Scope<'_>,
        by: SummaryBy,
        (mut groups, overlap): (Vec<Group>, Option<&'static str>),
        all: &[Ref<Project>],
    ) -> Self {
        let whole = Sum::new(scope, all);
        // Parks and regions are few, so that one without projects says something.
        let has_empty = matches!(by, SummaryBy::Park | SummaryBy::Region);
        groups.retain(|group| has_empty || !group.projects.is_empty());
        let sum = |group: Group| (Sum::of(scope, &group.projects, whole.unit), group);
        let groups: Vec<_> = groups.into_iter().map(sum).map(|(sum, group)| (group, sum)).collect();
        let every: Vec<_> = groups.iter().filter_map(|(_, sum)| sum.total).collect();
        let numbers = Numbers::new(scope, whole.unit, &every);
        Self { by, tier: None, overlap, groups, n_all: all.len(), whole, numbers }
    }

    /// The share of a group among all; nothing where it says nothing how many are listed, or where
    /// regions have projects in common.
    fn share(&self, scope: &Scope<'_>, group: &Group) -> Option<Decimal> {
        if self.overlap == Some("overlap-regions") {
            return None;
        }
        let n_projects = group.projects.len();
        scope.listed(n_projects)?;
        Number::plain(n_projects as u64).ratio(Number::plain(self.n_all as u64))
    }
}

type C = Column<Groups>;

impl Table for Groups {
    /// The number of the group.
    type Row<'a> = usize;
    const DATA_SET: &'static str = "summaries";
    const COLUMNS: &'static [C] = &[
        C::words("group", |table, scope, row| {
            let (group, _) = &table.groups[*row];
            let name = CellView::link(group.name(scope));
            match group.of {
                None => name.sort("~"),
                Some(Common::Of(Of::Stage(stage))) => name.sort(stage.0.to_string()),
                Some(Common::Status(is)) => {
                    let tone = scope.site.model.site.statuses[is].tone;
                    let status = tone.mark().map(|tone| tone.key());
                    CellView { status, ..name.sort(is.to_string()) }
                }
                _ => name,
            }
        })
        .totalled(|_, scope| CellView::words(scope.t("total", &[]))),
        C::numbers("projects", |table, scope, row| {
            listed(scope, table.groups[*row].0.projects.len())
        })
        .totalled(|table, scope| listed(scope, table.n_all)),
        C::numbers("share", |table, scope, row| {
            let share = table.share(scope, &table.groups[*row].0);
            CellView::maybe(share.map(|share| scope.percent(share)))
        })
        .totalled(|_, scope| CellView::words(scope.percent(Decimal::ONE))),
        C::numbers("investment", |table, scope, row| {
            table.groups[*row].1.cell(scope, &table.numbers)
        })
        .unit_of(|table| Some(&table.numbers.unit))
        .totalled(|table, scope| table.whole.total_cell(scope, &table.numbers)),
    ];

    fn has_files(&self) -> bool {
        false
    }

    fn key(&self) -> &'static str {
        match self.by {
            SummaryBy::Stage => "by-stage",
            SummaryBy::Status => "by-status",
            SummaryBy::Park => "by-park",
            SummaryBy::Region => "by-region",
            SummaryBy::Industry => "by-industry",
            SummaryBy::Year => "by-year",
        }
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        if let Some(Tier::Level(level)) = self.tier {
            let name = &scope.site.model.site.region_levels[level.0].name;
            return scope.t("caption-by-level", &[("level", scope.plain(name))]);
        }
        scope.t(&format!("caption-{}", self.key()), &[])
    }

    fn heading(&self, key: &str) -> Option<String> {
        (key == "group").then(|| heading(self.by))
    }

    fn rows<'a>(&self, _: &Scope<'a>) -> Vec<usize> {
        (0..self.groups.len()).collect()
    }

    fn has_total(&self, _: &Scope<'_>) -> bool {
        true
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        // As they are printed, with one decimal of the percentage.
        let printed = self.groups.iter().filter_map(|(group, _)| self.share(scope, group));
        let printed: Decimal = printed.map(|share| round(share, 3)).sum();
        let mut notes = Vec::new();
        if let Some(overlap) = self.overlap {
            notes.push(scope.t(&format!("note-{overlap}"), &[]));
        }
        let is_apart = matches!(self.overlap, None | Some("nested-regions"));
        if is_apart && self.n_all > 0 && printed != Decimal::ONE {
            notes.push(scope.t("note-rounding-shares", &[]));
        }
        notes
    }

    fn notes_on_total(&self, scope: &Scope<'_>) -> Vec<String> {
        let is_summed = self.whole.invested.n_stated > 0;
        if is_summed { self.whole.notes(scope) } else { Vec::new() }
    }
}
