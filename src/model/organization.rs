//! Organizations: investors, partners, operators.

use super::Header;
use super::Record;
use super::Ref;
use super::place::Park;
use super::record::Fact;
use super::record::MarkdownText;
use super::record::NameStatus;
use super::record::Text;
use crate::value::Localized;

/// A company, an authority, an association.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Id, name, note.
    pub header: Header,
    /// In which languages the name is its own.
    pub name_status: Localized<NameStatus>,
    /// Other names.
    pub aliases: Vec<Text>,
    /// What it is.
    pub kind: OrganizationKind,
    /// What it does here.
    pub role: Option<Text>,
    /// Where it is from.
    pub place: Option<Text>,
    /// The park it is in.
    pub park: Option<Ref<Park>>,
    /// In words.
    pub summary: Option<MarkdownText>,
    /// What is known of it.
    pub facts: Vec<Fact>,
}

/// What an organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganizationKind {
    /// A company or a group of companies.
    Company,
    /// An authority.
    Government,
    /// An association or federation.
    Association,
    /// A research body.
    Research,
    /// Anything else.
    Other,
}

impl OrganizationKind {
    /// The words used in `organizations.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("company", Self::Company),
        ("government", Self::Government),
        ("association", Self::Association),
        ("research", Self::Research),
        ("other", Self::Other),
    ];
}

impl Record for Organization {
    const COLLECTION: &'static str = "organizations";

    fn header(&self) -> &Header {
        &self.header
    }
}
