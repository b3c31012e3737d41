//! One park.

use super::record::{by_status, record};
use super::schedule::schedule_id;
use super::{Page, parks};
use crate::model::shortcode::{Chart, Counted, SummaryBy, TimelineOf};
use crate::model::{Park, ParkKind, Project, Record, RecordKind, Ref};
use crate::plan::{PageId, PageKind, PagePlan};
use crate::render::chart::charts;
use crate::render::names::{aliases, other_names_fact};
use crate::render::scope::Scope;
use crate::render::table::{Groups, Projects, list_table, table};
use crate::render::timeline::latest;
use crate::render::view::{FactView, RecordView};

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
fn park<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Park>) -> RecordView<'a> {
    let (model, index) = (scope.site.model, scope.site.index);
    let park = model.parks.get(one);
    let has_stage = |one: &Ref<Project>| index.stage(*one).is_some();
    let has_stages = scope.is_first_part() && index.by_park[one.index()].iter().any(has_stage);
    let timeline_entries = &index.timeline_entries_of_park[one.index()];
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
    RecordView {
        facts: scope.facts_view(page, facts(scope, park)),
        charts: charts(scope, meant),
        projects: Some(list_table(scope, page, &Projects::of(scope, one)))
            .filter(|table| table.n_rows > 0),
        stages: has_stages.then(|| {
            table(scope, &Groups::among(scope, SummaryBy::Stage, &index.by_park[one.index()]))
        }),
        statuses: by_status(scope, &index.by_park[one.index()]),
        timeline,
        ..record(scope, page, "fact-park", park.summary.as_ref())
    }
}

fn facts<'a>(scope: &Scope<'a>, park: &'a Park) -> Vec<Option<FactView<'a>>> {
    let is_area = park.kind == ParkKind::Area;
    let own = [
        is_area.then(|| scope.fact_text("fact-kind", Scope::own(scope.t("park-area", &[])))),
        scope.fact_records("fact-region", park.region),
        scope.fact_records("fact-industries", park.industries.iter().copied()),
        aliases(scope, &park.aliases),
        other_names_fact(scope, park.name()),
    ];
    own.into_iter().chain(scope.facts(&park.facts, &park.header.citations)).collect()
}
