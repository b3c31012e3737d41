//! Projects in groups: by the stage that they are at, by what was asserted of them, or by park,
//! region, industry or category.

use super::names::stage_link;
use super::scope::Scope;
use super::site::RenderSite;
use super::view::LinkView;
use crate::model::shortcode::SummaryBy;
use crate::model::{
    Category, Collected, HasStatus, InParent, Industry, Model, Park, Project, Ref, Region,
    StageIndex, Tier, with_ancestors,
};
use crate::plan::Of;
use std::collections::BTreeMap;

/// Projects that have something in common.
#[derive(Debug)]
pub(super) struct Group {
    /// What they have in common; `None` if nothing is said of it.
    pub(super) of: Option<Common>,
    pub(super) projects: Vec<Ref<Project>>,
}

/// What the projects of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Common {
    /// Something that may have a page.
    Of(Of),
    /// The status that was asserted of them last, by its number among those of the site.
    Status(usize),
}

impl<T: Into<Of>> From<T> for Common {
    fn from(of: T) -> Self {
        Self::Of(of.into())
    }
}

impl Group {
    /// The name of the group, linked to its page.
    pub(super) fn name<'a>(&self, scope: &Scope<'a>) -> LinkView<'a> {
        match self.of {
            Some(Common::Of(Of::Stage(stage))) => stage_link(scope, stage),
            Some(Common::Of(Of::Record(one))) => scope.record(one),
            Some(Common::Status(is)) => scope.text(&scope.site.model.site.statuses[is].name).into(),
            _ => scope.not_stated(),
        }
    }
}

/// All groups (a region or an industry with what its parts have) in the order of the ledger, also
/// those without projects, and last the projects that are in none, if there are any; of some
/// projects, or of all. Years make no groups: they are no property of a project.
pub(super) fn groups(
    site: &RenderSite<'_>,
    by: SummaryBy,
    within: Option<&[Ref<Project>]>,
) -> Vec<Group> {
    let (model, index) = (site.model, site.index);
    match by {
        SummaryBy::Stage => {
            let stages = (0..model.site.stages.len()).map(|stage| Of::Stage(StageIndex(stage)));
            let stages = stages.map(Common::Of);
            grouped(site, within, stages, |one, _| {
                index.stage(one).map(|stage| Common::Of(Of::Stage(stage)))
            })
        }
        SummaryBy::Status => {
            let statuses = (0..model.site.statuses.len()).map(Common::Status);
            grouped(site, within, statuses, |_, project| {
                project.latest_status().map(|latest| Common::Status(latest.is))
            })
        }
        SummaryBy::Park => {
            grouped(site, within, each::<Park>(site), |_, project| project.park.map(Common::from))
        }
        SummaryBy::Region => match Tier::all(model).first() {
            Some(tier) => regions(site, within, *tier),
            None => Vec::new(),
        },
        SummaryBy::Industry => grouped(site, within, each::<Industry>(site), |_, project| {
            with_ancestors(model, &project.industries).into_iter().map(Common::from)
        }),
        SummaryBy::Year => Vec::new(),
    }
}

/// The projects of regions of which none lies in another, each with those of the regions in it.
pub(super) fn regions(
    site: &RenderSite<'_>,
    within: Option<&[Ref<Project>]>,
    tier: Tier,
) -> Vec<Group> {
    let all = site.model.regions.iter().map(|(one, _)| one);
    let shown = all.filter(|one| tier.has(site.model, *one)).map(Common::from);
    grouped(site, within, shown, |_, project| {
        of_tier(site.model, project, tier).into_iter().map(Common::from)
    })
}

/// The projects of all regions, with those of the regions in each.
pub(super) fn all_regions(site: &RenderSite<'_>) -> Vec<Group> {
    grouped(site, None, each::<Region>(site), |_, project| {
        with_ancestors(site.model, &project.regions).into_iter().map(Common::from)
    })
}

/// The regions of a tier that a project is in.
fn of_tier(model: &Model, project: &Project, tier: Tier) -> Vec<Ref<Region>> {
    let mut all = with_ancestors(model, &project.regions);
    all.retain(|one| tier.has(model, *one));
    all
}

/// What is said of regions that have projects in common, likewise, or of which some lie in them.
pub(super) fn overlap_of_regions(site: &RenderSite<'_>, tier: Tier) -> Option<&'static str> {
    let model = site.model;
    let projects = || model.projects.records();
    if projects().any(|one| of_tier(model, one, tier).len() > 1) {
        return Some("overlap-regions");
    }
    // Of those in no region that lies in one of the tier there is nothing to say.
    let is_below = |one: &Project| {
        let shown = of_tier(model, one, tier);
        !shown.is_empty() && one.regions.iter().any(|region| !tier.has(model, *region))
    };
    projects().any(is_below).then_some("nested-regions")
}

/// Whether regions of the site lie in others, or have projects in common.
pub(super) fn has_regions_in_common(model: &Model) -> bool {
    let mut projects = model.projects.records();
    projects.any(|one| one.regions.len() > 1 || is_nested(model, &one.regions))
}

/// What is said of groups that have projects in common, because some are parts of others or a
/// project of the site is in several; the end of its key.
pub(super) fn overlap(site: &RenderSite<'_>, by: SummaryBy) -> Option<&'static str> {
    let model = site.model;
    let projects = || model.projects.records();
    match by {
        SummaryBy::Industry if projects().any(|one| is_nested(model, &one.industries)) => {
            Some("nested")
        }
        SummaryBy::Industry => {
            projects().any(|one| is_several(&one.industries)).then_some("overlap")
        }
        SummaryBy::Region => overlap_of_regions(site, *Tier::all(model).first()?),
        SummaryBy::Stage | SummaryBy::Status | SummaryBy::Park | SummaryBy::Year => None,
    }
}

/// Whether one of them is a part of another one.
fn is_nested<T: InParent>(model: &Model, all: &[Ref<T>]) -> bool {
    all.iter().any(|one| T::all(model).get(*one).parent().is_some())
}

/// Whether they are not all the same.
fn is_several<T: PartialEq>(all: &[T]) -> bool {
    all.windows(2).any(|pair| pair[0] != pair[1])
}

/// The groups of all projects by what they are marked as.
pub(super) fn categories(site: &RenderSite<'_>) -> Vec<Group> {
    grouped(site, None, each::<Category>(site), |_, project| {
        project.categories.iter().copied().map(Common::from).collect::<Vec<_>>()
    })
}

/// Every record of a kind.
fn each<'m, T: Collected>(site: &RenderSite<'m>) -> impl Iterator<Item = Common> + use<'m, T> {
    T::all(site.model).iter().map(|(one, _)| Common::Of(Of::Record(T::any(one))))
}

/// Goes through the projects once, all or some.
fn grouped<I: IntoIterator<Item = Common>>(
    site: &RenderSite<'_>,
    within: Option<&[Ref<Project>]>,
    groups: impl Iterator<Item = Common>,
    groups_of: impl Fn(Ref<Project>, &Project) -> I,
) -> Vec<Group> {
    let projects = &site.model.projects;
    let all: Vec<_> = match within {
        Some(some) => some.to_vec(),
        None => projects.iter().map(|(one, _)| one).collect(),
    };
    let mut found: BTreeMap<Common, Vec<Ref<Project>>> = BTreeMap::new();
    let mut rest = Vec::new();
    for one in all {
        let mut of = groups_of(one, projects.get(one)).into_iter().peekable();
        if of.peek().is_none() {
            rest.push(one);
        }
        of.for_each(|of| found.entry(of).or_default().push(one));
    }
    let rest = (!rest.is_empty()).then_some(Group { of: None, projects: rest });
    let group = |of| Group { of: Some(of), projects: found.remove(&of).unwrap_or_default() };
    groups.map(group).chain(rest).collect()
}

/// The interface string that heads the names of groups.
pub(super) fn heading(by: SummaryBy) -> String {
    match by {
        SummaryBy::Status => "column-asserted".to_owned(),
        _ => format!("column-{}", by.key()),
    }
}
