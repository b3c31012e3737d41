//! Documents.

use super::declared::{one_of, record};
use super::record::{MarkdownText, Party, Text};
use crate::value::Period;

record! {
    /// A policy, a plan, a mechanism.
    pub struct Document in "documents", "a document" with "title" {
        /// What it is; `policy` if nothing is said.
        pub kind: DocumentKind = DocumentKind::Policy,
        /// When it was issued.
        pub date: Option<Period>,
        /// Who issued it: an organization by id, or a name in words.
        pub issuer: Option<Party>,
        /// Where it stands, such as “in force”, in words.
        pub status: Option<Text>,
        /// The heading that it is listed under.
        pub group: Option<Text>,
        /// What it says, in short.
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
