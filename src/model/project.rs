//! Investment projects and their milestones.

use super::as_of::Knowing;
use super::declared::{Input, Item, Kept, Part, Visit, record, visit_when};
use super::nested::Nested;
use super::place::{Industry, Park, Position, Region};
use super::record::{Citation, Fact, MarkdownText, NameStatus, Text, When};
use super::resolve::{Context, milestones};
use super::site::{Category, StageIndex};
use super::{Contact, Investment, Observation, Parties, Ref, Target};
use crate::diag::Sink;
use crate::parse::node::Node;
use crate::value::Localized;
use jiff::civil::Date;

record! {
    /// An investment project. Its stage is derived from its milestones, never stored.
    pub struct Project in "projects", "a project" with "name" then complete {
        /// In which languages the name is its own, and in which a rendering: `{ zh: official, en:
        /// rendered }`, or one word for all.
        #[kept(Name)]
        pub name_status: Localized<NameStatus>,
        /// Other names that texts use for it.
        #[kept(Name)]
        pub aliases: Vec<Text>,
        /// The programme that it is a part of, another project.
        #[kept(Parts)]
        pub parent: Option<Ref<Project>>,
        /// The park it is in.
        #[kept(Parts)]
        pub park: Option<Ref<Park>>,
        /// The parts of the territory that it is in; without them, that of its park.
        #[kept(Parts)]
        pub regions (""): Vec<Ref<Region>> as Regions,
        /// The sectors that it belongs to.
        #[kept(Parts)]
        pub industries: Vec<Ref<Industry>>,
        /// Who takes part, by role: organizations by id, or names in words.
        #[kept(Parts)]
        pub parties (""): Parties,
        /// Whom to ask: `{ name, post, phone, email }`; internal unless the site says otherwise.
        pub contacts: Vec<Contact>,
        /// What is invested in total; in another currency than that of the site, it may say what it
        /// counts as: `{ value: US$520 million, converted: RMB 3.7 billion }`.
        pub investment: Option<Investment>,
        /// What it is marked as: ids of `categories` in `site.yaml`.
        #[kept(Parts)]
        pub categories: Vec<Ref<Category>>,
        /// What happened and what is planned, in order of time. A stage is reached once, until a
        /// stage that ends a project; after that it may be again. Of several plans for it, the one
        /// known last holds.
        #[kept(Parts)]
        pub milestones: Vec<Milestone>,
        /// What was asserted of how it stands, with who says so and when.
        #[kept(Parts)]
        pub status: Vec<super::Asserted>,
        /// Figures and other facts that are known of it.
        #[kept(Parts)]
        pub facts: Vec<Fact>,
        /// What was reported of it, each an observation: `{ indicator, period, value, … }`. They
        /// are of the project, and have its source where they name none.
        #[kept(Parts)]
        pub figures: Nested<Observation>,
        /// The targets set for it, each a target: `{ indicator, period, at_least, … }`.
        #[kept(Parts)]
        pub targets: Nested<Target>,
        /// What it is, in words.
        pub summary: Option<MarkdownText>,
        /// Where it is, in degrees of WGS 84: `{ lat: 12.5, lon: 45.25 }`; shown on the map of the
        /// site.
        pub position: Option<Position>,
        /// Since when the project is known, where no milestone says so.
        #[kept(Parts)]
        pub announced: Option<crate::value::Period> as Announced,
    }
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
    /// The day from which it is known, by that or its sources.
    pub known: Option<Date>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

impl Milestone {
    /// Whether it had happened by the end of that day.
    #[must_use]
    pub fn is_done(&self, as_of: Date) -> bool {
        !self.planned && !self.when.is_after(as_of)
    }

    /// The first and the last day on which it may have been reached, if it was by some day.
    #[must_use]
    pub fn days(&self, by: Date) -> (Date, Date) {
        match self.when {
            When::Dated(date) => (date.first_day(), date.last_day().min(by)),
            When::KnownBy(known) => (Date::MIN, known.last_day().min(by)),
            When::Unknown => (Date::MIN, by),
        }
    }

    /// Whether it came between two others.
    pub(in crate::model) fn lies_between(&self, first: &Self, second: &Self) -> bool {
        self.is_after(first) && second.is_after(self)
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

impl Part for Milestone {
    fn published(&self) -> Option<crate::value::Period> {
        self.published
    }

    fn citations(&self) -> &[Citation] {
        &self.citations
    }

    fn citations_mut(&mut self) -> &mut Vec<Citation> {
        &mut self.citations
    }
}

impl Item for Milestone {
    const IS_COUNTED: bool = true;

    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        Self::read_all(std::slice::from_ref(node), input).pop()
    }

    fn read_all(nodes: &[Node], input: &mut Input<'_, '_>) -> Vec<Self> {
        milestones(nodes, input.cx, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.stage.iter().for_each(|stage| visitor.stage(*stage));
        self.text.iter().for_each(|text| visitor.words(text));
        visit_when(self.when, visitor);
        self.visit_part(visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        self.keep_part(knowing, known)
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({ "$ref": "#/$defs/milestone" })
    }
}

impl Project {
    /// A project without a region of its own is in that of its park.
    fn complete(&mut self, cx: &Context<'_>, _: &mut Sink) {
        let of_park =
            |park: Ref<Park>| cx.told.regions_of_parks.get(park.index()).copied().flatten();
        if self.regions.is_empty() {
            self.regions.extend(self.park.and_then(of_park));
        }
    }

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
