//! The comments of files that `init` and `new` write, in the language of whoever runs the program.

use crate::diag::MessageLanguage;

/// How a comment starts.
const MARK: &str = "# ";

/// What stands between a value and the comment behind it.
const BEHIND: &str = "  # ";

/// How far the second line of a numbered step is moved in.
const STEP: usize = 3;

/// A text of YAML or of a script with its comments in that language. Lines of a comment that follow
/// each other are one text, which the file of the language breaks into lines of its own; so is what
/// stands behind a value. What the language lacks stays as it is.
pub(super) fn said(text: &str, language: MessageLanguage) -> String {
    if language.is_english() {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.lines().collect();
    let (mut whole, mut at) = (String::new(), 0);
    while let Some(line) = lines.get(at) {
        let found = Paragraph::first_of(&lines[at..]).filter(|found| !is_field(&found.words));
        let known = found.and_then(|found| Some((language.find(&found.words)?, found)));
        let Some((said, found)) = known else {
            whole.push_str(&behind(line, language));
            at += 1;
            continue;
        };
        for (number, line) in said.lines().enumerate() {
            let start = if number == 0 { found.start } else { found.next_start };
            whole.push_str(&format!("{start}{line}\n"));
        }
        at += found.n_lines;
    }
    whole
}

/// Lines of a comment that are one text.
struct Paragraph<'t> {
    /// What stands before its words.
    start: &'t str,
    /// The same on its other lines.
    next_start: &'t str,
    n_lines: usize,
    words: String,
}

impl<'t> Paragraph<'t> {
    /// That with which a text begins, if it begins with a comment. An example, which is moved in, and
    /// a field that is commented out are one line each; a numbered step goes on moved in.
    fn first_of(lines: &[&'t str]) -> Option<Self> {
        let first = lines.first()?;
        let n_before = first.len() - first.trim_start().len() + MARK.len();
        let next_start = first.get(..n_before).filter(|start| start.ends_with(MARK))?;
        let rest = &first[n_before..];
        let (start, mut words) = (&first[..first.len() - rest.trim_start().len()], rest.to_owned());
        let mut n_lines = 1;
        if start == next_start && !is_field(rest) {
            let moved = if is_step(rest) { STEP } else { 0 };
            let more = lines.iter().skip(1).map_while(|line| line.strip_prefix(next_start));
            for line in more {
                let text = line.trim_start();
                let is_new = is_field(text) || is_step(text) || text.is_empty();
                if is_new || line.len() - text.len() != moved {
                    break;
                }
                words.push_str(&format!(" {text}"));
                n_lines += 1;
            }
        }
        Some(Self { start, next_start, n_lines, words: words.trim().to_owned() })
    }
}

/// Whether a line is `name: …`, as a field is.
fn is_field(text: &str) -> bool {
    let key = text.strip_prefix("- ").unwrap_or(text).split(": ").next().unwrap_or_default();
    key.len() < text.len() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Whether a line is `1. …`.
fn is_step(text: &str) -> bool {
    text.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok())
}

/// A line with the comment behind its value.
fn behind(line: &str, language: MessageLanguage) -> String {
    let said = line.rsplit_once(BEHIND).and_then(|(value, text)| {
        let said = language.find(text)?;
        Some(format!("{value}{BEHIND}{said}\n"))
    });
    said.unwrap_or_else(|| format!("{line}\n"))
}

#[cfg(test)]
mod tests {
    use super::Paragraph;

    #[test]
    fn comments_are_taken_apart() {
        let text = "# One text\n# of two lines.\n# url: x\n#\n#     an example\n# 1. A step\n#    goes on\n# 2. Next\n";
        let lines: Vec<&str> = text.lines().collect();
        let (mut at, mut found) = (0, Vec::new());
        while at < lines.len() {
            match Paragraph::first_of(&lines[at..]) {
                Some(one) => {
                    at += one.n_lines;
                    found.push(one.words);
                }
                None => at += 1,
            }
        }
        let expected =
            ["One text of two lines.", "url: x", "an example", "1. A step goes on", "2. Next"];
        assert_eq!(found, expected);
    }
}
