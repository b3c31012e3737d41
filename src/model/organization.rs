//! Organizations: investors, partners, operators.

use super::Ref;
use super::declared::{Words, record};
use super::place::Park;
use super::record::{Fact, MarkdownText, NameStatus, Text};
use crate::value::Localized;

record! {
    /// A company, an authority, an association.
    pub struct Organization in "organizations", "an organization" with "name" {
        /// In which languages the name is its own, and in which a rendering: `{ zh: official, en:
        /// rendered }`, or one word for all.
        pub name_status: Localized<NameStatus>,
        /// Other names that texts use for it.
        pub aliases: Vec<Text>,
        /// What it is; `other` if nothing is said.
        pub kind: OrganizationKind = OrganizationKind::Other,
        /// What it does here, in words.
        #[kept(Whole)]
        pub role: Option<Text>,
        /// Where it is from, in words.
        #[kept(Whole)]
        pub place: Option<Text>,
        /// The park it is in.
        #[kept(Parts)]
        pub park: Option<Ref<Park>>,
        /// What it is, in words.
        #[kept(Whole)]
        pub summary: Option<MarkdownText>,
        /// Figures and other facts that are known of it.
        pub facts: Vec<Fact>,
    }
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

impl Words for OrganizationKind {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}
