//! Since when a record is known. On an earlier day a ledger keeps all its projects, parks and
//! events, with what was known of them; those of which nothing was known yet are new later.

use super::super::Citation;
use super::super::Model;
use super::super::Project;
use super::super::revision::known_from;
use jiff::civil::Date;

/// Whether a project was known on the as-of day of its ledger; `has_later` says that milestones
/// became known only after it.
pub(super) fn is_project_known(model: &Model, project: &Project, has_later: bool) -> bool {
    let as_of = model.site.as_of;
    if let Some(announced) = project.announced {
        return announced.first_day() <= as_of;
    }
    let happened = |day: Option<Date>| day.is_none_or(|day| day <= as_of);
    let has_begun = project.milestones.iter().any(|one| one.planned || !one.when.is_after(as_of));
    let known = known_from(&model.sources, None, &project.header.citations);
    match known {
        _ if has_begun => true,
        Some(day) => happened(Some(day)),
        None => project.milestones.is_empty() && !has_later,
    }
}

/// Whether a record was known on the as-of day: by its source, or else by its own date.
pub(super) fn is_known(model: &Model, citations: &[Citation], date: Option<Date>) -> bool {
    let known = known_from(&model.sources, None, citations).or(date);
    known.is_none_or(|day| day <= model.site.as_of)
}
