//! What the pages of records have in common.

use crate::model::shortcode::SummaryBy;
use crate::model::{MarkdownText, Member, Project, Ref};
use crate::plan::PagePlan;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{Groups, Projects, Results, Targets, list_table, table};
use crate::render::view::{RecordView, TableView};

/// The first paragraph of a text.
pub(super) fn lead_of(scope: &Scope<'_>, text: Option<&MarkdownText>) -> String {
    text.map(|text| scope.lead_of(text)).unwrap_or_default()
}

/// What every record has: the page around it, its kind, what it is in words, the note of the office
/// and the sources. The rest is up to its page.
pub(super) fn record<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    kind: &str,
    summary: Option<&'a MarkdownText>,
) -> RecordView<'a> {
    let header = page.id.record().map(|one| scope.site.model.record(one).any_header());
    header.into_iter().for_each(|header| scope.cite_for_page(&header.citations));
    let about = About::of(scope, page).described(lead_of(scope, summary));
    RecordView {
        kind: scope.t(kind, &[]),
        facts: scope.facts_view(page, []),
        summary: scope.html_opt(summary),
        chain: Vec::new(),
        charts: Vec::new(),
        stages: None,
        statuses: None,
        targets: targets_about(scope, page),
        results: results_about(scope, page),
        groups: None,
        indicators: None,
        projects: None,
        related: Vec::new(),
        timeline: None,
        events: None,
        note: scope.html_opt(header.and_then(|header| header.note.as_ref())),
        page: layout(scope, page, about),
    }
}

/// The projects of what a page is of, if there are any.
pub(super) fn projects_of<'a>(scope: &Scope<'a>, page: &PagePlan) -> Option<TableView<'a>> {
    let projects = list_table(scope, page, &Projects::of(scope, page.id.of));
    Some(projects).filter(|projects| projects.n_rows > 0)
}

/// How many of some projects have each status that is asserted, on the first page of their list.
pub(super) fn by_status<'a>(scope: &Scope<'a>, of: &[Ref<Project>]) -> Option<TableView<'a>> {
    let has_status = |one: &Ref<Project>| !scope.site.model.projects.get(*one).status.is_empty();
    let is_told = scope.is_first_part() && of.iter().any(has_status);
    is_told.then(|| table(scope, &Groups::among(scope, SummaryBy::Status, of)))
}

/// The targets for a record by which figures are broken down, on the first page of its list.
fn targets_about<'a>(scope: &Scope<'a>, page: &PagePlan) -> Option<TableView<'a>> {
    let member = page.id.record().and_then(Member::of_record).filter(|_| scope.is_first_part())?;
    Some(table(scope, &Targets::about(member))).filter(|targets| targets.n_rows > 0)
}

/// What was reported about a record by which figures are broken down, on the first page of its
/// list.
fn results_about<'a>(scope: &Scope<'a>, page: &PagePlan) -> Option<TableView<'a>> {
    let member = page.id.record().and_then(Member::of_record).filter(|_| scope.is_first_part())?;
    // The list of the page is that of its projects.
    Some(table(scope, &Results::about(member))).filter(|results| results.n_rows > 0)
}
