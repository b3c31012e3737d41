//! Patterns of fills: one for what is not stated, which no value has, and on paper one for each fill
//! of a series, so that series are told apart without colour.
//!
//! A pattern has an id of its drawing, which is not known while that is made: it is written with a
//! mark in place of the id, between quotes, where no text can look like it.

use std::fmt::Write;

/// The fill of what is not stated.
pub(super) const HATCHED: &str = " fill=\"url(#@hatch)\"";

/// Every pattern: what it is called, its size, how it is turned and what is in it.
const PATTERNS: [(&str, &str, &str, &str); 10] = [
    (
        "hatch",
        "6",
        "45",
        "<path class=\"chart-hatch\" d=\"M0 0V6\" stroke=\"#567\" stroke-width=\"2\"/>",
    ),
    ("dots", "5", "0", "<circle cx=\"2.5\" cy=\"2.5\" r=\"1\"/>"),
    ("strokes", "5", "-45", "<path d=\"M0 0V5\" stroke=\"#000\" stroke-width=\"2\"/>"),
    ("rows", "5", "90", "<path d=\"M0 0V5\" stroke=\"#000\" stroke-width=\"2\"/>"),
    ("light-dots", "5", "0", "<circle cx=\"2.5\" cy=\"2.5\" r=\"1.2\" fill=\"#fff\"/>"),
    ("light-strokes", "5", "-45", "<path d=\"M0 0V5\" stroke=\"#fff\" stroke-width=\"2\"/>"),
    ("light-rows", "5", "90", "<path d=\"M0 0V5\" stroke=\"#fff\" stroke-width=\"2\"/>"),
    ("end-rows", "6", "90", "<path class=\"chart-end-line\" d=\"M3 0V6\" stroke=\"#567\"/>"),
    (
        "end-dots",
        "6",
        "0",
        "<circle class=\"chart-end-dot\" cx=\"3\" cy=\"3\" r=\"1.2\" fill=\"#567\"/>",
    ),
    ("end-bars", "6", "0", "<path class=\"chart-end-line\" d=\"M3 0V6\" stroke=\"#567\"/>"),
];

/// The layers of a rectangle: its class with the fill it has without styles, and over it the
/// pattern that it has everywhere, or that paper needs.
pub(super) fn layers<'c>(
    class: &'c str,
    fill: &'c str,
) -> impl Iterator<Item = (&'c str, &'c str)> + use<'c> {
    let over = everywhere(class).map(|pattern| ("over", pattern));
    let over = over.or_else(|| on_paper(class).map(|pattern| ("print", pattern)));
    std::iter::once((class, fill)).chain(over)
}

/// The pattern of a fill that differs from others by nothing else: stages that end projects have no
/// order among each other that a tone could show.
fn everywhere(class: &str) -> Option<&'static str> {
    Some(match class {
        "seq-end-2" => " fill=\"url(#@end-rows)\"",
        "seq-end-3" => " fill=\"url(#@end-dots)\"",
        "seq-end-4" => " fill=\"url(#@end-bars)\"",
        _ => return None,
    })
}

/// The pattern of a fill on paper; the lightest fill has none, nor has the darkest.
fn on_paper(class: &str) -> Option<&'static str> {
    Some(match class {
        "seq-2" | "cat-2" => " fill=\"url(#@dots)\"",
        "seq-3" | "cat-4" => " fill=\"url(#@strokes)\"",
        "seq-4" | "cat-3" => " fill=\"url(#@light-rows)\"",
        "cat-5" => " fill=\"url(#@light-strokes)\"",
        "cat-7" => " fill=\"url(#@light-dots)\"",
        "cat-8" => " fill=\"url(#@rows)\"",
        _ => return None,
    })
}

/// A drawing with the patterns that it uses, under ids of its own; their lines are `scale` times as wide, for a drawing whose units are smaller.
pub(super) fn with_patterns(drawing: &str, id: &str, scale: u32) -> String {
    let mut made = String::with_capacity(drawing.len() + 200);
    let uses = |name: &str| drawing.contains(&format!("\"url(#@{name})\""));
    let used: Vec<_> = PATTERNS.iter().filter(|(name, ..)| uses(name)).collect();
    if used.is_empty() {
        return drawing.to_owned();
    }
    let larger = if scale == 1 { String::new() } else { format!(" scale({scale})") };
    made.push_str("<defs>");
    for (name, size, turn, within) in used {
        write!(made, "<pattern id=\"{id}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({turn}){larger}\">{within}</pattern>")
            .expect("writing to memory does not fail");
    }
    made.push_str("</defs>");
    made.push_str(&drawing.replace("\"url(#@", &format!("\"url(#{id}-")));
    made
}

#[cfg(test)]
mod tests {
    use super::{layers, with_patterns};

    #[test]
    fn each_fill_of_a_series_has_a_pattern_of_its_own_on_paper() {
        for series in ["seq", "cat"] {
            let most = if series == "seq" { 5 } else { 8 };
            let mut patterns = Vec::new();
            for number in 1..=most {
                let class = format!("{series}-{number}");
                let pattern = layers(&class, "").nth(1).map(|(_, fill)| fill.to_owned());
                patterns.push(pattern);
            }
            let drawn: Vec<_> = patterns.iter().flatten().collect();
            let mut different = drawn.clone();
            different.sort();
            different.dedup();
            assert_eq!(drawn.len(), different.len());
            // Those without one are black, white and a grey.
            assert!(patterns.len() - drawn.len() <= 2, "{patterns:?}");
        }
    }

    #[test]
    fn patterns_have_ids_of_their_drawing() {
        let made =
            with_patterns("<rect fill=\"url(#@hatch)\"/><text>\u{22}</text>", "chart-one", 1);
        assert!(made.contains("<pattern id=\"chart-one-hatch\""));
        assert!(made.ends_with("<rect fill=\"url(#chart-one-hatch)\"/><text>\u{22}</text>"));
        assert!(!made.contains("dots"));
        assert_eq!(with_patterns("<rect/>", "a", 1), "<rect/>");
    }
}
