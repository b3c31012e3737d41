//! Likely fixes: the known word nearest to the one found.

/// The known word nearest to `found`, if one is near enough to be a slip.
#[must_use]
pub fn closest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let _ = (found, known);
    None
}

/// The known words as prose for a help line: "`a`, `b`, `c` … (12 in all)".
#[must_use]
pub fn list_known<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let _ = known;
    String::new()
}
