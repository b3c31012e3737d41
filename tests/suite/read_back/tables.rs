//! Tables of projects: every investment with all its digits, and totals that follow from them.

use super::exact::Span;
use super::ledger::{Ledger, PARKS, Project};
use super::page;
use super::page::{Cells, Table};
use super::reader::{DOLLARS, Figure, Lang, Unit, YUAN, figure};
use crate::page_text::text_of;

/// Whether a text says that nothing is published.
pub(crate) fn is_missing(text: &str) -> bool {
    ["—", "not published", "未公布", ""].contains(&text)
}

/// What a cell says of an amount in one of some units: its words, or else its digits in the unit of
/// its column. `None` if it says nothing of the kind.
pub(crate) fn said(
    lang: Lang,
    html: &str,
    column: &str,
    units: &[&'static Unit],
) -> Option<(Figure, &'static str)> {
    let html = html.split("</td>").next().unwrap_or_default();
    let remarks = html.split("<small").skip(1).filter_map(|remark| remark.split_once('>'));
    let remarks = remarks.map(|(_, remark)| text_of(remark.split("</small>").next().unwrap_or("")));
    let digits = page::plain(html);
    let in_column = match lang {
        Lang::Zh => format!("{digits}{column}"),
        Lang::En if column.starts_with("RMB") => {
            column.replacen("RMB", &format!("RMB {digits}"), 1)
        }
        Lang::En if column.starts_with("US$") => {
            let scale = column.trim_start_matches("US$").trim_start();
            format!("US${digits} {scale}").trim_end().to_owned()
        }
        Lang::En if column.starts_with('%') => format!("{digits}%"),
        Lang::En => format!("{digits} {column}"),
    };
    let texts: Vec<String> = remarks.chain([digits, in_column]).collect();
    texts
        .iter()
        .find_map(|text| units.iter().find_map(|unit| Some((figure(lang, text, unit)?, unit.id))))
}

fn sum(projects: &[&Project]) -> Option<Span> {
    let yuan = projects.iter().filter_map(|project| project.investment);
    let yuan = yuan.filter(|investment| investment.unit.id == "CNY");
    let spans = yuan.map(|investment| investment.span().not_negative());
    spans.reduce(|sum, next| sum + next)
}

struct Reading<'r> {
    lang: Lang,
    table: &'r Table,
    unit: &'r str,
    faults: Vec<String>,
}

impl Reading<'_> {
    fn amount(&mut self, cells: &Cells, expected: Option<(Span, &str)>, of: &str) {
        let html = page::cell(cells, "investment").unwrap_or_default();
        let found = said(self.lang, html, self.unit, &[&YUAN, &DOLLARS]);
        let found = found.map(|(figure, unit)| (figure.span.not_negative(), unit));
        // Nothing is invested that is less than nothing, whether the words say so or not.
        let expected = expected.map(|(span, unit)| (span.not_negative(), unit));
        // "More than" in English is less than 余 says; see `compare::says`.
        let is_shorter = found.zip(expected).is_some_and(|((found, _), (expected, _))| {
            self.lang == Lang::En && found.low == expected.low && found.high.is_none()
        });
        if found != expected && !is_shorter {
            let (found, expected) =
                (found.map(|it| it.0.to_string()), expected.map(|it| it.0.to_string()));
            let text = text_of(html);
            self.faults
                .push(format!("{of}: `{text}` in {} is {found:?}, not {expected:?}", self.unit));
        }
    }
}

fn read<'r>(lang: Lang, table: &'r Table) -> Reading<'r> {
    let unit = table.units.iter().find(|(key, _)| key == "investment");
    Reading { lang, table, unit: unit.map_or("", |(_, unit)| unit), faults: Vec::new() }
}

/// The list of some projects with its total.
fn list(lang: Lang, html: &str, projects: &[&Project]) -> Vec<String> {
    let Some(table) = page::table(html, "table-projects") else { return Vec::new() };
    let mut reading = read(lang, &table);
    for project in projects {
        let name = format!("/{}/index.html", project.id);
        let short = format!("\"{}/index.html", project.id);
        let row = reading
            .table
            .rows
            .iter()
            .find(|row| row[0].1.contains(&name) || row[0].1.contains(&short));
        let Some(row) = row else {
            reading.faults.push(format!("{} is not listed", project.id));
            continue;
        };
        let expected = project.investment.map(|it| (it.span(), it.unit.id));
        reading.amount(row, expected, &project.id);
    }
    if let Some(total) = &reading.table.total {
        reading.amount(total, sum(projects).map(|sum| (sum, "CNY")), "total");
    }
    reading.faults
}

/// The table of parks with the number and the sum of their projects.
fn by_park(lang: Lang, html: &str, ledger: &Ledger) -> Vec<String> {
    let Some(table) = page::table(html, "table-by-park") else { return Vec::new() };
    let mut reading = read(lang, &table);
    for (number, (id, ..)) in PARKS.iter().enumerate() {
        let within: Vec<_> =
            ledger.projects.iter().filter(|project| project.park == Some(number)).collect();
        let row = reading.table.rows.iter().find(|row| row[0].1.contains(&format!("parks/{id}/")));
        let Some(row) = row else { continue };
        let n = page::cell(row, "projects")
            .map(|cell| text_of(cell.split("<small").next().unwrap_or("")));
        let is_right = n.as_ref().is_some_and(|n| *n == within.len().to_string());
        // A count of nothing is no statement where the list may be short.
        let is_no_statement = within.is_empty() && n.as_deref() == Some("—");
        if !is_right && !is_no_statement {
            reading.faults.push(format!("{id}: {n:?} projects, not {}", within.len()));
        }
        reading.amount(row, sum(&within).map(|sum| (sum, "CNY")), id);
    }
    reading.faults
}

/// What contradicts the ledger in the tables of projects.
fn contradictions(ledger: &Ledger) -> Vec<String> {
    let is_meant = |path: &str| path.contains("/parks/") || path.contains("/projects/index");
    let pages = match super::build(ledger, is_meant) {
        Ok(pages) => pages,
        Err(errors) => return errors,
    };
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let page = |path: &str| pages.get(&format!("{}/{path}index.html", lang.code()));
        let every: Vec<_> = ledger.projects.iter().collect();
        let mut faults = Vec::new();
        if let Some(html) = page("projects/") {
            faults.extend(list(lang, html, &every));
            faults.extend(by_park(lang, html, ledger));
        }
        for (number, (id, ..)) in PARKS.iter().enumerate() {
            let within: Vec<_> =
                every.iter().copied().filter(|project| project.park == Some(number)).collect();
            if let Some(html) = page(&format!("parks/{id}/")) {
                faults.extend(list(lang, html, &within));
            }
        }
        if !faults.is_empty() {
            let files = ledger.files();
            let (seed, projects) = (ledger.seed, &files["content/data/projects.yaml"]);
            all.push(format!(
                "{} (seed {seed}): {}\n{projects}",
                lang.code(),
                faults.join("\n    ")
            ));
        }
    }
    all
}

#[test]
fn tables_of_projects_say_what_their_ledger_says() {
    super::try_all(120, contradictions);
}
