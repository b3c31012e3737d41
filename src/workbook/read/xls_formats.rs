//! In which formats the cells of a workbook of Excel before 2007 are shown, which the reader of
//! tables does not tell.

use super::builtin;
use super::ods_formats::Formats;
use cfb::CompoundFile;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

// The kinds of records that say something of formats.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const SHEET: u16 = 0x0085;
const NUMBERS: u16 = 0x00bd;
/// Formula, shared text, number, text, truth or error, short number: each begins with its place.
const CELLS: [u16; 6] = [0x0006, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// The version of the records since Excel 97.
const SINCE_97: u16 = 0x0600;

/// The records of a workbook.
///
/// # Errors
///
/// If its container is damaged, or that of another program.
pub(super) fn stream(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(bytes))?;
    let mut records = Vec::new();
    // A damaged one must not be read again and again.
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    container.open_stream("Workbook")?.take(most).read_to_end(&mut records)?;
    Ok(records)
}

/// The formats of each sheet, by its name; `None` if they cannot be read.
pub(super) fn formats(data: &[u8]) -> Option<BTreeMap<String, Formats>> {
    let book = Book::read(data)?;
    let sheets = book.sheets.iter();
    sheets.map(|(name, start)| Some((name.clone(), book.sheet(data.get(*start..)?)?))).collect()
}

/// What a workbook says of all its sheets.
#[derive(Default)]
struct Book {
    formats: BTreeMap<u16, Rc<str>>,
    /// The number of the format of each style.
    styles: Vec<u16>,
    sheets: Vec<(String, usize)>,
}

impl Book {
    fn read(data: &[u8]) -> Option<Self> {
        let mut book = Self::default();
        for (kind, record) in records(data) {
            match kind {
                BEGIN if u16_at(record, 0)? != SINCE_97 => return None,
                FORMAT => {
                    let length = usize::from(u16_at(record, 2)?);
                    book.formats.insert(u16_at(record, 0)?, text(record.get(4..)?, length)?.into());
                }
                STYLE => book.styles.push(u16_at(record, 2)?),
                SHEET => {
                    let length = usize::from(*record.get(6)?);
                    let start = usize::try_from(u32_at(record, 0)?).ok()?;
                    book.sheets.push((text(record.get(7..)?, length)?, start));
                }
                END => return Some(book),
                _ => {}
            }
        }
        None
    }

    fn sheet(&self, data: &[u8]) -> Option<Formats> {
        let mut found = Formats::new();
        // Charts within a sheet are sheets themselves.
        let mut depth = 0_usize;
        for (kind, record) in records(data) {
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth > 1 => {}
                NUMBERS => {
                    let (row, first) = (u16_at(record, 0)?, u16_at(record, 2)?);
                    // Two bytes for the last column, six for each number.
                    let cells = record.get(4..record.len().checked_sub(2)?)?.chunks_exact(6);
                    for (column, cell) in (u32::from(first)..).zip(cells) {
                        self.add(&mut found, (u32::from(row), column), u16_at(cell, 0)?);
                    }
                }
                kind if CELLS.contains(&kind) => {
                    let place = (u32::from(u16_at(record, 0)?), u32::from(u16_at(record, 2)?));
                    self.add(&mut found, place, u16_at(record, 4)?);
                }
                _ => {}
            }
        }
        Some(found)
    }

    fn add(&self, found: &mut Formats, place: (u32, u32), style: u16) {
        let Some(number) = self.styles.get(usize::from(style)) else { return };
        let own = self.formats.get(number).cloned();
        let format = own.or_else(|| builtin::code(u32::from(*number)).map(Rc::from));
        found.extend(format.map(|format| (place, format)));
    }
}

/// The records of a stream, each with its kind.
fn records(mut data: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(data, 0)?, usize::from(u16_at(data, 2)?));
        let record = data.get(4..4 + length)?;
        data = &data[4 + length..];
        Some((kind, record))
    })
}

/// A text of so many characters, of one byte or two as the byte before them says.
fn text(bytes: &[u8], length: usize) -> Option<String> {
    let (flags, rest) = bytes.split_first()?;
    if flags & 1 == 0 {
        return Some(rest.get(..length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = rest.get(..2 * length)?.chunks_exact(2);
    let units: Vec<u16> = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).ok()
}

/// Two bytes as a number.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes as a number.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, FORMAT, NUMBERS, SHEET, SINCE_97, STYLE, formats};

    fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
        let data = parts.concat();
        let length = u16::try_from(data.len()).expect("is short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), &data].concat()
    }

    fn units(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn workbook(version: u16) -> Vec<u8> {
        let begin = record(BEGIN, &[&units(&[version, 5])]);
        let end = record(END, &[]);
        let wide: Vec<u16> = "0\"亿元\"".encode_utf16().collect();
        let length = u16::try_from(wide.len()).expect("is short");
        let formats = [
            record(FORMAT, &[&units(&[164, 4]), &[0], b"0.0%"]),
            record(FORMAT, &[&units(&[165, length]), &[1], &units(&wide)]),
        ];
        let styles = [0, 164, 165, 17].map(|format| record(STYLE, &[&units(&[0, format, 0])]));
        let globals = |start: u32| {
            let sheet = record(SHEET, &[&start.to_le_bytes(), &[0, 0, 2, 0], b"ab"]);
            [&begin[..], &formats.concat(), &styles.concat(), &sheet, &end].concat()
        };
        let start = u32::try_from(globals(0).len()).expect("is short");
        let chart = [&begin[..], &record(0x0203, &[&units(&[9, 9, 1])]), &end].concat();
        let cells = [
            record(0x0203, &[&units(&[1, 2, 1]), &[0; 8]]),
            record(NUMBERS, &[&units(&[2, 3, 2, 0, 0, 3, 0, 0, 4])]),
            record(0x00fd, &[&units(&[3, 0, 0, 0, 0])]),
        ];
        [&globals(start)[..], &begin, &chart, &cells.concat(), &end].concat()
    }

    #[test]
    fn cells_have_the_formats_of_their_styles() {
        let found = formats(&workbook(SINCE_97)).expect("is a workbook");
        let cells: Vec<_> = found["ab"].iter().map(|(place, code)| (*place, &**code)).collect();
        assert_eq!(cells, [((1, 2), "0.0%"), ((2, 3), "0\"亿元\""), ((2, 4), "mmm-yy")]);
        assert_eq!(formats(&workbook(0x0500)), None);
        assert_eq!(formats(&workbook(SINCE_97)[..60]), None);
    }
}
