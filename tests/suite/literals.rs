//! The texts between quotation marks in the sources.

use crate::layering::without_tests;

/// A text of the sources.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// What stands before it on its line, or on the one before.
    pub(crate) before: String,
    /// The text, without its escapes.
    pub(crate) text: String,
}

/// The texts of a source file without its tests, comments and attributes.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let characters: Vec<char> = without_tests(source).chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < characters.len() {
        let rest = &characters[at..];
        let starts = |text: &str| rest.iter().copied().take(text.len()).eq(text.chars());
        at += if starts("//") {
            until(rest, '\n')
        } else if starts("#[") || starts("#![") {
            attribute(rest)
        } else if starts("r#\"") {
            let end =
                (3..rest.len()).find(|end| rest[*end] == '"' && rest.get(end + 1) == Some(&'#'));
            let end = end.expect("a raw text ends");
            let text = rest[3..end].iter().collect();
            found.push(Literal { before: before(&characters, at), text });
            end + 2
        } else if starts("\"") {
            let (text, length) = quoted(rest);
            found.push(Literal { before: before(&characters, at), text });
            length
        } else if starts("'") {
            character(rest)
        } else {
            1
        };
    }
    found
}

fn until(rest: &[char], end: char) -> usize {
    rest.iter().position(|c| *c == end).unwrap_or(rest.len())
}

/// The length of a character in quotes; 1 of the sign of a lifetime.
fn character(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', _, tail @ ..] => 3 + until(tail, '\'') + 1,
        ['\'', _, '\'', ..] => 3,
        _ => 1,
    }
}

fn attribute(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at] {
            '"' => at += quoted(&rest[at..]).1 - 1,
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// A text and how many characters it takes with its quotes.
fn quoted(rest: &[char]) -> (String, usize) {
    let (mut text, mut at) = (String::new(), 1);
    while rest[at] != '"' {
        if rest[at] != '\\' {
            text.push(rest[at]);
            at += 1;
            continue;
        }
        at += 2;
        match rest[at - 1] {
            '\n' => at += rest[at..].iter().take_while(|c| c.is_whitespace()).count(),
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'u' => {
                let length = until(&rest[at..], '}');
                let digits: String = rest[at + 1..at + length].iter().collect();
                let code = u32::from_str_radix(&digits, 16).expect("a code has digits");
                text.push(char::from_u32(code).expect("is a character"));
                at += length + 1;
            }
            'x' => at += 2,
            other => text.push(other),
        }
    }
    (text, at + 1)
}

fn before(characters: &[char], at: usize) -> String {
    let start = at.saturating_sub(40);
    characters[start..at].iter().collect::<String>().trim_end().to_owned()
}

#[test]
fn texts_are_found_in_sources() {
    let source =
        "#[doc = \"no\"]\nfn a<'a>() { b(\"one \\\n    two\", '\"', r#\"a \"b\"\"#); } // \"no\"\n";
    let found: Vec<String> = literals(source).into_iter().map(|one| one.text).collect();
    assert_eq!(found, ["one two", "a \"b\""]);
}
