//! Workbooks of `LibreOffice`, written from their `content.xml`, because nobody can review a binary
//! file.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The ending of a file that holds the content of a workbook: `ledger.ods.xml` is `ledger.ods`.
pub(crate) const ENDING: &str = ".ods.xml";

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The workbook with that content.
#[track_caller]
pub(crate) fn workbook(content: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let manifest = "<manifest:manifest/>";
    let parts = [("mimetype", KIND), ("META-INF/manifest.xml", manifest), ("content.xml", content)];
    for (name, text) in parts {
        archive.start_file(name, stored).expect("takes a file");
        archive.write_all(text.as_bytes()).expect("takes its text");
    }
    archive.finish().expect("is an archive").into_inner()
}
