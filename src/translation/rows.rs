//! The texts of the rows of workbooks.

use super::Texts;
use super::data::{DataText, texts_of_record};
use crate::model::Language;
use crate::parse::identity::Identity;
use crate::parse::records::{DataFile, Parsed};
use crate::source::Sources;

/// The texts of the rows of workbooks, with what YAML says of them.
#[must_use]
pub fn row_texts(parsed: &Parsed, sources: &Sources, languages: &[Language]) -> Vec<DataText> {
    let texts = Texts { sources, languages, rows: &[] };
    let is_table = |data: &&DataFile| sources.file(data.file).cells.is_some();
    let mut found = Vec::new();
    for data in parsed.data.iter().filter(is_table) {
        let path = &sources.file(data.file).path;
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("");
        for sheet in &data.nested {
            let records = sheet.nodes.iter().flatten().zip(&sheet.outline.records);
            for (number, (node, identity)) in records.enumerate() {
                let id = match identity {
                    Identity::Named(name) => name.id.to_string(),
                    // Nothing but its place names it.
                    _ => format!("{stem}-{}", number + 1),
                };
                let place = (data.file, sheet.outline.collection, &*id);
                found.extend(texts_of_record(&texts, place, node));
            }
        }
    }
    found
}
