//! Whole ledgers in the shape of real ones: each builds without a word, adds up to what a program
//! beside it works out, and keeps to itself who is internal.

use crate::accept::assert_none;
use crate::data_sets::{Row, rows};
use crate::file_tree::repository;
use crate::page_text::{inside_of_main, text_of};
use crate::site_case::{Built, SiteCase, page};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use wellspring::inventory::Inventory;
use wellspring::pipeline::compile;

/// What no page may be larger than: the readers of a report are on telephones, too.
const LARGEST_PAGE: usize = 300_000;

/// Fewer would be no ledger of an office.
const FEWEST_RECORDS: usize = 100;

/// The folders of the ledgers.
fn ledgers() -> Vec<PathBuf> {
    let folder = fs::read_dir(repository("tests/cases/ledgers")).expect("there are ledgers");
    let mut found: Vec<_> = folder.map(|entry| entry.expect("is readable").path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The lines of a file of a ledger; none if it has no such file.
fn lines(ledger: &Path, file: &str) -> Vec<String> {
    let text = fs::read_to_string(ledger.join(file)).unwrap_or_default();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// How many records the site publishes.
fn n_published(site: &SiteCase) -> usize {
    let compiled = compile(&site.options()).expect("the site folder is readable");
    let inventory = Inventory::new(&compiled).expect("it has settings");
    inventory.entries.iter().filter(|entry| entry.state.word() == "published").count()
}

/// The rows of `expected.csv` that the data sets do not have.
fn other_values(ledger: &Path, built: &Built) -> Vec<String> {
    let mut sets: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut expected = csv::Reader::from_path(ledger.join("expected.csv")).expect("has a table");
    for row in expected.deserialize() {
        let [set, place, column, value]: [String; 4] = row.expect("a row has four cells");
        let rows = sets.entry(set.clone()).or_insert_with(|| rows(built, &set));
        let found: Vec<_> = rows.iter().filter(|row| is_at(row, &place)).collect();
        match found[..] {
            [one] if one.get(&column) == Some(&value) => {}
            [one] => faults.push(format!(
                "{set} {place}: {column} is {:?} and not `{value}`",
                one.get(&column)
            )),
            _ => faults.push(format!("{set} {place}: {} rows", found.len())),
        }
    }
    faults
}

/// Whether a row has every value of `column=value;column=value`.
fn is_at(row: &Row, place: &str) -> bool {
    let mut parts =
        place.split(';').map(|part| part.split_once('=').expect("`where` has `column=value`"));
    parts.all(|(column, value)| row.get(column).is_some_and(|found| found == value))
}

/// The texts of `absent.txt` that a file of the site has.
fn published_secrets(ledger: &Path, built: &Built) -> Vec<String> {
    let secrets = lines(ledger, "absent.txt");
    let mut faults = Vec::new();
    for (path, bytes) in built {
        let text = String::from_utf8_lossy(bytes);
        let found = secrets.iter().filter(|secret| text.contains(secret.as_str()));
        faults.extend(found.map(|secret| format!("{path} has `{secret}`")));
    }
    faults
}

/// The lines of `pages.txt` that do not stand on their page, and pages that are too large.
fn faults_of_pages(ledger: &Path, built: &Built) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines(ledger, "pages.txt") {
        let (path, words) = line.split_once('\t').expect("a path, a tab, words");
        let text = text_of(inside_of_main(page(built, path)));
        if !text.contains(words) {
            faults.push(format!("{path} has no `{words}` in:\n{text}"));
        }
    }
    let pages = built.iter().filter(|(path, _)| path.ends_with(".html"));
    let large = pages.filter(|(_, bytes)| bytes.len() > LARGEST_PAGE);
    faults.extend(large.map(|(path, bytes)| format!("{path} has {} bytes", bytes.len())));
    faults
}

#[test]
fn ledgers_of_offices_come_out_as_worked_out_beside_them() {
    let mut faults = Vec::new();
    for ledger in ledgers() {
        let site = SiteCase::copy_of(&ledger.join("in"));
        let n_records = n_published(&site);
        let (built, problems) = site.build(&site.options());
        let mut found: Vec<_> = problems.lines().map(str::to_owned).collect();
        if n_records < FEWEST_RECORDS {
            found.push(format!("it has {n_records} records only"));
        }
        found.extend(other_values(&ledger, &built));
        found.extend(published_secrets(&ledger, &built));
        found.extend(faults_of_pages(&ledger, &built));
        let name = ledger.file_name().unwrap_or_default().to_string_lossy().into_owned();
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert_none(&faults);
}
