//! The columns that a site asks for in its list of projects.

use super::declared::one_of;
use super::{RoleIndex, Text, Words};
use crate::source::Span;
use crate::value::{Id, Period};

/// A column of the list of projects.
#[derive(Debug, Clone)]
pub struct DeclaredColumn {
    /// What it shows.
    pub of: ColumnOf,
    /// What it is called, if the site says so.
    pub name: Option<Text>,
    /// Where it says that it has a total.
    pub total: Option<Span>,
}

/// What a column of the list of projects shows.
#[derive(Debug, Clone)]
pub enum ColumnOf {
    /// A field of the project.
    Field(ProjectField),
    /// A field of the site's own, by its number among those of the site.
    Own(usize),
    /// Who has a role in the project.
    Role(RoleIndex),
    /// A figure of the project for a period; the latest without one.
    Figure(Id, Option<Period>),
    /// What was planned of it for a period; the latest without one.
    Target(Id, Option<Period>),
    /// What is expected of it for a period; the latest without one.
    Forecast(Id, Option<Period>),
}

one_of! {
    /// What the list of projects may show of a project.
    pub enum ProjectField {
        /// Its stage.
        Stage = "stage",
        /// The latest status that was asserted of it.
        Status = "status",
        /// Its park.
        Park = "park",
        /// Its region.
        Region = "region",
        /// Its industries.
        Industries = "industries",
        /// What it is marked as.
        Categories = "categories",
        /// What is invested.
        Investment = "investment",
        /// Who invests.
        Investors = "investors",
        /// Who takes part otherwise.
        Partners = "partners",
        /// Since when it is known.
        Announced = "announced",
        /// The latest milestone.
        Latest = "latest",
    }
}

impl DeclaredColumn {
    /// How many columns of figures and fields of the site's own there may be: each has a key of its
    /// own in tables.
    pub const MOST_ASKED: usize = 12;

    /// It shows what only this site has: figures of an indicator, or a field of its own.
    #[must_use]
    pub const fn is_declared(&self) -> bool {
        !matches!(self.of, ColumnOf::Field(_))
    }

    /// The indicator, where it shows figures of one.
    #[must_use]
    pub const fn indicator(&self) -> Option<&Id> {
        match &self.of {
            ColumnOf::Field(_) | ColumnOf::Own(_) | ColumnOf::Role(_) => None,
            ColumnOf::Figure(one, _) | ColumnOf::Target(one, _) | ColumnOf::Forecast(one, _) => {
                Some(one)
            }
        }
    }

    /// The field of the site's own, where it shows one.
    #[must_use]
    pub const fn own(&self) -> Option<usize> {
        if let ColumnOf::Own(field) = self.of { Some(field) } else { None }
    }

    /// The role, where it shows who has one.
    #[must_use]
    pub const fn role(&self) -> Option<RoleIndex> {
        if let ColumnOf::Role(role) = self.of { Some(role) } else { None }
    }

    /// The period of the figures; `None`: the latest of each project.
    #[must_use]
    pub const fn period(&self) -> Option<Period> {
        match self.of {
            ColumnOf::Field(_) | ColumnOf::Own(_) | ColumnOf::Role(_) => None,
            ColumnOf::Figure(_, period)
            | ColumnOf::Target(_, period)
            | ColumnOf::Forecast(_, period) => period,
        }
    }
}

impl ProjectField {
    /// Their words.
    #[must_use]
    pub const fn words() -> &'static [(&'static str, Self)] {
        <Self as Words>::WORDS
    }
}
