//! Of how many records each field is stated: what a site has data for, and what it has not.

use super::cell::Cell;
use super::column::Kind;
use super::{DataSet, SETS, cell};
use crate::render::scope::Scope;

/// Columns that nobody misses where they are empty: names and their like, remarks, and what
/// follows from another column or only describes it.
const NOT_MISSED: &[&str] = &[
    "adds",
    "aliases",
    "avoid",
    "converted",
    "figure",
    "group",
    "id",
    "kind",
    "known_by",
    "language",
    "latitude",
    "leading",
    "longitude",
    "map_date",
    "name",
    "note",
    "parent",
    "sources",
    "standing",
    "status_date",
    "url",
];

/// The sets that count: what lists show. Figures are counted by indicator.
const COUNTED: &[&str] =
    &["projects", "parks", "regions", "industries", "organizations", "events", "documents"];

/// A list with its fields.
pub(in crate::render) struct ToldList {
    /// The interface string that names it.
    pub(in crate::render) title: &'static str,
    /// How many records it has.
    pub(in crate::render) n_rows: usize,
    /// Its fields, those that are stated of any record.
    pub(in crate::render) fields: Vec<ToldField>,
}

/// A field of a list.
pub(in crate::render) struct ToldField {
    /// What it is called in the language of the page.
    pub(in crate::render) label: String,
    /// Of how many records it is stated.
    pub(in crate::render) n_stated: usize,
}

/// The lists of a site with fields that some of their records lack, and what is stated of each.
pub(in crate::render) fn told_lists(scope: &Scope<'_>) -> Vec<ToldList> {
    let has = &scope.site.index.data_sets;
    let counted = SETS.iter().filter(|set| COUNTED.contains(&set.name) && has.contains(&set.name));
    let lists = counted.map(|set| ToldList {
        title: set.title,
        n_rows: set.n_rows(scope.site),
        fields: (set.told)(scope),
    });
    lists.filter(|list| list.fields.iter().any(|field| field.n_stated < list.n_rows)).collect()
}

/// Of how many rows each column of a set says something.
pub(super) fn told<S: DataSet>(scope: &Scope<'_>) -> Vec<ToldField> {
    let mut columns = Vec::new();
    for column in S::columns().filter(|column| !NOT_MISSED.contains(&column.key)) {
        let fields = column.fields(scope.site.model);
        for fields in fields.chunk_by(|one, other| one.own == other.own) {
            let is_of_many = matches!(fields[0].kind, Kind::Figures | Kind::Roles | Kind::Members);
            if !is_of_many {
                let label = fields[0].column_title(scope);
                columns.push((column, fields.to_vec(), ToldField { label, n_stated: 0 }));
            }
        }
    }
    for row in S::rows(scope.site) {
        for (column, fields, told) in &mut columns {
            let is_stated = !is_nothing(&cell(scope, column, fields, &row));
            told.n_stated += usize::from(is_stated);
        }
    }
    columns.into_iter().map(|(.., told)| told).filter(|told| told.n_stated > 0).collect()
}

fn is_nothing(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Missing => true,
        Cell::Records(all) => all.is_empty(),
        Cell::Words(all) => all.is_empty(),
        Cell::Texts(all) => all.is_empty(),
        Cell::Parties(all) => all.is_empty(),
        _ => false,
    }
}
