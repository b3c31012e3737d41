//! One industry.

use super::group::{Group, lead_of};
use super::{Page, industries};
use crate::model::{Industry, Record, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::names::{aliases, other_names_fact};
use crate::render::scope::Scope;
use crate::render::table::TableKey;
use crate::render::view::GroupView;

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
fn industry<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Industry>) -> GroupView<'a> {
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
