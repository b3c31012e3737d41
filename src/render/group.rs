//! Pages of parks and of other groups of projects.

use super::chart::{chart, charts};
use super::chrome::{About, chrome};
use super::project::{name_note, other_names};
use super::schedule::schedule_id;
use super::scope::Scope;
use super::table::{TableKey, in_order};
use super::timeline::{event, latest};
use super::view::{
    EntryView, FactView, GroupView, HtmlView, LatestView, LinkView, ParkView, ParksView, TextView,
};
use super::{stage_name, table};
use crate::model::binding::{Chart, Counted, SummaryBy, TimelineOf};
use crate::model::{
    Category, Event, Industry, Organization, Park, ParkKind, Party, Project, Record, Ref, Region,
    StageIndex,
};
use crate::plan::{PageId, PagePlan};
use std::cmp::Reverse;

/// How many entries a page lists under what happened.
const SHOWN: usize = 12;

/// All parks.
pub(super) fn parks<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ParksView<'a> {
    let map = scope.is_first_part().then(|| chart(scope, "chart-map", Chart::Map)).flatten();
    let tables = vec![table::table(scope, TableKey::Parks)];
    let lead = scope.t("lead-parks", &[]);
    let about = About::titled(Scope::own(scope.t("title-parks", &[]))).described(lead.clone());
    ParksView { lead, map, tables, page: chrome(scope, page, about) }
}

/// One park.
pub(super) fn park<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Park>) -> ParkView<'a> {
    let model = scope.site.model;
    let park = model.parks.get(one);
    let facts = park_facts(scope, park);
    let projects = table::table(scope, TableKey::ParkProjects(one));
    let index = scope.site.index;
    let has_stage = |one: &Ref<Project>| index.stage(*one).is_some();
    let has_stages = scope.is_first_part() && index.by_park[one.index()].iter().any(has_stage);
    let stages = has_stages.then(|| table::table(scope, TableKey::ParkStages(one)));
    let happenings = &scope.site.index.happenings_of_park[one.index()];
    let mut timeline =
        latest(scope, happenings, PageId { of: one.into(), ..scope.page("park timeline") });
    let schedule = timeline.as_mut().and_then(|timeline| timeline.schedule.as_mut()?.href.as_mut());
    if let (Some(href), Some(id)) = (schedule, schedule_id(scope, one)) {
        href.push('#');
        href.push_str(&id);
    }
    let by_stage = Chart::Bars(SummaryBy::Stage, Counted::Projects, Some(one));
    let strip = Chart::Timeline(TimelineOf::Park(one));
    let meant = [("chart-stages", by_stage), ("chart-timeline", strip)];
    let meant: &[_] = if scope.is_first_part() { &meant } else { &[] };
    let charts = charts(scope, meant);
    scope.cite_for_page(&park.header.citations);
    let summary = scope.html_opt(park.summary.as_ref());
    let about =
        About::titled(scope.text(park.name())).described(lead_of(scope, park.summary.as_ref()));
    ParkView {
        facts,
        summary,
        charts,
        projects,
        stages,
        timeline,
        note: scope.html_opt(park.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

fn park_facts<'a>(scope: &mut Scope<'a>, park: &'a Park) -> Vec<FactView<'a>> {
    let mut facts = Vec::new();
    if park.kind == ParkKind::Area {
        let text = Scope::own(scope.t("park-area", &[]));
        facts.push(scope.fact_text("fact-kind", text));
    }
    if let Some(region) = park.region {
        let link = scope.record(region);
        facts.push(scope.fact_links("fact-region", vec![link]));
    }
    let industries: Vec<_> = park.industries.iter().map(|one| scope.record(*one)).collect();
    if !industries.is_empty() {
        facts.push(scope.fact_links("fact-industries", industries));
    }
    facts.extend(aliases(scope, &park.aliases));
    facts.extend(other_names_fact(scope, park.name()));
    facts.extend(scope.facts(&park.facts, &park.header.citations));
    facts
}

/// The other names of a record, as a line of facts.
pub(super) fn aliases<'a>(
    scope: &Scope<'a>,
    aliases: &[crate::model::Text],
) -> Option<FactView<'a>> {
    let names: Vec<_> = aliases.iter().map(|name| scope.plain(name)).collect();
    let text = Scope::own(scope.locale.list(&names));
    (!names.is_empty()).then(|| scope.fact_text("fact-aliases", text))
}

/// The name in the other languages, as a line of facts.
fn other_names_fact<'a>(scope: &Scope<'a>, name: &'a crate::model::Text) -> Option<FactView<'a>> {
    let names = other_names(scope, name);
    let links: Vec<_> = names
        .into_iter()
        .map(|TextView { text, lang }| LinkView { text, href: None, lang })
        .collect();
    (!links.is_empty()).then(|| scope.fact_links("fact-other-names", links))
}

/// The first paragraph of a text.
pub(super) fn lead_of(scope: &Scope<'_>, text: Option<&crate::model::MarkdownText>) -> String {
    text.map(|text| scope.lead_of(text)).unwrap_or_default()
}

/// Events of an organization, newest first.
fn events<'a>(scope: &mut Scope<'a>, is_meant: impl Fn(&Event) -> bool) -> Vec<EntryView<'a>> {
    let events = scope.site.model.events.iter().filter(|(_, event)| is_meant(event));
    let mut found: Vec<_> =
        events.map(|(one, event)| (Reverse(event.when.first_day()), one)).collect();
    found.sort();
    found.truncate(SHOWN);
    found.into_iter().map(|(_, one)| event(scope, one)).collect()
}

/// What the page of a group needs besides its surroundings.
struct Group<'a> {
    kind: &'static str,
    title: TextView<'a>,
    description: String,
    facts: Vec<FactView<'a>>,
    summary: Option<HtmlView<'a>>,
    chain: Vec<String>,
    projects: Option<TableKey>,
    related: Vec<LinkView<'a>>,
    timeline: Option<LatestView<'a>>,
    events: Vec<EntryView<'a>>,
    note: Option<HtmlView<'a>>,
}

impl<'a> Group<'a> {
    fn new(kind: &'static str, title: TextView<'a>) -> Self {
        Self {
            kind,
            title,
            description: String::new(),
            facts: Vec::new(),
            summary: None,
            chain: Vec::new(),
            projects: None,
            related: Vec::new(),
            timeline: None,
            events: Vec::new(),
            note: None,
        }
    }

    fn view(self, scope: &mut Scope<'a>, page: &PagePlan) -> GroupView<'a> {
        let projects = self.projects.map(|key| table::table(scope, key));
        let projects = projects.filter(|table| table.n_rows > 0);
        let about = About::titled(self.title).described(self.description);
        GroupView {
            kind: scope.t(self.kind, &[]),
            facts: self.facts,
            summary: self.summary,
            chain: self.chain,
            projects,
            related: self.related,
            timeline: self.timeline,
            events: scope.entries(self.events),
            note: self.note,
            page: chrome(scope, page, about),
        }
    }
}

/// One region with its parks.
pub(super) fn region<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Region>,
) -> GroupView<'a> {
    let model = scope.site.model;
    let region = model.regions.get(one);
    let mut group = Group::new("kind-region", scope.text(region.name()));
    group.summary = scope.html_opt(region.summary.as_ref());
    group.description = lead_of(scope, region.summary.as_ref());
    group.projects = Some(TableKey::RegionProjects(one));
    let parks = in_order(scope, &model.parks);
    let parks: Vec<_> = parks
        .into_iter()
        .filter(|park| model.parks.get(*park).region == Some(one))
        .map(|park| scope.record(park))
        .collect();
    if !parks.is_empty() {
        group.facts.push(scope.fact_links("fact-parks", parks));
    }
    let industries: Vec<_> = model
        .industries
        .iter()
        .filter(|(_, industry)| industry.regions.contains(&one))
        .map(|(industry, _)| scope.record(industry))
        .collect();
    if !industries.is_empty() {
        group.facts.push(scope.fact_links("fact-industries", industries));
    }
    let happenings = &scope.site.index.happenings_of_region[one.index()];
    group.timeline =
        latest(scope, happenings, PageId { of: one.into(), ..scope.page("region timeline") });
    group.note = scope.html_opt(region.header.note.as_ref());
    scope.cite_for_page(&region.header.citations);
    group.view(scope, page)
}

/// One industry.
pub(super) fn industry<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Industry>,
) -> GroupView<'a> {
    let model = scope.site.model;
    let industry = model.industries.get(one);
    let mut group = Group::new(
        if industry.leading { "kind-leading-industry" } else { "kind-industry" },
        scope.text(industry.name()),
    );
    if let Some(map) = &industry.map {
        let word = scope.t(map.status.key(), &[]);
        let text = match map.date {
            Some(date) => {
                let date = scope.date(date);
                scope.t("map-dated", &[("status", &word), ("date", &date)])
            }
            None => word,
        };
        let mut fact = scope.fact_text("fact-map", Scope::own(text));
        fact.cites = scope.cite(&map.citations);
        group.facts.push(fact);
    }
    let regions: Vec<_> = industry.regions.iter().map(|region| scope.record(*region)).collect();
    if !regions.is_empty() {
        group.facts.push(scope.fact_links("fact-region", regions));
    }
    let parks: Vec<_> = model
        .parks
        .iter()
        .filter(|(_, park)| park.industries.contains(&one))
        .map(|(park, _)| scope.record(park))
        .collect();
    if !parks.is_empty() {
        group.facts.push(scope.fact_links("fact-parks", parks));
    }
    group.facts.extend(aliases(scope, &industry.aliases));
    group.facts.extend(other_names_fact(scope, industry.name()));
    group.chain = industry.chain.iter().map(|segment| scope.plain(segment).to_owned()).collect();
    group.summary = scope.html_opt(industry.summary.as_ref());
    group.description = lead_of(scope, industry.summary.as_ref());
    group.projects = Some(TableKey::IndustryProjects(one));
    group.note = scope.html_opt(industry.header.note.as_ref());
    scope.cite_for_page(&industry.header.citations);
    group.view(scope, page)
}

/// One organization.
pub(super) fn organization<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Organization>,
) -> GroupView<'a> {
    let model = scope.site.model;
    let organization = model.organizations.get(one);
    let mut group = Group::new(organization.kind.key(), scope.text(organization.name()));
    let texts = [("fact-role", &organization.role), ("fact-place", &organization.place)];
    for (label, text) in texts {
        if let Some(text) = text {
            group.facts.push(scope.fact_text(label, scope.text(text)));
        }
    }
    if let Some(park) = organization.park {
        let link = scope.record(park);
        group.facts.push(scope.fact_links("fact-park", vec![link]));
    }
    group.facts.extend(other_names_fact(scope, organization.name()));
    if let Some(note) = name_note(scope, &organization.name_status) {
        group.facts.push(scope.fact_text("fact-name-status", Scope::own(note)));
    }
    group.facts.extend(aliases(scope, &organization.aliases));
    group.facts.extend(scope.facts(&organization.facts, &organization.header.citations));
    group.summary = scope.html_opt(organization.summary.as_ref());
    group.description = lead_of(scope, organization.summary.as_ref());
    group.projects = Some(TableKey::OrganizationProjects(one));
    let takes_part = |party: &Party| *party == Party::Organization(one);
    group.events = events(scope, |event| event.participants.iter().any(takes_part));
    group.related = model
        .documents
        .iter()
        .filter(|(_, document)| document.issuer.as_ref().is_some_and(takes_part))
        .map(|(document, _)| scope.record(document))
        .collect();
    group.note = scope.html_opt(organization.header.note.as_ref());
    scope.cite_for_page(&organization.header.citations);
    group.view(scope, page)
}

/// The projects at one stage.
pub(super) fn stage<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    stage: StageIndex,
) -> GroupView<'a> {
    let mut group = Group::new("kind-stage", stage_name(scope, stage));
    group.projects = Some(TableKey::StageProjects(stage));
    group.view(scope, page)
}

/// The projects marked as something.
pub(super) fn category<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Category>,
) -> GroupView<'a> {
    let category = scope.site.model.site.categories.get(one);
    let mut group = Group::new("kind-category", scope.text(category.name()));
    scope.cite_for_page(&category.header.citations);
    group.summary = scope.html_opt(category.definition.as_ref());
    group.description = lead_of(scope, category.definition.as_ref());
    group.projects = Some(TableKey::CategoryProjects(one));
    group.view(scope, page)
}
