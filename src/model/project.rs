//! Investment projects and their milestones.

use super::Header;
use super::Record;
use super::Ref;
use super::place::Industry;
use super::place::Park;
use super::place::Region;
use super::record::Citation;
use super::record::Fact;
use super::record::MarkdownText;
use super::record::NameStatus;
use super::record::Party;
use super::record::Text;
use super::record::When;
use super::site::Category;
use super::site::StageIndex;
use crate::source::Span;
use crate::value::Localized;
use crate::value::Quantity;
use jiff::civil::Date;

/// An investment project. Its stage is derived from its milestones, never stored.
#[derive(Debug, Clone)]
pub struct Project {
    /// Id, name, note.
    pub header: Header,
    /// In which languages the name is its own.
    pub name_status: Localized<NameStatus>,
    /// Other names.
    pub aliases: Vec<Text>,
    /// The park it is in.
    pub park: Option<Ref<Park>>,
    /// The part of the territory it is in: its own, or its park's.
    pub region: Option<Ref<Region>>,
    /// Its sectors.
    pub industries: Vec<Ref<Industry>>,
    /// Who invests.
    pub investors: Vec<Party>,
    /// Who takes part otherwise.
    pub partners: Vec<Party>,
    /// The total investment, in money.
    pub investment: Option<Quantity>,
    /// Where that stands; where the record starts, if there is none.
    pub investment_at: Span,
    /// What it is marked as.
    pub categories: Vec<Ref<Category>>,
    /// What happened and what is planned, in order of time. A stage has one planned milestone at
    /// most, and one that is not.
    pub milestones: Vec<Milestone>,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// In words.
    pub summary: Option<MarkdownText>,
    /// Since when it is known, where no milestone says so.
    pub announced: Option<crate::value::Period>,
}

/// A step in a project's life.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// The stage that it opens, if it opens one.
    pub stage: Option<StageIndex>,
    /// What happened; where it opens a stage, the stage's name will do.
    pub text: Option<Text>,
    /// When.
    pub when: When,
    /// It says what was planned, whether or not it has happened since.
    pub planned: bool,
    /// When it became known, where it says so.
    pub published: Option<crate::value::Period>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

impl Milestone {
    /// Whether it had happened by the end of that day.
    #[must_use]
    pub fn is_done(&self, as_of: Date) -> bool {
        !self.planned && !self.when.is_after(as_of)
    }
}

impl Project {
    /// The highest stage that a milestone had opened by the end of that day; a stage that ends a
    /// project counts as higher than all others.
    #[must_use]
    pub fn stage(&self, as_of: Date) -> Option<StageIndex> {
        self.milestones.iter().filter(|m| m.is_done(as_of)).filter_map(|m| m.stage).max()
    }

    /// The milestone that opened a stage by the end of that day.
    #[must_use]
    pub fn reached(&self, stage: StageIndex, as_of: Date) -> Option<&Milestone> {
        self.milestones.iter().find(|m| m.stage == Some(stage) && m.is_done(as_of))
    }
}

impl Record for Project {
    const COLLECTION: &'static str = "projects";

    fn header(&self) -> &Header {
        &self.header
    }
}
