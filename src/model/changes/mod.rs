//! What has changed between two states of a ledger: two days of one site, or two site folders.
//!
//! Records are matched by their ids, figures by what they are of. Everything is told in the terms
//! of the new state: its languages, units, stages and sources. Lists keep the order of the new
//! ledger; what is gone from it comes last, in the order of the old one.

mod bridge;
mod figures;
mod projects;
mod records;
mod statuses;

use super::declared::one_of;
use super::{
    Citation, Digits, Document, Event, Indicator, Model, Park, Project, Ref, StageIndex, Standing,
    Status, Text, When,
};
use crate::value::{Id, Period, Quantity};
use bridge::Bridge;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Everything that has changed.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Projects that were not known before.
    pub new_projects: Vec<NewProject>,
    /// Projects that reached a higher stage.
    pub advanced: Vec<Advance>,
    /// Projects that were cancelled, or are not in the ledger any more.
    pub dropped: Vec<Dropped>,
    /// Projects of which something else is said than before.
    pub revised: Vec<RevisedProject>,
    /// Results.
    pub figures: Vec<FigureChange>,
    /// Targets.
    pub targets: Vec<FigureChange>,
    /// Targets that have another status.
    pub statuses: Vec<StatusChange>,
    /// Parks, events, documents and written pages that were not known before.
    pub added: Vec<Added>,
}

impl Changes {
    /// How many changes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.new_projects.len()
            + self.advanced.len()
            + self.dropped.len()
            + self.revised.len()
            + self.figures.len()
            + self.targets.len()
            + self.statuses.len()
            + self.added.len()
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What has changed since an earlier day.
#[derive(Debug, Clone)]
pub struct Since {
    /// The as-of day of the earlier state.
    pub day: Date,
    /// What has changed.
    pub changes: Changes,
}

/// A record by its name; `record` is there if the new ledger has it.
#[derive(Debug)]
pub struct Named<T> {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The record.
    pub record: Option<Ref<T>>,
}

impl<T> Clone for Named<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), name: self.name.clone(), record: self.record }
    }
}

/// A project that was not known before.
#[derive(Debug, Clone)]
pub struct NewProject {
    /// The project.
    pub project: Named<Project>,
    /// The stage it has reached.
    pub stage: Option<StageIndex>,
    /// Where it is.
    pub park: Option<Ref<Park>>,
    /// Its investment.
    pub investment: Option<Quantity>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// A project that reached a higher stage.
#[derive(Debug, Clone)]
pub struct Advance {
    /// The project.
    pub project: Named<Project>,
    /// The stage it had reached before.
    pub from: Option<StageIndex>,
    /// The stage it has reached now.
    pub to: StageIndex,
    /// When it reached it.
    pub when: When,
    /// What happened.
    pub text: Option<Text>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// A project that came to an end before its time.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// The project.
    pub project: Named<Project>,
    /// The stage it had reached before.
    pub from: Option<StageIndex>,
    /// The stage that ended it, and when; `None` if it is not in the ledger any more.
    pub end: Option<(StageIndex, When)>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// A project of which something else is said than before.
#[derive(Debug, Clone)]
pub struct RevisedProject {
    /// The project.
    pub project: Named<Project>,
    /// What is different, in the order of [`Field`].
    pub fields: Vec<FieldChange>,
}

/// A field with its old and new value.
#[derive(Debug, Clone)]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// What it was.
    pub old: FieldValue,
    /// What it is.
    pub new: FieldValue,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// A field of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name.
    Name,
    /// The stage, where it is not higher than before.
    Stage,
    /// The latest status that was asserted of it.
    Status,
    /// The total investment.
    Investment,
    /// What an investment in another currency counts as.
    Conversion,
    /// The park.
    Park,
    /// Who invests.
    Investors,
    /// When a stage was, or is to be, reached.
    Date(StageIndex),
}

impl Field {
    /// The word in interface strings and data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Stage => "stage",
            Self::Status => "status",
            Self::Investment => "investment",
            Self::Conversion => "converted",
            Self::Park => "park",
            Self::Investors => "investors",
            Self::Date(_) => "date",
        }
    }
}

/// The value of a field.
#[derive(Debug, Clone)]
pub enum FieldValue {
    /// Nothing is said.
    None,
    /// A name.
    Text(Text),
    /// Several names.
    Texts(Vec<Text>),
    /// A figure.
    Quantity(Quantity),
    /// A stage.
    Stage(StageIndex),
    /// A date.
    When(When),
}

one_of! {
    /// What happened to a figure.
    pub enum Fate {
        /// It was not known before.
        New = "new",
        /// It has another value.
        Revised = "revised",
        /// It reaches to a later day of the same period.
        Updated = "updated",
        /// It is not in the ledger any more.
        Withdrawn = "withdrawn",
    }
}

/// A record by which a part of an indicator is told.
#[derive(Debug, Clone)]
pub struct PartOf {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// It as a project, which has the figure on its page.
    pub project: Option<Ref<Project>>,
}

/// A result or a target that is new, revised or withdrawn.
#[derive(Debug, Clone)]
pub struct FigureChange {
    /// What happened.
    pub fate: Fate,
    /// What is measured.
    pub indicator: Named<Indicator>,
    /// For when.
    pub period: Period,
    /// The part of the indicator, by the records it is told by.
    pub part: Vec<PartOf>,
    /// What a target's wording adds to the indicator.
    pub scope: Option<Text>,
    /// What it was.
    pub old: Option<Stated>,
    /// What it is.
    pub new: Option<Stated>,
    /// It is a target of which the plan or the baseline has changed.
    pub has_other_plan: bool,
    /// The day from which the new value, or else the old one, is known.
    pub since: Option<Date>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// What is said of a figure.
#[derive(Debug, Clone)]
pub struct Stated {
    /// How much; `None` where only words are reported.
    pub value: Option<Quantity>,
    /// The words.
    pub claim: Option<Text>,
    /// How far it can be relied upon; `None` for a target.
    pub standing: Option<Standing>,
}

/// A target that has another status.
#[derive(Debug, Clone)]
pub struct StatusChange {
    /// What is measured.
    pub indicator: Named<Indicator>,
    /// For when.
    pub period: Period,
    /// The part of the indicator, by the records it is told by.
    pub part: Vec<PartOf>,
    /// What its wording adds to the indicator.
    pub scope: Option<Text>,
    /// Where it stood.
    pub old: Position,
    /// Where it stands.
    pub new: Position,
    /// Where the result is said.
    pub citations: Vec<Citation>,
}

/// Where a target stands, with everything that its status was computed from.
#[derive(Debug, Clone)]
pub struct Position {
    /// The status.
    pub status: Status,
    /// The target.
    pub target: Quantity,
    /// The result.
    pub actual: Option<Quantity>,
    /// The last day that the result covers.
    pub covers: Option<Date>,
    /// The share of the target that is done.
    pub completion: Option<Decimal>,
    /// The share planned by then.
    pub planned: Option<Decimal>,
    /// The one as a share of the other.
    pub pace: Option<Decimal>,
    /// How many decimals these figures need beside the cut-offs.
    pub digits: Digits,
}

/// A record of the new ledger that was not known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// A park.
    Park(Ref<Park>),
    /// An event.
    Event(Ref<Event>),
    /// A document.
    Document(Ref<Document>),
    /// A written page, by its number.
    Page(usize),
}

/// What has changed from one state of a ledger to another.
#[must_use]
pub fn changes(old: &Model, new: &Model) -> Changes {
    let bridge = Bridge::new(old, new);
    let mut changes = Changes {
        figures: figures::observations(&bridge),
        targets: figures::targets(&bridge),
        statuses: statuses::statuses(&bridge),
        added: records::added(&bridge),
        ..Changes::default()
    };
    projects::compare(&bridge, &mut changes);
    changes
}
