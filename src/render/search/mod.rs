//! The index of the search page: what can be found, and plain scripts that find it, in parts of which
//! a question needs a few. What it finds and how its files are made is told in `docs/search.md`.

mod entries;
mod gather;
mod lists;
mod postings;
mod rows;
mod segment;
mod sounds;
mod text;

pub(super) use entries::{Entry, Section, page_title, sections};

use super::scope::Scope;
use super::site::RenderSite;
use crate::model::unnoted;
use crate::plan::PagePlan;
use lists::{encode, number, pair_key, part_of, word_key};
use postings::{Level, Lists as Terms, Postings, Runs, Triples, most_rows_of_pair};
use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use rayon::slice::ParallelSlice;
use rows::{Row, rows};
use segment::traditional;
use serde_json::{Value, json};
use sounds::sounds;
use std::collections::BTreeSet;

/// The first file of an index, beside the search page.
const INDEX: &str = "index.js";

/// About how large a part of the terms is, in bytes, and of the rows.
const TERM_BYTES: usize = 4000;
const ROW_BYTES: usize = 4500;

/// The files of the indexes of an edition, one index for each language.
#[must_use]
pub fn search_files(site: &RenderSite<'_>) -> Vec<(String, Vec<u8>)> {
    let id = site.plan.kinds.named("search");
    let languages: Vec<_> = site.model.site.languages.iter().map(|one| one.lang).collect();
    let pages = languages.iter().map(|lang| site.plan.by_path(&id.path(site.model, *lang)));
    let pages: Vec<_> = pages.flatten().collect();
    let indexes = pages.par_iter().map(|page| unnoted(|| index(site, page)));
    indexes.flatten_iter().collect()
}

/// The index in the language of a search page.
fn index(site: &RenderSite<'_>, page: &PagePlan) -> Vec<(String, Vec<u8>)> {
    let scope = Scope { has_cites: false, ..Scope::new(site, page) };
    let sections = sections(&scope);
    let rows = rows(site, page, &sections);
    let folder = page.path.strip_suffix("index.html").unwrap_or(&page.path);
    let mut files = Vec::new();
    let mut add =
        |name: &str, text: String| files.push((format!("{folder}{name}"), text.into_bytes()));

    let (starts, parts) = row_files(&rows);
    for (number, text) in parts.into_iter().enumerate() {
        add(&format!("r{number}.js"), text);
    }
    let heavy = most_rows_of_pair(rows.len());
    let terms = terms(&rows, heavy);
    let parts = term_files(&terms);
    let n_parts = parts.len();
    for (number, text) in parts.into_iter().enumerate() {
        add(&format!("t{number}.js"), text);
    }
    add("f.js", call("facets", &facets(&scope, &rows)));
    add("s.js", call("simplified", &json!(simplified(&terms))));

    let first = |section: usize| rows.iter().position(|row| row.section == section);
    let sections: Vec<_> = sections
        .iter()
        .enumerate()
        .filter_map(|(number, section)| Some(json!([section.title, first(number)?])))
        .collect();
    let continued: Vec<u32> =
        (0..).zip(&rows).filter(|(_, row)| row.continues).map(|(n, _)| n).collect();
    // Names of files stay as they are, so that a browser that kept one asks for it again only if the
    // index has changed.
    let mut hasher = blake3::Hasher::new();
    files.iter().for_each(|(_, bytes)| {
        hasher.update(bytes);
    });
    let version = hasher.finalize().to_hex();
    let start = json!({
        "version": &version[..10],
        "rows": rows.len(),
        "parts": n_parts,
        "heavy": heavy,
        "starts": encode(&starts),
        "continued": encode(&continued),
        "sections": sections,
    });
    files.push((format!("{folder}{INDEX}"), call("start", &start).into_bytes()));
    files
}

/// A call of the script that reads the index.
fn call(name: &str, value: &Value) -> String {
    format!("wellspringSearch.{name}({value});\n")
}

/// Rows as they are shown, in files of about the same size, with the first row of each.
fn row_files(rows: &[Row]) -> (Vec<u32>, Vec<String>) {
    let texts: Vec<String> = rows.par_iter().map(|row| shown(row).to_string()).collect();
    let (mut starts, mut files): (Vec<u32>, Vec<String>) = (Vec::new(), Vec::new());
    for (number, text) in (0..).zip(texts) {
        match files.last_mut().filter(|last| last.len() + text.len() <= ROW_BYTES) {
            Some(last) => {
                last.push_str(",\n");
                last.push_str(&text);
            }
            None => {
                starts.push(number);
                files.push(text);
            }
        }
    }
    let files = files.into_iter().enumerate();
    let call = |(number, rows)| format!("wellspringSearch.rows({number},[{rows}]);\n");
    (starts, files.map(call).collect())
}

/// A row as the script gets it: title, its language, address, other names, facts, text.
fn shown(row: &Row) -> Value {
    let fields = &row.fields;
    // The heading of a section stands in its title.
    let names = if row.is_part { "" } else { &*fields.names.join("\n") };
    let mut values = vec![
        json!(row.title),
        row.lang.as_ref().map_or(json!(0), |lang| json!(lang)),
        json!(row.href),
        json!(names),
        json!(fields.facts.join("\n")),
        json!(fields.text.join("\n")),
    ];
    while values.last().is_some_and(|last| last == "") {
        values.pop();
    }
    Value::Array(values)
}

/// How many rows a thread takes at once.
const CHUNK: usize = 512;

/// What the rows are found by: words, two characters, and three of which two are in more rows than
/// `heavy`.
fn terms(rows: &[Row], heavy: usize) -> Terms {
    let of_chunk = |(number, chunk): (usize, &[Row])| {
        let (mut postings, mut runs) = (Postings::default(), Runs::default());
        for (row, at) in chunk.iter().zip(number * CHUNK..) {
            postings.begin(at);
            each_text(row, &mut |level, text| postings.add(level, text, &mut runs));
            if !row.is_part {
                postings.add_whole(Level::Title, &row.title);
                let names = std::iter::once(&row.title).chain(&row.fields.names);
                let sounds = names.flat_map(|name| sounds(name));
                sounds.for_each(|sound| postings.add_word(Level::Names, &sound));
            }
        }
        (postings.tidied(), runs)
    };
    let found = rows.par_chunks(CHUNK).enumerate().map(of_chunk);
    let (postings, runs): (Vec<_>, Vec<_>) = found.unzip();
    let postings = postings.into_par_iter().reduce(Postings::default, Postings::with);
    let heavy = postings.heavy(heavy);
    let triples = runs.into_par_iter().map(|runs| runs.triples(&heavy));
    postings.finish(triples.reduce(Triples::default, Triples::with))
}

/// What a row says, by where it stands.
fn each_text(row: &Row, found: &mut impl FnMut(Level, &str)) {
    let fields = &row.fields;
    if !row.is_part {
        found(Level::Title, &row.title);
    }
    let levels =
        [(Level::Names, &fields.names), (Level::Facts, &fields.facts), (Level::Text, &fields.text)];
    for (level, texts) in levels {
        texts.iter().for_each(|text| found(level, text));
    }
}

/// Terms with their rows, in parts by the beginning of the term.
fn term_files(terms: &Terms) -> Vec<String> {
    let n_bytes =
        terms.pairs.iter().chain(&terms.words).map(|(_, lists)| lists.len() + 4).sum::<usize>();
    let n_parts = n_bytes.div_ceil(TERM_BYTES).max(1);
    let count = u32::try_from(n_parts).unwrap_or(u32::MAX);
    let mut parts = vec![[String::new(), String::new()]; n_parts];
    for (kind, all) in [&terms.pairs, &terms.words].into_iter().enumerate() {
        for (term, lists) in all {
            let key = if kind == 0 { pair_key(term) } else { word_key(term) };
            let part = &mut parts[part_of(key, count) as usize][kind];
            part.extend([term, "|", lists, ";"]);
        }
    }
    let parts = parts.into_iter().enumerate();
    let call = |(number, [pairs, words]): (usize, [String; 2])| {
        format!("wellspringSearch.terms({number},{},{});\n", json!(pairs), json!(words))
    };
    parts.map(call).collect()
}

/// Park and year of each row, by which hits are chosen from; the names of the parks.
fn facets(scope: &Scope<'_>, rows: &[Row]) -> Value {
    let ordered = |all: BTreeSet<usize>| all.into_iter().collect::<Vec<_>>();
    let parks = ordered(rows.iter().filter_map(|row| row.fields.park).collect());
    let years: BTreeSet<i16> = rows.iter().filter_map(|row| row.fields.year).collect();
    let (mut of_park, mut of_year) = (String::new(), String::new());
    // 0 is for none, and all others count from 1.
    let place = |at: usize| u32::try_from(at + 1).unwrap_or(0);
    for row in rows {
        let park = row.fields.park.and_then(|park| parks.binary_search(&park).ok());
        number(park.map_or(0, place), &mut of_park);
        let year = row.fields.year.and_then(|year| years.iter().position(|one| *one == year));
        number(year.map_or(0, place), &mut of_year);
    }
    let all = scope.site.model.parks.iter();
    let names: Vec<_> = all
        .filter(|(one, _)| parks.binary_search(&one.index()).is_ok())
        .map(|(_, park)| scope.plain(&park.header.name))
        .collect();
    json!({ "parks": names, "years": years, "park": of_park, "year": of_year })
}

/// Traditional characters that stand for a character of the index, each before it.
fn simplified(terms: &Terms) -> String {
    let known: BTreeSet<char> = terms.pairs.iter().flat_map(|(term, _)| term.chars()).collect();
    let pairs = traditional().filter(|(_, simple)| known.contains(simple));
    pairs.flat_map(|(one, other)| [one, other]).collect()
}
