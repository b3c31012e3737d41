//! The table of all units in `docs/schema.md`, made of the program and its locale files.

use super::test_locales::locale;
use crate::value::{UnitKind, Units};
use std::collections::BTreeSet;

const START: &str =
    "<!-- units: kept up to date by a test, `UPDATE_DOCS=1 cargo test units_table` -->\n";
const END: &str = "<!-- end of units -->\n";

/// Each unit with its symbol and the words that it is read by.
fn table() -> String {
    let locales = ["zh", "en"].map(locale);
    let mut rows =
        "| unit | measures | symbol | 中文 | English |\n|---|---|---|---|---|\n".to_owned();
    for (_, unit) in Units::builtin().iter() {
        let kinds = UnitKind::NAMED.iter();
        let kind = kinds.filter(|(_, kind)| *kind == unit.kind).map(|(name, _)| *name);
        let words = locales.iter().map(|locale| {
            let mut seen = BTreeSet::new();
            let read = locale.words.units.read();
            let own = read.filter(|(_, name)| *name == unit.id.as_str());
            let words: Vec<_> =
                own.map(|(word, _)| word.trim()).filter(|word| seen.insert(*word)).collect();
            words.join(", ")
        });
        let cells = [
            format!("`{}`", unit.id.as_str()),
            kind.collect(),
            unit.symbol.unwrap_or_default().to_owned(),
        ];
        let cells: Vec<_> = cells.into_iter().chain(words).collect();
        rows.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    rows
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test writes the page that it guards")]
fn units_table_is_up_to_date() {
    let page = include_str!("../../docs/schema.md").replace("\r\n", "\n");
    let (before, rest) = page.split_once(START).expect("the start of the table");
    let (_, after) = rest.split_once(END).expect("the end of the table");
    let made = format!("{before}{START}\n{}\n{END}{after}", table());
    if std::env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema.md");
        std::fs::write(path, made).expect("docs/schema.md can be written");
        return;
    }
    assert!(
        page == made,
        "docs/schema.md is stale: run `UPDATE_DOCS=1 cargo test units_table` and read the diff"
    );
}
