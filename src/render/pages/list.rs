//! Pages with one table.

use crate::plan::PagePlan;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{Table, table};
use crate::render::view::ListView;

/// A page with one table, under what its kind says that it is.
pub(super) fn list<'a>(scope: &mut Scope<'a>, page: &PagePlan, of: impl Table) -> ListView<'a> {
    let tables = vec![table(scope, &of)];
    let lead = page.id.kind.about.map(|about| scope.t(about, &[])).unwrap_or_default();
    let about = About::of(scope, page).described(lead.clone());
    ListView { lead, charts: Vec::new(), tables, page: layout(scope, page, about) }
}
