//! One industry.

use super::record::{projects_of, record};
use super::{Page, industries};
use crate::model::{Industry, IndustryMap, Record, RecordKind, Ref, parts};
use crate::plan::{PageKind, PagePlan};
use crate::render::names::{aliases, other_names_fact};
use crate::render::scope::Scope;
use crate::render::view::{FactView, RecordView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "industry",
        path: "industries/*/index.html",
        parent: Some(&industries::PAGE.kind),
        n_rows: |_, index, of| index.by_industry[of.number()].len(),
        ..PageKind::of_record(RecordKind::Industry)
    },
    content: html!("group.html", of industry),
};

/// One industry.
fn industry<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Industry>) -> RecordView<'a> {
    let model = scope.site.model;
    let industry = model.industries.get(one);
    let kind = if industry.leading { "kind-leading-industry" } else { "kind-industry" };
    let parks = scope.site.index.parks_of_industry[one.index()].iter();
    let facts = [
        scope.fact_part_of(one),
        scope.fact_records("fact-industries", parts(model, one)),
        industry.map.as_ref().map(|map| map_fact(scope, map)),
        scope.fact_records("fact-region", industry.regions.iter().copied()),
        scope.fact_records("fact-parks", parks.copied()),
        aliases(scope, &industry.aliases),
        other_names_fact(scope, industry.name()),
    ];
    RecordView {
        facts: scope.facts_view(page, facts),
        chain: industry.chain.iter().map(|segment| scope.plain(segment).to_owned()).collect(),
        projects: projects_of(scope, page),
        ..record(scope, page, kind, industry.summary.as_ref())
    }
}

fn map_fact<'a>(scope: &Scope<'a>, map: &'a IndustryMap) -> FactView<'a> {
    let word = scope.t(map.status.key(), &[]);
    let text = match map.date {
        Some(date) => {
            let date = scope.date(date);
            scope.t("map-dated", &[("status", &word), ("date", &date)])
        }
        None => word,
    };
    let cites = scope.cite(&map.citations);
    FactView { cites, ..scope.fact_text("fact-map", Scope::own(text)) }
}
