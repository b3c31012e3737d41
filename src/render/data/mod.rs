//! The data sets of the site: rows × typed columns, one of each kind for all languages, written as
//! CSV and JSON and described by a data package (<https://datapackage.org>).
//!
//! A set declares its columns ([`Column`]); each is a key, a [kind](column::Kind) and a function from a row to a
//! typed `Cell`. Everything else follows from that: the fields that a column has in a file, their
//! types and titles, and the two formats. Rows are written one by one, so that no file is held as
//! cells.

mod cell;
mod column;
mod csv;
mod csvw;
mod json;
mod package;
mod schema;
mod sets;
mod told;
mod workbook;

pub use self::csv::neutralised;
pub(super) use package::{licence_name, package};
pub(super) use sets::SETS;
pub(super) use told::told_lists;
pub(super) use workbook::workbook;

use crate::model::{Collected, Model, Party, each_citation_of};
use crate::plan::{Format, Index, Of};
use crate::render::scope::Scope;
use crate::render::site::RenderSite;
use crate::render::view::{CellView, LinkView};
use cell::{Atom, Cell};
use column::{Column, Field, Kind, Part};

/// What a data set declares.
pub(super) trait DataSet: Sized + 'static {
    /// What one row is made from.
    type Row<'m>;

    /// The stem of its files, ASCII.
    const NAME: &'static str;

    /// The interface string that names it.
    const TITLE: &'static str;

    /// Its columns, in their order.
    fn columns() -> impl Iterator<Item = &'static Column<Self>>;

    /// Its rows, in the order of the ledger.
    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Self::Row<'m>>;

    /// Whether it has rows; a set without rows has no files. It is asked before pages are planned.
    fn exists(model: &Model, index: &Index) -> bool;
}

/// A kind of record with a data set of its own, which has the name of its collection and a row for
/// each of them.
pub(super) trait RecordSet: Collected {
    /// The interface string that names it.
    const TITLE: &'static str;
    /// Its columns, besides those that every record has.
    const COLUMNS: &'static [Column<Self>];
    /// Whether its records cite sources.
    const CITES: bool = true;
    /// What every record has: the id and the name come first,
    const FIRST: &'static [Column<Self>] = &[
        Column::new("id", Kind::Id, |_, one| Cell::word(one.id().as_str())),
        Column::new("name", Kind::Text, |_, one| Cell::Text(one.name())),
    ];
    /// the remark of the office and the sources, for any of its parts, last.
    const LAST: &'static [Column<Self>] = &[
        Column::new("own", Kind::Own, |_, one| Cell::Own(&one.header().own)),
        Column::new("note", Kind::Text, |_, one| sets::markdown(one.header().note.as_ref())),
        Column::new("sources", Kind::References, |site, one| {
            let mut citations = Vec::new();
            each_citation_of(*one, &mut |citation| citations.push(citation));
            sets::cited(site, citations)
        }),
    ];
}

impl<S: RecordSet> DataSet for S {
    type Row<'m> = &'m S;
    const NAME: &'static str = S::COLLECTION;
    const TITLE: &'static str = S::TITLE;

    fn columns() -> impl Iterator<Item = &'static Column<Self>> {
        let last = if S::CITES { S::LAST } else { &S::LAST[..2] };
        S::FIRST.iter().chain(S::COLUMNS).chain(last)
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = &'m S> {
        S::all(site.model).records()
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !S::all(model).is_empty()
    }
}

/// Takes the rows of a file, one by one.
type Visit<'v> = &'v mut dyn FnMut(&[Atom<'_>]);

/// A data set as its files and the page of all data see it.
pub(super) struct Set {
    /// The stem of its files.
    pub(super) name: &'static str,
    /// The interface string that names it.
    pub(super) title: &'static str,
    exists: fn(&Model, &Index) -> bool,
    fields: fn(&Model) -> Vec<Field>,
    n_rows: for<'m> fn(&'m RenderSite<'m>) -> usize,
    each_row: for<'m> fn(&Scope<'m>, For, Visit<'_>),
    told: fn(&Scope<'_>) -> Vec<told::ToldField>,
}

/// Whom rows are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    /// Programs: the same in all languages, with ids and the words of the ledger.
    Programs,
    /// People: with names, in the words of a language.
    People,
}

impl Set {
    const fn of<S: DataSet>() -> Self {
        Self {
            name: S::NAME,
            title: S::TITLE,
            exists: S::exists,
            fields: fields::<S>,
            n_rows: |site| S::rows(site).count(),
            each_row: each_row::<S>,
            told: told::told::<S>,
        }
    }

    /// How many rows it has.
    pub(super) fn n_rows<'m>(&self, site: &'m RenderSite<'m>) -> usize {
        (self.n_rows)(site)
    }

    /// How many columns its files have.
    pub(super) fn n_fields(&self, model: &Model) -> usize {
        (self.fields)(model).len()
    }
}

fn fields<S: DataSet>(model: &Model) -> Vec<Field> {
    S::columns().flat_map(|column| column.fields(model)).collect()
}

/// Makes the rows one by one.
fn each_row<'m, S: DataSet>(scope: &Scope<'m>, whom: For, visit: Visit<'_>) {
    let columns = S::columns();
    // Each field of the site's own has a cell to itself.
    let fields_of = |column: &Column<S>| column.fields(scope.site.model);
    let is_asked = |field: &Field| match whom {
        For::Programs => true,
        For::People => is_for_people(scope, field),
    };
    let columns: Vec<_> = columns
        .flat_map(|column| {
            let fields = fields_of(column);
            let of_one = fields.chunk_by(|one, other| one.own == other.own);
            let asked = |fields: &[Field]| fields.iter().map(is_asked).collect::<Vec<_>>();
            of_one.map(|fields| (column, fields.to_vec(), asked(fields))).collect::<Vec<_>>()
        })
        .collect();
    for row in S::rows(scope.site) {
        let cells: Vec<_> =
            columns.iter().map(|(column, fields, _)| cell(scope, column, fields, &row)).collect();
        let fields = columns.iter().zip(&cells);
        let atoms = fields.flat_map(|((_, fields, asked), cell)| {
            fields.iter().zip(asked).map(|(field, is_asked)| match whom {
                _ if !is_asked => Atom::Empty,
                For::Programs => cell.atom(scope, field.part),
                For::People => cell.for_people(scope, field.part),
            })
        });
        visit(&atoms.collect::<Vec<_>>());
    }
}

/// Whether a field says something to whoever reads the language.
fn is_for_people(scope: &Scope<'_>, field: &Field) -> bool {
    match field.part {
        Part::In(lang) | Part::Role(_, Some(lang)) => lang == scope.lang,
        // Who it is, is told by names.
        Part::Role(_, None) | Part::Kind => false,
        Part::Whole => field.kind != Kind::Parties,
        _ => true,
    }
}

fn cell<'m, S: DataSet>(
    scope: &Scope<'m>,
    column: &Column<S>,
    fields: &[Field],
    row: &S::Row<'m>,
) -> Cell<'m> {
    let cell = (column.cell)(scope.site, row);
    match (&cell, fields.first().and_then(|field| field.own)) {
        (Cell::Own(values), Some(own)) => Cell::own(scope, values, own),
        _ => cell,
    }
}

/// The names of the sets that have rows, for the plan.
#[must_use]
pub fn data_sets(model: &Model, index: &Index) -> Vec<&'static str> {
    SETS.iter().filter(|set| (set.exists)(model, index)).map(|set| set.name).collect()
}

/// The cell of a column of a set as pages show it.
pub(super) fn shown<'a, S: RecordSet>(scope: &Scope<'a>, one: &'a S, key: &str) -> CellView<'a> {
    let column = S::columns().find(|column| column.key == key);
    let column = column.expect("a table names columns that its data set has");
    (column.cell)(scope.site, &one).shown(scope)
}

/// Some parties as pages show those of a set.
pub(super) fn shown_parties<'a>(scope: &Scope<'a>, parties: &'a [Party]) -> CellView<'a> {
    Cell::Parties(parties).shown(scope)
}

/// The links to the files of sets.
pub(super) fn downloads<'a>(scope: &Scope<'a>, names: &[&'static str]) -> Vec<LinkView<'a>> {
    let files = names.iter().flat_map(|name| [Format::Csv, Format::Json].map(|one| (*name, one)));
    let link = |(name, format): (&'static str, Format)| {
        let href = scope.href_opt(scope.page_of(Of::DataSet(name, format)))?;
        let text = format!("{name}.{}", format.ending()).into();
        Some(LinkView { text, href: Some(href), lang: None })
    };
    files.filter_map(link).collect()
}

/// A set as a file.
pub(super) fn file(scope: &Scope<'_>, name: &str, format: Format) -> Vec<u8> {
    let set = SETS.iter().find(|set| set.name == name).expect("only known sets are planned");
    let fields = (set.fields)(scope.site.model);
    match format {
        Format::Csv => csv::file(scope, set, &fields),
        Format::Json => json::file(scope, set, &fields),
        Format::Csvw => csvw::file(scope, set, &fields),
        Format::Schema => schema::file(scope, set, &fields),
    }
}

/// The data set that has a schema of its JSON file: how far targets are is read by other programs.
const WITH_SCHEMA: &str = "progress";

/// The files that a set has.
pub(super) fn formats(name: &str) -> impl Iterator<Item = Format> + use<> {
    let of_all = [Format::Csv, Format::Csvw, Format::Json];
    of_all.into_iter().chain((name == WITH_SCHEMA).then_some(Format::Schema))
}
