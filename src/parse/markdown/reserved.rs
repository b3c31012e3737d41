//! The ids that pages with a written text have by themselves, which no heading of the text may have.
//! Texts of the ledger have the name of their field before each id, as no other id has.

/// Ids of the built-in theme on pages that show a written text, in the order of the alphabet.
const IDS: &[&str] = &[
    "contents-title",
    "main",
    "pictures",
    "progress-title",
    "search",
    "site-search",
    "sources",
    "stage-key",
    "timeline",
];

/// The same of the pages on the method and on accessibility, to which the program adds its own part.
const IDS_OF_STATEMENTS: &[&str] = &[
    "dates",
    "example",
    "figures",
    "figures-and-colour",
    "kinds",
    "languages",
    "ledger",
    "limits",
    "measures",
    "reading",
    "revisions",
    "status-caption",
    "statuses",
    "technology",
    "tested",
];

/// What ids begin with that are made of ids of records, or of numbers.
const BEGINNINGS: &[&str] = &[
    "chart-",
    "cited-",
    "display-",
    "event-",
    "fn:",
    "fnref:",
    "milestone-",
    "row-",
    "search-",
    "table-",
];

/// The same, followed by a number.
const NUMBERED: &[&str] = &["source-", "text-"];

/// Whether a page may have that id of its own.
#[must_use]
pub fn is_reserved(id: &str, is_statement: bool) -> bool {
    let is_numbered = |beginning: &str| {
        id.strip_prefix(beginning).is_some_and(|rest| {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            digits.len() < rest.len() && (digits.is_empty() || digits.starts_with('-'))
        })
    };
    IDS.contains(&id)
        || (is_statement && IDS_OF_STATEMENTS.contains(&id))
        || BEGINNINGS.iter().any(|beginning| id.starts_with(beginning))
        || NUMBERED.iter().any(|beginning| is_numbered(beginning))
}
