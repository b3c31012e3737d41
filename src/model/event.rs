//! Events.

use super::Ref;
use super::declared::{one_of, record};
use super::place::{Park, Region};
use super::project::Project;
use super::record::{Fact, MarkdownText, Party, Text, When};

record! {
    /// Something that happened or is to happen, with its date.
    pub struct Event in "events", "an event" with "title" {
        /// When it was or will be; without it, when its source was published.
        #[kept(Parts)]
        pub when ("date"): When,
        /// It is announced, and no source has reported it.
        #[kept(Parts)]
        pub planned: bool = false,
        /// What it was; `other` if nothing is said.
        #[kept(Parts)]
        pub kind: EventKind = EventKind::Other,
        /// Where it took place, in words.
        pub place: Option<Text>,
        /// The part of the territory that it was in.
        #[kept(Parts)]
        pub region: Option<Ref<Region>>,
        /// The park that it was in.
        #[kept(Parts)]
        pub park: Option<Ref<Park>>,
        /// Who took part: organizations by id, or names in words.
        pub participants: Vec<Party>,
        /// The projects that it was about.
        #[kept(Parts)]
        pub projects: Vec<Ref<Project>>,
        /// What it was about, in words.
        pub summary: Option<MarkdownText>,
        /// Figures and other facts that are known of it.
        #[kept(Parts)]
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
