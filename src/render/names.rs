//! The other names of a record, and what is known of a name.

use super::of_projects::indicator_name;
use super::scope::Scope;
use super::view::{FactView, LinkView, TextView};
use crate::locale::PeriodStyle;
use crate::model::{ColumnOf, DeclaredColumn, NameStatus, StageIndex, Text};
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

/// The same, linked to the projects that are at the stage.
pub(super) fn stage_link<'a>(scope: &Scope<'a>, stage: StageIndex) -> LinkView<'a> {
    LinkView { href: scope.href_opt(scope.page_of(stage)), ..stage_name(scope, stage).into() }
}

/// What a column of figures is called: as the site says, or else by its indicator and period.
pub(super) fn figure_column_name(scope: &Scope<'_>, column: &DeclaredColumn) -> String {
    if let Some(name) = &column.name {
        return scope.plain(name).to_owned();
    }
    let name = indicator_name(scope.site.model, column).map(|name| scope.plain(name));
    let planned = matches!(column.of, ColumnOf::Target(..)).then(|| scope.t("column-plan", &[]));
    let period = column.period().map(|period| scope.locale.period(period, PeriodStyle::Short));
    match scope.details([planned, period]) {
        Some(part) => scope.with_part(name.unwrap_or_default(), &part),
        None => name.unwrap_or_default().to_owned(),
    }
}
