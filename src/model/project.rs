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
    /// most, and one that is not, until a stage that ends a project; after that it may have others.
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
    /// That stage ends a project, until it goes on.
    pub ends: bool,
    /// Its place among the milestones as they are written, which orders what dates do not.
    pub place: usize,
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

    /// Whether it came after another one. Dates that overlap leave it to the order in which the two
    /// are written; what is dated only by its source came after something if both say so, since the
    /// source may well tell of long ago.
    #[must_use]
    pub fn is_after(&self, other: &Self) -> bool {
        let is_below = self.place > other.place;
        match (self.when, other.when) {
            (When::Dated(one), When::Dated(other)) => {
                one.first_day() > other.last_day()
                    || (is_below && one.last_day() >= other.first_day())
            }
            (When::Dated(one), When::KnownBy(by)) => one.first_day() > by.last_day(),
            (When::KnownBy(by), When::Dated(other)) => {
                is_below && by.first_day() > other.last_day()
            }
            (When::KnownBy(by), When::KnownBy(other)) => {
                is_below && by.first_day() >= other.first_day()
            }
            (When::Unknown, _) | (_, When::Unknown) => is_below,
        }
    }
}

impl Project {
    /// The stage that a project is at by the end of a day: the highest that a milestone had opened
    /// since it last went on, if it ever ended. A stage that ends it holds until a milestone of
    /// another stage came after it.
    #[must_use]
    pub fn stage(&self, as_of: Date) -> Option<StageIndex> {
        self.current(as_of).and_then(|milestone| milestone.stage)
    }

    /// The milestone that opened that stage, the last time if it was opened again.
    #[must_use]
    pub fn current(&self, as_of: Date) -> Option<&Milestone> {
        let done = || self.milestones.iter().filter(|m| m.stage.is_some() && m.is_done(as_of));
        let has_gone_on =
            |end: &Milestone| done().any(|other| other.stage != end.stage && other.is_after(end));
        let ends = || done().filter(|milestone| milestone.ends);
        let holds = ends().filter(|end| !has_gone_on(end)).max_by_key(|end| end.stage);
        if holds.is_some() {
            return holds;
        }
        let is_since = |milestone: &&Milestone| ends().all(|end| milestone.is_after(end));
        let opened = || done().filter(|milestone| !milestone.ends);
        let since = opened().filter(is_since).max_by_key(|milestone| milestone.stage);
        since.or_else(|| opened().max_by_key(|milestone| milestone.stage))
    }

    /// The milestone that opened a stage by the end of that day, the first time if it was opened
    /// again.
    #[must_use]
    pub fn reached(&self, stage: StageIndex, as_of: Date) -> Option<&Milestone> {
        self.milestones.iter().find(|m| m.stage == Some(stage) && m.is_done(as_of))
    }

    /// The milestone by which a planned stage was reached by the end of that day: not one from
    /// before the project ended, if the plan was for after that.
    #[must_use]
    pub fn meeting(&self, plan: &Milestone, as_of: Date) -> Option<&Milestone> {
        let done = || self.milestones.iter().filter(|m| m.is_done(as_of));
        let is_before = |reached: &Milestone| {
            done().any(|end| end.ends && end.is_after(reached) && plan.is_after(end))
        };
        let stage = plan.stage?;
        done().filter(|m| m.stage == Some(stage)).find(|m| !is_before(m))
    }
}

impl Record for Project {
    const COLLECTION: &'static str = "projects";

    fn header(&self) -> &Header {
        &self.header
    }
}
