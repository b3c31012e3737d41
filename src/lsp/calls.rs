//! Calls such as `{{ figure(of="signed-value") }}` as they stand in a text, finished or not.
//!
//! `parse/markdown/calls` reads calls that are right; here somebody is still typing them, in
//! Markdown or in a text of a YAML file, whose quotes may have backslashes before them.

use std::ops::Range;

/// A call, or the beginning of one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrittenCall {
    /// All of it, with its braces as far as they are there.
    pub(super) range: Range<usize>,
    /// What stands between the braces.
    pub(super) inner: Range<usize>,
    /// The name of the function; empty where it is to come.
    pub(super) name: Range<usize>,
    /// Whether the parenthesis is there.
    pub(super) is_open: bool,
    pub(super) arguments: Vec<WrittenArgument>,
}

/// An argument of a call.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrittenArgument {
    pub(super) name: Range<usize>,
    /// Its value without quotes, if there is a `=`.
    pub(super) value: Option<Range<usize>>,
    /// The quote before its value: none, `"`, or `\"`.
    pub(super) quote: &'static str,
}

impl WrittenCall {
    /// The value of an argument.
    pub(super) fn value<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        let argument = self.arguments.iter().find(|one| &text[one.name.clone()] == name)?;
        Some(&text[argument.value.clone()?])
    }
}

/// All calls of a text.
pub(super) fn calls(text: &str) -> Vec<WrittenCall> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|start| at + start) {
        at = start + 2;
        if text[..start].ends_with('\\') {
            continue;
        }
        let rest = &text[at..];
        let limit = [rest.find("{{"), rest.find("\n\n"), rest.find("\n\r\n")];
        let limit = limit.into_iter().flatten().min().unwrap_or(rest.len());
        let (inner, end) = match rest[..limit].find("}}") {
            Some(length) => (at..at + length, at + length + 2),
            None => {
                let length = rest[..limit].find('\n').unwrap_or(limit);
                (at..at + length, at + length)
            }
        };
        found.push(call(text, start..end, inner));
        at = end;
    }
    found
}

fn call(text: &str, range: Range<usize>, inner: Range<usize>) -> WrittenCall {
    let mut cursor = Cursor { text: &text[..inner.end], at: inner.start };
    cursor.skip(char::is_whitespace);
    let name = cursor.word();
    cursor.skip(char::is_whitespace);
    let is_open = cursor.takes("(");
    let mut arguments = Vec::new();
    while is_open && cursor.at < inner.end {
        cursor.skip(|c| c.is_whitespace() || c == ',');
        let name = cursor.word();
        if name.is_empty() {
            // Whatever this is, it is no name.
            cursor.skip_one();
            continue;
        }
        cursor.skip(char::is_whitespace);
        let (value, quote) = match cursor.takes("=") {
            true => cursor.value(),
            false => (None, ""),
        };
        arguments.push(WrittenArgument { name, value, quote });
    }
    WrittenCall { range, inner, name, is_open, arguments }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !is_skipped(c)).unwrap_or(rest.len());
    }

    fn skip_one(&mut self) {
        self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
    }

    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        self.skip(|c| c.is_alphanumeric() || c == '_' || c == '-');
        start..self.at
    }

    fn takes(&mut self, what: &str) -> bool {
        let is_there = self.text[self.at..].starts_with(what);
        self.at += if is_there { what.len() } else { 0 };
        is_there
    }

    fn value(&mut self) -> (Option<Range<usize>>, &'static str) {
        let before = self.at;
        self.skip(|c| c == ' ');
        let quote = ["\"", "\\\""].into_iter().find(|quote| self.takes(quote)).unwrap_or_default();
        let (start, rest) = (self.at, &self.text[self.at..]);
        if quote.is_empty() {
            self.skip(|c| !c.is_whitespace() && c != ',' && c != ')');
            let start = if self.at == start { before } else { start };
            return (Some(start..self.at.max(start)), quote);
        }
        // A value that is being typed may have no quote behind it yet.
        let length =
            rest.find(quote).unwrap_or_else(|| rest.find([',', ')']).unwrap_or(rest.len()));
        self.at += length;
        self.takes(quote);
        (Some(start..start + length), quote)
    }
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn calls_are_found_whole_and_unfinished() {
        let shown = |text: &str| {
            let found = calls(text).into_iter().map(|call| {
                let arguments = call.arguments.iter().map(|one| {
                    let value = one.value.clone().map(|value| &text[value]);
                    format!("{}={value:?}", &text[one.name.clone()])
                });
                let arguments: Vec<_> = arguments.collect();
                format!("{}({})", &text[call.name.clone()], arguments.join(", "))
            });
            found.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            shown("{{ figure(of=\"a-b\", in=2023) }}"),
            "figure(of=Some(\"a-b\"), in=Some(\"2023\"))"
        );
        assert_eq!(shown("a {{ fig\nb"), "fig()");
        assert_eq!(shown("{{ figure(of=\"a, in=1) }} x"), "figure(of=Some(\"a\"), in=Some(\"1\"))");
        assert_eq!(shown("{{ figure(of=\\\"a\\\", i"), "figure(of=Some(\"a\"), i=None)");
        assert_eq!(shown("{{ figure(of="), "figure(of=Some(\"\"))");
        assert_eq!(shown("\\{{ no }} {{}}"), "()");
        assert_eq!(shown("{{ a\n\n}} {{ b }}"), "a() b()");
        assert_eq!(shown("{{ 图(甲=\"乙"), "图(甲=Some(\"乙\"))");
    }
}
