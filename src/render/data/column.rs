//! Columns, and the fields that they have in a file.

use super::DataSet;
use super::cell::{Cell, PERIOD_KINDS};
use crate::model::{ColumnOf, Dimension, Model, OwnKind, Record, Ref, RoleIndex};
use crate::render::names::{figure_column_name, role_name};
use crate::render::of_projects::figure_columns;
use crate::render::scope::Scope;
use crate::render::site::RenderSite;
use crate::value::{Id, Lang, Relation};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The id of the row, which no other row has.
    Id,
    /// A record of the set with that name, by its id.
    Reference(&'static str),
    /// Several of them.
    References,
    /// A word for programs.
    Word,
    /// Several of them.
    Words,
    /// A text, in a field for each language.
    Text,
    /// Several texts, likewise.
    Texts,
    /// Who it is: ids of organizations, then all names in a field for each language.
    Parties,
    /// The same in fields for each role that the site has beside those of every site.
    Roles,
    /// A whole number.
    Count,
    /// A number without a unit.
    Number,
    /// A figure: its number (of a range the lower one), the upper number, how it stands to the
    /// truth, and its unit. Money is in units of its currency, everything else in its own unit.
    Quantity,
    /// Yes or no.
    Flag,
    /// A day.
    Date,
    /// A period as it is written, its first and last day, and how long it is.
    Period,
    /// Figures of a project that the site asks for, each with the period that it covers.
    Figures,
    /// The part that a figure speaks of: a field for each dimension of the site, with the id of a
    /// member.
    Members,
    /// What stands in the fields of the site's own: the fields that each has by its type.
    Own,
}

/// What a field takes of the cell of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The value itself.
    Whole,
    /// The words in a language.
    In(Lang),
    /// The upper number of a range.
    Upper,
    /// How the number stands to the truth.
    Relation,
    /// The unit.
    Unit,
    /// The first day.
    From,
    /// The last day.
    To,
    /// How long the period is.
    Kind,
    /// The member of a dimension of the site.
    Of(Ref<Dimension>),
    /// Who has a role: ids, or the names in a language.
    Role(RoleIndex, Option<Lang>),
    /// What the site asks for in a column, by its number.
    Figure(usize, FigurePart),
}

/// What a field takes of a figure that the site asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigurePart {
    /// The number.
    Value,
    /// The upper number of a range.
    Upper,
    /// How the number stands to the truth.
    Relation,
    /// The unit.
    Unit,
    /// The period that it covers.
    Period,
}

impl FigurePart {
    const ALL: [Self; 5] = [Self::Value, Self::Upper, Self::Relation, Self::Unit, Self::Period];

    /// What is added to the name of its field, its type, and the words for it.
    const fn told(self) -> (&'static str, FieldType, Option<&'static str>) {
        match self {
            Self::Value => ("", FieldType::Number, None),
            Self::Upper => ("_upper", FieldType::Number, Some("field-upper")),
            Self::Relation => ("_relation", FieldType::String, Some("field-relation")),
            Self::Unit => ("_unit", FieldType::String, Some("field-unit")),
            Self::Period => ("_period", FieldType::String, Some("field-period")),
        }
    }
}

/// The type of a field, in words of data packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldType {
    /// Text.
    String,
    /// Several texts; in CSV one text with `; ` between them.
    List,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day, as `2031-12-31`.
    Date,
    /// `true` or `false`.
    Boolean,
}

/// A field of a file.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its name: the key of the column and what the field takes of it.
    pub(super) name: String,
    /// Its type.
    pub(super) of: FieldType,
    /// What it takes of the cell.
    pub(super) part: Part,
    /// The kind of its column.
    pub(super) kind: Kind,
    /// The field of the site's own that it shows, by its number there.
    pub(super) own: Option<usize>,
    /// The interface string that names the column.
    label: String,
}

/// A column of a set.
pub(in crate::render) struct Column<S: DataSet> {
    /// Its name in files, ASCII.
    pub(super) key: &'static str,
    kind: Kind,
    label: Option<&'static str>,
    /// Whether the files of a site have it.
    exists: fn(&Model) -> bool,
    /// Its cell of a row.
    pub(super) cell: for<'m> fn(&'m RenderSite<'m>, &S::Row<'m>) -> Cell<'m>,
}

impl<S: DataSet> Column<S> {
    pub(super) const fn new(
        key: &'static str,
        kind: Kind,
        cell: for<'m> fn(&'m RenderSite<'m>, &S::Row<'m>) -> Cell<'m>,
    ) -> Self {
        Self { key, kind, label: None, exists: |_| true, cell }
    }

    /// Names it by that interface string; else it is `column-` and the key.
    pub(super) const fn labelled(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    /// Leaves it out of the files of a site that never has anything in it.
    pub(super) const fn only_if(self, exists: fn(&Model) -> bool) -> Self {
        Self { exists, ..self }
    }

    /// The fields that it has in a file.
    pub(super) fn fields(&self, model: &Model) -> Vec<Field> {
        if !(self.exists)(model) {
            return Vec::new();
        }
        let label = self
            .label
            .map_or_else(|| format!("column-{}", self.key.replace('_', "-")), str::to_owned);
        let own = model.site.fields.iter().enumerate();
        match self.kind {
            Kind::Own => own
                .filter(|(_, field)| field.collection == S::NAME)
                .flat_map(|(number, field)| {
                    let key = field.id.as_str().replace('-', "_");
                    let fields = fields(model, own_kind(&field.holds), &key, "");
                    fields.into_iter().map(move |field| Field { own: Some(number), ..field })
                })
                .collect(),
            kind => fields(model, kind, self.key, &label),
        }
    }
}

/// What kind of column a field of the site's own is.
const fn own_kind(holds: &OwnKind) -> Kind {
    match holds {
        OwnKind::Text | OwnKind::Link => Kind::Text,
        OwnKind::Quantity(_) => Kind::Quantity,
        OwnKind::Date => Kind::Period,
        OwnKind::Record(_) => Kind::References,
        OwnKind::Choice(_) => Kind::Words,
    }
}

/// The fields that a column of a kind has in a file.
fn fields(model: &Model, kind: Kind, key: &str, label: &str) -> Vec<Field> {
    let site = &model.site;
    let languages = &site.languages;
    let word = |id: &Id| id.as_str().replace('-', "_");
    let field = |part, of| {
        let suffix = match part {
            Part::Whole => String::new(),
            Part::In(lang) => format!("_{}", languages[lang.index()].code),
            Part::Upper => "_upper".to_owned(),
            Part::Relation => "_relation".to_owned(),
            Part::Unit => "_unit".to_owned(),
            Part::From => "_from".to_owned(),
            Part::To => "_to".to_owned(),
            Part::Kind => "_kind".to_owned(),
            Part::Figure(..) => String::new(),
            Part::Of(one) => format!("_{}", word(site.dimensions.id(one))),
            Part::Role(role, None) => format!("_{}", word(&site.roles[role.0].id)),
            Part::Role(role, Some(lang)) => {
                let code = &languages[lang.index()].code;
                format!("_{}_{code}", word(&site.roles[role.0].id))
            }
        };
        Field { name: format!("{key}{suffix}"), of, part, kind, own: None, label: label.to_owned() }
    };
    let whole = |of| vec![field(Part::Whole, of)];
    let in_each = |of| languages.iter().map(move |one| field(Part::In(one.lang), of));
    match kind {
        Kind::Id | Kind::Reference(_) | Kind::Word => whole(FieldType::String),
        Kind::References | Kind::Words => whole(FieldType::List),
        Kind::Text => in_each(FieldType::String).collect(),
        Kind::Texts => in_each(FieldType::List).collect(),
        Kind::Parties => {
            whole(FieldType::List).into_iter().chain(in_each(FieldType::List)).collect()
        }
        Kind::Roles => {
            let langs = || languages.iter().map(|one| Some(one.lang));
            let fields_of = |role| {
                let parts = [None].into_iter().chain(langs());
                parts.map(move |lang| field(Part::Role(role, lang), FieldType::List))
            };
            site.own_roles().flat_map(fields_of).collect()
        }
        Kind::Count => whole(FieldType::Integer),
        Kind::Number => whole(FieldType::Number),
        Kind::Quantity => vec![
            field(Part::Whole, FieldType::Number),
            field(Part::Upper, FieldType::Number),
            field(Part::Relation, FieldType::String),
            field(Part::Unit, FieldType::String),
        ],
        Kind::Flag => whole(FieldType::Boolean),
        Kind::Date => whole(FieldType::Date),
        Kind::Period => vec![
            field(Part::Whole, FieldType::String),
            field(Part::From, FieldType::Date),
            field(Part::To, FieldType::Date),
            field(Part::Kind, FieldType::String),
        ],
        Kind::Figures => figures(model),
        Kind::Members => {
            let dimensions = site.dimensions.iter();
            dimensions.map(|(one, _)| field(Part::Of(one), FieldType::String)).collect()
        }
        // Each has the fields of its own type.
        Kind::Own => Vec::new(),
    }
}

/// The fields of the figures that the site asks for.
fn figures(model: &Model) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for (number, column) in figure_columns(model).enumerate() {
        let kind = match column.of {
            ColumnOf::Target(..) => "target_",
            ColumnOf::Forecast(..) => "forecast_",
            _ => "figure_",
        };
        let indicator = column.indicator().map(Id::as_str).unwrap_or_default();
        let period = column.period().map(|period| format!("_{}", period.slug()));
        let name = format!("{kind}{indicator}{}", period.unwrap_or_default());
        let name = name.to_lowercase().replace('-', "_");
        for part in FigurePart::ALL {
            let (suffix, of, _) = part.told();
            let name = format!("{name}{suffix}");
            // A figure that is asked for twice has its fields once.
            if found.iter().all(|field| field.name != name) {
                let (part, kind, label) =
                    (Part::Figure(number, part), Kind::Figures, String::new());
                found.push(Field { name, of, part, kind, own: None, label });
            }
        }
    }
    found
}

impl Field {
    /// What it holds, where all of it is in the language of the page.
    pub(super) fn short_title(&self, scope: &Scope<'_>) -> String {
        let part = match self.part {
            Part::In(_) => Part::Whole,
            Part::Role(role, Some(_)) => Part::Role(role, None),
            other => other,
        };
        Self { part, ..self.clone() }.title(scope)
    }

    /// What its column is called in the language of a page.
    pub(super) fn column_title(&self, scope: &Scope<'_>) -> String {
        match self.own.and_then(|own| scope.site.model.site.fields.get(own)) {
            Some(own) => scope.plain(&own.name).to_owned(),
            None => scope.t(&self.label, &[]),
        }
    }

    /// What it holds, in the language of the page.
    pub(super) fn title(&self, scope: &Scope<'_>) -> String {
        let column = self.column_title(scope);
        let of = |key: &str| scope.t(key, &[("column", &column)]);
        let in_language = |column: &str, lang| {
            let language = &*scope.site.model.site.language(lang).name;
            scope.t("field-in", &[("column", column), ("language", language)])
        };
        match self.part {
            Part::Whole => column,
            Part::In(lang) => in_language(&column, lang),
            Part::Upper => of("field-upper"),
            Part::Relation => of("field-relation"),
            Part::Unit => of("field-unit"),
            Part::From => of("field-from"),
            Part::To => of("field-to"),
            Part::Kind => of("field-kind"),
            Part::Figure(number, part) => {
                let column = figure_columns(scope.site.model).nth(number);
                let column = column.map(|column| figure_column_name(scope, column));
                let column = column.unwrap_or_default();
                part.told().2.map_or(column.clone(), |key| scope.t(key, &[("column", &column)]))
            }
            Part::Of(one) => {
                scope.plain(scope.site.model.site.dimensions.get(one).name()).to_owned()
            }
            Part::Role(role, lang) => {
                let name = role_name(scope, role).text.into_owned();
                lang.map_or_else(|| name.clone(), |lang| in_language(&name, lang))
            }
        }
    }

    /// The words that it may hold, where they are few.
    pub(super) fn words(&self) -> Vec<&'static str> {
        match self.part {
            Part::Relation | Part::Figure(_, FigurePart::Relation) => {
                Relation::all().map(|(name, _)| name).collect()
            }
            Part::Kind => PERIOD_KINDS.to_vec(),
            _ => Vec::new(),
        }
    }
}
