//! Taking from a page what a reader sees of each target.

use crate::page_text::text_of;

/// A target as a page shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Card {
    /// Where its name leads.
    pub(crate) href: String,
    pub(crate) result: String,
    pub(crate) status: String,
    /// The measures with their labels.
    pub(crate) measures: Vec<(String, String)>,
    /// The sentences below them.
    pub(crate) sentences: Vec<String>,
    pub(crate) caveats: Vec<String>,
}

impl Card {
    pub(crate) fn measure(&self, label: &str) -> Option<&str> {
        let found = self.measures.iter().find(|(known, _)| known == label);
        found.map(|(_, value)| value.as_str())
    }
}

/// What stands between two marks, each time.
pub(crate) fn all_between<'h>(html: &'h str, start: &str, end: &str) -> Vec<&'h str> {
    let parts = html.split(start).skip(1);
    parts.map(|part| part.split_once(end).map_or(part, |(inside, _)| inside)).collect()
}

pub(crate) fn between<'h>(html: &'h str, start: &str, end: &str) -> Option<&'h str> {
    Some(html.split_once(start)?.1.split_once(end)?.0)
}

/// A figure without its sources and remarks.
pub(crate) fn figure_in(html: &str) -> String {
    let figure = html.split_once("<span class=\"figure").and_then(|(_, rest)| rest.split_once('>'));
    let figure = figure.and_then(|(_, rest)| rest.split_once("</span>"));
    figure.map(|(text, _)| text_of(text)).unwrap_or_default()
}

/// What a cell of a table says before its remarks, without its sources and drawings.
pub(crate) fn plain(html: &str) -> String {
    let end = ["<small", "</td>", "</th>"].iter().filter_map(|mark| html.find(mark)).min();
    let mut rest = &html[..end.unwrap_or(html.len())];
    let mut text = String::new();
    while let Some((before, drawing)) = rest.split_once("<svg") {
        text.push_str(before);
        rest = drawing.split_once("</svg>").map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text_of(&text)
}

/// The targets that a page shows in full.
pub(crate) fn cards(html: &str) -> Vec<Card> {
    let cards = all_between(html, "<article class=\"progress", "</article>").into_iter().map(card);
    let tables = all_between(html, "<table class=\"open-targets\">", "</table>").into_iter();
    let rows = tables.flat_map(|table| all_between(table, "<tr><th scope=\"row\">", "</tr>"));
    cards.chain(rows.map(|row| open(html, row))).collect()
}

/// A target without a result, of which a row tells what was promised.
fn open(page: &str, row: &str) -> Card {
    let is_chinese = page.contains("num\">目标</th>");
    let (none, label, from) = match is_chinese {
        true => ("暂无结果", "目标", "基期值"),
        false => ("No result yet", "Target", "Baseline"),
    };
    let (name, target) = row.split_once("</th>").unwrap_or_default();
    let remarks = all_between(name, "<small class=\"remark\">", "</small>");
    let baseline = remarks.iter().filter(|remark| remark.starts_with(from));
    let baseline = baseline.map(|remark| (from.to_owned(), figure_in(remark)));
    let told = remarks.iter().find(|remark| remark.contains("class=\"status"));
    let told = told.map(|told| text_of(told));
    let status =
        told.as_ref().map(|told| told.split([':', '：']).next().unwrap_or_default().trim());
    Card {
        href: between(name, "href=\"", "\"").unwrap_or_default().to_owned(),
        result: "—".to_owned(),
        status: status.unwrap_or(none).to_owned(),
        measures: baseline.chain([(label.to_owned(), figure_in(target))]).collect(),
        sentences: told.into_iter().collect(),
        caveats: remarks.iter().map(|remark| text_of(remark)).collect(),
    }
}

fn card(html: &str) -> Card {
    let name = between(html, "class=\"progress-name\">", "</h").unwrap_or_default();
    let paragraph =
        |class: &str| between(html, &format!("<p class=\"{class}\">"), "</p>").unwrap_or_default();
    let measures = between(html, "<dl class=\"measures\">", "</dl>").unwrap_or_default();
    let measures = all_between(measures, "<dt>", "</dd>").into_iter().filter_map(|one| {
        let (label, value) = one.split_once("</dt>")?;
        let figure = figure_in(value);
        let value = if figure.is_empty() { text_of(value) } else { figure };
        Some((text_of(label), value))
    });
    let verdict = between(html, "<p class=\"verdict\">", "</p>").unwrap_or_default();
    let status =
        verdict.split_once("<span class=\"status").and_then(|(_, rest)| rest.split_once('>'));
    let status = status.and_then(|(_, rest)| rest.split_once("</span>"));
    let status = status.map(|(word, _)| text_of(word)).unwrap_or_default();
    Card {
        href: between(name, "href=\"", "\"").unwrap_or_default().to_owned(),
        result: figure_in(paragraph("progress-actual")),
        status,
        measures: measures.collect(),
        sentences: all_between(html, "<p class=\"inputs\">", "</p>")
            .into_iter()
            .map(text_of)
            .collect(),
        caveats: between(html, "<ul class=\"caveats\">", "</ul>")
            .map(|list| all_between(list, "<li>", "</li>").into_iter().map(text_of).collect())
            .unwrap_or_default(),
    }
}

/// A target in two lines: where its name leads, target, result, completion, status.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) target: String,
    pub(crate) result: String,
    pub(crate) completion: Option<String>,
    pub(crate) status: String,
}

pub(crate) fn rows(html: &str) -> Vec<Row> {
    let rows = all_between(html, "<li class=\"progress-row\">", "</li>");
    let rows = rows.into_iter().map(|row| {
        let (target, result) = row.split_once("so-far").unwrap_or((row, ""));
        let named = between(result, "<span class=\"completion\">", "</span></p>");
        let completion = named
            .and_then(|named| named.split_once("</span>"))
            .map(|(_, share)| text_of(share).trim().to_owned());
        Row {
            href: between(row, "href=\"", "\"").unwrap_or_default().to_owned(),
            target: figure_in(target),
            result: figure_in(result),
            completion,
            status: between(row, "<p class=\"progress-status\">", "</p>")
                .map(text_of)
                .unwrap_or_default(),
        }
    });
    rows.collect()
}

/// The cells of a table's rows by the keys of their columns, as HTML; of the total, too.
pub(crate) type Cells = Vec<(String, String)>;

/// A table by its id: its columns (key and unit), its rows, its total.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) units: Vec<(String, String)>,
    pub(crate) rows: Vec<Cells>,
    pub(crate) total: Option<Cells>,
}

pub(crate) fn table(html: &str, id: &str) -> Option<Table> {
    let html = between(html, &format!("<table id=\"{id}\""), "</table>")?;
    let head = between(html, "<thead>", "</thead>")?;
    let columns: Vec<_> = all_between(head, "<th ", "</th>")
        .into_iter()
        .map(|column| {
            let key = between(column, "data-key=\"", "\"").unwrap_or_default().to_owned();
            let unit = between(column, "<span class=\"unit\">", "</span>").map(text_of);
            (key, unit.unwrap_or_default())
        })
        .collect();
    let row = |row: &str| -> Cells {
        let cells = row.split("<t").filter(|cell| cell.starts_with(['h', 'd']));
        let cells = cells.filter_map(|cell| Some(cell.split_once('>')?.1.to_owned()));
        columns.iter().map(|(key, _)| key.clone()).zip(cells).collect()
    };
    let rows = |part: &str| -> Vec<Cells> {
        between(html, &format!("<{part}>"), &format!("</{part}>"))
            .map(|part| all_between(part, "<tr", "</tr>").into_iter().map(row).collect())
            .unwrap_or_default()
    };
    Some(Table {
        rows: rows("tbody"),
        total: rows("tfoot").into_iter().next(),
        units: columns.clone(),
    })
}

/// A cell of a row without remarks.
pub(crate) fn cell<'c>(cells: &'c Cells, key: &str) -> Option<&'c str> {
    cells.iter().find(|(known, _)| known == key).map(|(_, html)| html.as_str())
}

/// Words in braces that nothing was put into.
pub(crate) fn left_braces(html: &str) -> Option<String> {
    let text = text_of(crate::page_text::inside_of_main(html));
    text.find(['{', '}']).map(|at| {
        let start = text[..at].char_indices().rev().nth(20).map_or(0, |(at, _)| at);
        text[start..].chars().take(60).collect()
    })
}
