//! Organizations: investors, partners, operators.

use super::declared::{one_of, record};
use super::place::Park;
use super::record::{Fact, MarkdownText, NameStatus, Text};
use super::{Contact, Ref};
use crate::value::Localized;

record! {
    /// A company, an authority, an association.
    pub struct Organization in "organizations", "an organization" with "name" {
        /// In which languages the name is its own, and in which a rendering: `{ zh: official, en:
        /// rendered }`, or one word for all.
        #[kept(Name)]
        pub name_status: Localized<NameStatus>,
        /// Other names that texts use for it.
        #[kept(Name)]
        pub aliases: Vec<Text>,
        /// What it is; `other` if nothing is said.
        #[kept(Name)]
        pub kind: OrganizationKind = OrganizationKind::Other,
        /// What it does here, in words.
        pub role: Option<Text>,
        /// Where it is from, in words.
        pub place: Option<Text>,
        /// The park it is in.
        #[kept(Parts)]
        pub park: Option<Ref<Park>>,
        /// Whom to ask: `{ name, post, phone, email }`; internal unless the site says otherwise.
        pub contacts: Vec<Contact>,
        /// What it is, in words.
        pub summary: Option<MarkdownText>,
        /// Figures and other facts that are known of it.
        #[kept(Parts)]
        pub facts: Vec<Fact>,
    }
}

one_of! {
    /// What an organization is.
    pub enum OrganizationKind, keys "organization-" {
        /// A company or a group of companies.
        Company = "company",
        /// An authority.
        Government = "government",
        /// An association or federation.
        Association = "association",
        /// A research body.
        Research = "research",
        /// Anything else.
        Other = "other",
    }
}
