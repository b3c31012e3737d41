//! Rows: what is shown of each thing that can be found, and what it is found by.

use super::entries::{Entry, Section, page_title};
use super::gather::{self, Fields};
use super::text::{Part, in_pieces, parts_of_html};
use crate::model::{AnyRef, RecordKind};
use crate::plan::{Of, PageId, PagePlan};
use crate::render::scope::Scope;
use crate::render::site::RenderSite;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use std::collections::BTreeMap;

/// Something that is shown as a hit.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) title: String,
    /// The language of the title, where it is not that of the page.
    pub(super) lang: Option<String>,
    pub(super) href: String,
    pub(super) section: usize,
    pub(super) fields: Fields,
    /// Its title is that of a page, and another row is found by it.
    pub(super) is_part: bool,
    /// What the row before it says goes on.
    pub(super) continues: bool,
}

/// Figures and targets by what they are shown with, each in a line.
#[derive(Debug, Default)]
struct Figures(BTreeMap<AnyRef, Vec<AnyRef>>);

/// How many entries a thread takes at once.
const CHUNK: usize = 64;

/// The rows of all sections.
pub(super) fn rows(site: &RenderSite<'_>, page: &PagePlan, sections: &[Section]) -> Vec<Row> {
    let figures = figures(site);
    let entries: Vec<(usize, Entry)> = sections
        .iter()
        .enumerate()
        .flat_map(|(number, section)| section.entries.iter().map(move |entry| (number, *entry)))
        .collect();
    let of_chunk = |chunk: &[(usize, Entry)]| {
        let scope = Scope { has_cites: false, ..Scope::new(site, page) };
        let mut rows = Vec::new();
        for (section, entry) in chunk {
            let found = match entry {
                Entry::Record(one) => vec![record(&scope, *one, &figures)],
                Entry::Page(id) => written(&scope, *id),
            };
            for row in found {
                add(Row { section: *section, ..row }, &mut rows);
            }
        }
        rows
    };
    entries.par_chunks(CHUNK).flat_map_iter(of_chunk).collect()
}

/// Figures of a project are shown on its page, all others on that of what they measure.
fn figures(site: &RenderSite<'_>) -> Figures {
    let mut figures = Figures::default();
    let model = site.model;
    let all = [RecordKind::Observation, RecordKind::Target];
    for one in all.into_iter().flat_map(|kind| model.records(kind)) {
        let indicator = match one {
            AnyRef::Observation(one) => model.observations.get(one).indicator,
            AnyRef::Target(one) => model.targets.get(one).indicator,
            _ => continue,
        };
        let project = gather::project_of(model, one).map(AnyRef::from);
        figures.0.entry(project.unwrap_or(indicator.into())).or_default().push(one);
    }
    figures
}

fn record(scope: &Scope<'_>, one: AnyRef, figures: &Figures) -> Row {
    let link = scope.record(one);
    let mut fields = Fields::default();
    gather::record(scope, one, &mut fields);
    let own = figures.0.get(&one).into_iter().flatten();
    let name = |figure: &AnyRef| match figure {
        // On the page of a project each figure stands beside the name of what it measures.
        _ if !matches!(one, AnyRef::Project(_)) => None,
        AnyRef::Observation(one) => Some(scope.site.model.observations.get(*one).indicator),
        AnyRef::Target(one) => Some(scope.site.model.targets.get(*one).indicator),
        _ => None,
    };
    let lines = own.map(|figure| match name(figure) {
        Some(indicator) => {
            let name = scope.plain(&scope.site.model.record(indicator.into()).any_header().name);
            format!("{name} · {}", gather::figure(scope, *figure))
        }
        None => gather::figure(scope, *figure),
    });
    fields.facts.extend(lines);
    Row {
        title: link.text.into_owned(),
        lang: link.lang.map(str::to_owned),
        href: link.href.unwrap_or_default(),
        fields,
        ..Row::default()
    }
}

/// A page that shows no record, and each section of its text.
fn written(scope: &Scope<'_>, id: PageId) -> Vec<Row> {
    let name = page_title(scope, id);
    let href = scope.href(id);
    let mut first = Row {
        title: name.text.into_owned(),
        lang: name.lang.map(str::to_owned),
        href: href.clone(),
        ..Row::default()
    };
    match id.of {
        Of::Period(period) => first.fields.year = Some(period.first_day().year()),
        Of::Year(year) => first.fields.year = Some(year),
        _ => {}
    }
    let model = scope.site.model;
    // Of the page that opens a folder its list is shown, not its text.
    let found = id.text(model);
    let Some(text) = found.and_then(|number| model.pages[number].texts.get(scope.lang)) else {
        return vec![first];
    };
    if let Some(date) = text.date {
        first.fields.year = Some(date.first_day().year());
        first.fields.facts.push(scope.date(date));
    }
    first.fields.text.extend(text.description.iter().map(|words| words.text.to_string()));
    let html = scope.markdown(&text.body, Some(text.file), scope.lang);
    let mut rows = vec![first];
    for Part { id, heading, text } in parts_of_html(&html) {
        match id {
            Some(id) => {
                let fields = Fields {
                    names: vec![heading],
                    text: vec![text],
                    year: rows[0].fields.year,
                    ..Fields::default()
                };
                let title = format!("{} – {}", rows[0].title, fields.names[0]);
                let lang = rows[0].lang.clone();
                let href = format!("{href}#{id}");
                rows.push(Row { title, lang, href, fields, is_part: true, ..Row::default() });
            }
            None => rows[0].fields.text.push(text),
        }
    }
    rows
}

/// Adds a row; one that says very much goes on in others.
fn add(mut row: Row, rows: &mut Vec<Row>) {
    let Fields { names, facts, text, park, year } = std::mem::take(&mut row.fields);
    let of_all = Fields { park, year, ..Fields::default() };
    let (facts, text) = (facts.join("\n"), text.join("\n"));
    let mut pieces = in_pieces(&facts).into_iter().map(|piece| (piece, true)).collect::<Vec<_>>();
    pieces.extend(in_pieces(&text).into_iter().map(|piece| (piece, false)));
    // What fits stands in one row.
    if pieces.len() <= 2
        && pieces.first().is_none_or(|(_, is_facts)| *is_facts || pieces.len() == 1)
    {
        let fields = Fields { names, facts: vec![facts], text: vec![text], ..of_all };
        rows.push(Row { fields, ..row });
        return;
    }
    let mut names = Some(names);
    for (number, (piece, is_facts)) in pieces.into_iter().enumerate() {
        let piece = vec![piece.to_owned()];
        let (facts, text) = if is_facts { (piece, Vec::new()) } else { (Vec::new(), piece) };
        let names = names.take().unwrap_or_default();
        let fields = Fields { names, facts, text, ..of_all.clone() };
        let (is_part, continues) = (row.is_part || number > 0, number > 0);
        rows.push(Row { fields, is_part, continues, ..row.clone() });
    }
}
