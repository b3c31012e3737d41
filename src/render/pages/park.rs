//! One park.

use super::group::lead_of;
use super::schedule::schedule_id;
use super::{Page, parks};
use crate::model::shortcode::{Chart, Counted, SummaryBy, TimelineOf};
use crate::model::{Park, ParkKind, Project, Record, RecordKind, Ref};
use crate::plan::{PageId, PageKind, PagePlan};
use crate::render::chart::charts;
use crate::render::layout::{About, layout};
use crate::render::names::{aliases, other_names_fact};
use crate::render::scope::Scope;
use crate::render::table::{self, TableKey};
use crate::render::timeline::latest;
use crate::render::view::{FactView, ParkView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "park",
        path: "parks/*/index.html",
        parent: Some(&parks::PAGE.kind),
        n_rows: |_, index, of| index.by_park[of.number()].len(),
        ..PageKind::of_record(RecordKind::Park)
    },
    content: html!("park.html", of park),
};

/// One park.
fn park<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Park>) -> ParkView<'a> {
    let model = scope.site.model;
    let park = model.parks.get(one);
    let facts = park_facts(scope, park);
    let projects = table::table(scope, TableKey::ParkProjects(one));
    let index = scope.site.index;
    let has_stage = |one: &Ref<Project>| index.stage(*one).is_some();
    let has_stages = scope.is_first_part() && index.by_park[one.index()].iter().any(has_stage);
    let stages = has_stages.then(|| table::table(scope, TableKey::ParkStages(one)));
    let timeline_entries = &scope.site.index.timeline_entries_of_park[one.index()];
    let mut timeline =
        latest(scope, timeline_entries, PageId { of: one.into(), ..scope.page("park timeline") });
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
    let about = About::of(scope, page).described(lead_of(scope, park.summary.as_ref()));
    ParkView {
        facts: scope.facts_view(facts),
        summary,
        charts,
        projects,
        stages,
        timeline,
        note: scope.html_opt(park.header.note.as_ref()),
        page: layout(scope, page, about),
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
