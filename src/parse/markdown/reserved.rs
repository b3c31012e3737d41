//! The ids that pages have by themselves, which no heading of a text may have.

/// Ids of the built-in theme, of its pages and of what its scripts ask for, in the order of the
/// alphabet.
const IDS: &[&str] = &[
    "about-the-data",
    "chain",
    "contents-title",
    "dates",
    "events",
    "example",
    "facts",
    "figures",
    "figures-and-colour",
    "files",
    "interface-strings",
    "key-figures",
    "kinds",
    "languages",
    "last-events",
    "latest-report",
    "ledger",
    "limits",
    "main",
    "measures",
    "method",
    "milestones",
    "next-events",
    "open-targets",
    "pictures",
    "progress-title",
    "projects",
    "reading",
    "related",
    "revisions",
    "schedule",
    "schedule-words",
    "search",
    "site-search",
    "sources",
    "stage-key",
    "status",
    "status-caption",
    "statuses",
    "technology",
    "tested",
    "timeline",
    "undated",
];

/// What ids begin with that are made of ids of records, or of numbers.
const BEGINNINGS: &[&str] = &[
    "chart-",
    "cited-",
    "display-",
    "event-",
    "fn:",
    "fnref:",
    "history-",
    "milestone-",
    "part-",
    "rests-",
    "row-",
    "search-",
    "table-",
    "term-",
];

/// The same, followed by a number.
const NUMBERED: &[&str] = &["group-", "section-", "source-", "text-", "y"];

/// Whether a page may have that id of its own.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    let is_numbered = |beginning: &str| {
        id.strip_prefix(beginning).is_some_and(|rest| {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            digits.len() < rest.len() && (digits.is_empty() || digits.starts_with('-'))
        })
    };
    IDS.binary_search(&id).is_ok()
        || BEGINNINGS.iter().any(|beginning| id.starts_with(beginning))
        || NUMBERED.iter().any(|beginning| is_numbered(beginning))
}
