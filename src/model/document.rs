//! Documents.

use super::declared::one_of;
use super::declared::record;
use super::record::MarkdownText;
use super::record::Party;
use super::record::Text;
use crate::value::Period;

record! {
    /// A policy, a plan, a mechanism.
    pub struct Document in "documents", "a document" with "title" {
        /// What it is.
        pub kind: DocumentKind = DocumentKind::Policy,
        /// When it was issued.
        pub date: Option<Period>,
        /// Who issued it.
        pub issuer: Option<Party>,
        /// How far it is.
        pub status: Option<Text>,
        /// What it is listed under.
        pub group: Option<Text>,
        /// In words.
        #[kept(Whole)]
        pub summary: Option<MarkdownText>,
    }
}

one_of! {
    /// What a document is.
    pub enum DocumentKind, keys "document-" {
        /// A policy.
        Policy = "policy",
        /// A plan.
        Plan = "plan",
        /// A way of working.
        Mechanism = "mechanism",
        /// A collection of documents.
        Compendium = "compendium",
        /// A report.
        Report = "report",
    }
}
