//! What the pages of groups of projects have in common.

use crate::plan::PagePlan;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{self, TableKey};
use crate::render::view::{
    EntryView, FactView, GroupView, HtmlView, LatestView, LinkView, TextView,
};

/// The first paragraph of a text.
pub(super) fn lead_of(scope: &Scope<'_>, text: Option<&crate::model::MarkdownText>) -> String {
    text.map(|text| scope.lead_of(text)).unwrap_or_default()
}

/// What the page of a group needs besides its surroundings.
pub(super) struct Group<'a> {
    pub(super) kind: &'static str,
    pub(super) title: TextView<'a>,
    pub(super) description: String,
    pub(super) facts: Vec<FactView<'a>>,
    pub(super) summary: Option<HtmlView<'a>>,
    pub(super) chain: Vec<String>,
    pub(super) projects: Option<TableKey>,
    pub(super) related: Vec<LinkView<'a>>,
    pub(super) timeline: Option<LatestView<'a>>,
    pub(super) events: Vec<EntryView<'a>>,
    pub(super) note: Option<HtmlView<'a>>,
}

impl<'a> Group<'a> {
    pub(super) fn new(kind: &'static str, title: TextView<'a>) -> Self {
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

    pub(super) fn view(self, scope: &mut Scope<'a>, page: &PagePlan) -> GroupView<'a> {
        let projects = self.projects.map(|key| table::table(scope, key));
        let projects = projects.filter(|table| table.n_rows > 0);
        let about = About::titled(self.title).described(self.description);
        GroupView {
            kind: scope.t(self.kind, &[]),
            facts: scope.facts_view(self.facts),
            summary: self.summary,
            chain: self.chain,
            projects,
            related: self.related,
            timeline: self.timeline,
            events: scope.entries(self.events),
            note: self.note,
            page: layout(scope, page, about),
        }
    }
}
