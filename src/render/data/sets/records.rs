//! The kinds of records that have a data set: which of their fields are columns.

use super::{
    has_levels, has_positions, has_statuses, known_by, latest_status, latest_status_date,
    milestones::milestone_status_word, period,
};
use crate::model::{
    Collected, Correction, Document, Event, Heading, Indicator, IndicatorGroup, Industry,
    Investment, MarkdownText, Model, Organization, Park, Party, Phrase, Project, Ref, Region,
    RoleIndex, Source, Term, Text, Words,
};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::of_projects::{figure_columns, figure_of};
use crate::source::Spanned;
use crate::value::{Localized, Period, Quantity};

/// A type of field as a column.
trait Datum {
    /// What the column holds.
    const KIND: Kind;

    /// Its cell.
    fn cell(&self) -> Cell<'_>;
}

macro_rules! data {
    ($($(@<$t:ident: $bound:ident>)? $type:ty, $kind:expr, |$one:ident| $cell:expr;)*) => {$(
        impl $(<$t: $bound>)? Datum for $type {
            const KIND: Kind = $kind;

            fn cell(&self) -> Cell<'_> {
                let $one = self;
                $cell
            }
        }
    )*};
}

data! {
    bool, Kind::Flag, |one| Cell::Flag(*one);
    Option<Text>, Kind::Text, |one| one.as_ref().map_or(Cell::Missing, Cell::Text);
    Vec<Text>, Kind::Texts, |one| Cell::Texts(one);
    Option<Localized<Vec<Phrase>>>, Kind::Texts,
        |one| one.as_ref().map_or(Cell::Missing, Cell::Phrases);
    Option<MarkdownText>, Kind::Text, |one| one.as_ref().map_or(Cell::Missing, Cell::Markdown);
    Option<Period>, Kind::Period, |one| period(*one);
    Option<Party>, Kind::Parties, |one| Cell::Parties(one.as_slice());
    Vec<Party>, Kind::Parties, |one| Cell::Parties(one);
    Option<Spanned<Quantity>>, Kind::Quantity,
        |one| one.map_or(Cell::Missing, |one| Cell::Quantity(one.value));
    @<T: Collected> Option<Ref<T>>, Kind::Reference(T::COLLECTION), |one| super::record(*one);
    @<T: Collected> Vec<Ref<T>>, Kind::References, |one| super::records(one);
    @<T: Word> T, Kind::Word, |one| super::choice(Some(*one));
    @<T: Word> Option<T>, Kind::Word, |one| super::choice(*one);
}

/// One of a few words.
trait Word: Words + PartialEq {}

impl<T: Words + PartialEq> Word for T {}

/// The column of a field that a record declares.
macro_rules! field {
    ($field:ident) => {
        Column::new(stringify!($field), kind_of(|one: &Self| &one.$field), |_, one: &&Self| {
            one.$field.cell()
        })
    };
}

/// The kind of column that a field makes.
const fn kind_of<R, T: Datum>(_: fn(&R) -> &T) -> Kind {
    T::KIND
}

/// Every policy, plan and report.
impl RecordSet for Document {
    const TITLE: &'static str = "title-documents";
    const COLUMNS: &'static [Column<Self>] =
        &[field!(kind), field!(date), field!(issuer), field!(status), field!(group)];
}

/// Every correction.
impl RecordSet for Correction {
    const TITLE: &'static str = "title-corrections";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("edition", Kind::Word, |_, one| Cell::word(&*one.edition.value)),
        Column::new("figure", Kind::Word, |site, one| {
            one.figure(site.model).map_or(Cell::Missing, Cell::word)
        }),
        Column::new("was", Kind::Quantity, |site, one| {
            one.was(site.model).map_or(Cell::Missing, Cell::Quantity)
        }),
        Column::new("to", Kind::Quantity, |_, one| one.to.map_or(Cell::Missing, Cell::Quantity)),
        Column::new("date", Kind::Period, |_, one| Cell::Period(one.date)),
        Column::new("reason", Kind::Text, |_, one| Cell::Text(&one.reason)),
    ];
}

/// Every event.
impl RecordSet for Event {
    const TITLE: &'static str = "data-events";
    const COLUMNS: &'static [Column<Self>] = &[
        field!(kind),
        Column::new("date", Kind::Period, |_, one| period(one.when.date())),
        Column::new("known_by", Kind::Period, |site, one| {
            known_by(one.when, one.milestone_status(&site.model.sources, site.model.site.as_of))
        }),
        Column::new("standing", Kind::Word, |site, one| {
            Cell::word(milestone_status_word(
                one.milestone_status(&site.model.sources, site.model.site.as_of),
            ))
        }),
        field!(place),
        field!(park),
        field!(region),
        field!(participants),
        field!(projects).labelled("title-projects"),
    ];
}

/// Everything that is measured.
impl RecordSet for Indicator {
    const TITLE: &'static str = "title-indicators";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("group", Kind::Reference("groups"), |_, one| {
            super::record(one.group.as_ref().and_then(Heading::declared))
        }),
        Column::new("group", Kind::Text, |site, one| {
            one.group.as_ref().map_or(Cell::Missing, |group| Cell::Text(group.name(site.model)))
        }),
        field!(kind),
        Column::new("unit", Kind::Word, |_, one| Cell::Unit(one.unit)),
        field!(adds),
        field!(breakdown_of),
        field!(definition),
        Column::<Self>::new("periodicity", Kind::Word, |_, one| super::choice(one.periodicity))
            .only_if(has_updates)
            .labelled("fact-periodicity"),
        Column::<Self>::new("next_update", Kind::Period, |_, one| {
            period(one.next_update.as_ref().map(|next| next.value))
        })
        .only_if(has_updates)
        .labelled("fact-next-update"),
    ];
}

/// Whether it is said of any indicator when it is published.
fn has_updates(model: &Model) -> bool {
    let is_told = |one: &Indicator| one.periodicity.is_some() || one.next_update.is_some();
    model.indicators.records().any(is_told)
}

/// Every group of indicators.
impl RecordSet for IndicatorGroup {
    const TITLE: &'static str = "data-groups";
    const COLUMNS: &'static [Column<Self>] = &[field!(parent).labelled("fact-part-of")];
}

/// Every sector.
impl RecordSet for Industry {
    const TITLE: &'static str = "title-industries";
    const COLUMNS: &'static [Column<Self>] = &[
        field!(aliases),
        field!(parent).labelled("fact-part-of"),
        field!(leading),
        field!(chain),
        Column::new("map", Kind::Word, |_, one| {
            super::choice(one.map.as_ref().map(|map| map.status))
        }),
        Column::new("map_date", Kind::Period, |_, one| {
            period(one.map.as_ref().and_then(|map| map.date))
        }),
        field!(regions),
    ];
}

/// Every investor, partner and operator with a record.
impl RecordSet for Organization {
    const TITLE: &'static str = "title-organizations";
    const COLUMNS: &'static [Column<Self>] =
        &[field!(aliases), field!(kind), field!(role), field!(place), field!(park)];
}

/// Every park and other platform.
impl RecordSet for Park {
    const TITLE: &'static str = "title-parks";
    const COLUMNS: &'static [Column<Self>] = &[
        field!(kind),
        field!(aliases),
        field!(region),
        field!(industries),
        Column::new("latitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lat))
        }),
        Column::new("longitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lon))
        }),
    ];
}

/// Every project with its stage on the as-of day.
impl RecordSet for Project {
    const TITLE: &'static str = "title-projects";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("stage", Kind::Word, |site, one| {
            let stage = one.stage(site.model.site.as_of);
            stage.map_or(Cell::Missing, Cell::StageId)
        }),
        Column::<Self>::new("latitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lat))
        })
        .only_if(has_positions),
        Column::<Self>::new("longitude", Kind::Number, |_, one| {
            Cell::decimal(one.position.map(|at| at.lon))
        })
        .only_if(has_positions),
        Column::<Self>::new("status", Kind::Word, |site, one| latest_status(site, *one))
            .only_if(has_statuses),
        Column::<Self>::new("status_date", Kind::Period, |_, one| latest_status_date(*one))
            .only_if(has_statuses),
        field!(parent).labelled("fact-part-of"),
        field!(park),
        Column::new("regions", Kind::References, |_, one| super::records(&one.regions)),
        field!(industries),
        field!(categories),
        Column::new("investment", Kind::Quantity, |_, one| {
            one.investment.map_or(Cell::Missing, |one| Cell::Quantity(one.value))
        }),
        Column::<Self>::new("converted", Kind::Quantity, |_, one| {
            let converted = one.investment.as_ref().and_then(Investment::converted);
            converted.map_or(Cell::Missing, |amount| Cell::Quantity(amount.value))
        })
        .only_if(has_converted),
        Column::new("investors", Kind::Parties, |_, one| {
            Cell::Parties(one.parties.of(RoleIndex::INVESTOR))
        }),
        Column::new("partners", Kind::Parties, |_, one| {
            Cell::Parties(one.parties.of(RoleIndex::PARTNER))
        }),
        Column::new("parties", Kind::Roles, |_, one| Cell::Roles(&one.parties)),
        field!(announced),
        Column::new("figures", Kind::Figures, |site, one| {
            let Some(project) = site.model.projects.find(one.header.id.as_str()) else {
                return Cell::Missing;
            };
            let columns = figure_columns(site.model);
            Cell::Figures(columns.map(|column| figure_of(site, column, project)).collect())
        }),
    ];
}

/// Whether an investment is converted from another currency.
fn has_converted(model: &Model) -> bool {
    let is_converted = |one: &Investment| one.converted().is_some();
    model.projects.records().any(|one| one.investment.as_ref().is_some_and(is_converted))
}

/// Every part of the territory.
impl RecordSet for Region {
    const TITLE: &'static str = "data-regions";
    const COLUMNS: &'static [Column<Self>] = &[
        field!(parent).labelled("fact-part-of"),
        Column::<Self>::new("level", Kind::Word, |site, one| {
            let level = one.level.map(|level| &site.model.site.region_levels[level.0]);
            level.map_or(Cell::Missing, |level| Cell::Named(level.id.as_str(), &level.name))
        })
        .only_if(has_levels),
    ];
}

/// Every publication that figures rest on.
impl RecordSet for Source {
    const TITLE: &'static str = "title-sources";
    const COLUMNS: &'static [Column<Self>] = &[
        field!(publisher),
        Column::new("published", Kind::Period, |_, one| period(one.header.published)),
        field!(kind),
        Column::new("url", Kind::Word, |_, one| {
            one.url.as_ref().map_or(Cell::Missing, |url| Cell::word(&*url.text))
        }),
        Column::new("language", Kind::Word, |_, one| {
            one.lang.as_deref().map_or(Cell::Missing, Cell::word)
        }),
    ];
    const CITES: bool = false;
}

/// Every term with the forms to use and to avoid.
impl RecordSet for Term {
    const TITLE: &'static str = "title-glossary";
    const COLUMNS: &'static [Column<Self>] =
        &[field!(group), field!(definition), field!(aliases), field!(avoid)];
}
