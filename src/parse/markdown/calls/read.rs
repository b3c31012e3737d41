//! What stands between the braces: a name and named arguments.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Value;

/// A call in bytes of the text between its braces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawCall {
    pub(super) name: Range<usize>,
    pub(super) arguments: Vec<RawArgument>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawArgument {
    pub(super) name: Range<usize>,
    pub(super) value: Value,
    pub(super) value_range: Range<usize>,
}

/// Why a call cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

const FORM: &str = "write `{{ figure(of=\"signed-value\", in=\"2023-Q1\") }}`";
const VALUES: &str = "a value is a text in straight quotes, a number, `true` or `false`";

/// Reads the text between the braces.
pub(super) fn read(text: &str) -> Result<RawCall, Slip> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_spaces();
    let name = cursor.word().ok_or_else(|| cursor.slip("the name of a function", FORM))?;
    cursor.expect('(', FORM)?;
    let mut arguments = Vec::new();
    while !cursor.takes(')') {
        arguments.push(argument(&mut cursor)?);
        if cursor.takes(')') {
            break;
        }
        cursor.expect(',', "put a comma between two arguments and `)` after the last")?;
    }
    cursor.skip_spaces();
    match cursor.rest().is_empty() {
        true => Ok(RawCall { name, arguments }),
        false => Err(cursor.slip("`}}`", "one pair of braces holds one call and nothing else")),
    }
}

fn argument(cursor: &mut Cursor<'_>) -> Result<RawArgument, Slip> {
    cursor.skip_spaces();
    let help = "name every argument, as in `of=\"signed-value\"`";
    let name = cursor.word().ok_or_else(|| cursor.slip("the name of an argument", help))?;
    cursor.expect('=', help)?;
    let (value, value_range) = value(cursor)?;
    Ok(RawArgument { name, value, value_range })
}

fn value(cursor: &mut Cursor<'_>) -> Result<(Value, Range<usize>), Slip> {
    cursor.skip_spaces();
    let rest = cursor.rest();
    if let Some(inner) = rest.strip_prefix('"') {
        let Some(length) = inner.find('"') else {
            return Err(cursor.slip("a text with a quote at its end", VALUES));
        };
        let start = cursor.at + 1;
        cursor.at = start + length + 1;
        return Ok((Value::Text(inner[..length].into()), start..start + length));
    }
    let length = rest.find(|c: char| !is_bare(c)).unwrap_or(rest.len());
    let (start, bare) = (cursor.at, &rest[..length]);
    let value = match bare {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => match Decimal::from_str_exact(bare) {
            Ok(number) => Value::Number(number),
            Err(_) => return Err(not_a_value(cursor, bare)),
        },
    };
    cursor.at += length;
    Ok((value, start..start + length))
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+')
}

fn not_a_value(cursor: &Cursor<'_>, bare: &str) -> Slip {
    let start = cursor.at;
    if bare.is_empty() {
        return cursor.slip("a value", VALUES);
    }
    let message = format!("`{bare}` is no value: a text stands in straight quotes");
    Slip { range: start..start + bare.len(), message, help: VALUES }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn word(&mut self) -> Option<Range<usize>> {
        let is_end = |c: char| !(c.is_alphanumeric() || c == '_' || c == '-');
        let length = self.rest().find(is_end).unwrap_or(self.rest().len());
        let start = self.at;
        self.at += length;
        (length > 0).then_some(start..self.at)
    }

    fn takes(&mut self, c: char) -> bool {
        self.skip_spaces();
        let found = self.rest().starts_with(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn expect(&mut self, c: char, help: &'static str) -> Result<(), Slip> {
        match self.takes(c) {
            true => Ok(()),
            false => Err(self.slip(&format!("`{c}`"), help)),
        }
    }

    /// Something else stands here than is expected.
    fn slip(&self, expected: &str, help: &'static str) -> Slip {
        let found = self.rest().chars().next();
        let range = self.at..self.at + found.map_or(0, char::len_utf8);
        let message = match found {
            Some(found) => format!("expected {expected}, found `{found}`"),
            None => format!("expected {expected}, found the end of the call"),
        };
        Slip { range, message, help }
    }
}
