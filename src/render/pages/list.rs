//! Pages with one table.

use crate::plan::PagePlan;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{Table, list_table};
use crate::render::view::{ListView, TableView};

/// A page with one table, under what its kind says that it is.
pub(super) fn list<'a>(scope: &mut Scope<'a>, page: &PagePlan, of: impl Table) -> ListView<'a> {
    let listed = list_table(scope, page, &of);
    let tables = vec![TableView { is_named_above: true, ..listed }];
    let lead = page.id.kind.about.map(|about| scope.t(about, &[])).unwrap_or_default();
    let about = About::of(scope, page).described(lead.clone());
    ListView { lead, charts: Vec::new(), tables, page: layout(scope, page, about) }
}
