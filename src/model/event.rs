//! Events and documents.

use super::Header;
use super::Record;
use super::Ref;
use super::place::Park;
use super::place::Region;
use super::project::Project;
use super::record::Fact;
use super::record::MarkdownText;
use super::record::Party;
use super::record::Text;
use super::record::When;
use crate::value::Period;

/// A dated happening.
#[derive(Debug, Clone)]
pub struct Event {
    /// Id, title, note.
    pub header: Header,
    /// When.
    pub when: When,
    /// It is announced, and no source has reported it.
    pub planned: bool,
    /// What it was.
    pub kind: EventKind,
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
    pub summary: Option<MarkdownText>,
    /// What is known of it.
    pub facts: Vec<Fact>,
}

/// What an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A signing.
    Signing,
    /// A meeting.
    Meeting,
    /// A visit.
    Visit,
    /// A policy was issued.
    Policy,
    /// Something was opened.
    Opening,
    /// Anything else.
    Other,
}

impl EventKind {
    /// The words used in `events.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("signing", Self::Signing),
        ("meeting", Self::Meeting),
        ("visit", Self::Visit),
        ("policy", Self::Policy),
        ("opening", Self::Opening),
        ("other", Self::Other),
    ];
}

/// A policy, a plan, a mechanism.
#[derive(Debug, Clone)]
pub struct Document {
    /// Id, title, note.
    pub header: Header,
    /// What it is.
    pub kind: DocumentKind,
    /// When it was issued.
    pub date: Option<Period>,
    /// Who issued it.
    pub issuer: Option<Party>,
    /// How far it is.
    pub status: Option<Text>,
    /// What it is listed under.
    pub group: Option<Text>,
    /// In words.
    pub summary: Option<MarkdownText>,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// A policy.
    Policy,
    /// A plan.
    Plan,
    /// A way of working.
    Mechanism,
    /// A collection of documents.
    Compendium,
    /// A report.
    Report,
}

impl DocumentKind {
    /// The words used in `documents.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("policy", Self::Policy),
        ("plan", Self::Plan),
        ("mechanism", Self::Mechanism),
        ("compendium", Self::Compendium),
        ("report", Self::Report),
    ];
}

impl Record for Event {
    const COLLECTION: &'static str = "events";

    fn header(&self) -> &Header {
        &self.header
    }
}

impl Record for Document {
    const COLLECTION: &'static str = "documents";

    fn header(&self) -> &Header {
        &self.header
    }
}
