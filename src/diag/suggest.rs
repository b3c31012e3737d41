//! Likely fixes: the known word nearest to the one found.

/// How many words [`list_known`] names before it counts the rest.
const MAX_LISTED: usize = 9;

/// The known word nearest to `found`, if one is near enough to be a slip: one edit in a word of
/// up to four characters, and one more for every three further ones. Of two equally near words
/// the first.
#[must_use]
pub fn closest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    let length = found.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let lower = word.to_lowercase();
        let longer = length.max(lower.chars().count());
        // An edit inserts, removes or replaces a character or swaps two neighbours.
        let distance = strsim::osa_distance(&found, &lower);
        // In words of one or two characters every other word would be near.
        let near = distance <= 1 + longer.saturating_sub(2) / 3 && distance * 2 <= longer;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// The known words as prose for a help line: "`a`, `b`, `c` and 9 more".
#[must_use]
pub fn list_known<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = known.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) if quoted.len() <= MAX_LISTED => {
            format!("{} and {last}", rest.join(", "))
        }
        Some(_) => {
            let (listed, more) = quoted.split_at(MAX_LISTED);
            format!("{} and {} more", listed.join(", "), more.len())
        }
    }
}
