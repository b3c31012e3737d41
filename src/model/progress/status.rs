//! The statuses of targets.

use crate::model::declared::one_of;

/// Where a target stands; the order is from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The target is met for good.
    Achieved,
    /// A milestone is done.
    Done,
    /// The period is over and the limit was not passed.
    Kept,
    /// The period is over and the level was kept all the time.
    Held,
    /// The pace is at the highest cut-off or above.
    Ahead,
    /// The pace is at the middle cut-off or above.
    OnTrack,
    /// No more of a limit is used than planned.
    WithinPlan,
    /// A level meets its target by now.
    MetNow,
    /// A level was kept so far.
    Holds,
    /// A level was not kept at one point, and is kept again.
    HoldsAgain,
    /// The pace is at the lowest cut-off or above.
    Behind,
    /// More of a limit is used than planned.
    AbovePlan,
    /// A level does not meet its target yet.
    NotMetNow,
    /// The pace is below the lowest cut-off.
    FarBehind,
    /// The way leads away from the target.
    Deteriorating,
    /// A limit is passed.
    Exceeded,
    /// A level is not kept, or was not kept in a period that is over.
    Broken,
    /// The period is over and the target is not met.
    Missed,
    /// A milestone is not done, and its time is over by what is reported.
    NotDone,
    /// A milestone is not done by the latest report, and its time is over by the calendar.
    Overdue,
    /// A milestone is to be done in the period that runs.
    Due,
    /// A milestone is to be done in a later period.
    NotDue,
    /// There is no result.
    NoResult,
    /// There is none that can be held against the target, or it does not decide.
    NotAssessable,
}

one_of! {
    /// What a status means to a reader who sees its mark only.
    pub enum Tone {
        /// Reached.
        Reached = "achieved",
        /// Good so far.
        Good = "on-track",
        /// To be watched.
        Fair = "behind",
        /// Bad.
        Bad = "far-behind",
        /// In the wrong direction.
        Away = "deteriorating",
        /// Neither.
        Open = "not-assessable",
    }
}

impl Status {
    /// Every status with its word in interface strings and data files, and its tone.
    const TABLE: [(Self, &'static str, Tone); 24] = [
        (Self::Achieved, "achieved", Tone::Reached),
        (Self::Done, "done", Tone::Reached),
        (Self::Kept, "kept", Tone::Reached),
        (Self::Held, "held", Tone::Reached),
        (Self::Ahead, "ahead", Tone::Good),
        (Self::OnTrack, "on-track", Tone::Good),
        (Self::WithinPlan, "within-plan", Tone::Good),
        (Self::MetNow, "met-now", Tone::Good),
        (Self::Holds, "holds", Tone::Good),
        (Self::HoldsAgain, "holds-again", Tone::Fair),
        (Self::Behind, "behind", Tone::Fair),
        (Self::AbovePlan, "above-plan", Tone::Fair),
        (Self::NotMetNow, "not-met-now", Tone::Fair),
        (Self::FarBehind, "far-behind", Tone::Bad),
        (Self::Deteriorating, "deteriorating", Tone::Away),
        (Self::Exceeded, "exceeded", Tone::Bad),
        (Self::Broken, "broken", Tone::Bad),
        (Self::Missed, "missed", Tone::Bad),
        (Self::NotDone, "not-done", Tone::Bad),
        (Self::Overdue, "overdue", Tone::Bad),
        (Self::Due, "due", Tone::Open),
        (Self::NotDue, "not-due", Tone::Open),
        (Self::NoResult, "no-result", Tone::Open),
        (Self::NotAssessable, "not-assessable", Tone::Open),
    ];

    /// Every status, best first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(status, ..)| *status)
    }

    /// The word in interface strings and data files.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::TABLE[self as usize].1
    }

    /// What its mark says.
    #[must_use]
    pub fn tone(self) -> Tone {
        Self::TABLE[self as usize].2
    }

    /// The tone of the status with that word; open for words that are no status of a target.
    #[must_use]
    pub fn tone_of(key: &str) -> Option<Tone> {
        Self::TABLE.iter().find(|(_, known, _)| *known == key).map(|(.., tone)| *tone)
    }

    /// Whether it says how far a target is.
    #[must_use]
    pub const fn is_assessed(self) -> bool {
        !matches!(self, Self::NoResult | Self::NotAssessable)
    }
}
