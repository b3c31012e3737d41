//! From raw records to the model: ids first, then every record on its own, so that all problems
//! come out in one run and none of them drags others along.

mod context;
mod fit;
mod happenings;
mod header;
mod measures;
mod pages;
mod places;
mod projects;
mod site;
mod text;
mod values;

pub use site::{Preamble, preamble, units};

use super::Collection;
use super::Model;
use super::Park;
use super::Ref;
use super::Region;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::locale::Lexicon;
use crate::parse::node::Node;
use crate::parse::node::NodeKind;
use crate::parse::records::Parsed;
use crate::parse::records::RawRecord;
use crate::source::Sources;
use crate::source::Span;
use crate::value::Currency;
use crate::value::Id;
use crate::value::Units;
use context::Context;
use context::IdCollector;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use std::collections::BTreeMap;

type Decode<T> = fn(&Context<'_>, &Id, &Node, &mut Sink) -> Option<T>;
type Raw<'a> = BTreeMap<&'static str, Vec<(Id, &'a Node)>>;

/// What resolving needs besides the records.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The texts, for Markdown.
    pub sources: &'a Sources,
    /// Languages and theme.
    pub preamble: &'a Preamble,
    /// How people write figures and dates.
    pub lexicon: &'a Lexicon,
    /// The units of the site.
    pub units: Units,
    /// Publish drafts too.
    pub drafts: bool,
}

/// Resolves everything that was parsed; `None` if there are no settings to resolve it with.
pub fn resolve(parsed: &Parsed, setting: Setting<'_>, sink: &mut Sink) -> Option<Model> {
    let site_node =
        parsed.site.as_ref().filter(|node| matches!(node.kind, NodeKind::Mapping(_)))?;
    let mut ids = IdCollector::new(&parsed.broken);
    let category_nodes = site::category_nodes(site_node.get("categories"), &mut ids, sink);
    let raw = identified(&parsed.records, &mut ids, sink);
    let mut cx = Context {
        languages: &setting.preamble.languages,
        lexicon: setting.lexicon,
        units: &setting.units,
        currency: site_node.get("currency").and_then(Node::as_str).and_then(Currency::from_code),
        stages: &[],
        ids: ids.finish(),
        published: Vec::new(),
    };
    let stages = site::stages(&cx, site_node.get("stages"), sink);
    cx.stages = &stages;
    let site = site::site(&cx, site_node, setting.preamble, stages.clone(), &category_nodes, sink)?;
    let sources = collection(&cx, &raw, "sources", places::source, sink);
    cx.published = sources.records().map(|source| source.published).collect();
    let (regions, parks) = (
        collection(&cx, &raw, "regions", places::region, sink),
        collection(&cx, &raw, "parks", places::park, sink),
    );
    let projects = projects(&cx, &raw, &parks, sink);
    let indicators = collection(&cx, &raw, "indicators", measures::indicator, sink);
    let unit_of: Vec<_> =
        raw_of(&raw, "indicators").map(|(_, node)| measures::unit_of(&cx, node)).collect();
    let targets = raw_of(&raw, "targets")
        .filter_map(|(id, node)| measures::target(&cx, &unit_of, id, node, sink))
        .collect();
    let observations = raw_of(&raw, "observations")
        .filter_map(|(id, node)| measures::observation(&cx, &unit_of, id, node, sink))
        .collect();
    let (industries, organizations) = (
        collection(&cx, &raw, "industries", places::industry, sink),
        collection(&cx, &raw, "organizations", places::organization, sink),
    );
    let events = collection(&cx, &raw, "events", happenings::event, sink);
    let documents = collection(&cx, &raw, "documents", happenings::document, sink);
    let terms = collection(&cx, &raw, "terms", happenings::term, sink);
    let pages = pages::pages(&cx, &parsed.pages, setting.sources, setting.drafts, sink);
    Some(Model {
        site,
        units: setting.units.clone(),
        regions,
        parks,
        industries,
        organizations,
        projects,
        indicators,
        targets,
        observations,
        events,
        documents,
        sources,
        terms,
        pages,
    })
}

/// Gives every record its id; reports those without one and those that stand twice. Targets and
/// observations, which nothing refers to, are numbered where they have none.
fn identified<'a>(records: &'a [RawRecord], ids: &mut IdCollector, sink: &mut Sink) -> Raw<'a> {
    let mut raw: Raw<'a> = BTreeMap::new();
    for record in records {
        if !matches!(record.node.kind, NodeKind::Mapping(_)) {
            not_a_record(record, sink);
            continue;
        }
        let list = raw.entry(record.collection).or_default();
        let id_node = record.node.get("id").filter(|node| node.kind != NodeKind::Null);
        let id = match (id_node, &record.stem) {
            (Some(node), _) => site::id(node, sink).map(|id| (id, node.span)),
            (None, Some(stem)) => from_stem(stem, &record.node, sink),
            (None, None) if matches!(record.collection, "targets" | "observations") => {
                numbered(record.collection, list.len()).map(|id| (id, start(&record.node)))
            }
            (None, None) => {
                sink.push(
                    Diagnostic::new(
                        Code::MissingField,
                        start(&record.node),
                        format!("a record of `{}` needs the field `id`", record.collection),
                    )
                    .help("add `id: …` with a-z, 0-9 and `-`"),
                );
                None
            }
        };
        let Some((id, span)) = id else { continue };
        if is_internal(record) {
            ids.withhold(record.collection, &id);
        } else if ids.add(record.collection, &id, span, sink) {
            list.push((id, &record.node));
        }
    }
    raw
}

/// Whether a record is kept in the ledger but not published.
fn is_internal(record: &RawRecord) -> bool {
    record.node.get("visibility").and_then(Node::as_str) == Some("internal")
}

fn not_a_record(record: &RawRecord, sink: &mut Sink) {
    if matches!(record.node.kind, NodeKind::Invalid) {
        return;
    }
    let what = record.node.describe();
    let message = format!("a record of `{}` is a mapping, but this is {what}", record.collection);
    sink.push(
        Diagnostic::new(Code::WrongType, record.node.span, message)
            .help("write its fields as `key: value`, one a line"),
    );
}

fn from_stem(stem: &str, node: &Node, sink: &mut Sink) -> Option<(Id, Span)> {
    let place = start(node);
    match Id::parse(stem) {
        Ok(id) => Some((id, place)),
        Err(error) => {
            let message = format!("the name of the file is not an id: {}", error.message);
            sink.push(
                Diagnostic::new(Code::BadId, place, message)
                    .help("rename the file with a-z, 0-9 and `-`, or add the field `id`"),
            );
            None
        }
    }
}

fn numbered(collection: &str, number: usize) -> Option<Id> {
    let stem = collection.trim_end_matches('s');
    Id::parse(&format!("{stem}-{}", number + 1)).ok()
}

/// Where a record without an id starts: its first key.
fn start(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}

fn raw_of<'a>(raw: &'a Raw<'_>, name: &str) -> impl Iterator<Item = (&'a Id, &'a Node)> {
    raw.get(name).into_iter().flatten().map(|(id, node)| (id, *node))
}

/// All records of a collection, decoded in parallel.
fn collection<T: Send>(
    cx: &Context<'_>,
    raw: &Raw<'_>,
    name: &str,
    decode: Decode<T>,
    sink: &mut Sink,
) -> Collection<T> {
    decoded(raw, name, sink, |id, node, sink| decode(cx, id, node, sink))
}

fn decoded<T: Send>(
    raw: &Raw<'_>,
    name: &str,
    sink: &mut Sink,
    decode: impl Fn(&Id, &Node, &mut Sink) -> Option<T> + Sync,
) -> Collection<T> {
    let nodes = raw.get(name).map(Vec::as_slice).unwrap_or_default();
    let results: Vec<_> = nodes
        .par_iter()
        .map(|(id, node)| {
            let mut sink = Sink::default();
            let record = decode(id, node, &mut sink);
            (id.clone(), record, sink)
        })
        .collect();
    let mut records = Vec::with_capacity(results.len());
    for (id, record, problems) in results {
        sink.append(problems);
        records.extend(record.map(|record| (id, record)));
    }
    Collection::new(records)
}

fn projects(
    cx: &Context<'_>,
    raw: &Raw<'_>,
    parks: &Collection<Park>,
    sink: &mut Sink,
) -> Collection<super::Project> {
    let region_of =
        |park: Ref<Park>| -> Option<Ref<Region>> { parks.records().nth(park.index())?.region };
    decoded(raw, "projects", sink, |id, node, sink| {
        projects::project(cx, &region_of, id, node, sink)
    })
}
