//! What the table reader does not tell of a workbook: its size unpacked, and which rows and columns
//! are hidden. A workbook is a folder of XML files in an archive.

use super::Unreadable;
use crate::limits::MAX_UNPACKED_BYTES;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// What is hidden in a sheet, from 0.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) rows: Vec<u32>,
    pub(super) columns: Vec<u32>,
}

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Opens the archive that a workbook is.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, Unreadable> {
    let help = "open it in a spreadsheet and save it again; while it is being saved, wait";
    // Excel packs a workbook with a password into the container of older files.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::new(
            "the workbook is locked with a password, or is an older `.xls`",
            "save a copy of it as `.xlsx` without a password",
        ));
    }
    ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Unreadable::new(format!("the workbook cannot be read: {error}"), help))
}

/// Whether what is unpacked is not more than any ledger needs.
pub(super) fn fits(bytes: &[u8]) -> Result<(), Unreadable> {
    let n_bytes = open(bytes)?.decompressed_size().unwrap_or(0);
    if n_bytes > u128::from(MAX_UNPACKED_BYTES) {
        return Err(Unreadable::new(
            format!("the workbook unpacks to {n_bytes} bytes, more than {MAX_UNPACKED_BYTES}"),
            "delete what is no part of the ledger, or divide the workbook",
        ));
    }
    Ok(())
}

/// What is hidden in each sheet, by its name. What cannot be read here is told by the reader of
/// tables.
pub(super) fn looks(bytes: &[u8]) -> Result<BTreeMap<String, Look>, Unreadable> {
    fits(bytes)?;
    let mut archive = open(bytes)?;
    let mut targets = BTreeMap::new();
    let mut names = Vec::new();
    each(&mut archive, "xl/_rels/workbook.xml.rels", &mut |element| {
        targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        true
    });
    each(&mut archive, "xl/workbook.xml", &mut |element| {
        if element.local_name().as_ref() == "sheet" {
            names.extend(attribute(element, "name").zip(attribute(element, "r:id")));
        }
        true
    });
    let mut looks = BTreeMap::new();
    for (name, id) in names {
        let Some(target) = targets.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        looks.insert(name, look(&mut archive, &path));
    }
    Ok(looks)
}

fn look(archive: &mut Archive<'_>, path: &str) -> Look {
    let mut look = Look::default();
    let mut row = 0;
    each(archive, path, &mut |element| {
        let number = |key| attribute(element, key).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = || matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        match element.local_name().as_ref() {
            "col" if is_hidden() => {
                let (min, max) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
                // Excel hides all columns up to the last one that there may be.
                look.columns.extend((min.max(1) - 1..max.max(1)).take(1_000));
            }
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden() {
                    look.rows.push(row.max(1) - 1);
                }
            }
            "mergeCells" => return false,
            _ => {}
        }
        true
    });
    look
}

/// Shows each element of a file of an archive, until it is enough.
fn each(
    archive: &mut Archive<'_>,
    path: &str,
    show: &mut dyn FnMut(&BytesStart<'_>) -> bool,
) -> Option<()> {
    let file = archive.by_name(path).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(file));
    read_all(&mut reader, show)
}

/// Shows each start, end and text of a file of an archive.
pub(super) fn each_event(
    archive: &mut Archive<'_>,
    path: &str,
    show: &mut dyn FnMut(&Event<'_>),
) -> Option<()> {
    let file = archive.by_name(path).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Eof => return Some(()),
            event => show(&event),
        }
        buffer.clear();
    }
}

fn read_all<R: BufRead>(
    reader: &mut Reader<R>,
    show: &mut dyn FnMut(&BytesStart<'_>) -> bool,
) -> Option<()> {
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if !show(&element) => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// An attribute of an element.
pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = element.try_get_attribute(key).ok()??;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}
