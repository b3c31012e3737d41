//! The order of what is listed.

use super::cache::Cache;
use super::scope::Scope;
use super::site::RenderSite;
use crate::locale::SortKey;
use crate::model::{
    AnyRef, Collected, Dependency, Document, Indicator, Industry, Member, Organization, Park,
    Progress, Project, Record, RecordKind, Ref, Region, note, unnoted,
};
use crate::plan::PagePlan;
use crate::value::{Lang, Period};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Projects in the order of the page's language.
pub(super) fn sorted(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Vec<Ref<Project>> {
    let mut sorted = projects.to_vec();
    sorted.sort_by_key(|one| scope.site.rank(*one, scope.lang));
    sorted
}

/// A period's targets, by the weight of their indicators.
pub(super) fn targets_of<'a>(scope: &Scope<'a>, period: Period) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures().targets_in_period(period).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// The targets that are for a member of a dimension.
pub(super) fn targets_about<'a>(scope: &Scope<'a>, member: Member) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures().targets_about(member).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// The targets of an indicator: the newest period first, the whole before its parts.
pub(super) fn targets_of_indicator<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures().targets_of_indicator(one).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// Indicators by weight, then in the order of the ledger.
pub(super) fn indicators_sorted(scope: &Scope<'_>) -> Vec<Ref<Indicator>> {
    let model = scope.site.model;
    let mut sorted: Vec<_> = model.indicators.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_key(|one| (model.indicators.get(*one).weight, one.index()));
    sorted
}

/// The records of a kind in the order of the page's language.
pub(super) fn in_order<T: Collected>(scope: &Scope<'_>) -> Vec<Ref<T>> {
    let collection = T::all(scope.site.model);
    let mut sorted: Vec<_> = collection.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_cached_key(|one| sort_key(scope, collection.get(*one)));
    sorted
}

/// Where a record stands in a list of the page's language: by its sort key, or else its name.
pub(super) fn sort_key<T: Record>(scope: &Scope<'_>, record: &T) -> SortKey {
    let header = record.header();
    let own = header.sort_key.as_ref().and_then(|key| key.get(scope.lang));
    match own {
        Some(key) => scope.locale.sort_key(&key.text),
        None => scope.locale.sort_key(scope.plain(&header.name)),
    }
}

/// The parks by their regions.
pub(super) fn parks(scope: &Scope<'_>) -> Vec<Ref<Park>> {
    let region = |one: &Ref<Park>| scope.site.model.parks.get(*one).region;
    let mut order = in_order(scope);
    order.sort_by_key(|one| region(one).map_or(usize::MAX, Ref::index));
    order
}

/// All industries: leading ones first.
pub(super) fn industries(scope: &Scope<'_>) -> Vec<Ref<Industry>> {
    let industries = &scope.site.model.industries;
    let leading = industries.iter().filter(|(_, industry)| industry.leading);
    let others = in_order(scope).into_iter().filter(|one| !industries.get(*one).leading);
    leading.map(|(one, _)| one).chain(others).collect()
}

/// Organizations by what they are.
pub(super) fn organizations(scope: &Scope<'_>) -> Vec<Ref<Organization>> {
    let mut order = in_order(scope);
    order.sort_by_key(|one| scope.site.model.organizations.get(*one).kind);
    order
}

/// Documents by what they are.
pub(super) fn documents(scope: &Scope<'_>) -> Vec<Ref<Document>> {
    let documents = &scope.site.model.documents;
    let mut order: Vec<_> = documents.iter().map(|(one, _)| one).collect();
    order.sort_by_key(|one| documents.get(*one).kind);
    order
}

/// The records of a kind in the order of the list that they stand in.
#[derive(Debug, Default)]
struct Listed {
    order: Vec<AnyRef>,
    places: BTreeMap<AnyRef, usize>,
}

/// The lists that were put in order so far: each page of a record asks for its list.
type Lists = Cache<(RecordKind, Lang), Arc<Listed>>;

/// The records before and after one in the list that it stands in.
pub(super) fn neighbours(scope: &Scope<'_>, one: AnyRef) -> [Option<AnyRef>; 2] {
    let kind = one.kind();
    if kind.is_noted() {
        let lang = u8::try_from(scope.lang.index()).unwrap_or(u8::MAX);
        let number = u32::try_from(one.index()).unwrap_or(u32::MAX);
        note(Dependency::Neighbours(kind, lang, number));
    }
    if let AnyRef::Project(project) = one {
        let both = scope.site.beside(project, scope.lang);
        return both.map(|beside| beside.map(AnyRef::Project));
    }
    // What stands beside the record is noted, not what the list is put in order by.
    let listed = unnoted(|| {
        scope.site.caches.of::<Lists>().get((kind, scope.lang), || {
            let order = listed(scope, kind);
            let places = order.iter().enumerate().map(|(place, one)| (*one, place)).collect();
            Arc::new(Listed { order, places })
        })
    });
    let Some(place) = listed.places.get(&one) else { return [None; 2] };
    let at = |place: Option<usize>| listed.order.get(place?).copied();
    [at(place.checked_sub(1)), at(place.checked_add(1))]
}

/// The same for a record of a site, of which no page is being made.
#[must_use]
pub fn neighbours_of(site: &RenderSite<'_>, one: AnyRef, lang: Lang) -> [Option<AnyRef>; 2] {
    if let AnyRef::Project(project) = one {
        return unnoted(|| site.beside(project, lang)).map(|beside| beside.map(AnyRef::Project));
    }
    let page = PagePlan { id: site.plan.kinds.home(), lang, number: 0, path: String::new() };
    unnoted(|| neighbours(&Scope::new(site, &page), one))
}

fn listed(scope: &Scope<'_>, kind: RecordKind) -> Vec<AnyRef> {
    fn any<T>(order: Vec<Ref<T>>) -> Vec<AnyRef>
    where
        AnyRef: From<Ref<T>>,
    {
        order.into_iter().map(AnyRef::from).collect()
    }
    match kind {
        RecordKind::Park => any(parks(scope)),
        RecordKind::Region => any(in_order::<Region>(scope)),
        RecordKind::Industry => any(industries(scope)),
        RecordKind::Organization => any(organizations(scope)),
        RecordKind::Indicator => any(indicators_sorted(scope)),
        RecordKind::Document => any(documents(scope)),
        RecordKind::Event => {
            let events = &scope.site.model.events;
            let mut order: Vec<_> = events.iter().map(|(one, _)| one).collect();
            order.sort_by_key(|one| (events.get(*one).when.first_day(), *one));
            any(order)
        }
        _ => Vec::new(),
    }
}
