//! All rows of a list that goes on several pages, as a script: pages from disk can read nothing else.

use super::Table;
use super::ranks::rank;
use crate::locale::NumberMarks;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use foldhash::fast::FixedState;
use indexmap::IndexSet;
use rust_decimal::Decimal;
use std::io::Write;

/// Between the parts of a value: text, remark, what sorting compares, single names, and marks.
const PART: char = '\u{1f}';
/// Between the values of a dictionary.
const ENTRY: char = '\u{1e}';
/// Between single names.
const NAME: char = '\u{1d}';
/// How many different values a column has at most that is written as a dictionary and codes.
const MOST_ENTRIES: usize = 1500;
/// The character that stands for the first entry of a dictionary.
const FIRST_CODE: u32 = 0x30;

/// All rows of a list as a script that hands them over: compressed, since a list has thousands.
///
/// The text has the number of rows, what begins and ends every address, then for each column a line
/// with its key, the power of ten of its numbers, `d` or `r`, and `o` if its rows stand in its order,
/// and behind that a dictionary and a
/// character for each row, or a line for each row. A column without a key holds addresses, one with
/// the key `*` words that only a search sees.
pub(in crate::render) fn rows_file<'a, T: Table>(scope: &Scope<'a>, of: &T) -> Vec<u8> {
    let rows = of.all_rows(scope).unwrap_or_else(|| of.rows(scope));
    let mut columns = of.columns();
    columns.retain(|column| !of.leaves_out(column.key));
    let mut hrefs = Vec::new();
    let mut text = String::new();
    let mut parts = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let mut cells: Vec<_> = rows.iter().map(|row| column.cell(of, scope, row)).collect();
        if number == 0 {
            hrefs = cells.iter().map(|cell| cell.href.clone().unwrap_or_default()).collect();
        }
        if cells.iter().any(|cell| !cell.missing) {
            let power = column.unit(of).map_or(0, |unit| unit.exponent.into());
            let mut all: Vec<_> = cells.iter_mut().collect();
            let in_order = rank(scope, of, (column, number), &rows, &mut all);
            let values = cells.iter().map(|cell| value(scope, cell, power)).collect();
            parts.push(Part { key: column.key, power, in_order, values });
        }
    }
    let (before, after) = shared(&hrefs);
    let inner = |href: &String| {
        let end = href.len().saturating_sub(after.len()).max(before.len().min(href.len()));
        href.get(before.len()..end).unwrap_or_default().to_owned()
    };
    parts.push(Part::plain("", hrefs.iter().map(inner).collect()));
    let words: Vec<_> =
        rows.iter().map(|row| clean(&of.row_words(scope, row).unwrap_or_default())).collect();
    if words.iter().any(|words| !words.is_empty()) {
        parts.push(Part::plain("*", words));
    }
    text.push_str(&format!("{}\n{before}\n{after}\n", rows.len()));
    for part in &parts {
        part.write(&mut text);
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(text.as_bytes());
    let packed = written.and_then(|()| encoder.finish()).expect("memory can be written to");
    [b"listRows(\"", &*base64(&packed), b"\");\n"].concat()
}

/// A column in the making.
struct Part {
    key: &'static str,
    power: u32,
    in_order: bool,
    values: Vec<String>,
}

impl Part {
    fn plain(key: &'static str, values: Vec<String>) -> Self {
        Self { key, power: 0, in_order: false, values }
    }

    fn write(&self, text: &mut String) {
        let Self { key, power, in_order, values } = self;
        let entries: IndexSet<&str, FixedState> = values.iter().map(String::as_str).collect();
        let is_short = entries.len() <= MOST_ENTRIES && entries.len() * 2 <= values.len();
        let form = if is_short { 'd' } else { 'r' };
        let order = if *in_order { "\to" } else { "" };
        text.push_str(&format!("{key}\t{power}\t{form}{order}\n"));
        if !is_short {
            for value in values {
                text.push_str(value);
                text.push('\n');
            }
            return;
        }
        let list: Vec<_> = entries.iter().copied().collect();
        text.push_str(&list.join(&ENTRY.to_string()));
        text.push('\n');
        let code = |value: &String| {
            let number = entries.get_index_of(value.as_str()).unwrap_or_default();
            char::from_u32(FIRST_CODE + u32::try_from(number).unwrap_or_default())
        };
        text.extend(values.iter().filter_map(code));
        text.push('\n');
    }
}

/// A cell as a value; nothing where it is missing.
fn value(scope: &Scope<'_>, cell: &CellView<'_>, power: u32) -> String {
    if cell.missing {
        return String::new();
    }
    let sort = cell.sort.as_deref().filter(|sort| {
        let is_told = at_power(scope, &cell.text, power).is_some_and(|own| own == **sort);
        !is_told && *sort != cell.text
    });
    let mut value = String::with_capacity(cell.text.len() + 8);
    push_clean(&mut value, &cell.text);
    value.push(PART);
    push_clean(&mut value, cell.note.as_deref().unwrap_or_default());
    value.push(PART);
    push_clean(&mut value, sort.unwrap_or_default());
    value.push(PART);
    let names = cell.values.as_deref().unwrap_or_default();
    value.extend(names.chars().map(|c| if c == '\n' { NAME } else { c }));
    value.push(PART);
    value.push_str(if cell.unsummed { "~" } else { "" });
    value.truncate(value.trim_end_matches(PART).len());
    value
}

/// Appends a text without the characters that tell values apart.
fn push_clean(value: &mut String, text: &str) {
    match text.bytes().any(|byte| byte < b' ') {
        true => value.extend(text.chars().map(|c| if c < ' ' { ' ' } else { c })),
        false => value.push_str(text),
    }
}

fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    clean
}

/// A number as its column prints it, as a number of units of one.
fn at_power(scope: &Scope<'_>, text: &str, power: u32) -> Option<String> {
    let NumberMarks { decimal, group, minus, .. } = scope.locale.number_marks();
    let plain = text.replace(group, "").replace(decimal, ".").replace(minus, "-");
    let number: Decimal = plain.parse().ok()?;
    let scale = Decimal::from(10_u64.checked_pow(power)?);
    Some(number.checked_mul(scale)?.normalize().to_string())
}

/// What begins and what ends all of some texts.
fn shared(texts: &[String]) -> (String, String) {
    let Some(first) = texts.first() else { return Default::default() };
    let before = texts.iter().fold(first.as_str(), |shared, text| {
        let n = shared.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        shared.get(..n).unwrap_or_default()
    });
    let after = texts.iter().fold(first.as_str(), |shared, text| {
        let pairs = shared.bytes().rev().zip(text.bytes().rev());
        let n = pairs.take_while(|(one, other)| one == other).count();
        shared.get(shared.len() - n..).unwrap_or_default()
    });
    let fits = texts.iter().all(|text| before.len() + after.len() <= text.len());
    (before.to_owned(), if fits { after.to_owned() } else { String::new() })
}

/// Bytes as a script can hold them (RFC 4648).
fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |group: &[u8]| {
        let byte = |place: usize| usize::from(group.get(place).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |place: usize| match place <= group.len() {
            true => DIGITS[all >> (18 - 6 * place) & 63],
            false => b'=',
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_become_digits() {
        for (bytes, digits) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), digits.as_bytes());
        }
    }
}
