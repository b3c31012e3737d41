//! What is asserted of how a project or a target stands, beside the stage or the status that follows
//! from what is known of it.

use super::declared::{Added, Input, Item, Kept, Part, Visit, one_of, visit_citations};
use super::resolve::asserted;
use super::{Citation, Knowing, Party, Project, StageIndex, Target, Text, Tone, When};
use crate::parse::node::Node;
use crate::source::Span;
use crate::value::{Id, Period};

/// A status that the site declares.
#[derive(Debug, Clone)]
pub struct DeclaredStatus {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// Whether it is good news.
    pub tone: StatusTone,
    /// The stage that a project of this status is at, where it says so.
    pub stage: Option<StageIndex>,
}

one_of! {
    /// Whether a status is good news.
    pub enum StatusTone, keys "tone-" {
        /// As it should be.
        Good = "good",
        /// Neither.
        Neutral = "neutral",
        /// Not as it should be.
        Bad = "bad",
        /// It says nothing of that.
        None = "none",
    }
}

/// A status that somebody asserted.
#[derive(Debug, Clone)]
pub struct Asserted {
    /// Its number among those of the site.
    pub is: usize,
    /// When it was asserted; without a date, by the day of its source.
    pub when: When,
    /// The day from which it is known: that of its source, or else its date.
    pub known: Option<Period>,
    /// Who says so.
    pub by: Option<Party>,
    /// A remark.
    pub note: Option<Text>,
    /// Where this is said.
    pub citations: Vec<Citation>,
    /// Where the status stands.
    pub span: Span,
}

impl StatusTone {
    /// The mark that goes with it, which computed statuses have as well.
    #[must_use]
    pub const fn mark(self) -> Option<Tone> {
        match self {
            Self::Good => Some(Tone::Good),
            Self::Neutral => Some(Tone::Open),
            Self::Bad => Some(Tone::Bad),
            Self::None => None,
        }
    }
}

impl Part for Asserted {
    fn published(&self) -> Option<Period> {
        self.known
    }

    fn citations(&self) -> &[Citation] {
        &self.citations
    }

    fn citations_mut(&mut self) -> &mut Vec<Citation> {
        &mut self.citations
    }
}

impl Asserted {
    fn visit_texts<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.by.iter().for_each(|by| Item::visit(by, visitor));
        self.note.iter().for_each(|note| visitor.words(note));
    }
}

impl Item for Asserted {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        asserted(node, input.cx, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.visit_texts(visitor);
        self.visit_part(visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        self.keep_part(knowing, known)
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({ "$ref": "#/$defs/asserted" })
    }
}

/// A target is not known because something was said of how it stands.
impl Item<Added> for Asserted {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        <Self as Item>::read(node, input)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.visit_texts(visitor);
        visitor.addition(self.published(), self.citations());
        visit_citations(self.citations(), visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        self.keep_part(knowing, known)
    }

    fn schema() -> serde_json::Value {
        <Self as Item>::schema()
    }
}

/// A record of which it may be asserted how it stands.
pub trait HasStatus {
    /// What was asserted of it, in the order of the ledger.
    fn asserted(&self) -> &[Asserted];

    /// The same, the latest first.
    fn statuses(&self) -> Vec<&Asserted> {
        let mut all: Vec<_> = self.asserted().iter().rev().collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.when.first_day()));
        all
    }

    /// The latest.
    fn latest_status(&self) -> Option<&Asserted> {
        self.statuses().first().copied()
    }
}

impl HasStatus for Project {
    fn asserted(&self) -> &[Asserted] {
        &self.status
    }
}

impl HasStatus for Target {
    fn asserted(&self) -> &[Asserted] {
        &self.status
    }
}
