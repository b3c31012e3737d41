//! Records that columns name and the site lacks: parks, regions, indicators. Without them no cell that
//! names them could be read.

use super::guess::Need;
use super::sheet::SheetGuess;
use super::site::Site;
use super::write::comments;
use super::yaml;
use crate::diag::MessageLanguage;
use crate::workbook::ids::slug;
use crate::workbook::pattern::squeezed;
use std::collections::{BTreeMap, BTreeSet};

/// The files of these records by their paths, a file for each collection; what stands in such a file
/// already stays.
pub(super) fn files(
    workbook: &str,
    sheets: &[SheetGuess],
    site: &Site<'_>,
    language: MessageLanguage,
) -> Vec<(String, String)> {
    let taken = sheets.iter().filter_map(|sheet| sheet.taken.as_ref());
    let columns = taken.clone().flat_map(|taken| taken.columns.iter());
    let mut of_collections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut ids: BTreeSet<(String, String)> = BTreeSet::new();
    let mut names: BTreeSet<(String, String)> = BTreeSet::new();
    // Rows of other sheets of the workbook are records as well.
    let own: BTreeSet<(&str, &String)> = taken
        .flat_map(|taken| taken.row_names.iter().map(|name| (taken.collection, name)))
        .collect();
    for need in columns.flat_map(|column| &column.needs) {
        match need {
            Need::Indicator { id, name, kind, unit } => {
                if !ids.insert(("indicators".to_owned(), id.clone())) {
                    continue;
                }
                let name = yaml::text(name, id);
                let unit = yaml::scalar(unit);
                let line = format!("- {{ id: {id}, name: {name}, unit: {unit}, kind: {kind} }}");
                of_collections.entry("indicators").or_default().push(line);
            }
            Need::Named { collection, name } => {
                let key = squeezed(name);
                let is_new = !own.contains(&(collection.as_str(), &key))
                    && names.insert((collection.clone(), key));
                let Some(kind) = site.setting.kind(collection).filter(|_| is_new) else { continue };
                let Some(id) = free_id(name, collection, &mut ids, site) else { continue };
                let called = kind.name_key.unwrap_or("name");
                let line = format!("- {{ id: {id}, {called}: {} }}", yaml::scalar(name));
                of_collections.entry(kind.collection).or_default().push(line);
            }
        }
    }
    let stem = workbook.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let stem = stem.and_then(|(stem, _)| slug(stem)).unwrap_or_else(|| "workbook".to_owned());
    let file = |(collection, lines): (&str, Vec<String>)| {
        let path = format!("content/data/{collection}/{stem}.yaml");
        let before = site.setting.sources.by_path(&path);
        let before = before.map(|file| site.setting.sources.file(file).text.to_string());
        let name = workbook.rsplit('/').next().unwrap_or(workbook);
        let head = || {
            let lines = [
                format!(
                    "Named in {name} and not known to the site before: `wellspring adopt` wrote them."
                ),
                "Complete them, or move them to where they belong.".to_owned(),
            ];
            comments(&lines, language)
        };
        let before = before.unwrap_or_else(head);
        let before = if before.ends_with('\n') { before } else { format!("{before}\n") };
        (path, format!("{before}{}\n", lines.join("\n")))
    };
    of_collections.into_iter().map(file).collect()
}

/// An id for a name that no record has.
fn free_id(
    name: &str,
    collection: &str,
    ids: &mut BTreeSet<(String, String)>,
    site: &Site<'_>,
) -> Option<String> {
    let id = slug(name)?;
    let is_free = |id: &str, ids: &BTreeSet<(String, String)>| {
        let is_of_site = site.names.of(collection).is_some_and(|of| of.has_id(id));
        !is_of_site && !ids.contains(&(collection.to_owned(), id.to_owned()))
    };
    let mut all = std::iter::once(id.clone()).chain((2..).map(|n| format!("{id}-{n}")));
    let free = all.find(|id| is_free(id, ids))?;
    ids.insert((collection.to_owned(), free.clone()));
    Some(free)
}
