//! The other names of a record, and what is known of a name.

use super::of_projects::{indicator_name, own_column};
use super::scope::Scope;
use super::view::{FactView, LinkView, TextView};
use crate::model::{
    Breakdown, ColumnOf, DeclaredColumn, Member, Members, Missing, NameStatus, Record, RoleIndex,
    StageIndex, Text,
};
use crate::value::Localized;

/// What is said of a name that is a rendering of ours.
pub(super) fn name_note(scope: &Scope<'_>, status: &Localized<NameStatus>) -> Option<String> {
    let rendered = *status.get_or_fallback(scope.lang).1 == NameStatus::Rendered;
    rendered.then(|| scope.t("name-rendered", &[]))
}

/// The name in the other languages of the site, where it differs.
pub(super) fn other_names<'a>(scope: &Scope<'a>, name: &'a Text) -> Vec<TextView<'a>> {
    let own = scope.plain(name);
    name.iter()
        .filter(|(lang, phrase)| *lang != scope.lang && *phrase.text != *own)
        .map(|(lang, phrase)| TextView { text: (&*phrase.text).into(), lang: scope.foreign(lang) })
        .collect()
}

/// The other names of a record, as a line of facts.
pub(super) fn aliases<'a>(scope: &Scope<'a>, aliases: &[Text]) -> Option<FactView<'a>> {
    let names: Vec<_> = aliases.iter().map(|name| scope.plain(name)).collect();
    let text = Scope::own(scope.locale.list(&names));
    (!names.is_empty()).then(|| scope.fact_text("fact-aliases", text))
}

/// The name in the other languages, as a line of facts.
pub(super) fn other_names_fact<'a>(scope: &Scope<'a>, name: &'a Text) -> Option<FactView<'a>> {
    let names = other_names(scope, name);
    let links: Vec<_> = names.into_iter().map(LinkView::from).collect();
    (!links.is_empty()).then(|| scope.fact_links("fact-other-names", links))
}

/// The name of a stage: the site's own, or that of a default stage.
pub(super) fn stage_name<'a>(scope: &Scope<'a>, stage: StageIndex) -> TextView<'a> {
    match &scope.site.model.site.stage(stage).name {
        Some(name) => scope.text(name),
        None => Scope::own(scope.site.stage_name(stage, scope.lang)),
    }
}

/// What somebody is to a project.
pub(super) fn role_name<'a>(scope: &Scope<'a>, role: RoleIndex) -> TextView<'a> {
    let role = &scope.site.model.site.roles[role.0];
    match &role.name {
        Some(name) => scope.text(name),
        None => Scope::own(scope.t(&format!("role-{}", role.id), &[])),
    }
}

/// The same, linked to the projects that are at the stage.
pub(super) fn stage_link<'a>(scope: &Scope<'a>, stage: StageIndex) -> LinkView<'a> {
    LinkView { href: scope.href_opt(scope.page_of(stage)), ..stage_name(scope, stage).into() }
}

/// What something by which figures are broken down is called.
pub(super) fn breakdown_name(scope: &Scope<'_>, by: Breakdown) -> String {
    let model = scope.site.model;
    match by {
        Breakdown::Dimension(one) => scope.plain(model.site.dimensions.get(one).name()).to_owned(),
        built_in => scope.t(&format!("column-{}", built_in.key(model)), &[]),
    }
}

/// Why a figure is missing.
pub(super) fn missing_name(scope: &Scope<'_>, missing: Missing) -> String {
    let reason = &scope.site.model.site.missing[missing.0];
    match &reason.name {
        Some(name) => scope.plain(name).to_owned(),
        None => scope.t(&format!("missing-{}", reason.id), &[]),
    }
}

impl Scope<'_> {
    /// What part of an indicator a figure speaks of; `None` of the whole.
    pub(super) fn part_name(&self, part: &Members) -> Option<String> {
        let name = |one: &Member| self.plain(one.name(self.site.model)).to_owned();
        self.details(part.iter().map(|one| Some(name(one))))
    }
}

/// What a column of figures is called: as the site says, or else by its indicator and period.
pub(super) fn figure_column_name(scope: &Scope<'_>, column: &DeclaredColumn) -> String {
    if let Some(name) = &column.name {
        return scope.plain(name).to_owned();
    }
    if let Some(own) = own_column(scope.site.model, column) {
        return scope.plain(&own.name).to_owned();
    }
    if let Some(role) = column.role() {
        return role_name(scope, role).text.into_owned();
    }
    let name = indicator_name(scope.site.model, column).map(|name| scope.plain(name));
    let sort = match column.of {
        ColumnOf::Target(..) => Some("column-plan"),
        ColumnOf::Forecast(..) => Some("column-forecast"),
        _ => None,
    };
    let sort = sort.map(|key| scope.t(key, &[]));
    let period = column.period().map(|period| scope.short_date(period));
    match scope.details([sort, period]) {
        Some(part) => scope.with_part(name.unwrap_or_default(), &part),
        None => name.unwrap_or_default().to_owned(),
    }
}
