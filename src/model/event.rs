//! Events.

use super::Ref;
use super::declared::one_of;
use super::declared::record;
use super::place::Park;
use super::place::Region;
use super::project::Project;
use super::record::Fact;
use super::record::MarkdownText;
use super::record::Party;
use super::record::Text;
use super::record::When;

record! {
    /// A dated happening.
    pub struct Event in "events", "an event" with "title" {
        /// When.
        pub when ("date"): When,
        /// It is announced, and no source has reported it.
        pub planned: bool = false,
        /// What it was.
        pub kind: EventKind = EventKind::Other,
        /// Where.
        pub place: Option<Text>,
        /// The part of the territory.
        pub region: Option<Ref<Region>>,
        /// The park.
        pub park: Option<Ref<Park>>,
        /// Who took part.
        pub participants: Vec<Party>,
        /// The projects that it was about.
        pub projects: Vec<Ref<Project>>,
        /// In words.
        #[kept(Whole)]
        pub summary: Option<MarkdownText>,
        /// What is known of it.
        pub facts: Vec<Fact>,
    }
}

one_of! {
    /// What an event was.
    pub enum EventKind, keys "event-" {
        /// A signing.
        Signing = "signing",
        /// A meeting.
        Meeting = "meeting",
        /// A visit.
        Visit = "visit",
        /// A policy was issued.
        Policy = "policy",
        /// Something was opened.
        Opening = "opening",
        /// Anything else.
        Other = "other",
    }
}
